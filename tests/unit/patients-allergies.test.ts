import { expect, test } from 'vitest';
import { allergiesSaid } from '../../shared/patients/allergies';

const entry = (
  kind: 'allergy' | 'none',
  clinicalStatus: 'active' | 'inactive' | 'resolved' = 'active',
) => ({ kind, clinicalStatus });

test.each([
  ['nothing was written', [], 'notRecorded'],
  ['one is current', [entry('allergy')], 'current'],
  ['none are known', [entry('none')], 'none'],
  ['one is resolved', [entry('allergy', 'resolved')], 'noneCurrent'],
  ['one is inactive', [entry('allergy', 'inactive')], 'noneCurrent'],
  ['one is resolved and none are known', [entry('allergy', 'resolved'), entry('none')], 'none'],
  ['a current one stands beside an older statement', [entry('none'), entry('allergy')], 'current'],
  ['the statement itself no longer holds', [entry('none', 'inactive')], 'notRecorded'],
] as const)('where %s', (_where, entries, said) => {
  expect(allergiesSaid(entries).said).toBe(said);
});

test('a resolved allergy is not among the current ones', () => {
  const current = entry('allergy');
  expect(allergiesSaid([current, entry('allergy', 'resolved')])).toEqual({
    said: 'current',
    allergies: [current],
  });
});
