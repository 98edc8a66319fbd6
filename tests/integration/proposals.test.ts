import { expect, test } from 'vitest';
import type { SignedInUser } from '../../electron/ipc/context';
import type { ProposalView } from '../../shared/proposals/view';
import { clinic, type Clinic } from '../support/clinic';
import { say, shipped, type Said } from '../support/instruments';

interface Stay {
  patientId: string;
  encounterId: string;
}

/** Completes an instrument for the stay; what is not said is passed over as not applicable. */
const completed = async (
  c: Clinic,
  stay: Stay,
  id: string,
  said: Record<string, Said>,
): Promise<string> => {
  const instrument = shipped(id);
  const started = await c.call(c.people.robin, 'assessments.start', { ...stay, instrument: id });
  let { assessment, outcome } = await c.call(c.people.robin, 'assessments.answer', {
    ...{ id: started.assessment.id, rowVersion: started.assessment.rowVersion },
    answers: say(instrument, said),
  });
  while (outcome.open.length > 0)
    ({ assessment, outcome } = await c.call(c.people.robin, 'assessments.answer', {
      ...{ id: assessment.id, rowVersion: assessment.rowVersion },
      answers: say(instrument, Object.fromEntries(outcome.open.map((item) => [item, 'an-na']))),
    }));
  const { rowVersion } = assessment;
  await c.call(c.people.robin, 'assessments.complete', { id: assessment.id, rowVersion });
  return assessment.id;
};

const withPlan = async (encounter = {}) => {
  const c = await clinic();
  const stay = await c.stay({ encounter: { expectedDischargeOn: '2026-03-20', ...encounter } });
  const { id: carePlanId } = await c.call(c.people.robin, 'careplans.create', {
    ...{ encounterId: stay.encounterId, title: 'Home' },
  });
  const tray = (as: SignedInUser = c.people.robin) =>
    c.call(as, 'proposals.ofStay', { encounterId: stay.encounterId });
  const find = async (title: string): Promise<ProposalView> =>
    (await tray()).open.find((each) => each.title.en.startsWith(title))!;
  const plan = () => c.call(c.people.robin, 'careplans.get', { id: carePlanId });
  const of = ({ key, ground }: ProposalView) => ({ encounterId: stay.encounterId, key, ground });
  const accept = (view: ProposalView, more = {}) =>
    c.call(c.people.robin, 'proposals.accept', {
      ...{ ...of(view), carePlanId, language: 'en', adapted: null, items: null, use: null },
      ...more,
    });
  const reject = (view: ProposalView, more = {}) =>
    c.call(c.people.robin, 'proposals.reject', {
      ...{ ...of(view), language: 'en', reasonId: 'pr-arranged', words: null, ...more },
    });
  return { c, stay, carePlanId, tray, find, plan, of, accept, reject };
};

test('a transport need is proposed with its reason, accepted once, and its lines tell their ground', async () => {
  const w = await withPlan();
  const response = await completed(w.c, w.stay, 'ahc', { 'ahc.5': 'yes' });
  const transport = await w.find('Transport');
  expect(transport).toMatchObject({
    ...{ kind: 'problem', goal: { en: 'Ride home and to the first visit booked' } },
    ...{ dueOn: '2026-03-19', role: 'dp', similar: [], before: null },
    reasons: [
      { from: { en: 'AHC HRSN' }, assessmentId: response, words: { en: 'Transport: need' } },
    ],
  });
  expect((await w.plan()).problems).toEqual([]);

  const first = await w.accept(transport);
  const { problems } = await w.plan();
  expect(problems).toMatchObject([
    {
      ...{
        id: first.problemId,
        title: 'Transport',
        source: 'AHC HRSN, Mar 12: Transport: need',
      },
      goals: [{ description: 'Ride home and to the first visit booked', dueOn: '2026-03-19' }],
      activities: [
        { description: 'Arrange the ride home', ownerRole: 'Discharge planner' },
        { description: 'Arrange the ride to the first visit' },
      ],
    },
  ]);
  // Twice makes no duplicate.
  expect(await w.accept(transport)).toEqual(first);
  expect((await w.plan()).problems).toHaveLength(1);

  const { open, decided, grounds } = await w.tray(w.c.people.dana);
  expect(open.map(({ title }) => title.en)).not.toContain('Transport');
  expect(decided).toMatchObject([
    { verdict: 'accepted', title: 'Transport', byName: 'Robin Elmcrest', stillProposed: true },
  ]);
  expect(grounds[problems[0]!.goals[0]!.id]).toMatchObject([{ assessmentId: response }]);
});

