/** Assessments: answers and result as JSON beside the definition that they were given to. */
import type {
  Assessment,
  AssessmentResult,
  AssessmentSummary,
  Informant,
  LatestScore,
} from '../shared/assessments/assessment';
import type { Answers } from '../shared/clinical/instruments/answers';
import type { Facts } from '../shared/clinical/instruments/outcome';
import type { ResponseStatus } from '../shared/clinical/instruments/response';
import { notFound } from '../shared/errors';
import type { Trx } from './connection';
import {
  insertRecord,
  updateRecord,
  updateUnfinished,
  type Actor,
  type RecordColumns,
} from './records';

interface AssessmentRow extends RecordColumns {
  patientId: string;
  encounterId: string;
  instrumentVersionId: string;
  instrument: string;
  status: ResponseStatus;
  completedAt: string | null;
  completedBy: string | null;
  informant: Informant | null;
  interpreter: number | null;
  answers: string;
  facts: string | null;
  result: string | null;
  amendReason: string | null;
  enteredInErrorAt: string | null;
  enteredInErrorBy: string | null;
  enteredInErrorReason: string | null;
}

type Joined = AssessmentRow & { version: number } & Record<
    | 'makerGiven'
    | 'makerFamily'
    | 'completerGiven'
    | 'completerFamily'
    | 'changerGiven'
    | 'changerFamily',
    string | null
  >;

/** An assessment with what only main needs: the row of its definition, the facts of completion. */
export interface KeptAssessment {
  assessment: Assessment;
  instrumentVersionId: string;
  facts: Facts | null;
}

/** What a change may set. */
export type AssessmentPatch = Partial<{
  status: ResponseStatus;
  answers: Answers;
  informant: Informant | null;
  interpreter: boolean | null;
  completedAt: string;
  completedBy: string;
  facts: Facts;
  result: AssessmentResult;
  amendReason: string;
  enteredInErrorAt: string;
  enteredInErrorBy: string;
  enteredInErrorReason: string;
}>;

const fullName = (given: string | null, family: string | null): string | null =>
  family === null ? null : `${given ?? ''} ${family}`.trim();

const selectAssessments = (trx: Trx) =>
  trx('assessment')
    .join('instrument_version', 'instrument_version.id', 'assessment.instrumentVersionId')
    .leftJoin({ maker: 'user' }, 'maker.id', 'assessment.createdBy')
    .leftJoin({ completer: 'user' }, 'completer.id', 'assessment.completedBy')
    .leftJoin({ changer: 'user' }, 'changer.id', 'assessment.updatedBy')
    .select('assessment.*', {
      version: 'instrument_version.version',
      makerGiven: 'maker.givenName',
      makerFamily: 'maker.familyName',
      completerGiven: 'completer.givenName',
      completerFamily: 'completer.familyName',
      changerGiven: 'changer.givenName',
      changerFamily: 'changer.familyName',
    });

const resultOf = (text: string | null): AssessmentResult | null =>
  text === null ? null : (JSON.parse(text) as AssessmentResult);

const toSummary = (row: Joined): AssessmentSummary => ({
  id: row.id,
  rowVersion: row.rowVersion,
  patientId: row.patientId,
  encounterId: row.encounterId,
  instrument: row.instrument,
  version: row.version,
  status: row.status,
  createdAt: row.createdAt,
  createdByName: fullName(row.makerGiven, row.makerFamily),
  updatedAt: row.updatedAt,
  updatedByName: fullName(row.changerGiven, row.changerFamily),
  completedAt: row.completedAt,
  completedByName: fullName(row.completerGiven, row.completerFamily),
  informant: row.informant,
  interpreter: row.interpreter === null ? null : row.interpreter === 1,
  result: resultOf(row.result),
  amendReason: row.amendReason,
  enteredInErrorAt: row.enteredInErrorAt,
  enteredInErrorReason: row.enteredInErrorReason,
});

const toKept = (row: Joined): KeptAssessment => ({
  assessment: { ...toSummary(row), answers: JSON.parse(row.answers) as Answers },
  instrumentVersionId: row.instrumentVersionId,
  facts: row.facts === null ? null : (JSON.parse(row.facts) as Facts),
});

/**
 * The row of an instrument's version, with the definition that it was first answered to: that one
 * holds for ever, whatever a file says later under the same number.
 */
