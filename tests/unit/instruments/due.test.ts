import { expect, test } from 'vitest';
import { instruments } from '../../../electron/clinical/instruments';
import {
  dueAssessments,
  type CompletedAssessment,
  type OwingStay,
} from '../../../shared/clinical/instruments/due';
import type { Facts } from '../../../shared/clinical/instruments/outcome';

const stay: OwingStay = {
  admittedAt: '2026-03-07T21:20:00.000Z',
  expectedDischargeOn: '2026-03-13',
  dischargedAt: null,
};
const owed = (
  now: string,
  more: Partial<OwingStay> = {},
  completed: CompletedAssessment[] = [],
  facts: Facts = {},
) =>
  dueAssessments(instruments.newest, { ...stay, ...more }, completed, facts, {
    now,
    zone: 'America/New_York',
    holidays: new Set(['2026-03-16']),
  }).map(
    ({ instrument, from, dueBefore, overdue }) =>
      `${instrument} ${from} ${dueBefore ?? 'no date'}${overdue ? ' overdue' : ''}`,
  );

test('at admission intake and LACE are due within 24 elapsed hours, over the change of clocks too', () => {
  expect(owed('2026-03-07T22:00:00.000Z')).toEqual([
    'intake admission 2026-03-08T21:20:00.000Z',
    'lace admission 2026-03-08T21:20:00.000Z',
    'hospital discharge 2026-03-14T04:00:00.000Z',
    'lace discharge 2026-03-14T04:00:00.000Z',
  ]);
});

test('what is late says so, at the very instant', () => {
  expect(owed('2026-03-08T21:19:59.999Z')[0]).toBe('intake admission 2026-03-08T21:20:00.000Z');
  expect(owed('2026-03-08T21:20:00.000Z')[0]).toBe(
    'intake admission 2026-03-08T21:20:00.000Z overdue',
  );
});

test('a response meets the rule from admission; before leaving LACE is asked again', () => {
  const early = [
    { instrument: 'intake', completedAt: '2026-03-08T12:00:00.000Z' },
    { instrument: 'lace', completedAt: '2026-03-08T12:00:00.000Z' },
    { instrument: 'hospital', completedAt: '2026-03-09T12:00:00.000Z' },
  ];
  expect(owed('2026-03-10T12:00:00.000Z', {}, early)).toEqual([
    'lace discharge 2026-03-14T04:00:00.000Z',
  ]);
  const again = { instrument: 'lace', completedAt: '2026-03-13T14:00:00.000Z' };
  expect(owed('2026-03-13T15:00:00.000Z', {}, [...early, again])).toEqual([]);
  // The date moved on: what was reckoned then no longer stands for the leaving day.
  expect(
    owed('2026-03-13T15:00:00.000Z', { expectedDischargeOn: '2026-03-15' }, [...early, again]),
  ).toEqual(['lace discharge 2026-03-16T04:00:00.000Z']);
});

test('without an expected date it is owed without a date, and last', () => {
  const none = { expectedDischargeOn: null };
  expect(owed('2026-03-08T12:00:00.000Z', none).slice(2)).toEqual([
    'hospital discharge no date',
    'lace discharge no date',
  ]);
});

test('after discharge the call is due at the end of the second business day', () => {
  const left = { dischargedAt: '2026-03-13T18:00:00.000Z' };
  expect(owed('2026-03-13T19:00:00.000Z', left)).toContain(
    'pdcall discharge 2026-03-19T04:00:00.000Z',
  );
});

test('the readmission interview is due only within 30 days of a discharge', () => {
  const of = (daysSinceDischarge: number) =>
    owed('2026-03-07T22:00:00.000Z', {}, [], { daysSinceDischarge });
  expect(of(30)).toContain('readmission admission 2026-03-08T21:20:00.000Z');
  expect(of(31).join()).not.toContain('readmission');
});