test('adapted while accepting, under a problem that stands there', async () => {
  const w = await withPlan();
  await completed(w.c, w.stay, 'intake', { 'in.ride': 'none' });
  const { id } = await w.c.call(w.c.people.robin, 'careplans.addProblem', {
    ...{ carePlanId: w.carePlanId, title: 'No way to get to visits', source: null },
    conditionId: null,
  });
  const ride = await w.find('Ride home');
  expect(ride.problem).toEqual({ id, text: 'No way to get to visits' });
  const goal = { text: 'Van for all three visits', dueOn: '2026-03-18', role: 'sw' };
  const adapted = { problemId: id, problem: 'unused', goal, interventions: [] };
  const made = await w.accept(ride, { adapted });
  expect(made.problemId).toBe(id);
  expect((await w.plan()).problems).toMatchObject([
    { id, goals: [{ description: 'Van for all three visits', dueOn: '2026-03-18' }] },
  ]);
  expect((await w.tray()).decided[0]).toMatchObject({ verdict: 'adapted' });
});

test('a rejected one stays away for everybody, until its answer changes, and says what it was', async () => {
  const w = await withPlan();
  const response = await completed(w.c, w.stay, 'intake', { 'in.ride': 'none' });
  await w.reject(await w.find('Ride home'), { reasonId: 'rf-other', words: 'Her son has a van' });
  expect(await w.find('Ride home')).toBeUndefined();
  const seen = await w.tray(w.c.people.dana);
  expect(seen.open.map(({ title }) => title.en)).not.toContain(
    'Ride home and to the first visit booked',
  );
  expect(seen.decided).toMatchObject([
    { verdict: 'rejected', reasonId: 'rf-other', reasonText: 'Her son has a van' },
  ]);
  // The same answer, given again, is the same ground.
  await completed(w.c, w.stay, 'intake', { 'in.ride': 'none' });
  expect(await w.find('Ride home')).toBeUndefined();
  const again = await completed(w.c, w.stay, 'intake', { 'in.ride': 'str' });
  expect((await w.find('Ride home')).before).toEqual({
    ...{ verdict: 'rejected' },
    words: { en: 'Ride: no way', es: 'Transporte: no tiene cómo' },
  });
  // Entered in error it is withdrawn: the answer before stands again, and with it the decision.
  const { assessment } = await w.c.call(w.c.people.robin, 'assessments.open', { id: again });
  await w.c.call(w.c.people.robin, 'assessments.enterInError', {
    ...{ id: again, rowVersion: assessment.rowVersion, reason: 'Wrong patient' },
  });
  expect(await w.find('Ride home')).toBeUndefined();
  expect((await w.tray()).decided).toMatchObject([{ verdict: 'rejected', stillProposed: true }]);
  expect(response).not.toBe(again);
});

test('a decision is taken back with what it added; offered again it can be decided anew', async () => {
  const w = await withPlan();
  await completed(w.c, w.stay, 'ahc', { 'ahc.5': 'yes' });
  const made = await w.accept(await w.find('Transport'));
  const { encounterId } = w.stay;
  const back = { encounterId, key: made.key, rowVersion: made.rowVersion };
  const reopened = await w.c.call(w.c.people.robin, 'proposals.takeBack', back);
  expect((await w.plan()).problems).toEqual([]);
  const transport = await w.find('Transport');
  expect(transport).toMatchObject({ before: null, similar: [] });
  const stale = await w.c.refusal(w.c.people.robin, 'proposals.takeBack', back);
  expect(stale.code).toBe('notFound');
  const rejected = await w.reject(transport);
  expect(rejected.rowVersion).toBe(reopened.rowVersion + 1);
  await w.c.call(w.c.people.robin, 'proposals.takeBack', {
    ...{ encounterId, key: rejected.key, rowVersion: rejected.rowVersion },
  });
  expect(await w.find('Transport')).toBeDefined();
});

