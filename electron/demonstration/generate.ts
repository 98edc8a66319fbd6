/**
 * The demonstration hospital as rows: a pure function of day, instant, zone and seed. Told are the
 * facts up to `now`; the rest of the day stands in the definitions for whoever plays it.
 */
import { localDateOf, localOf, plusDays } from '../../shared/time';
import { bulkPeople } from './bulk-stays';
import { newBook, type Cell, type Row, type Rows } from './book';
import { tellCalendar } from './calendar';
import type { HistoryEntry } from './history';
import { tellHospital } from './hospital';
import { pastCourses, type BusySpan, type PastUnit } from './past-course';
import { PastWriter, usualDetail } from './past-rows';
import { definitions, type Definitions } from './resources';
import { storyTime } from './story-time';
import { tellPerson } from './tell-person';
import { visitNumbers } from './visit-numbers';
import { must, type FeedChange, type World } from './world';

export interface HospitalOptions {
  /** Local date the stories are told for, YYYY-MM-DD. */
  today: string;
  /** Instant up to which things have happened; a moment of `today` in the hospital's zone. */
  now: string;
  /** IANA zone of the hospital. */
  zone: string;
  /** Same seed, same data, ids too. */
  seed: string;
  /** Share of the past stays to tell: 1 = two years, 0 = none. */
  scale?: number;
}

/** The generated hospital. */
export interface HospitalData {
  options: Required<HospitalOptions>;
  rows: Rows;
  /** Words of the stories (`u-elmcrest`, `ST-01`, `ST-01/stay`, `bed:508-1`, `unit:5W`) → ids. */
  lookup: ReadonlyMap<string, string>;
  /** How the told records came to be, in the order of time: entries for the audit chain. */
  history: readonly HistoryEntry[];
  /** What the hospital's next feed says otherwise, by encounter. */
  feed: ReadonlyMap<string, FeedChange>;
}

/** Days of past stays: two years. */
const pastDays = 730;
/** Discharges a month over the three units (stories.md, section 4), as admissions a day. */
const admissionsPerDay = (240 * 12) / 365.25;

