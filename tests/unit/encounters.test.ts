import { expect, test } from 'vitest';
import stayListData from '../../resources/lists/stay.json';
import {
  checkExpectedDischarge,
  isMove,
  stayListsSchema,
  type ExpectedDischargeInput,
} from '../../shared/encounters/expected-discharge';

const lists = stayListsSchema.parse(stayListData);
const zone = 'America/New_York';
const now = '2026-03-12T13:42:00.000Z';
const basis = { expectedDischargeOn: '2026-03-13', admittedAt: '2026-03-07T21:20:00.000Z' };
const input = (patch: Partial<ExpectedDischargeInput>): ExpectedDischargeInput => ({
  on: '2026-03-14',
  plannedLeaveAt: null,
  unknownReason: null,
  reason: null,
  words: null,
  ...patch,
});
const check = (patch: Partial<ExpectedDischargeInput>, on = basis) =>
  checkExpectedDischarge(on, input(patch), lists, now, zone);

test('a first date asks no reason, a moved one does', () => {
  expect(check({}, { ...basis, expectedDischargeOn: null as never })).toEqual({});
  expect(check({})).toEqual({ reason: 'reasonMissing' });
  expect(check({ reason: 'edd-payer' })).toEqual({});
});

test('the same date again is no move', () => {
  expect(isMove(basis, '2026-03-13')).toBe(false);
  expect(check({ on: '2026-03-13' })).toEqual({});
});

test('a reason that is not in the list is refused', () => {
  expect(check({ reason: 'edd-weather' })).toEqual({ reason: 'reasonUnknown' });
});

test('“other” demands words', () => {
  expect(check({ reason: 'edd-other', words: ' ' })).toEqual({ words: 'wordsMissing' });
  expect(check({ reason: 'edd-other', words: 'Snow' })).toEqual({});
});

test('a date before the admission or more than two years ahead is refused', () => {
  expect(check({ on: '2026-03-06', reason: 'edd-fix' })).toEqual({ on: 'beforeAdmission' });
  expect(check({ on: '2028-06-01', reason: 'edd-fix' })).toEqual({ on: 'tooFar' });
});

test('the leaving time is on the expected day, in the hospital’s zone', () => {
  // 23:30 on March 14 in New York is March 15 in UTC.
  const late = '2026-03-15T03:30:00.000Z';
  expect(check({ reason: 'edd-bed', plannedLeaveAt: late })).toEqual({});
  expect(check({ on: '2026-03-15', reason: 'edd-bed', plannedLeaveAt: late })).toEqual({
    plannedLeaveAt: 'leaveOtherDay',
  });
});

test('no date says why, and “too early” holds for 24 hours', () => {
  expect(check({ on: null })).toEqual({ unknownReason: 'unknownReasonMissing' });
  expect(check({ on: null, unknownReason: 'unk-early' })).toEqual({
    unknownReason: 'tooLateForEarly',
  });
  const fresh = { ...basis, admittedAt: '2026-03-11T14:00:00.000Z' };
  expect(check({ on: null, unknownReason: 'unk-early' }, fresh)).toEqual({});
  expect(check({ on: null, unknownReason: 'unk-other' })).toEqual({ words: 'wordsMissing' });
});

test('every list has both languages and each id once', () => {
  for (const list of [lists.moveReasons, lists.unknownReasons, lists.dispositions]) {
    const ids = list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(list.every(({ en, es }) => en !== '' && es !== '')).toBe(true);
  }
});
