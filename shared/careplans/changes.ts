/**
 * What differs between two texts of a plan. Progress, statuses and resolved barriers are recorded
 * live (records.md, Three things called version), so they make no draft and are not counted here.
 */
import type {
  ActivityContent,
  BarrierContent,
  GoalContent,
  ParticipantContent,
  PlanContent,
  ProblemContent,
} from './version';

export type ChangedRecord = 'plan' | 'problem' | 'goal' | 'activity' | 'barrier' | 'participant';

export interface PlanChange {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  record: ChangedRecord;
  id: string | null;
  /** Number of its problem as people see it: in the later text, or in the earlier for a removal. */
  problem: number | null;
  /** The record's own words. */
  title: string;
  /** On `changed`: which field, and its text before and after. */
  field: string | null;
  before: string | null;
  after: string | null;
}

const planFields = [
  'title',
  'reviewOn',
  'agreedBy',
  'agreedOn',
  'agreement',
  'agreementNote',
] as const;
const problemFields = ['title', 'source', 'ownWords'] as const;
const goalFields = [
  ...([
    'description',
    'measure',
    'unmeasuredReason',
    'measureKind',
    'unit',
    'scaleLow',
    'scaleHigh',
  ] as const),
  ...(['levelMinus2', 'levelMinus1', 'level0', 'levelPlus1', 'levelPlus2'] as const),
  ...(['baseline', 'target', 'dueOn', 'ownWords'] as const),
] as const;
const activityFields = [
  ...(['description', 'kind', 'goalId', 'ownerContact', 'frequency', 'startOn', 'dueOn'] as const),
] as const;
const barrierFields = [
  ...(['category', 'title', 'detail', 'severity', 'removableBy'] as const),
  ...(['goalId', 'activityId', 'dueAt'] as const),
] as const;
/** Fields of each part that a person words; an owner is one fact of several columns. */
const authored: Record<'problem' | 'goal' | 'activity' | 'barrier', readonly string[]> = {
  problem: problemFields,
  goal: goalFields,
  activity: [...activityFields, 'ownerId', 'ownerRole'],
  barrier: [...barrierFields, 'ownerId'],
};

/** Does the part, as it stands, read otherwise than as it was signed? Quick: one record, no names. */
export const readsOtherwise = (
  part: keyof typeof authored,
  signed: object,
  now: object,
): boolean => {
  const value = (of: object, field: string): unknown =>
    (of as Record<string, unknown>)[field] ?? null;
  const typedOwner = (of: object): unknown =>
    part === 'activity' && value(of, 'ownerId') === null ? value(of, 'ownerName') : null;
  return (
    authored[part].some((field) => value(signed, field) !== value(now, field)) ||
    typedOwner(signed) !== typedOwner(now)
  );
};

/** Fields that name another part of the plan; told in that part's words. */
const ties: readonly string[] = ['goalId', 'activityId'];

/** Everything that a person wrote differently, in the order of the plan. */
export const planChanges = (before: PlanContent, after: PlanContent): PlanChange[] => {
  const changes: PlanChange[] = fieldChanges(
    'plan',
    null,
    null,
    after.title,
    planFields,
    before,
    after,
  );
  if (isReordered(before.problems, after.problems))
    changes.push({ ...blank('plan', null, null, after.title), kind: 'moved' });
  changes.push(
    ...pairs(before.problems, after.problems).flatMap(([old, now]) => problemChanges(old, now)),
  );
  changes.push(...participantChanges(before.participants ?? [], after.participants ?? []));
  const names = new Map([...partNames(before), ...partNames(after)]);
  return changes.map((change) =>
    change.field !== null && ties.includes(change.field)
      ? { ...change, before: nameIn(names, change.before), after: nameIn(names, change.after) }
      : change,
  );
};

const partNames = ({ problems }: PlanContent): [string, string][] =>
  problems.flatMap(({ goals, activities }) =>
    [...goals, ...activities].map(({ id, description }): [string, string] => [id, description]),
  );

const nameIn = (names: ReadonlyMap<string, string>, id: string | null): string | null =>
  id === null ? null : (names.get(id) ?? null);

/** Do those that stand in both stand in another order? */
const isReordered = (
  before: readonly { id: string }[],
  after: readonly { id: string }[],
): boolean => {
  const known = before.map(({ id }) => id);
  const kept = after.map(({ id }) => id).filter((id) => known.includes(id));
  const keptBefore = known.filter((id) => kept.includes(id));
  return kept.some((id, index) => id !== keptBefore[index]);
};

