/**
 * The watched folder (records.md): a hospital's interface engine writes into it, Liaison takes what
 * rests, without preview, under the actor “interface”. Taken files go to `done`, refused ones to
 * `refused` with their places and reasons. It runs only while the record is open; while it is locked
 * the files wait.
 */
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { AppError } from '../../../shared/errors';
import type { WatchState } from '../../../shared/imports/import';
import { noDecisions, type Problem } from '../../../shared/imports/report';
import type { Host, OpenRecord } from '../../host';
import { setAsideFile } from '../../interop/set-aside';
import { sessionEntry } from '../open-record';
import type { Applied } from './apply-feed';
import { applyHeldFile, asJob, importJob, watchedKey } from './import-files';
import { keepDaysOf, observationCodesOf, watchOf, type Watch } from './import-settings';
import { ourFault } from './our-fault';
import { readingOf } from './reading';
import type { ReadFile } from './reading-jobs';

/** Between two looks; a file that did not change from one to the next rests. */
const lookEveryMs = 5_000;
const dayMs = 86_400_000;

/** Names that programs give a file they still write. */
const unfinished = /^[.~]|\.(tmp|part|partial|filepart|crdownload|writing|lock)$/i;

const states = new WeakMap<Host, WatchState>();
/** Size and time of each file at the last look. */
const lastSeen = new WeakMap<OpenRecord, Map<string, string>>();

/** How the watching goes. */
export const watchStateOf = (host: Host): WatchState => states.get(host) ?? 'watching';

/** Looks now and then for as long as the program runs. Returns how to end it. */
export const startWatching = (host: Host): (() => void) => {
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void lookIntoFolder(host)
      .catch((error: unknown) => host.logCrash('L-watch', 'imports.watch', error))
      .finally(() => {
        looking = false;
      });
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
};

/** One look: takes every file that rests. Answers how many it took. */
export const lookIntoFolder = async (host: Host): Promise<number> => {
  const { record } = host;
  if (!record || host.locking || record.kind === 'demonstration' || host.jobs.has(importJob))
    return 0;
  const watch = await record.store.transaction(watchOf);
  if (!watch) return 0;
  const resting = await restingFiles(host, record, watch);
  let taken = 0;
  for (const name of resting) {
    if (host.record !== record || host.locking) break;
    if (await takeFile(host, record, watch, name)) taken += 1;
  }
  if (taken > 0) host.emit({ type: 'changed', features: changedByImport, ids: [] });
  return taken;
};

const changedByImport = [
  'imports',
  'caseload',
  'patients',
  'encounters',
  'coverage',
  'careplans',
  'search',
] as const;

const folders = (watch: Watch): { done: string; refused: string } => ({
  done: join(watch.path, 'done'),
  refused: join(watch.path, 'refused'),
});

/** Names of the files that did not change since the last look; sets the watch's state. */
const restingFiles = async (host: Host, record: OpenRecord, watch: Watch): Promise<string[]> => {
  const { done, refused } = folders(watch);
  let names: string[];
  try {
    const entries = await readdir(watch.path, { withFileTypes: true });
    names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    states.set(host, 'away');
    return [];
  }
  try {
    // Without a place for taken files they would be taken again at every look.
    await mkdir(done, { recursive: true });
    await mkdir(refused, { recursive: true });
  } catch {
    states.set(host, 'readOnly');
    return [];
  }
  states.set(host, 'watching');
  await emptyOld(host, record, [done, refused]);
  const before = lastSeen.get(record) ?? new Map<string, string>();
  const now = new Map<string, string>();
  lastSeen.set(record, now);
  for (const name of names.filter((each) => !unfinished.test(each)).sort()) {
    const about = await stat(join(watch.path, name)).catch(() => null);
    if (about) now.set(name, `${about.size} ${about.mtimeMs}`);
  }
  return [...now].filter(([name, seen]) => before.get(name) === seen).map(([name]) => name);
};

/** Takes files out of `done` and `refused` that have lain there long enough. */
const emptyOld = async (host: Host, record: OpenRecord, places: string[]): Promise<void> => {
  const days = await record.store.transaction(keepDaysOf);
  const oldest = Date.parse(host.clock.now()) - days * dayMs;
  for (const place of places)
    for (const name of await readdir(place)) {
      const path = join(place, name);
      const about = await stat(path).catch(() => null);
      if (about?.isFile() && about.mtimeMs < oldest) await rm(path, { force: true });
    }
};

