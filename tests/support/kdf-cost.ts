/**
 * In place of `electron/vault/kdf-cost.ts` in the integration tests (vitest.config.ts): the least
 * that Argon2id takes, so that a test pays for what it tests. Nothing but Vitest's own resolution
 * leads here; the unit tests of the vault, the torture and the stories pay the product's cost.
 */
import type { KdfCost } from '../../electron/vault/kdf-cost';

export const kdfCost: Readonly<KdfCost> = { memoryKiB: 8, passes: 1, lanes: 1 };
export const kdfFloor = { memoryKiB: 8, passes: 1 };
