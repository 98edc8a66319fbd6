import { expect, test } from 'vitest';
import { activationBlockers } from '../../shared/careplans/activation';
import { readPlanContent } from '../../shared/careplans/version';
import { readyPlan, sign, ward, type Ward } from '../support/careplans';

const today = '2026-03-12';
const goalOf = async (w: Ward, planId: string) =>
  (await w.call('careplans.get', { id: planId })).problems[0]!.goals[0]!;

test('a new plan is a draft, and says what signing still asks for', async () => {
  const w = await ward();
  const plan = await w.call('careplans.create', {
    encounterId: w.encounterId,
    title: 'Hip fracture',
  });
  expect(plan).toMatchObject({ status: 'draft', newestVersion: 0, draftOpen: true });
  expect(activationBlockers(plan, today).map(({ code }) => code)).toEqual([
    'noProblem',
    'noReview',
    'noAgreement',
    'noParticipants',
  ]);
  const { rowVersion, stamp } = plan;
  await expect(
    w.call('careplans.activate', { id: plan.id, rowVersion, stamp }),
  ).rejects.toMatchObject({ detail: { key: 'careplans.notReady' } });
});

test('signing makes version 1, brings its goals into force and names who signed', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  const signed = await sign(w, planId);
  expect(signed).toMatchObject({
    status: 'active',
    newestVersion: 1,
    draftOpen: false,
    changes: 0,
  });
  expect(signed.versions).toMatchObject([{ version: 1, signedByName: 'Robin Elmcrest, RN' }]);
  expect(signed.problems[0]!.goals[0]!.lifecycleStatus).toBe('active');
  const row = await w.store.knex('care_plan_version').where({ carePlanId: planId }).first();
  expect(readPlanContent(row.content).problems[0]!.goals[0]!.target).toBe('150 ft');
});

test('the first change of wording after signing opens draft 2, and taking it back closes it', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  await sign(w, planId);
  const change = async (target: string) => {
    const { rowVersion } = await goalOf(w, planId);
    await w.call('careplans.changeGoal', { id: goalId, rowVersion, fields: { target } });
    return w.call('careplans.get', { id: planId });
  };
  expect(await change('200 ft')).toMatchObject({ draftOpen: true, changes: 1, newestVersion: 1 });
  const first = await w.call('careplans.version', { id: planId, version: 1 });
  expect(first.content.problems[0]!.goals[0]!.target).toBe('150 ft');
  expect(await change('150 ft')).toMatchObject({ draftOpen: false, changes: 0 });
});

test('progress, an intervention done and a resolved barrier are live and open no draft', async () => {
  const w = await ward();
  const { planId, problemId, goalId } = await readyPlan(w);
  const activity = await w.call('careplans.addActivity', { problemId, description: 'Walk twice' });
  await w.call('careplans.changeActivity', {
    ...{ id: activity.id, rowVersion: 1 },
    fields: { owner: { userId: w.robin, name: null } },
  });
  const barrier = await w.call('careplans.addBarrier', {
    problemId,
    category: 'behavioral',
    title: 'Afraid of falling',
    detail: null,
    severity: 'moderate',
    removableBy: 'Therapy',
    ownerId: w.robin,
    dueAt: null,
  });
  await sign(w, planId);
  await w.call('careplans.recordProgress', {
    goalId,
    at: null,
    value: '60 ft',
    statement: null,
    achievementStatus: 'improving',
  });
  await w.call('careplans.setActivityStatus', {
    id: activity.id,
    rowVersion: 2,
    status: 'completed',
  });
  await w.call('careplans.resolveBarrier', {
    id: barrier.id,
    rowVersion: 1,
    resolution: 'Walks alone',
  });
  expect(await w.call('careplans.get', { id: planId })).toMatchObject({
    draftOpen: false,
    changes: 0,
  });
  const { content } = await w.call('careplans.version', { id: planId, version: 1 });
  expect(content.problems[0]).toMatchObject({
    goals: [
      {
        achievementStatus: 'improving',
        progress: [{ value: '60 ft', byName: 'Robin Elmcrest, RN' }],
      },
    ],
    activities: [{ status: 'completed' }],
    barriers: [{ resolution: 'Walks alone', ownerName: 'Robin Elmcrest, RN' }],
  });
});

