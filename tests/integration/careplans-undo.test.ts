import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kept } from '../../db/careplan-retrace';
import { contentOf, type CarePlan } from '../../shared/careplans/plan';
import {
  afterRedo,
  afterUndo,
  backward,
  noDeeds,
  withDeed,
  type Deeds,
  type Step,
} from '../../shared/careplans/steps';
import { carePlanCalls } from '../../shared/contract/careplans';
import { readyPlan, sign, ward, type Ward } from '../support/careplans';

interface Saved {
  id: string;
  rowVersion: number;
}

interface Desk {
  w: Ward;
  planId: string;
  plan: () => Promise<CarePlan>;
}

/** One thing done at the desk: its steps, none where it could not be done. */
type Act = (desk: Desk, n: number, text: string) => Promise<Step[]>;

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % (list.length || 1)];

const changed = (record: Step['record'], before: { id: string; rowVersion: number }, to: number) =>
  before.rowVersion === to ? [] : [{ record, id: before.id, from: before.rowVersion, to }];

const acts: Record<string, Act> = {
  title: async ({ w, planId, plan }, _n, title) => {
    const before = await plan();
    const after = await w.call('careplans.change', {
      ...{ id: planId, rowVersion: before.rowVersion, fields: { title } },
    });
    return changed('carePlan', before, after.rowVersion);
  },
  goalWords: async ({ w, plan }, n, text) => {
    const goal = pick(
      (await plan()).problems.flatMap(({ goals }) => goals),
      n,
    );
    if (!goal) return [];
    const fields = n % 2 === 0 ? { description: text } : { target: text, ownWords: null };
    const { rowVersion } = await w.call('careplans.changeGoal', {
      ...{ id: goal.id, rowVersion: goal.rowVersion, fields },
    });
    return changed('goal', goal, rowVersion);
  },
  goalStatus: async ({ w, plan }, n) => {
    const goal = pick(
      (await plan()).problems.flatMap(({ goals }) => goals),
      n,
    );
    if (!goal) return [];
    const status = pick(['active', 'on-hold', 'completed', 'cancelled'] as const, n)!;
    const { rowVersion } = await w.call('careplans.setGoalStatus', {
      ...{ id: goal.id, rowVersion: goal.rowVersion, status },
    });
    return changed('goal', goal, rowVersion);
  },
  addProblem: async ({ w, planId }, _n, title) => {
    const { id } = await w.call('careplans.addProblem', {
      ...{ carePlanId: planId, title, source: null, conditionId: null },
    });
    return [{ record: 'problem', id, from: 0, to: 1 }];
  },
  addGoal: async ({ w, plan }, n, description) => {
    const problem = pick((await plan()).problems, n);
    if (!problem) return [];
    const { id } = await w.call('careplans.addGoal', { problemId: problem.id, description });
    return [{ record: 'goal', id, from: 0, to: 1 }];
  },
  addActivity: async ({ w, plan }, n, description) => {
    const problem = pick((await plan()).problems, n);
    if (!problem) return [];
    const { id } = await w.call('careplans.addActivity', { problemId: problem.id, description });
    return [{ record: 'activity', id, from: 0, to: 1 }];
  },
  tie: async ({ w, plan }, n) => {
    const problem = (await plan()).problems.find(
      ({ goals, activities }) => goals.length > 0 && activities.length > 0,
    );
    if (!problem) return [];
    const activity = pick(problem.activities, n)!;
    const { rowVersion } = await w.call('careplans.changeActivity', {
      ...{ id: activity.id, rowVersion: activity.rowVersion },
      fields: { goalId: pick(problem.goals, n)!.id, frequency: 'daily' },
    });
    return changed('activity', activity, rowVersion);
  },
  addBarrier: async ({ w, plan }, n, title) => {
    const problem = pick((await plan()).problems, n);
    if (!problem) return [];
    const { id } = await w.call('careplans.addBarrier', {
      ...{ problemId: problem.id, category: 'housing', title, detail: null, severity: 'low' },
      ...{ removableBy: null, ownerId: null, dueAt: null },
    });
    return [{ record: 'barrier', id, from: 0, to: 1 }];
  },
  resolve: async ({ w, plan }, n, resolution) => {
    const open = (await plan()).problems
      .flatMap(({ barriers }) => barriers)
      .filter(({ resolvedAt }) => resolvedAt === null);
    const barrier = pick(open, n);
    if (!barrier) return [];
    const { rowVersion } = await w.call('careplans.resolveBarrier', {
      ...{ id: barrier.id, rowVersion: barrier.rowVersion, resolution },
    });
    return changed('barrier', barrier, rowVersion);
  },
  takeOut: async ({ w, plan }, n) => {
    const { problems } = await plan();
    const parts = problems.flatMap((problem) => [
      { record: 'problem' as const, ...problem },
      ...problem.goals.map((goal) => ({ record: 'goal' as const, ...goal })),
      ...problem.activities.map((activity) => ({ record: 'activity' as const, ...activity })),
    ]);
    const part = pick(parts, n);
    if (!part) return [];
    const { record, id, rowVersion } = part;
    await w.call('careplans.setRemoved', { record, id, rowVersion, removed: true });
    return [{ record, id, from: rowVersion, to: rowVersion + 1 }];
  },
  move: async ({ w, plan }, n) => {
    const { problems } = await plan();
    const named = (record: 'problem' | 'goal' | 'activity', list: readonly Saved[]) =>
      list.map(({ id, rowVersion }) => ({ record, id, rowVersion }));
    const lists = [
      named('problem', problems),
      ...problems.map(({ goals }) => named('goal', goals)),
      ...problems.map(({ activities }) => named('activity', activities)),
    ].filter((list) => list.length > 1);
    const list = pick(lists, n);
    const part = list && pick(list, n + 1);
    if (!part) return [];
    const { record, id, rowVersion } = part;
    const to = (n % list.length) + 1;
    return (await w.call('careplans.move', { record, id, rowVersion, to })).steps;
  },
  split: async ({ w, plan }, n, text) => {
    const goal = pick(
      (await plan()).problems.flatMap(({ goals }) => goals),
      n,
    );
    if (!goal) return [];
    const { id, rowVersion } = goal;
    const halves = { first: text, second: `${text} and more` };
    return (await w.call('careplans.splitGoal', { id, rowVersion, ...halves })).steps;
  },
  join: async ({ w, plan }, n, description) => {
    const problem = (await plan()).problems.find(({ goals }) => goals.length > 1);
    if (!problem) return [];
    const at = n % (problem.goals.length - 1);
    const [keep, drop] = [problem.goals[at]!, problem.goals[at + 1]!];
    const { steps } = await w.call('careplans.joinGoals', {
      ...{ id: keep.id, rowVersion: keep.rowVersion, fields: { description } },
      other: { id: drop.id, rowVersion: drop.rowVersion },
    });
    return steps;
  },
};