/** Tells the whole hospital at once: under a second of work. */
export const generateHospital = (options: HospitalOptions): HospitalData => {
  const steps = hospitalInSteps(options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

/** The same, letting the event loop breathe between steps: for main, which must never block. */
export const generateHospitalCalmly = async (options: HospitalOptions): Promise<HospitalData> => {
  const steps = hospitalInSteps(options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
};

/** Past stays told in one step: a few milliseconds of work. */
const pastPerStep = 40;

function* hospitalInSteps(options: HospitalOptions): Generator<void, HospitalData> {
  const told = { scale: 1, ...options };
  const all = definitions();
  yield;
  const book = newBook(told.seed);
  const time = storyTime(told.today, told.zone);
  const world = tellHospital(all, book, told.seed, time, told.now);
  const people = [...all.people, ...bulkPeople(all.stems, told.seed, told.today)];
  for (const person of people) {
    tellPerson(world, person, all.stems.intakes);
    yield;
  }
  tellCalendar(world, all.calendar);
  tellDrafts(world);
  const present = book.take();
  yield* tellPast(world, all, present, told.scale);
  const past = book.take();
  const rows: Rows = present;
  for (const [table, more] of Object.entries(past) as [keyof Rows, Row[]][]) {
    const own = (rows[table] ??= []);
    for (const row of more) own.push(row);
  }
  numberStays(rows, told.zone);
  const history = [...world.history].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { options: told, rows, lookup: world.lookup, feed: world.feed, history };
}

/** The unfinished note of the day: kept at 09:31, offered back to who began it. */
const tellDrafts = (world: World): void => {
  const at = world.time.instant({ day: 0, time: '09:31' });
  const encounterId = world.lookup.get('511-2/stay');
  const patientId = world.lookup.get('511-2');
  if (at > world.now || encounterId === undefined || patientId === undefined) return;
  world.book.row('draft', {
    userId: must(world.users.get('u-elmcrest'), 'u-elmcrest').id,
    form: `note:${encounterId}`,
    patientId,
    text: 'Wife at the bedside. She says she has not slept through a night since',
    updatedAt: at,
  });
};

/** Beds that the stays of the stories hold, in local wall times. */
const busyBeds = (
  present: Rows,
  bedNames: ReadonlyMap<string, string>,
  zone: string,
): Map<string, BusySpan[]> => {
  const busy = new Map<string, BusySpan[]>();
  for (const place of present.encounter_location ?? []) {
    const name = bedNames.get(String(place.bedId));
    if (name === undefined) continue;
    const spans = busy.get(name) ?? [];
    spans.push({
      from: localOf(String(place.fromAt), zone),
      to: typeof place.toAt === 'string' ? localOf(place.toAt, zone) : null,
    });
    busy.set(name, spans);
  }
  return busy;
};

const unitShares = { '4N': 30, '5W': 37, '5E': 33 } as const;

function* tellPast(
  world: World,
  all: Definitions,
  present: Rows,
  scale: number,
): Generator<void, void> {
  if (scale <= 0) return;
  const names = new Map([...world.beds].map(([name, { id }]) => [id, name]));
  const units: PastUnit[] = all.hospital.units.map(({ key }) => ({
    key,
    like: key,
    weight: unitShares[key],
    beds: [...world.beds].filter(([, bed]) => bed.unitKey === key).map(([name]) => name),
  }));
  const user = (key: string): string => must(world.users.get(key), key).id;
  const physician = (key: string): string => must(world.practitioners.get(key), key).id;
  const staff = new Map([
    [
      '4N',
      {
        caseManagers: [user('u-ashlock')],
        attendings: [physician('p-pinecrest'), physician('p-sorrelby')],
      },
    ],
    [
      '5W',
      {
        caseManagers: [user('u-elmcrest'), user('u-dunmarsh')],
        attendings: [physician('p-slatefield'), physician('p-pinecrest')],
      },
    ],
    [
      '5E',
      {
        caseManagers: [user('u-tarrow'), user('u-vintner')],
        attendings: [physician('p-coltsfoot'), physician('p-harebell')],
      },
    ],
  ]);
  const writer = new PastWriter(world, usualDetail, staff);
  const { today } = world.time;
  const courses = pastCourses({
    seed: world.seed,
    stems: all.stems,
    units,
    from: plusDays(today, -pastDays),
    until: plusDays(today, -1),
    perDay: admissionsPerDay * scale,
    busy: busyBeds(present, names, world.time.zone),
  });
  let told = 0;
  for (const course of courses) {
    writer.write(course, null);
    told += 1;
    if (told % pastPerStep === 0) yield;
  }
}

/** Gives each stay without a number of its own one in the order of admission. */
const numberStays = (rows: Rows, zone: string): void => {
  const encounters = rows.encounter ?? [];
  const assignerId = must(rows.assigner?.[0], 'assigner').id ?? null;
  const numbers = visitNumbers(
    encounters.flatMap(({ visitNumber }) => (typeof visitNumber === 'string' ? [visitNumber] : [])),
  );
  const without = encounters.filter(
    (row) => row.visitNumber === undefined || row.visitNumber === null,
  );
  without.sort((a, b) => (String(a.admittedAt) < String(b.admittedAt) ? -1 : 1));
  const numbered = new Map<Cell | undefined, Row>();
  for (const row of without) {
    row.visitNumber = numbers(localDateOf(String(row.admittedAt), zone));
    row.visitAssignerId = assignerId;
    numbered.set(row.id, row);
  }
  // The number was given at admission: the former states of the stay have it too.
  for (const revision of rows.revision ?? []) {
    const row = revision.tableName === 'encounter' ? numbered.get(revision.rowId) : undefined;
    if (!row) continue;
    const { visitNumber, visitAssignerId } = row;
    const before = JSON.parse(String(revision.before)) as Row;
    revision.before = JSON.stringify({ ...before, visitNumber, visitAssignerId });
  }
};
