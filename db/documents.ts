/** What printed documents say of a patient and a stay, and the record of what was made. */
import type { DocumentEntry, DocumentPurpose, Paper } from '../shared/documents/document';
import { allergiesSaid } from '../shared/patients/allergies';
import type { Allergy, CodeStatusCode, TeamMember } from '../shared/patients/patient';
import { teamLines } from '../shared/patients/team';
import type { Trx } from './connection';
import { personNames } from './person-names';
import { insertRecord, type Actor, type RecordColumns } from './records';

/** The head of every page, and the facts of the stay under it. Null = not recorded. */
export interface StayFacts {
  hospital: { name: string; phone: string | null };
  unitName: string | null;
  patient: { familyName: string; givenName: string; birthDate: string | null; mrn: string | null };
  stay: {
    number: string | null;
    bed: string | null;
    class: string | null;
    admittedAt: string | null;
  };
  expectedDischargeOn: string | null;
  /** A code of the list of dispositions. */
  plannedDisposition: string | null;
  payers: string[];
  admitReason: string | null;
  attendingName: string | null;
  /**
   * Current substances in words; `none` = the positive statement, `noneCurrent` = all that was
   * recorded is resolved, null = not recorded.
   */
  allergies: string[] | 'none' | 'noneCurrent' | null;
  codeStatus: CodeStatusCode | null;
  /** Health care agent or guardian, with the relationship. */
  decisionMakers: { name: string; relationship: string | null; role: 'agent' | 'guardian' }[];
  team: { name: string; role: string; organization: string | null; phone: string | null }[];
}

const noStay = { number: null, bed: null, class: null, admittedAt: null };

interface StayRow {
  id: string;
  visitNumber: string | null;
  bedLabel: string | null;
  class: string;
  admittedAt: string | null;
  unitId: string | null;
  expectedDischargeOn: string | null;
  plannedDisposition: string | null;
  admitReason: string | null;
  attendingId: string | null;
}

/**
 * Facts of a patient and of one stay (the newest where none is named), for print. `patientId` is
 * the survivor's; the records merged into it count.
 */
export const stayFacts = async (
  trx: Trx,
  patientId: string,
  encounterId: string | null,
  now: string,
): Promise<StayFacts> => {
  const hospital = (await trx('hospital').first('name', 'phone')) as
    StayFacts['hospital'] | undefined;
  const patient = (await trx('patient')
    .where({ id: patientId })
    .first('familyName', 'givenName', 'birthDate', 'mrn')) as StayFacts['patient'];
  const stay = (await trx('encounter')
    .modify((q) =>
      encounterId ? q.where({ id: encounterId }) : q.whereIn('patientId', merged(trx, patientId)),
    )
    .whereNull('enteredInErrorAt')
    .orderBy([
      { column: 'active', order: 'desc' },
      { column: 'admittedAt', order: 'desc', nulls: 'last' },
      { column: 'id', order: 'desc' },
    ])
    .first()) as StayRow | undefined;
  return {
    hospital: hospital ?? { name: '', phone: null },
    unitName: stay?.unitId ? await unitName(trx, stay.unitId) : null,
    patient,
    stay: stay
      ? {
          number: stay.visitNumber,
          bed: stay.bedLabel,
          class: stay.class,
          admittedAt: stay.admittedAt,
        }
      : noStay,
    expectedDischargeOn: stay?.expectedDischargeOn ?? null,
    plannedDisposition: stay?.plannedDisposition ?? null,
    payers: await payersOf(trx, patientId),
    admitReason: stay?.admitReason ?? null,
    attendingName: stay?.attendingId ? await practitionerName(trx, stay.attendingId) : null,
    allergies: await allergiesOf(trx, patientId),
    codeStatus: await codeStatusOf(trx, patientId),
    decisionMakers: await decisionMakersOf(trx, patientId),
    team: await teamOf(trx, patientId, stay?.id ?? null, now),
  };
};

/** All records that were merged into one patient, and its own. */
const merged = (trx: Trx, patientId: string) =>
  trx('patient').where({ survivorId: patientId }).select('id');

const unitName = async (trx: Trx, id: string): Promise<string | null> => {
  const row = (await trx('unit').where({ id }).first('name')) as { name: string } | undefined;
  return row?.name ?? null;
};

const practitionerName = async (trx: Trx, id: string): Promise<string | null> => {
  const row = (await trx('practitioner')
    .where({ id })
    .first('prefix', 'givenName', 'familyName')) as
    { prefix: string | null; givenName: string; familyName: string } | undefined;
  return row ? [row.prefix, row.givenName, row.familyName].filter(Boolean).join(' ') : null;
};

