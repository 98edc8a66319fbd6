import { expect, test } from 'vitest';
import type { Editing } from '../../../db/careplan-editing';
import {
  insertGoal,
  insertPlan,
  insertProblem,
  setRemoved,
  stayOfPlan,
  markPartInError,
} from '../../../db/careplan-edits';
import {
  appliedTemplates,
  applyAdditions,
  codedConditions,
  standingOf,
  stayFactsOf,
  takeBack,
  usedLines,
} from '../../../db/careplan-templates';
import { loadPlan, planRow } from '../../../db/careplans';
import { insertRecord } from '../../../db/records';
import { templates } from '../../../electron/clinical/templates';
import { additionsOf, itemsOf, previewOf } from '../../../shared/careplans/templates/merge';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, today, type House } from '../../support/engines/house';

const gone = { detail: { code: 'notFound' } };
const stale = { detail: { code: 'conflict' } };

describeEachEngine('care-plan templates', ({ store }) => {
  const edit = <T>(h: House, work: (e: Editing) => Promise<T>, minutes = 0): Promise<T> =>
    h.within((trx) => work({ trx, actor: h.later(minutes), today }));

  const withPlan = async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId, {
      caseManagerId: h.robin,
      expectedDischargeOn: '2026-03-20',
    });
    const plan = await edit(h, (e) => insertPlan(e, { patientId, encounterId, title: 'Heart' }));
    return { h, patientId, encounterId, plan };
  };

  /** Applies everything that the preview ticks, and what `also` names. */
  const apply = (h: House, plan: string, id: string, also: readonly string[] = []) =>
    edit(h, async (e) => {
      const offer = templates.offer(id)!;
      const row = await planRow(e.trx, plan);
      const stay = await stayFactsOf(e.trx, row);
      const anchors = {
        ...{ activatedAt: e.actor.at, dischargeOn: stay.expectedDischargeOn },
        ...{ zone: 'America/New_York', holidays: new Set<string>() },
      };
      const preview = previewOf(offer, await standingOf(e.trx, row), anchors);
      const ticked = itemsOf(preview).filter((item) => item.ticked);
      const chosen = new Set([...ticked.map(({ item }) => item), ...also]);
      const roleOf = (role: string) => `role ${role}`;
      return applyAdditions(e, plan, additionsOf(preview, chosen), {
        ...{ offer, anchors, stay, roleOf },
      });
    });
  const read = (h: House, plan: string) => h.within((trx) => loadPlan(trx, plan, today));

  test('applying writes problems, goals and interventions with dates, owners and origin', async () => {
    const { h, plan } = await withPlan();
    await apply(h, plan, 'heart-failure');
    const { problems } = await read(h, plan);
    expect(problems.map(({ goals, activities }) => [goals.length, activities.length])).toEqual([
      ...[
        [3, 5],
        [3, 4],
        [2, 3],
        [2, 3],
        [2, 3],
        [2, 2],
      ],
    ]);
    const [fluid] = problems;
    expect(fluid).toMatchObject({
      title: 'Fluid builds up again at home and is noticed late',
      templateId: 'heart-failure',
    });
    expect(fluid!.goals[0]).toMatchObject({
      description: 'Weighs every morning and writes it down',
      measure: 'mornings weighed (days of 7)',
      ...{ target: '≥ 6', dueOn: '2026-04-03', baseline: null, templateId: 'heart-failure' },
    });
    expect(fluid!.activities[0]).toMatchObject({
      ...{ kind: 'service', frequency: 'Once', dueOn: '2026-03-19' },
      ...{ ownerRole: 'role discharge-planner', ownerId: null },
    });
    // The case manager of the stay is known, so the person is named and not the role.
    expect(fluid!.activities[3]).toMatchObject({ ownerName: 'Robin Elmcrest', ownerRole: null });
    expect(await h.within(async (trx) => appliedTemplates(trx, await planRow(trx, plan)))).toEqual(
      new Set(['heart-failure']),
    );
  });

  test('lines are counted as the plans of the unit’s present patients use them', async () => {
    const { h, plan } = await withPlan();
    await apply(h, plan, 'heart-failure');
    const used = (record: 'problem' | 'goal' | 'activity') =>
      h.within(async (trx) => usedLines(trx, await planRow(trx, plan), record));
    expect((await used('goal')).get('hf-g-weigh')).toBe(1);
    expect((await used('problem')).get('hf-p-fluid')).toBe(1);
    expect((await used('activity')).size).toBeGreaterThan(10);
    const goal = (await read(h, plan)).problems[0]!.goals[0]!;
    await edit(h, (e) => markPartInError(e, 'goal', goal.id, goal.rowVersion, 'another plan'));
    expect((await used('goal')).has('hf-g-weigh')).toBe(false);
    await h.within((trx) => trx('encounter').update({ active: 0 }));
    expect(await used('activity')).toEqual(new Map());
  });

  test('a second template that overlaps adds only what is absent, and applying twice nothing', async () => {
    const { h, plan } = await withPlan();
    await apply(h, plan, 'heart-failure');
    const second = await apply(h, plan, 'sepsis');
    expect(second.added.filter(({ record }) => record === 'problem')).toHaveLength(5);
    const after = await read(h, plan);
    expect(after.problems).toHaveLength(11);
    for (const id of ['heart-failure', 'sepsis'])
      expect(await apply(h, plan, id)).toEqual({ added: [], dated: [] });
    expect(await read(h, plan)).toMatchObject({ stamp: after.stamp });
  });

  test('a barrier that is chosen stands open in the stay', async () => {
    const { h, plan, encounterId } = await withPlan();
    const { added } = await apply(h, plan, 'heart-failure', ['hf-b-scale']);
    expect(added.filter(({ record }) => record === 'barrier')).toHaveLength(1);
    const standing = await h.within(async (trx) => standingOf(trx, await planRow(trx, plan)));
    expect(standing.barriers.map(({ item }) => item)).toEqual(['hf-b-scale']);
    const row = await h.store.knex('barrier').where({ encounterId }).first();
    expect(row).toMatchObject({ category: 'equipment-oxygen', severity: 'moderate' });
  });

  test('what was added is taken back whole and offered again; not when it was changed since', async () => {
    const { h, plan, patientId, encounterId } = await withPlan();
    const own = await edit(h, async (e) => {
      const problem = await insertProblem(e, {
        ...{ carePlanId: plan, title: 'No way to get to visits', source: null, conditionId: null },
      });
      return { problem, goal: await insertGoal(e, { problemId: problem, description: 'A ride' }) };
    });
    const applied = await apply(h, plan, 'heart-failure', ['hf-b-scale']);
    await edit(h, (e) => takeBack(e, plan, applied), 1);
    const { problems } = await read(h, plan);
    expect(problems.map(({ id, goals }) => [id, goals.length])).toEqual([[own.problem, 1]]);
    expect(await h.within(async (trx) => standingOf(trx, await planRow(trx, plan)))).toMatchObject({
      ...{ takenOut: new Set(), barriers: [] },
    });
    // A person's own goal came from no template, and another plan's records are not this plan's.
    const goal = { record: 'goal' as const, id: own.goal, rowVersion: 1 };
    await expect(
      edit(h, (e) => takeBack(e, plan, { added: [goal], dated: [] })),
    ).rejects.toMatchObject(gone);
    const again = await apply(h, plan, 'heart-failure');
    const other = await edit(h, (e) => insertPlan(e, { patientId, encounterId, title: 'Other' }));
    await expect(edit(h, (e) => takeBack(e, other, again))).rejects.toMatchObject(gone);
    const first = again.added.find(({ record }) => record === 'problem')!;
    await edit(h, (e) => setRemoved(e, 'problem', first.id, 1, true));
    await expect(edit(h, (e) => takeBack(e, plan, again))).rejects.toMatchObject(stale);
  });

  test('what a person took out is told as taken out; an earlier date is brought forward and back', async () => {
    const { h, plan } = await withPlan();
    const { added } = await apply(h, plan, 'heart-failure');
    const [problem] = added;
    const goal = added.find(({ record }) => record === 'goal')!;
    await h.store.knex('goal').where({ id: goal.id }).update({ dueOn: '2026-05-01' });
    const next = await apply(h, plan, 'heart-failure');
    expect(next).toEqual({
      added: [],
      dated: [{ record: 'goal', id: goal.id, rowVersion: 2, before: '2026-05-01' }],
    });
    expect((await read(h, plan)).problems[0]!.goals[0]!.dueOn).toBe('2026-04-03');
    await edit(h, (e) => takeBack(e, plan, next));
    expect((await read(h, plan)).problems[0]!.goals[0]!.dueOn).toBe('2026-05-01');
    await edit(h, (e) => setRemoved(e, 'problem', problem!.id, 1, true));
    const standing = await h.within(async (trx) => standingOf(trx, await planRow(trx, plan)));
    expect(standing.takenOut).toEqual(new Set(['hf-p-fluid']));
  });

  test('conditions with a code propose; a plan without a stay knows no discharge', async () => {
    const { h, plan, patientId, encounterId } = await withPlan();
    await edit(h, async (e) => {
      for (const values of [
        { code: 'I50.32', display: 'Heart failure, chronic', principal: 0 },
        { code: 'A41.9', display: 'Sepsis', principal: 1 },
        { code: null, display: 'Tired', principal: 0 },
      ])
        await insertRecord(e.trx, 'condition', { patientId, encounterId, ...values }, e.actor);
    });
    const row = await h.within((trx) => planRow(trx, plan));
    const codes = await h.within((trx) => codedConditions(trx, row));
    expect(codes.map(({ code }) => code)).toEqual(['A41.9', 'I50.32']);
    const loose = { ...row, encounterId: null };
    expect(await h.within((trx) => stayFactsOf(trx, loose))).toMatchObject({
      expectedDischargeOn: null,
    });
    expect(await edit(h, (e) => stayOfPlan(e, loose))).toBe(encounterId);
  });
});
