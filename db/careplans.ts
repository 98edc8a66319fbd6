/** Care plans as they are read: heads, whole trees, signed versions, what is recorded live. */
import { planChanges } from '../shared/careplans/changes';
import type { LiveState } from '../shared/careplans/live';
import {
  contentOf,
  isOpen,
  type Activity,
  type Barrier,
  type CarePlan,
  type Goal,
  type OpenCondition,
  type Owner,
  type PlanSummary,
  type Problem,
  type VersionHead,
} from '../shared/careplans/plan';
import { readPlanContent, type PlanContent } from '../shared/careplans/version';
import { notFound } from '../shared/errors';
import type { Role } from '../shared/permissions';
import { survivorOf } from './access';
import {
  activityOf,
  barrierOf,
  goalOf,
  headOf,
  named,
  saved,
  type ActivityRow,
  type BarrierRow,
  type GoalRow,
  type PlanRow,
  type ProblemRow,
  type ProgressRow,
} from './careplan-rows';
import { participantOf, participantRows } from './careplan-participants';
import type { Trx } from './connection';
import { personNames } from './person-names';
import type { RecordColumns } from './records';

/** The row of a plan. Throws `notFound`. */
export const planRow = async (trx: Trx, id: string): Promise<PlanRow> => {
  const row = (await trx('care_plan').where({ id }).first()) as PlanRow | undefined;
  if (!row) throw notFound();
  return row;
};

interface Tree {
  problems: ProblemRow[];
  goals: GoalRow[];
  progress: ProgressRow[];
  activities: ActivityRow[];
  barriers: BarrierRow[];
}

/** All rows under a plan's problems; `withRemoved` also those taken out or entered in error. */
const treeRows = async (trx: Trx, planId: string, withRemoved = false): Promise<Tree> => {
  const standing = (q: { whereNull: (column: string) => unknown }, removable: boolean) => {
    if (withRemoved) return;
    q.whereNull('enteredInErrorAt');
    if (removable) q.whereNull('removedAt');
  };
  const under = async <Row>(
    table: string,
    column: string,
    ids: string[],
    order: string[],
    removable = true,
  ) =>
    ids.length === 0
      ? []
      : ((await trx(table)
          .whereIn(column, ids)
          .modify((q) => standing(q, removable))
          .orderBy([...order, 'id'])) as Row[]);
  const problems = await under<ProblemRow>('problem', 'carePlanId', [planId], ['position']);
  const problemIds = problems.map(({ id }) => id);
  const goals = await under<GoalRow>('goal', 'problemId', problemIds, ['position']);
  const goalIds = goals.map(({ id }) => id);
  return {
    problems,
    goals,
    progress: await under<ProgressRow>('goal_progress', 'goalId', goalIds, ['at'], false),
    activities: await under<ActivityRow>('activity', 'problemId', problemIds, ['position']),
    barriers: await under<BarrierRow>('barrier', 'problemId', problemIds, ['openedAt'], false),
  };
};

const versionHeads = async (trx: Trx, planIds: string[], today: string) => {
  const rows = (await trx('care_plan_version')
    .whereIn('carePlanId', planIds)
    .leftJoin('user', 'user.id', 'care_plan_version.signedBy')
    .orderBy('version', 'desc')
    .select('carePlanId', 'version', 'signedAt', 'signedBy', 'user.role as signedByRole')) as {
    carePlanId: string;
    version: number;
    signedAt: string;
    signedBy: string;
    signedByRole: Role | null;
  }[];
  const names = await personNames(
    trx,
    rows.map((row) => row.signedBy),
    today,
  );
  return (planId: string): VersionHead[] =>
    rows
      .filter((row) => row.carePlanId === planId)
      .map(({ version, signedAt, signedBy, signedByRole }) => ({
        version,
        signedAt,
        signedByName: named(names, signedBy),
        signedByRole,
      }));
};

/** FNV-1a over ids and row versions: any write to any row of the plan gives another number. */
const stampOf = (rows: readonly RecordColumns[]): number => {
  let hash = 0x811c9dc5;
  for (const row of rows)
    for (const char of `${row.id}:${row.rowVersion};`)
      hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 1;
};

