import { describe, expect, test } from 'vitest';
import { clockDefinitions } from '../../../electron/clinical/clocks';
import { clocksSchema, numberOfClock } from '../../../shared/clinical/clocks/definition';
import { checkRules } from '../../../shared/clinical/rules-check';

const newYork = 'America/New_York';
const run = (clock: string, input: unknown, zone = newYork) =>
  checkRules(
    { rule: `clock:${clock}`, zone, rows: [{ id: 'a', input }] },
    { clocks: clockDefinitions },
  )[0] as { result?: object; error?: string };
const result = (clock: string, input: unknown, zone?: string) => {
  const row = run(clock, input, zone);
  expect(row.error).toBeUndefined();
  return row.result;
};
const error = (clock: string, input: unknown) => {
  const row = run(clock, input);
  expect(row).not.toHaveProperty('result');
  return row.error;
};

describe('Important Message, first: two calendar days after the day of the order', () => {
  test.each([
    ['in the morning', '2026-03-10T13:00:00Z', newYork, '2026-03-12', '2026-03-13T04:00:00.000Z'],
    [
      'a minute before midnight',
      '2026-03-11T03:59:00Z',
      newYork,
      '2026-03-12',
      '2026-03-13T04:00:00.000Z',
    ],
    ['at midnight', '2026-03-11T04:00:00Z', newYork, '2026-03-13', '2026-03-14T04:00:00.000Z'],
    ['before a weekend', '2026-03-13T13:00:00Z', newYork, '2026-03-15', '2026-03-16T04:00:00.000Z'],
    [
      'over the change to summer',
      '2026-03-06T17:00:00Z',
      newYork,
      '2026-03-08',
      '2026-03-09T04:00:00.000Z',
    ],
    [
      'over the change to winter',
      '2026-10-30T16:00:00Z',
      newYork,
      '2026-11-01',
      '2026-11-02T05:00:00.000Z',
    ],
    [
      'at the end of a month',
      '2026-01-30T17:00:00Z',
      newYork,
      '2026-02-01',
      '2026-02-02T05:00:00.000Z',
    ],
    ['in a leap year', '2028-02-27T17:00:00Z', newYork, '2028-02-29', '2028-03-01T05:00:00.000Z'],
    [
      'at the end of a year',
      '2026-12-30T17:00:00Z',
      newYork,
      '2027-01-01',
      '2027-01-02T05:00:00.000Z',
    ],
    [
      'in another zone',
      '2026-03-10T23:00:00Z',
      'Asia/Tokyo',
      '2026-03-13',
      '2026-03-13T15:00:00.000Z',
    ],
    [
      'where the offset is written',
      '2026-03-10T09:00:00-04:00',
      newYork,
      '2026-03-12',
      '2026-03-13T04:00:00.000Z',
    ],
  ])('%s', (_name, inpatient_admission, zone, due_date, due_before) => {
    expect(result('im_first', { inpatient_admission }, zone)).toEqual({ due_date, due_before });
  });
});

describe('Important Message, follow-up copy', () => {
  test.each([
    ['2 days after the first', '2026-03-10T15:00:00Z', '2026-03-12T18:00:00Z', false, null, null],
    [
      '3 days after the first',
      '2026-03-10T15:00:00Z',
      '2026-03-13T18:00:00Z',
      true,
      '2026-03-11T04:00:00.000Z',
      '2026-03-13T14:00:00.000Z',
    ],
    [
      'counted by dates, not by hours',
      '2026-03-11T03:30:00Z',
      '2026-03-13T05:00:00Z',
      true,
      '2026-03-11T04:00:00.000Z',
      '2026-03-13T01:00:00.000Z',
    ],
    [
      'four elapsed hours over the change of clocks',
      '2026-03-01T15:00:00Z',
      '2026-03-08T08:00:00Z',
      true,
      '2026-03-06T05:00:00.000Z',
      '2026-03-08T04:00:00.000Z',
    ],
  ])('%s', (_name, first_delivered, discharge, needed, window_opens, latest) => {
    expect(result('im_followup', { first_delivered, discharge })).toEqual({
      needed,
      window_opens,
      latest,
    });
  });
});

