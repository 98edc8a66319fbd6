/**
 * Two past years, and longer for the reference load: admissions in their order of time, each with
 * its patient, place and end. Shares follow stories.md, section 4.
 */
import { plusDays } from '../../shared/time';
import type { StemsDefinition } from './definitions';
import { chanceOf, type Chance } from './random';
import { drawPerson, type Unnamed } from './unnamed';

/** A patient of the past; one may come again. */
export interface PastPatient {
  number: number;
  person: Unnamed;
  /** In the book already, with this id. */
  written: boolean;
  id?: string;
  coverageId?: string;
  /** Marked as fed already. */
  fed?: boolean;
}

/** One past stay in local wall times. */
export interface PastCourse {
  number: number;
  patient: PastPatient;
  unit: string;
  bed: string;
  class: 'inpatient' | 'observation';
  situation: StemsDefinition['situations'][number];
  admitted: string;
  discharged: string;
  /** Patient discharge status (UB-04). */
  code: string;
  /** First date set, and the one it was moved to. */
  firstDate: string;
  lastDate: string;
  readyAt: string;
}

/** A unit in which past stays lie. */
export interface PastUnit {
  key: string;
  weight: number;
  beds: string[];
  /** Unit of the situations that fit it. */
  like: '4N' | '5W' | '5E';
}

/** A span during which a bed is somebody else's (local wall times; null = still). */
export interface BusySpan {
  from: string;
  to: string | null;
}

export interface PastOptions {
  seed: string;
  stems: StemsDefinition;
  units: readonly PastUnit[];
  /** First and last local date of the period. */
  from: string;
  until: string;
  /** Admissions a day, on average. */
  perDay: number;
  busy: ReadonlyMap<string, readonly BusySpan[]>;
}

/** Where they went, by patient discharge status. */
const endings: readonly { weight: number; value: { code: string; days: number } }[] = [
  { weight: 52, value: { code: '01', days: 3.0 } },
  { weight: 21, value: { code: '06', days: 4.2 } },
  { weight: 13, value: { code: '03', days: 6.6 } },
  { weight: 4, value: { code: '62', days: 5.8 } },
  { weight: 1, value: { code: '63', days: 11 } },
  { weight: 1.6, value: { code: '50', days: 5.5 } },
  { weight: 1.4, value: { code: '51', days: 6 } },
  { weight: 2, value: { code: '07', days: 1.6 } },
  { weight: 2, value: { code: '20', days: 6.5 } },
  { weight: 1.2, value: { code: '02', days: 3 } },
  { weight: 0.8, value: { code: '70', days: 5 } },
];

/** Shares of live inpatient discharges that come back within 30 days. */
const readmitted = { usual: 0.135, heartFailure: 0.21 };
/** Share of admissions by a person known from an earlier year. */
const returning = 0.1;
/** First date right within a day, and right two days before where the first was not. */
const dateRight = { first: 0.58, mended: 0.38 };
/** Patients remembered for a later return. */
const rememberedPatients = 4000;

