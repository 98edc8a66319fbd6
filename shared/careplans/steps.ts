/**
 * What a person did to a plan, as something that can be gone back and forth: of each record the
 * state before and the state after, named by row version. Versions stand for ever in the history,
 * so a step means the same however often it was undone.
 */
export const stepRecords = [
  'carePlan',
  'problem',
  'goal',
  'goalProgress',
  'activity',
  'barrier',
] as const;
export type StepRecord = (typeof stepRecords)[number];

export interface Step {
  record: StepRecord;
  id: string;
  /** Row version before; 0 = the record was not there. */
  from: number;
  /** Row version after; 0 = it is taken out. */
  to: number;
}

/** The same way back: last step first. */
export const backward = (steps: readonly Step[]): Step[] =>
  steps.toReversed().map(({ from, to, ...of }) => ({ ...of, from: to, to: from }));

/** One thing that a person did, in words, with its steps. */
export interface Deed {
  text: string;
  /** Deeds of one key that follow one another are one: the pauses of typing one field. */
  key: string | null;
  steps: readonly Step[];
}

/** What was done and can be undone, and what was undone and can be done again; newest last. */
export interface Deeds {
  done: readonly Deed[];
  undone: readonly Deed[];
}

export const noDeeds: Deeds = { done: [], undone: [] };

const sameRecord = (a: readonly Step[], b: readonly Step[]): boolean =>
  a.length === 1 && b.length === 1 && a[0]!.id === b[0]!.id && a[0]!.to === b[0]!.from;

/** Adds a deed. What was undone before can no longer be done again. */
export const withDeed = ({ done }: Deeds, deed: Deed): Deeds => {
  const last = done.at(-1);
  if (last && deed.key !== null && last.key === deed.key && sameRecord(last.steps, deed.steps))
    return {
      done: [
        ...done.slice(0, -1),
        { ...deed, steps: [{ ...last.steps[0]!, to: deed.steps[0]!.to }] },
      ],
      undone: [],
    };
  return { done: [...done, deed], undone: [] };
};

/** After the newest deed was undone. */
export const afterUndo = ({ done, undone }: Deeds): Deeds => {
  const last = done.at(-1);
  return last ? { done: done.slice(0, -1), undone: [...undone, last] } : { done, undone };
};

/** After the deed undone last was done again. */
export const afterRedo = ({ done, undone }: Deeds): Deeds => {
  const last = undone.at(-1);
  return last ? { done: [...done, last], undone: undone.slice(0, -1) } : { done, undone };
};
