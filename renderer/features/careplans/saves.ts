/** Saves of records that are under way: one after another for each record, under its newest version. */
import type { Outcome } from '../../app/api';

/** The record as the window has it: what a field held when the person began to type. */
export interface SavedRecord {
  id: string;
  rowVersion: number;
}

/** Newest rowVersion this window knows of a record, and its running saves. */
interface Line {
  rowVersion: number;
  tail: Promise<unknown>;
}
const lines = new Map<string, Line>();

export const lineOf = (record: SavedRecord): Line => {
  const line = lines.get(record.id) ?? { rowVersion: 0, tail: Promise.resolve() };
  line.rowVersion = Math.max(line.rowVersion, record.rowVersion);
  lines.set(record.id, line);
  return line;
};

/** Waits until every save that is under way has been answered. */
export const savesSettled = async (): Promise<void> => {
  await Promise.all([...lines.values()].map(({ tail }) => tail));
};

export type SavedOutcome = Outcome<SavedRecord>;
