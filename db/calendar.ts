/**
 * What a calendar shows in a window: the series that can occur in it, and the other facts of its
 * days. Ten years of past appointments cost nothing: everything is read from the window's start on.
 */
import { longestDays } from '../shared/appointments/expand';
import type { Whose } from '../shared/contract/appointments';
import { plusDays } from '../shared/time';
import type { SeriesRow } from './appointments';
import type { Trx } from './connection';

/** Local dates, both included. Series in other zones may be a day off: expansion is exact. */
export interface DateWindow {
  from: string;
  to: string;
}

/** Series rows one answer may read. */
export const mostSeries = 6000;

/** As in caseload.ts: SQLite proves a partial index from the query's own words. */
const isActive = '"encounter"."active" = 1';

type Query = ReturnType<Trx>;

/** Bounds of local starts that can touch the window. */
const boundsOf = ({ from, to }: DateWindow): { first: string; last: string } => ({
  first: `${plusDays(from, -longestDays - 2)}T00:00`,
  last: `${plusDays(to, 2)}T00:00`,
});

/** Ids of booked series of a condition that can occur in the window: with an end, and without. */
const occurring = (trx: Trx, window: DateWindow, where: (q: Query) => void): Query[] => {
  const { first, last } = boundsOf(window);
  const base = (): Query => {
    const query = trx('appointment_series').where('startsLocal', '<', last).select('id');
    where(query);
    return query;
  };
  return [base().where('endsLocal', '>=', first), base().whereNull('endsLocal')];
};

/** Ids of series of which an occurrence was moved into the window, perhaps past the series' end. */
const movedInto = (trx: Trx, window: DateWindow): Query => {
  const { first, last } = boundsOf(window);
  return trx('appointment_exception')
    .where('startsLocal', '>=', first)
    .where('startsLocal', '<', last)
    .select('seriesId as id');
};

/** Active stays of a unit, whose appointments are the unit's wherever they were made. */
const staysOf = (trx: Trx, unitId: string): Query =>
  trx('encounter').whereRaw(isActive).where({ unitId }).select('id');

const conditionsOf = (trx: Trx, whose: Whose): ((q: Query) => void)[] => {
  if (whose.kind === 'unit')
    return [
      (q) => void q.where('unitId', whose.unitId),
      (q) => void q.whereIn('encounterId', staysOf(trx, whose.unitId)),
    ];
  const expected = trx('appointment_participant')
    .where({ userId: whose.userId })
    .whereNull('removedAt')
    .select('seriesId');
  return [(q) => void q.whereIn('id', expected)];
};

const unionOf = (trx: Trx, whose: Whose, window: DateWindow): Query => {
  const conditions = conditionsOf(trx, whose);
  const [head, ...rest] = conditions.flatMap((where) => occurring(trx, window, where));
  const moved = conditions.map((where) => {
    const query = trx('appointment_series').whereIn('id', movedInto(trx, window)).select('id');
    where(query);
    return query;
  });
  return head!.union([...rest, ...moved]);
};

/** The series of a unit's or a person's calendar that can occur in the window. */
export const seriesInWindow = (trx: Trx, whose: Whose, window: DateWindow): Query =>
  trx('appointment_series')
    .whereIn('id', unionOf(trx, whose, window))
    .where('status', 'booked')
    .orderBy('id')
    .limit(mostSeries);

/**
 * Rows of a calendar. What belongs to a stay that has moved to another unit is that unit's, and no
 * longer of the unit it was made on.
 */
export const calendarSeries = async (
  trx: Trx,
  whose: Whose,
  window: DateWindow,
): Promise<SeriesRow[]> => {
  const rows = (await seriesInWindow(trx, whose, window)) as SeriesRow[];
  if (whose.kind === 'person') return rows;
  const units = await presentUnits(
    trx,
    rows.flatMap(({ encounterId }) => (encounterId === null ? [] : [encounterId])),
  );
  return rows.filter(({ encounterId }) => {
    const present = encounterId === null ? undefined : units.get(encounterId);
    return present === undefined || present === whose.unitId;
  });
};

/** The unit each active stay is on now. */
const presentUnits = async (
  trx: Trx,
  encounterIds: readonly string[],
): Promise<Map<string, string>> => {
  const ids = [...new Set(encounterIds)];
  const units = new Map<string, string>();
  for (let i = 0; i < ids.length; i += 400) {
    const rows = (await trx('encounter')
      .whereIn('id', ids.slice(i, i + 400))
      .whereRaw(isActive)
      .whereNotNull('unitId')
      .select('id', 'unitId')) as { id: string; unitId: string }[];
    for (const { id, unitId } of rows) units.set(id, unitId);
  }
  return units;
};

