/**
 * The recovery key as people see it: 160 bits as eight groups of four and a ninth that checks the
 * others, in an alphabet without I, L, O and U. Typed with any case and spacing.
 */
import { createHash, randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const recoveryKeyBytes = 20;
export const groupCount = 9;
export const groupLength = 4;
const bitsPerLetter = 5;

/** A new key, and its nine groups for the paper. The bytes are the caller's to zero. */
export const makeRecoveryKey = (): { key: Buffer; groups: string[] } => {
  const key = randomBytes(recoveryKeyBytes);
  return { key, groups: groupsOf(key) };
};

/** The nine groups of a key. */
export const groupsOf = (key: Buffer): string[] => {
  const letters = lettersOf(key) + checkOf(key);
  return Array.from({ length: groupCount }, (_, i) =>
    letters.slice(i * groupLength, (i + 1) * groupLength),
  );
};

export type RecoveryKeyProblem = 'letter' | 'length' | 'check';

/**
 * The key that was typed, or what is wrong with it: a character that is in no key, too few or too
 * many, or a group that does not agree with the ninth.
 */
export const parseRecoveryKey = (
  typed: string,
): { ok: true; key: Buffer } | { ok: false; problem: RecoveryKeyProblem } => {
  const letters = plainLetters(typed);
  if ([...letters].some((letter) => !alphabet.includes(letter)))
    return { ok: false, problem: 'letter' };
  if (letters.length !== groupCount * groupLength) return { ok: false, problem: 'length' };
  const keyLetters = letters.slice(0, -groupLength);
  const key = bytesOf(keyLetters);
  if (checkOf(key) !== letters.slice(-groupLength)) {
    key.fill(0);
    return { ok: false, problem: 'check' };
  }
  return { ok: true, key };
};

/** One typed group as it is compared: capitals, no spaces or dashes, O and I read as 0 and 1. */
export const plainLetters = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

const lettersOf = (bytes: Buffer): string => {
  let value = BigInt(`0x${bytes.toString('hex')}`);
  const length = (bytes.length * 8) / bitsPerLetter;
  let letters = '';
  for (let i = 0; i < length; i += 1) {
    letters = alphabet[Number(value & 31n)]! + letters;
    value >>= 5n;
  }
  return letters;
};

const bytesOf = (letters: string): Buffer => {
  let value = 0n;
  for (const letter of letters) value = (value << 5n) | BigInt(alphabet.indexOf(letter));
  return Buffer.from(value.toString(16).padStart(recoveryKeyBytes * 2, '0'), 'hex');
};

/** 20 bits of SHA-256: one wrong or swapped group in a million passes. */
const checkOf = (key: Buffer): string => {
  const digest = createHash('sha256').update('liaison recovery key').update(key).digest();
  const bits = digest.readUInt32BE(0) >>> 12;
  return Array.from(
    { length: groupLength },
    (_, i) => alphabet[(bits >>> (bitsPerLetter * (groupLength - 1 - i))) & 31],
  ).join('');
};
