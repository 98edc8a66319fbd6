/**
 * A hospital with one person of each role and patients in every relation to them, over a real
 * encrypted file: what the role matrix is asked of. Each patient's facts carry the patient's own
 * name, so that a fact in the wrong answer shows.
 */
import { insertRecord } from '../../../db/records';
import type { Trx } from '../../../db/connection';
import type { OpenRecord } from '../../../electron/host';
import type { SignedInUser } from '../../../electron/ipc/context';
import { runCall, type Answer, type Registry } from '../../../electron/ipc/pipeline';
import { SeenLists } from '../../../electron/ipc/seen-lists';
import { handlers, ownHandlers } from '../../../electron/services';
import { DraftKeeper } from '../../../electron/services/draft-keeper';
import { calls, ownCalls, type AllCalls, type CallName } from '../../../shared/contract';
import type { CallDeclaration } from '../../../shared/contract/define';
import { foldName } from '../../../shared/folding';
import { roles, type Role } from '../../../shared/permissions';
import type { TestHost } from '../host';
import { testRecord } from '../record';
import { testNow } from '../store';

export type Input<K extends CallName> =
  AllCalls[K] extends CallDeclaration<infer I, unknown> ? I : never;
export type Output<K extends CallName> = Exclude<AllCalls[K]['output'], undefined>;
type Values = Record<string, string | number | null>;

/**
 * How a patient stands to the unit lead, the case manager and the discharge planner, who all belong
 * to 5 West: `own` lies there; `other` lies in the ICU; `restricted` lies on 5 West and they are not
 * of the team; `team` too, and they are; `left` went from 5 West 20 days ago, `gone` 31 days ago.
 */
export const relations = ['own', 'other', 'restricted', 'team', 'left', 'gone'] as const;
export type Relation = (typeof relations)[number];

/** A patient with a record of every kind. */
export interface Subject {
  /** Stands in the name and in every text of this patient, and nowhere else. */
  tag: string;
  mrn: string;
  patientId: string;
  encounterId: string;
  bed: string;
  carePlanId: string;
  problemId: string;
  goalId: string;
  progressId: string;
  activityId: string;
  barrierId: string;
  taskId: string;
  noteId: string;
  seriesId: string;
  participantId: string;
  /** Somebody who takes part in the plan. */
  sharerId: string;
  conditionId: string;
  allergyId: string;
  contactId: string;
  memberId: string;
  coverageId: string;
  concernId: string;
}

export interface World {
  host: TestHost;
  /** The first administrator's record, whose vault and file all others share. */
  base: OpenRecord;
  people: Record<Role, SignedInUser>;
  /** A case manager of 5 West whom stays are given to. */
  colleague: SignedInUser;
  /** Sees everything: makes what a test needs first. */
  maker: SignedInUser;
  west: string;
  icu: string;
  roundId: string;
  subjects: Record<Relation, Subject>;
  /** A patient of 5 West that may be the same as another. */
  strangerId: string;
}

/** When every appointment of this world begins. */
export const startsLocal = '2026-03-13T10:00';

/** Lets this person be the one who is signed in, as if they had just come. */
export const beSignedIn = (w: World, user: SignedInUser): OpenRecord => {
  const { store } = w.base;
  const record: OpenRecord = {
    ...w.base,
    user: { ...user, unitIds: [...user.unitIds] },
    seen: new SeenLists(),
    drafts: new DraftKeeper(store, user.id, w.host.clock),
  };
  w.host.record = record;
  return record;
};

/** Makes a call as whoever is signed in, from raw input to the window's answer. */
export const ask = (w: World, name: string, input: unknown): Promise<Answer> =>
  runCall(
    { calls, handlers, ownCalls, ownHandlers, host: w.host } as unknown as Registry<TestHost>,
    name,
    input,
  );

/** A call of the maker's that a test needs to have been made; the one signed in stays. */
export const prepare = async <K extends CallName>(
  w: World,
  name: K,
  input: Input<K>,
): Promise<Output<K>> => {
  const { record } = w.host;
  beSignedIn(w, w.maker);
  const answer = await ask(w, name, input);
  w.host.record = record;
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value as Output<K>;
};

