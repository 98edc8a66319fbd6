/** A month of the calendar that holds thousands of events, as main answers it. */
import { uuidv7 } from 'uuidv7';
import { insertRows } from '../../db/bulk';
import type { Store } from '../../db/connection';
import { closeStore } from '../../electron/services/open-record';
import { plusDays } from '../../shared/time';
import { callerOf, type Caller } from './callers';
import { atMost, type Figure } from './figures';
import { benchNow, benchZone, caseManager, openHospital, type BenchHospital } from './hospitals';
import { interleaved, timed } from './rounds';

/** The six weeks that a month's grid shows. */
const grid = { from: '2026-03-01', to: '2026-04-11' };
const rounds = 7;
/** performance.md: 100 ms to paint; main's part of it may take half. */
const longestMs = 50;

const common = { rowVersion: 1, createdAt: benchNow, createdBy: 'bench', updatedAt: benchNow };

/** Visits and meetings of a unit over the whole grid, with their people. */
const fillMonth = (
  store: Store,
  { user }: Caller,
  encounterIds: readonly string[],
  events: number,
): Promise<void> =>
  store.transaction(async (trx) => {
    const stays = (await trx('encounter')
      .whereIn('id', [...encounterIds])
      .select('id', 'patientId', 'unitId')) as { id: string; patientId: string; unitId: string }[];
    const series = Array.from({ length: events }, (_, n) => {
      const stay = stays[n % stays.length]!;
      const at = `${String(7 + (n % 11)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`;
      const startsLocal = `${plusDays(grid.from, n % 42)}T${at}`;
      return {
        ...{ id: uuidv7(), ...common, updatedBy: 'bench' },
        ...{ kind: n % 3 === 0 ? 'meeting' : 'visit', title: `Family meeting ${n}` },
        ...{ unitId: stay.unitId, patientId: stay.patientId, encounterId: stay.id },
        ...{ startsLocal, endsLocal: startsLocal, zone: benchZone, minutes: 30, rule: null },
        ...{ place: `Room ${n % 200}`, placeFolded: `room ${n % 200}`, status: 'booked' },
      };
    });
    await insertRows(trx, 'appointment_series', series);
    await insertRows(
      trx,
      'appointment_participant',
      series.map(({ id }, n) => ({
        ...{ id: uuidv7(), ...common, updatedBy: 'bench' },
        // The case manager is expected at a few; at most of them somebody of the family or an agency is.
        ...{ seriesId: id, userId: n % 40 === 0 ? user.id : null, name: `Guest ${n}` },
        status: 'accepted',
      })),
    );
  });

export const measureCalendar = async (hospital: BenchHospital, events: number): Promise<Figure> => {
  const store = await openHospital(hospital);
  try {
    const caller = await callerOf(store, caseManager);
    const unitId = caller.user.unitIds[0]!;
    const { rows } = await caller.call('caseload.list', {
      ...{ scope: { kind: 'unit', unitId }, text: '', filters: [], offset: 0, limit: 50 },
      sort: { by: 'bed', direction: 'asc' },
    });
    const stays = rows.flatMap((row) => (row.kind === 'stay' ? [row.encounterId] : []));
    await fillMonth(store, caller, stays, events);
    const whose = { kind: 'unit', unitId } as const;
    const month = () => caller.call('appointments.month', { whose, ...grid });
    const told = (await month()).days.reduce(
      (sum, { counts }) => sum + counts.meeting + counts.visit,
      0,
    );
    if (told < events) throw new Error(`the month tells of ${told} of ${events} events`);
    const { ms } = await interleaved({ ms: () => timed(month) }, { rounds });
    return atMost(`calendar month of ${events} events, main’s answer`, ms, longestMs);
  } finally {
    await closeStore(store);
  }
};