describe('MOON', () => {
  const observation_start = '2026-03-07T20:00:00Z';
  test.each([
    ['open', null, null, '2026-03-09T08:00:00.000Z'],
    ['24 hours are not longer', '2026-03-08T20:00:00Z', false, null],
    ['a second longer', '2026-03-08T20:00:01Z', true, '2026-03-08T20:00:01.000Z'],
    ['released before 36 hours', '2026-03-09T02:00:00Z', true, '2026-03-09T02:00:00.000Z'],
    ['released later', '2026-03-10T02:00:00Z', true, '2026-03-09T08:00:00.000Z'],
  ])('%s', (_name, released, required, due) => {
    // Elapsed hours: the night of the change to summer does not count as 25.
    expect(result('moon', { observation_start, released })).toEqual({
      required,
      required_from_after: '2026-03-08T20:00:00.000Z',
      due,
    });
  });
});

describe('Medicare Change of Status Notice', () => {
  const stay = {
    inpatient_admission: '2026-03-10T15:00:00Z',
    reclassified_to_observation: '2026-03-11T15:00:00Z',
    planned_release: '2026-03-13T18:00:00Z',
    part_b: true,
    plan: 'traditional Medicare',
  };
  const not = { eligible: false, eligible_from: null, latest: null };

  test('with Part B when the third midnight after the order has passed', () => {
    expect(result('mcsn', stay)).toEqual({
      eligible: true,
      eligible_from: '2026-03-13T04:00:00.000Z',
      latest: '2026-03-13T14:00:00.000Z',
    });
    expect(result('mcsn', { ...stay, planned_release: '2026-03-13T03:59:00Z' })).toEqual(not);
    expect(result('mcsn', { ...stay, planned_release: null })).toEqual({
      eligible: null,
      eligible_from: '2026-03-13T04:00:00.000Z',
      latest: null,
    });
  });

  test('without Part B at the change', () => {
    expect(
      result('mcsn', { ...stay, part_b: false, planned_release: '2026-03-12T18:00:00Z' }),
    ).toEqual({
      eligible: true,
      eligible_from: '2026-03-11T15:00:00.000Z',
      latest: '2026-03-12T14:00:00.000Z',
    });
  });

  test.each([
    ['Medicare Advantage', { plan: 'medicare_advantage' }],
    ['Medicaid', { plan: 'medicaid' }],
    ['not changed', { reclassified_to_observation: null }],
    ['changed after release', { reclassified_to_observation: '2026-03-13T19:00:00Z' }],
    [
      'three inpatient days',
      {
        reclassified_to_observation: '2026-03-13T15:00:00Z',
        planned_release: '2026-03-14T15:00:00Z',
      },
    ],
  ])('%s: not eligible', (_name, more) => {
    expect(result('mcsn', { ...stay, ...more })).toEqual(not);
  });

  test.each([
    'traditional_medicare',
    'Traditional Medicare',
    'original medicare',
    'medicare',
    'traditional',
  ])('%s is traditional', (plan) => {
    expect(result('mcsn', { ...stay, plan })).toMatchObject({ eligible: true });
  });
});

describe('two-midnight check', () => {
  test.each([
    [
      'care in the evening',
      '2026-03-10T22:00:00Z',
      '2026-03-11T01:00:00Z',
      '2026-03-11T04:00:00.000Z',
      '2026-03-12T04:00:00.000Z',
      '2026-03-11T22:00:00.000Z',
      false,
    ],
    [
      'care a minute after midnight',
      '2026-03-11T04:01:00Z',
      '2026-03-11T06:00:00Z',
      '2026-03-12T04:00:00.000Z',
      '2026-03-13T04:00:00.000Z',
      '2026-03-12T22:00:00.000Z',
      false,
    ],
    [
      'observation ordered after 18:00 of that day',
      '2026-03-10T22:00:00Z',
      '2026-03-11T23:30:00Z',
      '2026-03-11T04:00:00.000Z',
      '2026-03-12T04:00:00.000Z',
      '2026-03-11T23:30:00.000Z',
      true,
    ],
    [
      'over the change to summer',
      '2026-03-07T22:00:00Z',
      '2026-03-07T23:00:00Z',
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
      '2026-03-08T22:00:00.000Z',
      false,
    ],
  ])('%s', (_name, hospital_care_start, observation_order, first, second, due, overdue) => {
    expect(result('two_midnight', { hospital_care_start, observation_order })).toEqual({
      first_midnight: first,
      second_midnight: second,
      due,
      overdue_at_creation: overdue,
    });
  });
});

