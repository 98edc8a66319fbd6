/**
 * The cryptography of a key slot (security.md, Keys): Argon2id → AES-256-GCM around an X25519
 * private key, and the data key sealed to the public one by an ephemeral key and HKDF-SHA-256.
 */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import type { KdfCost } from './kdf-cost';

/** Bytes of every symmetric key, and of a raw X25519 key. */
export const keyBytes = 32;
export const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
/** `Algorithm.Argon2id`; the library's enum is declared `const` and has no value to import. */
const argon2id = 2;

/** DER that stands before the 32 raw bytes (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex');

/** Nonce, ciphertext and tag in one buffer. */
export type Boxed = Buffer;

/** The key-encryption key of a secret. The secret's buffer is the caller's to zero. */
export const deriveKek = (secret: Buffer, salt: Buffer, cost: KdfCost): Promise<Buffer> =>
  hashRaw(secret, {
    algorithm: argon2id,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: keyBytes,
    salt,
  });

/** AES-256-GCM with a fresh nonce. */
export const box = (key: Buffer, plain: Buffer, associated: string): Boxed => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(associated, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
};

/** What was boxed, or null when key, content or associated data are not what they were. */
export const unbox = (key: Buffer, boxed: Boxed, associated: string): Buffer | null => {
  if (boxed.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, boxed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(associated, 'utf8'));
  decipher.setAuthTag(boxed.subarray(-tagBytes));
  const plain = decipher.update(boxed.subarray(nonceBytes, -tagBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    // The only failure left here is the tag's: a wrong key or a changed file, one answer for both.
    return null;
  } finally {
    plain.fill(0);
  }
};

/** A fresh X25519 pair as raw bytes. */
export const makeKeyPair = (): { publicKey: Buffer; privateKey: Buffer } => {
  const pair = generateKeyPairSync('x25519');
  const der = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const privateKey = Buffer.from(der.subarray(-keyBytes));
  der.fill(0);
  return { publicKey: rawPublic(pair.publicKey), privateKey };
};

/** A data key sealed to a slot. */
export interface Sealed {
  ephemeralKey: Buffer;
  boxed: Boxed;
}

/** Seals a key to a public key; no secret of the slot is needed. */
export const seal = (key: Buffer, publicKey: Buffer, associated: string): Sealed => {
  const ephemeral = generateKeyPairSync('x25519');
  const ephemeralKey = rawPublic(ephemeral.publicKey);
  const wrapping = agreedKey(ephemeral.privateKey, publicKey, ephemeralKey, publicKey);
  try {
    return { ephemeralKey, boxed: box(wrapping, key, associated) };
  } finally {
    wrapping.fill(0);
  }
};

/** Opens what was sealed, or null when it was sealed to another key or was changed. */
export const unseal = (
  sealed: Sealed,
  pair: { publicKey: Buffer; privateKey: Buffer },
  associated: string,
): Buffer | null => {
  const der = Buffer.concat([pkcs8Prefix, pair.privateKey]);
  const own = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  let wrapping: Buffer;
  try {
    wrapping = agreedKey(own, sealed.ephemeralKey, sealed.ephemeralKey, pair.publicKey);
  } catch {
    // A point of low order, which only a changed file holds: X25519 refuses to agree on a key.
    return null;
  }
  try {
    return unbox(wrapping, sealed.boxed, associated);
  } finally {
    wrapping.fill(0);
  }
};

const rawPublic = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'der', type: 'spki' }).subarray(-keyBytes));

const agreedKey = (
  own: KeyObject,
  other: Buffer,
  ephemeralKey: Buffer,
  slotKey: Buffer,
): Buffer => {
  const shared = diffieHellman({
    privateKey: own,
    publicKey: createPublicKey({
      key: Buffer.concat([spkiPrefix, other]),
      format: 'der',
      type: 'spki',
    }),
  });
  const salt = Buffer.concat([ephemeralKey, slotKey]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'liaison data key', keyBytes));
  shared.fill(0);
  return key;
};
