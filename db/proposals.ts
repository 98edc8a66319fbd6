/** Decisions about proposals, the needs that people typed, and what proposals are reckoned from. */
import type { Decided, Verdict } from '../shared/proposals/decide';
import { reasonWords, type Reason } from '../shared/proposals/proposal';
import type { CodedCondition, TypedNeed } from '../shared/proposals/from-record';
import { notFound } from '../shared/errors';
import { getAssessment, type KeptAssessment } from './assessments';
import type { Trx } from './connection';
import {
  enterInError,
  insertRecord,
  updateRecord,
  type Actor,
  type RecordColumns,
} from './records';

/** A line or task that a decision made (`made`), or that was taken for it. */
export interface MadeRecord {
  record: 'problem' | 'goal' | 'activity' | 'barrier' | 'task';
  id: string;
  rowVersion: number;
  made: boolean;
}

/** A line whose due date accepting made an earlier one, with the date before. */
export interface DatedLine {
  record: 'goal' | 'activity';
  id: string;
  rowVersion: number;
  before: string | null;
}

export interface Made {
  lines: MadeRecord[];
  dated: DatedLine[];
}

interface DecisionRow extends RecordColumns {
  patientId: string;
  encounterId: string;
  carePlanId: string | null;
  proposalKey: string;
  title: string;
  verdict: Verdict;
  ground: string;
  reasons: string;
  reason: string | null;
  reasonText: string | null;
  decidedAt: string;
  decidedBy: string;
  made: string;
}

export interface Decision extends Decided {
  id: string;
  rowVersion: number;
  carePlanId: string | null;
  title: string;
  reasons: Reason[];
  reasonId: string | null;
  reasonText: string | null;
  decidedAt: string;
  decidedByName: string | null;
  made: Made;
}

type JoinedRow = DecisionRow & { givenName: string | null; familyName: string | null };

const toDecision = (row: JoinedRow): Decision => {
  const reasons = JSON.parse(row.reasons) as Reason[];
  return {
    id: row.id,
    rowVersion: row.rowVersion,
    carePlanId: row.carePlanId,
    key: row.proposalKey,
    title: row.title,
    verdict: row.verdict,
    ground: row.ground,
    groundWords: reasonWords({ key: '', reasons }),
    reasons,
    reasonId: row.reason,
    reasonText: row.reasonText,
    decidedAt: row.decidedAt,
    decidedByName: row.familyName === null ? null : `${row.givenName} ${row.familyName}`.trim(),
    made: JSON.parse(row.made) as Made,
  };
};

const selectDecisions = (trx: Trx, encounterId: string) =>
  trx('proposal_decision')
    .leftJoin('user', 'user.id', 'proposal_decision.decidedBy')
    .where('proposal_decision.encounterId', encounterId)
    .select('proposal_decision.*', 'user.givenName', 'user.familyName');

/** Every decision of a stay, newest first. */
export const decisionsOf = async (trx: Trx, encounterId: string): Promise<Decision[]> => {
  const rows = (await selectDecisions(trx, encounterId).orderBy([
    { column: 'proposal_decision.decidedAt', order: 'desc' },
    { column: 'proposal_decision.id', order: 'desc' },
  ])) as JoinedRow[];
  return rows.map(toDecision);
};

export interface NewDecision {
  patientId: string;
  encounterId: string;
  carePlanId: string | null;
  key: string;
  title: string;
  verdict: Verdict;
  /** Hash of the ground. */
  ground: string;
  reasons: readonly Reason[];
  reasonId: string | null;
  reasonText: string | null;
  made: Made;
}

/** Keeps a decision; one on the same proposal before stays in its history. */
export const keepDecision = async (
  trx: Trx,
  { key, reasons, reasonId, made, ...rest }: NewDecision,
  actor: Actor,
): Promise<{ id: string; rowVersion: number }> => {
  const values = {
    ...rest,
    proposalKey: key,
    reasons: JSON.stringify(reasons),
    reason: reasonId,
    made: JSON.stringify(made),
    decidedAt: actor.at,
    decidedBy: actor.userId,
  };
  const before = (await trx('proposal_decision')
    .where({ encounterId: rest.encounterId, proposalKey: key })
    .first()) as DecisionRow | undefined;
  if (!before) return insertRecord(trx, 'proposal_decision', values, actor);
  const { patientId: _patient, encounterId: _stay, proposalKey: _key, ...patch } = values;
  return updateRecord<DecisionRow>(
    trx,
    'proposal_decision',
    before.id,
    before.rowVersion,
    patch,
    actor,
  );
};

