/**
 * Public keys of the vault's slots as the store itself knows them. The vault lies in clear beside
 * the store, so whoever can write the disk could add a slot of their own and wait for a re-key; a
 * new data key is sealed only to keys that stand here.
 */
import type { Trx } from './connection';

/** A slot as far as the store remembers it. */
export interface KnownSlot {
  id: string;
  /** Base64 of the X25519 public key. */
  publicKey: string;
}

const prefix = 'slot:';

/** Remembers exactly these slots. */
export const rememberSlots = async (trx: Trx, slots: readonly KnownSlot[]): Promise<void> => {
  await trx('secret').where('name', 'like', `${prefix}%`).del();
  if (slots.length === 0) return;
  await trx('secret').insert(
    slots.map(({ id, publicKey }) => ({
      name: prefix + id,
      value: Buffer.from(publicKey, 'base64'),
    })),
  );
};

/** Ids of slots in the vault that the store does not know, or knows with another key. */
export const unknownSlots = async (trx: Trx, slots: readonly KnownSlot[]): Promise<string[]> => {
  const rows = (await trx('secret').where('name', 'like', `${prefix}%`)) as {
    name: string;
    value: Uint8Array;
  }[];
  const known = new Map(
    rows.map(({ name, value }) => [
      name.slice(prefix.length),
      Buffer.from(value).toString('base64'),
    ]),
  );
  return slots.filter(({ id, publicKey }) => known.get(id) !== publicKey).map(({ id }) => id);
};
