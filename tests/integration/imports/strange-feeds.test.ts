import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFolder, type CheckReport } from '../../../electron/services/imports/check-folder';
import { reasonsEs } from '../../../renderer/features/imports/reasons-es';
import { noCounts } from '../../../shared/imports/report';
import { zone } from '../../support/feeds';
import { testNow } from '../../support/store';
import { csvExports } from '../../support/strange/csv-exports';
import { csvForms } from '../../support/strange/csv-forms';
import { fhirForms } from '../../support/strange/fhir-forms';
import { fhirParts } from '../../support/strange/fhir-parts';
import { fhirVendors } from '../../support/strange/fhir-vendors';
import { hl7Chains } from '../../support/strange/hl7-chains';
import { hl7Forms } from '../../support/strange/hl7-forms';
import { hl7Parts } from '../../support/strange/hl7-parts';
import { hl7Vendors } from '../../support/strange/hl7-vendors';

const files = [
  ...hl7Forms(),
  ...hl7Chains(),
  ...hl7Parts(),
  ...hl7Vendors(),
  ...fhirForms(),
  ...fhirParts(),
  ...fhirVendors(),
  ...csvForms(),
  ...csvExports(),
];
const nameOf = (index: number): string =>
  `${String(index).padStart(3, '0')}.${files[index]!.extension}`;
let folder = '';
let report: CheckReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaison-strange-'));
  for (const [index, { bytes }] of files.entries())
    await writeFile(join(folder, nameOf(index)), bytes);
  report = await checkFolder(folder, { zone, now: testNow });
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every kind has its own name', () => {
  const names = files.map(({ kind, extension }) => `${extension} ${kind}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('every reason has its Spanish sentence', () => {
  const reasons = report.files.flatMap(({ problems }) => problems.map(({ reason }) => reason));
  expect([...new Set(reasons)].filter((reason) => reasonsEs(reason) === reason)).toEqual([]);
});

test.each(files.map((file, index) => [`${file.extension}: ${file.kind}`, index, file] as const))(
  '%s',
  (_kind, index, file) => {
    const found = report.files.find(({ file: name }) => name === nameOf(index))!;
    const { outcome, notUsed, problems } = found;
    const counts = Object.fromEntries(
      Object.keys(noCounts()).map((name) => [name, found[name as keyof typeof found]]),
    );
    expect({ outcome, counts, notUsed, problems }).toEqual({
      outcome: file.outcome,
      counts: { ...noCounts(), ...file.counts },
      notUsed: file.notUsed ?? {},
      problems: expect.anything(),
    });
    for (const place of file.says ?? [])
      expect(problems.map(({ where }) => where)).toContain(place);
    const said = problems.filter(({ where }) => !(file.says ?? []).includes(where));
    expect(
      said.filter(({ severity }) => severity === 'error' && file.outcome === 'accepted'),
    ).toEqual([]);
  },
);