describe('hours and hours of the day', () => {
  test.each([
    ['2026-03-07T20:00:00Z', '2026-03-08T20:00:00.000Z'],
    ['2026-10-31T20:00:00Z', '2026-11-01T20:00:00.000Z'],
  ])('the assessment of %s is due at %s', (admission, due) => {
    expect(result('initial_assessment', { admission })).toEqual({ due });
  });

  test.each([
    ['2026-03-07', newYork, '2026-03-07T17:00:00.000Z'],
    ['2026-03-08', newYork, '2026-03-08T16:00:00.000Z'],
    ['2026-11-01', newYork, '2026-11-01T17:00:00.000Z'],
    ['2026-07-01', 'America/Phoenix', '2026-07-01T19:00:00.000Z'],
  ])('the continued-stay review of %s in %s', (next_review_date, zone, due) => {
    expect(result('continued_stay_review', { next_review_date }, zone)).toEqual({ due });
  });

  test.each([
    ['2026-03-11T03:59:00Z', '2026-03-11T16:00:00.000Z'],
    ['2026-03-11T04:00:00Z', '2026-03-12T16:00:00.000Z'],
    ['2026-03-07T17:00:00Z', '2026-03-08T16:00:00.000Z'],
  ])('the QIO notified at %s: noon of the next day', (qio_notification, due) => {
    expect(result('detailed_notice_of_discharge', { qio_notification })).toEqual({ due });
  });
});

describe('post-discharge call: end of the second business day', () => {
  test.each([
    ['Monday', '2026-03-09T18:00:00Z', [], '2026-03-11', '2026-03-12T04:00:00.000Z'],
    ['Thursday', '2026-03-12T18:00:00Z', [], '2026-03-16', '2026-03-17T04:00:00.000Z'],
    ['Friday', '2026-03-13T18:00:00Z', [], '2026-03-17', '2026-03-18T04:00:00.000Z'],
    ['Saturday', '2026-03-14T18:00:00Z', null, '2026-03-17', '2026-03-18T04:00:00.000Z'],
    ['Sunday', '2026-03-15T18:00:00Z', [], '2026-03-17', '2026-03-18T04:00:00.000Z'],
    ['Friday by local date', '2026-03-14T03:59:00Z', [], '2026-03-17', '2026-03-18T04:00:00.000Z'],
    [
      'with a holiday',
      '2026-07-01T18:00:00Z',
      ['2026-07-03'],
      '2026-07-06',
      '2026-07-07T04:00:00.000Z',
    ],
    [
      'with a holiday on Sunday',
      '2026-03-13T18:00:00Z',
      ['2026-03-15'],
      '2026-03-17',
      '2026-03-18T04:00:00.000Z',
    ],
    [
      'with two holidays',
      '2026-12-23T18:00:00Z',
      ['2026-12-24', '2026-12-25'],
      '2026-12-29',
      '2026-12-30T05:00:00.000Z',
    ],
  ])('discharged on %s', (_name, discharge, holidays, due_date, due_before) => {
    expect(result('post_discharge_call', { discharge, holidays })).toEqual({
      due_date,
      due_before,
    });
  });
});