/** A plan with everything under it. `today` (local date) decides which credentials are named. */
export const loadPlan = async (trx: Trx, id: string, today: string): Promise<CarePlan> => {
  const row = await planRow(trx, id);
  const tree = await treeRows(trx, id);
  const participants = await participantRows(trx, id);
  const all = [row, ...tree.problems, ...tree.goals, ...tree.activities, ...tree.barriers];
  const names = await personNames(
    trx,
    [
      ...[...all, ...tree.progress].flatMap((r) => [r.updatedBy, r.createdBy]),
      ...[...tree.activities, ...tree.barriers].map((r) => r.ownerId),
      row.custodianId,
    ],
    today,
  );
  const plan: CarePlan = {
    ...headOf(row, names),
    patient: await identityOf(trx, row.patientId),
    versions: (await versionHeads(trx, [id], today))(id),
    problems: tree.problems.map((problem) => ({
      id: problem.id,
      ...saved(problem, names),
      templateId: problem.templateId,
      title: problem.title,
      source: problem.source,
      conditionId: problem.conditionId,
      ownWords: problem.ownWords,
      goals: tree.goals
        .filter((goal) => goal.problemId === problem.id)
        .map((goal) => goalOf(goal, tree.progress, names)),
      activities: tree.activities
        .filter((activity) => activity.problemId === problem.id)
        .map((activity) => activityOf(activity, names)),
      barriers: tree.barriers
        .filter((barrier) => barrier.problemId === problem.id)
        .map((barrier) => barrierOf(barrier, names)),
    })),
    participants: participants.map(participantOf),
    changes: 0,
    stamp: stampOf([...all, ...participants]),
    savedAt: [...all, ...tree.progress].reduce(
      (at, r) => (r.updatedAt > at ? r.updatedAt : at),
      '',
    ),
  };
  const signed = await versionContent(trx, id, row.newestVersion);
  return signed ? { ...plan, changes: planChanges(signed, contentOf(plan)).length } : plan;
};

/** Name and numbers of the patient, those of the surviving record after a merge. */
const identityOf = async (trx: Trx, patientId: string): Promise<CarePlan['patient']> => {
  const row = (await trx('patient')
    .where({ id: await survivorOf(trx, patientId) })
    .first('familyName', 'givenName', 'birthDate', 'mrn')) as
    | { familyName: string; givenName: string; birthDate: string | null; mrn: string | null }
    | undefined;
  return {
    name: row ? `${row.familyName}, ${row.givenName}` : '',
    birthDate: row?.birthDate ?? null,
    mrn: row?.mrn ?? null,
  };
};

/** Active conditions of the plan's patient that no standing problem of the plan names. */
export const openConditions = async (trx: Trx, planId: string): Promise<OpenCondition[]> => {
  const plan = await planRow(trx, planId);
  const survivorId = await survivorOf(trx, plan.patientId);
  return trx('condition')
    .whereIn('patientId', trx('patient').where({ survivorId }).select('id'))
    .where({ clinicalStatus: 'active' })
    .whereNull('enteredInErrorAt')
    .whereNotIn(
      'id',
      trx('problem')
        .where({ carePlanId: planId })
        .whereNotNull('conditionId')
        .whereNull('enteredInErrorAt')
        .whereNull('removedAt')
        .select('conditionId'),
    )
    .orderBy([{ column: 'principal', order: 'desc' }, 'createdAt', 'id'])
    .select('id', 'display');
};

/** A version's stored text; null where the plan has none of that number. */
export const versionContent = async (
  trx: Trx,
  carePlanId: string,
  version: number,
): Promise<PlanContent | null> => {
  const row = await trx('care_plan_version').where({ carePlanId, version }).first('content');
  return row ? readPlanContent((row as { content: string }).content) : null;
};

