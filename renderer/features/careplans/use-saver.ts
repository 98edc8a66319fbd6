/**
 * Saves fields of one record as they are typed. Saves of a record go one after another under its
 * newest rowVersion; where somebody else changed another field meanwhile, ours is laid over the
 * present record, and where they changed the same field nothing is overwritten: it is a conflict.
 */
import { useCallback } from 'react';
import { useCommand, type CallInput, type Outcome } from '../../app/api';

/** Calls that change fields of one record under its rowVersion. */
export type FieldCall =
  | 'careplans.change'
  | 'careplans.changeProblem'
  | 'careplans.changeGoal'
  | 'careplans.changeActivity'
  | 'careplans.changeBarrier';

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

const lineOf = (record: SavedRecord): Line => {
  const line = lines.get(record.id) ?? { rowVersion: 0, tail: Promise.resolve() };
  line.rowVersion = Math.max(line.rowVersion, record.rowVersion);
  lines.set(record.id, line);
  return line;
};

/** Waits until every save that is under way has been answered. */
export const savesSettled = async (): Promise<void> => {
  await Promise.all([...lines.values()].map(({ tail }) => tail));
};

export type Save<K extends FieldCall> = (
  fields: CallInput<K>['fields'],
  /** Whether the present record still holds, in these fields, what the person began with. */
  unchanged: (current: object) => boolean,
  /** Overwrite on purpose: the person saw the other text and picked this one. */
  over?: SavedRecord,
) => Promise<Outcome<SavedRecord>>;

/** The saver of one record. */
export const useSaver = <K extends FieldCall>(name: K, record: SavedRecord): Save<K> => {
  const { run } = useCommand(name);
  return useCallback(
    (fields, unchanged, over) => {
      const line = lineOf(over ?? record);
      const send = async (): Promise<Outcome<SavedRecord>> => {
        const put = (rowVersion: number) =>
          run({ id: record.id, rowVersion, fields } as CallInput<K>) as Promise<
            Outcome<SavedRecord>
          >;
        let outcome = await put(line.rowVersion);
        const current = outcome.ok ? null : (outcome.error.current as SavedRecord | undefined);
        if (!outcome.ok && outcome.error.code === 'conflict' && current && unchanged(current))
          outcome = await put(current.rowVersion);
        if (outcome.ok) line.rowVersion = outcome.value.rowVersion;
        return outcome;
      };
      const done = line.tail.then(send, send);
      line.tail = done;
      return done;
    },
    [run, record],
  );
};
