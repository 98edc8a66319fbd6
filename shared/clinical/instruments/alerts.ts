/**
 * Safety alerts of a response: which of the instrument's alerts its answers raise, and by what. An
 * alert stands whatever the total is and whatever is still open (instruments.md).
 */
import type { Answers } from './answers';
import type { Condition } from './condition';
import type { Outcome } from './outcome';

/** An alert that stands, with the answers that raised it as one text. */
export interface RaisedAlert {
  flag: string;
  ground: string;
}

const codesOf = (answers: Answers, item: string): string[] => {
  const value = answers[item]?.value;
  return value && 'codes' in value ? value.codes : [];
};

/** Of several chosen options only those count that raised it: one more symptom is no new alert. */
const groundOf = (condition: Condition, answers: Answers): string => {
  if (!('item' in condition)) return JSON.stringify(condition);
  const codes = codesOf(answers, condition.item);
  const counted = 'in' in condition ? codes.filter((code) => condition.in.includes(code)) : codes;
  return `${condition.item}=${counted.toSorted().join('+')}`;
};

/** The alerts that stand. */
export const raisedAlerts = (outcome: Outcome, answers: Answers): RaisedAlert[] =>
  outcome.flags
    .filter(({ kind, state }) => kind === 'alert' && state === 'raised')
    .map(({ id, grounds }) => ({
      flag: id,
      ground: grounds
        .map((part) => groundOf(part, answers))
        .toSorted()
        .join('&'),
    }));

/** Items whose answers raised an alert, from its ground. */
export const itemsOfGround = (ground: string): string[] =>
  ground.split('&').flatMap((part) => /^([\w.-]+)=/.exec(part)?.[1] ?? []);
