/** Care plans and goals of FHIR to the plan's own tables: plan → problems → goals and activities. */
import type { Tracked, Values } from '../../../db/fed-rows';
import { achievementSchema, activityStatusSchema } from '../../../shared/careplans/statuses';
import type { CarePlanFact, FeedItem, GoalFact, PartFact } from '../../../shared/imports/facts';
import type { FeedRun } from './feed-run';
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
      if (owner) tellPlan(run, item, part, owner, goalsOf(item), problemOfGoal);
    }
  let position = 0;
  for (const part of item.parts)
    if (part.kind === 'goal') {
      const owner = ownerOf(part);
      position += 1;
      if (owner)
        tellGoal(run, item, part, owner, problemOfGoal.get(part.sourceKey) ?? null, position);
    }
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
  const problems = plan.problems.map(({ title, conditionKey }, index) => {
    const condition = conditionOf(run, owner, conditionKey);
    const problem = run.rows.insert(
      'problem',
      {
        carePlanId: record.row.id,
        position: index + 1,
        title: title.slice(0, 250),
        source: condition ? 'condition' : 'import',
        conditionId: condition?.row.id ?? null,
        ownWords: null,
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
  plan.activities.forEach(({ description, status, dueOn }, index) => {
    run.rows.insert(
      'activity',
      {
        problemId: first!,
        position: index + 1,
        description,
        kind: null,
        ownerId: null,
        ownerRole: null,
        ownerName: null,
        frequency: null,
        dueOn: dueOn ?? null,
        status: activityStatusSchema.catch('unknown').parse(status),
        removedAt: null,
        ...notInError,
      },
      from,
    );
  });
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
      reviewOn: null,
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
        baseline: null,
        target: null,
        dueOn: null,
        ownWords: null,
        lifecycleStatus: goal.lifecycleStatus,
        achievementStatus: 'in-progress',
        sourceKey: `${owner.patient.row.id}|${goal.sourceKey}`,
        removedAt: null,
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
