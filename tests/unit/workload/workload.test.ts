import { describe, expect, test } from 'vitest';
import { checkRules } from '../../../shared/clinical/rules-check';
import examples from './examples.json';

const run = (input: object) =>
  checkRules({
    rule: 'workload',
    zone: 'America/New_York',
    rows: [{ id: 'a', input }],
  })[0] as { result?: Record<string, unknown>; error?: string };

describe('the worked examples of weight and proposal', () => {
  test.each(examples)('$id $name', ({ input, expected }) => {
    expect(run(input)).toEqual({ id: 'a', result: expected });
  });
});

const minutes = (input: object) =>
  (run({ kind: 'weight', assessed: true, disposition: 'home', ...input }).result ?? {})['parts'];

describe('edges of the weight', () => {
  test.each([
    [{ eddIn: 0 }, ['phase:leaving', 18]],
    [{ eddIn: 1 }, ['phase:leaving', 18]],
    [{ eddIn: 2 }, ['phase:middle', 6]],
    [{ eddIn: -1 }, ['phase:ready-held', 15]],
    [{ eddIn: 2, ready: true }, ['phase:ready-held', 15]],
    [{ ready: true }, ['phase:ready-held', 15]],
    [{ assessed: false, eddIn: 0 }, ['phase:new', 40]],
  ])('%j is the phase %j', (facts, phase) => {
    expect(minutes(facts)).toEqual([phase]);
  });

  test.each([
    [{ lace: 9 }, []],
    [{ lace: 10 }, [['high-risk', 3]]],
    [{ stayDay: 7 }, []],
    [{ stayDay: 8 }, [['long-stay', 3]]],
    [{ openReferrals: 5 }, [['referrals', 10]]],
    [{ openReferrals: 6 }, [['referrals', 10]]],
    [{ payerReview: 'running' }, [['authorization', 3]]],
    [
      { barriers: ['behavioral'] },
      [
        ['barriers', 4],
        ['hard-barrier', 4],
      ],
    ],
    [{ barriers: ['a', 'b', 'c', 'd'] }, [['barriers', 12]]],
    [{ class: 'inpatient' }, []],
  ])('%j adds %j', (facts, parts) => {
    expect(minutes({ eddIn: 3, ...facts })).toEqual([['phase:middle', 6], ...parts]);
  });

  test('a disposition nobody knows is an error, none is “unknown”', () => {
    expect(run({ kind: 'weight', assessed: true, disposition: 'moon' })).toHaveProperty('error');
    expect(minutes({ eddIn: 3, disposition: null })).toEqual([
      ['phase:middle', 6],
      ['to:unknown', 3],
    ]);
  });
});

const person = { id: 'a', role: 'cm', units: ['5W'], shiftMin: 480, minutesLeft: 300 };
const proposed = (...staff: object[]) =>
  run({
    kind: 'proposal',
    unit: '5W',
    bed: '516-1',
    patient: 'p',
    headLimit: 25,
    weight: 39,
    staff,
  }).result!;

describe('edges of the proposal', () => {
  test.each([
    [90, 85],
    [91, 95],
    [365, 95],
    [366, 100],
  ])('cared for %i days ago', (lastCaredDaysAgo, score) => {
    expect(proposed({ ...person, load: 351, lastCaredDaysAgo })['ranked']).toEqual([
      { id: 'a', score, pct: 100, over: false },
    ]);
  });

  test('an hour left is on shift, a minute less is not', () => {
    const result = proposed(
      { ...person, minutesLeft: 59 },
      { ...person, id: 'b', minutesLeft: 60 },
    );
    expect(result).toMatchObject({ proposed: 'b', out: [{ id: 'a', why: 'not on shift' }] });
  });

  test('the head limit is reached with this patient, not before', () => {
    expect(proposed({ ...person, heads: 24 })).toMatchObject({ tellLead: false });
    expect(proposed({ ...person, heads: 25 })).toMatchObject({ tellLead: true });
  });

  test('fewer new patients today, then fewer heads, then the id', () => {
    const order = proposed(
      { ...person, id: 'd', newToday: 1 },
      { ...person, id: 'c', heads: 3 },
      { ...person, id: 'b' },
      { ...person, id: 'a' },
    )['ranked'] as { id: string }[];
    expect(order.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('nobody at all: the lead is told', () => {
    expect(proposed()).toEqual({ proposed: null, ranked: [], out: [], tellLead: true });
    expect(proposed({ ...person, minutesLeft: 0 })).toMatchObject({
      proposed: null,
      out: [{ id: 'a', why: 'not on shift' }],
      tellLead: true,
    });
  });
});
