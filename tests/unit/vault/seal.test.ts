import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { box, deriveKek, makeKeyPair, seal, unbox, unseal } from '../../../electron/vault/seal';

const key = randomBytes(32);
const content = Buffer.from('what is kept');

test('a key is derived by Argon2id and no other of the family', async () => {
  // From the test of the reference implementation: version 0x13, t=2, m=2^16, p=1.
  const cost = { memoryKiB: 65_536, passes: 2, lanes: 1 };
  const kek = await deriveKek(Buffer.from('password'), Buffer.from('somesalt'), cost);
  expect(kek.toString('hex')).toBe(
    '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
  );
});

test('what is boxed opens under the same key and associated data only', () => {
  const boxed = box(key, content, 'liaison/1/a/data');
  expect(unbox(key, boxed, 'liaison/1/a/data')).toEqual(content);
  expect(unbox(key, boxed, 'liaison/1/b/data')).toBeNull();
  expect(unbox(key, boxed, 'liaison/2/a/data')).toBeNull();
  expect(unbox(randomBytes(32), boxed, 'liaison/1/a/data')).toBeNull();
});

test('each byte of a box counts, and a cut one opens nothing', () => {
  const boxed = box(key, content, 'a');
  for (let i = 0; i < boxed.length; i += 1) {
    const changed = Buffer.from(boxed);
    changed[i]! ^= 0x80;
    expect(unbox(key, changed, 'a')).toBeNull();
    expect(unbox(key, boxed.subarray(0, i), 'a')).toBeNull();
  }
});

test('a sealed key opens with the private key it was sealed for, under its own associated data', () => {
  const pair = makeKeyPair();
  const sealed = seal(key, pair.publicKey, 'liaison/1/a/data');
  expect(unseal(sealed, pair, 'liaison/1/a/data')).toEqual(key);
  expect(unseal(sealed, pair, 'liaison/1/b/data')).toBeNull();
  expect(unseal(sealed, makeKeyPair(), 'liaison/1/a/data')).toBeNull();
});

test('sealing twice gives two different seals', () => {
  const { publicKey } = makeKeyPair();
  expect(seal(key, publicKey, 'a').boxed).not.toEqual(seal(key, publicKey, 'a').boxed);
});
