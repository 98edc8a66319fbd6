/** Use cases over the chosen files: preview, write, stop, save what was refused. */
import { writeFile } from 'node:fs/promises';
import { uuidv7 } from 'uuidv7';
import { appendAudit, auditHead } from '../../../db/audit';
import { rememberMapping } from '../../../db/imports';
import { AppError } from '../../../shared/errors';
import type { CsvMapping, Feed } from '../../../shared/imports/facts';
import type { AppliedFile, SelectionPreview } from '../../../shared/imports/import';
import type { Decisions } from '../../../shared/imports/report';
import type { Host, OpenRecord } from '../../host';
import { csvCell } from '../audit-export';
import { backUp } from '../backup';
import { sessionEntry } from '../open-record';
import { applyFeed, type Applied, type ImportAudit } from './apply-feed';
import { mayTable } from './hide-records';
import { observationCodesOf } from './import-settings';
import { checkPromises, keepPromise, type StillPromised } from './promise';
import { readingOf } from './reading';
import { selectionOf, sourceOf, type HeldFile, type HeldSelection } from './selections';

/** Problems of a file that go to the window; all of them stand in the saved list. */
const shownProblems = 500;

/** Job under which reading and writing stand in the status line; a lock stops it. */
export const importJob = 'imports';

/** Runs long work with progress; only one import at a time. */
export const asJob = async <T>(
  host: Host,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  if (host.jobs.has(importJob))
    throw new AppError('busy', 'Another import is under way. Wait until it has ended.', {
      key: 'importUnderWay',
    });
  const controller = new AbortController();
  host.jobs.set(importJob, controller);
  let outcome: 'done' | 'cancelled' | 'failed' = 'failed';
  try {
    const value = await work(controller.signal);
    outcome = 'done';
    return value;
  } catch (error) {
    if (controller.signal.aborted) {
      outcome = 'cancelled';
      throw new AppError('cancelled', 'The import was stopped. The file at hand was not written.', {
        key: 'importCancelled',
      });
    }
    throw error;
  } finally {
    host.jobs.delete(importJob);
    host.emit({ type: 'jobEnded', job: importJob, outcome });
  }
};

const progress =
  (host: Host, label: string) =>
  (done: number, of: number): void =>
    host.emit({ type: 'progress', job: importJob, done, of, label });

/** Reads and compares every file; what a person mapped just now is remembered. */
export const previewSelection = async (
  host: Host,
  record: OpenRecord,
  selectionId: string,
  mapped: { fileId: string; mapping: CsvMapping } | null,
  duplicates: Decisions['duplicates'] = {},
): Promise<SelectionPreview> => {
  const selection = selectionOf(record, selectionId);
  const started = performance.now();
  const hidden = await asJob(host, async (signal) => {
    let count = 0;
    for (const [index, file] of selection.files.entries()) {
      const mapping = file.id === mapped?.fileId ? mapped.mapping : null;
      const asked = file.preview?.preview.duplicates.some(({ key }) => key in duplicates) ?? false;
      if (file.preview && !mapping && !asked) continue;
      progress(host, file.name)(index, selection.files.length);
      if (!file.read || mapping) await readChosen(host, record, file, mapping, signal);
      count += await compareChosen(host, record, file, duplicates, signal);
    }
    return count;
  });
  await putPreviewOnRecord(host, record, selection);
  const files = selection.files.flatMap(({ preview }) => preview ?? []);
  return { files, tookMs: Math.round(performance.now() - started), hidden };
};

const readChosen = async (
  host: Host,
  record: OpenRecord,
  file: HeldFile,
  mapping: CsvMapping | null,
  signal: AbortSignal,
): Promise<void> => {
  const now = host.clock.now();
  const read = await readingOf(host, { signal }).read({
    key: file.id,
    name: file.name,
    source: sourceOf(file),
    zone: host.clock.zone(),
    now,
    observationCodes: await record.store.transaction(observationCodesOf),
    mapping,
  });
  file.read = read;
  const { csv } = read.head;
  if (mapping && csv)
    await record.store.transaction((trx) =>
      rememberMapping(trx, csv.headerKey, mapping, { userId: record.user.id, at: now }),
    );
};

