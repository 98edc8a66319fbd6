import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adt } from '../../support/feeds';

const run = promisify(execFile);
let folder = '';
/** npm before 10.6 writes its banner to stdout even in JSON mode; `npm run -s` is left to those. */
let hidesBanner = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaison-command-'));
  const { stdout } = await run('npm', ['--no-json', '--version']);
  const [major = 0, minor = 0] = stdout.split('.').map(Number);
  hidesBanner = major > 10 || (major === 10 && minor >= 6);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As a stranger calls it: no `-s`, and nothing of the npm that runs these tests. */
const npmRun = async (script: string, argument: string): Promise<{ out: string; code: number }> => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)),
  );
  const args = hidesBanner ? ['run', script] : ['run', '-s', script];
  try {
    const { stdout } = await run('npm', [...args, '--', argument], { env });
    return { out: stdout, code: 0 };
  } catch (error) {
    const failed = error as { stdout?: string; code?: number };
    return { out: failed.stdout ?? '', code: failed.code ?? -1 };
  }
};

test('import:check leaves one JSON document alone on stdout, whatever is refused', async () => {
  const feeds = join(folder, 'feeds');
  await mkdir(feeds);
  await writeFile(join(feeds, 'a.hl7'), adt());
  await writeFile(join(feeds, 'b.hl7'), 'nothing of ours');
  const { out, code } = await npmRun('import:check', feeds);
  const report = JSON.parse(out) as { files: { outcome: string }[]; totals: { patients: number } };
  expect(code).toBe(0);
  expect(report.files.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused']);
  expect(report.totals.patients).toBe(1);
});

test('import:check ends with 2 when it could not run', async () => {
  const file = join(folder, 'a-file.hl7');
  await writeFile(file, adt());
  const none = [join(folder, 'not-there'), file, ''];
  const runs = await Promise.all(none.map((argument) => npmRun('import:check', argument)));
  expect(runs.map(({ code }) => code)).toEqual([2, 2, 2]);
});

test('rules:check leaves one JSON document alone on stdout', async () => {
  const file = join(folder, 'rows.json');
  const input = {
    segments: [{ class: 'inpatient', from: '2026-03-01T15:00:00Z', to: '2026-03-05T15:00:00Z' }],
    condition_code_44: false,
  };
  await writeFile(
    file,
    JSON.stringify({
      rule: 'three_midnights',
      zone: 'America/New_York',
      rows: [{ id: 'a', input }],
    }),
  );
  const { out } = await npmRun('rules:check', file);
  expect(JSON.parse(out)).toMatchObject([
    { id: 'a', result: { consecutive_inpatient_midnights: 4 } },
  ]);
});
