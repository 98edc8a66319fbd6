import { expect, test } from 'vitest';
import { readyPlan, sign, ward, type Ward } from '../support/careplans';

/** A signed plan with two goals. */
const twoGoals = async (w: Ward) => {
  const ids = await readyPlan(w);
  const { id } = await w.call('careplans.addGoal', {
    problemId: ids.problemId,
    description: 'Climb twelve steps',
  });
  await w.call('careplans.changeGoal', {
    ...{ id, rowVersion: 1, fields: { measure: 'Steps', dueOn: '2026-03-20' } },
  });
  await sign(w, ids.planId);
  return { ...ids, stepsId: id };
};
const decide = (
  w: Ward,
  id: string,
  walkId: string,
  goalId: string,
  decision: 'keep' | 'achieved' | 'partly' | 'drop',
  more: { reason?: string; goesOn?: boolean } = {},
) =>
  w.call('careplans.decideGoal', {
    ...{ id, walkId, goalId, decision },
    ...{ reason: more.reason ?? null, goesOn: more.goesOn ?? false },
  });
const finish = async (w: Ward, id: string, walkId: string) => {
  const { stamp } = await w.call('careplans.get', { id });
  return w.call('careplans.finishWalk', { id, walkId, stamp });
};

test('a review that is broken off goes on where it was, by a colleague too, and makes a version', async () => {
  const w = await ward();
  const { planId, goalId, stepsId } = await twoGoals(w);
  const walk = await w.call('careplans.startWalk', { id: planId, kind: 'review' });
  await expect(decide(w, planId, walk.id, stepsId, 'drop')).rejects.toMatchObject({
    detail: { key: 'careplans.needReason' },
  });
  await decide(w, planId, walk.id, stepsId, 'drop', { reason: 'No steps at home' });
  await expect(finish(w, planId, walk.id)).rejects.toMatchObject({
    detail: { key: 'careplans.walkOpen' },
  });
  // Nothing happened to the goal yet.
  const goals = async () => (await w.call('careplans.get', { id: planId })).problems[0]!.goals;
  expect((await goals()).map(({ lifecycleStatus }) => lifecycleStatus)).toEqual([
    'active',
    'active',
  ]);
  const again = await w.call(
    'careplans.startWalk',
    { id: planId, kind: 'review' },
    { userId: w.dana },
  );
  expect(again).toMatchObject({
    id: walk.id,
    decisions: [{ goalId: stepsId, decision: 'drop', byName: 'Robin Elmcrest, RN' }],
  });
  await decide(w, planId, walk.id, goalId, 'achieved', { reason: 'Walks to the porch' });
  await w.call('careplans.setWalk', {
    ...{ id: planId, walkId: walk.id, rowVersion: again.rowVersion },
    ...{ reviewOn: '2026-03-19', nextSetting: null },
  });
  const plan = await finish(w, planId, walk.id);
  expect(plan).toMatchObject({
    ...{ status: 'active', newestVersion: 2, draftOpen: false, reviewOn: '2026-03-19' },
  });
  expect(
    plan.problems[0]!.goals.map((goal) => [goal.lifecycleStatus, goal.achievementStatus]),
  ).toEqual([
    ['completed', 'achieved'],
    ['cancelled', 'in-progress'],
  ]);
  expect(await w.call('careplans.walk', { id: planId })).toBeNull();
});

test('a close gives each goal its outcome, names who goes on, and completes the plan', async () => {
  const w = await ward();
  const { planId, goalId, stepsId } = await twoGoals(w);
  const walk = await w.call('careplans.startWalk', { id: planId, kind: 'close' });
  await expect(decide(w, planId, walk.id, goalId, 'keep')).rejects.toMatchObject({
    detail: { key: 'careplans.cannotDecide' },
  });
  await decide(w, planId, walk.id, goalId, 'partly', { goesOn: true, reason: '90 ft' });
  await decide(w, planId, walk.id, stepsId, 'achieved');
  await expect(finish(w, planId, walk.id)).rejects.toMatchObject({
    detail: { key: 'careplans.walkOpen' },
  });
  await w.call('careplans.setWalk', {
    ...{ id: planId, walkId: walk.id, rowVersion: walk.rowVersion },
    ...{ reviewOn: null, nextSetting: 'Willow Quay, skilled nursing' },
  });
  const plan = await finish(w, planId, walk.id);
  expect(plan).toMatchObject({
    status: 'completed',
    statusReason: 'Willow Quay, skilled nursing',
  });
  expect(
    plan.problems[0]!.goals.map((goal) => [goal.lifecycleStatus, goal.achievementStatus]),
  ).toEqual([
    ['active', 'not-achieved'],
    ['completed', 'achieved'],
  ]);
  const row = await w.store.knex('care_plan_walk').where({ id: walk.id }).first();
  expect(row).toMatchObject({ status: 'finished', unitId: w.unitId, version: 1 });
});

test('nobody finishes a walk over a plan that changed since they read it', async () => {
  const w = await ward();
  const { planId, goalId, stepsId } = await twoGoals(w);
  const walk = await w.call('careplans.startWalk', { id: planId, kind: 'close' });
  await decide(w, planId, walk.id, goalId, 'achieved');
  await decide(w, planId, walk.id, stepsId, 'achieved');
  const { stamp } = await w.call('careplans.get', { id: planId });
  const goal = await w.store.knex('goal').where({ id: goalId }).first();
  await w.call('careplans.changeGoal', {
    ...{ id: goalId, rowVersion: goal.rowVersion, fields: { target: '9 ft' } },
  });
  await expect(
    w.call('careplans.finishWalk', { id: planId, walkId: walk.id, stamp }),
  ).rejects.toMatchObject({ detail: { code: 'conflict' } });
});

test('a plan that nobody signed is not reviewed, and a walk of another plan is none of this one', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  await expect(w.call('careplans.startWalk', { id: planId, kind: 'review' })).rejects.toMatchObject(
    { detail: { key: 'careplans.cannotWalk' } },
  );
  await sign(w, planId);
  const other = await twoGoals(w);
  const walk = await w.call('careplans.startWalk', { id: other.planId, kind: 'review' });
  await expect(decide(w, planId, walk.id, other.goalId, 'keep')).rejects.toMatchObject({
    detail: { code: 'notFound' },
  });
  await w.call('careplans.abandonWalk', {
    ...{ id: other.planId, walkId: walk.id, rowVersion: walk.rowVersion },
  });
  expect(await w.call('careplans.walk', { id: other.planId })).toBeNull();
});
