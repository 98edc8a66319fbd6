import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templates } from '../../../electron/clinical/templates';
import type { Offer } from '../../../shared/careplans/templates/catalog';
import {
  additionsOf,
  countsOf,
  fitsCode,
  hasBlank,
  itemsOf,
  plainText,
  previewOf,
  type Standing,
  type StandingItem,
  type StandingProblem,
} from '../../../shared/careplans/templates/merge';
import type { Anchors } from '../../../shared/careplans/templates/timing';

const anchors: Anchors = {
  activatedAt: '2026-03-10T14:00:00.000Z',
  dischargeOn: '2026-03-13',
  zone: 'America/New_York',
  holidays: new Set(),
};
const empty: Standing = { problems: [], barriers: [], takenOut: new Set() };
const offer = (id: string): Offer => templates.offer(id)!;

/** A plan in memory: every row that a template adds, with its id, its date and its owner. */
const applied = (
  id: string,
  before: Standing,
  at: Anchors = anchors,
  choose: (item: { item: string; ticked: boolean }) => boolean = ({ ticked }) => ticked,
): Standing => {
  const preview = previewOf(offer(id), before, at);
  const chosen = new Set(
    itemsOf(preview)
      .filter(choose)
      .map(({ item }) => item),
  );
  const { problems, barriers, dates } = additionsOf(preview, chosen);
  const shown = new Map(itemsOf(preview).map((item) => [item.item, item]));
  const row = (item: string): StandingItem => {
    const { text, dueOn, role } = shown.get(item)!;
    return { id: `row ${item}`, rowVersion: 1, item, text, dueOn, ownerName: role };
  };
  const dated = (each: StandingItem): StandingItem => ({
    ...each,
    dueOn: dates.find((date) => date.id === each.id)?.dueOn ?? each.dueOn,
  });
  const grown = before.problems.map((problem) => {
    const more = problems.find(({ existingId }) => existingId === problem.id);
    return {
      ...problem,
      goals: [...problem.goals.map(dated), ...(more?.goals ?? []).map(row)],
      interventions: [...problem.interventions.map(dated), ...(more?.interventions ?? []).map(row)],
    };
  });
  const fresh = problems
    .filter(({ existingId }) => existingId === null)
    .map(({ item, goals, interventions }) => ({
      ...row(item),
      goals: goals.map(row),
      interventions: interventions.map(row),
    }));
  return {
    problems: [...grown, ...fresh],
    barriers: [...before.barriers, ...barriers.map(row)],
    takenOut: before.takenOut,
  };
};

const rowsOf = ({ problems }: Standing): StandingItem[] =>
  problems.flatMap((problem) => [...problem.goals, ...problem.interventions]);
const idsOf = (plan: Standing): string[] => [
  ...plan.problems.map(({ id }) => id),
  ...rowsOf(plan).map(({ id }) => id),
];
const counted = (id: string, plan: Standing) => {
  const preview = previewOf(offer(id), plan, anchors);
  const ticked = itemsOf(preview).filter((item) => item.ticked);
  return countsOf(additionsOf(preview, new Set(ticked.map(({ item }) => item))));
};

test('heart failure brings its problems, goals and interventions to an empty plan', () => {
  expect(counted('heart-failure', empty)).toEqual({
    problems: 6,
    goals: 14,
    interventions: 20,
    barriers: 0,
    dates: 0,
  });
});

test('two that overlap merge: the second adds only what the first did not bring', () => {
  const first = applied('heart-failure', empty);
  // Sepsis shares lib-p-meds, with two goals and three interventions, with heart failure.
  expect(counted('sepsis', empty)).toMatchObject({ problems: 6, goals: 15, interventions: 20 });
  expect(counted('sepsis', first)).toMatchObject({ problems: 5, goals: 13, interventions: 17 });
  const both = applied('sepsis', first);
  expect(both.problems.filter(({ item }) => item === 'lib-p-meds')).toHaveLength(1);
  expect(both.problems).toHaveLength(11);
});

test('what stands under a problem of the plan that was not ticked goes there, not to a second one', () => {
  const plan: Standing = {
    ...empty,
    problems: [
      { id: 'mine', text: 'No way to get to visits', item: null, goals: [], interventions: [] },
    ],
  };
  const preview = previewOf(offer('heart-failure'), plan, anchors);
  const ride = preview.problems.find(({ item }) => item === 'lib-p-ride')!;
  expect(ride).toMatchObject({ state: 'there', yours: { id: 'mine' } });
  const next = applied('heart-failure', plan);
  expect(next.problems.filter(({ id }) => id === 'mine')).toHaveLength(1);
  expect(next.problems[0]!.goals.map(({ item }) => item)).toEqual([
    'lib-g-ride-set',
    'lib-g-ride-kept',
  ]);
});