test('a line that somebody changed since is not taken away by an undo', async () => {
  const w = await withPlan();
  await completed(w.c, w.stay, 'ahc', { 'ahc.5': 'yes' });
  const made = await w.accept(await w.find('Transport'));
  const [goal] = (await w.plan()).problems[0]!.goals;
  await w.c.call(w.c.people.dana, 'careplans.changeGoal', {
    ...{ id: goal!.id, rowVersion: 1, fields: { target: 'Two rides' } },
  });
  const refused = await w.c.refusal(w.c.people.robin, 'proposals.takeBack', {
    ...{ encounterId: w.stay.encounterId, key: made.key, rowVersion: made.rowVersion },
  });
  expect(refused.code).toBe('conflict');
  expect((await w.plan()).problems).toHaveLength(1);
});

test('what stands already is pointed out, and can be taken for it', async () => {
  const w = await withPlan();
  await completed(w.c, w.stay, 'ahc', { 'ahc.5': 'yes' });
  await w.accept(await w.find('Transport'));
  const [goal] = (await w.plan()).problems[0]!.goals;
  await completed(w.c, w.stay, 'intake', { 'in.ride': 'wcv' });
  const ride = await w.find('Ride home');
  expect(ride.similar).toMatchObject([{ record: 'goal', id: goal!.id }]);
  await w.accept(ride, { use: { record: 'goal', id: goal!.id } });
  expect((await w.plan()).problems).toHaveLength(1);
  const { grounds, decided } = await w.tray();
  expect(grounds[goal!.id]?.map(({ from }) => from?.en).sort()).toEqual(['AHC HRSN', 'Intake']);
  expect(decided[0]).toMatchObject({ verdict: 'used' });
  const other = { record: 'goal', id: w.carePlanId };
  await completed(w.c, w.stay, 'intake', { 'in.ride': 'str' });
  await expect(w.accept(await w.find('Ride home'), { use: other })).rejects.toMatchObject({
    code: 'notFound',
  });
});

test('a bundle becomes its tasks, as chosen, with owners and days; undone they are gone', async () => {
  const w = await withPlan();
  await completed(w.c, w.stay, 'intake', { 'in.equip': ['o2'] });
  const { robin, sasha } = w.c.people;
  const oxygen = await w.find('Home with oxygen');
  expect(oxygen.tasks.map(({ kind, dueOn }) => `${kind} ${dueOn}`)).toEqual([
    ...['tk-o2test 2026-03-19', 'tk-dme 2026-03-19', 'tk-o2 2026-03-20'],
    ...['tk-teach 2026-03-19', 'tk-followup 2026-03-19', 'tk-ride 2026-03-19'],
  ]);
  const adapted = oxygen.tasks
    .map(({ title, dueOn, role }, at) => ({ at, title: title.en, dueOn, role }))
    .filter(({ at }) => at < 2);
  // A discharge planner may add tasks.
  const made = await w.c.call(sasha, 'proposals.acceptTasks', {
    ...{ ...w.of(oxygen), language: 'en', adapted, use: null },
  });
  const { encounterId } = w.stay;
  const tasks = () => w.c.call(robin, 'tasks.ofEncounter', { encounterId });
  expect(await tasks()).toMatchObject([
    {
      kind: 'tk-o2test',
      title: 'Home-oxygen test',
      ownerRole: 'Bedside nurse',
      dueOn: '2026-03-19',
    },
    { kind: 'tk-dme', title: 'Order or confirm equipment', dueAt: '2026-03-20T04:00:00.000Z' },
  ]);
  await w.c.call(sasha, 'proposals.takeBackTasks', {
    ...{ encounterId, key: made.key, rowVersion: made.rowVersion },
  });
  expect(await tasks()).toEqual([]);
  expect(await w.find('Home with oxygen')).toBeDefined();
});