const stamp = (date: string, minutes: number): string =>
  `${date}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Past stays in the order of admission. Those that would reach into today are not told. */
export function* pastCourses(options: PastOptions): Generator<PastCourse> {
  const chance = chanceOf(options.seed, 'past');
  const beds = new BedBook(options);
  const lots = lotsOf(options);
  const waiting: { on: string; patient: PastPatient }[] = [];
  const known: PastPatient[] = [];
  let patients = 0;
  let number = 0;
  let owed = 0;
  for (let date = options.from; date <= options.until; date = plusDays(date, 1)) {
    owed += options.perDay * (0.85 + 0.3 * chance.next());
    const today = Math.floor(owed);
    owed -= today;
    const times = Array.from({ length: today }, () => admissionMinute(chance)).sort(
      (a, b) => a - b,
    );
    for (const minute of times) {
      const back = waiting.findIndex(({ on }) => on <= date);
      const again = back >= 0 ? waiting.splice(back, 1)[0]?.patient : undefined;
      const old =
        !again && known.length > 400 && chance.is(returning) ? takeKnown(known, chance) : undefined;
      const patient = again ??
        old ?? {
          number: (patients += 1),
          person: drawPerson(options.stems, chance, date),
          written: false,
        };
      const course = drawCourse(options, lots, chance, beds, {
        date,
        minute,
        patient,
        number,
        again: again !== undefined,
      });
      if (!course) continue;
      number += 1;
      yield course;
      const end = course.discharged.slice(0, 10);
      const comesBack = chance.is(
        course.situation.heartFailure ? readmitted.heartFailure : readmitted.usual,
      );
      if (comesBack && course.class === 'inpatient' && !['07', '20', '02'].includes(course.code))
        waiting.push({ on: plusDays(end, chance.int(2, 27)), patient });
      else if (course.code !== '20') {
        known.push(patient);
        if (known.length > rememberedPatients) known.splice(0, rememberedPatients / 2);
      }
    }
  }
}

/** Somebody not seen lately: from the older half of those remembered. */
const takeKnown = (known: PastPatient[], chance: Chance): PastPatient | undefined =>
  known.splice(chance.int(0, Math.floor(known.length / 2) - 150), 1)[0];

const admissionMinute = (chance: Chance): number =>
  Math.floor(chance.is(0.75) ? 60 * (9 + 11 * chance.next()) : 1440 * chance.next());

interface Admission {
  date: string;
  minute: number;
  patient: PastPatient;
  number: number;
  again: boolean;
}

/** Units and the situations that fit them, with their weights. */
interface Lots {
  units: { weight: number; value: PastUnit }[];
  situations: Map<string, { weight: number; value: StemsDefinition['situations'][number] }[]>;
}

const lotsOf = ({ units, stems }: PastOptions): Lots => ({
  units: units.map((value) => ({ weight: value.weight, value })),
  situations: new Map(
    (['4N', '5W', '5E'] as const).map((like) => [
      like,
      stems.situations
        .filter((situation) => situation.units.includes(like))
        .map((value) => ({ weight: value.weight, value })),
    ]),
  ),
});

const drawCourse = (
  options: PastOptions,
  lots: Lots,
  chance: Chance,
  beds: BedBook,
  admission: Admission,
): PastCourse | undefined => {
  const unit = chance.weighted(lots.units);
  const situation = chance.weighted(lots.situations.get(unit.like) ?? []);
  const observation = situation.observation === true && !admission.again;
  const ending =
    observation && chance.is(0.85) ? { code: '01', days: 1 } : chance.weighted(endings);
  const days = observation ? (chance.is(0.7) ? 1 : 2) : stayDays(chance, ending.days);
  const admitted = stamp(admission.date, admission.minute);
  const endDate = plusDays(admission.date, days);
  const discharged = stamp(endDate, leavingMinute(chance));
  if (endDate > options.until) return undefined;
  const bed = beds.take(unit, admitted, discharged, chance);
  if (bed === undefined) return undefined;
  return {
    number: admission.number,
    patient: admission.patient,
    unit: unit.key,
    bed,
    class: observation ? 'observation' : 'inpatient',
    situation,
    admitted,
    discharged,
    code: ending.code,
    readyAt: chance.is(0.7)
      ? `${endDate}T08:${chance.int(10, 59)}`
      : `${plusDays(endDate, -Math.min(days, 1))}T14:${chance.int(10, 59)}`,
    ...drawDates(chance, admission.date, endDate, days),
  };
};

/** A long-tailed number of days with the given mean. */
const stayDays = (chance: Chance, mean: number): number =>
  Math.max(
    1,
    Math.min(60, Math.round((mean / 2) * -Math.log((1 - chance.next()) * (1 - chance.next())))),
  );

const leavingMinute = (chance: Chance): number =>
  Math.floor(60 * (chance.is(0.28) ? 9.5 + 2.4 * chance.next() : 12 + 6.5 * chance.next()));

const drawDates = (
  chance: Chance,
  from: string,
  end: string,
  days: number,
): { firstDate: string; lastDate: string } => {
  const near = (): string =>
    plusDays(
      end,
      chance.weighted([
        { weight: 2, value: -1 },
        { weight: 6, value: 0 },
        { weight: 1, value: 1 },
      ]),
    );
  const notBefore = (date: string): string => (date < from ? from : date);
  if (days < 2 || chance.is(dateRight.first))
    return { firstDate: notBefore(near()), lastDate: end };
  const off = chance.is(0.75) ? -chance.int(2, 4) : chance.int(2, 4);
  const firstDate = notBefore(plusDays(end, off));
  return { firstDate, lastDate: chance.is(dateRight.mended) ? notBefore(near()) : end };
};

/** Which bed is free when: nobody lies in a bed that another has. */
class BedBook {
  private readonly freeFrom = new Map<string, string>();

  constructor(private readonly options: PastOptions) {}

  /** A free bed of the unit for a span, or none. */
  take(unit: PastUnit, from: string, to: string, chance: Chance): string | undefined {
    const start = chance.int(0, unit.beds.length - 1);
    for (let step = 0; step < unit.beds.length; step += 1) {
      const bed = unit.beds[(start + step) % unit.beds.length];
      if (bed === undefined || (this.freeFrom.get(bed) ?? '') > from) continue;
      const clash = this.options.busy
        .get(bed)
        ?.some((span) => span.from < to && (span.to === null || span.to > from));
      if (clash) continue;
      this.freeFrom.set(bed, to);
      return bed;
    }
    return undefined;
  }
}
