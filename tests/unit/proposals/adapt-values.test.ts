import { expect, test } from 'vitest';
import { adaptedOf, savedValues } from '../../../renderer/features/proposals/adapt-values';
import type { ProposalView } from '../../../shared/proposals/view';

const text = (words: string) => ({ en: words, es: `${words} (es)` });
const view = (values: Partial<ProposalView>): ProposalView => ({
  ...{
    key: 'a:problem:x',
    source: 'assessment',
    kind: 'problem',
    ground: '0',
    title: text('Food'),
  },
  ...{ reasons: [], before: null, goal: null, interventions: [], problem: null, under: null },
  ...{ role: 'sw', dueOn: '2026-03-19', rule: null, tasks: [], bundle: null, parts: [] },
  ...{ similar: [], need: null },
  ...values,
});
const saved = (each: ProposalView) =>
  savedValues(
    each,
    ({ es }) => es,
    () => '2026-03-12',
  );

test('a problem as it was read is accepted as it was read', () => {
  const food = view({ goal: text('Food for 3 days'), interventions: [text('A'), text('B')] });
  const values = saved(food);
  const line = { dueOn: '2026-03-19', role: 'sw' };
  expect(adaptedOf(food, values)).toEqual({
    missing: [],
    how: {
      lines: {
        ...{
          problemId: null,
          problem: 'Food (es)',
          goal: { text: 'Food for 3 days (es)', ...line },
        },
        interventions: [
          { text: 'A (es)', ...line },
          { text: 'B (es)', ...line },
        ],
      },
    },
  });
  const without = { ...values, i0on: '', goal: ' ', owner: '', due: '' };
  expect(adaptedOf(food, without).how.lines).toMatchObject({
    ...{ goal: null, interventions: [{ text: 'B (es)', dueOn: null, role: null }] },
  });
  expect(adaptedOf(food, { ...values, problem: '', i1: '' }).missing).toEqual(['i1', 'problem']);
});

test('a goal needs its words, and a title only where its problem is new', () => {
  const goal = view({ kind: 'goal', under: text('Rides'), problem: { id: 'p', text: 'Rides' } });
  expect(adaptedOf(goal, saved(goal)).how.lines).toMatchObject({ problemId: 'p' });
  expect(adaptedOf(goal, { ...saved(goal), goal: '' }).missing).toEqual(['goal']);
  const moved = { ...saved(goal), under: '' };
  expect(adaptedOf(goal, moved).how.lines).toMatchObject({
    problemId: null,
    problem: 'Rides (es)',
  });
  expect(adaptedOf(goal, { ...moved, problem: '' }).missing).toEqual(['problem']);
});

test('of tasks and templates what is chosen; nothing chosen is said', () => {
  const task = { kind: 'tk-o2', title: text('Oxygen'), role: 'dp', rule: null };
  const tasks = view({
    kind: 'tasks',
    tasks: [
      { ...task, dueAt: '2026-03-12T20:00:00.000Z', dueOn: null },
      { ...task, dueAt: null, dueOn: null },
    ],
  });
  expect(adaptedOf(tasks, { ...saved(tasks), t1on: '' }).how.tasks).toEqual([
    { at: 0, title: 'Oxygen (es)', dueOn: '2026-03-12', role: 'dp' },
  ]);
  expect(adaptedOf(tasks, { ...saved(tasks), t0on: '', t1on: '' }).missing).toEqual(['nothing']);
  const part = { text: 'Fluid', goals: 1, interventions: 1 };
  const template = view({
    kind: 'template',
    parts: [
      { ...part, item: 'hf-p-a', items: ['hf-p-a', 'hf-g-a'] },
      { ...part, item: 'hf-p-b', items: ['hf-p-b'] },
    ],
  });
  expect(adaptedOf(template, { ...saved(template), 'p-hf-p-b': '' }).how.items).toEqual([
    ...['hf-p-a', 'hf-g-a'],
  ]);
  expect(adaptedOf(template, {}).missing).toEqual(['nothing']);
});
