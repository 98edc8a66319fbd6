import { expect, test } from 'vitest';
import {
  given,
  openPlan,
  planIdOf,
  rewrite,
  seen,
  seenPlan,
  settleDraft,
  type Editing,
} from '../../../db/careplan-editing';
import {
  changeActivity,
  changeBarrier,
  changeGoal,
  changePlan,
  changeProblem,
  insertActivity,
  insertBarrier,
  insertGoal,
  insertPlan,
  insertProblem,
  markPartInError,
  needFit,
  setRemoved,
} from '../../../db/careplan-edits';
import {
  followNewestProgress,
  insertProgress,
  reopenBarrier,
  resolveBarrier,
  setActivityStatus,
  setGoalStatus,
  withdrawProgress,
} from '../../../db/careplan-live';
import { joinGoals, movePart, splitGoal } from '../../../db/careplan-order';
import { kept, retrace } from '../../../db/careplan-retrace';
import { backward } from '../../../shared/careplans/steps';
import { setPlanStatus, signPlan } from '../../../db/careplan-versions';
import {
  barriersOfEncounter,
  liveState,
  loadPlan,
  openConditions,
  partById,
  planRow,
  plansOfPatient,
  possibleOwners,
  versionContent,
  versionHead,
} from '../../../db/careplans';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, today, type House } from '../../support/engines/house';
import { testNow } from '../../support/now';

const gone = { detail: { code: 'notFound' } };
const stale = { detail: { code: 'conflict' } };
const barrier = {
  category: 'financial-payer' as const,
  title: 'Authorization pending',
  detail: null,
  severity: 'moderate' as const,
  removableBy: null,
  ownerId: null,
  dueAt: null,
};

