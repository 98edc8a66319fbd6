/** Dates, spans and kinds as the calendar writes them. Wall times are written as they are. */
import { useTranslation } from 'react-i18next';
import type { AppointmentKind, Occurrence } from '../../../shared/appointments/appointment';
import { daysBetween, plusDays } from '../../../shared/time';
import { useFormat } from '../../app/format';
import type { IconName } from '../../components/Icon';

export const kindIcon: Record<AppointmentKind, IconName> = {
  round: 'round',
  meeting: 'family',
  visit: 'home',
};

export interface CalendarFormat {
  /** Thu. */
  weekday: (date: string) => string;
  /** T: the head of a small month. */
  letter: (date: string) => string;
  /** March 2026. */
  month: (date: string) => string;
  /** Mar, as the first of a month in a sheet. */
  monthShort: (date: string) => string;
  /** March 9–15, or March 30 – April 5. */
  span: (from: string, to: string) => string;
  /** Thursday, March 12, 2026. */
  full: (date: string) => string;
  /** 10:30–11:15, a date where it ends on another, the dates of whole days. */
  when: (one: Pick<Occurrence, 'startLocal' | 'endLocal' | 'wholeDays'>) => string;
}

export const useCalendarFormat = (): CalendarFormat => {
  const { i18n } = useTranslation();
  const format = useFormat();
  const locale = i18n.language.startsWith('es') ? 'es-US' : 'en-US';
  const plain =
    (options: Intl.DateTimeFormatOptions) =>
    (date: string): string =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(
        Date.parse(`${date}T12:00:00Z`),
      );
  return {
    weekday: plain({ weekday: 'short' }),
    letter: plain({ weekday: 'narrow' }),
    month: plain({ month: 'long', year: 'numeric' }),
    monthShort: plain({ month: 'short' }),
    span: (from, to) =>
      new Intl.DateTimeFormat(locale, {
        month: 'long',
        day: 'numeric',
        timeZone: 'UTC',
      })
        .formatRange(Date.parse(`${from}T12:00:00Z`), Date.parse(`${to}T12:00:00Z`))
        // Thin spaces around the dash, as Intl writes them, are wide in a title.
        .replace(/\u2009–\u2009/, '–'),
    full: plain({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
    when: ({ startLocal, endLocal, wholeDays }) => {
      const [from, to] = [startLocal.slice(0, 10), endLocal.slice(0, 10)];
      if (wholeDays > 0)
        return wholeDays === 1
          ? format.weekdayDate(from)
          : `${format.weekdayDate(from)} – ${format.weekdayDate(plusDays(to, -1))}`;
      const end =
        daysBetween(from, to) > 0 && !endLocal.endsWith('T00:00')
          ? `${format.weekdayDate(to)} ${endLocal.slice(11)}`
          : endLocal.slice(11);
      return `${startLocal.slice(11)}–${end}`;
    },
  };
};