test('an older version reads as it was signed, without what was recorded since', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  await sign(w, planId);
  await w.call('careplans.recordProgress', {
    goalId,
    at: null,
    value: '60 ft',
    statement: null,
    achievementStatus: 'improving',
  });
  const { rowVersion } = await goalOf(w, planId);
  await w.call('careplans.changeGoal', { id: goalId, rowVersion, fields: { target: '200 ft' } });
  await sign(w, planId);
  const goal = (await w.call('careplans.version', { id: planId, version: 1 })).content.problems[0]!
    .goals[0]!;
  expect(goal).toMatchObject({ target: '150 ft', achievementStatus: 'in-progress', progress: [] });
});

test('whoever saves second is refused with the record as it stands and the name of the first', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  const { rowVersion } = await goalOf(w, planId);
  await w.call(
    'careplans.changeGoal',
    { id: goalId, rowVersion, fields: { target: '200 ft' } },
    { userId: w.dana },
  );
  await expect(
    w.call('careplans.changeGoal', { id: goalId, rowVersion, fields: { target: '300 ft' } }),
  ).rejects.toMatchObject({
    detail: { code: 'conflict', current: { target: '200 ft', updatedByName: 'Dana Oakes' } },
  });
});

test('nobody signs what they have not seen', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  const { rowVersion, stamp } = await w.call('careplans.get', { id: planId });
  const goal = await goalOf(w, planId);
  await w.call('careplans.changeGoal', {
    id: goalId,
    rowVersion: goal.rowVersion,
    fields: { target: '9 ft' },
  });
  await expect(
    w.call('careplans.activate', { id: planId, rowVersion, stamp }),
  ).rejects.toMatchObject({ detail: { code: 'conflict' } });
});

test('what is taken out of the draft can be put back, and stays in the signed version', async () => {
  const w = await ward();
  const { planId, goalId, problemId } = await readyPlan(w);
  await w.call('careplans.addGoal', { problemId, description: 'Climb twelve steps' });
  const spare = (await w.call('careplans.get', { id: planId })).problems[0]!.goals[1]!;
  await w.call('careplans.changeGoal', {
    id: spare.id,
    rowVersion: 1,
    fields: { measure: 'Steps', dueOn: '2026-04-01' },
  });
  await sign(w, planId);
  const { rowVersion } = await goalOf(w, planId);
  const without = await w.call('careplans.setRemoved', {
    record: 'goal',
    id: goalId,
    rowVersion,
    removed: true,
  });
  expect(without).toMatchObject({ draftOpen: true, changes: 1 });
  expect(without.problems[0]!.goals.map(({ id }) => id)).toEqual([spare.id]);
  const { content } = await w.call('careplans.version', { id: planId, version: 1 });
  expect(content.problems[0]!.goals).toHaveLength(2);
  const back = await w.call('careplans.setRemoved', {
    record: 'goal',
    id: goalId,
    rowVersion: rowVersion + 1,
    removed: false,
  });
  expect(back).toMatchObject({ draftOpen: false, changes: 0 });
});

test('a record entered in error leaves the plan, and keeps who, when and why', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  const { rowVersion } = await goalOf(w, planId);
  await w.call('careplans.enterInError', {
    record: 'goal',
    id: goalId,
    rowVersion,
    reason: 'Other patient',
  });
  expect((await w.call('careplans.get', { id: planId })).problems[0]!.goals).toEqual([]);
  expect(await w.store.knex('goal').where({ id: goalId }).first()).toMatchObject({
    enteredInErrorBy: w.robin,
    enteredInErrorReason: 'Other patient',
  });
});

test('problems keep the order they are moved to', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  for (const title of ['Pain limits therapy', 'Daughter carries the care alone'])
    await w.call('careplans.addProblem', {
      carePlanId: planId,
      title,
      source: null,
      conditionId: null,
    });
  const { problems } = await w.call('careplans.get', { id: planId });
  await w.call('careplans.move', {
    record: 'problem',
    id: problems[2]!.id,
    rowVersion: problems[2]!.rowVersion,
    to: 1,
  });
  const moved = await w.call('careplans.get', { id: planId });
  expect(moved.problems.map(({ title }) => title)).toEqual([
    'Daughter carries the care alone',
    'Cannot yet walk safely',
    'Pain limits therapy',
  ]);
});