const participantChanges = (
  before: readonly ParticipantContent[],
  after: readonly ParticipantContent[],
): PlanChange[] => {
  const among = (list: readonly ParticipantContent[], id: string): boolean =>
    list.some((other) => other.id === id);
  const change = (
    kind: 'added' | 'removed',
    { id, name, role }: ParticipantContent,
  ): PlanChange => ({
    ...blank('participant', id, null, [name, role].filter(Boolean).join(', ')),
    kind,
  });
  return [
    ...after.filter(({ id }) => !among(before, id)).map((one) => change('added', one)),
    ...before.filter(({ id }) => !among(after, id)).map((one) => change('removed', one)),
  ];
};

type Placed<T> = T & { number: number };

const pairs = <T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
): [Placed<T> | null, Placed<T> | null][] => {
  const placed = (list: readonly T[]) =>
    list.map((item, index) => ({ ...item, number: index + 1 }));
  const old = new Map(placed(before).map((item) => [item.id, item]));
  const now = placed(after);
  const gone = [...old.values()].filter((item) => !now.some(({ id }) => id === item.id));
  return [
    ...now.map((item): [Placed<T> | null, Placed<T> | null] => [old.get(item.id) ?? null, item]),
    ...gone.map((item): [Placed<T> | null, Placed<T> | null] => [item, null]),
  ];
};

const problemChanges = (
  old: Placed<ProblemContent> | null,
  now: Placed<ProblemContent> | null,
): PlanChange[] => {
  const shown = now ?? old;
  if (!shown) return [];
  const head = recordChanges('problem', shown.number, shown.title, problemFields, old, now);
  // A problem that came or went is one change; what stands under it came or went with it.
  if (!old || !now) return head;
  const moved = (record: 'goal' | 'activity', list: 'goals' | 'activities'): PlanChange[] =>
    isReordered(old[list], now[list])
      ? [{ ...blank(record, now.id, now.number, now.title), kind: 'moved' }]
      : [];
  return [
    ...head,
    ...moved('goal', 'goals'),
    ...moved('activity', 'activities'),
    ...pairs(old.goals, now.goals).flatMap(([a, b]) =>
      recordChanges('goal', now.number, wordsOf(b ?? a), goalFields, a, b),
    ),
    ...pairs(old.activities, now.activities).flatMap(([a, b]) => [
      ...recordChanges('activity', now.number, wordsOf(b ?? a), activityFields, a, b),
      ...ownerChange('activity', now.number, wordsOf(b ?? a), a, b),
    ]),
    ...pairs(old.barriers, now.barriers).flatMap(([a, b]) => [
      ...recordChanges('barrier', now.number, (b ?? a)?.title ?? '', barrierFields, a, b),
      ...ownerChange('barrier', now.number, (b ?? a)?.title ?? '', a, b),
    ]),
  ];
};

const wordsOf = (record: { description: string } | null): string => record?.description ?? '';

const recordChanges = <T extends ProblemContent | GoalContent | ActivityContent | BarrierContent>(
  record: ChangedRecord,
  problem: number,
  title: string,
  fields: readonly (keyof T & string)[],
  old: T | null,
  now: T | null,
): PlanChange[] => {
  if (old && now) return fieldChanges(record, now.id, problem, title, fields, old, now);
  const id = (now ?? old)?.id ?? null;
  return [{ ...blank(record, id, problem, title), kind: now ? 'added' : 'removed' }];
};

const fieldChanges = <T>(
  record: ChangedRecord,
  id: string | null,
  problem: number | null,
  title: string,
  fields: readonly (keyof T & string)[],
  old: T,
  now: T,
): PlanChange[] =>
  fields
    // A field that was not asked when the earlier text was signed was empty then.
    .filter((field) => (old[field] ?? null) !== (now[field] ?? null))
    .map((field) => ({
      ...blank(record, id, problem, title),
      kind: 'changed',
      field,
      before: textOf(old[field]),
      after: textOf(now[field]),
    }));

/** An owner is one fact in three columns: compared by id, and in words where there is none. */
const ownerChange = <T extends ActivityContent | BarrierContent>(
  record: ChangedRecord,
  problem: number,
  title: string,
  old: T | null,
  now: T | null,
): PlanChange[] => {
  if (!old || !now) return [];
  const key = (owner: T) => owner.ownerId ?? ownerWords(owner);
  if (key(old) === key(now)) return [];
  return [
    {
      ...blank(record, now.id, problem, title),
      kind: 'changed',
      field: 'owner',
      before: ownerWords(old),
      after: ownerWords(now),
    },
  ];
};

/** Who owns it, in words: the person, else the role. */
export const ownerWords = (owner: {
  ownerName: string | null;
  ownerRole?: string | null;
}): string | null => owner.ownerName ?? owner.ownerRole ?? null;

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

const blank = (
  record: ChangedRecord,
  id: string | null,
  problem: number | null,
  title: string,
): Omit<PlanChange, 'kind'> => ({
  record,
  id,
  problem,
  title,
  field: null,
  before: null,
  after: null,
});
