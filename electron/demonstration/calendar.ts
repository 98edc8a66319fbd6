/** Rounds, huddles, meetings and visits of the demonstration hospital. */
import { roomOf } from '../../shared/appointments/conflicts';
import { plusDays, weekdayOf } from '../../shared/time';
import type { CalendarDefinition } from './definitions';
import { must, type World } from './world';

/** Weeks for which the series have run. */
const weeksBefore = 12;

type Series = CalendarDefinition['series'][number];
type Single = CalendarDefinition['single'][number];
type Status = 'accepted' | 'declined' | 'tentative' | 'needs-action';

/** Writes all appointments; those of patients who have not arrived are left out. */
export const tellCalendar = (world: World, calendar: CalendarDefinition): void => {
  for (const series of calendar.series) tellSeries(world, series);
  for (const single of calendar.single) tellSingle(world, single);
};

/** The first date with that weekday on or after a date. */
const weekdayFrom = (date: string, weekday: number): string =>
  plusDays(date, (weekday - weekdayOf(date) + 7) % 7);

const tellSeries = (world: World, series: Series): void => {
  const { book, time } = world;
  const unit = must(world.units.get(series.unit), series.unit);
  const starts = weekdayFrom(time.date(-7 * weeksBefore), series.weekday);
  const stamp = {
    at: time.ofLocal(`${starts}T07:00`),
    by: must(world.users.get('u-stonehaven'), 'lead').id,
  };
  const seriesId = book.record('appointment_series', series.key, stamp, {
    kind: series.kind,
    title: series.title,
    unitId: unit.id,
    startsLocal: `${starts}T${series.time}`,
    zone: time.zone,
    minutes: series.minutes,
    rule: series.rule,
    place: series.place,
    placeFolded: roomOf(series.place ?? null),
    travelBeforeMinutes: 0,
    travelAfterMinutes: 0,
    note: series.note,
    status: 'booked',
  });
  world.lookup.set(`series:${series.key}`, seriesId);
  series.expects.forEach(({ who, role, status }, index) => {
    tellParticipant(world, seriesId, `${series.key}/${index}`, stamp, {
      who,
      role,
      status: status ?? 'needs-action',
    });
  });
  for (const exception of series.exceptions ?? []) {
    const date = weekdayFrom(time.date(exception.atLeastDays), exception.weekday);
    book.record(
      'appointment_exception',
      `${series.key}/${exception.weekday}`,
      { at: time.instant({ day: -1, time: '08:40' }), by: stamp.by },
      {
        seriesId,
        originalLocal: `${date}T${series.time}`,
        cancelled: exception.cancelled ? 1 : 0,
        startsLocal: exception.movedTo === undefined ? undefined : `${date}T${exception.movedTo}`,
        minutes: exception.movedTo === undefined ? undefined : series.minutes,
        reason: exception.reason,
      },
    );
  }
};

const tellSingle = (world: World, single: Single): void => {
  const { book, time } = world;
  const patientId = single.person === undefined ? undefined : world.lookup.get(single.person);
  if (single.person !== undefined && patientId === undefined) return;
  const encounterId =
    single.person === undefined ? undefined : world.lookup.get(`${single.person}/stay`);
  const date = single.office ? time.officeDate(single.day) : time.date(single.day);
  const first = single.with.find(({ who }) => who?.startsWith('u-'))?.who ?? 'u-stonehaven';
  // Made the day before at nine, or yesterday where it still lies ahead.
  const stamp = {
    at: time.instant({ day: Math.min(single.day - 1, -1), time: '09:00' }),
    by: must(world.users.get(first), first).id,
  };
  const startsLocal = `${date}T${single.time}`;
  const seriesId = book.record('appointment_series', single.key, stamp, {
    kind: single.kind,
    title: single.title,
    unitId:
      single.unit === undefined ? undefined : must(world.units.get(single.unit), single.unit).id,
    patientId,
    encounterId,
    startsLocal,
    zone: time.zone,
    minutes: single.minutes,
    endsLocal: startsLocal,
    place: single.place,
    placeFolded: roomOf(single.place ?? null),
    address: single.address,
    travelBeforeMinutes: single.travel ?? 0,
    travelAfterMinutes: single.travel ?? 0,
    note: single.note,
    status: 'booked',
  });
  single.with.forEach(({ who, name, role }, index) => {
    tellParticipant(world, seriesId, `${single.key}/${index}`, stamp, {
      who,
      name,
      role,
      status: 'accepted',
    });
  });
};

interface Expected {
  who?: string | undefined;
  name?: string | undefined;
  role: string;
  status: Status;
}

const tellParticipant = (
  world: World,
  seriesId: string,
  key: string,
  stamp: { at: string; by: string },
  one: Expected,
): void => {
  const user = one.who?.startsWith('u-') ? must(world.users.get(one.who), one.who) : undefined;
  const practitioner = one.who?.startsWith('p-')
    ? must(world.practitioners.get(one.who), one.who)
    : undefined;
  world.book.record('appointment_participant', key, stamp, {
    seriesId,
    userId: user?.id,
    practitionerId: practitioner?.id,
    name: one.name ?? practitioner?.name ?? user?.printed,
    role: one.role,
    required: 1,
    status: one.status,
  });
};
