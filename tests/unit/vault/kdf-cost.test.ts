import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kdfCost, kdfFloor } from '../../../electron/vault/kdf-cost';
import { makeRecoveryKey } from '../../../electron/vault/recovery-key';
import { createVault } from '../../../electron/vault/slots';
import { parseVault, vaultText } from '../../../electron/vault/vault-file';

const { vault } = await createVault({
  signInName: 'jules',
  passphrase: 'violet harbor under glass',
  recoveryKey: makeRecoveryKey().key,
});

test('a passphrase costs what the design says, and nothing in the program can change it', () => {
  expect(kdfCost).toEqual({ memoryKiB: 65_536, passes: 3, lanes: 4 });
  expect(kdfFloor).toEqual({ memoryKiB: 65_536, passes: 3 });
  expect(Object.isFrozen(kdfCost) && Object.isFrozen(kdfFloor)).toBe(true);
  // Written down, not computed: no environment, no argument, no setting is read for it.
  const source = readFileSync('electron/vault/kdf-cost.ts', 'utf8');
  expect(source).not.toMatch(/process|import|globalThis|let |function|=>/);
});

test.each([
  ['memory', { memoryKiB: 65_535 }],
  ['passes', { passes: 2 }],
])('a slot that costs less %s than the first version’s is damaged', (_what, less) => {
  const weak = {
    ...vault,
    slots: [{ ...vault.slots[0]!, kdf: { ...vault.slots[0]!.kdf, ...less } }],
  };
  expect(() => parseVault(vaultText(weak))).toThrow(
    expect.objectContaining({ detail: expect.objectContaining({ code: 'damaged' }) }),
  );
});
