import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayInput, DayItem } from '../../../shared/my-day/item';
import { rank } from '../../../shared/my-day/rank';
import { instantOfEpoch, epochOf } from '../../../shared/time';

const now = '2026-03-12T13:42:00.000Z';
const aroundNow = fc
  .integer({ min: -3 * 24 * 60, max: 5 * 24 * 60 })
  .map((minutes) => instantOfEpoch(epochOf(now) + minutes * 60_000));
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const item: fc.Arbitrary<Omit<DayItem, 'id'>> = fc.record({
  origin: fc.constantFrom('clock', 'task', 'review', 'visit', 'callback', 'prompt', 'change'),
  minutes: fc.integer({ min: 0, max: 120 }),
  patient: orNull(
    fc.record({
      bed: orNull(fc.constantFrom('412', '501-1', '501-2', '1002')),
      edd: orNull(fc.constantFrom('2026-03-11', '2026-03-12', '2026-03-13', '2026-03-20')),
      ready: fc.boolean(),
      risk: orNull(fc.constantFrom('high' as const, 'moderate' as const, 'low' as const)),
      left: fc.boolean(),
    }),
  ),
  safety: fc.boolean(),
  since: orNull(aroundNow),
  law: fc.boolean(),
  payer: orNull(fc.record({ days: orNull(fc.nat(5)) })),
  blocks: fc.boolean(),
  target: orNull(fc.constant('24-hour target')),
  waiting: orNull(
    fc.record({
      who: fc.constant('Son'),
      how: fc.constantFrom('here' as const, 'call' as const),
      since: aroundNow,
    }),
  ),
  change: orNull(fc.constantFrom('turned-worse' as const, 'readmitted' as const)),
  priority: orNull(fc.constantFrom('stat' as const, 'asap' as const, 'urgent' as const)),
  dueAt: orNull(aroundNow),
  dueOn: orNull(fc.constantFrom('2026-03-11', '2026-03-12', '2026-03-13', '2026-03-18')),
  notBefore: orNull(aroundNow),
  snoozedUntil: orNull(aroundNow),
  waitingOn: orNull(fc.record({ who: fc.constant('Payer'), chaseAt: orNull(aroundNow) })),
  fact: fc.constant(null),
});

const items: fc.Arbitrary<DayItem[]> = fc
  .array(item, { maxLength: 25 })
  .map((all) => all.map((one, at) => Object.assign({ id: `i${at}` }, one)));

const dayOf = (all: readonly DayItem[], rest: Partial<DayInput> = {}): DayInput => ({
  now,
  zone: 'America/New_York',
  day: {
    startsAt: '2026-03-12T11:30:00.000Z',
    endsAt: '2026-03-12T21:00:00.000Z',
    nextStartsAt: '2026-03-13T11:30:00.000Z',
  },
  holidays: new Set(),
  busy: [],
  items: all,
  planned: null,
  drags: [],
  replan: false,
  language: 'en',
  ...rest,
});

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