/** Does something in the store and takes it back: the next one finds the world as it was. */
export const undone = async <T>(w: World, work: (trx: Trx) => Promise<T>): Promise<T> => {
  const { store } = w.base;
  const real = store.transaction;
  const outer = await store.knex.transaction();
  store.transaction = (inner) => outer.transaction(inner);
  try {
    return await work(outer);
  } finally {
    store.transaction = real;
    await outer.rollback();
  }
};

/** Inserts a record as the set-up would. */
export const insert = async (
  w: { base: OpenRecord },
  table: string,
  values: Values,
  by = 'set-up',
): Promise<string> =>
  w.base.store.transaction(
    async (trx) => (await insertRecord(trx, table, values, { userId: by, at: testNow })).id,
  );

/** Id and present version of a row, as a window that shows it sends them. */
export const versionOf = async (
  w: World,
  table: string,
  id: string,
): Promise<{ id: string; rowVersion: number }> => {
  const { rowVersion } = (await w.base.store.transaction((trx) =>
    trx(table).where({ id }).first('rowVersion'),
  )) as { rowVersion: number };
  return { id, rowVersion };
};

const person = async (
  base: OpenRecord,
  role: Role,
  signInName: string,
  unitIds: string[],
): Promise<SignedInUser> => {
  const named = { signInName, givenName: 'Sam', familyName: signInName };
  const id = await insert({ base }, 'user', { ...named, role });
  for (const unitId of role === 'administrator' ? [] : unitIds)
    await insert({ base }, 'membership', { userId: id, unitId });
  return { id, ...named, role, unitIds, mustChangePassphrase: false, confirmedAt: testNow };
};

/** Makes the hospital; some seconds, so one test file shares it. */
export const makeWorld = async (): Promise<World> => {
  const { host } = await testRecord();
  // Any document will do: who may have one is asked here, not what stands in it.
  host.pdf = {
    carePlan: async () => ({ bytes: new Uint8Array([0x25, 0x50, 0x44, 0x46]), pages: 1 }),
    stop: async () => undefined,
  };
  const base = host.record!;
  const units = (await base.store.transaction((trx) => trx('unit').orderBy('name'))) as {
    id: string;
    name: string;
  }[];
  const west = units.find(({ name }) => name === '5 West')!.id;
  const icu = units.find(({ name }) => name === 'ICU')!.id;
  const people = {} as World['people'];
  const unitsOf = (role: Role): string[] =>
    role === 'administrator' ? [west, icu] : role === 'auditor' ? [] : [west];
  for (const role of roles)
    people[role] = await person(base, role, role.toLowerCase(), unitsOf(role));
  const w: World = {
    host,
    base,
    people,
    colleague: await person(base, 'caseManager', 'colleague', [west]),
    maker: await person(base, 'unitLead', 'maker', [west, icu]),
    west,
    icu,
    roundId: '',
    subjects: {} as World['subjects'],
    strangerId: '',
  };
  for (const relation of relations) w.subjects[relation] = await makeSubject(w, relation);
  const stranger = await makePatient(w, 'zqstranger');
  await makeStay(w, stranger, 'own', '519-1');
  w.strangerId = stranger;
  await relate(w);
  w.roundId = await insert(w, 'appointment_series', {
    kind: 'round',
    title: 'Morning round',
    unitId: west,
    startsLocal,
    zone: 'America/New_York',
    minutes: 30,
    rule: 'FREQ=DAILY',
  });
  return w;
};

let made = 0;

const makePatient = async (w: World, tag: string): Promise<string> => {
  made += 1;
  const id = await insert(w, 'patient', {
    survivorId: '',
    familyName: tag,
    givenName: 'Ruth',
    nameFolded: foldName(tag, 'Ruth'),
    birthDate: `19${20 + made}-03-14`,
    sex: 'female',
    mrn: `77${String(made).padStart(5, '0')}`,
  });
  await w.base.store.transaction((trx) => trx('patient').where({ id }).update({ survivorId: id }));
  return id;
};

const makeStay = (
  w: World,
  patientId: string,
  relation: Relation,
  bedLabel: string,
): Promise<string> =>
  insert(w, 'encounter', {
    patientId,
    class: 'inpatient',
    status: 'in-progress',
    active: 1,
    unitId: relation === 'other' ? w.icu : w.west,
    bedLabel,
    admittedAt: '2026-02-01T21:20:00.000Z',
    expectedDischargeOn: '2026-03-13',
  });

