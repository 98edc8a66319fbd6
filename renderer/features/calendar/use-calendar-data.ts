/** What the calendar shows: main's answer for the window, without the layers that are switched off. */
import type {
  CalendarMonth,
  CalendarRange,
  Conflict,
  DayFacts,
  KindCounts,
  Occurrence,
} from '../../../shared/appointments/appointment';
import type { CallError } from '../../../shared/errors';
import { useCallKeeping } from '../../app/api';
import type { LayerCounts } from './SidePanel';
import type { CalendarView } from './use-calendar-view';

export type Answer =
  { kind: 'range'; range: CalendarRange } | { kind: 'month'; month: CalendarMonth };

export interface CalendarData {
  answer: Answer | null;
  /** Occurrences that are shown, by start; of a month those that are written out. */
  occurrences: Occurrence[];
  conflicts: Conflict[];
  days: DayFacts[];
  counts: LayerCounts;
  cut: boolean;
  error: CallError | undefined;
  refetch: () => void;
}

const countsOf = (days: readonly DayFacts[], kinds: KindCounts): LayerCounts => ({
  ...kinds,
  due: days.reduce((sum, { reviews }) => sum + reviews, 0),
  edd: days.reduce((sum, { edd }) => sum + edd.expected, 0),
});

const kindsIn = (occurrences: readonly Occurrence[]): KindCounts => {
  const counts: KindCounts = { round: 0, meeting: 0, visit: 0 };
  for (const { kind, cancelled } of occurrences) if (!cancelled) counts[kind] += 1;
  return counts;
};

export const useCalendarData = (view: CalendarView): CalendarData => {
  const isMonth = view.view === 'month';
  const input = view.whose === null ? null : { whose: view.whose, ...view.window };
  const range = useCallKeeping('appointments.range', isMonth ? null : input);
  const month = useCallKeeping('appointments.month', isMonth ? input : null);
  const asked = isMonth ? month : range;
  const answer: Answer | null = isMonth
    ? month.data === undefined
      ? null
      : { kind: 'month', month: month.data }
    : range.data === undefined
      ? null
      : { kind: 'range', range: range.data };
  const all =
    answer === null
      ? []
      : answer.kind === 'range'
        ? answer.range.occurrences
        : [
            ...new Map(
              answer.month.days.flatMap(({ events }) => events.map((one) => [one.key, one])),
            ).values(),
          ];
  const days =
    answer === null ? [] : answer.kind === 'range' ? answer.range.days : answer.month.days;
  const kinds =
    answer?.kind === 'month'
      ? answer.month.days.reduce<KindCounts>(
          (sum, { counts }) => ({
            round: sum.round + counts.round,
            meeting: sum.meeting + counts.meeting,
            visit: sum.visit + counts.visit,
          }),
          { round: 0, meeting: 0, visit: 0 },
        )
      : kindsIn(all);
  const whole = answer === null ? null : answer.kind === 'range' ? answer.range : answer.month;
  return {
    answer,
    occurrences: all.filter(({ kind }) => !view.hidden.includes(kind)),
    conflicts: whole?.conflicts ?? [],
    days,
    counts: countsOf(days, kinds),
    cut: whole?.cut ?? false,
    error: asked.error,
    refetch: asked.refetch,
  };
};
