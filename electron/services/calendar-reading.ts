/** Puts a calendar together: occurrences of a window, masked where needed, with their conflicts. */
import { openablePatients, type OpenablePatients } from '../../db/appointment-reach';
import {
  exceptionsOf,
  participantRows,
  patientsOf,
  type ParticipantRow,
  type SeriesRow,
  type StoredException,
} from '../../db/appointments';
import {
  calendarSeries,
  expectedByDate,
  leftByDate,
  reviewsByDate,
  seriesTouching,
  type DateWindow,
} from '../../db/calendar';
import { personNames } from '../../db/person-names';
import type {
  AppointmentPatient,
  CalendarRange,
  Conflict,
  DayFacts,
  Masked,
  Occurrence,
} from '../../shared/appointments/appointment';
import { overlapsOf, roomOf, type Overlap, type Taken } from '../../shared/appointments/conflicts';
import { expandSeries, type Planned } from '../../shared/appointments/expand';
import { mayWriteSeries } from '../../shared/appointments/permission';
import type { Window } from '../../shared/appointments/series-time';
import { instantOfMinute, localOfEpoch } from '../../shared/appointments/zone-line';
import type { Whose } from '../../shared/contract/appointments';
import { localDateOf, minuteMs, plusDays, startOfDate } from '../../shared/time';
import type { CallContext } from '../ipc/context';

/** Occurrences one answer holds at most. */
const mostShown = 2000;
/** Occurrences that a month counts; it holds only a few of them (month.ts). */
export const mostCounted = 20_000;

/** A series with its people and what differs on its occurrences. */
interface Loaded {
  row: SeriesRow;
  people: ParticipantRow[];
  exceptions: StoredException[];
}

/** One occurrence before it is masked. */
interface Found {
  key: string;
  loaded: Loaded;
  planned: Planned<StoredException>;
  place: string | null;
  /** The room that the place names, as it is compared. */
  room: string | null;
}

/** What a calendar is made of; the month's digest is made of the same. */
export interface CalendarParts extends CalendarRange {
  /** The rule of each series that recurs. */
  rules: Map<string, string | null>;
}

/** Names an occurrence. */
export const occurrenceKey = (seriesId: string, originalLocal: string): string =>
  `${seriesId}/${originalLocal}`;

const grouped = <T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};

const load = async (ctx: CallContext, rows: readonly SeriesRow[]): Promise<Loaded[]> => {
  const recurring = rows.filter(({ rule }) => rule !== null).map(({ id }) => id);
  const exceptions = grouped(await exceptionsOf(ctx.trx, recurring), ({ seriesId }) => seriesId);
  const people = grouped(
    await participantRows(
      ctx.trx,
      rows.map(({ id }) => id),
    ),
    ({ seriesId }) => seriesId,
  );
  return rows.map((row) => ({
    row,
    people: people.get(row.id) ?? [],
    exceptions: exceptions.get(row.id) ?? [],
  }));
};

const placeOf = (
  row: SeriesRow,
  exception: StoredException | null,
): Pick<Found, 'place' | 'room'> => {
  const own = exception?.place ?? null;
  if (own === null) return { place: row.place, room: row.placeFolded ?? roomOf(row.place) };
  return { place: own === '' ? null : own, room: roomOf(own) };
};

const find = (all: readonly Loaded[], window: Window): Found[] =>
  all
    .flatMap((loaded) =>
      expandSeries(loaded.row, loaded.exceptions, window).map((planned) => ({
        key: occurrenceKey(loaded.row.id, planned.originalLocal),
        loaded,
        planned,
        ...placeOf(loaded.row, planned.exception),
      })),
    )
    .sort((a, b) => a.planned.from - b.planned.from || (a.key < b.key ? -1 : 1));

// ---- Conflicts ------------------------------------------------------------------------------------

const personKey = ({ userId, practitionerId }: ParticipantRow): string | null =>
  userId !== null
    ? `user:${userId}`
    : practitionerId !== null
      ? `practitioner:${practitionerId}`
      : null;

/** What an occurrence takes: its people with their way there and back, its room without. */
const takenBy = ({ key, loaded, planned, room }: Found): Taken[] => {
  if (planned.cancelled) return [];
  const { row, people } = loaded;
  const from = planned.from - row.travelBeforeMinutes * minuteMs;
  const to = planned.to + row.travelAfterMinutes * minuteMs;
  const persons = people
    .filter(({ status }) => status !== 'declined')
    .flatMap((person) => personKey(person) ?? [])
    .map((resource) => ({ key, resource, from, to }));
  return room === null
    ? persons
    : [...persons, { key, resource: `place:${room}`, from: planned.from, to: planned.to }];
};

