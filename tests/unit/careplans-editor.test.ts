import { expect, test } from 'vitest';
import { findInPlan } from '../../shared/careplans/find';
import { halves } from '../../shared/careplans/halves';
import { suggestible, suggestionsFor } from '../../shared/careplans/suggestions';
import { activity, barrier, goal, problem } from '../support/care-plan-print';
import { templates } from '../../electron/clinical/templates';

test.each([
  ['Walk 150 ft and climb 3 steps', ['Walk 150 ft', 'Climb 3 steps']],
  ['Walk 150 ft; sits up for meals', ['Walk 150 ft', 'Sits up for meals']],
  ['Walk 150 ft. Sit up for meals.', ['Walk 150 ft', 'Sit up for meals.']],
  ['Caminar 50 m y subir 3 escalones', ['Caminar 50 m', 'Subir 3 escalones']],
  ['Walk 150 ft, one person nearby', ['Walk 150 ft', 'One person nearby']],
  ['Walk', ['Walk', '']],
])('“%s” falls into %o', (text, both) => {
  expect(halves(text)).toEqual(both);
});

test('find looks into every kind of record, without regard to accents and case', () => {
  const walk = goal({ target: '150 ft' });
  const plan = {
    problems: [
      problem('Cannot walk', {
        goals: [{ ...walk, levelPlus1: 'Reaches the Café' }],
        activities: [activity('Teach transfers', 'Teo Larkhill, RN', 'once', '2026-03-13')],
        barriers: [barrier('Afraid of falling', { resolution: 'went to the cafe' })],
      }),
      problem('Café closed'),
    ],
  };
  const found = (text: string) => findInPlan(plan, text).map(({ record }) => record);
  expect(found('cafe')).toEqual(['goal', 'barrier', 'problem']);
  expect(found('LARKHILL transfers')).toEqual(['activity']);
  expect(found('  ')).toEqual([]);
  expect(found('nowhere')).toEqual([]);
});

test('what is used most on the unit is offered first, what stands there not again', () => {
  const all = suggestible(templates.offers, 'goal', new Map());
  expect(new Set(all.map(({ item }) => item)).size).toBe(all.length);
  const weigh = all.find(({ item }) => item === 'hf-g-weigh')!;
  const lines = suggestible(templates.offers, 'goal', new Map([[weigh.item, 3]]));
  expect(suggestionsFor(lines, '', [])[0]).toEqual({ ...weigh, used: 3 });
  expect(suggestionsFor(lines, '', [weigh.text]).map(({ item }) => item)).not.toContain(weigh.item);
  const typed = weigh.text.slice(0, 5);
  for (const { text } of suggestionsFor(lines, typed, []))
    expect(text.toLowerCase()).toContain(typed.toLowerCase().trim());
  expect(suggestionsFor(lines, 'zzz', [])).toEqual([]);
});
