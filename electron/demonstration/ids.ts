/** Ids of the demonstration hospital: UUIDv7 in shape and order, derived from seed and name. */
import { hashWords } from './random';

/** Eight digits; the leading one of 2^32 keeps the zeros. */
const hex8 = (word: number): string => (word + 0x1_0000_0000).toString(16).slice(1);

/** The id of a named row made at an instant (epoch milliseconds). */
export const idOf = (seed: string, table: string, key: string, epochMs: number): string => {
  const [a, b, c] = hashWords(`${seed}/${table}/${key}`);
  const time = (epochMs + 0x1_0000_0000_0000).toString(16).slice(1);
  const first = hex8(a);
  const second = hex8(b);
  const variant = ((b & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${first.slice(0, 3)}-${variant}${first.slice(3, 6)}-${second}${hex8(c).slice(0, 4)}`;
};
