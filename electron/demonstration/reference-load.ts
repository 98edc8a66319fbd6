/**
 * The reference load of the bench (performance.md): one hospital over ten years, made by the same
 * hand as the demonstration's past and streamed in batches, so that half a million stays never
 * stand in memory at once.
 */
import type { Store } from '../../db/connection';
import { plusDays } from '../../shared/time';
import { newBook, type Rows } from './book';
import { LoadActive, staysPerUnit } from './load-active';
import { pastCourses, type BusySpan, type PastUnit } from './past-course';
import { PastWriter } from './past-rows';
import { definitions } from './resources';
import { storyTime } from './story-time';
import { visitNumbers } from './visit-numbers';
import { writeRows } from './write';

export interface LoadOptions {
  /** Stays to make, past and active together (about: chance decides by a percent). */
  encounters: number;
  today: string;
  now: string;
  zone: string;
  seed: string;
  /** Tasks and notes of each stay. */
  tasks?: number;
  notes?: number;
  /** Stays gathered before they are handed over. */
  batch?: number;
}

/** Active stays of the full load; a smaller one has half of its stays active at most. */
const activeStays = 1000;
const pastYears = 10;
const daysPerYear = 365.25;

/** Active stays and units of a load; every unit has the same number of stays, whatever the load. */
export const loadSize = (encounters: number): { active: number; units: number; past: number } => {
  const units = Math.max(1, Math.floor(Math.min(activeStays, encounters / 2) / staysPerUnit));
  const active = units * staysPerUnit;
  return { active, units, past: Math.max(0, encounters - active) };
};

/** The load in batches of rows; the first holds the house, its staff and the active stays. */
export function* referenceLoad(options: LoadOptions): Generator<Rows> {
  const { seed, today, zone, now, encounters, batch = 2000 } = options;
  const detail = { tasks: options.tasks ?? 5, notes: options.notes ?? 1 };
  const size = loadSize(encounters);
  const { stems } = definitions();
  const book = newBook(seed);
  const time = storyTime(today, zone);
  const load = new LoadActive(book, time, seed, now, stems, detail);
  const numbers = visitNumbers([]);
  const busy = new Map<string, BusySpan[]>();
  const units: PastUnit[] = [];
  for (let unit = 0; unit < size.units; unit += 1) {
    units.push(load.unit(unit, numbers, busy));
  }
  yield book.take();
  const writer = new PastWriter(load.world, detail, load.staff);
  const days = Math.round(pastYears * daysPerYear);
  const courses = pastCourses({
    seed,
    stems,
    units,
    busy,
    from: plusDays(today, -days),
    until: plusDays(today, -1),
    perDay: size.past / days,
  });
  let gathered = 0;
  for (const course of courses) {
    writer.write(course, numbers(course.admitted.slice(0, 10)));
    gathered += 1;
    if (gathered % batch === 0) yield book.take();
  }
  yield book.take();
}

/** Writes the load into an empty, migrated store, a transaction a batch; answers with the rows written. */
export const writeReferenceLoad = async (
  store: Store,
  options: LoadOptions,
  progress?: (rows: number) => void,
): Promise<number> => {
  let written = 0;
  for (const rows of referenceLoad(options)) {
    written += await store.transaction((trx) => writeRows(trx, rows));
    progress?.(written);
  }
  return written;
};