const deskOf = async (signed: boolean): Promise<Desk> => {
  const w = await ward();
  const { planId } = await readyPlan(w);
  if (signed) await sign(w, planId);
  return { w, planId, plan: () => w.call('careplans.get', { id: planId }) };
};

const someActs = fc.array(
  fc.record({
    act: fc.constantFrom(...Object.keys(acts)),
    n: fc.nat(20),
    text: fc.constantFrom('Walk', 'Climb', 'Sit', 'Sleep', 'Eat'),
  }),
  { minLength: 1, maxLength: 9 },
);

test('undo is the way back of whatever was done, redo the way forth, over random edits', async () => {
  await fc.assert(
    fc.asyncProperty(someActs, fc.boolean(), async (chosen, signed) => {
      const desk = await deskOf(signed);
      const text = async () => JSON.stringify(contentOf(await desk.plan()));
      const states = [await text()];
      const deeds: Step[][] = [];
      for (const { act, n, text: words } of chosen) {
        const steps = await acts[act]!(desk, n, words);
        if (steps.length === 0) continue;
        deeds.push(steps);
        states.push(await text());
      }
      const go = (steps: readonly Step[]) =>
        desk.w.call('careplans.retrace', { id: desk.planId, steps: [...steps] });
      for (let round = 0; round < 2; round += 1) {
        for (let at = deeds.length - 1; at >= 0; at -= 1) {
          await go(backward(deeds[at]!));
          expect(await text()).toBe(states[at]);
          // There and back again at each point: redo after undo is the deed itself.
          await go(deeds[at]!);
          expect(await text()).toBe(states[at + 1]);
          await go(backward(deeds[at]!));
        }
        for (const [at, steps] of deeds.entries()) {
          await go(steps);
          expect(await text()).toBe(states[at + 1]);
        }
      }
      await desk.w.store.close();
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('undo overwrites nothing that somebody else wrote meanwhile, and says so', async () => {
  const { w, planId, plan } = await deskOf(false);
  const steps = await acts['goalWords']!({ w, planId, plan }, 0, 'Walk');
  const goal = (await plan()).problems[0]!.goals[0]!;
  await w.call(
    'careplans.changeGoal',
    { id: goal.id, rowVersion: goal.rowVersion, fields: { description: 'Run' } },
    { userId: w.dana },
  );
  await expect(
    w.call('careplans.retrace', { id: planId, steps: backward(steps) }),
  ).rejects.toMatchObject({ detail: { code: 'refused', key: 'careplans.movedOn' } });
  expect((await plan()).problems[0]!.goals[0]!.description).toBe('Run');
});

test('what somebody else wrote in another field stays, and does not keep undo away', async () => {
  const { w, planId, plan } = await deskOf(false);
  const steps = await acts['goalWords']!({ w, planId, plan }, 0, 'Walk');
  const goal = (await plan()).problems[0]!.goals[0]!;
  await w.call(
    'careplans.changeGoal',
    { id: goal.id, rowVersion: goal.rowVersion, fields: { baseline: '10 ft' } },
    { userId: w.dana },
  );
  await w.call('careplans.retrace', { id: planId, steps: backward(steps) });
  expect((await plan()).problems[0]!.goals[0]).toMatchObject({
    ...{ description: 'Walk 150 ft with a walker', baseline: '10 ft' },
  });
});

test('all steps are gone or none: one that moved on leaves the others as they are', async () => {
  const { w, planId, plan } = await deskOf(false);
  const steps = [
    ...(await acts['title']!({ w, planId, plan }, 0, 'Hip')),
    ...(await acts['goalWords']!({ w, planId, plan }, 0, 'Walk')),
  ];
  const strange = { record: 'goal' as const, id: w.robin, from: 1, to: 2 };
  await expect(
    w.call('careplans.retrace', { id: planId, steps: [...backward(steps), strange] }),
  ).rejects.toMatchObject({ detail: { key: 'careplans.movedOn' } });
  expect(await plan()).toMatchObject({
    title: 'Hip',
    problems: [{ goals: [{ description: 'Walk' }] }],
  });
});

test('a record of another plan is not reached through this one', async () => {
  const { w, planId } = await deskOf(false);
  const other = await w.call('careplans.create', { encounterId: w.encounterId, title: 'Other' });
  const problem = await w.call('careplans.addProblem', {
    ...{ carePlanId: other.id, title: 'Pain', source: null, conditionId: null },
  });
  await expect(
    w.call('careplans.retrace', {
      id: planId,
      steps: [{ record: 'problem', id: problem.id, from: 1, to: 0 }],
    }),
  ).rejects.toMatchObject({ detail: { key: 'careplans.movedOn' } });
});

test('the pauses of typing one field are one deed; another field begins another', () => {
  const typed = (key: string, from: number): Parameters<typeof withDeed>[1] => ({
    ...{ text: key, key, steps: [{ record: 'goal', id: 'g', from, to: from + 1 }] },
  });
  const after = [
    typed('target', 1),
    typed('target', 2),
    typed('dueOn', 3),
    typed('dueOn', 4),
  ].reduce<Deeds>(withDeed, noDeeds);
  expect(after.done.map(({ key, steps }) => [key, steps[0]!.from, steps[0]!.to])).toEqual([
    ['target', 1, 3],
    ['dueOn', 3, 5],
  ]);
  const back = afterUndo(after);
  expect([back.done.length, back.undone.length]).toEqual([1, 1]);
  expect(afterRedo(back)).toEqual({ done: after.done, undone: [] });
  expect(withDeed(back, typed('measure', 5)).undone).toEqual([]);
  expect(afterRedo(noDeeds)).toEqual(noDeeds);
});

test('every field that a person may change is one that undo brings back', () => {
  const fieldsOf = (call: { input: unknown }): string[] =>
    Object.keys((call.input as { shape: { fields: { shape: object } } }).shape.fields.shape);
  for (const [record, call] of [
    ['carePlan', carePlanCalls['careplans.change']],
    ['problem', carePlanCalls['careplans.changeProblem']],
    ['goal', carePlanCalls['careplans.changeGoal']],
    ['activity', carePlanCalls['careplans.changeActivity']],
    ['barrier', carePlanCalls['careplans.changeBarrier']],
  ] as const) {
    // An owner is one field of the call and several columns.
    const asked = fieldsOf(call).filter((field) => field !== 'owner');
    expect(asked.filter((field) => !kept[record].fields.includes(field))).toEqual([]);
  }
});