/** A patient with a record of every kind, written through the calls while everybody may still. */
const makeSubject = async (w: World, relation: Relation): Promise<Subject> => {
  const tag = `zq${relation}`;
  const patientId = await makePatient(w, tag);
  const bed = `5${String(made).padStart(2, '0')}-1`;
  const encounterId = await makeStay(w, patientId, relation, bed);
  const { mrn } = (await w.base.store.transaction((trx) =>
    trx('patient').where({ id: patientId }).first('mrn'),
  )) as { mrn: string };
  const facts = await makeFacts(w, tag, patientId, encounterId);
  return {
    tag,
    mrn,
    patientId,
    encounterId,
    bed,
    ...facts,
    ...(await makePlan(w, tag, encounterId, facts.memberId)),
  };
};

const makeFacts = async (w: World, tag: string, patientId: string, encounterId: string) => {
  const patient = { patientId };
  const condition = await prepare(w, 'patients.addCondition', {
    ...patient,
    ...{ encounterId, display: `${tag} fracture`, clinicalStatus: 'active', principal: true },
    ...{ onsetOn: null, abatedOn: null },
  });
  const allergy = await prepare(w, 'patients.addAllergy', {
    ...patient,
    ...{ kind: 'allergy', substance: `${tag} sulfa`, reaction: null, severity: null },
    clinicalStatus: 'active',
  });
  const contact = await prepare(w, 'patients.addContact', {
    ...patient,
    ...{ name: `${tag} daughter`, relationship: null, phone: '555-0100', address: null },
    ...{ roles: [], note: null, language: null, mayBeTold: null, toldWhat: null },
  });
  const member = await prepare(w, 'patients.addTeamMember', {
    ...patient,
    ...{ encounterId, userId: null, name: `${tag} therapist`, role: 'PT', phone: null },
    ...{ organization: null, note: null },
  });
  const coverage = await prepare(w, 'coverage.add', {
    ...patient,
    ...{ payer: `${tag} plan`, planClass: 'medicare', rank: 1, memberNumber: null },
    ...{ groupNumber: null, startsOn: null, endsOn: null },
  });
  const concern = await prepare(w, 'patients.raiseConcern', {
    ...{ encounterId, words: `${tag} concern`, saidBy: null, raisedTo: null },
  });
  const task = await prepare(w, 'tasks.add', {
    ...{ encounterId, title: `${tag} task`, detail: null, kind: 'tk-other', ownerId: null },
    ...{ dueAt: null, dueOn: null },
  });
  const note = await prepare(w, 'notes.add', { ...patient, encounterId, text: `${tag} note` });
  await prepare(w, 'notes.sign', { id: note.id, rowVersion: 1 });
  const series = await prepare(w, 'appointments.create', {
    ...{ kind: 'meeting', unitId: null, encounterId },
    facts: {
      ...{ startsLocal, minutes: 30, wholeDays: 0, title: `${tag} meeting`, rule: null },
      ...{ place: null, address: null, travelBeforeMinutes: 0, travelAfterMinutes: 0 },
      ...{ note: null, participants: [{ ...nobody, name: `${tag} guest` }] },
    },
  });
  const { participants } = await prepare(w, 'appointments.get', {
    seriesId: series.seriesId,
    originalLocal: startsLocal,
  });
  return {
    conditionId: condition.id,
    allergyId: allergy.id,
    contactId: contact.id,
    memberId: member.id,
    coverageId: coverage.id,
    concernId: concern.id,
    taskId: task.id,
    noteId: note.id,
    seriesId: series.seriesId,
    participantId: participants[0]!.id,
  };
};

const nobody = { id: null, userId: null, practitionerId: null, role: null };