describeEachEngine('care plans', ({ store }) => {
  test('what undo restores are columns of its tables', async () => {
    const under = await store();
    for (const { table, fields } of Object.values(kept)) {
      const columns = Object.keys(await under.knex(table).columnInfo());
      for (const field of fields) expect(columns, `${table}.${field}`).toContain(field);
    }
  });

  const edit = <T>(h: House, work: (e: Editing) => Promise<T>, minutes = 0): Promise<T> =>
    h.within((trx) => work({ trx, actor: h.later(minutes), today }));

  /** A stay with a draft: one problem with a goal, an intervention and a barrier. */
  const withPlan = async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId, { caseManagerId: h.robin });
    const ids = await edit(h, async (e) => {
      const plan = await insertPlan(e, { patientId, encounterId, title: 'Hip fracture' });
      const problem = await insertProblem(e, {
        carePlanId: plan,
        title: 'Cannot walk',
        source: null,
        conditionId: null,
      });
      return {
        plan,
        problem,
        goal: await insertGoal(e, { problemId: problem, description: 'Walk 150 ft' }),
        activity: await insertActivity(e, { problemId: problem, description: 'PT daily' }),
        barrier: await insertBarrier(e, { problemId: problem }, barrier),
      };
    });
    return { h, patientId, encounterId, ...ids };
  };

  test('a plan is written part by part and read as a tree with who wrote it', async () => {
    const { h, plan, problem, goal, activity, barrier: barrierId } = await withPlan();
    await edit(h, async (e) => {
      await changePlan(e, plan, 1, { reviewOn: '2026-03-14', agreement: 'agrees' });
      await changeProblem(e, problem, 1, { ownWords: '“I want to walk”' });
      await changeGoal(e, goal, 1, { target: '150 ft', dueOn: '2026-03-27' });
      await changeActivity(e, activity, 1, { owner: { userId: h.dana, name: null } });
      await changeBarrier(e, barrierId, 1, { severity: 'high' });
      expect(await loadPlan(e.trx, plan, today)).toMatchObject({
        status: 'draft',
        reviewOn: '2026-03-14',
        patient: { name: 'Hazelmere, Ruth' },
        updatedByName: 'Robin Elmcrest',
        problems: [
          {
            ownWords: '“I want to walk”',
            goals: [{ target: '150 ft', progress: [] }],
            activities: [{ ownerName: 'Dana Oakes' }],
            barriers: [{ severity: 'high', openedByName: 'Robin Elmcrest' }],
          },
        ],
        changes: 0,
      });
      await expect(changeGoal(e, goal, 1, { target: 'x' })).rejects.toMatchObject(stale);
      await expect(changePlan(e, plan, 1, { title: 'x' })).rejects.toMatchObject(stale);
      await expect(seen(e, 'goal', goal, 1)).rejects.toMatchObject(stale);
      await expect(seenPlan(e, plan, 1)).rejects.toMatchObject(stale);
      await expect(planRow(e.trx, 'none')).rejects.toMatchObject(gone);
      await expect(
        changeActivity(e, activity, 2, { owner: { userId: 'none', name: null } }),
      ).rejects.toMatchObject({ detail: { key: 'careplans.noSuchUser' } });
      expect(await planIdOf(e, 'goal', { problemId: problem })).toBe(plan);
      expect(await planIdOf(e, 'barrier', { problemId: null })).toBeNull();
      expect((await openPlan(e, plan)).id).toBe(plan);
      expect(given({ a: 1, b: undefined })).toEqual({ a: 1 });
    });
  });

  test('problems are put in another order, taken out, put back and entered in error', async () => {
    const { h, plan, problem } = await withPlan();
    await edit(h, async (e) => {
      const more = { carePlanId: plan, source: null, conditionId: null };
      const second = await insertProblem(e, { ...more, title: 'Second' });
      const third = await insertProblem(e, { ...more, title: 'Third' });
      expect(await movePart(e, 'problem', third, 1, 1)).toEqual([
        { record: 'problem', id: third, from: 1, to: 2 },
        { record: 'problem', id: problem, from: 1, to: 2 },
        { record: 'problem', id: second, from: 1, to: 2 },
      ]);
      const titles = async () =>
        (await loadPlan(e.trx, plan, today)).problems.map(({ title }) => title);
      expect(await titles()).toEqual(['Third', 'Cannot walk', 'Second']);
      expect(await setRemoved(e, 'problem', second, 2, true)).toBe(plan);
      expect(await titles()).toEqual(['Third', 'Cannot walk']);
      await setRemoved(e, 'problem', second, 3, false);
      await markPartInError(e, 'problem', third, 2, 'another patient’s');
      expect(await titles()).toEqual(['Cannot walk', 'Second']);
      await expect(seen(e, 'problem', third, 3)).rejects.toMatchObject(gone);
      expect(await partById.problem(e.trx, third, today)).toMatchObject({ title: 'Third' });
      expect(await partById.problem(e.trx, problem, today)).toMatchObject({ goals: [{}] });
    });
  });

  test('signing keeps the plan as it stood; a change opens a draft and taking it back closes it', async () => {
    const { h, plan, goal } = await withPlan();
    await edit(h, async (e) => {
      const draft = await loadPlan(e.trx, plan, today);
      await expect(signPlan(e, plan, 1, draft.stamp + 1)).rejects.toMatchObject(stale);
      const signed = await signPlan(e, plan, 1, draft.stamp);
      expect(signed).toMatchObject({ status: 'active', newestVersion: 1, draftOpen: false });
      expect(signed.problems[0]!.goals[0]).toMatchObject({ lifecycleStatus: 'active' });
      expect(await versionContent(e.trx, plan, 1)).toMatchObject({ title: 'Hip fracture' });
      expect(await versionContent(e.trx, plan, 2)).toBeNull();
      expect(await versionHead(e.trx, plan, 1, today)).toMatchObject({
        signedByName: 'Robin Elmcrest',
        signedByRole: 'caseManager',
      });
      await expect(versionHead(e.trx, plan, 2, today)).rejects.toMatchObject(gone);
      const at = (await loadPlan(e.trx, plan, today)).problems[0]!.goals[0]!.rowVersion;
      await rewrite(e, 'goal', goal, at, { target: '200 ft' });
      expect(await loadPlan(e.trx, plan, today)).toMatchObject({ draftOpen: true, changes: 1 });
      await rewrite(e, 'goal', goal, at + 1, { target: null });
      expect(await loadPlan(e.trx, plan, today)).toMatchObject({ draftOpen: false, changes: 0 });
      await settleDraft(e, null);
      const { rowVersion } = await planRow(e.trx, plan);
      await setPlanStatus(e, plan, rowVersion, 'completed', 'left');
      await expect(changePlan(e, plan, rowVersion + 1, { title: 'x' })).rejects.toMatchObject({
        detail: { key: 'careplans.ended' },
      });
    });
  });

  test('progress, statuses and resolved barriers are live, and the goal follows its newest point', async () => {
    const written = await withPlan();
    const { h, plan, goal, activity, barrier: barrierId, encounterId, patientId } = written;
    await edit(h, async (e) => {
      const point = { value: '60 ft', statement: null };
      const improving = { ...point, at: testNow, achievementStatus: 'improving' as const };
      await insertProgress(e, goal, improving);
      const newest = await insertProgress(e, goal, {
        ...point,
        at: h.later(9).at,
        achievementStatus: 'achieved',
      });
      expect(await partById.goal(e.trx, goal, today)).toMatchObject({
        achievementStatus: 'achieved',
        progress: [{ achievementStatus: 'improving' }, { byName: 'Robin Elmcrest' }],
      });
      await withdrawProgress(e, goal, newest, 1, 'typed wrongly');
      const version = (await partById.goal(e.trx, goal, today))!.rowVersion;
      expect(await setGoalStatus(e, goal, version, 'completed')).toMatchObject({
        achievementStatus: 'improving',
        lifecycleStatus: 'completed',
      });
      await setActivityStatus(e, activity, 1, 'in-progress', 'To the door');
      expect(await partById.activity(e.trx, activity, today)).toMatchObject({
        status: 'in-progress',
      });
      await resolveBarrier(e, barrierId, 1, 'approved');
      const live = await liveState(e.trx, plan, today);
      expect(live.goals.get(goal)).toMatchObject({
        lifecycleStatus: 'completed',
        progress: [{ value: '60 ft' }],
      });
      expect(live.activities.get(activity)).toEqual({
        ...{ status: 'in-progress', outcome: 'To the door' },
      });
      expect(live.barriers.get(barrierId)).toEqual({ resolvedAt: testNow, resolution: 'approved' });
      await reopenBarrier(e, barrierId, 2);
      expect(await partById.barrier(e.trx, barrierId, today)).toMatchObject({ resolvedAt: null });
      const high = { ...barrier, severity: 'high' as const, title: 'Stairs' };
      const place = { problemId: null, encounterId, patientId };
      await insertBarrier(e, place, high);
      const barriers = await barriersOfEncounter(e.trx, encounterId, today);
      expect(barriers.map(({ title }) => title)).toEqual(['Stairs', 'Authorization pending']);
      expect(await partById.goal(e.trx, 'none', today)).toBeNull();
    });
  });

  test('a goal becomes two and two become one, and both ways go back and forth', async () => {
    const { h, plan, goal, activity } = await withPlan();
    await edit(h, async (e) => {
      const goals = async () =>
        (await loadPlan(e.trx, plan, today)).problems[0]!.goals.map(
          ({ description, progress }) => `${description} ${progress.length}`,
        );
      const split = await splitGoal(e, goal, 1, 'Walk', 'Climb');
      expect(await goals()).toEqual(['Walk 0', 'Climb 0']);
      await changeActivity(e, activity, 1, { goalId: split.goalId });
      const point = { at: testNow, value: '3 steps', statement: null };
      await insertProgress(e, split.goalId, { ...point, achievementStatus: 'improving' });
      const version = async (id: string) => (await partById.goal(e.trx, id, today))!.rowVersion;
      const joined = await joinGoals(
        e,
        { id: goal, rowVersion: await version(goal) },
        { id: split.goalId, rowVersion: await version(split.goalId) },
        { description: 'Walk and climb' },
      );
      expect(await goals()).toEqual(['Walk and climb 1']);
      expect(await partById.activity(e.trx, activity, today)).toMatchObject({ goalId: goal });
      expect(await partById.goal(e.trx, goal, today)).toMatchObject({
        achievementStatus: 'improving',
      });
      await retrace(e, plan, backward(joined));
      expect(await goals()).toEqual(['Walk 0', 'Climb 1']);
      expect(await partById.goal(e.trx, goal, today)).toMatchObject({
        achievementStatus: 'in-progress',
      });
      await e.trx('goal').where({ id: goal }).update({ achievementStatus: 'worsening' });
      await followNewestProgress(e, goal);
      expect(await partById.goal(e.trx, goal, today)).toMatchObject({
        achievementStatus: 'in-progress',
      });
      // Somebody recorded progress on the second: its making no longer goes back.
      await expect(retrace(e, plan, backward(split.steps))).rejects.toMatchObject({
        detail: { key: 'careplans.movedOn' },
      });
    });
  });

  test('what a goal is measured by, and the ties of an intervention and a barrier', async () => {
    const { h, goal, activity, barrier: barrierId } = await withPlan();
    await edit(h, async (e) => {
      const scale = { measureKind: 'scale' as const, scaleLow: 0, scaleHigh: 10, level0: 'Walks' };
      const row = await changeGoal(e, goal, 1, { ...scale, target: '4' });
      expect(await partById.goal(e.trx, goal, today)).toMatchObject({ ...scale, target: '4' });
      expect(() => needFit(row, 'target', '11')).toThrow('outside of the scale');
      expect(() => needFit(row, 'target', null)).not.toThrow();
      await changeActivity(e, activity, 1, { goalId: goal, startOn: today, ownerContact: '4410' });
      expect(await partById.activity(e.trx, activity, today)).toMatchObject({
        ...{ goalId: goal, startOn: today, ownerContact: '4410', outcome: null },
      });
      await changeBarrier(e, barrierId, 1, { activityId: activity });
      expect(await partById.barrier(e.trx, barrierId, today)).toMatchObject({
        ...{ activityId: activity, goalId: null },
      });
    });
  });

  test('the plans of a patient and of those merged into one: open ones first, the newest first', async () => {
    const { h, plan, patientId, encounterId } = await withPlan();
    const prior = await h.patient({ survivorId: patientId });
    const condition = (display: string, principal: number) =>
      h.insert('condition', { patientId: prior, display, principal });
    const named = await condition('Named', 0);
    await condition('Second', 0);
    await condition('Principal', 1);
    await edit(
      h,
      async (e) => {
        const newer = await insertPlan(e, {
          patientId: prior,
          encounterId,
          title: 'Newer',
        });
        await insertProblem(e, { carePlanId: plan, title: 'N', source: null, conditionId: named });
        await setPlanStatus(e, newer, 1, 'revoked', null);
        expect(await plansOfPatient(e.trx, patientId, today)).toMatchObject([
          { id: plan, problems: 2, goals: 1 },
          { id: newer, problems: 0, goals: 0 },
        ]);
        expect((await openConditions(e.trx, plan)).map(({ display }) => display)).toEqual([
          'Principal',
          'Second',
        ]);
      },
      5,
    );
  });

  test('work is owned by the team of the stay first, then by the people of its unit', async () => {
    const { h, patientId, encounterId } = await withPlan();
    const member = { patientId, encounterId, role: 'md' };
    await h.insert('care_team_member', { ...member, name: 'Dr. Sam Lee' });
    await h.insert('care_team_member', { ...member, name: 'Gone', endsAt: testNow });
    await h.within(async (trx) => {
      const of = { patientId, encounterId };
      expect((await possibleOwners(trx, of, testNow, today)).map(({ name }) => name)).toEqual([
        'Robin Elmcrest',
        'Dana Oakes',
        'Dr. Sam Lee',
      ]);
      const none = { patientId, encounterId: null };
      expect(await possibleOwners(trx, none, testNow, today)).toEqual([
        { userId: null, name: 'Dr. Sam Lee', role: 'md' },
      ]);
    });
  });
});
