/** What accepting a proposal writes: as it was proposed, or as a person adapted it. */
import type { Text } from '../clinical/instruments/vocabulary';
import { dueDateOf, type Anchors } from '../careplans/templates/timing';
import { dueBy, type Due, type StayDates } from './due';
import type { Proposed } from './proposal';
import { saysTheSame } from './similar';

export type Language = keyof Text;

export interface AcceptedLine {
  text: string;
  dueOn: string | null;
  /** Role of the owner, by its id. */
  role: string | null;
}

export type AcceptedTask = Due & {
  kind: string;
  title: string;
  role: string | null;
  priority: 'stat' | 'urgent' | 'routine';
};

/** Lines of a plan: under a problem that stands there, or under a new one. */
export interface AcceptedLines {
  problemId: string | null;
  /** Title of the new problem; unused where one stands. */
  problem: string;
  goal: AcceptedLine | null;
  interventions: AcceptedLine[];
}

/** Problem of the plan that a goal or an intervention belongs under. */
export interface PlaceInPlan {
  id: string;
  text: string;
  code: string | null;
}

/** The plan's problem for a goal or an intervention: the same item, or the same words. */
export const placeIn = (
  { kind, under, sameItem }: Proposed,
  problems: readonly PlaceInPlan[],
): string | null => {
  if (kind !== 'goal' && kind !== 'intervention') return null;
  const found =
    problems.find(({ code }) => code !== null && code === sameItem) ??
    problems.find(
      ({ text }) => under !== null && (saysTheSame(text, under.en) || saysTheSame(text, under.es)),
    );
  return found?.id ?? null;
};

/** The date of a proposal's lines: by the library's time, or by the rule; its day where it has an hour. */
export const dueDayOf = (
  { timing, due }: Pick<Proposed, 'timing' | 'due'>,
  dates: StayDates,
  dayOf: (instant: string) => string,
): string | null => {
  if (timing !== null) {
    const { now: activatedAt, dischargeOn, zone, holidays } = dates;
    const anchors: Anchors = { activatedAt, dischargeOn, zone, holidays };
    return dueDateOf(timing, anchors);
  }
  const { dueAt, dueOn } = dueBy(due, dates);
  return dueOn ?? (dueAt === null ? null : dayOf(dueAt));
};

/** The lines as proposed, in the words of one language. */
export const linesAsProposed = (
  proposal: Proposed,
  language: Language,
  dueOn: string | null,
  problemId: string | null,
): AcceptedLines => {
  const { kind, title, goal, interventions, under, role } = proposal;
  const line = (words: Text): AcceptedLine => ({ text: words[language], dueOn, role });
  return {
    problemId,
    problem: (kind === 'problem' ? title : (under ?? title))[language],
    goal: kind === 'goal' ? line(title) : kind === 'problem' && goal ? line(goal) : null,
    interventions: kind === 'intervention' ? [line(title)] : interventions.map(line),
  };
};

/** The tasks as proposed. */
export const tasksAsProposed = (
  { tasks }: Proposed,
  language: Language,
  dates: StayDates,
): AcceptedTask[] =>
  tasks.map(({ kind, title, role, due, priority }) => ({
    ...{ kind, title: title[language], role, priority },
    ...dueBy(due, dates),
  }));
