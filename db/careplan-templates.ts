/** Templates and a care plan: what stands in it, what is added, and taking that back. */
import type { Offer } from '../shared/careplans/templates/catalog';
import type { TemplateProblem } from '../shared/careplans/templates/definition';
import {
  measureWords,
  oftenWords,
  plainText,
  type Additions,
  type Standing,
  type StandingItem,
} from '../shared/careplans/templates/merge';
import { dueDateOf, type Anchors } from '../shared/careplans/templates/timing';
import { notFound } from '../shared/errors';
import { survivorOf } from './access';
import { openPlan, planIdOf, seen, settleDraft, type Editing } from './careplan-editing';
import { stayOfPlan } from './careplan-edits';
import type {
  ActivityRow,
  BarrierRow,
  GoalRow,
  Origin,
  PlanRow,
  ProblemRow,
} from './careplan-rows';
import type { Trx } from './connection';
import { enterInError, insertRecord, updateRecord } from './records';

export type AddedPart = 'problem' | 'goal' | 'activity' | 'barrier';

/** A record that applying wrote. */
export interface AddedRecord {
  record: AddedPart;
  id: string;
  rowVersion: number;
}

/** A record whose due date applying made an earlier one, with the date before. */
export interface DatedRecord {
  record: 'goal' | 'activity';
  id: string;
  rowVersion: number;
  before: string | null;
}

export interface Applied {
  added: AddedRecord[];
  dated: DatedRecord[];
}

/** The stay's part in a template: who manages the case and plans the discharge, and when it ends. */
export interface StayFacts {
  caseManagerId: string | null;
  dischargePlannerId: string | null;
  expectedDischargeOn: string | null;
  dischargedAt: string | null;
}

/** Facts of the plan's stay; nothing is known of a plan that names none. */
export const stayFactsOf = async (trx: Trx, plan: PlanRow): Promise<StayFacts> => {
  const row = (await trx('encounter')
    .where({ id: plan.encounterId ?? '' })
    .first('caseManagerId', 'dischargePlannerId', 'expectedDischargeOn', 'dischargedAt')) as
    StayFacts | undefined;
  return (
    row ?? {
      ...{ caseManagerId: null, dischargePlannerId: null },
      ...{ expectedDischargeOn: null, dischargedAt: null },
    }
  );
};

/** Active conditions of the plan's patient with their codes, the principal one first. */
export const codedConditions = async (
  trx: Trx,
  plan: PlanRow,
): Promise<{ code: string; display: string }[]> =>
  trx('condition')
    .whereIn(
      'patientId',
      trx('patient')
        .where({ survivorId: await survivorOf(trx, plan.patientId) })
        .select('id'),
    )
    .where({ clinicalStatus: 'active' })
    .whereNull('enteredInErrorAt')
    .whereNotNull('code')
    .orderBy([{ column: 'principal', order: 'desc' }, 'createdAt', 'id'])
    .select('code', 'display');

/** The plan as a template finds it. */
export const standingOf = async (trx: Trx, plan: PlanRow): Promise<Standing> => {
  const rows = async <Row>(table: string, column: string, ids: readonly string[]) =>
    ids.length === 0
      ? []
      : ((await trx(table)
          .whereIn(column, ids)
          .whereNull('enteredInErrorAt')
          .orderBy(['position', 'id'])) as Row[]);
  const problems = await rows<ProblemRow>('problem', 'carePlanId', [plan.id]);
  const ids = problems.map(({ id }) => id);
  const goals = await rows<GoalRow>('goal', 'problemId', ids);
  const activities = await rows<ActivityRow>('activity', 'problemId', ids);
  const barriers = (await trx('barrier')
    .where((q) => {
      if (ids.length > 0) q.whereIn('problemId', ids);
      q.orWhere({ encounterId: plan.encounterId ?? '' });
    })
    .whereNull('enteredInErrorAt')
    .whereNull('resolvedAt')
    .orderBy(['openedAt', 'id'])) as BarrierRow[];
  const item = (row: GoalRow | ActivityRow): StandingItem => ({
    id: row.id,
    rowVersion: row.rowVersion,
    text: row.description,
    item: row.templateItem,
    dueOn: row.dueOn,
    ownerName: 'ownerName' in row ? (row.ownerName ?? row.ownerRole) : null,
  });
  const stands = ({ removedAt }: { removedAt: string | null }): boolean => removedAt === null;
  const takenOut = [...problems, ...goals, ...activities]
    .filter((row) => !stands(row))
    .flatMap(({ templateItem }) => templateItem ?? []);
  return {
    problems: problems.filter(stands).map((problem) => ({
      id: problem.id,
      text: problem.title,
      item: problem.templateItem,
      goals: goals.filter((row) => stands(row) && row.problemId === problem.id).map(item),
      interventions: activities
        .filter((row) => stands(row) && row.problemId === problem.id)
        .map(item),
    })),
    barriers: barriers.map((row) => ({
      ...{ id: row.id, rowVersion: row.rowVersion, text: row.title, item: row.templateItem },
      ...{ dueOn: null, ownerName: null },
    })),
    takenOut: new Set(takenOut),
  };
};