test('a person’s words, owner and earlier date stay; a later or a missing date is offered the earlier', () => {
  const first = applied('heart-failure', empty);
  const mine = (change: (item: StandingItem) => StandingItem): Standing => ({
    ...first,
    problems: first.problems.map((problem): StandingProblem => ({
      ...problem,
      goals: problem.goals.map(change),
    })),
  });
  const named = (item: string, fields: Partial<StandingItem>) =>
    mine((each) => (each.item === item ? { ...each, ...fields } : each));
  const stateOf = (plan: Standing) =>
    itemsOf(previewOf(offer('heart-failure'), plan, anchors)).find(
      ({ item }) => item === 'hf-g-weigh',
    )!;
  const words = { text: 'Weighs when the daughter is there', ownerName: 'Ann' };
  expect(stateOf(named('hf-g-weigh', words))).toMatchObject({
    state: 'there',
    ticked: false,
    yours: words,
  });
  expect(stateOf(named('hf-g-weigh', { dueOn: '2026-03-20' })).state).toBe('there');
  expect(stateOf(named('hf-g-weigh', { dueOn: '2026-04-20' }))).toMatchObject({
    state: 'date',
    ticked: true,
    dueOn: '2026-03-27',
  });
  expect(stateOf(named('hf-g-weigh', { dueOn: null })).state).toBe('date');
  const after = applied('heart-failure', named('hf-g-weigh', { ...words, dueOn: '2026-04-20' }));
  expect(rowsOf(after).find(({ item }) => item === 'hf-g-weigh')).toMatchObject({
    ...words,
    dueOn: '2026-03-27',
  });
});

test('what was taken out of the plan is not ticked again', () => {
  const plan: Standing = { ...empty, takenOut: new Set(['hf-p-salt', 'hf-i-scale']) };
  const preview = previewOf(offer('heart-failure'), plan, anchors);
  const items = new Map(itemsOf(preview).map((item) => [item.item, item]));
  for (const id of ['hf-p-salt', 'hf-i-scale'])
    expect(items.get(id)).toMatchObject({ state: 'takenOut', ticked: false });
  expect(items.get('hf-g-label')).toMatchObject({ state: 'add', ticked: false });
  expect(counted('heart-failure', plan)).toMatchObject({ problems: 5 });
});

test('a goal that is chosen alone brings its problem along', () => {
  const next = applied('library', empty, anchors, ({ item }) => item === 'lib-g-food-home');
  expect(next.problems.map(({ item }) => item)).toEqual(['lib-p-food']);
  expect(idsOf(next)).toHaveLength(2);
});

const situation = fc.constantFrom(...templates.offers.map(({ id }) => id));
const some = fc.array(situation, { minLength: 1, maxLength: 4 });
const chance = fc.infiniteStream(fc.boolean());

test('applied twice adds nothing', () => {
  fc.assert(
    fc.property(some, (ids) => {
      const once = ids.reduce((plan, id) => applied(id, plan), empty);
      const twice = ids.reduce((plan, id) => applied(id, plan), once);
      expect(twice).toEqual(once);
    }),
    { numRuns: 60 },
  );
});

test('no item ever stands twice, and nothing that stood is lost or changed but for an earlier date', () => {
  fc.assert(
    fc.property(some, chance, fc.integer({ min: -9, max: 9 }), (ids, dice, days) => {
      let plan = empty;
      for (const [index, id] of ids.entries()) {
        const at = {
          ...anchors,
          dischargeOn: `2026-03-${String(14 + days + (index % 2)).padStart(2, '0')}`,
        };
        const before = plan;
        plan = applied(id, plan, at, () => dice.next().value as boolean);
        for (const row of rowsOf(before)) {
          const now = rowsOf(plan).find((each) => each.id === row.id)!;
          expect(now).toEqual({ ...row, dueOn: now.dueOn });
          expect((now.dueOn ?? '') <= (row.dueOn ?? '9')).toBe(true);
        }
        expect(new Set(idsOf(plan)).size).toBe(idsOf(plan).length);
      }
    }),
    { numRuns: 60 },
  );
});

test('the order in which templates are applied changes neither the rows nor their dates', () => {
  fc.assert(
    fc.property(situation, situation, (a, b) => {
      const all = (plan: Standing) =>
        rowsOf(plan)
          .map(({ item, dueOn }) => `${item} ${dueOn}`)
          .sort();
      const every = () => true;
      const ab = applied(b, applied(a, empty, anchors, every), anchors, every);
      const ba = applied(a, applied(b, empty, anchors, every), anchors, every);
      expect(all(ab)).toEqual(all(ba));
    }),
    { numRuns: 40 },
  );
});

test('a number in brackets reads as it is; a blank stays for the team to fill', () => {
  expect(plainText('I walk [150] feet, or [1.5] laps')).toBe('I walk 150 feet, or 1.5 laps');
  expect(plainText('No more than [ ] cups until [date]')).toBe(
    'No more than [ ] cups until [date]',
  );
  expect(hasBlank('No more than [ ] cups')).toBe(true);
  expect(hasBlank('until [date]')).toBe(true);
  expect(hasBlank('≤ [own number]')).toBe(true);
  expect(hasBlank('within [3] lb')).toBe(false);
  expect(hasBlank(null)).toBe(false);
});

test.each([
  ['heart-failure', 'I50.32', true],
  ['heart-failure', 'I11.0', true],
  ['heart-failure', 'I11.9', false],
  ['heart-failure', '84114007', true],
  ['hip-fracture', 'S72.001A', true],
  ['hip-fracture', 'S72.301A', false],
  ['diabetes', 'E11.65', true],
  ['stroke', 'I69.351', false],
])('%s is proposed by %s: %s', (id, code, fits) => {
  expect(fitsCode(offer(id).conditionCodes, code)).toBe(fits);
});
