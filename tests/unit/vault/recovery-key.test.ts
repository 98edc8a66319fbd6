import { expect, test } from 'vitest';
import { groupsOf, makeRecoveryKey, parseRecoveryKey } from '../../../electron/vault/recovery-key';

test('a key is nine groups of four without I, L, O and U', () => {
  for (let i = 0; i < 50; i += 1) {
    const { groups } = makeRecoveryKey();
    expect(groups).toHaveLength(9);
    for (const group of groups) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
  }
});

test('it is read back whatever the case, spacing and look-alikes', () => {
  const key = Buffer.alloc(20);
  key.writeUInt32BE(0x08421084, 16);
  const typed = groupsOf(key).join(' - ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
  expect(parseRecoveryKey(`  ${typed}\n`)).toEqual({ ok: true, key });
});

test('each single wrong character, and each pair of swapped groups, is noticed', () => {
  const { groups } = makeRecoveryKey();
  const letters = groups.join('');
  for (let i = 0; i < letters.length; i += 1) {
    const other = letters[i] === '7' ? '8' : '7';
    const typed = letters.slice(0, i) + other + letters.slice(i + 1);
    expect(parseRecoveryKey(typed)).toEqual({ ok: false, problem: 'check' });
  }
  for (let i = 0; i < 8; i += 1) {
    const swapped = [...groups];
    [swapped[i], swapped[i + 1]] = [swapped[i + 1]!, swapped[i]!];
    if (swapped[i] !== swapped[i + 1]) expect(parseRecoveryKey(swapped.join(' ')).ok).toBe(false);
  }
});

test('it says what is wrong: a letter of no key, or too few', () => {
  expect(parseRecoveryKey('UUUU')).toEqual({ ok: false, problem: 'letter' });
  expect(parseRecoveryKey('7KQM R4TX')).toEqual({ ok: false, problem: 'length' });
});