/** A version's head. Throws `notFound`. */
export const versionHead = async (
  trx: Trx,
  carePlanId: string,
  version: number,
  today: string,
): Promise<VersionHead> => {
  const heads = (await versionHeads(trx, [carePlanId], today))(carePlanId);
  const head = heads.find((each) => each.version === version);
  if (!head) throw notFound();
  return head;
};

/** What was recorded live on a plan's rows, also on rows that the draft took out. */
export const liveState = async (trx: Trx, planId: string, today: string): Promise<LiveState> => {
  const tree = await treeRows(trx, planId, true);
  const progress = tree.progress.filter((row) => row.enteredInErrorAt === null);
  const names = await personNames(
    trx,
    progress.map((row) => row.createdBy),
    today,
  );
  return {
    goals: new Map(
      tree.goals.map((row) => {
        const {
          lifecycleStatus,
          achievementStatus,
          progress: points,
        } = goalOf(row, progress, names);
        return [
          row.id,
          {
            lifecycleStatus: row.enteredInErrorAt ? 'entered-in-error' : lifecycleStatus,
            achievementStatus,
            progress: points.map(
              ({ id, at, value, statement, achievementStatus: status, byName }) => ({
                id,
                at,
                value,
                statement,
                achievementStatus: status,
                byName,
              }),
            ),
          },
        ];
      }),
    ),
    activities: new Map(
      tree.activities.map(({ id, status, outcome, enteredInErrorAt }) => [
        id,
        { status: enteredInErrorAt ? ('entered-in-error' as const) : status, outcome },
      ]),
    ),
    barriers: new Map(
      tree.barriers
        .filter((row) => row.enteredInErrorAt === null)
        .map((row) => [row.id, { resolvedAt: row.resolvedAt, resolution: row.resolution }]),
    ),
  };
};

