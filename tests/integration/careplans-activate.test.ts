import { expect, test } from 'vitest';
import { checkList, signWithinMinutes } from '../../shared/careplans/activation';
import { plusMinutes } from '../../shared/time';
import { readyPlan, sign, ward, type Ward } from '../support/careplans';
import { testNow } from '../support/store';

const today = '2026-03-12';
const openLines = async (w: Ward, id: string) =>
  checkList(await w.call('careplans.get', { id }), today)
    .filter(({ open }) => open.length > 0)
    .map(({ line, open }) => [
      line,
      open.map((blocker) => ('title' in blocker ? blocker.title : '')),
    ]);

test('the check list names each thing that signing asks for, and is held once each was given', async () => {
  const w = await ward();
  const { planId, problemId, goalId } = await readyPlan(w);
  expect(await openLines(w, planId)).toEqual([]);
  await w.call('careplans.addActivity', { problemId, description: 'Walk twice a day' });
  const goal = await w.call('careplans.addGoal', { problemId, description: 'Feels safe' });
  await w.call('careplans.addProblem', {
    ...{ carePlanId: planId, title: 'Lives alone', source: null, conditionId: null },
  });
  const { rowVersion, participants } = await w.call('careplans.get', { id: planId });
  await w.call('careplans.change', {
    ...{ id: planId, rowVersion },
    fields: { agreement: 'not-asked', reviewOn: '2026-03-11' },
  });
  await w.call('careplans.setParticipantRemoved', {
    ...{ id: planId, participantId: participants[0]!.id },
    ...{ rowVersion: participants[0]!.rowVersion, removed: true },
  });
  expect(await openLines(w, planId)).toEqual([
    ['goals', ['Lives alone']],
    ['measures', ['Feels safe']],
    ['dates', ['Feels safe']],
    ['owners', ['Walk twice a day']],
    ['review', ['']],
    ['agreement', ['']],
    ['participants', ['']],
  ]);
  const reason = { unmeasuredReason: 'Only she can say', dueOn: '2026-03-20' };
  await w.call('careplans.changeGoal', { id: goal.id, rowVersion: 1, fields: reason });
  const plan = await w.call('careplans.get', { id: planId });
  await w.call('careplans.change', {
    ...{ id: planId, rowVersion: plan.rowVersion },
    fields: { agreementNote: 'Sedated, no family reached' },
  });
  const left = await openLines(w, planId);
  expect(left.map(([line]) => line)).toEqual(['goals', 'owners', 'review', 'participants']);
  // An intervention that nobody has to do any more, and a goal that was given up, ask for nothing.
  const { problems } = await w.call('careplans.get', { id: planId });
  const activity = problems[0]!.activities[0]!;
  await w.call('careplans.setActivityStatus', {
    ...{ id: activity.id, rowVersion: activity.rowVersion, status: 'stopped' },
  });
  await w.call('careplans.setGoalStatus', {
    ...{ id: goalId, rowVersion: problems[0]!.goals[0]!.rowVersion, status: 'cancelled' },
  });
  expect((await openLines(w, planId)).map(([line]) => line)).toEqual([
    'goals',
    'review',
    'participants',
  ]);
});

test('a signature asks for a passphrase that was typed a moment ago', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  const late = { now: plusMinutes(testNow, signWithinMinutes + 1), confirmedAt: testNow };
  await expect(sign(w, planId, late)).rejects.toMatchObject({
    detail: { key: 'careplans.needPassphrase' },
  });
  // A clock that was set back makes no old sign-in a new one.
  await expect(
    sign(w, planId, { now: testNow, confirmedAt: plusMinutes(testNow, 1) }),
  ).rejects.toMatchObject({ detail: { key: 'careplans.needPassphrase' } });
  expect(await sign(w, planId, { ...late, confirmedAt: late.now })).toMatchObject({
    status: 'active',
    newestVersion: 1,
  });
});

