/** Reads in bulk what a piece of a feed speaks about, so that the rules then run in memory. */
import { duplicatesOf, takenDigests } from '../../../db/imports';
import { foldName } from '../../../shared/folding';
import type {
  FeedItem,
  IdentifierFact,
  PartFact,
  PractitionerFact,
} from '../../../shared/imports/facts';
import type { FeedRun } from './feed-run';
import { tableOfPart, writtenId } from './part-tables';

const numbersIn = (items: readonly FeedItem[]): IdentifierFact[] =>
  items.flatMap((item) => [
    ...item.patients.flatMap((patient) => [
      ...patient.identifiers,
      ...(patient.alias ? [patient.alias] : []),
    ]),
    ...item.merges.flatMap((merge) => merge.prior),
    ...[...item.encounters, ...item.parts].flatMap((fact) => fact.patient.identifiers ?? []),
  ]);

const cliniciansIn = (items: readonly FeedItem[]): PractitionerFact[] =>
  items.flatMap((item) => [
    ...item.encounters.flatMap((stay) => stay.attending ?? []),
    ...item.parts.flatMap((part) =>
      part.kind === 'careTeamMember' && part.practitioner ? [part.practitioner] : [],
    ),
  ]);

/** Everything the items may touch. */
export const prefetch = async (run: FeedRun, items: readonly FeedItem[]): Promise<void> => {
  const digests = items.flatMap((item) => item.digest ?? []);
  for (const digest of await takenDigests(run.trx, digests)) run.takenDigests.add(digest);
  await staysOf(run, items, await patientsOf(run, items));
  await partsOf(run, items);
  const clinicians = cliniciansIn(items);
  if (clinicians.some(({ identifier }) => !identifier)) await unitClinicians(run);
  await run.load(
    'practitioner',
    'identifier',
    clinicians.map(({ identifier }) => identifier?.value),
  );
  await run.load(
    'practitioner',
    'nameFolded',
    clinicians.map(({ familyName, givenName }) => foldName(familyName, givenName)),
  );
};

/** Reads the patients; answers the ids of those that were not held before. */
const patientsOf = async (run: FeedRun, items: readonly FeedItem[]): Promise<string[]> => {
  const values = numbersIn(items).map(({ value }) => value);
  const numbers = await run.load('patient_identifier', 'value', values);
  const bearers = numbers.map(({ row }) => String(row['patientId']));
  const named = await run.load('patient', 'id', bearers);
  const folded = items.flatMap((item) =>
    item.patients.map(({ familyName, givenName }) => foldName(familyName, givenName)),
  );
  const twins = await run.load('patient', 'nameFolded', folded);
  const survivors = [...named, ...twins].map(({ row }) => String(row['survivorId']));
  const groups = [
    ...(await run.load('patient', 'id', survivors)),
    ...(await run.load('patient', 'survivorId', survivors)),
  ];
  const fresh = [...named, ...twins, ...groups].map(({ row }) => row.id);
  await run.load('patient_identifier', 'patientId', fresh);
  const twinIds = twins.map(({ row }) => row.id);
  if (twinIds.length > 0) run.knownPairs.push(...(await duplicatesOf(run.trx, twinIds)));
  return fresh;
};

const staysOf = async (
  run: FeedRun,
  items: readonly FeedItem[],
  freshPatients: readonly string[],
): Promise<void> => {
  const visits = items.flatMap((item) => [
    ...item.encounters.flatMap((stay) => stay.visit?.value ?? []),
    ...item.parts.flatMap((part) => part.encounter?.visit?.value ?? []),
  ]);
  const fresh = [
    ...(await run.load('encounter', 'visitNumber', visits)),
    ...(await run.load('encounter', 'patientId', freshPatients)),
  ].map(({ row }) => row.id);
  await run.load('encounter_class_period', 'encounterId', fresh);
  await run.load('encounter_location', 'encounterId', fresh);
  await run.load('coverage', 'patientId', freshPatients);
  const members = await run.load('care_team_member', 'patientId', freshPatients);
  await run.load('practitioner', 'id', [
    ...members.map(({ row }) => row['practitionerId'] as string | null),
    ...fresh.map((id) => run.rows.get('encounter', id)?.row['attendingId'] as string | null),
  ]);
};

/** Who attends on which unit, for clinicians who are told by name alone; read once in a run. */
const unitClinicians = async (run: FeedRun): Promise<void> => {
  if (run.knowsUnitClinicians) return;
  run.knowsUnitClinicians = true;
  const rows = (await run
    .trx('encounter')
    .where({ active: 1 })
    .whereNotNull('unitId')
    .whereNotNull('attendingId')
    .distinct('unitId', 'attendingId')) as { unitId: string; attendingId: string }[];
  await run.load(
    'practitioner',
    'id',
    rows.map(({ attendingId }) => attendingId),
  );
  for (const { unitId, attendingId } of rows) run.noteUnitClinician(unitId, attendingId);
};

/** The id of a record, where a part may be one that this program wrote. */
const ownIdOf = (part: PartFact): string[] => {
  const id = writtenId(part);
  return id === null || !['carePlan', 'goal', 'condition'].includes(part.kind) ? [] : [id];
};

/** Parts by the keys they would have under each record of their patient. */
const partsOf = async (run: FeedRun, items: readonly FeedItem[]): Promise<void> => {
  const byTable = new Map<string, string[]>();
  for (const item of items) {
    const ids = new Map<string, string[]>();
    for (const patient of item.patients)
      ids.set(
        patient.key,
        patient.identifiers
          .flatMap((number) => run.patientsWith(number))
          .flatMap((p) => run.groupOf(p)),
      );
    for (const part of item.parts) {
      // The care teams of these patients are held whole.
      if (part.kind === 'careTeamMember') continue;
      const known =
        part.patient.key !== undefined
          ? (ids.get(part.patient.key) ?? [])
          : (part.patient.identifiers ?? [])
              .flatMap((number) => run.patientsWith(number))
              .flatMap((p) => run.groupOf(p));
      const table = tableOfPart[part.kind];
      const keys = byTable.get(table) ?? [];
      byTable.set(table, keys);
      for (const patientId of new Set(known)) {
        // Whoever this file made has nothing in the store that is not held.
        if (run.born.has(patientId)) continue;
        keys.push(`${patientId}|${part.sourceKey}`);
        // A part of a stay carries the stay in its key.
        if (part.encounter)
          for (const stay of run.staysOf.get(patientId) ?? [])
            keys.push(`${patientId}|${stay.row.id}|${part.sourceKey}`);
      }
    }
  }
  for (const [table, keys] of byTable) await run.load(table, 'sourceKey', keys);
  // A plan that this store wrote may come home.
  const written = items.flatMap(({ parts }) => parts.flatMap(ownIdOf));
  for (const table of ['care_plan', 'problem', 'goal']) await run.load(table, 'id', written);
};
