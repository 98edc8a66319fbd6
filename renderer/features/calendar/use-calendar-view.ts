/** How the calendar is looked at: view, unit or person, layers, day. Kept with the person. */
import { useMemo } from 'react';
import type { AppointmentKind } from '../../../shared/appointments/appointment';
import type { Whose } from '../../../shared/contract/appointments';
import { isDate, localDateOf, plusDays, weekdayOf } from '../../../shared/time';
import { useDraft } from '../../app/drafts';
import { chooseUnit, stay } from '../../app/navigation';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { useAppDispatch, useAppSelector } from '../../app/store';

export const viewNames = ['day', 'week', 'month', 'agenda'] as const;
export type ViewName = (typeof viewNames)[number];

export const layers = ['round', 'meeting', 'visit', 'due', 'edd'] as const;
export type Layer = AppointmentKind | 'due' | 'edd';

interface Kept {
  view: ViewName;
  by: 'unit' | 'person';
  userId: string | null;
  /** Layers that were switched off. */
  hidden: Layer[];
}

const usual: Kept = { view: 'week', by: 'unit', userId: null, hidden: [] };

const read = (text: string): Kept => {
  try {
    return { ...usual, ...(JSON.parse(text) as Partial<Kept>) };
  } catch {
    return usual;
  }
};

/** Days an agenda lists. */
const agendaDays = 14;
const monthDays = 42;

/** Monday of the week of a date. */
export const weekStart = (date: string): string => plusDays(date, 1 - weekdayOf(date));

/** The Sunday that a month's sheet begins with. */
export const sheetStart = (date: string): string => {
  const first = `${date.slice(0, 8)}01`;
  return plusDays(first, -(weekdayOf(first) % 7));
};

/** The first of the month `n` months away. */
export const monthAway = (date: string, n: number): string => {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + n;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
};

/** Local dates a view shows, both included. */
export const windowOf = (view: ViewName, date: string): { from: string; to: string } => {
  switch (view) {
    case 'day':
      return { from: date, to: date };
    case 'week':
      return { from: weekStart(date), to: plusDays(weekStart(date), 6) };
    case 'month':
      return { from: sheetStart(date), to: plusDays(sheetStart(date), monthDays - 1) };
    case 'agenda':
      return { from: date, to: plusDays(date, agendaDays - 1) };
  }
};

/** The day that “earlier” and “later” go to. */
const stepped = (view: ViewName, date: string, n: number): string => {
  switch (view) {
    case 'day':
      return plusDays(date, n);
    case 'week':
      return plusDays(date, 7 * n);
    case 'month':
      return monthAway(date, n);
    case 'agenda':
      return plusDays(date, agendaDays * n);
  }
};

export interface CalendarView extends Kept {
  date: string;
  today: string;
  unitId: string | null;
  whose: Whose | null;
  window: { from: string; to: string };
  set: (patch: Partial<Kept>) => void;
  setUnit: (unitId: string) => void;
  goTo: (date: string) => void;
  step: (n: number) => void;
  toggle: (layer: Layer) => void;
}

export const useCalendarView = (): CalendarView => {
  const { units, user } = useSession();
  const { now, zone } = useMinute();
  const dispatch = useAppDispatch();
  const params = useAppSelector((state) => state.navigation.present.params);
  const chosenUnit = useAppSelector((state) => state.navigation.unitId);
  const kept = useDraft('app.calendar', JSON.stringify(usual));
  const known = useMemo(() => read(kept.text), [kept.text]);
  const today = localDateOf(now, zone);
  const asked = params['date'] ?? '';
  const date = isDate(asked) ? asked : today;
  const unitId = units.find(({ id }) => id === chosenUnit)?.id ?? units[0]?.id ?? null;
  const userId = known.userId ?? user.id;
  const whose: Whose | null =
    known.by === 'person'
      ? { kind: 'person', userId }
      : unitId === null
        ? null
        : { kind: 'unit', unitId };
  const set = (patch: Partial<Kept>): void => kept.set(JSON.stringify({ ...known, ...patch }));
  const goTo = (next: string): void => void dispatch(stay({ date: next }));
  return {
    ...known,
    userId,
    date,
    today,
    unitId,
    whose,
    window: windowOf(known.view, date),
    set,
    setUnit: (id) => void dispatch(chooseUnit(id)),
    goTo,
    step: (n) => goTo(stepped(known.view, date, n)),
    toggle: (layer) =>
      set({
        hidden: known.hidden.includes(layer)
          ? known.hidden.filter((each) => each !== layer)
          : [...known.hidden, layer],
      }),
  };
};