/** Ids of the templates that records of the plan came from. */
export const appliedTemplates = async (trx: Trx, plan: PlanRow): Promise<Set<string>> => {
  const rows = (await trx('problem')
    .where({ carePlanId: plan.id })
    .whereNull('removedAt')
    .whereNull('enteredInErrorAt')
    .whereNotNull('templateId')
    .distinct('templateId')) as { templateId: string }[];
  return new Set(rows.map(({ templateId }) => templateId));
};

const lastPosition = async (e: Editing, table: string, where: object): Promise<number> => {
  const row = await e.trx(table).where(where).max({ last: 'position' }).first();
  return (row as { last: number | null } | undefined)?.last ?? 0;
};

/** What a template brings besides its texts. */
interface Bringing {
  offer: Offer;
  anchors: Anchors;
  stay: StayFacts;
  /** A role in words. */
  roleOf: (id: string) => string;
}

const ownerOf = ({ stay, roleOf }: Bringing, role: string) => {
  const ownerId =
    role === 'case-manager'
      ? stay.caseManagerId
      : role === 'discharge-planner'
        ? stay.dischargePlannerId
        : null;
  return ownerId === null ? { ownerId, ownerRole: roleOf(role) } : { ownerId, ownerRole: null };
};

/** The goals and interventions of one problem, after those that stand there. */
const insertBelow = async (
  e: Editing,
  bringing: Bringing,
  patientId: string,
  problemId: string,
  problem: TemplateProblem,
  chosen: { goals: readonly string[]; interventions: readonly string[] },
): Promise<AddedRecord[]> => {
  const { anchors } = bringing;
  const added: AddedRecord[] = [];
  let position = await lastPosition(e, 'goal', { problemId });
  for (const goal of problem.goals.filter(({ id }) => chosen.goals.includes(id))) {
    const { id } = await insertRecord(
      e.trx,
      'goal',
      {
        ...{ problemId, patientId, position: ++position, ...originOf(bringing, goal.id) },
        description: plainText(goal.statement),
        measure: measureWords(goal),
        target: plainText(goal.target),
        dueOn: dueDateOf(goal.by, anchors),
      },
      e.actor,
    );
    added.push({ record: 'goal', id, rowVersion: 1 });
  }
  position = await lastPosition(e, 'activity', { problemId });
  for (const each of problem.interventions.filter(({ id }) => chosen.interventions.includes(id))) {
    const { id } = await insertRecord(
      e.trx,
      'activity',
      {
        ...{ problemId, position: ++position, ...originOf(bringing, each.id) },
        ...{ description: plainText(each.what), kind: each.kind, frequency: oftenWords(each) },
        ...ownerOf(bringing, each.owner),
        dueOn: dueDateOf(each.due, anchors),
      },
      e.actor,
    );
    added.push({ record: 'activity', id, rowVersion: 1 });
  }
  return added;
};

const originOf = ({ offer }: Bringing, templateItem: string): Origin => ({
  templateId: offer.id,
  templateVersion: offer.version,
  templateItem,
});