const compareChosen = async (
  host: Host,
  record: OpenRecord,
  file: HeldFile,
  duplicates: Decisions['duplicates'],
  signal: AbortSignal,
): Promise<number> => {
  const { id, role, unitIds } = record.user;
  const { preview, hidden, seq } = await readingOf(host, { signal }).compare({
    key: file.id,
    now: host.clock.now(),
    zone: host.clock.zone(),
    reader: { id, role, unitIds },
    duplicates,
  });
  const csv = file.read?.head.csv;
  file.previewedAt = seq;
  file.preview = {
    fileId: file.id,
    name: file.name,
    preview: { ...preview, problems: preview.problems.slice(0, shownProblems) },
    csv: csv
      ? {
          headers: csv.headers,
          mapping: csv.mapping,
          askFormat: csv.askFormat,
          samples: csv.samples,
        }
      : null,
  };
  return hidden;
};

/** Whose facts a preview showed goes to the audit; the file's name does not, it may name a patient. */
const putPreviewOnRecord = (
  host: Host,
  record: OpenRecord,
  selection: HeldSelection,
): Promise<void> => {
  const seen = new Set(
    selection.files.flatMap(({ preview }) =>
      preview
        ? [
            ...preview.preview.changes.map(({ patientId }) => patientId),
            ...preview.preview.unchanged.map(({ patientId }) => patientId),
            ...preview.preview.duplicates.map(({ ours }) => ours.patientId),
          ].filter((id) => id !== '')
        : [],
    ),
  );
  return record.store.transaction((trx) =>
    appendAudit(
      trx,
      sessionEntry(host, record.user, 'imports.preview', {
        detail: { files: selection.files.length, count: seen.size },
      }),
      [...seen],
    ),
  );
};

/** Writes the files, each in a transaction of its own, after a verified backup. */
export const applySelection = async (
  host: Host,
  record: OpenRecord,
  selectionId: string,
  fileIds: readonly string[],
  decisions: Decisions,
): Promise<AppliedFile[]> => {
  const selection = selectionOf(record, selectionId);
  const files = selection.files.filter(({ id }) => fileIds.includes(id));
  const readable = files.filter(({ read }) => read?.head.readable);
  if (readable.length > 0) await backUp(host, 'beforeImport');
  return asJob(host, async (signal) => {
    const results: AppliedFile[] = [];
    // Each file was compared with the record as it stood; what our own files write is expected.
    let since = await checkPromises(host, record, files, decisions.duplicates, signal);
    try {
      for (const file of files) {
        selection.writing = file.name;
        const { applied, seq } = await applyOne(host, record, file, decisions, since, signal);
        results.push(applied);
        since = seq ?? since;
      }
    } finally {
      selection.writing = null;
    }
    // What was read of them is not asked for any more.
    await readingOf(host).forget(files.map(({ id }) => id));
    return results;
  });
};

const noSums: AppliedFile['sums'] = {
  new: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  undecided: 0,
  differences: 0,
};

const applyOne = async (
  host: Host,
  record: OpenRecord,
  file: HeldFile,
  decisions: Decisions,
  since: number,
  signal: AbortSignal,
): Promise<{ applied: AppliedFile; seq: number | null }> => {
  const base = { fileId: file.id, name: file.name };
  if (!file.read)
    return {
      applied: { ...base, outcome: null, sums: noSums, problem: 'This file was not read.' },
      seq: null,
    };
  const { read } = file;
  const write = (stillPromised: StillPromised): Promise<Written> =>
    applyHeldFile(host, record, file.id, read, {
      stillPromised,
      decisions: allowed(record, decisions),
      undecided: 'leaveOut',
      actor: { userId: record.user.id },
      entryOf: (entry) => sessionEntry(host, record.user, entry.action, entry),
      signal,
      onProgress: progress(host, file.name),
    });
  const { outcome, report, seq } = await keepPromise(
    host,
    record,
    file,
    since,
    decisions.duplicates,
    signal,
    write,
  );
  file.preview = null;
  file.written = true;
  return { applied: { ...base, outcome, sums: report.sums, problem: null }, seq };
};

/** A person lets the file in only where they see what it takes away. */
const allowed = (record: OpenRecord, decisions: Decisions): Decisions => ({
  ...decisions,
  takeFile: decisions.takeFile.filter((key) => mayTable(record.user, key.split('/')[0] ?? '')),
});