/** Offers a decided proposal again; what it had made is taken back by the caller. */
export const reopenDecision = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  actor: Actor,
): Promise<{ id: string; rowVersion: number }> =>
  updateRecord<DecisionRow>(
    trx,
    'proposal_decision',
    id,
    rowVersion,
    {
      verdict: 'open',
      reason: null,
      reasonText: null,
      made: JSON.stringify({ lines: [], dated: [] } satisfies Made),
      decidedAt: actor.at,
      decidedBy: actor.userId,
    },
    actor,
  );

interface NeedRow extends RecordColumns {
  patientId: string;
  encounterId: string;
  words: string;
  item: string | null;
  enteredInErrorAt: string | null;
}

export type KeptNeed = TypedNeed & { rowVersion: number };

/** Needs of a stay that stand, in the order in which they were typed. */
export const needsOf = async (trx: Trx, encounterId: string): Promise<KeptNeed[]> => {
  const rows = (await trx('proposal_need')
    .where({ encounterId })
    .whereNull('enteredInErrorAt')
    .orderBy(['createdAt', 'id'])) as NeedRow[];
  return rows.map(({ id, rowVersion, words, item, createdAt }) => ({
    ...{ id, rowVersion, words, item },
    typedAt: createdAt,
  }));
};

/** Keeps a typed need. */
export const addNeed = (
  trx: Trx,
  need: { patientId: string; encounterId: string; words: string; item: string | null },
  actor: Actor,
): Promise<{ id: string; rowVersion: number }> => insertRecord(trx, 'proposal_need', need, actor);

/** Takes a typed need away; it stays in the history as entered in error. */
export const withdrawNeed = (
  trx: Trx,
  id: string,
  rowVersion: number,
  actor: Actor,
): Promise<RecordColumns> =>
  enterInError(trx, 'proposal_need', id, rowVersion, 'Taken away', actor);

/** The newest completed response of each instrument in a stay; corrected ones as corrected. */
export const completedInStay = async (trx: Trx, encounterId: string): Promise<KeptAssessment[]> => {
  const rows = (await trx('assessment')
    .where({ encounterId })
    .whereIn('status', ['completed', 'amended'])
    .orderBy([
      { column: 'instrument' },
      { column: 'completedAt', order: 'desc', nulls: 'last' },
      { column: 'id', order: 'desc' },
    ])
    .select('id', 'instrument')) as { id: string; instrument: string }[];
  const newest = rows.filter((row, at) => row.instrument !== rows[at - 1]?.instrument);
  const kept: KeptAssessment[] = [];
  for (const { id } of newest) kept.push(await getAssessment(trx, id));
  return kept;
};

/** Active conditions of a patient with their codes, the principal one first. */
export const conditionsWithCodes = async (
  trx: Trx,
  patientIds: readonly string[],
): Promise<CodedCondition[]> =>
  trx('condition')
    .whereIn('patientId', [...patientIds])
    .where({ clinicalStatus: 'active' })
    .whereNull('enteredInErrorAt')
    .whereNotNull('code')
    .orderBy([{ column: 'principal', order: 'desc' }, 'createdAt', 'id'])
    .select('code', 'display', { recordedAt: 'createdAt' });

export interface StayOfProposals {
  patientId: string;
  admittedAt: string | null;
  expectedDischargeOn: string | null;
  dischargedAt: string | null;
  caseManagerId: string | null;
  dischargePlannerId: string | null;
}

/** Facts of the stay that dues and owners depend on. Throws `notFound`. */
export const stayOfProposals = async (trx: Trx, encounterId: string): Promise<StayOfProposals> => {
  const row = (await trx('encounter')
    .where({ id: encounterId })
    .first(
      'patientId',
      'admittedAt',
      'expectedDischargeOn',
      'dischargedAt',
      'caseManagerId',
      'dischargePlannerId',
    )) as StayOfProposals | undefined;
  if (!row) throw notFound();
  return row;
};

/** The stay's open plan, the newest of several; null where it has none. */
export const openPlanOf = async (trx: Trx, encounterId: string): Promise<string | null> => {
  const row = (await trx('care_plan')
    .where({ encounterId })
    .whereIn('status', ['draft', 'active', 'on-hold'])
    .orderBy([
      { column: 'createdAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first('id')) as { id: string } | undefined;
  return row?.id ?? null;
};

/** How often each line of the library stands in this hospital's plans. */
export const libraryUse = async (trx: Trx): Promise<Map<string, number>> => {
  const use = new Map<string, number>();
  for (const table of ['problem', 'goal', 'activity']) {
    const rows = (await trx(table)
      .whereNotNull('templateItem')
      .whereNull('enteredInErrorAt')
      .groupBy('templateItem')
      .select('templateItem')
      .count({ n: '*' })) as unknown as { templateItem: string; n: number }[];
    for (const { templateItem, n } of rows) use.set(templateItem, Number(n));
  }
  return use;
};
