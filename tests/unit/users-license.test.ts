import { expect, test } from 'vitest';
import { licenseState } from '../../shared/users/license';

test.each([
  [null, 'none'],
  ['2026-03-11', 'expired'],
  ['2026-03-12', 'soon'],
  ['2026-05-11', 'soon'],
  ['2026-05-12', 'valid'],
])('a license that expires on %s is %s on 12 March 2026', (expiresOn, state) => {
  expect(licenseState(expiresOn, '2026-03-12')).toBe(state);
});
