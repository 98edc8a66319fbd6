/** A clinic with appointments: builders with sensible defaults, and calendars read as short lines. */
import type { SignedInUser } from '../../electron/ipc/context';
import type { Changed, Occurrence } from '../../shared/appointments/appointment';
import type { OccurrenceFacts, SeriesFacts, Whose } from '../../shared/contract/appointments';
import { clinic, type Clinic } from './clinic';

/** Rounds of every weekday at 10:30, from Monday, March 2, 2026. */
export const weekdayRule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

export const facts = (more: Partial<SeriesFacts> = {}): SeriesFacts => ({
  title: 'Interdisciplinary rounds',
  startsLocal: '2026-03-02T10:30',
  minutes: 45,
  wholeDays: 0,
  rule: null,
  place: null,
  address: null,
  travelBeforeMinutes: 0,
  travelAfterMinutes: 0,
  note: null,
  participants: [],
  ...more,
});

/** Somebody expected who signs in. */
export const expected = (user: SignedInUser, role: string | null = null) => ({
  id: null,
  userId: user.id,
  practitionerId: null,
  name: null,
  role,
});

/** One occurrence under its versions, as calls want it. */
export interface Seen {
  seriesId: string;
  originalLocal: string;
  rowVersion: number;
  exceptionVersion: number | null;
}

export interface CalendarClinic extends Clinic {
  /** The unit lead's rounds on 5 West. */
  rounds: (more?: Partial<SeriesFacts>, unitId?: string) => Promise<Changed>;
  meeting: (
    as: SignedInUser,
    more?: Partial<SeriesFacts>,
    where?: { unitId?: string | null; encounterId?: string | null },
  ) => Promise<Changed>;
  occurrences: (
    from: string,
    to: string,
    as?: SignedInUser,
    whose?: Whose,
  ) => Promise<Occurrence[]>;
  /** `03-12 10:30 Title`, with `×` where cancelled and `→` where moved. */
  lines: (from: string, to: string, as?: SignedInUser, whose?: Whose) => Promise<string[]>;
  /** The occurrence of that original date on 5 West, as it is seen now. */
  seen: (seriesId: string, originalLocal: string) => Promise<Seen>;
  /** Facts for one occurrence, as the form would send them. */
  only: (more?: Partial<OccurrenceFacts>) => OccurrenceFacts;
}

export const line = (one: Occurrence): string =>
  `${one.startLocal.slice(5).replace('T', ' ')} ${one.cancelled ? '× ' : ''}${
    one.moved ? '→ ' : ''
  }${one.masked ?? one.title}`;

export const calendarClinic = async (): Promise<CalendarClinic> => {
  const c = await clinic();
  const { lee } = c.people;
  const ofWest: Whose = { kind: 'unit', unitId: c.west };
  const occurrences: CalendarClinic['occurrences'] = async (from, to, as = lee, whose = ofWest) =>
    (await c.call(as, 'appointments.range', { whose, from, to })).occurrences;
  return {
    ...c,
    rounds: (more = {}, unitId = c.west) =>
      c.call(lee, 'appointments.create', {
        kind: 'round',
        unitId,
        encounterId: null,
        facts: facts({ rule: weekdayRule, ...more }),
      }),
    meeting: (as, more = {}, { unitId = c.west, encounterId = null } = {}) =>
      c.call(as, 'appointments.create', {
        kind: 'meeting',
        unitId,
        encounterId,
        facts: facts({ title: 'Family meeting', startsLocal: '2026-03-12T13:00', ...more }),
      }),
    occurrences,
    lines: async (from, to, as, whose) => (await occurrences(from, to, as, whose)).map(line),
    seen: async (seriesId, originalLocal) => {
      const { rowVersion, occurrence } = await c.call(lee, 'appointments.get', {
        seriesId,
        originalLocal,
      });
      return { seriesId, originalLocal, rowVersion, exceptionVersion: occurrence.exceptionVersion };
    },
    only: (more = {}) => ({
      title: 'Interdisciplinary rounds',
      startsLocal: '2026-03-12T10:30',
      minutes: 45,
      wholeDays: 0,
      place: null,
      note: null,
      reason: null,
      ...more,
    }),
  };
};