/** Plans of a patient, also those of records merged into this one: open ones first, newest first. */
export const plansOfPatient = async (
  trx: Trx,
  patientId: string,
  today: string,
): Promise<PlanSummary[]> => {
  const rows = (await trx('care_plan')
    .whereIn('patientId', trx('patient').where({ survivorId: patientId }).select('id'))
    .orderBy([
      { column: 'createdAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])) as PlanRow[];
  const ids = rows.map(({ id }) => id);
  const heads = await versionHeads(trx, ids, today);
  const names = await personNames(
    trx,
    rows.flatMap((row) => [row.updatedBy, row.custodianId]),
    today,
  );
  const counts = async (table: 'problem' | 'goal') => {
    const query = trx('problem')
      .whereIn('carePlanId', ids)
      .whereNull('problem.removedAt')
      .whereNull('problem.enteredInErrorAt')
      .groupBy('carePlanId')
      .select('carePlanId')
      .count({ n: `${table}.id` });
    if (table === 'goal')
      query
        .join('goal', 'goal.problemId', 'problem.id')
        .whereNull('goal.removedAt')
        .whereNull('goal.enteredInErrorAt');
    const found = (await query) as unknown as { carePlanId: string; n: number }[];
    return new Map(found.map(({ carePlanId, n }) => [carePlanId, n]));
  };
  const problems = await counts('problem');
  const goals = await counts('goal');
  return rows
    .map((row) => ({
      ...headOf(row, names),
      versions: heads(row.id),
      problems: problems.get(row.id) ?? 0,
      goals: goals.get(row.id) ?? 0,
    }))
    .sort((a, b) => Number(isOpen(b.status)) - Number(isOpen(a.status)));
};

/** Barriers of a stay, open ones first, the gravest first. */
export const barriersOfEncounter = async (
  trx: Trx,
  encounterId: string,
  today: string,
): Promise<Barrier[]> => {
  const rows = (await trx('barrier')
    .where({ encounterId })
    .whereNull('enteredInErrorAt')
    .orderBy(['openedAt', 'id'])) as BarrierRow[];
  const barriers = await namedBarriers(trx, rows, today);
  const weight = { high: 0, moderate: 1, low: 2 };
  return barriers.sort(
    (a, b) =>
      Number(a.resolvedAt !== null) - Number(b.resolvedAt !== null) ||
      weight[a.severity] - weight[b.severity],
  );
};

/** Who can own work: the team of the stay (else of the patient), then the people of its unit. */
export const possibleOwners = async (
  trx: Trx,
  of: { patientId: string; encounterId: string | null },
  now: string,
  today: string,
): Promise<Owner[]> => {
  const stay = (await trx('encounter')
    .where({ id: of.encounterId ?? '' })
    .first('unitId', 'caseManagerId', 'dischargePlannerId')) as
    | { unitId: string | null; caseManagerId: string | null; dischargePlannerId: string | null }
    | undefined;
  const team = (await trx('care_team_member')
    .where((q) =>
      of.encounterId === null
        ? q.where({ patientId: of.patientId })
        : q.where({ encounterId: of.encounterId }),
    )
    .whereNull('enteredInErrorAt')
    .where((q) => q.whereNull('endsAt').orWhere('endsAt', '>', now))
    .orderBy(['createdAt', 'id'])
    .select('userId', 'name', 'role')) as Owner[];
  const unit = (await trx('user')
    .join('membership', 'membership.userId', 'user.id')
    .where({ 'membership.unitId': stay?.unitId ?? '', 'user.active': 1 })
    .orderBy(['user.familyName', 'user.givenName', 'user.id'])
    .select('user.id', 'user.role')) as { id: string; role: string }[];
  const users = new Map<string, string | null>();
  for (const id of [stay?.caseManagerId, stay?.dischargePlannerId]) if (id) users.set(id, null);
  for (const { userId, role } of team) if (userId !== null) users.set(userId, role);
  for (const { id, role } of unit) users.set(id, users.get(id) ?? role);
  const names = await personNames(trx, users.keys(), today);
  return [
    ...[...users].map(([userId, role]) => ({ userId, name: names.get(userId) ?? '', role })),
    ...team.filter(({ userId }) => userId === null),
  ].filter(({ name }) => name !== '');
};

const namedBarriers = async (trx: Trx, rows: BarrierRow[], today: string): Promise<Barrier[]> => {
  const ids = rows.flatMap((row) => [row.updatedBy, row.createdBy, row.ownerId]);
  const names = await personNames(trx, ids, today);
  return rows.map((row) => barrierOf(row, names));
};

/** One record as its domain object, whether it still stands or not; null where there is none. */
export const partById = {
  problem: async (trx: Trx, id: string, today: string): Promise<Problem | null> => {
    const row = (await trx('problem').where({ id }).first()) as ProblemRow | undefined;
    if (!row) return null;
    const plan = await loadPlan(trx, row.carePlanId, today);
    const found = plan.problems.find((problem) => problem.id === id);
    if (found) return found;
    const names = await personNames(trx, [row.updatedBy], today);
    const { title, source, conditionId, ownWords } = row;
    return {
      id,
      ...saved(row, names),
      templateId: row.templateId,
      title,
      source,
      conditionId,
      ownWords,
      goals: [],
      activities: [],
      barriers: [],
    };
  },
  goal: async (trx: Trx, id: string, today: string): Promise<Goal | null> => {
    const row = (await trx('goal').where({ id }).first()) as GoalRow | undefined;
    if (!row) return null;
    const progress = (await trx('goal_progress')
      .where({ goalId: id })
      .whereNull('enteredInErrorAt')
      .orderBy(['at', 'id'])) as ProgressRow[];
    const ids = [row, ...progress].flatMap((each) => [each.updatedBy, each.createdBy]);
    return goalOf(row, progress, await personNames(trx, ids, today));
  },
  activity: async (trx: Trx, id: string, today: string): Promise<Activity | null> => {
    const row = (await trx('activity').where({ id }).first()) as ActivityRow | undefined;
    return row
      ? activityOf(row, await personNames(trx, [row.updatedBy, row.ownerId], today))
      : null;
  },
  barrier: async (trx: Trx, id: string, today: string): Promise<Barrier | null> => {
    const row = (await trx('barrier').where({ id }).first()) as BarrierRow | undefined;
    return row ? ((await namedBarriers(trx, [row], today))[0] ?? null) : null;
  },
};