/** Writes what was chosen of a template into the plan's draft. Nothing that stands is overwritten. */
export const applyAdditions = async (
  e: Editing,
  planId: string,
  additions: Additions,
  bringing: Bringing,
): Promise<Applied> => {
  const plan = await openPlan(e, planId);
  const { offer } = bringing;
  const added: AddedRecord[] = [];
  let position = await lastPosition(e, 'problem', { carePlanId: planId });
  for (const { item, existingId, ...chosen } of additions.problems) {
    const { problem } = offer.problems.find((each) => each.problem.id === item)!;
    let problemId = existingId;
    if (problemId === null) {
      const row = await insertRecord(
        e.trx,
        'problem',
        {
          ...{ carePlanId: planId, position: ++position, ...originOf(bringing, item) },
          title: plainText(problem.statement),
        },
        e.actor,
      );
      problemId = row.id;
      added.push({ record: 'problem', id: row.id, rowVersion: 1 });
    }
    added.push(...(await insertBelow(e, bringing, plan.patientId, problemId, problem, chosen)));
  }
  for (const barrier of offer.barriers.filter(({ id }) => additions.barriers.includes(id))) {
    const { id } = await insertRecord(
      e.trx,
      'barrier',
      {
        ...{ patientId: plan.patientId, encounterId: await stayOfPlan(e, plan), problemId: null },
        ...{ category: barrier.category, title: plainText(barrier.what), severity: 'moderate' },
        ...{ removableBy: barrier.removableBy, openedAt: e.actor.at },
        ...originOf(bringing, barrier.id),
      },
      e.actor,
    );
    added.push({ record: 'barrier', id, rowVersion: 1 });
  }
  const dated = await bringForward(e, additions.dates);
  await settleDraft(e, planId);
  return { added, dated };
};

const bringForward = async (e: Editing, dates: Additions['dates']): Promise<DatedRecord[]> => {
  const dated: DatedRecord[] = [];
  for (const { part, id, dueOn } of dates) {
    const row = (await e.trx(part).where({ id }).first()) as GoalRow | ActivityRow;
    const next = await updateRecord<GoalRow>(e.trx, part, id, row.rowVersion, { dueOn }, e.actor);
    dated.push({ record: part, id, rowVersion: next.rowVersion, before: row.dueOn });
  }
  return dated;
};

/**
 * Takes back what applying wrote, as long as nobody changed it since (`conflict`). It is offered
 * again as if it had never been there.
 */
export const takeBack = async (
  e: Editing,
  planId: string,
  { added, dated }: Applied,
): Promise<void> => {
  const plan = await openPlan(e, planId);
  for (const { record, id, rowVersion } of added) {
    const row = await seen(e, record, id, rowVersion);
    await needPart(e, plan, record, row);
    if (row.templateItem === null) throw notFound();
    if (record === 'barrier')
      await enterInError(e.trx, record, id, rowVersion, 'Taken back after applying', e.actor);
    else
      await updateRecord<ProblemRow>(
        e.trx,
        record,
        id,
        rowVersion,
        { removedAt: e.actor.at, templateItem: null },
        e.actor,
      );
  }
  for (const { record, id, rowVersion, before } of dated) {
    const row = await seen(e, record, id, rowVersion);
    await needPart(e, plan, record, row);
    await updateRecord<GoalRow>(e.trx, record, id, rowVersion, { dueOn: before }, e.actor);
  }
  await settleDraft(e, planId);
};

/** Only records of this plan, and barriers of its patient. */
const needPart = async (
  e: Editing,
  plan: PlanRow,
  record: AddedPart,
  row: ProblemRow | GoalRow | ActivityRow | BarrierRow,
): Promise<void> => {
  const own =
    record === 'barrier'
      ? (row as BarrierRow).patientId === plan.patientId
      : (await planIdOf(e, record, row as ProblemRow)) === plan.id;
  if (!own) throw notFound();
};

/** How many records of the kind in plans of the unit's present patients came from each line. */
export const usedLines = async (
  trx: Trx,
  plan: PlanRow,
  record: 'problem' | 'goal' | 'activity',
): Promise<Map<string, number>> => {
  const stay = (await trx('encounter')
    .where({ id: plan.encounterId ?? '' })
    .first('unitId')) as { unitId: string | null } | undefined;
  if (!stay?.unitId) return new Map();
  const query = trx('encounter')
    .where({ 'encounter.unitId': stay.unitId, 'encounter.active': 1 })
    .join('care_plan', 'care_plan.encounterId', 'encounter.id')
    .join('problem', 'problem.carePlanId', 'care_plan.id');
  if (record !== 'problem') query.join(record, `${record}.problemId`, 'problem.id');
  const rows = (await query
    .whereNotNull(`${record}.templateItem`)
    .whereNull(`${record}.enteredInErrorAt`)
    .groupBy(`${record}.templateItem`)
    .select(`${record}.templateItem as item`)
    .count({ n: `${record}.id` })) as unknown as { item: string; n: number }[];
  return new Map(rows.map(({ item, n }) => [item, n]));
};
