import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkFolder } from '../../../electron/services/imports/check-folder';
import { adt, bundle, census, fhirEncounter, fhirPatient, uuid, zone } from '../../support/feeds';
import { tempFolder } from '../../support/temp-folder';

/** Real input that nobody of this project wrote; where it is absent, our own generator stands in. */
const samples = resolve(import.meta.dirname, '../../../../shared/data');
const present = existsSync(samples);
const now = '2026-11-25T12:00:00.000Z';

test.skipIf(!present)(
  'every sample bundle and every valid sample message is accepted',
  async () => {
    const { files, totals } = await checkFolder(samples, { zone, now });
    const refused = files.filter(({ outcome }) => outcome !== 'accepted').map(({ file }) => file);
    // A PID without number and name is nobody, and the README is no record.
    expect(refused).toEqual(['README.md', 'hl7/edge-empty-segments.hl7']);
    expect(files.filter(({ format }) => format === 'fhir')).toHaveLength(16);
    expect(totals).toEqual({
      messages: 10,
      patients: 22,
      encounters: 282,
      inpatientEncounters: 24,
      conditions: 103,
      carePlans: 33,
      goals: 13,
      careTeamMembers: 8,
      coverages: 21,
      allergies: 2,
    });
  },
);

test(`counts are of the file alone, totals of all together${present ? '' : ' (sample data absent)'}`, async () => {
  const folder = await tempFolder();
  const p = uuid(1);
  await writeFile(
    join(folder, 'a.hl7'),
    adt() + adt({ trigger: 'A08', at: '20260310090000' }) + adt().replace('ADT^A01', 'ORU^R01'),
  );
  await writeFile(
    join(folder, 'b.hl7'),
    adt() + adt({ id: '2', visit: 'b', given: 'Bess', birth: '19411345' }),
  );
  await writeFile(
    join(folder, 'c.json'),
    bundle([
      fhirPatient(p),
      fhirEncounter(uuid(2), p),
      fhirEncounter(uuid(3), p, { class: { code: 'AMB' } }),
      { resourceType: 'Claim', id: uuid(4) },
    ]),
  );
  await writeFile(
    join(folder, 'd.csv'),
    census([
      [
        '508-1',
        '9',
        'Ashgrove, Milo',
        '1955-09-09',
        'M',
        '2026-03-07',
        'OBS',
        'Dr. X Y',
        'Medicare',
        '2026-03-13',
        '5 West',
      ],
    ]),
  );
  const { files, totals } = await checkFolder(folder, { zone, now });
  expect(
    files.map(
      ({
        file,
        format,
        outcome,
        messages,
        patients,
        encounters,
        inpatientEncounters,
        coverages,
        notUsed,
      }) => [
        file,
        format,
        outcome,
        messages,
        patients,
        encounters,
        inpatientEncounters,
        coverages,
        notUsed,
      ],
    ),
  ).toEqual([
    ['a.hl7', 'hl7v2', 'accepted', 3, 1, 1, 1, 0, { 'ORU^R01': 1 }],
    ['b.hl7', 'hl7v2', 'partly', 2, 1, 1, 1, 0, {}],
    ['c.json', 'fhir', 'accepted', 0, 1, 2, 1, 0, { Claim: 1 }],
    ['d.csv', 'csv', 'accepted', 0, 1, 1, 0, 1, {}],
  ]);
  expect(totals).toMatchObject({
    messages: 5,
    patients: 3,
    encounters: 4,
    inpatientEncounters: 2,
    coverages: 1,
  });
  expect(Object.keys(files[0]!)).toEqual([
    'file',
    'format',
    'outcome',
    'messages',
    'patients',
    'encounters',
    'inpatientEncounters',
    'conditions',
    'carePlans',
    'goals',
    'careTeamMembers',
    'coverages',
    'allergies',
    'notUsed',
    'problems',
  ]);
});
