import { expect, test } from 'vitest';
import { isPossibleBirthDate, parseFhirTime, parseHl7Time } from '../../../electron/interop/times';

const zone = 'America/New_York';

test.each([
  // text, instant, precision
  ['20260312094215', '2026-03-12T13:42:15.000Z', 'time'],
  ['202603120942', '2026-03-12T13:42:00.000Z', 'time'],
  ['2026031209', '2026-03-12T13:00:00.000Z', 'time'],
  ['20260312094215500', '2026-03-12T13:42:15.500Z', 'time'],
  ['20260312094215500-0400', '2026-03-12T13:42:15.500Z', 'time'],
  ['20260312094215.5', '2026-03-12T13:42:15.500Z', 'time'],
  ['20260312094215.1234-0500', '2026-03-12T14:42:15.123Z', 'time'],
  ['20260312094215+0000', '2026-03-12T09:42:15.000Z', 'time'],
  ['202603120942+0530', '2026-03-12T04:12:00.000Z', 'time'],
  ['20260312', '2026-03-12T04:00:00.000Z', 'day'],
  ['20260101', '2026-01-01T05:00:00.000Z', 'day'],
  ['202603', null, 'month'],
  ['2026', null, 'year'],
  ['20240229', '2024-02-29T05:00:00.000Z', 'day'],
  ['20260312235960', '2026-03-13T03:59:59.000Z', 'time'],
  ['2026-03-12T09:42:00', '2026-03-12T13:42:00.000Z', 'time'],
] as const)('HL7 time %s is %s, exact to the %s', (text, instant, precision) => {
  expect(parseHl7Time(text, zone)).toMatchObject({ instant, precision });
});

test.each([
  '20260230',
  '20230229',
  '20261301',
  '20260012',
  '20260312240000',
  '20260312096000',
  '202603120942+2500',
  '19801345',
  '0',
  '00000000',
  'yesterday',
  '2026031',
  '99991231',
  '17000101',
  '2026031209421',
  '202603120942155',
  '',
])('HL7 time “%s” is none', (text) => {
  expect(parseHl7Time(text, zone)).toBeNull();
});

test('the repeated hour of autumn is the first one', () => {
  expect(parseHl7Time('20261101013000', zone)).toMatchObject({
    instant: '2026-11-01T05:30:00.000Z',
    movedByGap: false,
  });
});

test('a time in the hour that spring leaves out is moved on and marked', () => {
  expect(parseHl7Time('20260308023000', zone)).toMatchObject({
    instant: '2026-03-08T07:30:00.000Z',
    movedByGap: true,
  });
  expect(parseHl7Time('20260308013000', zone)).toMatchObject({
    instant: '2026-03-08T06:30:00.000Z',
    movedByGap: false,
  });
  expect(parseHl7Time('20260308030000', zone)).toMatchObject({
    instant: '2026-03-08T07:00:00.000Z',
    movedByGap: false,
  });
});

test('an offset settles what the zone would leave open', () => {
  expect(parseHl7Time('20261101013000-0500', zone)?.instant).toBe('2026-11-01T06:30:00.000Z');
  expect(parseHl7Time('20260308023000-0500', zone)).toMatchObject({
    instant: '2026-03-08T07:30:00.000Z',
    movedByGap: false,
  });
});

test('a half-hour zone is read by the quarter', () => {
  expect(parseHl7Time('20260405013500', 'Australia/Lord_Howe')?.instant).toBe(
    '2026-04-04T14:35:00.000Z',
  );
});

test.each([
  ['2005-07-29T20:37:06+00:00', '2005-07-29T20:37:06.000Z', 'time'],
  ['2012-08-10T20:37:06.059+00:00', '2012-08-10T20:37:06.059Z', 'time'],
  ['2026-03-12T09:42:00Z', '2026-03-12T09:42:00.000Z', 'time'],
  ['2026-03-12', '2026-03-12T04:00:00.000Z', 'day'],
  ['2026-03', null, 'month'],
  ['2026', null, 'year'],
] as const)('FHIR time %s is %s, exact to the %s', (text, instant, precision) => {
  expect(parseFhirTime(text, zone)).toMatchObject({ instant, precision });
});

test.each(['2020-02-30', '2020-13-01', '20200101', '2020-01-01T25:00:00Z', 'soon', '2020-1-1'])(
  'FHIR time “%s” is none',
  (text) => expect(parseFhirTime(text, zone)).toBeNull(),
);

test('a birth date lies neither in the future nor before living memory', () => {
  const now = '2026-03-12T13:42:00.000Z';
  expect(isPossibleBirthDate('2026-03-12', now)).toBe(true);
  expect(isPossibleBirthDate('1914-01-01', now)).toBe(true);
  expect(isPossibleBirthDate('2026-03-20', now)).toBe(false);
  expect(isPossibleBirthDate('1801-01-01', now)).toBe(false);
});