test('a completed plan keeps its text, and completing can be taken back', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  const { rowVersion } = await sign(w, planId);
  const done = await w.call('careplans.setStatus', {
    id: planId,
    rowVersion,
    status: 'completed',
    reason: null,
  });
  expect(done.status).toBe('completed');
  const goal = await goalOf(w, planId);
  const edit = { id: goalId, rowVersion: goal.rowVersion, fields: { target: '1 ft' } };
  await expect(w.call('careplans.changeGoal', edit)).rejects.toMatchObject({
    detail: { key: 'careplans.ended' },
  });
  await w.call('careplans.setStatus', {
    id: planId,
    rowVersion: done.rowVersion,
    status: 'active',
    reason: null,
  });
  await expect(w.call('careplans.changeGoal', edit)).resolves.toMatchObject({ target: '1 ft' });
});

test('putting a plan on hold or revoking it asks for a reason', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  const { rowVersion } = await sign(w, planId);
  await expect(
    w.call('careplans.setStatus', { id: planId, rowVersion, status: 'revoked', reason: null }),
  ).rejects.toMatchObject({ detail: { code: 'invalid' } });
  await expect(
    w.call('careplans.setStatus', {
      id: planId,
      rowVersion,
      status: 'on-hold',
      reason: 'In the ICU',
    }),
  ).resolves.toMatchObject({ status: 'on-hold', statusReason: 'In the ICU' });
});

test('an unsigned plan cannot be completed', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  const { rowVersion } = await w.call('careplans.get', { id: planId });
  await expect(
    w.call('careplans.setStatus', { id: planId, rowVersion, status: 'completed', reason: null }),
  ).rejects.toMatchObject({ detail: { key: 'careplans.cannotTurn' } });
});

test('withdrawn progress gives the goal back the status before it', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  const point = { goalId, value: null, statement: 'Seen' };
  await w.call('careplans.recordProgress', {
    ...point,
    at: '2026-03-10T12:00:00.000Z',
    achievementStatus: 'improving',
  });
  await w.call('careplans.recordProgress', { ...point, at: null, achievementStatus: 'worsening' });
  const goal = await goalOf(w, planId);
  expect(goal.achievementStatus).toBe('worsening');
  await w.call('careplans.withdrawProgress', {
    goalId,
    id: goal.progress[1]!.id,
    rowVersion: 1,
    reason: 'Wrong patient',
  });
  expect(await goalOf(w, planId)).toMatchObject({
    achievementStatus: 'improving',
    progress: [{ statement: 'Seen' }],
  });
});

test('progress older than the newest does not change the status of the goal', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  const point = { goalId, value: '1', statement: null };
  await w.call('careplans.recordProgress', { ...point, at: null, achievementStatus: 'improving' });
  await w.call('careplans.recordProgress', {
    ...point,
    at: '2026-03-09T12:00:00.000Z',
    achievementStatus: 'no-change',
  });
  expect((await goalOf(w, planId)).achievementStatus).toBe('improving');
  await expect(
    w.call('careplans.recordProgress', {
      ...point,
      at: '2026-03-20T12:00:00.000Z',
      achievementStatus: 'achieved',
    }),
  ).rejects.toMatchObject({ detail: { key: 'careplans.futureProgress' } });
});

test('barriers of a stay are listed open and gravest first, with or without a problem', async () => {
  const w = await ward();
  const { problemId } = await readyPlan(w);
  const fields = {
    category: 'transport',
    detail: null,
    removableBy: null,
    ownerId: null,
    dueAt: null,
  } as const;
  const low = await w.call('careplans.addStayBarrier', {
    encounterId: w.encounterId,
    ...fields,
    title: 'Ride',
    severity: 'low',
  });
  await w.call('careplans.addBarrier', { problemId, ...fields, title: 'Payer', severity: 'high' });
  const done = await w.call('careplans.addStayBarrier', {
    encounterId: w.encounterId,
    ...fields,
    title: 'Keys',
    severity: 'high',
  });
  await w.call('careplans.resolveBarrier', { id: done.id, rowVersion: 1, resolution: null });
  const listed = await w.call('careplans.barriers', { encounterId: w.encounterId });
  expect(listed.map(({ title }) => title)).toEqual(['Payer', 'Ride', 'Keys']);
  await w.call('careplans.reopenBarrier', { id: done.id, rowVersion: 2 });
  const again = await w.call('careplans.barriers', { encounterId: w.encounterId });
  expect(again.map(({ title }) => title)).toEqual(['Payer', 'Keys', 'Ride']);
  expect(low.problemId).toBeNull();
});

