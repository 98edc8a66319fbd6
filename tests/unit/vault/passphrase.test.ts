import { expect, test } from 'vitest';
import { loadCommonList, ratePassphrase } from '../../../electron/vault/passphrase';

const common = await loadCommonList('resources');
const personal = ['Jules', 'Wetherlam', 'Alderpoint General Hospital', 'jwetherlam'];
const rate = (passphrase: string) => ratePassphrase(passphrase, personal, common);

test.each([
  ['eleven char', 'tooShort'],
  ['x'.repeat(257), 'tooLong'],
  ['administrator', 'common'],
  ['ADMINISTRATOR', 'common'],
  ['Password1234', 'common'],
  ['P@ssw0rd!!!!', 'common'],
  ['passwordpassword', 'common'],
  ['password sunshine', 'common'],
  ['1drowssap987', 'common'],
  ['Sunshine-2026', 'common'],
  ['!!!!iloveyou!!!!', 'common'],
  ['aaaaaaaaaaaa', 'pattern'],
  ['123456789012', 'pattern'],
  ['qwertyuiop[]', 'pattern'],
  ['abcabcabcabc', 'pattern'],
  ['zyxwvutsrqpo', 'pattern'],
  ['AlderpointGeneral1', 'personal'],
  ['Wetherlam2026!', 'personal'],
  ['liaison-jules-99', 'personal'],
])('%s is refused as %s', (passphrase, problem) => {
  expect(rate(passphrase)).toEqual({ acceptable: false, strength: 0, problem });
});

test.each([
  'violet harbor under glass',
  'kq7-tannin-barge',
  'correct horse battery staple',
  'дом у старой мельницы',
  '🦉🦉 over the mill pond',
])('%s is taken', (passphrase) => {
  expect(rate(passphrase).acceptable).toBe(true);
});

test('length counts characters, not bytes', () => {
  expect(rate('é'.repeat(6) + 'ñandú').problem).toBe('tooShort');
});

test('a longer one of uncommon words is rated stronger', () => {
  expect(rate('monkey dragon tiger').strength).toBeLessThan(
    rate('violet harbor under glass').strength,
  );
  expect(rate('violet harbor under glass, nine slow herons').strength).toBe(4);
});
