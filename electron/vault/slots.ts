/**
 * Key slots: pure changes of a vault's data; writing it is the caller's next step. Everything that
 * adds a slot or seals needs only the data key and public keys, never another's passphrase.
 */
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { AppError } from '../../shared/errors';
import { kdfCost, type KdfCost } from './kdf-cost';
import { box, deriveKek, keyBytes, makeKeyPair, saltBytes, seal, unbox, unseal } from './seal';
import { vaultVersion, type Slot, type Vault } from './vault-file';

/** What an unlock gives. The data key is the caller's to zero. */
export interface Unlocked {
  dataKey: Buffer;
  slotId: string;
}

/** A sign-in name as it is compared and stored. */
export const foldSignInName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** A new database file's name: never used twice, so that a swap is one rename of the vault. */
export const newStoreName = (): string => `record-${randomBytes(8).toString('hex')}.db`;

/** A vault with its first person and its recovery key, and the new data key. */
export const createVault = async (first: {
  signInName: string;
  passphrase: string;
  recoveryKey: Buffer;
}): Promise<{ vault: Vault; dataKey: Buffer }> => {
  const dataKey = randomBytes(keyBytes);
  const slots = [
    await userSlot(dataKey, first.signInName, first.passphrase),
    await recoverySlot(dataKey, first.recoveryKey),
  ];
  const vault = {
    version: vaultVersion,
    installation: uuidv7(),
    store: newStoreName(),
    slots,
  } as const;
  return { vault, dataKey };
};

/** Adds a person. Throws `refused` when the name has a slot already. */
export const addSlot = async (
  vault: Vault,
  dataKey: Buffer,
  signInName: string,
  passphrase: string,
): Promise<Vault> => {
  if (slotOf(vault, signInName))
    throw new AppError('refused', 'Somebody signs in with this name already.', {
      key: 'signInNameTaken',
      fields: { signInName: 'taken' },
    });
  return {
    ...vault,
    slots: [...vault.slots, await userSlot(dataKey, signInName, passphrase)],
  };
};

/** An administrator's reset: a new slot in place of the former one. */
export const resetSlot = (
  vault: Vault,
  dataKey: Buffer,
  signInName: string,
  passphrase: string,
): Promise<Vault> => addSlot(removeSlot(vault, signInName), dataKey, signInName, passphrase);

/** Takes a person's sign-in away; without a re-key not the knowledge (security.md, Keys). */
export const removeSlot = (vault: Vault, signInName: string): Vault => {
  const name = foldSignInName(signInName);
  return { ...vault, slots: vault.slots.filter((slot) => slot.signInName !== name) };
};

/** Puts a new recovery key in place of the former one. */
export const replaceRecoverySlot = async (
  vault: Vault,
  dataKey: Buffer,
  recoveryKey: Buffer,
): Promise<Vault> => ({
  ...vault,
  slots: [
    ...vault.slots.filter((slot) => slot.kind !== 'recovery'),
    await recoverySlot(dataKey, recoveryKey),
  ],
});

/** Seals a new data key to every slot: every passphrase and the recovery key stay valid. */
export const resealAll = (vault: Vault, dataKey: Buffer, store: string): Vault => ({
  ...vault,
  store,
  slots: vault.slots.map((slot) => ({ ...slot, sealedKey: sealTo(slot, dataKey) })),
});

/** The slot of a sign-in name. */
export const slotOf = (vault: Vault, signInName: string): Slot | undefined => {
  const name = foldSignInName(signInName);
  return vault.slots.find((slot) => slot.kind === 'user' && slot.signInName === name);
};

/**
 * Opens a person's slot. An unknown name costs the same work as a wrong passphrase, and the answer
 * is null for both.
 */
export const unlock = async (
  vault: Vault,
  signInName: string,
  passphrase: string,
): Promise<Unlocked | null> => {
  const slot = slotOf(vault, signInName);
  const opened = await openSlot(slot ?? standIn, passphraseBytes(passphrase));
  return slot ? opened : null;
};

/** Opens the recovery slot with the key's 160 bits. */
export const unlockWithRecoveryKey = (
  vault: Vault,
  recoveryKey: Buffer,
): Promise<Unlocked | null> => {
  const slot = vault.slots.find(({ kind }) => kind === 'recovery');
  return openSlot(slot ?? standIn, Buffer.from(recoveryKey));
};

