/** Care plans and goals of FHIR to the plan's own tables: plan → problems → goals and activities. */
import type { Tracked, Values } from '../../../db/fed-rows';
import { achievementSchema, activityStatusSchema } from '../../../shared/careplans/statuses';
import type { CarePlanFact, FeedItem, GoalFact, PartFact } from '../../../shared/imports/facts';
import type { FeedRun } from './feed-run';
import { writtenId } from './part-tables';
import type { Owner } from './parts';

const notInError: Values = {
  enteredInErrorAt: null,
  enteredInErrorBy: null,
  enteredInErrorReason: null,
};

type OwnerOf = (part: PartFact) => Owner | null;

const conditionOf = (run: FeedRun, owner: Owner, key: string | undefined): Tracked | undefined =>
  key === undefined
    ? undefined
    : run
        .groupOf(owner.patient)
        .map((id) => run.sources.get(`condition ${id}|${key}`))
        .find((found) => found !== undefined);

const recordOf = (run: FeedRun, table: string, owner: Owner, key: string): Tracked | undefined =>
  run
    .groupOf(owner.patient)
    .map((id) => run.sources.get(`${table} ${id}|${key}`))
    .find((found) => found !== undefined);

/**
 * Writes plans, then goals under the plan that names them. A plan that is here already belongs to
 * the people who work with it: the feed may change its title and status, not its content.
 */
export const tellPlans = (run: FeedRun, item: FeedItem, ownerOf: OwnerOf): void => {
  const problemOfGoal = new Map<string, string>();
  for (const part of item.parts)
    if (part.kind === 'carePlan') {
      const owner = ownerOf(part);
      if (!owner) continue;
      if (isWrittenHere(run, 'care_plan', part))
        run.warn(part.where, 'This plan was written here. It stands as it is.', item);
      else tellPlan(run, item, part, owner, goalsOf(item), problemOfGoal);
    }
  let position = 0;
  for (const part of item.parts)
    if (part.kind === 'goal') {
      const owner = ownerOf(part);
      position += 1;
      if (owner && !isWrittenHere(run, 'goal', part))
        tellGoal(run, item, part, owner, problemOfGoal.get(part.sourceKey) ?? null, position);
    }
};

/** Written in this store itself: it stands as it is, whatever a copy of it says. */
const isWrittenHere = (run: FeedRun, table: string, part: PartFact): boolean => {
  const id = writtenId(part);
  return id !== null && run.rows.get(table, id) !== undefined;
};

const goalsOf = (item: FeedItem): Map<string, GoalFact> =>
  new Map(
    item.parts.flatMap((part) => (part.kind === 'goal' ? [[part.sourceKey, part] as const] : [])),
  );

const tellPlan = (
  run: FeedRun,
  item: FeedItem,
  plan: CarePlanFact,
  owner: Owner,
  goals: ReadonlyMap<string, GoalFact>,
  problemOfGoal: Map<string, string>,
): void => {
  const at = run.timeOf(item, plan.saidAt);
  const from = item.place || plan.where;
  const found = recordOf(run, 'care_plan', owner, plan.sourceKey);
  const record = found ?? newPlan(run, plan, owner, from);
  const taken = run.rows.tell(record, { title: plan.title, status: plan.status }, at, from);
  if (taken.size > 0 || !found) run.touchedPatients.add(owner.patient.row.id);
  if (found) return;
  const problems = plan.problems.map(({ title, conditionKey, ownWords }, index) => {
    const condition = conditionOf(run, owner, conditionKey);
    const problem = run.rows.insert(
      'problem',
      {
        carePlanId: record.row.id,
        position: index + 1,
        title: title.slice(0, 250),
        source: condition ? 'condition' : 'import',
        conditionId: condition?.row.id ?? null,
        ownWords: ownWords ?? null,
        removedAt: null,
        ...notInError,
      },
      from,
    );
    return { key: conditionKey, id: problem.row.id };
  });
  const first = problems[0]?.id;
  for (const key of plan.goals) {
    const addressed = goals.get(key)?.conditionKey;
    const under =
      problems.find((problem) => addressed !== undefined && problem.key === addressed)?.id ?? first;
    if (under && !problemOfGoal.has(key)) problemOfGoal.set(key, under);
  }
  const under = (key: string | undefined): string =>
    problems.find((problem) => key !== undefined && problem.key === key)?.id ?? first!;
  plan.activities.forEach(({ conditionKey, status, ...activity }, index) => {
    run.rows.insert(
      'activity',
      {
        problemId: under(conditionKey),
        position: index + 1,
        description: activity.description,
        kind: activity.kind ?? null,
        ownerId: null,
        ownerRole: activity.ownerRole ?? null,
        ownerName: activity.ownerName ?? null,
        ownerContact: activity.ownerContact ?? null,
        frequency: activity.frequency ?? null,
        startOn: activity.startOn ?? null,
        dueOn: activity.dueOn ?? null,
        status: activityStatusSchema.catch('unknown').parse(status),
        removedAt: null,
        ...notInError,
      },
      from,
    );
  });
  tellBarriers(run, plan, owner, under, from);
};

