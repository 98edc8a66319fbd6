import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../shared/appointments/appointment';
import { clockChanges } from '../../shared/appointments/clock-changes';
import {
  changesSeries,
  checkForm,
  factsOfNew,
  formOf,
  newForm,
  occurrenceFactsOf,
  scopeOfForm,
  seriesFactsOf,
  type AppointmentForm,
} from '../../shared/appointments/form';

const zone = 'America/New_York';
const weekdaysRule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

const fresh = (patch: Partial<AppointmentForm> = {}): AppointmentForm => ({
  ...newForm('round', '2026-03-12T10:30', 45, [], 'unit'),
  title: 'Rounds',
  ...patch,
});

const appointment = (patch: Partial<Appointment> = {}): Appointment => ({
  seriesId: 's',
  rowVersion: 3,
  kind: 'round',
  title: 'Rounds',
  unitId: 'unit',
  unitName: '5 West',
  patient: null,
  encounterId: null,
  startsLocal: '2026-03-02T10:30',
  zone,
  minutes: 45,
  wholeDays: 0,
  rule: weekdaysRule,
  place: 'Room 520',
  address: null,
  travelBeforeMinutes: 0,
  travelAfterMinutes: 0,
  note: null,
  endsLocal: null,
  participants: [],
  mayWrite: true,
  stays: 30,
  occurrence: {
    originalLocal: '2026-03-12T10:30',
    startsLocal: '2026-03-12T10:30',
    minutes: 45,
    title: 'Rounds',
    place: 'Room 520',
    note: null,
    cancelled: false,
    moved: false,
    reason: null,
    exceptionVersion: null,
    hasBefore: true,
  },
  ruleFrom: weekdaysRule,
  ...patch,
});

describe('a new appointment', () => {
  test('on weekdays becomes a rule of five days', () => {
    expect(factsOfNew(fresh({ repeats: 'weekdays' }), zone)).toMatchObject({
      startsLocal: '2026-03-12T10:30',
      minutes: 45,
      wholeDays: 0,
      rule: weekdaysRule,
      place: null,
    });
  });

  test('that repeats until a date ends with that local date', () => {
    const { rule } = factsOfNew(
      fresh({ repeats: 'daily', ends: 'on', endsOn: '2026-03-20' }),
      zone,
    );
    // 23:59 of New York in summer time.
    expect(rule).toBe('FREQ=DAILY;UNTIL=20260321T035900Z');
  });

  test('that ends before it begins ends on the next day', () => {
    expect(factsOfNew(fresh({ from: '22:00', to: '01:00' }), zone).minutes).toBe(180);
  });

  test('of whole days has no time', () => {
    expect(factsOfNew(fresh({ wholeDays: 'yes', lastDate: '2026-03-14' }), zone)).toMatchObject({
      startsLocal: '2026-03-12T00:00',
      minutes: 0,
      wholeDays: 3,
    });
  });

  test.each<[string, Partial<AppointmentForm>, Partial<Record<keyof AppointmentForm, string>>]>([
    ['without a title', { title: ' ' }, { title: 'titleMissing' }],
    ['without a day', { date: '' }, { date: 'dateMissing' }],
    ['without an end', { to: '' }, { to: 'timeMissing' }],
    [
      'in the hour that the clocks skip',
      { date: '2026-03-08', from: '02:30', to: '03:30' },
      { from: 'gap' },
    ],
    ['weekly on no day', { repeats: 'weekly', days: '' }, { days: 'daysMissing' }],
    [
      'that ends before its first date',
      { repeats: 'daily', ends: 'on', endsOn: '2026-03-11' },
      { endsOn: 'endBeforeStart' },
    ],
    ['every no days', { repeats: 'daily', interval: '0' }, { interval: 'intervalWrong' }],
    ['no times', { repeats: 'daily', ends: 'after', times: 'x' }, { times: 'timesWrong' }],
    ['of fifteen days', { wholeDays: 'yes', lastDate: '2026-03-26' }, { lastDate: 'tooManyDays' }],
    ['with a day of travel', { travelBefore: '1440' }, { travelBefore: 'travelWrong' }],
  ])('%s is not saved, and the form says why', (_name, patch, problems) => {
    expect(checkForm(fresh(patch), zone)).toEqual(problems);
  });

  test('that recurs may lie in the skipped hour: that one date is left out', () => {
    const form = fresh({ date: '2026-03-08', from: '02:30', to: '03:30', repeats: 'daily' });
    expect(checkForm(form, zone)).toEqual({});
  });
});

