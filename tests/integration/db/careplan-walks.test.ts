import { expect, test } from 'vitest';
import { changeGoal, insertGoal, insertPlan, insertProblem } from '../../../db/careplan-edits';
import type { Editing } from '../../../db/careplan-editing';
import { formerPlan, takeUpGoal } from '../../../db/careplan-former';
import { setPlanStatus, signPlan } from '../../../db/careplan-versions';
import {
  abandonWalk,
  applyDecision,
  decideGoal,
  finishWalk,
  openWalk,
  setWalk,
  startWalk,
} from '../../../db/careplan-walks';
import { loadPlan } from '../../../db/careplans';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, today, type House } from '../../support/engines/house';

describeEachEngine('walks over a care plan', ({ store }) => {
  const edit = <T>(h: House, work: (e: Editing) => Promise<T>, minutes = 0): Promise<T> =>
    h.within((trx) => work({ trx, actor: h.later(minutes), today }));

  const withPlan = async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId);
    const ids = await edit(h, async (e) => {
      const planId = await insertPlan(e, { patientId, encounterId, title: 'Hip fracture' });
      const problemId = await insertProblem(e, {
        ...{ carePlanId: planId, title: 'Cannot walk', source: null, conditionId: null },
      });
      const goalId = await insertGoal(e, { problemId, description: 'Walk 50 ft' });
      await changeGoal(e, goalId, 1, { measure: 'Feet', target: '50 ft' });
      const { rowVersion, stamp } = await loadPlan(e.trx, planId, e.today);
      await signPlan(e, planId, rowVersion, stamp);
      return { planId, problemId, goalId };
    });
    return { h, patientId, ...ids };
  };

  test('a walk is begun once, keeps the newest word on a goal, and one of the other kind leaves it', async () => {
    const { h, planId, goalId } = await withPlan();
    const review = await edit(h, (e) => startWalk(e, planId, 'review'));
    const word = (decision: 'keep' | 'drop', reason: string | null) =>
      edit(h, (e) => decideGoal(e, review.id, goalId, { decision, reason, goesOn: false }));
    await word('keep', null);
    expect((await word('drop', 'No steps')).decisions).toMatchObject([
      { goalId, decision: 'drop', reason: 'No steps', goesOn: false },
    ]);
    const dated = await edit(h, (e) =>
      setWalk(e, review.id, review.rowVersion, { reviewOn: '2026-03-20' }),
    );
    expect(dated.reviewOn).toBe('2026-03-20');
    await expect(
      edit(h, (e) => setWalk(e, review.id, review.rowVersion, { reviewOn: null })),
    ).rejects.toMatchObject({ detail: { code: 'conflict' } });
    const close = await edit(h, (e) => startWalk(e, planId, 'close'));
    expect(close.id).not.toBe(review.id);
    expect(await h.within((trx) => openWalk(trx, planId, today))).toMatchObject({ kind: 'close' });
    await edit(h, (e) => abandonWalk(e, close.id, close.rowVersion));
    expect(await h.within((trx) => openWalk(trx, planId, today))).toBeNull();
  });

  test('at readmission the former plan is offered with its outcomes, and taken up once', async () => {
    const { h, patientId, planId, goalId } = await withPlan();
    const walk = await edit(h, (e) => startWalk(e, planId, 'close'));
    await edit(h, async (e) => {
      const said = { decision: 'partly', reason: '30 ft', goesOn: true } as const;
      const { decisions } = await decideGoal(e, walk.id, goalId, said);
      for (const decided of decisions) await applyDecision(e, decided);
      const { rowVersion } = await loadPlan(e.trx, planId, e.today);
      await setPlanStatus(e, planId, rowVersion, 'completed', 'Willow Quay');
      await finishWalk(e, walk.id);
    });
    const again = await beginAgain(h, patientId);
    const offered = () => h.within((trx) => formerPlan(trx, again));
    expect(await offered()).toMatchObject({
      ...{ planId, nextSetting: 'Willow Quay' },
      goals: [{ id: goalId, outcome: 'partly', reason: '30 ft', goesOn: true, taken: false }],
    });
    const first = await edit(h, (e) => takeUpGoal(e, again, goalId), 61);
    expect(await edit(h, (e) => takeUpGoal(e, again, goalId), 62)).toBe(first);
    expect((await offered())!.goals[0]!.taken).toBe(true);
    const plan = await h.within((trx) => loadPlan(trx, again, today));
    expect(plan.problems).toMatchObject([
      { title: 'Cannot walk', goals: [{ target: '50 ft', dueOn: null, progress: [] }] },
    ]);
    expect(await h.within((trx) => formerPlan(trx, planId))).toBeNull();
  });

  const beginAgain = async (h: House, patientId: string): Promise<string> => {
    const encounterId = await h.stay(patientId);
    return edit(h, (e) => insertPlan(e, { patientId, encounterId, title: 'Again' }), 60);
  };
});