/** A barrier is one of a stay: without it there is nothing that it could hold up. */
const tellBarriers = (
  run: FeedRun,
  plan: CarePlanFact,
  { patient, stay }: Owner,
  problemOf: (conditionKey: string | undefined) => string,
  from: string,
): void => {
  if (!stay) return;
  for (const { conditionKey, ...barrier } of plan.barriers)
    run.rows.insert(
      'barrier',
      {
        patientId: patient.row.id,
        encounterId: stay.row.id,
        problemId: problemOf(conditionKey),
        ...barrier,
        ownerId: null,
        ...notInError,
      },
      from,
    );
};

const newPlan = (run: FeedRun, plan: CarePlanFact, owner: Owner, from: string): Tracked =>
  run.add(
    'care_plan',
    {
      patientId: owner.patient.row.id,
      encounterId: owner.stay?.row.id ?? null,
      title: plan.title,
      status: plan.status,
      newestVersion: 0,
      draftOpen: 1,
      reviewOn: plan.reviewOn ?? null,
      agreedBy: null,
      agreedOn: null,
      statusReason: null,
      sourceKey: `${owner.patient.row.id}|${plan.sourceKey}`,
    },
    from,
  );

const tellGoal = (
  run: FeedRun,
  item: FeedItem,
  goal: GoalFact,
  owner: Owner,
  problemId: string | null,
  position: number,
): void => {
  const at = run.timeOf(item, goal.saidAt);
  const from = item.place || goal.where;
  const found = recordOf(run, 'goal', owner, goal.sourceKey);
  const record =
    found ??
    run.add(
      'goal',
      {
        problemId,
        patientId: owner.patient.row.id,
        position,
        description: goal.description,
        measure: null,
        baseline: goal.baseline ?? null,
        target: null,
        dueOn: null,
        ownWords: goal.ownWords ?? null,
        ...goal.measuring,
        lifecycleStatus: goal.lifecycleStatus,
        achievementStatus: 'in-progress',
        sourceKey: `${owner.patient.row.id}|${goal.sourceKey}`,
        removedAt: null,
        ...notInError,
      },
      from,
    );
  if (!found)
    for (const { at: seenAt, ...point } of goal.progress ?? [])
      run.rows.insert(
        'goal_progress',
        {
          goalId: record.row.id,
          at: seenAt,
          ...point,
          achievementStatus: achievementSchema.catch('in-progress').parse(point.achievementStatus),
          ...notInError,
        },
        from,
      );
  const taken = run.rows.tell(
    record,
    {
      description: goal.description,
      measure: goal.measure,
      target: goal.target,
      dueOn: goal.dueOn,
      lifecycleStatus: goal.lifecycleStatus,
      achievementStatus: achievementSchema.safeParse(goal.achievementStatus).data,
    },
    at,
    from,
  );
  if (taken.size > 0 || !found) run.touchedPatients.add(owner.patient.row.id);
};
