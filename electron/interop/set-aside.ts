/** The refused messages or rows of a file as a file of their own, so that they can be mended and sent again. */
import type { Feed } from '../../shared/imports/facts';
import { csvBytes } from './csv/table';
import { plainBytes } from './encoding';

/** Bytes of what was set aside; null where a file is refused as a whole, and is its own. */
export const setAsideFile = (
  bytes: Uint8Array,
  feed: Pick<Feed, 'format' | 'csv'>,
  setAside: Feed['setAside'],
): Buffer | null => {
  const spans = setAside.map(({ span }) => span).filter((span) => span !== null);
  if (spans.length === 0 || feed.format === 'fhir' || feed.format === 'unknown') return null;
  const plain = plainBytes(bytes);
  const source = feed.format === 'csv' ? csvBytes(plain).bytes : plain.bytes;
  const end = Buffer.from(feed.format === 'csv' ? '\n' : '\r');
  const parts = [...(feed.csv?.headerSpan ? [feed.csv.headerSpan] : []), ...spans];
  return Buffer.concat(
    parts.flatMap(({ start, end: stop }) => {
      const part = source.subarray(start, stop);
      const ended = [0x0a, 0x0d].includes(part.at(-1) ?? 0);
      return ended ? [part] : [part, end];
    }),
  );
};