/** Series of other calendars that may want the people and rooms of those shown. */
const othersOf = async (
  ctx: CallContext,
  shown: readonly Loaded[],
  found: readonly Found[],
  window: DateWindow,
): Promise<Loaded[]> => {
  const ids = (of: (row: ParticipantRow) => string | null): string[] => [
    ...new Set(shown.flatMap(({ people }) => people.flatMap((person) => of(person) ?? []))),
  ];
  const rows = await seriesTouching(
    ctx.trx,
    {
      userIds: ids(({ userId }) => userId),
      practitionerIds: ids(({ practitionerId }) => practitionerId),
      rooms: [...new Set(found.flatMap(({ room }) => room ?? []))],
    },
    window,
    new Set(shown.map(({ row }) => row.id)),
  );
  return load(ctx, rows);
};

/** Overlaps of the same two occurrences, told once. */
const pairsOf = (overlaps: readonly Overlap[], shown: ReadonlySet<string>): Overlap[][] => {
  const concerned = overlaps.filter(({ keys }) => keys.some((key) => shown.has(key)));
  return [...grouped(concerned, ({ keys }) => keys.toSorted().join(' ')).values()];
};

// ---- Masking --------------------------------------------------------------------------------------

interface Sight {
  patients: Map<string, AppointmentPatient>;
  reach: OpenablePatients;
}

const sightOf = async (ctx: CallContext, all: readonly Loaded[]): Promise<Sight> => {
  const patients = await patientsOf(
    ctx.trx,
    all.map(({ row }) => row),
  );
  const reach = await openablePatients(
    ctx.trx,
    ctx.user,
    [...patients.values()].map(({ id }) => id),
    ctx.now,
  );
  return { patients, reach };
};

const maskOf = ({ patients, reach }: Sight, row: SeriesRow): Masked | null => {
  if (row.patientId === null) return null;
  const survivor = patients.get(row.patientId)?.id ?? row.patientId;
  if (reach.openable.has(survivor)) return null;
  return reach.restricted.has(survivor) ? 'restricted' : 'busy';
};

const toOccurrence = (ctx: CallContext, sight: Sight, one: Found): Occurrence => {
  const { key, loaded, planned, place } = one;
  const { row, people } = loaded;
  const masked = maskOf(sight, row);
  const told = <T>(value: T): T | null => (masked === null ? value : null);
  const whole = row.wholeDays > 0;
  const local = (ms: number): string => localOfEpoch(ms, ctx.zone);
  return {
    key,
    seriesId: row.id,
    originalLocal: planned.originalLocal,
    kind: row.kind,
    recurring: row.rule !== null,
    // Dates never pass through a zone.
    startLocal: whole ? planned.startsLocal : local(planned.from),
    endLocal: whole
      ? `${plusDays(planned.startsLocal.slice(0, 10), row.wholeDays)}T00:00`
      : local(planned.to),
    startsAt: instantOfMinute(planned.from),
    endsAt: instantOfMinute(planned.to),
    wholeDays: row.wholeDays,
    masked,
    title: told(planned.exception?.title ?? row.title) ?? '',
    place: told(place),
    patient: row.patientId === null ? null : told(sight.patients.get(row.patientId) ?? null),
    travelBeforeMinutes: row.travelBeforeMinutes,
    travelAfterMinutes: row.travelAfterMinutes,
    cancelled: planned.cancelled,
    moved: planned.moved,
    conflicted: false,
    mayWrite:
      masked === null &&
      mayWriteSeries(ctx.user, {
        kind: row.kind,
        unitId: row.unitId,
        patientId: row.patientId,
        createdBy: row.createdBy,
        participantIds: people.flatMap(({ userId }) => userId ?? []),
      }),
    rowVersion: row.rowVersion,
    exceptionVersion: planned.exception?.rowVersion ?? null,
  };
};