describe('windows of dates', () => {
  test.each([
    ['2026-03-03', true],
    ['2026-03-02', false],
    ['2026-07-01', true],
    ['2026-07-02', false],
    ['2026-06-01', true],
    [null, null],
  ])('a face-to-face encounter on %s: %j', (encounter, satisfied) => {
    expect(result('home_health_f2f', { start_of_care: '2026-06-01', encounter })).toEqual({
      earliest: '2026-03-03',
      latest: '2026-07-01',
      satisfied,
    });
  });

  test.each([
    ['2026-02-10', true],
    ['2026-03-12', true],
    ['2026-03-13', false],
    ['2026-02-09', false],
    ['2026-03-13T03:59:00Z', true],
    [null, null],
  ])('skilled nursing on %s after discharge on February 10: %j', (snf_admission, satisfied) => {
    const row = { discharge: '2026-02-10T17:00:00Z', snf_admission };
    expect(result('snf_transfer_window', row)).toEqual({ latest: '2026-03-12', satisfied });
  });

  test.each([
    ['2026-03-07', '2026-03-08T05:00:00.000Z'],
    ['2026-03-08', '2026-03-09T04:00:00.000Z'],
    ['2026-12-31', '2027-01-01T05:00:00.000Z'],
  ])('a plan to be reviewed on %s', (review_date, due_before) => {
    expect(result('plan_review', { review_date })).toEqual({ due_date: review_date, due_before });
  });
});

test.each([
  ['im_first', {}, 'inpatient_admission is missing.'],
  ['im_first', { inpatient_admission: '2026-03-10' }, /no instant/],
  ['im_first', { inpatient_admission: '2026-02-30T10:00:00Z' }, /no instant/],
  ['im_first', { inpatient_admission: 1773100000 }, /no instant/],
  [
    'im_followup',
    { first_delivered: '2026-03-10T15:00:00Z', discharge: null },
    /discharge is missing/,
  ],
  [
    'im_followup',
    { first_delivered: '2026-03-10T15:00:00Z', discharge: '2026-03-10T14:00:00Z' },
    'discharge lies before first_delivered.',
  ],
  [
    'moon',
    { observation_start: '2026-03-10T15:00:00Z', released: '2026-03-10T14:00:00Z' },
    'released lies before observation_start.',
  ],
  ['mcsn', { inpatient_admission: '2026-03-10T15:00:00Z', part_b: true }, /plan is missing/],
  [
    'mcsn',
    { inpatient_admission: '2026-03-10T15:00:00Z', part_b: 'yes' },
    /neither true nor false/,
  ],
  ['continued_stay_review', { next_review_date: '2026-02-29' }, /no date/],
  ['continued_stay_review', { next_review_date: '2026-03-10T15:00:00Z' }, /no date/],
  ['post_discharge_call', { discharge: '2026-03-10T15:00:00Z', holidays: ['Easter'] }, /no date/],
  ['post_discharge_call', { discharge: '2026-03-10T15:00:00Z', holidays: '2026-07-04' }, /no list/],
  ['home_health_f2f', { encounter: '2026-03-10' }, /start_of_care is missing/],
  ['plan_review', null, /no object/],
])('%s of %j cannot be reckoned', (clock, input, words) => {
  expect(error(clock, input)).toMatch(words);
});

test('a clock is there once, and a rule whose number is gone does not run', () => {
  const [first] = clockDefinitions.clocks;
  expect(() => clocksSchema.parse({ version: 1, clocks: [first, first] })).toThrow(/twice/);
  expect(() => numberOfClock(clockDefinitions, 'moon', 'days')).toThrow(/moon has no days/);
  expect(() => numberOfClock(clockDefinitions, 'sun', 'days')).toThrow(/sun has no days/);
});

test('an administrator’s number is the rule’s number', () => {
  const edited = structuredClone(clockDefinitions);
  edited.clocks.find(({ id }) => id === 'initial_assessment')!.numbers['hoursAfter'] = 12;
  expect(
    checkRules(
      {
        rule: 'clock:initial_assessment',
        zone: newYork,
        rows: [{ id: 1, input: { admission: '2026-03-10T15:00:00Z' } }],
      },
      { clocks: edited },
    ),
  ).toEqual([{ id: 1, result: { due: '2026-03-11T03:00:00.000Z' } }]);
});
