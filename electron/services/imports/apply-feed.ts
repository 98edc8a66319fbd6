/** Writes a file in the caller's transaction: what the preview promised, whole or not at all. */
import { createHash } from 'node:crypto';
import type { Trx } from '../../../db/connection';
import { keepEncounterFacts } from '../../../db/encounter-facts';
import {
  batchOfBytes,
  closeBatch,
  insertBatch,
  insertDuplicate,
  keepDifferences,
  newBatchId,
  rememberDigests,
} from '../../../db/imports';
import type { Feed } from '../../../shared/imports/facts';
import type { Outcome, Problem } from '../../../shared/imports/report';
import { FeedRun, type ImportContext } from './feed-run';
import { outcomeOf, problemsOf, RecordSums, refusedCount } from './outcome';
import { runItems } from './run-items';

/** An audit entry as the importer asks for it; ids only, the pipeline adds the rest. */
export interface ImportAudit {
  action: string;
  patientId?: string;
  encounterId?: string;
  recordType?: string;
  recordId?: string;
  versionBefore?: number;
  versionAfter?: number;
  detail?: Record<string, unknown>;
}

export interface ApplyContext extends ImportContext {
  /** Of the file's bytes. */
  sha256: string;
  /** Writes an entry of its own into the audit, in this transaction. */
  audit: (entry: ImportAudit) => Promise<void> | void;
  /** The administrator who set the watched folder that the file came from. */
  watchedBy?: string | undefined;
}

/** What is kept of an import beside what it wrote: JSON in `import_batch.report`. */
export interface BatchReport {
  sums: {
    new: number;
    changed: number;
    unchanged: number;
    refused: number;
    undecided: number;
    differences: number;
  };
  notUsed: Record<string, number>;
  problems: Problem[];
  /** The administrator who set a watched folder; absent for an import by hand. */
  watchedBy?: string;
}

export interface Applied {
  batchId: string;
  outcome: Outcome;
  report: BatchReport;
  /** Items that stay out, by place, with their spans in the file. */
  setAside: Feed['setAside'];
  /** The same bytes were imported before, then: nothing was read again. */
  importedBefore: string | null;
  touchedPatients: string[];
}

/** The same bytes under another CSV mapping are another file. */
export const fileKey = (sha256: string, feed: Feed): string =>
  feed.csv
    ? createHash('sha256').update(sha256).update(JSON.stringify(feed.csv.mapping)).digest('hex')
    : sha256;

/** Was this very file taken before, with nothing left undecided? HL7 is told apart by message. */
export const takenBefore = async (trx: Trx, feed: Feed, sha256: string): Promise<string | null> => {
  if (feed.format === 'hl7v2' || !feed.readable) return null;
  const batch = await batchOfBytes(trx, fileKey(sha256, feed));
  if (!batch) return null;
  const { sums } = JSON.parse(batch.report) as BatchReport;
  return sums.undecided === 0 ? batch.createdAt : null;
};

/**
 * Applies a feed. Throws `cancelled` when stopped, and the caller's transaction rolls back; a refused
 * file writes its batch and nothing else.
 */
export const applyFeed = async (trx: Trx, feed: Feed, ctx: ApplyContext): Promise<Applied> => {
  const batchId = newBatchId();
  const before = await takenBefore(trx, feed, ctx.sha256);
  if (before !== null) return unchangedFile(feed, batchId, before);
  await insertBatch(
    trx,
    {
      id: batchId,
      fileName: feed.fileName,
      format: feed.format,
      sha256: fileKey(ctx.sha256, feed),
      outcome: 'refused',
      report: '{}',
    },
    ctx.actor,
  );
  const run = await FeedRun.start(trx, feed, ctx);
  const sums = new RecordSums();
  const flush = async (): Promise<void> => {
    // A FHIR file with anything refused in it leaves nothing.
    if (feed.format === 'fhir' && run.refused.length > 0) return;
    sums.add(run);
    await run.assigners.flush(trx, ctx.actor);
    await run.rows.flush();
    await keepEncounterFacts(trx, [...run.touchedStays], ctx.zone);
    run.touchedStays.clear();
  };
  if (feed.readable) await runItems(run, flush);
  const outcome = outcomeOf(feed, run);
  const waiting = outcome === 'refused' ? 0 : await keepForPersons(run, batchId);
  if (outcome === 'refused') run.touchedPatients.clear();
  for (const patientId of run.touchedPatients)
    await ctx.audit({
      action: 'imports.write',
      patientId,
      recordType: 'import_batch',
      recordId: batchId,
    });
  for (const { priorId, survivorId } of outcome === 'refused' ? [] : run.mergedPairs)
    await ctx.audit({
      action: 'patients.merge',
      patientId: priorId,
      recordType: 'patient',
      recordId: priorId,
      detail: { survivorId, batchId },
    });
  const report: BatchReport = {
    sums: {
      ...sums.total(run),
      refused: refusedCount(feed, run),
      undecided: run.undecided.length,
      differences: waiting,
    },
    notUsed: feed.notUsed,
    problems: problemsOf(feed, run),
    ...(ctx.watchedBy ? { watchedBy: ctx.watchedBy } : {}),
  };
  await closeBatch(trx, batchId, outcome, JSON.stringify(report));
  return {
    batchId,
    outcome,
    report,
    setAside: [
      ...feed.setAside,
      ...[...run.refused, ...run.undecided].map(({ place, span }) => ({ place, span })),
    ],
    importedBefore: null,
    touchedPatients: [...run.touchedPatients],
  };
};

const unchangedFile = (feed: Feed, batchId: string, before: string): Applied => ({
  batchId,
  outcome: outcomeOf(feed, null),
  report: {
    sums: {
      new: 0,
      changed: 0,
      unchanged: feed.items.length,
      refused: feed.setAside.length,
      undecided: 0,
      differences: 0,
    },
    notUsed: feed.notUsed,
    problems: feed.problems,
  },
  setAside: feed.setAside,
  importedBefore: before,
  touchedPatients: [],
});

const keepForPersons = async (run: FeedRun, batchId: string): Promise<number> => {
  const { trx, ctx } = run;
  await rememberDigests(trx, run.newDigests, batchId, run.breathe);
  for (const pair of run.foundDuplicates) await insertDuplicate(trx, pair, ctx.actor);
  return keepDifferences(
    trx,
    run.rows.differences.map(({ record, field, ours, theirs, from }) => ({
      patientId: String(record.row['patientId'] ?? record.row.id),
      tableName: record.table,
      rowId: record.row.id,
      field,
      ours,
      theirs,
      place: from,
    })),
    batchId,
    ctx.actor,
  );
};
