import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeRecoveryKey } from '../../../electron/vault/recovery-key';
import { createVault, removeSlot, replaceRecoverySlot } from '../../../electron/vault/slots';
import { parseVault, readVault, vaultText, writeVault } from '../../../electron/vault/vault-file';
import { failingSteps } from '../../support/failing-steps';
import { tempFolder } from '../../support/temp-folder';

const { vault, dataKey } = await createVault({
  signInName: 'jules',
  passphrase: 'violet harbor under glass',
  recoveryKey: makeRecoveryKey().key,
});

test('a vault is written and read back; where there is none the answer is null', async () => {
  const folder = await tempFolder();
  expect(await readVault(folder)).toBeNull();
  await writeVault(folder, vault);
  expect(await readVault(folder)).toEqual(vault);
});

test('interrupted at any step, the former or the new vault stands whole', async () => {
  const next = await replaceRecoverySlot(vault, dataKey, makeRecoveryKey().key);
  const all = failingSteps();
  const rehearsal = await tempFolder();
  await writeVault(rehearsal, next, all);
  for (let step = 1; step <= all.taken.length; step += 1) {
    const folder = await tempFolder();
    await writeVault(folder, vault);
    await expect(writeVault(folder, next, failingSteps(step))).rejects.toThrow('power cut');
    expect([vault, next]).toContainEqual(await readVault(folder));
  }
});

test('a failed write leaves no temporary file behind', async () => {
  const folder = await tempFolder();
  const steps = { ...failingSteps(), rename: () => Promise.reject(new Error('no space')) };
  await expect(writeVault(folder, vault, steps)).rejects.toThrow('no space');
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['not JSON', '{'],
  ['no slots', vaultText({ ...vault, slots: [] })],
  ['a store outside the folder', vaultText({ ...vault, store: '../other.db' })],
  ['two slots of one name', vaultText({ ...vault, slots: [vault.slots[0]!, ...vault.slots] })],
  ['an unknown key', vaultText({ ...vault, extra: 1 } as typeof vault)],
])('a file with %s is damaged', (_what, text) => {
  expect(() => parseVault(text)).toThrow(
    expect.objectContaining({ detail: expect.objectContaining({ code: 'damaged' }) }),
  );
});

test('a file of a newer program is refused with words, not called damaged', () => {
  const text = JSON.stringify({ ...vault, version: 2 });
  expect(() => parseVault(text)).toThrow(/newer version/);
});

test('a vault without a recovery slot can still be read', () => {
  const rest = removeSlot(vault, 'jules');
  expect(parseVault(vaultText(rest)).slots).toHaveLength(1);
});