/** Wraps the slot's private key anew; null when the former passphrase is wrong. */
export const changePassphrase = async (
  vault: Vault,
  signInName: string,
  former: string,
  next: string,
): Promise<Vault | null> => {
  const slot = slotOf(vault, signInName);
  const privateKey = await openPrivateKey(slot ?? standIn, passphraseBytes(former));
  if (!slot || !privateKey) return null;
  const wrapped = await wrap(slot.id, privateKey, passphraseBytes(next));
  privateKey.fill(0);
  return {
    ...vault,
    slots: vault.slots.map((other) => (other === slot ? { ...slot, ...wrapped } : other)),
  };
};

const passphraseBytes = (passphrase: string): Buffer =>
  // NFKC, so that an accent typed on another keyboard is the same passphrase (SP 800-63B 5.1.1.2).
  Buffer.from(passphrase.normalize('NFKC'), 'utf8');

const privateKeyContext = (slotId: string): string => `liaison/${vaultVersion}/${slotId}/private`;
const dataKeyContext = (slotId: string): string => `liaison/${vaultVersion}/${slotId}/data`;

const userSlot = (dataKey: Buffer, signInName: string, passphrase: string): Promise<Slot> =>
  makeSlot('user', foldSignInName(signInName), dataKey, passphraseBytes(passphrase));

const recoverySlot = (dataKey: Buffer, recoveryKey: Buffer): Promise<Slot> =>
  makeSlot('recovery', null, dataKey, Buffer.from(recoveryKey));

/** Makes a slot; zeroes the secret. */
const makeSlot = async (
  kind: Slot['kind'],
  signInName: string | null,
  dataKey: Buffer,
  secret: Buffer,
): Promise<Slot> => {
  const id = uuidv7();
  const pair = makeKeyPair();
  const wrapped = await wrap(id, pair.privateKey, secret);
  pair.privateKey.fill(0);
  const publicKey = pair.publicKey.toString('base64');
  const sealedKey = sealTo({ id, publicKey }, dataKey);
  return { id, kind, signInName, ...wrapped, publicKey, sealedKey };
};

const sealTo = (slot: Pick<Slot, 'id' | 'publicKey'>, dataKey: Buffer): Slot['sealedKey'] => {
  const sealed = seal(dataKey, Buffer.from(slot.publicKey, 'base64'), dataKeyContext(slot.id));
  return {
    ephemeralKey: sealed.ephemeralKey.toString('base64'),
    boxed: sealed.boxed.toString('base64'),
  };
};

/** Wraps a private key under a secret with a fresh salt; zeroes the secret. */
const wrap = async (
  slotId: string,
  privateKey: Buffer,
  secret: Buffer,
): Promise<Pick<Slot, 'kdf' | 'salt' | 'wrappedPrivateKey'>> => {
  const salt = randomBytes(saltBytes);
  const kek = await deriveKek(secret, salt, kdfCost);
  secret.fill(0);
  const boxed = box(kek, privateKey, privateKeyContext(slotId));
  kek.fill(0);
  return {
    kdf: { algorithm: 'argon2id', ...kdfCost },
    salt: salt.toString('base64'),
    wrappedPrivateKey: boxed.toString('base64'),
  };
};

/** The slot's private key, or null for a wrong secret; zeroes the secret. */
const openPrivateKey = async (slot: Slot, secret: Buffer): Promise<Buffer | null> => {
  const cost: KdfCost = slot.kdf;
  const kek = await deriveKek(secret, Buffer.from(slot.salt, 'base64'), cost);
  secret.fill(0);
  try {
    return unbox(kek, Buffer.from(slot.wrappedPrivateKey, 'base64'), privateKeyContext(slot.id));
  } finally {
    kek.fill(0);
  }
};

const openSlot = async (slot: Slot, secret: Buffer): Promise<Unlocked | null> => {
  const privateKey = await openPrivateKey(slot, secret);
  if (!privateKey) return null;
  const dataKey = unseal(
    {
      ephemeralKey: Buffer.from(slot.sealedKey.ephemeralKey, 'base64'),
      boxed: Buffer.from(slot.sealedKey.boxed, 'base64'),
    },
    { publicKey: Buffer.from(slot.publicKey, 'base64'), privateKey },
    dataKeyContext(slot.id),
  );
  privateKey.fill(0);
  return dataKey && { dataKey, slotId: slot.id };
};

/** Does an unknown name's share of the work; made anew at each start, opens nothing. */
const standIn: Slot = {
  id: uuidv7(),
  kind: 'user',
  signInName: null,
  kdf: { algorithm: 'argon2id', ...kdfCost },
  salt: randomBytes(saltBytes).toString('base64'),
  publicKey: randomBytes(keyBytes).toString('base64'),
  wrappedPrivateKey: randomBytes(60).toString('base64'),
  sealedKey: {
    ephemeralKey: randomBytes(keyBytes).toString('base64'),
    boxed: randomBytes(60).toString('base64'),
  },
};
