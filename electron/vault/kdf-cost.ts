/**
 * What deriving a key from a passphrase costs (security.md, Keys). A module of its own with nothing
 * to set: no argument, setting or environment of the program leads to another cost.
 */

/** Argon2id's cost; kept in each slot so that it can be raised later. */
export interface KdfCost {
  memoryKiB: number;
  passes: number;
  lanes: number;
}

/** What new slots cost: 64 MiB, t=3, p=4; about 75 ms on the machines this was measured on. */
export const kdfCost: Readonly<KdfCost> = Object.freeze({
  memoryKiB: 64 * 1024,
  passes: 3,
  lanes: 4,
});

/** The least that a slot may cost: that of the first version. Stays when `kdfCost` is raised. */
export const kdfFloor = Object.freeze({ memoryKiB: 64 * 1024, passes: 3 });
