import { expect, test } from 'vitest';
import { tasksOfEncounter } from '../../db/tasks';
import { recordTaskOnPlan } from '../../db/careplan-tasks';
import { attendedGoalsQuery, attentionOfPlans } from '../../db/careplan-attention';
import { readyPlan, sign, testZone, ward, type Ward } from '../support/careplans';
import { plansOf } from '../support/query-plan';
import { testNow } from '../support/store';

const tasks = (w: Ward) =>
  w.store.transaction(async (trx) =>
    (await tasksOfEncounter(trx, w.encounterId)).map(({ title, dueOn, status }) => [
      title,
      dueOn,
      status,
    ]),
  );

/** A signed plan whose intervention is due. */
const withDue = async (w: Ward) => {
  const ids = await readyPlan(w);
  const { problemId } = ids;
  const { id } = await w.call('careplans.addActivity', { problemId, description: 'Walk twice' });
  const change = async (fields: object) => {
    const row = await w.store.knex('activity').where({ id }).first();
    await w.call('careplans.changeActivity', { id, rowVersion: row.rowVersion, fields });
  };
  await change({ dueOn: '2026-03-14', owner: { userId: w.dana, name: null } });
  await sign(w, ids.planId);
  const activity = async () =>
    (await w.call('careplans.get', { id: ids.planId })).problems[0]!.activities[0]!;
  return { ...ids, activityId: id, change, activity };
};

test('an intervention’s due makes a task when the plan is signed, and follows the next version', async () => {
  const w = await ward();
  const { planId, change } = await withDue(w);
  expect(await tasks(w)).toEqual([['Walk twice', '2026-03-14', 'requested']]);
  expect(await w.store.knex('task').first('ownerId')).toEqual({ ownerId: w.dana });
  // A draft moves nothing until it is signed.
  await change({ dueOn: '2026-03-15' });
  expect(await tasks(w)).toEqual([['Walk twice', '2026-03-14', 'requested']]);
  await sign(w, planId);
  expect(await tasks(w)).toEqual([['Walk twice', '2026-03-15', 'requested']]);
  await change({ dueOn: null });
  await sign(w, planId);
  expect(await tasks(w)).toEqual([['Walk twice', '2026-03-15', 'cancelled']]);
});

test('doing the task records on the plan, without a draft; taking it back does too', async () => {
  const w = await ward();
  const { planId, activity } = await withDue(w);
  const { id } = await w.store.knex('task').first('id');
  const turn = (done: boolean) =>
    w.store.transaction((trx) =>
      recordTaskOnPlan(
        { trx, actor: { userId: w.dana, at: testNow }, today: '2026-03-12' },
        id,
        done,
      ),
    );
  await turn(true);
  expect((await activity()).status).toBe('completed');
  expect((await w.call('careplans.get', { id: planId })).draftOpen).toBe(false);
  await turn(false);
  expect((await activity()).status).toBe('in-progress');
});

test('an intervention that is done or stopped on the plan closes its task', async () => {
  const w = await ward();
  const { activity } = await withDue(w);
  const { id, rowVersion } = await activity();
  await w.call('careplans.setActivityStatus', { id, rowVersion, status: 'completed' });
  expect(await tasks(w)).toEqual([['Walk twice', '2026-03-14', 'completed']]);
});

test('a sheet records on several goals or on none', async () => {
  const w = await ward();
  const { planId, problemId, goalId } = await readyPlan(w);
  const steps = await w.call('careplans.addGoal', { problemId, description: 'Climb steps' });
  const entry = (id: string, value: string | null) => ({
    ...{ goalId: id, value, statement: null },
    achievementStatus: 'improving' as const,
  });
  const progress = async () =>
    (await w.call('careplans.get', { id: planId })).problems[0]!.goals.map(
      ({ progress: points }) => points.length,
    );
  await expect(
    w.call('careplans.recordProgressSheet', {
      id: planId,
      entries: [entry(goalId, '60 ft'), entry(steps.id, null)],
    }),
  ).rejects.toMatchObject({
    detail: { key: 'careplans.emptyProgress', fields: { [steps.id]: expect.any(String) } },
  });
  expect(await progress()).toEqual([0, 0]);
  const plan = await w.call('careplans.recordProgressSheet', {
    id: planId,
    entries: [entry(goalId, '60 ft'), entry(steps.id, '3')],
  });
  expect(plan.problems[0]!.goals.map(({ achievementStatus }) => achievementStatus)).toEqual([
    'improving',
    'improving',
  ]);
  expect(await progress()).toEqual([1, 1]);
  const other = await readyPlan(w);
  await expect(
    w.call('careplans.recordProgressSheet', { id: planId, entries: [entry(other.goalId, '1')] }),
  ).rejects.toMatchObject({ detail: { code: 'notFound' } });
});

test('goals that call for somebody are counted by indexes alone', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  await sign(w, planId);
  const at = (today: string) =>
    w.store.transaction((trx) => attentionOfPlans(trx, [planId], today, testZone));
  expect((await at('2026-03-12')).get(planId)).toEqual({ pastDue: 0, quiet: 0 });
  expect((await at('2026-03-28')).get(planId)).toEqual({ pastDue: 1, quiet: 1 });
  const plans = await plansOf(w.store, () =>
    w.store.transaction((trx) => attendedGoalsQuery(trx, [planId])),
  );
  expect(plans.flatMap(({ scans }) => scans)).toEqual([]);
});