const conflictsOf = async (
  ctx: CallContext,
  pairs: readonly Overlap[][],
  occurrences: ReadonlyMap<string, Occurrence>,
  all: readonly Found[],
): Promise<Conflict[]> => {
  const names = await resourceNames(ctx, all);
  return pairs.map((overlaps) => {
    const from = Math.min(...overlaps.map((each) => each.from));
    const to = Math.max(...overlaps.map((each) => each.to));
    const [a, b] = overlaps[0]!.keys.map((key) => occurrences.get(key)!) as [
      Occurrence,
      Occurrence,
    ];
    const named = (prefix: string): string[] =>
      overlaps
        .filter(({ resource }) => resource.startsWith(prefix))
        .map(({ resource }) => names.get(resource) ?? '');
    const [room] = named('place:');
    return {
      keys: [a.key, b.key],
      titles: [a.title, b.title],
      masked: [a.masked, b.masked],
      fromLocal: localOfEpoch(from, ctx.zone),
      minutes: Math.round((to - from) / minuteMs),
      people: [...named('user:'), ...named('practitioner:')],
      // The room of somebody else's patient is not told.
      place: room !== undefined && a.masked === null && b.masked === null ? room : null,
    };
  });
};

const resourceNames = async (
  ctx: CallContext,
  all: readonly Found[],
): Promise<Map<string, string>> => {
  const people = [...new Set(all.map(({ loaded }) => loaded))].flatMap((each) => each.people);
  const users = await personNames(
    ctx.trx,
    people.map(({ userId }) => userId),
    localDateOf(ctx.now, ctx.zone),
  );
  const names = new Map<string, string>();
  for (const person of people) {
    const key = personKey(person);
    if (key !== null) names.set(key, users.get(person.userId ?? '') ?? person.name ?? '');
  }
  for (const { place, room } of all) {
    if (room !== null && place !== null) names.set(`place:${room}`, place);
  }
  return names;
};

// ---- The calendar ---------------------------------------------------------------------------------

const factsOf = async (ctx: CallContext, whose: Whose, window: DateWindow): Promise<DayFacts[]> => {
  const expected = await expectedByDate(ctx.trx, whose, window);
  const left = await leftByDate(ctx.trx, whose, window);
  const reviews = await reviewsByDate(ctx.trx, whose, window);
  const days: DayFacts[] = [];
  for (let { from: date } = window; date <= window.to; date = plusDays(date, 1))
    days.push({
      date,
      edd: { expected: 0, notReady: 0, ...expected.get(date), left: left.get(date) ?? 0 },
      reviews: reviews.get(date) ?? 0,
    });
  return days;
};

/** Everything a calendar shows in a window of local dates, of at most so many occurrences. */
export const readCalendar = async (
  ctx: CallContext,
  whose: Whose,
  dates: DateWindow,
  most = mostShown,
): Promise<CalendarParts> => {
  const window: Window = {
    from: startOfDate(dates.from, ctx.zone),
    to: startOfDate(plusDays(dates.to, 1), ctx.zone),
  };
  const shown = await load(ctx, await calendarSeries(ctx.trx, whose, dates));
  const every = find(shown, window);
  const found = every.slice(0, most);
  const others = find(await othersOf(ctx, shown, found, dates), window);
  const all = [...found, ...others];
  const mine = whose.kind === 'person' ? `user:${whose.userId}` : null;
  const taken = all
    .flatMap(takenBy)
    .filter(({ resource }) => mine === null || resource === mine || resource.startsWith('place:'));
  const pairs = pairsOf(overlapsOf(taken), new Set(found.map(({ key }) => key)));
  const inPair = new Set(pairs.flatMap(([first]) => first!.keys));
  const concerned = all.filter((one, i) => i < found.length || inPair.has(one.key));
  const sight = await sightOf(ctx, [...new Set(concerned.map(({ loaded }) => loaded))]);
  const occurrences = new Map(
    concerned.map((one) => [
      one.key,
      { ...toOccurrence(ctx, sight, one), conflicted: inPair.has(one.key) },
    ]),
  );
  ctx.saw(
    [...occurrences.values()].flatMap(({ patient }) => (patient === null ? [] : [patient.id])),
  );
  return {
    occurrences: found.map(({ key }) => occurrences.get(key)!),
    conflicts: await conflictsOf(
      ctx,
      pairs,
      occurrences,
      concerned.filter(({ key }) => inPair.has(key)),
    ),
    days: await factsOf(ctx, whose, dates),
    cut: every.length > found.length,
    rules: new Map(shown.map(({ row }) => [row.id, row.rule])),
  };
};
