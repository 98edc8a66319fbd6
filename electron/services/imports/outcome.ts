/** What became of a file: accepted, partly, refused; new, changed, unchanged. */
import type { Tracked } from '../../../db/fed-rows';
import type { Feed } from '../../../shared/imports/facts';
import type { Outcome, Problem } from '../../../shared/imports/report';
import type { FeedRun } from './feed-run';

/** Tables whose rows a person would call records; the others belong to one of these. */
export const recordTables = [
  'patient',
  'encounter',
  'condition',
  'allergy',
  'coverage',
  'related_person',
  'care_team_member',
  'care_plan',
  'goal',
  'observation',
  'procedure',
  'service_request',
  'document',
] as const;
export type RecordTable = (typeof recordTables)[number];

/** Is it a record of the preview's lists? */
export const isRecordTable = (table: string): table is RecordTable =>
  (recordTables as readonly string[]).includes(table);

/** Fields that follow from others or only tie rows together. */
const quietFields = new Set([
  'nameFolded',
  'active',
  'fedAt',
  'admittedTimeKnown',
  'visitAssignerId',
  'sourceKey',
  'bedId',
  'practitionerId',
  'relatedPersonId',
  'enteredInErrorBy',
  'enteredInErrorReason',
  'mrn',
  'id',
  'rowVersion',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'principal',
]);

/** Fields of a record that this file changed, as a person would see them. */
export const changedFields = ({ row, stored }: Tracked): string[] =>
  stored === null
    ? []
    : Object.keys(row).filter((field) => !quietFields.has(field) && row[field] !== stored[field]);

/** What the file makes of a record that it spoke of; null for rows that are no record by themselves. */
export const kindOf = (record: Tracked): 'new' | 'changed' | 'unchanged' | null => {
  if (!record.told || !isRecordTable(record.table)) return null;
  if (record.stored === null) return 'new';
  return changedFields(record).length > 0 ? 'changed' : 'unchanged';
};

/** New, changed and unchanged records as far as they are not written yet. */
export class RecordSums {
  private readonly counted = new Map<string, 'new' | 'changed'>();

  /** Counts what the next flush will write; a record changed in two pieces is one. */
  add(run: FeedRun): void {
    for (const record of run.rows.changed()) {
      const kind = kindOf(record);
      const key = `${record.table} ${record.row.id}`;
      if ((kind === 'new' || kind === 'changed') && !this.counted.has(key))
        this.counted.set(key, kind);
    }
  }

  /** The sums, with what was spoken of and stayed as it is. */
  total(run: FeedRun): { new: number; changed: number; unchanged: number } {
    const sums = { new: 0, changed: 0, unchanged: 0 };
    for (const kind of this.counted.values()) sums[kind] += 1;
    for (const record of run.rows.everything())
      if (
        record.told &&
        isRecordTable(record.table) &&
        !this.counted.has(`${record.table} ${record.row.id}`)
      )
        sums.unchanged += 1;
    return sums;
  }
}

/** All problems: the reader's, then those that only the store could show. */
export const problemsOf = (feed: Feed, run: FeedRun | null): Problem[] => [
  ...feed.problems,
  ...(run?.problems ?? []),
];

/** Messages, rows or resources that were refused. */
export const refusedCount = (feed: Feed, run: FeedRun | null): number =>
  feed.readable && feed.format !== 'fhir'
    ? feed.setAside.length + (run?.refused.length ?? 0)
    : outcomeOf(feed, run) === 'refused'
      ? Math.max(1, feed.found)
      : 0;

/** HL7 and CSV stand message by message and row by row; a FHIR file is all or nothing. */
export const outcomeOf = (feed: Feed, run: FeedRun | null): Outcome => {
  if (!feed.readable) return 'refused';
  const setAside = feed.setAside.length + (run?.refused.length ?? 0);
  if (setAside === 0) return 'accepted';
  if (feed.format === 'fhir') return 'refused';
  const unused = Object.values(feed.notUsed).reduce((sum, count) => sum + count, 0);
  const good = (run?.taken ?? 0) + (run?.undecided.length ?? 0) + unused;
  return good > 0 ? 'partly' : 'refused';
};
