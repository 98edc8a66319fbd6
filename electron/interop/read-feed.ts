/** A file's bytes to facts: what kind it is, how it is encoded, what it says, what it does not. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Feed } from '../../shared/imports/facts';
import { AppError } from '../../shared/errors';
import { csvBytes, looksLikeTable } from './csv/table';
import { readCsv } from './csv/read';
import { plainBytes } from './encoding';
import { readFhir } from './fhir/read';
import { readHl7 } from './hl7/read';
import { itemsPerTurn, maxFileBytes } from './limits';
import type { ReadOptions, Turn } from './options';
import { notReadable, sniff } from './sniff';

export type { ReadOptions } from './options';

/** Thrown when the user, a lock or quit stops the reading. */
export const cancelled = (): AppError =>
  new AppError('cancelled', 'The import was stopped. Nothing of this file was written.', {
    key: 'importCancelled',
  });

const turnOf = (options: ReadOptions): Turn => {
  return async (done, of) => {
    if (done % itemsPerTurn !== 0) return;
    options.onProgress?.(done, of);
    await nextTurn();
    if (options.signal?.aborted) throw cancelled();
  };
};

const refused = (fileName: string, format: Feed['format'], reason: string): Feed => ({
  fileName,
  format,
  describedAs: '',
  found: 0,
  messages: 0,
  items: [],
  setAside: [],
  notUsed: {},
  problems: [{ where: 'file', severity: 'error', reason }],
  readable: false,
});

/**
 * Reads one file. Pure: nothing is opened, asked or written. Throws only `cancelled`; whatever is
 * wrong with the file stands in the feed's problems.
 */
export const readFeed = async (
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions,
): Promise<Feed> => {
  if (bytes.length > maxFileBytes) return refused(fileName, 'unknown', tooBig);
  const plain = plainBytes(bytes);
  const { format, refusal } = sniff(plain.bytes, fileName);
  if (refusal) return refused(fileName, format, refusal);
  const turn = turnOf(options);
  if (format === 'hl7v2') return readHl7(plain, fileName, options, turn);
  if (format === 'fhir') return readFhir(plain, fileName, options, turn);
  // The beginning tells; a big file is decoded once, by its reader.
  const beginning = { ...plain, bytes: plain.bytes.subarray(0, tableSample) };
  if (!/\.(csv|tsv)$/i.test(fileName) && !looksLikeTable(csvBytes(beginning).bytes))
    return refused(fileName, 'unknown', notReadable);
  return readCsv(plain, fileName, options, turn);
};

const tableSample = 128 * 1024;

/** The sentence for a file beyond the limit. */
export const tooBig = `The file is larger than ${maxFileBytes / 1024 / 1024} MB. Split it into smaller ones.`;