test('a payer of the stay decides which bundle a nursing place brings', async () => {
  const w = await withPlan();
  await w.c.insert('coverage', {
    ...{ patientId: w.stay.patientId, payer: 'Northplan', planClass: 'medicareAdvantage', rank: 1 },
  });
  await completed(w.c, w.stay, 'intake', { 'in.needs': ['snf'] });
  expect((await w.find('SNF placement, Medicare Advantage')).tasks).toHaveLength(6);
});

test('a condition proposes its situation; applied, it is there with the template’s origin', async () => {
  const w = await withPlan();
  await w.c.insert('condition', {
    ...{ patientId: w.stay.patientId, code: 'I50.23', display: 'Heart failure' },
  });
  const failure = await w.find('Heart failure');
  expect(failure.parts).toHaveLength(6);
  const items = failure.parts[0]!.items;
  await w.accept(failure, { items });
  const plan = await w.plan();
  expect(plan.problems).toMatchObject([{ templateId: 'heart-failure' }]);
  const { open, grounds } = await w.tray();
  expect(open.map(({ key }) => key)).not.toContain(failure.key);
  expect(grounds[plan.problems[0]!.id]).toMatchObject([{ words: { en: 'Heart failure' } }]);
});

test('a typed need is suggested lines by words and stands in the tray until it is decided or taken away', async () => {
  const w = await withPlan();
  const { robin } = w.c.people;
  const { encounterId } = w.stay;
  const words = 'needs a ride to dialysis';
  const [best] = await w.c.call(robin, 'proposals.suggest', { encounterId, words });
  expect(best?.text.en).toMatch(/ride/i);
  const need = { encounterId, words, item: 'lib-g-ride-set' };
  const { id, rowVersion } = await w.c.call(robin, 'proposals.addNeed', need);
  const ride = await w.find('A ride is set');
  expect(ride).toMatchObject({
    source: 'need',
    need: { id, rowVersion, words, item: 'lib-g-ride-set' },
    problem: null,
  });
  await w.reject(ride);
  expect((await w.tray()).open).toEqual([]);
  const { decided } = await w.tray();
  const { key, rowVersion: version } = decided[0]!;
  await w.c.call(robin, 'proposals.takeBack', { encounterId, key, rowVersion: version });
  const made = await w.accept(await w.find('A ride is set'));
  expect((await w.plan()).problems).toMatchObject([
    {
      ...{ id: made.problemId, title: 'No way to get to visits', templateId: null },
      goals: [{ templateId: 'library' }],
    },
  ]);
  await w.c.call(robin, 'proposals.withdrawNeed', {
    encounterId,
    id,
    rowVersion,
  });
  expect((await w.tray()).decided).toMatchObject([{ verdict: 'accepted', stillProposed: false }]);
});

test('what is decided on a ground that changed meanwhile, or without words, is refused', async () => {
  const w = await withPlan();
  await completed(w.c, w.stay, 'intake', { 'in.ride': 'none' });
  const seen = await w.find('Ride home');
  await completed(w.c, w.stay, 'intake', { 'in.ride': 'str' });
  await expect(w.accept(seen)).rejects.toMatchObject({ key: 'proposals.changed' });
  const now = await w.find('Ride home');
  await expect(w.reject(now, { reasonId: 'rf-other' })).rejects.toMatchObject({
    key: 'proposals.needWords',
  });
  await expect(w.reject(now, { reasonId: 'pr-nothing' })).rejects.toMatchObject({
    code: 'invalid',
  });
  expect((await w.plan()).problems).toEqual([]);
});

test('the history of the patient tells of decisions and of what they made', async () => {
  const w = await withPlan();
  await completed(w.c, w.stay, 'ahc', { 'ahc.5': 'yes' });
  await w.accept(await w.find('Transport'));
  const { events } = await w.c.call(w.c.people.robin, 'patients.timeline', {
    ...{ patientId: w.stay.patientId, kind: 'plan', before: null, limit: 20 },
  });
  expect(events.map(({ recordType, title }) => `${recordType}: ${title}`)).toEqual(
    expect.arrayContaining([
      ...['proposal: Transport', 'problem: Transport', 'activity: Arrange the ride home'],
    ]),
  );
});