const payersOf = async (trx: Trx, patientId: string): Promise<string[]> => {
  const rows = (await trx('coverage')
    .whereIn('patientId', merged(trx, patientId))
    .whereNull('enteredInErrorAt')
    .orderBy(['rank', 'createdAt', 'id'])
    .select('payer')) as { payer: string }[];
  return [...new Set(rows.map(({ payer }) => payer))];
};

const allergiesOf = async (trx: Trx, patientId: string): Promise<StayFacts['allergies']> => {
  const rows = (await trx('allergy')
    .whereIn('patientId', merged(trx, patientId))
    .whereNull('enteredInErrorAt')
    .orderBy(['createdAt', 'id'])
    .select('kind', 'substance', 'clinicalStatus')) as Pick<
    Allergy,
    'kind' | 'substance' | 'clinicalStatus'
  >[];
  const said = allergiesSaid(rows);
  if (said.said === 'current')
    return [...new Set(said.allergies.map(({ substance }) => substance))];
  return said.said === 'none' || said.said === 'noneCurrent' ? said.said : null;
};

const codeStatusOf = async (trx: Trx, patientId: string): Promise<CodeStatusCode | null> => {
  const row = (await trx('code_status')
    .whereIn('patientId', merged(trx, patientId))
    .whereNull('enteredInErrorAt')
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'createdAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first('status')) as { status: CodeStatusCode } | undefined;
  return row?.status ?? null;
};

const decisionMakersOf = async (
  trx: Trx,
  patientId: string,
): Promise<StayFacts['decisionMakers']> => {
  const rows = (await trx('related_person')
    .whereIn('patientId', merged(trx, patientId))
    .whereNull('enteredInErrorAt')
    .orderBy(['createdAt', 'id'])
    .select('name', 'relationship', 'roles')) as {
    name: string;
    relationship: string | null;
    roles: string;
  }[];
  return rows.flatMap(({ name, relationship, roles }): StayFacts['decisionMakers'] => {
    const codes = roles.split(',').map((code) => code.trim());
    if (codes.includes('guardian')) return [{ name, relationship, role: 'guardian' }];
    return codes.includes('healthCareAgent') ? [{ name, relationship, role: 'agent' }] : [];
  });
};

const teamOf = async (
  trx: Trx,
  patientId: string,
  encounterId: string | null,
  now: string,
): Promise<StayFacts['team']> => {
  const rows = (await trx('care_team_member')
    .modify((q) =>
      encounterId ? q.where({ encounterId }) : q.whereIn('patientId', merged(trx, patientId)),
    )
    .whereNull('enteredInErrorAt')
    .where((q) => q.whereNull('endsAt').orWhere('endsAt', '>', now))
    .orderBy([{ column: 'startsAt', nulls: 'first' }, 'createdAt', 'id'])) as TeamMember[];
  return teamLines(rows).map(({ name, role, organization, phone }) => ({
    name,
    role,
    organization,
    phone,
  }));
};

type DocumentRow = Omit<DocumentEntry, 'createdByName'> & RecordColumns;

/** Puts on record that a document was printed, saved or brought. */
export const insertDocument = (
  trx: Trx,
  entry: {
    patientId: string;
    encounterId: string | null;
    kind: string;
    title: string;
    carePlanId: string | null;
    version: number | null;
    /** Null for what has no pages. */
    paper: Paper | null;
    pages: number | null;
    purpose: DocumentPurpose;
    sha256: string;
  },
  actor: Actor,
): Promise<{ id: string }> => insertRecord(trx, 'document', entry, actor);

/** A patient's documents, newest first. */
export const documentsOfPatient = async (
  trx: Trx,
  patientId: string,
  today: string,
): Promise<DocumentEntry[]> => {
  const rows = (await trx('document')
    .whereIn('patientId', merged(trx, patientId))
    .orderBy([
      { column: 'createdAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])) as DocumentRow[];
  const names = await personNames(
    trx,
    rows.map(({ createdBy }) => createdBy),
    today,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    carePlanId: row.carePlanId,
    version: row.version,
    paper: row.paper,
    pages: row.pages,
    purpose: row.purpose,
    recipient: row.recipient,
    sha256: row.sha256,
    createdAt: row.createdAt,
    createdByName: names.get(row.createdBy) ?? null,
  }));
};
