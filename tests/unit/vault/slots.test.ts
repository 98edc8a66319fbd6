import { expect, test } from 'vitest';
import { makeRecoveryKey } from '../../../electron/vault/recovery-key';
import { deriveKek, unbox, unseal } from '../../../electron/vault/seal';
import {
  addSlot,
  changePassphrase,
  createVault,
  newStoreName,
  removeSlot,
  replaceRecoverySlot,
  resealAll,
  resetSlot,
  unlock,
  unlockWithRecoveryKey,
} from '../../../electron/vault/slots';
import { parseVault, vaultText, type Vault } from '../../../electron/vault/vault-file';

const jules = { signInName: 'Jules', passphrase: 'violet harbor under glass' };

const newVault = async () => {
  const recovery = makeRecoveryKey();
  const made = await createVault({ ...jules, recoveryKey: recovery.key });
  return { ...made, recoveryKey: recovery.key };
};

test('the first passphrase and the recovery key open the same data key', async () => {
  const { vault, dataKey, recoveryKey } = await newVault();
  expect((await unlock(vault, 'jules', jules.passphrase))?.dataKey).toEqual(dataKey);
  expect((await unlockWithRecoveryKey(vault, recoveryKey))?.dataKey).toEqual(dataKey);
});

test('a wrong passphrase, an unknown name and another recovery key open nothing', async () => {
  const { vault } = await newVault();
  expect(await unlock(vault, 'jules', 'violet harbor under grass')).toBeNull();
  expect(await unlock(vault, 'corin', jules.passphrase)).toBeNull();
  expect(await unlockWithRecoveryKey(vault, makeRecoveryKey().key)).toBeNull();
});

test('an unknown name takes as long as a wrong passphrase', async () => {
  const { vault } = await newVault();
  const timed = async (name: string): Promise<number> => {
    const from = performance.now();
    await unlock(vault, name, 'violet harbor under grass');
    return performance.now() - from;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    known.push(await timed('jules'));
    unknown.push(await timed('nobody'));
  }
  const median = (list: number[]): number => list.sort((a, b) => a - b)[2]!;
  // The same class of time: without the stand-in's Argon2 an unknown name is 100 times faster.
  expect(median(unknown)).toBeGreaterThan(median(known) / 2);
  expect(median(unknown)).toBeLessThan(median(known) * 2);
});

test('the name may be typed in capitals and the passphrase with a composed or a decomposed accent', async () => {
  const { key } = makeRecoveryKey();
  const { vault } = await createVault({
    signInName: 'jules',
    passphrase: 'caf\u00e9 au bord du lac',
    recoveryKey: key,
  });
  expect(await unlock(vault, ' JULES ', 'cafe\u0301 au bord du lac')).not.toBeNull();
});

test('a changed passphrase re-wraps one private key and touches nothing else', async () => {
  const { vault, dataKey } = await newVault();
  const changed = (await changePassphrase(
    vault,
    'jules',
    jules.passphrase,
    'nine slow herons rising',
  ))!;
  expect(await unlock(changed, 'jules', jules.passphrase)).toBeNull();
  expect((await unlock(changed, 'jules', 'nine slow herons rising'))?.dataKey).toEqual(dataKey);
  expect(changed.slots[0]!.sealedKey).toEqual(vault.slots[0]!.sealedKey);
  expect(changed.slots[1]).toEqual(vault.slots[1]);
  expect(await changePassphrase(vault, 'jules', 'not the passphrase', 'x')).toBeNull();
});

test('people are added, reset and taken away without anybody else’s passphrase', async () => {
  const { vault, dataKey } = await newVault();
  const two = await addSlot(vault, dataKey, 'robin', 'paper lantern on the sill');
  expect((await unlock(two, 'robin', 'paper lantern on the sill'))?.dataKey).toEqual(dataKey);
  await expect(addSlot(two, dataKey, 'ROBIN', 'another one entirely')).rejects.toMatchObject({
    detail: { code: 'refused' },
  });
  const reset = await resetSlot(two, dataKey, 'robin', 'forgotten and given anew');
  expect(await unlock(reset, 'robin', 'paper lantern on the sill')).toBeNull();
  expect(await unlock(reset, 'robin', 'forgotten and given anew')).not.toBeNull();
  expect(await unlock(removeSlot(reset, 'robin'), 'robin', 'forgotten and given anew')).toBeNull();
});