export interface HeldApply {
  /** Called first in the transaction; throws when the record is not the one that was previewed. */
  stillPromised?: StillPromised;
  decisions: Decisions;
  undecided: 'leaveOut' | 'importApart';
  actor: { userId: string };
  /** The audit entry of what the importer asks to be put on record. */
  entryOf: (entry: ImportAudit) => ReturnType<typeof sessionEntry>;
  signal: AbortSignal;
  onProgress?: (done: number, of: number) => void;
  watchedBy?: string;
}

/** What was written, and the entry of the audit with which it ended. */
export type Written = Applied & { seq: number };

/** Takes a held file's items over and writes them in one transaction. */
export const applyHeldFile = async (
  host: Host,
  record: OpenRecord,
  key: string,
  read: NonNullable<HeldFile['read']>,
  apply: HeldApply,
): Promise<Written> => {
  const items = await readingOf(host, { signal: apply.signal }).items(key, read.count);
  const feed: Feed = { ...read.head, items };
  const now = host.clock.now();
  return record.store.transaction(async (trx) => {
    await apply.stillPromised?.(trx);
    const applied = await applyFeed(trx, feed, {
      actor: { userId: apply.actor.userId, at: now },
      now,
      zone: host.clock.zone(),
      undecided: apply.undecided,
      decisions: apply.decisions,
      sha256: read.sha256,
      audit: (entry) => appendAudit(trx, apply.entryOf(entry)),
      signal: apply.signal,
      ...(apply.onProgress ? { onProgress: apply.onProgress } : {}),
      ...(apply.watchedBy ? { watchedBy: apply.watchedBy } : {}),
    });
    await appendAudit(
      trx,
      apply.entryOf({
        action: 'imports.apply',
        recordType: 'import_batch',
        recordId: applied.batchId,
        detail: { outcome: applied.outcome, ...applied.report.sums },
      }),
    );
    return { ...applied, seq: (await auditHead(trx))?.seq ?? 0 };
  });
};

/** The refused messages, rows and files as a table, where the person wants it. */
export const saveRefused = async (
  host: Host,
  record: OpenRecord,
  selectionId: string,
): Promise<boolean> => {
  const { files } = selectionOf(record, selectionId);
  const rows = files.flatMap(({ name, preview }) =>
    (preview?.preview.problems ?? []).map(({ where, severity, reason }) => [
      name,
      severity,
      where,
      reason,
    ]),
  );
  return saveTable(host, record, 'refused', ['File', 'Kind', 'Place', 'Reason'], rows);
};

/** What the preview shows, record by record, where the person wants it. */
export const saveReport = async (
  host: Host,
  record: OpenRecord,
  selectionId: string,
): Promise<boolean> => {
  const { files } = selectionOf(record, selectionId);
  const rows = files.flatMap(({ name, preview }) => {
    if (!preview) return [];
    const { created, changes, problems } = preview.preview;
    return [
      ...created.map((entry) => [
        name,
        'new',
        entry.patientName,
        entry.mrn,
        entry.table,
        '',
        '',
        entry.label,
        entry.from,
      ]),
      ...changes.map((change) => [
        name,
        change.typed ? 'typed' : 'changed',
        change.patientName,
        change.mrn,
        change.table,
        change.field,
        change.now,
        change.after,
        change.from,
      ]),
      ...problems.map(({ severity, where, reason }) => [
        name,
        severity,
        '',
        '',
        '',
        '',
        '',
        reason,
        where,
      ]),
    ];
  });
  const head = ['File', 'Kind', 'Patient', 'MRN', 'Record', 'Field', 'Now', 'After', 'From'];
  return saveTable(host, record, 'report', head, rows);
};

const saveTable = async (
  host: Host,
  record: OpenRecord,
  what: 'refused' | 'report',
  head: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Promise<boolean> => {
  const day = host.clock.now().slice(0, 10);
  const path = await host.ports.saveFile(`Import ${what} ${day}.csv`, 'csv');
  if (path === null) return false;
  const text = [head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
  await writeFile(path, `\uFEFF${text}`, { mode: 0o600 });
  await record.store.transaction((trx) =>
    appendAudit(
      trx,
      sessionEntry(host, record.user, 'imports.saveReport', {
        detail: { what, rows: rows.length },
      }),
    ),
  );
  return true;
};

/** A name under which the reader holds a file of the watched folder. */
export const watchedKey = (): string => uuidv7();
