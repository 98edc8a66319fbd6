import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFolder, type CheckReport } from '../../../electron/services/imports/check-folder';
import { reasonsEs } from '../../../renderer/features/imports/reasons-es';
import { brokenFiles } from '../../support/broken-files';
import { readFeed } from '../../../electron/interop/read-feed';
import { adt, everyRow, hospital, zone } from '../../support/feeds';
import { testNow } from '../../support/store';

const broken = brokenFiles();
let folder = '';
let report: CheckReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaison-broken-'));
  for (const [index, { name, bytes }] of broken.entries())
    await writeFile(join(folder, `${String(index).padStart(3, '0')}-${name}`), bytes);
  report = await checkFolder(folder, { zone, now: testNow });
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('there are at least 200 kinds of broken files', () => {
  expect(new Set(broken.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(200);
  // No two of them are one file under two names.
  const contents = new Set(broken.map(({ bytes }) => Buffer.from(bytes).toString('latin1')));
  expect(contents.size).toBe(broken.length);
});

test('each of them is answered with a place and a reason, and none is taken as good', () => {
  const unanswered = report.files.filter(
    ({ outcome, problems }) =>
      outcome === 'accepted' ||
      !problems.some(
        ({ severity, where, reason }) => severity === 'error' && where !== '' && reason.length > 10,
      ),
  );
  expect(unanswered.map(({ file, outcome, problems }) => [file, outcome, problems])).toEqual([]);
});

test('only what was good in a partly good file is counted', () => {
  report.files.forEach((file, index) => {
    const { partly } = broken[index]!;
    expect([file.file, file.outcome]).toEqual([file.file, partly ? 'partly' : 'refused']);
    if (!partly) expect([file.file, file.patients, file.encounters]).toEqual([file.file, 0, 0]);
  });
});

test('a refused file leaves nothing in the store', async () => {
  const h = await hospital();
  const before = await everyRow(h.store);
  for (const { bytes, name, partly } of broken) if (!partly) await h.apply(bytes, { name });
  expect(await everyRow(h.store)).toBe(before);
});

test('every reason has its Spanish sentence', () => {
  const reasons = new Set(
    report.files.flatMap(({ problems }) => problems.map(({ reason }) => reason)),
  );
  expect(reasons.size).toBeGreaterThan(40);
  expect([...reasons].filter((reason) => reasonsEs(reason) === reason)).toEqual([]);
});

test('a file over which the program itself stumbles keeps the others from nothing', async () => {
  const only = await mkdtemp(join(tmpdir(), 'liaison-stumble-'));
  await writeFile(join(only, 'a.hl7'), adt());
  await writeFile(join(only, 'b.hl7'), adt());
  const faults: string[] = [];
  const { files, totals } = await checkFolder(only, {
    zone,
    now: testNow,
    read: (bytes, name, options) => {
      if (name === 'a.hl7') throw new RangeError('stumbled');
      return readFeed(bytes, name, options);
    },
    onFault: (file) => faults.push(file),
  });
  await rm(only, { recursive: true });
  expect(files.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted']);
  expect(files[0]!.problems).toMatchObject([{ where: 'file', severity: 'error' }]);
  expect([faults, totals.patients]).toEqual([['a.hl7'], 1]);
  expect(reasonsEs(files[0]!.problems[0]!.reason)).toMatch(/^El programa/);
});
