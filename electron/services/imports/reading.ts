/** Main's way to the reading jobs: the worker where there is one, else this thread (tests). */
import type { FeedItem } from '../../../shared/imports/facts';
import type { Host } from '../../host';
import type { JobContext } from '../../worker/job';
import {
  compareFileJob,
  fileItemsJob,
  forgetFilesJob,
  readFileJob,
  type Compared,
  type CompareInput,
  type ReadFile,
  type ReadInput,
} from './reading-jobs';

/** Items that travel from the worker at once; taking them in is a few milliseconds' work. */
const itemsPerPiece = 250;

export interface Reading {
  read: (input: ReadInput) => Promise<ReadFile>;
  compare: (input: CompareInput) => Promise<Compared>;
  /** All items of a held file. */
  items: (key: string, count: number) => Promise<FeedItem[]>;
  forget: (keys: readonly string[]) => Promise<void>;
}

export interface ReadingOptions {
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

type Plain = Pick<Reading, 'read' | 'compare'> & {
  piece: (key: string, from: number, to: number) => Promise<FeedItem[]>;
  forget: Reading['forget'];
};

const inWorker = (reader: NonNullable<Host['reader']>, options: ReadingOptions): Plain => ({
  read: (input) => reader.run('imports.read', input, options),
  compare: (input) => reader.run('imports.compare', input, options),
  piece: (key, from, to) => reader.run('imports.items', { key, from, to }),
  forget: async (keys) => void (await reader.run('imports.forget', { keys })),
});

const inThisThread = (host: Host, options: ReadingOptions): Plain => {
  const ctx: JobContext = {
    store: host.record?.store ?? null,
    filename: null,
    progress: options.onProgress ?? (() => undefined),
    signal: options.signal ?? new AbortController().signal,
  };
  return {
    read: (input) => readFileJob(ctx, input),
    compare: (input) => compareFileJob(ctx, input),
    piece: (key, from, to) => fileItemsJob(ctx, { key, from, to }),
    forget: async (keys) => void (await forgetFilesJob(ctx, { keys })),
  };
};

/** The jobs for one piece of work, with its progress and its stop. */
export const readingOf = (host: Host, options: ReadingOptions = {}): Reading => {
  const plain = host.reader ? inWorker(host.reader, options) : inThisThread(host, options);
  return {
    ...plain,
    items: async (key, count) => {
      const items: FeedItem[] = [];
      for (let at = 0; at < count; at += itemsPerPiece) {
        options.signal?.throwIfAborted();
        items.push(...(await plain.piece(key, at, at + itemsPerPiece)));
      }
      return items;
    },
  };
};