/** Reads, applies and moves one file; false when it has to wait. */
const takeFile = async (
  host: Host,
  record: OpenRecord,
  watch: Watch,
  name: string,
): Promise<boolean> => {
  const path = join(watch.path, name);
  const key = watchedKey();
  try {
    await asJob(host, async (signal) => {
      const reading = readingOf(host, { signal });
      const read = await reading.read({
        key,
        name,
        source: { path },
        zone: host.clock.zone(),
        now: host.clock.now(),
        observationCodes: await record.store.transaction(observationCodesOf),
        mapping: null,
      });
      const applied = await applyHeldFile(host, record, key, read, {
        decisions: noDecisions(),
        undecided: 'importApart',
        actor: { userId: 'interface' },
        entryOf: (entry) =>
          sessionEntry(host, null, entry.action, {
            ...entry,
            userId: 'interface',
            role: 'interface',
            detail: { ...entry.detail, setBy: watch.setBy },
          }),
        signal,
        onProgress: (done, of) =>
          host.emit({ type: 'progress', job: importJob, done, of, label: name }),
        watchedBy: watch.setBy,
      });
      await putAway(host, watch, name, read, applied);
      await reading.forget([key]);
    });
    return true;
  } catch (error) {
    // Locked, stopped, or another import is under way: the file waits.
    if (error instanceof AppError && ['cancelled', 'busy'].includes(error.detail.code))
      return false;
    host.logCrash('L-watch', 'imports.watch', error);
    return putAwayStumbled(host, record, watch, name);
  }
};

/** Tries after which a file that we stumble over is put away; the first may be a full disk or a lock. */
const triesPerFile = 3;
const stumbledAt = new WeakMap<OpenRecord, Map<string, number>>();

/** A file that we stumble over again and again would be tried for ever: it goes to `refused/`. */
const putAwayStumbled = async (
  host: Host,
  record: OpenRecord,
  watch: Watch,
  name: string,
): Promise<boolean> => {
  const seen = lastSeen.get(record)?.get(name) ?? '';
  const counts = stumbledAt.get(record) ?? new Map<string, number>();
  stumbledAt.set(record, counts);
  const tries = (counts.get(`${name} ${seen}`) ?? 0) + 1;
  counts.set(`${name} ${seen}`, tries);
  if (tries < triesPerFile) return false;
  counts.delete(`${name} ${seen}`);
  try {
    await refuseWhole(host, watch, name, [{ where: 'file', severity: 'error', reason: ourFault }]);
  } catch (error) {
    host.logCrash('L-watch', 'imports.watch', error);
  }
  return false;
};

/** Moves a file to `refused/` with its reasons beside it. */
const refuseWhole = async (
  host: Host,
  watch: Watch,
  name: string,
  problems: readonly Problem[],
): Promise<void> => {
  const { refused } = folders(watch);
  const asideName = await freeName(refused, name);
  await writeFile(join(refused, `${asideName}.reasons.txt`), reasonsOf(problems), { mode: 0o600 });
  await moveTo(
    join(watch.path, name),
    join(refused, asideName),
    new Date(Date.parse(host.clock.now())),
  );
};

/** Moves a file to where it belongs, with what was set aside and why. */
const putAway = async (
  host: Host,
  watch: Watch,
  name: string,
  read: ReadFile,
  applied: Applied,
): Promise<void> => {
  const { done, refused } = folders(watch);
  const path = join(watch.path, name);
  const { problems } = applied.report;
  if (applied.outcome === 'refused') return refuseWhole(host, watch, name, problems);
  if (applied.outcome === 'partly') {
    const asideName = await freeName(refused, name);
    const aside = setAsideFile(await readFile(path), read.head, applied.setAside);
    if (aside) await writeFile(join(refused, asideName), aside, { mode: 0o600 });
    const reasons = `${asideName}.reasons.txt`;
    await writeFile(join(refused, reasons), reasonsOf(problems), { mode: 0o600 });
  }
  const at = new Date(Date.parse(host.clock.now()));
  await moveTo(path, join(done, await freeName(done, name)), at);
};

const moveTo = async (from: string, to: string, at: Date): Promise<void> => {
  await rename(from, to);
  // From now its days are counted.
  await utimes(to, at, at);
};

/** A name that is not taken there. */
const freeName = async (place: string, name: string): Promise<string> => {
  const taken = new Set(await readdir(place));
  if (!taken.has(name)) return name;
  const { name: stem, ext } = parse(name);
  let count = 2;
  while (taken.has(`${stem} (${count})${ext}`)) count += 1;
  return `${stem} (${count})${ext}`;
};

/** Places and reasons; they hold nothing of any patient (SECURITY.md, promise 1). */
const reasonsOf = (problems: readonly Problem[]): string =>
  problems
    .map(
      ({ severity, where, reason }) =>
        `${severity === 'error' ? 'Refused' : 'Note'}: ${where}: ${reason}\n`,
    )
    .join('');
