import { expect, test } from 'vitest';
import { activationBlockers } from '../../shared/careplans/activation';
import { itemsOf } from '../../shared/careplans/templates/merge';
import { readyPlan, sign, ward, type Ward } from '../support/careplans';

const ticked = async (w: Ward, id: string, templateId: string): Promise<string[]> =>
  itemsOf(await w.call('careplans.previewTemplate', { id, templateId }))
    .filter((item) => item.ticked)
    .map(({ item }) => item);
const apply = async (w: Ward, id: string, templateId: string) =>
  w.call('careplans.applyTemplate', { id, templateId, items: await ticked(w, id, templateId) });

test('the list tells what a template offers, that nobody reviewed it, and what proposes it', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  await w.store.knex('condition').insert({
    ...{ id: '0195a000-0000-7000-8000-00000000c0de', patientId: w.patientId, code: 'S72.001A' },
    ...{ display: 'Right hip fracture', rowVersion: 1, createdAt: '2026-03-07T00:00:00.000Z' },
    ...{ createdBy: 'x', updatedAt: '2026-03-07T00:00:00.000Z', updatedBy: 'x' },
  });
  const list = await w.call('careplans.templates', { id: planId });
  expect(list).toHaveLength(13);
  expect(list[0]).toMatchObject({
    ...{ id: 'hip-fracture', fits: 'Right hip fracture', problems: 6, applied: false },
    reviewedBy: { en: null, es: null },
  });
  expect(list.at(-1)).toMatchObject({ id: 'library', problems: 13, fits: null });
  await apply(w, planId, 'hip-fracture');
  const after = await w.call('careplans.templates', { id: planId });
  expect(after.filter(({ applied }) => applied).map(({ id }) => id)).toEqual(['hip-fracture']);
});

test('applying to a signed plan opens its draft, says so in the audit, and is taken back whole', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  await sign(w, planId);
  const { plan, applied } = await apply(w, planId, 'heart-failure');
  expect(plan).toMatchObject({ draftOpen: true, newestVersion: 1 });
  expect(w.notes.at(-1)).toMatchObject({
    recordId: planId,
    detail: { template: 'heart-failure', version: 1, problems: 6, goals: 14, interventions: 20 },
  });
  // And the history of each record that came tells of it.
  expect(w.notes).toContainEqual({
    ...{ recordType: 'goal', recordId: applied.added[1]!.id, versionAfter: 1 },
  });
  const back = await w.call('careplans.takeBackTemplate', { id: planId, applied });
  expect(back).toMatchObject({ draftOpen: false, changes: 0 });
  expect(w.notes).toContainEqual({
    ...{ recordType: 'goal', recordId: applied.added[1]!.id, versionBefore: 1, versionAfter: 2 },
  });
});

test('what stands in the plan already by the same words gets what is missing, and stays', async () => {
  const w = await ward();
  const { planId, goalId, problemId } = await readyPlan(w);
  // The ward's plan has the problem of the hip-fracture template in its very words.
  const preview = await w.call('careplans.previewTemplate', {
    ...{ id: planId, templateId: 'hip-fracture' },
  });
  expect(preview.problems[0]).toMatchObject({ state: 'there', yours: { id: problemId } });
  const before = (await w.call('careplans.get', { id: planId })).problems[0]!.goals[0]!;
  const { plan } = await apply(w, planId, 'hip-fracture');
  const problem = plan.problems.find(({ id }) => id === problemId)!;
  expect(problem.goals.find(({ id }) => id === goalId)).toEqual(before);
  expect(problem.goals.length).toBeGreaterThan(1);
  expect(plan.problems.filter(({ title }) => title === problem.title)).toHaveLength(1);
});

test('without an expected discharge what counts from leaving is not dated', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  await w.store.knex('encounter').update({ expectedDischargeOn: null });
  const { plan } = await apply(w, planId, 'dialysis');
  const dates = plan.problems.flatMap(({ activities }) =>
    activities.map(({ description, dueOn }) => [description.slice(0, 24), dueOn]),
  );
  expect(dates).toContainEqual(['Own center told of admis', '2026-03-13']);
  expect(dates).toContainEqual(['Last treatment here set ', null]);
});

test('a template that is nowhere, and an ended plan, are refused', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  const items = ['hf-p-fluid'];
  await expect(
    w.call('careplans.applyTemplate', { id: planId, templateId: 'nothing', items }),
  ).rejects.toMatchObject({ detail: { code: 'notFound' } });
  const { rowVersion } = await sign(w, planId);
  await w.call('careplans.setStatus', {
    ...{ id: planId, rowVersion, status: 'completed', reason: null },
  });
  await expect(
    w.call('careplans.applyTemplate', { id: planId, templateId: 'heart-failure', items }),
  ).rejects.toMatchObject({ detail: { key: 'careplans.ended' } });
});

test('a blank that nobody filled keeps the plan from being signed', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  const { plan } = await w.call('careplans.applyTemplate', {
    ...{ id: planId, templateId: 'dialysis', items: ['dia-g-gain'] },
  });
  expect(activationBlockers(plan, '2026-03-12')).toEqual([
    { code: 'blank', problemId: plan.problems[1]!.id, title: '≤ [ ]' },
  ]);
  const goal = plan.problems[1]!.goals[0]!;
  const fields = { target: '≤ 4 lb' };
  await w.call('careplans.changeGoal', { id: goal.id, rowVersion: goal.rowVersion, fields });
  const filled = await w.call('careplans.get', { id: planId });
  expect(activationBlockers(filled, '2026-03-12')).toEqual([]);
});
