/**
 * Jobs of the reading worker: read a file, compare it, hand its items to main. What was read is held
 * beside the worker's connection and goes with it at lock.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Store } from '../../../db/connection';
import { auditHead } from '../../../db/audit';
import { allMappings } from '../../../db/imports';
import type { CsvMapping, Feed, FeedItem } from '../../../shared/imports/facts';
import { noDecisions, type Decisions, type Preview } from '../../../shared/imports/report';
import { maxFileBytes } from '../../interop/limits';
import { readFeed, tooBig } from '../../interop/read-feed';
import type { Job, JobContext } from '../../worker/job';
import { compareFeed } from './compare-feed';
import { hideRecords, type PreviewReader } from './hide-records';

/** Where a file's bytes are: on disk, where only main and the worker look, or in the message. */
export type FileSource = { path: string } | { bytes: Uint8Array };

export interface ReadInput {
  /** Names the file until it is forgotten. */
  key: string;
  name: string;
  source: FileSource;
  zone: string;
  now: string;
  observationCodes: readonly string[];
  /** A mapping that a person made just now; else the remembered one of the header set. */
  mapping: CsvMapping | null;
}

/** A file as it was read, without its items. */
export interface ReadFile {
  head: Omit<Feed, 'items'>;
  count: number;
  /** Of the bytes. */
  sha256: string;
}

export interface CompareInput {
  key: string;
  now: string;
  zone: string;
  reader: PreviewReader;
  duplicates: Decisions['duplicates'];
}

interface Held {
  feed: Feed;
  sha256: string;
}

/** Per open store: a store that was closed takes what was read with it. */
const held = new WeakMap<Store, Map<string, Held>>();

const heldBy = ({ store }: Pick<JobContext, 'store'>): Map<string, Held> => {
  if (!store) throw new Error('no store is open');
  const files = held.get(store) ?? new Map<string, Held>();
  held.set(store, files);
  return files;
};

const need = (ctx: Pick<JobContext, 'store'>, key: string): Held => {
  const found = heldBy(ctx).get(key);
  if (!found) throw new Error('this file is not held');
  return found;
};

/** The bytes, or why they are not read. */
const bytesOf = async (source: FileSource): Promise<Uint8Array | string> => {
  if ('bytes' in source) return source.bytes;
  try {
    if ((await stat(source.path)).size > maxFileBytes) return tooBig;
    return await readFile(source.path);
  } catch {
    return 'The file could not be opened. It may have been moved, or another program holds it.';
  }
};

const unread = (name: string, reason: string): Feed => ({
  fileName: name,
  format: 'unknown',
  describedAs: '',
  found: 0,
  messages: 0,
  items: [],
  setAside: [],
  notUsed: {},
  problems: [{ where: 'file', severity: 'error', reason }],
  readable: false,
});

/** Reads a file and holds it. A CSV is read by the mapping that was made or remembered for it. */
export const readFileJob: Job<ReadInput, ReadFile> = async (ctx, input) => {
  const bytes = await bytesOf(input.source);
  const options = {
    zone: input.zone,
    now: input.now,
    observationCodes: input.observationCodes,
    onProgress: ctx.progress,
    signal: ctx.signal,
  };
  let feed: Feed;
  let sha256 = '';
  if (typeof bytes === 'string') feed = unread(input.name, bytes);
  else {
    sha256 = createHash('sha256').update(bytes).digest('hex');
    feed = await readFeed(bytes, input.name, {
      ...options,
      ...(input.mapping ? { csvMapping: input.mapping } : {}),
    });
    const remembered = feed.csv && !input.mapping ? await mappingOf(ctx, feed.csv.headerKey) : null;
    if (remembered)
      feed = await readFeed(bytes, input.name, { ...options, csvMapping: remembered });
  }
  heldBy(ctx).set(input.key, { feed, sha256 });
  const { items, ...head } = feed;
  return { head, count: items.length, sha256 };
};

const mappingOf = async (ctx: JobContext, headerKey: string): Promise<CsvMapping | null> => {
  const mappings = await ctx.store!.transaction(allMappings);
  return Object.hasOwn(mappings, headerKey) ? (mappings[headerKey] ?? null) : null;
};

/** A preview, what of it stayed hidden, and the newest entry of the audit when it was made. */
export interface Compared {
  preview: Preview;
  hidden: number;
  seq: number;
}

/** What an import of the held file would do, as far as this person may see it. */
export const compareFileJob: Job<CompareInput, Compared> = async (
  ctx,
  { key, now, zone, reader, duplicates },
) => {
  const { feed, sha256 } = need(ctx, key);
  return ctx.store!.transaction(async (trx) => {
    const preview = await compareFeed(
      trx,
      feed,
      {
        actor: { userId: reader.id, at: now },
        now,
        zone,
        undecided: 'leaveOut',
        decisions: { ...noDecisions(), duplicates },
        onProgress: ctx.progress,
        signal: ctx.signal,
      },
      sha256,
    );
    const seq = (await auditHead(trx))?.seq ?? 0;
    return { ...(await hideRecords(trx, preview, reader, now)), seq };
  });
};

/** Some of a held file's items; main takes them piece by piece, so that no piece holds it long. */
export const fileItemsJob: Job<{ key: string; from: number; to: number }, FeedItem[]> = async (
  ctx,
  { key, from, to },
) => need(ctx, key).feed.items.slice(from, to);

/** Forgets what was read. */
export const forgetFilesJob: Job<{ keys: readonly string[] }, null> = async (ctx, { keys }) => {
  if (!ctx.store) return null;
  for (const key of keys) heldBy(ctx).delete(key);
  return null;
};

/** The jobs by name, as the worker's map takes them in. */
export const readingJobs = {
  'imports.read': readFileJob,
  'imports.compare': compareFileJob,
  'imports.items': fileItemsJob,
  'imports.forget': forgetFilesJob,
};