test('an owner is a person of the unit or the team, or a name', async () => {
  const w = await ward();
  const { planId, problemId } = await readyPlan(w);
  const owners = await w.call('careplans.owners', { of: 'carePlan', id: planId });
  expect(owners.map(({ name }) => name)).toEqual(['Robin Elmcrest, RN', 'Dana Oakes']);
  const activity = await w.call('careplans.addActivity', { problemId, description: 'Walk twice' });
  const owned = await w.call('careplans.changeActivity', {
    id: activity.id,
    rowVersion: 1,
    fields: { owner: { userId: w.dana, name: null } },
  });
  expect(owned.ownerName).toBe('Dana Oakes');
  await expect(
    w.call('careplans.changeActivity', {
      id: activity.id,
      rowVersion: 2,
      fields: { owner: { userId: planId, name: null } },
    }),
  ).rejects.toMatchObject({ detail: { key: 'careplans.noSuchUser' } });
});

test('plans are listed with the open one first, also those of a merged record', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  const other = '0195a000-0000-7000-8000-000000000002';
  await w.store.knex('patient').insert({
    ...(await w.store.knex('patient').where({ id: w.patientId }).first()),
    id: other,
    survivorId: other,
  });
  await w.store.knex('care_plan').where({ id: planId }).update({ patientId: other });
  await w.call('careplans.create', { encounterId: w.encounterId, title: 'COPD' });
  await w.store.knex('patient').where({ id: other }).update({ survivorId: w.patientId });
  const plans = await w.call('careplans.ofPatient', { patientId: w.patientId });
  expect(plans.map(({ title, problems, goals }) => [title, problems, goals])).toEqual([
    ['COPD', 0, 0],
    ['Hip fracture', 1, 1],
  ]);
});

test('every write names its record and its versions for the audit', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  w.notes.length = 0;
  const { rowVersion } = await goalOf(w, planId);
  await w.call('careplans.changeGoal', { id: goalId, rowVersion, fields: { target: '1' } });
  expect(w.notes.at(-1)).toEqual({
    recordType: 'goal',
    recordId: goalId,
    versionBefore: rowVersion,
    versionAfter: rowVersion + 1,
    detail: { fields: ['target'] },
  });
});

/** What a refusal says. */
const refused = (key: string, field?: string) => ({
  detail: { key, ...(field ? { fields: { [field]: expect.any(String) } } : {}) },
});

test('a goal takes only values of what it is measured by', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  const change = async (fields: Parameters<typeof w.call<'careplans.changeGoal'>>[1]['fields']) =>
    w.call('careplans.changeGoal', {
      id: goalId,
      rowVersion: (await goalOf(w, planId)).rowVersion,
      fields,
    });
  await change({ measureKind: 'number', unit: 'ft' });
  await expect(change({ target: '50 m' })).rejects.toMatchObject(
    refused('careplans.wrongUnit', 'target'),
  );
  await expect(change({ baseline: 'far' })).rejects.toMatchObject(
    refused('careplans.notNumber', 'baseline'),
  );
  await change({ baseline: '10 ft, Mar 9', measureKind: 'scale', scaleLow: 0, scaleHigh: 200 });
  await expect(change({ scaleHigh: 0 })).rejects.toMatchObject(
    refused('careplans.scaleBackward', 'scaleHigh'),
  );
  await expect(
    w.call('careplans.recordProgress', {
      ...{ goalId, at: null, value: '201 ft', statement: null },
      achievementStatus: 'improving',
    }),
  ).rejects.toMatchObject(refused('careplans.outOfRange', 'value'));
  expect(await goalOf(w, planId)).toMatchObject({ target: '150 ft', progress: [] });
});

test('a goal is scaled from −2 to +2 with the words of each level, and a version keeps them', async () => {
  const w = await ward();
  const { planId, goalId } = await readyPlan(w);
  await w.call('careplans.changeGoal', {
    id: goalId,
    rowVersion: (await goalOf(w, planId)).rowVersion,
    fields: {
      ...{ measureKind: 'attainment', baseline: '-2', target: '0' },
      ...{ levelMinus2: 'Stays in bed', level0: 'To the porch', levelPlus2: 'To the mailbox' },
    },
  });
  await sign(w, planId);
  const { content } = await w.call('careplans.version', { id: planId, version: 1 });
  expect(content.problems[0]!.goals[0]).toMatchObject({
    ...{ measureKind: 'attainment', baseline: '-2', target: '0' },
    ...{ levelMinus2: 'Stays in bed', level0: 'To the porch', levelPlus1: null },
  });
});

