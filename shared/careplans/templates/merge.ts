/**
 * What a template would do to a plan. Applying adds what is absent: the same id, or the same words,
 * is the same thing and stays one row. The earlier due date wins where a person agrees to it; an owner
 * already there stays; nothing that a person wrote is overwritten.
 */
import { fold } from '../../folding';
import type { BarrierCategory } from '../statuses';
import type { Offer } from './catalog';
import type { Frequency, TemplateGoal, TemplateIntervention } from './definition';
import { dueDateOf, type Anchors } from './timing';

/** A record of the plan as it stands, with the template's item it came from. */
export interface StandingItem {
  id: string;
  rowVersion: number;
  text: string;
  item: string | null;
  dueOn: string | null;
  ownerName: string | null;
}

export interface StandingProblem {
  id: string;
  text: string;
  item: string | null;
  goals: readonly StandingItem[];
  interventions: readonly StandingItem[];
}

/** The plan as a template finds it. */
export interface Standing {
  problems: readonly StandingProblem[];
  /** Open barriers of the stay. */
  barriers: readonly StandingItem[];
  /** Items of templates that were taken out of the plan. */
  takenOut: ReadonlySet<string>;
}

/**
 * `add` = absent; `there` = stays as it is; `date` = there, and the template's date is earlier or the
 * plan has none; `takenOut` = somebody took it out of this plan before.
 */
export type ItemState = 'add' | 'there' | 'date' | 'takenOut';

export interface PreviewItem {
  item: string;
  text: string;
  state: ItemState;
  /** Chosen at first. */
  ticked: boolean;
  /** By the template; null = not dated. */
  dueOn: string | null;
  /** What stands in the plan for it, where something does. */
  yours: { id: string; text: string; dueOn: string | null; ownerName: string | null } | null;
  /** Role of the owner, of an intervention. */
  role: string | null;
  /** Kind of barrier. */
  category: BarrierCategory | null;
}

export interface PreviewProblem extends PreviewItem {
  /** Why it is not ticked, or what this situation changes in it. */
  note: string | null;
  goals: PreviewItem[];
  interventions: PreviewItem[];
}

export interface Preview {
  problems: PreviewProblem[];
  barriers: PreviewItem[];
}

/** Words in brackets that the team fills: `[ ]`, `[date]`; a number stands as it is: `[3]` → `3`. */
export const plainText = (text: string): string => text.replace(/\[([^\]]*\d[^\]]*)\]/g, '$1');

/** Is there a blank left that the team has to fill before signing? */
export const hasBlank = (text: string | null): boolean =>
  text !== null && /\[[^\]\d]*\]/.test(text);

const same = (words: string, item: string) => {
  const key = fold(plainText(words));
  return (other: { text: string; item: string | null }): boolean =>
    other.item === item || (other.item === null && fold(plainText(other.text)) === key);
};

const itemOf = (
  { item, text, dueOn = null, role = null, category = null }: ItemWords,
  found: StandingItem | undefined,
  standing: Standing,
  ticked: boolean,
): PreviewItem => {
  const shown = { item, text, dueOn, role, category };
  if (!found) {
    const takenOut = standing.takenOut.has(item);
    return {
      ...shown,
      state: takenOut ? 'takenOut' : 'add',
      ticked: ticked && !takenOut,
      yours: null,
    };
  }
  const { id, dueOn: own, ownerName } = found;
  const earlier = dueOn !== null && (own === null || dueOn < own);
  return {
    ...shown,
    state: earlier ? 'date' : 'there',
    ticked: earlier && ticked,
    yours: { id, text: found.text, dueOn: own, ownerName },
  };
};

interface ItemWords {
  item: string;
  text: string;
  dueOn?: string | null;
  role?: string | null;
  category?: BarrierCategory | null;
}

/** What applying would add, what is there already, and what differs. */
export const previewOf = (offer: Offer, standing: Standing, anchors: Anchors): Preview => {
  const goals = standing.problems.flatMap((each) => each.goals);
  const interventions = standing.problems.flatMap((each) => each.interventions);
  return {
    problems: offer.problems.map(({ problem, offered, note }) => {
      const found = standing.problems.find(same(problem.statement, problem.id));
      // A problem that is in the plan is being worked on, so what it lacks is ticked.
      const ticked = offered || found !== undefined;
      const head = itemOf(
        { item: problem.id, text: problem.statement },
        found && { ...found, rowVersion: 0, dueOn: null, ownerName: null },
        standing,
        ticked,
      );
      const below = ticked && (found !== undefined || head.ticked);
      return {
        ...head,
        note,
        goals: problem.goals.map((goal) =>
          itemOf(
            { item: goal.id, text: plainText(goal.statement), dueOn: dueDateOf(goal.by, anchors) },
            goals.find(same(goal.statement, goal.id)),
            standing,
            below,
          ),
        ),
        interventions: problem.interventions.map((each) =>
          itemOf(
            {
              item: each.id,
              text: plainText(each.what),
              dueOn: dueDateOf(each.due, anchors),
              role: each.owner,
            },
            interventions.find(same(each.what, each.id)),
            standing,
            below,
          ),
        ),
      };
    }),
    // A typical barrier is no fact about this patient: none is ticked.
    barriers: offer.barriers.map(({ id, what, category }) =>
      itemOf(
        { item: id, text: plainText(what), category },
        standing.barriers.find(same(what, id)),
        standing,
        false,
      ),
    ),
  };
};

