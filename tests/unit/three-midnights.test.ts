import { expect, test } from 'vitest';
import { checkRules } from '../../shared/clinical/rules-check';
import { threeMidnights } from '../../shared/clinical/three-midnights';

const zone = 'America/New_York';
const inpatient = (from: string, to: string) => ({ class: 'inpatient', from, to });

test.each([
  ['a day short', [inpatient('2026-03-10T16:00:00Z', '2026-03-12T16:00:00Z')], 2, false],
  ['just three', [inpatient('2026-03-09T16:00:00Z', '2026-03-12T16:00:00Z')], 3, true],
  ['in and out on one day', [inpatient('2026-03-09T12:00:00Z', '2026-03-09T20:00:00Z')], 0, false],
  [
    'ordered one minute before local midnight',
    [inpatient('2026-03-10T03:59:00Z', '2026-03-12T16:00:00Z')],
    3,
    true,
  ],
  [
    'ordered at local midnight',
    [inpatient('2026-03-10T04:00:00Z', '2026-03-12T16:00:00Z')],
    2,
    false,
  ],
  [
    'over the change of the clocks',
    [inpatient('2026-03-07T16:00:00Z', '2026-03-10T16:00:00Z')],
    3,
    true,
  ],
  [
    'observation first counts nothing',
    [
      { class: 'observation', from: '2026-03-08T16:00:00Z', to: '2026-03-10T16:00:00Z' },
      inpatient('2026-03-10T16:00:00Z', '2026-03-12T16:00:00Z'),
    ],
    2,
    false,
  ],
  [
    'two hospitals in a row add up',
    [
      inpatient('2026-03-09T16:00:00Z', '2026-03-10T16:00:00Z'),
      inpatient('2026-03-10T18:00:00Z', '2026-03-12T16:00:00Z'),
    ],
    3,
    true,
  ],
  [
    'a day between breaks the run',
    [
      inpatient('2026-03-05T16:00:00Z', '2026-03-07T16:00:00Z'),
      inpatient('2026-03-08T16:00:00Z', '2026-03-10T16:00:00Z'),
    ],
    2,
    false,
  ],
])('%s', (_name, segments, midnights, qualifies) => {
  expect(threeMidnights(segments, false, zone)).toEqual({
    consecutiveInpatientMidnights: midnights,
    qualifies,
  });
});

test('a stay changed under condition code 44 counts nothing', () => {
  expect(
    threeMidnights([inpatient('2026-03-05T16:00:00Z', '2026-03-12T16:00:00Z')], true, zone)
      .qualifies,
  ).toBe(false);
});

test('rows keep their order, a wrong one says why, and unknown keys are ignored', () => {
  const good = {
    segments: [{ class: 'inpatient', from: '2026-03-09T16:00:00Z', to: '2026-03-12T16:00:00Z' }],
    more: 1,
  };
  expect(
    checkRules({
      rule: 'three_midnights',
      zone,
      rows: [
        { id: 'a', input: good },
        { id: 'b', input: {} },
        { id: 'c', zone: 'Nowhere/Land', input: good },
      ],
    }),
  ).toEqual([
    { id: 'a', result: { consecutive_inpatient_midnights: 3, qualifies_snf_3_day: true } },
    { id: 'b', error: 'segments is missing or not what the rule needs' },
    { id: 'c', error: 'Nowhere/Land is no time zone' },
  ]);
});