test('who takes part stands in the version, and somebody who joins opens the next draft', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  await sign(w, planId);
  const joined = await w.call('careplans.addParticipants', {
    ...{ id: planId, people: [{ relatedPersonId: w.relativeId }] },
  });
  expect(joined).toMatchObject({ draftOpen: true, changes: 1 });
  expect(joined.participants.map(({ name, role, phone }) => [name, role, phone])).toEqual([
    ['Robin Elmcrest', 'case manager', '555-0142'],
    ['Clover Hazelmere', 'Daughter', '555-0163'],
  ]);
  const { content } = await w.call('careplans.version', { id: planId, version: 1 });
  expect(content.participants).toMatchObject([{ name: 'Robin Elmcrest' }]);
  const daughter = joined.participants[1]!;
  const gone = await w.call('careplans.setParticipantRemoved', {
    ...{ id: planId, participantId: daughter.id, rowVersion: daughter.rowVersion, removed: true },
  });
  expect(gone).toMatchObject({ draftOpen: false, changes: 0 });
  // Back again she is the same participant, so what she was told is not lost.
  const back = await w.call('careplans.addParticipants', {
    ...{ id: planId, people: [{ relatedPersonId: w.relativeId }] },
  });
  expect(back.participants[1]!.id).toBe(daughter.id);
});

test('a draft begun from version 1 reads as version 1, and what was recorded since stays', async () => {
  const w = await ward();
  const { planId, problemId, goalId } = await readyPlan(w);
  await sign(w, planId);
  const first = (await w.call('careplans.version', { id: planId, version: 1 })).content;
  const { problems } = await w.call('careplans.get', { id: planId });
  await w.call('careplans.changeGoal', {
    ...{ id: goalId, rowVersion: problems[0]!.goals[0]!.rowVersion, fields: { target: '200 ft' } },
  });
  const added = await w.call('careplans.addGoal', { problemId, description: 'Climb steps' });
  await w.call('careplans.changeGoal', {
    ...{ id: added.id, rowVersion: 1, fields: { measure: 'Steps', dueOn: '2026-03-20' } },
  });
  await sign(w, planId);
  await w.call('careplans.recordProgress', {
    ...{ goalId, at: null, value: '60 ft', statement: null, achievementStatus: 'improving' },
  });
  const { rowVersion } = await w.call('careplans.get', { id: planId });
  const draft = await w.call('careplans.draftFrom', { id: planId, rowVersion, version: 1 });
  expect(draft).toMatchObject({ draftOpen: true, newestVersion: 2, status: 'active' });
  expect(draft.problems[0]!.goals).toMatchObject([
    { target: '150 ft', achievementStatus: 'improving', progress: [{ value: '60 ft' }] },
  ]);
  await sign(w, planId);
  const third = (await w.call('careplans.version', { id: planId, version: 3 })).content;
  expect(third.problems[0]!.goals.map(({ target }) => target)).toEqual(
    first.problems[0]!.goals.map(({ target }) => target),
  );
  // The second is still what was signed.
  const second = (await w.call('careplans.version', { id: planId, version: 2 })).content;
  expect(second.problems[0]!.goals).toHaveLength(2);
});

test('a plan entered in error meanwhile is not brought back by an older version', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  await sign(w, planId);
  const { problems } = await w.call('careplans.get', { id: planId });
  await w.call('careplans.enterInError', {
    ...{ record: 'goal', id: goalId, rowVersion: problems[0]!.goals[0]!.rowVersion },
    reason: 'Written for another patient',
  });
  const { rowVersion } = await w.call('careplans.get', { id: planId });
  const draft = await w.call('careplans.draftFrom', { id: planId, rowVersion, version: 1 });
  expect(draft.problems[0]!.goals).toEqual([]);
});

test('revoking asks why; a plan in error is out for good', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  const { rowVersion } = await sign(w, planId);
  const turn = (
    status: 'revoked' | 'active' | 'entered-in-error',
    at: number,
    reason: string | null,
  ) => w.call('careplans.setStatus', { id: planId, rowVersion: at, status, reason });
  await expect(turn('revoked', rowVersion, null)).rejects.toMatchObject({
    detail: { key: 'careplans.needReason' },
  });
  const revoked = await turn('revoked', rowVersion, 'Went to another hospital');
  expect(revoked).toMatchObject({ status: 'revoked', statusReason: 'Went to another hospital' });
  const back = await turn('active', revoked.rowVersion, null);
  const wrong = await turn('entered-in-error', back.rowVersion, 'Another patient');
  await expect(turn('active', wrong.rowVersion, null)).rejects.toMatchObject({
    detail: { key: 'careplans.cannotTurn' },
  });
});