/** Everything that a preview lists, problems before what stands under them. */
export const itemsOf = ({ problems, barriers }: Preview): PreviewItem[] => [
  ...problems.flatMap((problem) => [problem, ...problem.goals, ...problem.interventions]),
  ...barriers,
];

/** Can it be chosen? What is there and has its date can not. */
export const isOpenChoice = ({ state }: PreviewItem): boolean => state !== 'there';

export interface Additions {
  /** Problems that are new, or to which something is added. */
  problems: {
    item: string;
    /** The plan's problem; null = it is added. */
    existingId: string | null;
    goals: string[];
    interventions: string[];
  }[];
  barriers: string[];
  /** Records whose due date becomes an earlier one. */
  dates: { part: 'goal' | 'activity'; id: string; dueOn: string }[];
}

/** What the chosen items do. A goal or an intervention brings its problem along. */
export const additionsOf = (preview: Preview, chosen: ReadonlySet<string>): Additions => {
  const absent = ({ item, state }: PreviewItem): boolean =>
    chosen.has(item) && (state === 'add' || state === 'takenOut');
  const dates = (items: readonly PreviewItem[], part: 'goal' | 'activity') =>
    items.flatMap(({ item, state, yours, dueOn }) =>
      chosen.has(item) && state === 'date' && yours && dueOn !== null
        ? [{ part, id: yours.id, dueOn }]
        : [],
    );
  return {
    problems: preview.problems.flatMap((problem) => {
      const goals = problem.goals.filter(absent).map(({ item }) => item);
      const interventions = problem.interventions.filter(absent).map(({ item }) => item);
      if (!absent(problem) && goals.length + interventions.length === 0) return [];
      return [{ item: problem.item, existingId: problem.yours?.id ?? null, goals, interventions }];
    }),
    barriers: preview.barriers.filter(absent).map(({ item }) => item),
    dates: preview.problems.flatMap((problem) => [
      ...dates(problem.goals, 'goal'),
      ...dates(problem.interventions, 'activity'),
    ]),
  };
};

/** How much would be done, for the words at the foot. */
export const countsOf = ({
  problems,
  barriers,
  dates,
}: Additions): {
  problems: number;
  goals: number;
  interventions: number;
  barriers: number;
  dates: number;
} => ({
  problems: problems.filter(({ existingId }) => existingId === null).length,
  goals: problems.reduce((sum, each) => sum + each.goals.length, 0),
  interventions: problems.reduce((sum, each) => sum + each.interventions.length, 0),
  barriers: barriers.length,
  dates: dates.length,
});

/** What is measured, with its unit or scale, as a plan's goal says it. */
export const measureWords = ({ measure, unit }: TemplateGoal): string =>
  unit === undefined ? measure : `${measure} (${unit})`;

const frequencyWords: Record<Frequency, string> = {
  once: 'Once',
  'each-shift': 'Each shift',
  daily: 'Daily',
  '2/day': '2 times a day',
  '3/day': '3 times a day',
  '4/day': '4 times a day',
  'each-meal': 'Each meal',
  '3/week': '3 times a week',
  weekly: 'Weekly',
  'each-visit': 'Each visit',
  'each-call': 'Each call',
  'each-treatment': 'Each treatment',
  'until-met': 'Each working day until the goal is met',
};

/** How often, in the words of the template's language. */
export const oftenWords = ({ frequency }: TemplateIntervention): string =>
  frequencyWords[frequency];

/** Does a condition of the patient propose this template? An ICD-10-CM code stands for those below. */
export const fitsCode = (codes: Offer['conditionCodes'], code: string): boolean => {
  const plain = code.replace('.', '').toUpperCase();
  return (
    codes.snomed.includes(code) ||
    codes.icd10cm.some((each) => plain.startsWith(each.replace('.', '')))
  );
};
