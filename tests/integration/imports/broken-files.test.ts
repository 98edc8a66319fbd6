import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFolder, type CheckReport } from '../../../electron/services/imports/check-folder';
import { reasonsEs } from '../../../renderer/features/imports/reasons-es';
import { brokenFiles } from '../../support/broken-files';
import { everyRow, hospital, zone } from '../../support/feeds';
import { testNow } from '../../support/store';

const broken = brokenFiles();
let folder = '';
let report: CheckReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaison-broken-'));
  for (const [index, { name, bytes }] of broken.entries())
    await writeFile(join(folder, `${String(index).padStart(3, '0')}-${name}`), bytes);
  report = await checkFolder(folder, { zone, now: testNow });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('there are at least 200 kinds of broken files', () => {
  expect(new Set(broken.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(200);
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
