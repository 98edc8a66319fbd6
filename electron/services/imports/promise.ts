/**
 * What was previewed is what is written. Between the two somebody may have typed, or another feed
 * been taken: the file is then compared anew, and written only if it would still do what was shown.
 */
import type { Trx } from '../../../db/connection';
import { conflict } from '../../../shared/errors';
import type { Decisions, Preview } from '../../../shared/imports/report';
import type { Host, OpenRecord } from '../../host';
import { readingOf } from './reading';
import type { HeldFile } from './selections';

/** Entries that stand for nothing that a preview could have shown: looking, and copying. */
const changesNothing = ['imports.preview', 'backup.make', 'backup.verify'];

/** Times that a file is compared anew while others keep writing, before the person is asked again. */
const triesPerFile = 3;

/** The record has moved on since the preview; nothing of the file is written. */
class MovedOn extends Error {}

/** Did anything happen in the record since this entry of the audit? */
const hasMovedOn = async (trx: Trx, seq: number): Promise<boolean> =>
  (await trx('audit').where('seq', '>', seq).whereNotIn('action', changesNothing).first('seq')) !==
  undefined;

/** What a preview promises, without the ids that new rows get anew each time. */
const promiseOf = ({ outcome, sums, created, changes, duplicates }: Preview): string =>
  JSON.stringify([
    outcome,
    sums,
    created.map(({ table, label, from, patientName, mrn }) => [
      table,
      label,
      from,
      patientName,
      mrn,
    ]),
    changes.map(({ table, field, now, after, from, patientName, mrn, typed }) => [
      table,
      field,
      now,
      after,
      from,
      patientName,
      mrn,
      typed,
    ]),
    duplicates.map(({ key, ours, theirs }) => [key, ours, theirs]),
  ]);

/** Throws in the writing transaction when the record is not the one that was compared. */
export type StillPromised = (trx: Trx) => Promise<void>;

/**
 * Writes a previewed file by `write`, which calls `stillPromised` first in its transaction. `since`
 * is the entry of the audit after which the record is no longer the one that was shown.
 */
export const keepPromise = async <T>(
  host: Host,
  record: OpenRecord,
  file: HeldFile,
  since: number,
  duplicates: Decisions['duplicates'],
  signal: AbortSignal,
  write: (stillPromised: StillPromised) => Promise<T>,
): Promise<T> => {
  let compared = since;
  for (let tries = 0; tries < triesPerFile; tries += 1) {
    const seq = compared;
    try {
      return await write(async (trx) => {
        if (await hasMovedOn(trx, seq)) throw new MovedOn();
      });
    } catch (error) {
      if (!(error instanceof MovedOn)) throw error;
    }
    compared = await comparedAgain(host, record, file, duplicates, signal);
  }
  throw conflict(null);
};

/** Compares every previewed file anew where the record has moved on; answers up to where they hold. */
export const checkPromises = async (
  host: Host,
  record: OpenRecord,
  files: readonly HeldFile[],
  duplicates: Decisions['duplicates'],
  signal: AbortSignal,
): Promise<number> => {
  let holds = Number.MAX_SAFE_INTEGER;
  for (const file of files) {
    if (!file.read) continue;
    const moved = await record.store.transaction((trx) => hasMovedOn(trx, file.previewedAt));
    const seq = moved
      ? await comparedAgain(host, record, file, duplicates, signal)
      : file.previewedAt;
    holds = Math.min(holds, seq);
  }
  return holds;
};

/** The file would still do what was shown, up to this entry of the audit; else a conflict. */
const comparedAgain = async (
  host: Host,
  record: OpenRecord,
  file: HeldFile,
  duplicates: Decisions['duplicates'],
  signal: AbortSignal,
): Promise<number> => {
  const { id, role, unitIds } = record.user;
  const { preview, seq } = await readingOf(host, { signal }).compare({
    key: file.id,
    now: host.clock.now(),
    zone: host.clock.zone(),
    reader: { id, role, unitIds },
    duplicates,
  });
  if (file.preview && promiseOf(preview) === promiseOf(file.preview.preview)) return seq;
  // The window asks for the preview again, and shows what would happen now.
  file.preview = null;
  throw conflict(null);
};