export const keepDefinition = async (
  trx: Trx,
  definition: { id: string; version: number },
  actor: Actor,
): Promise<string> => {
  const { id: instrument, version } = definition;
  const known = (await trx('instrument_version').where({ instrument, version }).first('id')) as
    { id: string } | undefined;
  if (known) return known.id;
  const values = { instrument, version, definition: JSON.stringify(definition) };
  return (await insertRecord(trx, 'instrument_version', values, actor)).id;
};

/** The kept definition. Throws `notFound`. */
export const keptDefinition = async (trx: Trx, id: string): Promise<unknown> => {
  const row = (await trx('instrument_version').where({ id }).first('definition')) as
    { definition: string } | undefined;
  if (!row) throw notFound();
  return JSON.parse(row.definition) as unknown;
};

/** One assessment. Throws `notFound`. */
export const getAssessment = async (trx: Trx, id: string): Promise<KeptAssessment> => {
  const row = (await selectAssessments(trx).where('assessment.id', id).first()) as
    Joined | undefined;
  if (!row) throw notFound();
  return toKept(row);
};

/** Begins an assessment. */
export const addAssessment = async (
  trx: Trx,
  begun: {
    patientId: string;
    encounterId: string;
    instrumentVersionId: string;
    instrument: string;
    answers: Answers;
  },
  actor: Actor,
): Promise<KeptAssessment> => {
  const values = { ...begun, answers: JSON.stringify(begun.answers), status: 'in-progress' };
  return getAssessment(trx, (await insertRecord(trx, 'assessment', values, actor)).id);
};

const asText = (value: object | undefined): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);

const columnsOf = (patch: AssessmentPatch): Partial<Omit<AssessmentRow, keyof RecordColumns>> => {
  const { answers, facts, result, interpreter, ...plain } = patch;
  const columns = {
    ...plain,
    answers: asText(answers),
    facts: asText(facts),
    result: asText(result),
    interpreter: typeof interpreter === 'boolean' ? Number(interpreter) : interpreter,
  };
  return Object.fromEntries(
    Object.entries(columns).filter(([, value]) => value !== undefined),
  ) as Partial<Omit<AssessmentRow, keyof RecordColumns>>;
};

/** Changes an assessment under its rowVersion; the former state stays in its history. */
export const changeAssessment = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  patch: AssessmentPatch,
  actor: Actor,
): Promise<KeptAssessment> => {
  await updateRecord<AssessmentRow>(trx, 'assessment', id, rowVersion, columnsOf(patch), actor);
  return getAssessment(trx, id);
};

/** Keeps answers of an assessment in progress; forty saves of one form make no history. */
export const answerAssessment = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  patch: Pick<AssessmentPatch, 'answers' | 'informant' | 'interpreter'>,
  actor: Actor,
): Promise<KeptAssessment> => {
  await updateUnfinished<AssessmentRow>(trx, 'assessment', id, rowVersion, columnsOf(patch), actor);
  return getAssessment(trx, id);
};

/** The query of a patient's assessments, newest first. */
export const assessmentsQuery = (trx: Trx, patientIds: readonly string[]) =>
  selectAssessments(trx)
    .whereIn('assessment.patientId', [...patientIds])
    .orderBy([
      { column: 'assessment.createdAt', order: 'desc' },
      { column: 'assessment.id', order: 'desc' },
    ]);

/** A page of a patient's assessments, newest first. */
export const assessmentsOf = async (
  trx: Trx,
  patientIds: readonly string[],
  offset: number,
  limit: number,
): Promise<{ total: number; assessments: AssessmentSummary[] }> => {
  const { n } = (await trx('assessment')
    .whereIn('patientId', [...patientIds])
    .count({ n: '*' })
    .first()) as { n: number };
  const rows = (await assessmentsQuery(trx, patientIds).offset(offset).limit(limit)) as Joined[];
  return { total: Number(n), assessments: rows.map(toSummary) };
};

const done = ['completed', 'amended'];

/** The query of a patient's completed assessments, by instrument, the newest of each first. */
export const completedQuery = (trx: Trx, patientIds: readonly string[]) =>
  selectAssessments(trx)
    .whereIn('assessment.patientId', [...patientIds])
    .whereIn('assessment.status', done)
    .orderBy([
      { column: 'assessment.instrument' },
      { column: 'assessment.completedAt', order: 'desc', nulls: 'last' },
      { column: 'assessment.id', order: 'desc' },
    ]);

