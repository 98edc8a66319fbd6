import { expect, test } from 'vitest';
import { attendedGoalsQuery, attentionOfPlans } from '../../../db/careplan-attention';
import { followActivity, recordTaskOnPlan, settleTasks } from '../../../db/careplan-tasks';
import {
  changeActivity,
  insertActivity,
  insertGoal,
  insertPlan,
  insertProblem,
  changeGoal,
} from '../../../db/careplan-edits';
import type { Editing } from '../../../db/careplan-editing';
import {
  participantCandidates,
  participantOf,
  participantRows,
  toldOfPlan,
} from '../../../db/careplan-participants';
import {
  addParticipants,
  insertTold,
  setCustodian,
  setParticipantRemoved,
  withdrawTold,
} from '../../../db/careplan-participation';
import { restoreVersion } from '../../../db/careplan-restore';
import { signPlan } from '../../../db/careplan-versions';
import { loadPlan } from '../../../db/careplans';
import { insertRecord } from '../../../db/records';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, today, type House } from '../../support/engines/house';
import { testNow } from '../../support/now';

describeEachEngine('the course of a care plan', ({ store }) => {
  const edit = <T>(h: House, work: (e: Editing) => Promise<T>, minutes = 0): Promise<T> =>
    h.within((trx) => work({ trx, actor: h.later(minutes), today }));

  /** A signed plan of a stay with a goal; a nurse of the team and a daughter around the patient. */
  const withPlan = async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId, { caseManagerId: h.robin });
    const around = await h.within(async (trx) => {
      const by = h.later(0);
      const nurse = await insertRecord(
        trx,
        'care_team_member',
        { patientId, encounterId, name: 'Teo Larkhill', role: 'RN', phone: '555-0101' },
        by,
      );
      const daughter = await insertRecord(
        trx,
        'related_person',
        { patientId, name: 'Clover', relationship: 'Daughter' },
        by,
      );
      return { memberId: nurse.id, relatedPersonId: daughter.id };
    });
    const ids = await edit(h, async (e) => {
      const planId = await insertPlan(e, { patientId, encounterId, title: 'Hip fracture' });
      const problemId = await insertProblem(e, {
        ...{ carePlanId: planId, title: 'Cannot walk', source: null, conditionId: null },
      });
      const goalId = await insertGoal(e, { problemId, description: 'Walk 50 ft' });
      return { planId, problemId, goalId };
    });
    const sign = () =>
      edit(h, async (e) => {
        const { rowVersion, stamp } = await loadPlan(e.trx, ids.planId, e.today);
        return signPlan(e, ids.planId, rowVersion, stamp);
      });
    return { h, patientId, encounterId, ...around, ...ids, sign };
  };

  test('team, family and unit can take part; whoever does is no candidate any more', async () => {
    const { h, planId, patientId, encounterId, memberId, relatedPersonId } = await withPlan();
    const candidates = () =>
      h.within((trx) =>
        participantCandidates(trx, { id: planId, patientId, encounterId }, testNow),
      );
    const before = await candidates();
    expect(before.slice(0, 2).map(({ name }) => name)).toEqual(['Teo Larkhill', 'Clover']);
    expect(before.some(({ userId }) => userId === h.robin)).toBe(true);
    await edit(h, (e) =>
      addParticipants(e, planId, [{ memberId }, { relatedPersonId }, { userId: h.robin }]),
    );
    expect((await candidates()).some(({ userId }) => userId === h.robin)).toBe(false);
    const rows = await h.within((trx) => participantRows(trx, planId));
    expect(rows.map(participantOf).map(({ name, role }) => [name, role])).toEqual([
      ['Teo Larkhill', 'RN'],
      ['Clover', 'Daughter'],
      [expect.stringContaining('Robin'), null],
    ]);
    const stranger = await h.patient();
    const other = await h.within((trx) =>
      insertRecord(trx, 'related_person', { patientId: stranger, name: 'Nobody' }, h.later(0)),
    );
    await expect(
      edit(h, (e) => addParticipants(e, planId, [{ relatedPersonId: other.id }])),
    ).rejects.toMatchObject({ detail: { code: 'notFound' } });
  });

  test('who was told stands newest first, and a telling that was none goes', async () => {
    const { h, planId, memberId, sign } = await withPlan();
    const [participantId] = await edit(h, (e) => addParticipants(e, planId, [{ memberId }]));
    const tell = (version: number, minutes: number) =>
      edit(
        h,
        (e) =>
          insertTold(e, {
            ...{ participantId: participantId!, version, toldAt: e.actor.at },
            ...{ how: 'phone', note: null },
          }),
        minutes,
      );
    await expect(tell(1, 1)).rejects.toMatchObject({ detail: { key: 'careplans.toldUnsigned' } });
    await sign();
    await tell(1, 2);
    const second = await tell(1, 3);
    const told = () => h.within((trx) => toldOfPlan(trx, planId, today));
    expect((await told()).map(({ id }) => id)[0]).toBe(second.id);
    await edit(h, (e) => withdrawTold(e, second.id, 1, 'Nobody answered'));
    expect(await told()).toHaveLength(1);
    await expect(edit(h, (e) => withdrawTold(e, second.id, 1, 'Twice'))).rejects.toMatchObject({
      detail: { code: 'notFound' },
    });
  });

  test('taken out and back opens and closes the draft; who answers for the plan is live', async () => {
    const { h, planId, memberId, sign } = await withPlan();
    const [id] = await edit(h, (e) => addParticipants(e, planId, [{ memberId }]));
    const signed = await sign();
    const turn = (rowVersion: number, removed: boolean) =>
      edit(h, (e) => setParticipantRemoved(e, id!, rowVersion, removed));
    const plan = () => h.within((trx) => loadPlan(trx, planId, today));
    await turn(1, true);
    expect(await plan()).toMatchObject({ draftOpen: true, participants: [] });
    await expect(turn(1, false)).rejects.toMatchObject({ detail: { code: 'conflict' } });
    await turn(2, false);
    const back = await plan();
    expect(back).toMatchObject({ draftOpen: false, custodianId: h.robin });
    expect(back.rowVersion).toBeGreaterThan(signed.rowVersion);
    await edit(h, (e) => setCustodian(e, planId, back.rowVersion, null));
    expect(await plan()).toMatchObject({ draftOpen: false, custodianId: null });
  });

  test('an older version comes back as the draft', async () => {
    const { h, planId, problemId, goalId, sign } = await withPlan();
    await sign();
    await edit(h, async (e) => {
      const goal = await e.trx('goal').where({ id: goalId }).first();
      await changeGoal(e, goalId, goal.rowVersion, { description: 'Walk 90 ft' });
      await insertGoal(e, { problemId, description: 'Climb steps' });
    });
    const { rowVersion } = await sign();
    await edit(h, (e) => restoreVersion(e, planId, rowVersion, 1));
    const plan = await h.within((trx) => loadPlan(trx, planId, today));
    expect(plan.draftOpen).toBe(true);
    expect(plan.problems[0]!.goals.map(({ description }) => description)).toEqual(['Walk 50 ft']);
    await expect(
      edit(h, (e) => restoreVersion(e, planId, plan.rowVersion, 9)),
    ).rejects.toMatchObject({ detail: { code: 'notFound' } });
  });

  test('a due makes one task, doing it is on the plan, and goals without progress are counted', async () => {
    const { h, planId, problemId, sign } = await withPlan();
    const activityId = await edit(h, async (e) => {
      const id = await insertActivity(e, { problemId, description: 'Walk twice' });
      await changeActivity(e, id, 1, { dueOn: '2026-03-20' });
      return id;
    });
    await sign();
    const zone = 'America/New_York';
    const settle = () => edit(h, (e) => settleTasks(e, planId, zone));
    expect([await settle(), await settle()]).toEqual([1, 0]);
    const task = async () => h.within((trx) => trx('task').where({ activityId }).first());
    const { id: taskId } = await task();
    await edit(h, (e) => recordTaskOnPlan(e, taskId, true));
    const status = async () =>
      (await h.within((trx) => trx('activity').where({ id: activityId }).first())).status;
    expect(await status()).toBe('completed');
    await edit(h, (e) => followActivity(e, activityId, 'completed'));
    expect(await task()).toMatchObject({ open: 0, status: 'completed' });
    const found = await h.within((trx) => attentionOfPlans(trx, [planId], '2026-12-01', zone));
    expect(found.get(planId)).toEqual({ pastDue: 0, quiet: 1 });
    expect(await h.within((trx) => attendedGoalsQuery(trx, [planId]))).toHaveLength(1);
  });
});
