/**
 * `import:check`: what the importers make of a folder of files. Everything happens in throw-away
 * encrypted stores; nothing is kept.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { openStore, type Store } from '../../../db/connection';
import { countRecords } from '../../../db/imports';
import { migrate } from '../../../db/schema';
import type { Feed } from '../../../shared/imports/facts';
import {
  noCounts,
  noDecisions,
  type Counts,
  type FileReport,
  type Problem,
} from '../../../shared/imports/report';
import { maxFileBytes } from '../../interop/limits';
import { readFeed, tooBig } from '../../interop/read-feed';
import { ourFault } from './our-fault';
import { applyFeed, type Applied, type ApplyContext } from './apply-feed';

export interface CheckOptions {
  zone: string;
  now: string;
  /** Told before each file; for the terminal. */
  onFile?: (file: string, index: number, of: number) => void;
  /** Told when a file could not be taken through a fault of ours. */
  onFault?: (file: string, error: unknown) => void;
  /** How a file's bytes are read. */
  read?: typeof readFeed;
}

export interface CheckReport {
  files: FileReport[];
  totals: Counts;
}

/** Ends a transaction that was only made to be looked at. */
class RolledBack extends Error {}

/** Checks every file below the folder. Throws when the folder or a throw-away store cannot be had. */
export const checkFolder = async (folder: string, options: CheckOptions): Promise<CheckReport> => {
  const names = await filesBelow(folder);
  const temporary = await mkdtemp(join(tmpdir(), 'liaison-check-'));
  const stores: Store[] = [];
  const emptyStore = async (name: string): Promise<Store> => {
    const store = await openStore({
      engine: 'sqlcipher',
      filename: join(temporary, name),
      key: randomBytes(32),
    });
    stores.push(store);
    await migrate(store, options.now);
    return store;
  };
  try {
    const alone = await emptyStore('alone.db');
    const together = await emptyStore('together.db');
    const files: FileReport[] = [];
    let messages = 0;
    for (const [index, name] of names.entries()) {
      options.onFile?.(name, index, names.length);
      const report = await checkFile(join(folder, name), name, alone, together, options).catch(
        // One file that we stumble over does not keep the others from being answered.
        (error: unknown) => {
          options.onFault?.(name, error);
          return refusedReport(name, ourFault);
        },
      );
      messages += report.messages;
      files.push(report);
    }
    const counts = await together.transaction(countRecords);
    return { files, totals: { ...noCounts(), messages, ...counts } };
  } finally {
    for (const store of stores) await store.close();
    await rm(temporary, { recursive: true, force: true });
  }
};

/** Every file, also in folders below, by its path in the folder with forward slashes. */
const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
};

const checkFile = async (
  path: string,
  file: string,
  alone: Store,
  together: Store,
  options: CheckOptions,
): Promise<FileReport> => {
  const read = await readBounded(path);
  if (typeof read === 'string') return refusedReport(file, read);
  const feed = await (options.read ?? readFeed)(read, file, {
    zone: options.zone,
    now: options.now,
  });
  const sha256 = createHash('sha256').update(read).digest('hex');
  const { applied, counts } = await applyAlone(alone, feed, contextOf(options, sha256));
  await together.transaction((trx) => applyFeed(trx, feed, contextOf(options, sha256)));
  return {
    file,
    format: feed.format,
    outcome: applied.outcome,
    ...noCounts(),
    messages: feed.messages,
    ...counts,
    notUsed: feed.notUsed,
    problems: applied.report.problems.map(plainProblem),
  };
};

/** The file's bytes, or why they are not read. */
const readBounded = async (path: string): Promise<Buffer | string> => {
  try {
    if ((await stat(path)).size > maxFileBytes) return tooBig;
    return await readFile(path);
  } catch {
    return 'The file could not be opened.';
  }
};

const refusedReport = (file: string, reason: string): FileReport => ({
  file,
  format: 'unknown',
  outcome: 'refused',
  ...noCounts(),
  notUsed: {},
  problems: [{ where: 'file', severity: 'error', reason }],
});

const contextOf = (options: CheckOptions, sha256: string): ApplyContext => ({
  actor: { userId: 'import-check', at: options.now },
  now: options.now,
  zone: options.zone,
  undecided: 'importApart',
  decisions: noDecisions(),
  sha256,
  audit: () => undefined,
});

/** What the file alone brings into an empty store, which is empty again afterwards. */
const applyAlone = async (
  store: Store,
  feed: Feed,
  ctx: ApplyContext,
): Promise<{ applied: Applied; counts: Omit<Counts, 'messages'> }> => {
  let result: { applied: Applied; counts: Omit<Counts, 'messages'> } | undefined;
  try {
    await store.transaction(async (trx) => {
      const applied = await applyFeed(trx, feed, ctx);
      result = { applied, counts: await countRecords(trx) };
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  return result!;
};

const plainProblem = ({ where, severity, reason }: Problem): FileReport['problems'][number] => ({
  where,
  severity,
  reason,
});