/** A plan with a signed version and a draft open above it that can be signed. */
const makePlan = async (w: World, tag: string, encounterId: string, memberId: string) => {
  const { id } = await prepare(w, 'careplans.create', { encounterId, title: `${tag} plan` });
  const problem = await prepare(w, 'careplans.addProblem', {
    ...{ carePlanId: id, title: `${tag} problem`, source: null, conditionId: null },
  });
  const goal = await prepare(w, 'careplans.addGoal', {
    problemId: problem.id,
    description: `${tag} goal`,
  });
  await prepare(w, 'careplans.changeGoal', {
    ...{
      id: goal.id,
      rowVersion: goal.rowVersion,
      fields: { measure: 'Feet', dueOn: '2026-03-27' },
    },
  });
  const activity = await prepare(w, 'careplans.addActivity', {
    ...{ problemId: problem.id, description: `${tag} activity` },
  });
  const barrier = await prepare(w, 'careplans.addBarrier', {
    ...{ problemId: problem.id, category: 'transport', title: `${tag} barrier`, detail: null },
    ...{ severity: 'low', removableBy: null, ownerId: null, dueAt: null },
  });
  await prepare(w, 'careplans.change', {
    ...(await versionOf(w, 'care_plan', id)),
    fields: { reviewOn: '2026-03-20', agreement: 'agrees' },
  });
  await prepare(w, 'careplans.changeActivity', {
    ...(await versionOf(w, 'activity', activity.id)),
    fields: { owner: { userId: null, name: 'Bedside nurse' } },
  });
  const shared = await prepare(w, 'careplans.addParticipants', { id, people: [{ memberId }] });
  const { rowVersion, stamp } = await prepare(w, 'careplans.get', { id });
  await prepare(w, 'careplans.activate', { id, rowVersion, stamp });
  const measured = await prepare(w, 'careplans.recordProgress', {
    ...{ goalId: goal.id, at: null, value: `${tag} 50 ft`, statement: null },
    achievementStatus: 'improving',
  });
  await prepare(w, 'careplans.changeProblem', {
    ...(await versionOf(w, 'problem', problem.id)),
    fields: { title: `${tag} problem, again` },
  });
  return {
    carePlanId: id,
    problemId: problem.id,
    goalId: goal.id,
    activityId: activity.id,
    barrierId: barrier.id,
    progressId: measured.progress[0]!.id,
    sharerId: shared.participants[0]!.id,
  };
};

/** Only now are the patients what their relations say. */
const relate = async (w: World): Promise<void> => {
  const { restricted, team, other, left, gone } = w.subjects;
  const { unitLead, caseManager, dischargePlanner } = w.people;
  for (const { patientId, encounterId } of [restricted, team, gone])
    for (const user of [w.maker, w.colleague])
      await addToTeam(w, { patientId, encounterId, userId: user.id });
  for (const user of [unitLead, caseManager, dischargePlanner])
    await addToTeam(w, { ...team, userId: user.id });
  await w.base.store.transaction(async (trx) => {
    await trx('patient')
      .whereIn('id', [restricted.patientId, team.patientId])
      .update({ restricted: 1 });
    const left30 = { active: 0, status: 'finished' };
    await trx('encounter')
      .where({ id: left.encounterId })
      .update({ ...left30, dischargedAt: '2026-02-20T13:42:00.000Z' });
    await trx('encounter')
      .where({ id: gone.encounterId })
      .update({ ...left30, dischargedAt: '2026-02-09T13:42:00.000Z' });
  });
  // What waits in the import lists: typed against fed, and records that may be one person.
  const batchId = await insert(w, 'import_batch', {
    ...{ fileName: 'adt.hl7', format: 'hl7v2', sha256: 'ab', outcome: 'accepted' },
    report: JSON.stringify({ sums: {}, notUsed: {}, problems: [] }),
  });
  for (const { patientId, tag, conditionId } of [w.subjects.own, other, restricted]) {
    await addDifference(w, { patientId, tableName: 'patient', rowId: patientId }, tag, batchId);
    await addDifference(w, { patientId, tableName: 'condition', rowId: conditionId }, tag, batchId);
  }
};

const addToTeam = (
  w: World,
  { patientId, encounterId, userId }: { patientId: string; encounterId: string; userId: string },
): Promise<string> =>
  insert(w, 'care_team_member', {
    ...{ patientId, encounterId, userId, name: 'Sam', role: 'rn' },
    startsAt: '2026-03-01T00:00:00.000Z',
  });

const addDifference = (
  w: World,
  row: { patientId: string; tableName: 'patient' | 'condition'; rowId: string },
  tag: string,
  batchId: string,
): Promise<string> =>
  insert(w, 'import_difference', {
    ...row,
    ...(row.tableName === 'patient'
      ? { field: 'phone', ours: null, theirs: '555-0111' }
      : { field: 'display', ours: `${tag} fracture`, theirs: `${tag} clinical word` }),
    batchId,
  });