test('an intervention is due after it starts, and serves a goal of its own problem', async () => {
  const w = await ward();
  const { planId, problemId, goalId } = await readyPlan(w);
  const { id } = await w.call('careplans.addActivity', { problemId, description: 'Walk twice' });
  const change = async (
    fields: Parameters<typeof w.call<'careplans.changeActivity'>>[1]['fields'],
  ) =>
    w.call('careplans.changeActivity', {
      id,
      rowVersion: (await w.call('careplans.get', { id: planId })).problems[0]!.activities[0]!
        .rowVersion,
      fields,
    });
  await change({ startOn: '2026-03-13', ownerContact: 'ext. 4410', goalId });
  await expect(change({ dueOn: '2026-03-12' })).rejects.toMatchObject(
    refused('careplans.dueBeforeStart', 'dueOn'),
  );
  await change({ dueOn: '2026-03-13' });
  await expect(change({ startOn: '2026-03-14' })).rejects.toMatchObject(
    refused('careplans.dueBeforeStart', 'startOn'),
  );
  const other = await w.call('careplans.addProblem', {
    ...{ carePlanId: planId, title: 'Pain', source: null, conditionId: null },
  });
  const foreign = await w.call('careplans.addGoal', { problemId: other.id, description: 'Less' });
  await expect(change({ goalId: foreign.id })).rejects.toMatchObject({
    detail: { code: 'notFound' },
  });
  await expect(
    w.call('careplans.addBarrier', {
      ...{ problemId, category: 'behavioral', title: 'Afraid', detail: null, severity: 'low' },
      ...{ removableBy: null, ownerId: null, dueAt: null, activityId: foreign.id },
    }),
  ).rejects.toMatchObject({ detail: { code: 'notFound' } });
  const barrier = await w.call('careplans.addBarrier', {
    ...{ problemId, category: 'behavioral', title: 'Afraid', detail: null, severity: 'low' },
    ...{ removableBy: null, ownerId: null, dueAt: null, activityId: id },
  });
  expect(barrier).toMatchObject({ activityId: id, goalId: null });
});

test('what came of an intervention is live, and stays where only the status changes', async () => {
  const w = await ward();
  const { planId, problemId } = await readyPlan(w);
  const { id } = await w.call('careplans.addActivity', { problemId, description: 'Walk twice' });
  await w.call('careplans.changeActivity', {
    ...{ id, rowVersion: 1, fields: { owner: { userId: null, name: 'Bedside nurse' } } },
  });
  await sign(w, planId);
  const turn = (rowVersion: number, status: 'in-progress' | 'completed', outcome?: string | null) =>
    w.call('careplans.setActivityStatus', {
      ...{ id, rowVersion, status },
      ...(outcome === undefined ? {} : { outcome }),
    });
  await turn(2, 'in-progress', ' Walked to the door ');
  expect(await turn(3, 'completed')).toMatchObject({ outcome: 'Walked to the door' });
  const plan = await w.call('careplans.get', { id: planId });
  expect(plan).toMatchObject({ draftOpen: false, changes: 0 });
  const { content } = await w.call('careplans.version', { id: planId, version: 1 });
  expect(content.problems[0]!.activities[0]).toMatchObject({
    ...{ status: 'completed', outcome: 'Walked to the door' },
  });
});

test('a version of an earlier program reads on, without the facts it did not hold', async () => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  await sign(w, planId);
  const stored = await w.store.knex('care_plan_version').where({ carePlanId: planId }).first();
  const content = JSON.parse(stored.content);
  for (const later of ['measureKind', 'unit', 'scaleLow', 'scaleHigh', 'level0', 'levelPlus1'])
    delete content.problems[0].goals[0][later];
  expect(readPlanContent(JSON.stringify(content)).problems[0]!.goals[0]).toMatchObject({
    ...{ target: '150 ft', measureKind: null, unit: null, level0: null },
  });
});