describe('a changed series', () => {
  const opened = formOf(appointment());

  test('opens with what this date holds', () => {
    expect(opened).toMatchObject({
      title: 'Rounds',
      date: '2026-03-12',
      from: '10:30',
      to: '11:15',
      repeats: 'weekdays',
      place: 'Room 520',
    });
  });

  test('a new time for this date is for this date unless somebody says otherwise', () => {
    const form = { ...opened, from: '11:30', to: '12:15' };
    expect(scopeOfForm(opened, form, true)).toBe('this');
    expect(occurrenceFactsOf(form, null)).toEqual({
      startsLocal: '2026-03-12T11:30',
      minutes: 45,
      wholeDays: 0,
      title: 'Rounds',
      place: 'Room 520',
      note: null,
      reason: null,
    });
  });

  test('a new rule cannot be for this date only', () => {
    const form = { ...opened, repeats: 'daily' };
    expect(changesSeries(opened, form)).toBe(true);
    expect(scopeOfForm(opened, { ...form, scope: 'this' }, true)).toBe('following');
    expect(scopeOfForm(opened, { ...form, scope: 'all' }, true)).toBe('all');
  });

  test('a new time for this and following begins with this date', () => {
    const form = { ...opened, from: '13:00', to: '13:30' };
    expect(seriesFactsOf(appointment(), opened, form, 'following')).toMatchObject({
      startsLocal: '2026-03-12T13:00',
      minutes: 30,
      rule: weekdaysRule,
    });
  });

  test('a new time for all moves the first date, too', () => {
    const form = { ...opened, from: '13:00', to: '13:30' };
    expect(seriesFactsOf(appointment(), opened, form, 'all')).toMatchObject({
      startsLocal: '2026-03-02T13:00',
      minutes: 30,
      rule: weekdaysRule,
    });
  });

  test('a new title for all leaves the times of the series alone, also where this date was moved', () => {
    const moved = appointment();
    moved.occurrence = { ...moved.occurrence, startsLocal: '2026-03-12T14:00', moved: true };
    const was = formOf(moved);
    expect(was.from).toBe('14:00');
    expect(seriesFactsOf(moved, was, { ...was, title: 'Long stays' }, 'all')).toMatchObject({
      title: 'Long stays',
      startsLocal: '2026-03-02T10:30',
      minutes: 45,
      rule: weekdaysRule,
    });
  });

  test('a place that only this date has does not become that of the series', () => {
    const elsewhere = appointment();
    elsewhere.occurrence = { ...elsewhere.occurrence, place: 'Room 9' };
    const was = formOf(elsewhere);
    expect(seriesFactsOf(elsewhere, was, { ...was, title: 'Huddle' }, 'all')).toMatchObject({
      title: 'Huddle',
      place: 'Room 520',
    });
  });

  test('a weekday series cannot follow to another day by its date alone', () => {
    const form = { ...opened, date: '2026-03-13' };
    expect(seriesFactsOf(appointment(), opened, form, 'all')).toBe('ruleCannotFollow');
  });

  test('a weekly series follows to the other weekday', () => {
    const weekly = appointment({
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      ruleFrom: 'FREQ=WEEKLY;BYDAY=TH',
      startsLocal: '2026-03-05T10:30',
    });
    const was = formOf(weekly);
    expect(seriesFactsOf(weekly, was, { ...was, date: '2026-03-13' }, 'all')).toMatchObject({
      startsLocal: '2026-03-06T10:30',
      rule: 'FREQ=WEEKLY;BYDAY=FR',
    });
  });

  test('a counted series keeps its count for all and what is left for the following', () => {
    const counted = appointment({
      rule: `FREQ=DAILY;COUNT=20`,
      ruleFrom: `FREQ=DAILY;COUNT=10`,
    });
    const was = formOf(counted);
    expect(was.times).toBe('10');
    const form = { ...was, interval: '2' };
    expect(seriesFactsOf(counted, was, form, 'all')).toMatchObject({
      rule: 'FREQ=DAILY;INTERVAL=2;COUNT=20',
    });
    expect(seriesFactsOf(counted, was, form, 'following')).toMatchObject({
      rule: 'FREQ=DAILY;INTERVAL=2;COUNT=10',
    });
  });

  test('a rule the form cannot say stays as it is', () => {
    const own = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1';
    const odd = appointment({ rule: own, ruleFrom: own });
    const was = formOf(odd);
    expect(was.repeats).toBe('own');
    expect(seriesFactsOf(odd, was, { ...was, title: 'Month end' }, 'all')).toMatchObject({
      rule: own,
    });
  });

  test('a single appointment can become a series', () => {
    const once = appointment({ rule: null, ruleFrom: null, startsLocal: '2026-03-12T10:30' });
    const was = formOf(once);
    expect(was.repeats).toBe('never');
    expect(scopeOfForm(was, was, false)).toBe('all');
    expect(seriesFactsOf(once, was, { ...was, repeats: 'weekdays' }, 'all')).toMatchObject({
      startsLocal: '2026-03-12T10:30',
      rule: weekdaysRule,
    });
  });
});

describe('days on which the clocks change', () => {
  test('are told with their hour, forward and back', () => {
    expect(clockChanges('2026-03-01', '2026-03-31', zone)).toEqual([
      { atLocal: '2026-03-08T02:00', minutes: 60 },
    ]);
    expect(clockChanges('2026-11-01', '2026-11-01', zone)).toEqual([
      { atLocal: '2026-11-01T02:00', minutes: -60 },
    ]);
  });

  test('are none where the zone has none', () => {
    expect(clockChanges('2026-01-01', '2026-12-31', 'America/Phoenix')).toEqual([]);
    expect(clockChanges('2026-03-09', '2026-03-15', zone)).toEqual([]);
  });

  test('half an hour is told as half an hour', () => {
    expect(clockChanges('2026-04-01', '2026-04-30', 'Australia/Lord_Howe')).toEqual([
      { atLocal: '2026-04-05T02:00', minutes: -30 },
    ]);
  });
});