/**
 * Other calendars' series that want the same people or rooms in the window: for conflicts. Those
 * that are `known` are not read again.
 */
export const seriesTouching = async (
  trx: Trx,
  wanted: {
    userIds: readonly string[];
    practitionerIds: readonly string[];
    rooms: readonly string[];
  },
  window: DateWindow,
  known: ReadonlySet<string> = new Set(),
): Promise<SeriesRow[]> => {
  const expected = (column: 'userId' | 'practitionerId', ids: readonly string[]) => (q: Query) =>
    void q.whereIn(
      'id',
      trx('appointment_participant')
        .whereIn(column, [...ids])
        .whereNull('removedAt')
        .select('seriesId'),
    );
  const conditions = [
    ...(wanted.userIds.length > 0 ? [expected('userId', wanted.userIds)] : []),
    ...(wanted.practitionerIds.length > 0
      ? [expected('practitionerId', wanted.practitionerIds)]
      : []),
    ...(wanted.rooms.length > 0
      ? [(q: Query) => void q.whereIn('placeFolded', [...wanted.rooms])]
      : []),
  ];
  const [head, ...rest] = conditions.flatMap((where) => occurring(trx, window, where));
  if (!head) return [];
  // Of a full month most are its own: only ids of them are read.
  const ids = ((await head.union(rest)) as { id: string }[])
    .flatMap(({ id }) => (known.has(id) ? [] : id))
    .toSorted()
    .slice(0, mostSeries);
  const found: SeriesRow[] = [];
  for (let at = 0; at < ids.length; at += 400)
    found.push(
      ...((await trx('appointment_series')
        .whereIn('id', ids.slice(at, at + 400))
        .where('status', 'booked')
        .orderBy('id')) as SeriesRow[]),
    );
  return found;
};

// ---- Facts of days --------------------------------------------------------------------------------

/** Ids of the active stays a calendar is about. */
const activeIds = (trx: Trx, whose: Whose): Query => {
  if (whose.kind === 'unit') return staysOf(trx, whose.unitId);
  const by = (column: 'caseManagerId' | 'dischargePlannerId'): Query =>
    trx('encounter').whereRaw(isActive).where(column, whose.userId).select('id');
  return by('caseManagerId').union([by('dischargePlannerId')]);
};

/** Stays expected to leave on each date, and how many of them are not medically ready. */
export const expectedByDate = async (
  trx: Trx,
  whose: Whose,
  { from, to }: DateWindow,
): Promise<Map<string, { expected: number; notReady: number }>> => {
  const rows = (await trx('encounter')
    .whereIn('id', activeIds(trx, whose))
    .whereNull('enteredInErrorAt')
    .whereBetween('expectedDischargeOn', [from, to])
    .groupBy('expectedDischargeOn')
    .select({ date: 'expectedDischargeOn' })
    .count({ expected: '*' })
    .sum({
      notReady: trx.raw(`case when "medicallyReady" = 'no' then 1 else 0 end`),
    })) as { date: string; expected: number; notReady: number }[];
  return new Map(
    rows.map(({ date, expected, notReady }) => [
      date,
      { expected: Number(expected), notReady: Number(notReady) },
    ]),
  );
};

/** Stays that left on each date. */
export const leftByDate = async (
  trx: Trx,
  whose: Whose,
  { from, to }: DateWindow,
): Promise<Map<string, number>> => {
  const query = trx('encounter_fact')
    .whereBetween('encounter_fact.dischargedOn', [from, to])
    .groupBy('encounter_fact.dischargedOn')
    .select({ date: 'encounter_fact.dischargedOn' })
    .count({ left: '*' });
  if (whose.kind === 'unit') query.where('encounter_fact.unitId', whose.unitId);
  else
    query
      .join('encounter', 'encounter.id', 'encounter_fact.encounterId')
      .where((q) =>
        q
          .where('encounter.caseManagerId', whose.userId)
          .orWhere('encounter.dischargePlannerId', whose.userId),
      );
  const rows = (await query) as { date: string; left: number }[];
  return new Map(rows.map(({ date, left }) => [date, Number(left)]));
};

/** Active care plans of active stays to be reviewed on each date. */
export const reviewsByDate = async (
  trx: Trx,
  whose: Whose,
  { from, to }: DateWindow,
): Promise<Map<string, number>> => {
  const rows = (await trx('care_plan')
    .whereIn('encounterId', activeIds(trx, whose))
    .where('status', 'active')
    .whereBetween('reviewOn', [from, to])
    .groupBy('reviewOn')
    .select({ date: 'reviewOn' })
    .count({ n: '*' })) as { date: string; n: number }[];
  return new Map(rows.map(({ date, n }) => [date, Number(n)]));
};