test('a new recovery key ends the former one', async () => {
  const { vault, dataKey, recoveryKey } = await newVault();
  const next = makeRecoveryKey().key;
  const changed = await replaceRecoverySlot(vault, dataKey, next);
  expect(await unlockWithRecoveryKey(changed, recoveryKey)).toBeNull();
  expect((await unlockWithRecoveryKey(changed, next))?.dataKey).toEqual(dataKey);
});

test('a new data key reaches every slot by its public key', async () => {
  const { vault, recoveryKey } = await newVault();
  const nextKey = Buffer.alloc(32, 9);
  const store = newStoreName();
  const resealed = resealAll(vault, nextKey, store);
  expect(resealed.store).toBe(store);
  expect((await unlock(resealed, 'jules', jules.passphrase))?.dataKey).toEqual(nextKey);
  expect((await unlockWithRecoveryKey(resealed, recoveryKey))?.dataKey).toEqual(nextKey);
});

test('a slot’s parts do not open in another slot, nor after any change', async () => {
  const { vault, dataKey } = await newVault();
  const two = await addSlot(vault, dataKey, 'robin', 'paper lantern on the sill');
  const [first, , robin] = two.slots;
  const swapped: Vault = {
    ...two,
    slots: [{ ...first!, sealedKey: robin!.sealedKey }, ...two.slots.slice(1)],
  };
  expect(await unlock(swapped, 'jules', jules.passphrase)).toBeNull();
  const flip = (text: string): string => {
    const bytes = Buffer.from(text, 'base64');
    bytes[bytes.length >> 1]! ^= 1;
    return bytes.toString('base64');
  };
  const changes: Partial<typeof first>[] = [
    { salt: flip(first!.salt) },
    { wrappedPrivateKey: flip(first!.wrappedPrivateKey) },
    { publicKey: flip(first!.publicKey) },
    { id: robin!.id },
    { sealedKey: { ...first!.sealedKey, boxed: flip(first!.sealedKey.boxed) } },
    { sealedKey: { ...first!.sealedKey, ephemeralKey: flip(first!.sealedKey.ephemeralKey) } },
    { sealedKey: { ...first!.sealedKey, ephemeralKey: Buffer.alloc(32).toString('base64') } },
  ];
  for (const change of changes)
    expect(
      await unlock({ ...vault, slots: [{ ...first!, ...change }] }, 'jules', jules.passphrase),
    ).toBeNull();
});

test('version and slot id are bound to the wrapped private key and to the sealed data key, each', async () => {
  const { vault, dataKey } = await newVault();
  const { id, kdf, salt, wrappedPrivateKey, publicKey, sealedKey } = vault.slots[0]!;
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  const kek = await deriveKek(Buffer.from(jules.passphrase), bytes(salt), kdf);
  const privateKey = unbox(kek, bytes(wrappedPrivateKey), `liaison/1/${id}/private`)!;
  const sealed = { ephemeralKey: bytes(sealedKey.ephemeralKey), boxed: bytes(sealedKey.boxed) };
  const opened = unseal(
    sealed,
    { publicKey: bytes(publicKey), privateKey },
    `liaison/1/${id}/data`,
  );
  expect(opened).toEqual(dataKey);
});

test('the file holds sign-in names in clear, and neither passphrase nor data key', async () => {
  const { vault, dataKey } = await newVault();
  const text = vaultText(vault);
  expect(text).toContain('jules');
  expect(text).not.toContain('violet');
  expect(text).not.toContain(dataKey.toString('base64'));
  expect(text).not.toContain(dataKey.toString('hex'));
  expect(parseVault(text)).toEqual(vault);
});

test('the costs are those of the design: Argon2id, 64 MiB, three passes, four lanes', async () => {
  const { vault } = await newVault();
  for (const slot of vault.slots)
    expect(slot.kdf).toEqual({ algorithm: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 4 });
});
