/** Safety alerts that answers raised, and what somebody recorded about each. */
import type { AlertOutcome } from '../shared/assessments/assessment';
import { notFound } from '../shared/errors';
import type { Trx } from './connection';
import { insertRecord, updateRecord, type Actor, type RecordColumns } from './records';

interface AlertRow extends RecordColumns {
  patientId: string;
  encounterId: string;
  assessmentId: string;
  flag: string;
  ground: string;
  open: number;
  outcome: AlertOutcome | null;
  told: string | null;
  toldAt: string | null;
  done: string | null;
  answeredAt: string | null;
  answeredBy: string | null;
}

type Joined = AlertRow & { instrument: string } & Record<
    'raiserGiven' | 'raiserFamily' | 'answererGiven' | 'answererFamily',
    string | null
  >;

/** An alert as it is kept; its words come from the definition. */
export interface KeptAlert {
  id: string;
  rowVersion: number;
  patientId: string;
  encounterId: string;
  assessmentId: string;
  instrument: string;
  flag: string;
  ground: string;
  open: boolean;
  raisedAt: string;
  raisedByName: string | null;
  outcome: AlertOutcome | null;
  told: string | null;
  toldAt: string | null;
  done: string | null;
  answeredAt: string | null;
  answeredByName: string | null;
}

const fullName = (given: string | null, family: string | null): string | null =>
  family === null ? null : `${given ?? ''} ${family}`.trim();

const toAlert = (row: Joined): KeptAlert => ({
  id: row.id,
  rowVersion: row.rowVersion,
  patientId: row.patientId,
  encounterId: row.encounterId,
  assessmentId: row.assessmentId,
  instrument: row.instrument,
  flag: row.flag,
  ground: row.ground,
  open: row.open === 1,
  raisedAt: row.createdAt,
  raisedByName: fullName(row.raiserGiven, row.raiserFamily),
  outcome: row.outcome,
  told: row.told,
  toldAt: row.toldAt,
  done: row.done,
  answeredAt: row.answeredAt,
  answeredByName: fullName(row.answererGiven, row.answererFamily),
});

const selectAlerts = (trx: Trx) =>
  trx('safety_alert')
    .join('assessment', 'assessment.id', 'safety_alert.assessmentId')
    .leftJoin({ raiser: 'user' }, 'raiser.id', 'safety_alert.createdBy')
    .leftJoin({ answerer: 'user' }, 'answerer.id', 'safety_alert.answeredBy')
    .orderBy(['safety_alert.createdAt', 'safety_alert.id'])
    .select('safety_alert.*', {
      instrument: 'assessment.instrument',
      raiserGiven: 'raiser.givenName',
      raiserFamily: 'raiser.familyName',
      answererGiven: 'answerer.givenName',
      answererFamily: 'answerer.familyName',
    });

/** The alerts of an assessment, open and answered, the oldest first. */
export const alertsOfAssessment = async (trx: Trx, assessmentId: string): Promise<KeptAlert[]> =>
  ((await selectAlerts(trx).where({ assessmentId })) as Joined[]).map(toAlert);

/** The query of a patient's open alerts, the oldest first. */
export const openAlertsQuery = (trx: Trx, patientIds: readonly string[]) =>
  selectAlerts(trx)
    .whereIn('safety_alert.patientId', [...patientIds])
    .where('safety_alert.open', 1);

/** A patient's open alerts. */
export const openAlerts = async (trx: Trx, patientIds: readonly string[]): Promise<KeptAlert[]> =>
  ((await openAlertsQuery(trx, patientIds)) as Joined[]).map(toAlert);

/** One alert. Throws `notFound`. */
export const getAlert = async (trx: Trx, id: string): Promise<KeptAlert> => {
  const row = (await selectAlerts(trx).where('safety_alert.id', id).first()) as Joined | undefined;
  if (!row) throw notFound();
  return toAlert(row);
};

/** Raises an alert; answers with its id. */
export const raiseAlert = async (
  trx: Trx,
  raised: Pick<KeptAlert, 'patientId' | 'encounterId' | 'assessmentId' | 'flag' | 'ground'>,
  actor: Actor,
): Promise<string> => (await insertRecord(trx, 'safety_alert', { ...raised, open: 1 }, actor)).id;

/** The answer that raised an open alert is another one now. */
export const changeGround = async (
  trx: Trx,
  { id, rowVersion }: Pick<KeptAlert, 'id' | 'rowVersion'>,
  ground: string,
  actor: Actor,
): Promise<void> =>
  void (await updateRecord<AlertRow>(trx, 'safety_alert', id, rowVersion, { ground }, actor));

/** What a person records about an alert. */
export interface AlertAnswer {
  outcome: AlertOutcome;
  told: string | null;
  toldAt: string | null;
  done: string;
}

/** Answers an alert: it is open no longer. */
export const answerAlert = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  answer: AlertAnswer,
  actor: Actor,
): Promise<KeptAlert> => {
  await updateRecord<AlertRow>(
    trx,
    'safety_alert',
    id,
    rowVersion,
    { ...answer, open: 0, answeredAt: actor.at, answeredBy: actor.userId },
    actor,
  );
  return getAlert(trx, id);
};

/** How many alerts of each of these stays are open. */
export const openAlertCounts = async (
  trx: Trx,
  encounterIds: readonly string[],
): Promise<Map<string, number>> => {
  const rows = (await trx('safety_alert')
    .whereIn('encounterId', [...encounterIds])
    .where({ open: 1 })
    .groupBy('encounterId')
    .select('encounterId')
    .count({ n: '*' })) as { encounterId: string; n: number }[];
  return new Map(rows.map(({ encounterId, n }) => [encounterId, Number(n)]));
};