describe('the order of the day', () => {
  test('every item stands in exactly one place', () => {
    fc.assert(
      fc.property(items, (all) => {
        const { rows, later, hidden } = rank(dayOf(all));
        expect([...ids(rows), ...ids(later), ...hidden].toSorted()).toEqual(ids(all).toSorted());
      }),
    );
  });

  test('it does not depend on how the items come', () => {
    fc.assert(
      fc.property(items, fc.infiniteStream(fc.nat()), (all, numbers) => {
        const shuffled = all
          .map((one) => ({ one, key: numbers.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const first = rank(dayOf(all));
        const second = rank(dayOf(shuffled));
        expect({ ...second, hidden: [] }).toEqual({ ...first, hidden: [] });
      }),
    );
  });

  test('ranks never fall back down the list, and what is overdue is never hidden', () => {
    fc.assert(
      fc.property(items, (all) => {
        const { rows, later, hidden } = rank(dayOf(all));
        const ranks = [...rows, ...later].map((row) => row.rank);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        const overdue = all.filter(
          (one) =>
            (one.law || one.payer !== null) &&
            one.dueAt !== null &&
            one.dueAt <= now &&
            (one.notBefore === null || one.notBefore <= now),
        );
        for (const { id } of overdue) expect(hidden).not.toContain(id);
      }),
    );
  });

  test('the order that it gave, kept, moves nothing; after P nothing is counted', () => {
    fc.assert(
      fc.property(items, (all) => {
        const first = rank(dayOf(all));
        const planned = first.rows.map(({ id, rank: was }) => ({ id, rank: was }));
        const again = rank(dayOf(all, { planned }));
        expect(again.wouldMove).toBe(0);
        expect(again.rows).toEqual(first.rows);
        expect(rank(dayOf(all, { planned, replan: true }))).not.toHaveProperty('wouldMove');
      }),
    );
  });

  test('no drag moves a safety alert or loses a row', () => {
    const drags = fc.array(
      fc.record({
        id: fc.nat(24).map((at) => `i${at}`),
        before: orNull(fc.nat(26).map((at) => `i${at}`)),
        at: fc.constantFrom('2026-03-12T12:00:00.000Z', '2026-03-12T13:00:00.000Z'),
        rankAt: fc.integer({ min: 1, max: 12 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(items, drags, (all, moves) => {
        const plain = rank(dayOf(all));
        const moved = rank(dayOf(all, { drags: moves }));
        expect(ids(moved.rows).toSorted()).toEqual(ids(plain.rows).toSorted());
        const alerts = (rows: readonly { id: string; rank: number }[]) =>
          ids(rows.filter((row) => row.rank === 1));
        expect(alerts(moved.rows)).toEqual(alerts(plain.rows));
      }),
    );
  });
});

const plain: DayItem = {
  id: 'a',
  origin: 'task',
  minutes: 10,
  patient: null,
  safety: false,
  since: null,
  law: false,
  payer: null,
  blocks: false,
  target: null,
  waiting: null,
  change: null,
  priority: null,
  dueAt: null,
  dueOn: null,
  notBefore: null,
  snoozedUntil: null,
  waitingOn: null,
  fact: null,
};
const only = (item_: Partial<DayItem>, rest: Partial<DayInput> = {}) => {
  const { rows, later } = rank(dayOf([{ ...plain, ...item_ }], rest));
  return [...rows, ...later][0]!;
};

describe('edges', () => {
  test.each([
    ['2026-03-12T13:42:00.000Z', 8, 'Overdue since 09:42.'],
    ['2026-03-12T13:43:00.000Z', 9, 'Too late to finish: takes 10 min, 1 free before 09:43.'],
    ['2026-03-12T13:52:00.000Z', 9, 'Start now: takes 10 min, 10 free before 09:52.'],
    ['2026-03-12T14:21:00.000Z', 9, 'Start now: takes 10 min, 39 free before 10:21.'],
    ['2026-03-12T14:22:00.000Z', 10, 'Due 10:22.'],
    ['2026-03-12T21:00:00.000Z', 10, 'Due 17:00.'],
    ['2026-03-13T11:30:00.000Z', 10, 'Due Fri 07:30, before you are back.'],
    ['2026-03-13T11:31:00.000Z', 11, 'Due Fri 07:31.'],
    ['2026-03-14T04:00:00.000Z', 11, 'Due Sat 00:00.'],
    ['2026-03-14T04:01:00.000Z', 12, 'Due Mar 14, 00:01.'],
  ])('a routine task due %s has rank %i', (dueAt, expected, why) => {
    expect(only({ dueAt })).toMatchObject({ rank: expected, why });
  });

  test('in Spanish', () => {
    expect(
      only(
        {
          law: true,
          dueOn: '2026-03-11',
          patient: { bed: '412', edd: '2026-03-13', ready: false, risk: 'high', left: false },
        },
        { language: 'es' },
      ).why,
    ).toBe('Vencía el 11 mar. Lo exige la ley. Sale mañana.');
    expect(only({ dueAt: '2026-03-13T16:00:00.000Z' }, { language: 'es' }).why).toBe(
      'Para el vie 12:00.',
    );
  });

  test('past the end of the shift the day ends at midnight', () => {
    const late = { now: '2026-03-12T22:00:00.000Z' };
    expect(only({ dueAt: '2026-03-13T03:00:00.000Z' }, late)).toMatchObject({
      rank: 10,
      why: 'Due 23:00.',
    });
  });
});
