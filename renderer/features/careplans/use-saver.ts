/**
 * Saves fields of one record as they are typed. Saves of a record go one after another under its
 * newest rowVersion; where somebody else changed another field meanwhile, ours is laid over the
 * present record, and where they changed the same field nothing is overwritten: it is a conflict.
 */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepRecord } from '../../../shared/careplans/steps';
import { useCommand, type CallInput } from '../../app/api';
import { useNoteDeed } from './plan-deeds';
import { lineOf, type SavedOutcome, type SavedRecord } from './saves';

export { savesSettled, type SavedRecord } from './saves';

/** Calls that change fields of one record under its rowVersion. */
const recordOf = {
  'careplans.change': 'carePlan',
  'careplans.changeProblem': 'problem',
  'careplans.changeGoal': 'goal',
  'careplans.changeActivity': 'activity',
  'careplans.changeBarrier': 'barrier',
} as const satisfies Record<string, StepRecord>;
export type FieldCall = keyof typeof recordOf;

export type Save<K extends FieldCall> = (
  fields: CallInput<K>['fields'],
  /** Whether the present record still holds, in these fields, what the person began with. */
  unchanged: (current: object) => boolean,
  /** Overwrite on purpose: the person saw the other text and picked this one. */
  over?: SavedRecord,
) => Promise<SavedOutcome>;

/** What was changed, in words: `Goal: target`. */
const useDeedText = (): ((record: StepRecord, fields: readonly string[]) => string) => {
  const { t, i18n } = useTranslation('careplans');
  return useCallback(
    (record, fields) => {
      const named = fields
        .filter((field) => i18n.exists(`careplans:field.${field}`))
        .map((field) => String(t(`field.${field}` as never)));
      const what = t(`record.${record === 'carePlan' ? 'plan' : (record as 'goal')}`);
      return named.length === 0 ? what : `${what}: ${named.join(', ')}`;
    },
    [t, i18n],
  );
};

/** The saver of one record. */
export const useSaver = <K extends FieldCall>(name: K, record: SavedRecord): Save<K> => {
  const { run } = useCommand(name);
  const note = useNoteDeed();
  const deedText = useDeedText();
  return useCallback(
    (fields, unchanged, over) => {
      const line = lineOf(over ?? record);
      const send = async (): Promise<SavedOutcome> => {
        let from = line.rowVersion;
        const put = (rowVersion: number) => {
          from = rowVersion;
          return run({
            id: record.id,
            rowVersion,
            fields,
          } as CallInput<K>) as Promise<SavedOutcome>;
        };
        let outcome = await put(line.rowVersion);
        const current = outcome.ok ? null : (outcome.error.current as SavedRecord | undefined);
        if (!outcome.ok && outcome.error.code === 'conflict' && current && unchanged(current))
          outcome = await put(current.rowVersion);
        if (outcome.ok) {
          const to = outcome.value.rowVersion;
          line.rowVersion = to;
          const names = Object.keys(fields);
          if (to !== from)
            note(
              deedText(recordOf[name], names),
              [{ record: recordOf[name], id: record.id, from, to }],
              `${record.id}:${names.join()}`,
            );
        }
        return outcome;
      };
      const done = line.tail.then(send, send);
      line.tail = done;
      return done;
    },
    [run, record, name, note, deedText],
  );
};