/** The newest completed result of each instrument. */
export const latestScores = async (
  trx: Trx,
  patientIds: readonly string[],
): Promise<LatestScore[]> => {
  const rows = (await completedQuery(trx, patientIds)) as Joined[];
  return rows
    .filter((row, at) => row.instrument !== rows[at - 1]?.instrument)
    .map((row) => ({
      id: row.id,
      instrument: row.instrument,
      version: row.version,
      completedAt: row.completedAt,
      encounterId: row.encounterId,
      result: resultOf(row.result),
    }));
};

/** The newest completed one of an instrument from another stay: what can be carried forward. */
export const lastOfOtherStay = async (
  trx: Trx,
  patientIds: readonly string[],
  instrument: string,
  encounterId: string,
): Promise<KeptAssessment | null> => {
  const row = (await completedQuery(trx, patientIds)
    .where('assessment.instrument', instrument)
    .whereNot('assessment.encounterId', encounterId)
    .first()) as Joined | undefined;
  return row ? toKept(row) : null;
};

/** Completed ones of an instrument, newest first: what a trend is drawn from. */
export const completedOfInstrument = async (
  trx: Trx,
  patientIds: readonly string[],
  instrument: string,
  limit: number,
): Promise<KeptAssessment[]> =>
  (
    (await completedQuery(trx, patientIds)
      .where('assessment.instrument', instrument)
      .limit(limit)) as Joined[]
  ).map(toKept);

/** All of a stay that were not entered in error, newest first. */
export const assessmentsOfStay = async (trx: Trx, encounterId: string): Promise<KeptAssessment[]> =>
  (
    (await selectAssessments(trx)
      .where('assessment.encounterId', encounterId)
      .whereNot('assessment.status', 'entered-in-error')
      .orderBy([
        { column: 'assessment.createdAt', order: 'desc' },
        { column: 'assessment.id', order: 'desc' },
      ])) as Joined[]
  ).map(toKept);

/** The newest completed one of each instrument with its answers. */
export const newestCompleted = async (
  trx: Trx,
  patientIds: readonly string[],
): Promise<KeptAssessment[]> => {
  const rows = (await completedQuery(trx, patientIds)) as Joined[];
  return rows.filter((row, at) => row.instrument !== rows[at - 1]?.instrument).map(toKept);
};

/** The one of a stay that is being answered. */
export const inProgressOf = async (
  trx: Trx,
  encounterId: string,
  instrument: string,
): Promise<KeptAssessment | null> => {
  const row = (await selectAssessments(trx)
    .where({
      'assessment.encounterId': encounterId,
      'assessment.instrument': instrument,
      'assessment.status': 'in-progress',
    })
    .first()) as Joined | undefined;
  return row ? toKept(row) : null;
};

/** What the record knows that conditions ask for; dates and counts, not yet words. */
export interface RecordedFacts {
  birthDate: string | null;
  sex: string | null;
  admittedAt: string | null;
  /** Instant at which the stay before this one ended. */
  leftBefore: string | null;
  relatedPersons: number;
}

/** Facts of a patient and stay. Throws `notFound`. */
export const recordedFacts = async (
  trx: Trx,
  patientIds: readonly string[],
  patientId: string,
  encounterId: string,
): Promise<RecordedFacts> => {
  const patient = (await trx('patient').where({ id: patientId }).first('birthDate', 'sex')) as
    Pick<RecordedFacts, 'birthDate' | 'sex'> | undefined;
  const stay = (await trx('encounter').where({ id: encounterId }).first('admittedAt')) as
    { admittedAt: string | null } | undefined;
  if (!patient || !stay) throw notFound();
  const before =
    stay.admittedAt === null
      ? undefined
      : ((await trx('encounter')
          .whereIn('patientId', [...patientIds])
          .whereNot({ id: encounterId })
          .where({ status: 'finished' })
          .where('dischargedAt', '<=', stay.admittedAt)
          .max({ leftBefore: 'dischargedAt' })
          .first()) as { leftBefore: string | null } | undefined);
  const { n } = (await trx('related_person')
    .whereIn('patientId', [...patientIds])
    .whereNull('enteredInErrorAt')
    .count({ n: '*' })
    .first()) as { n: number };
  return {
    ...patient,
    admittedAt: stay.admittedAt,
    leftBefore: before?.leftBefore ?? null,
    relatedPersons: Number(n),
  };
};
