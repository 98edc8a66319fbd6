/**
 * What the record and other assessments already know, offered item by item with its source and age
 * (content/intake.md). An offer is open until a person confirms it; only read-only facts of the
 * record need nobody.
 */
import type { KeptAssessment } from '../../db/assessments';
import type { KnownPerson, RecordedSources } from '../../db/assessment-sources';
import {
  stateOfEntry,
  valueProblem,
  type Answers,
  type Entry,
  type Value,
} from '../../shared/clinical/instruments/answers';
import { offersFrom } from '../../shared/clinical/instruments/carry-forward';
import type { Instrument, Item } from '../../shared/clinical/instruments/definition';
import type { PrefillSource } from '../../shared/clinical/instruments/vocabulary';
import type { Language } from '../../shared/clinical/instruments/words';
import type { ContactRole } from '../../shared/patients/patient';
import { daysBetween, localDateOf, plusDays } from '../../shared/time';
import { comorbiditiesOf } from '../clinical/comorbidities';
import { readmissionFacts } from './readmission-facts';

/** What offers are made from. */
export interface PrefillGrounds {
  sources: RecordedSources;
  /** The newest completed one of each instrument of the patient. */
  newest: readonly KeptAssessment[];
  /** Everything answered in the stay before this one. */
  ofFormer: readonly KeptAssessment[];
  /** Of the same instrument, from another stay. */
  former: KeptAssessment | null;
  now: string;
  zone: string;
  /** In which facts of the record are put into words. */
  language: Language;
}

/** A value of the record with the instant it is of. */
interface Found {
  value: Value;
  asOf: string | null;
}

const codes = (code: string | string[], asOf: string | null): Found => ({
  value: { codes: typeof code === 'string' ? [code] : code },
  asOf,
});

const personOf = (person: KnownPerson | undefined): Found | null =>
  person
    ? {
        value: {
          person: {
            name: person.name,
            relation: person.relation,
            phone: person.phone,
            id: person.id,
          },
        },
        asOf: person.updatedAt,
      }
    : null;

const inRole = ({ sources: { people } }: PrefillGrounds, ...roles: ContactRole[]) =>
  people.find((person) => roles.some((role) => person.roles.includes(role)));

/** Days from admission to discharge, or to today while the patient is here. */
const stayDays = ({ sources: { stay }, now, zone }: PrefillGrounds): Found | null => {
  if (stay.admittedAt === null) return null;
  const until = stay.dischargedAt ?? now;
  const days = daysBetween(localDateOf(stay.admittedAt, zone), localDateOf(until, zone));
  return { value: { number: days }, asOf: until };
};

/** Other stays of some classes in so many days before this one. */
const staysBefore = (
  { sources: { stay, stays }, zone }: PrefillGrounds,
  classes: readonly string[],
  days: number,
): Found | null => {
  if (stay.admittedAt === null) return null;
  const admittedOn = localDateOf(stay.admittedAt, zone);
  const from = plusDays(admittedOn, -days);
  const counted = stays.filter(
    (one) => classes.includes(one.class) && localDateOf(one.admittedAt, zone) >= from,
  );
  return { value: { number: counted.length }, asOf: stay.updatedAt };
};

/** The language asked for, as the intake's options name it. */
const languageCode = (said: string): string => {
  if (/^(en|eng|english)\b/i.test(said)) return 'en';
  if (/^(es|spa|spanish|español)\b/i.test(said)) return 'es';
  return /sign|sgn|ase/i.test(said) ? 'sgn' : 'oth';
};

const halfYear = 183;
const year = 365;

/** Where the record itself answers an item of ours; by the item's id. */
const recordValues: Readonly<Record<string, (g: PrefillGrounds) => Found | null>> = {
  'lace.los': stayDays,
  'hospital.los': stayDays,
  'lace.acute': ({ sources: { stay } }) =>
    stay.throughEmergency ? codes('yes', stay.updatedAt) : null,
  'hospital.urgent': ({ sources: { stay } }) =>
    stay.throughEmergency ? codes('yes', stay.updatedAt) : null,
  'hospital.procedure': ({ sources: { stay } }) =>
    stay.procedures > 0 ? codes('yes', stay.updatedAt) : null,
  'lace.ed': (g) => staysBefore(g, ['emergency'], halfYear),
  'hospital.admissions': (g) => staysBefore(g, ['inpatient'], year),
  'lace.comorbidities': ({ sources: { conditions } }) => {
    const found = comorbiditiesOf(conditions.map(({ code }) => code));
    const newest = conditions.map(({ updatedAt }) => updatedAt).toSorted();
    return found.length === 0 ? null : codes(found, newest.at(-1) ?? null);
  },
  'in.lang': ({ sources: { patient } }) =>
    patient.language === null ? null : codes(languageCode(patient.language), patient.updatedAt),
  'in.informant.who': (g) =>
    personOf(inRole(g, 'caregiver', 'healthCareAgent') ?? g.sources.people[0]),
  'in.help.who': (g) => personOf(inRole(g, 'caregiver') ?? g.sources.people[0]),
  'in.decide': (g) => {
    const guardian = inRole(g, 'guardian');
    return guardian ? codes('guard', guardian.updatedAt) : null;
  },
  'in.decide.who': (g) => personOf(inRole(g, 'guardian', 'healthCareAgent')),
  'in.pcp.org': ({ sources: { doctor } }) =>
    doctor && {
      value: {
        organization: {
          name: [doctor.name, doctor.organization].filter(Boolean).join(', '),
          id: null,
        },
      },
      asOf: doctor.updatedAt,
    },
  'in.payer': ({ sources: { coverage } }) =>
    coverage === null ? null : codes('shown', coverage.updatedAt),
  'nd.from': ({ sources: { stay } }) =>
    stay.expectedDischargeOn === null
      ? null
      : { value: { date: stay.expectedDischargeOn }, asOf: stay.updatedAt },
  'nd.area': ({ sources: { patient } }) => {
    const place = [patient.city, patient.postalCode].filter(Boolean).join(' ');
    return place === '' ? null : { value: { text: place }, asOf: patient.updatedAt };
  },
};

const offer = (
  from: PrefillSource,
  { value, asOf }: Found,
  response: string | null,
  confirmed = false,
): Entry => ({ value, skipped: null, note: null, source: { from, asOf, response }, confirmed });

/** A person as one line, where a text is asked for. */
const asText = (value: Value): Value =>
  'person' in value
    ? {
        text: [value.person.name, value.person.relation, value.person.phone]
          .filter(Boolean)
          .join(', '),
      }
    : value;

/** The answer that another instrument's newest response gives. */
const fromInstrument = (
  item: Item,
  prefill: NonNullable<Item['prefill']>[number],
  { newest, now, zone }: PrefillGrounds,
): Entry | null => {
  const other = newest.find(({ assessment }) => assessment.instrument === prefill.instrument);
  const completedAt = other?.assessment.completedAt ?? null;
  if (!other || completedAt === null) return null;
  const age = daysBetween(localDateOf(completedAt, zone), localDateOf(now, zone));
  if (prefill.withinDays !== undefined && age > prefill.withinDays) return null;
  const { id, answers, instrument, version, result } = other.assessment;
  if (item.kind === 'link') {
    const score = result?.scores.find((one) => one.id === item.link?.score)?.value;
    if (typeof score !== 'number') return null;
    const value = { link: { instrument, version, response: id, number: score } };
    return offer('instrument', { value, asOf: completedAt }, id);
  }
  const entry = answers[prefill.item ?? ''];
  if (stateOfEntry(entry) !== 'answered' || !entry?.value) return null;
  const value = item.kind === 'text' ? asText(entry.value) : entry.value;
  return offer('instrument', { value, asOf: completedAt }, id);
};

const offerFor = (item: Item, grounds: PrefillGrounds): Entry | null => {
  for (const prefill of item.prefill ?? []) {
    const found =
      prefill.from === 'instrument'
        ? fromInstrument(item, prefill, grounds)
        : prefill.from === 'lastStay' || prefill.from === 'item'
          ? null
          : recordOffer(item, prefill.from, grounds);
    if (found?.value && valueProblem(item, found.value) === null) return found;
  }
  return null;
};

const recordOffer = (item: Item, from: PrefillSource, grounds: PrefillGrounds): Entry | null => {
  const found = recordValues[item.id]?.(grounds) ?? null;
  return found && offer(from, found, null);
};

/** Facts of the record that are shown and not asked. */
const factsFor = (instrument: Instrument, grounds: PrefillGrounds): Answers => {
  const { former } = grounds.sources;
  if (!former || !instrument.items.some(({ kind }) => kind === 'fact')) return {};
  const texts = readmissionFacts(former, grounds);
  return Object.fromEntries(
    instrument.items.flatMap((item) => {
      const text = item.kind === 'fact' ? texts[item.id] : undefined;
      const from = item.prefill?.[0]?.from ?? 'formerStay';
      return text === undefined
        ? []
        : [[item.id, offer(from, { value: { text }, asOf: former.dischargedAt }, null, true)]];
    }),
  );
};

/**
 * Offers for a new assessment: the last stay's own answer first, then the record and other
 * assessments, each where the definition allows it.
 */
export const prefillOf = (instrument: Instrument, grounds: PrefillGrounds): Answers => {
  const last = grounds.former?.assessment;
  const carried = last
    ? offersFrom(
        instrument,
        {
          responseId: last.id,
          completedAt: last.completedAt ?? last.updatedAt,
          answers: last.answers,
        },
        {},
      )
    : {};
  const offered = Object.fromEntries(
    instrument.items.flatMap((item) => {
      const entry = carried[item.id] ? null : offerFor(item, grounds);
      return entry ? [[item.id, entry]] : [];
    }),
  );
  return { ...factsFor(instrument, grounds), ...offered, ...carried };
};

/** Offers that follow from what was just answered in the same form (the helper as the caregiver). */
export const offersOfItems = (instrument: Instrument, answers: Answers): Answers =>
  Object.fromEntries(
    instrument.items.flatMap((item) => {
      const source = item.prefill?.find(({ from }) => from === 'item')?.item;
      const entry = source === undefined ? undefined : answers[source];
      if (answers[item.id] !== undefined || !entry?.value) return [];
      if (stateOfEntry(entry) !== 'answered' || valueProblem(item, entry.value) !== null) return [];
      return [[item.id, offer('item', { value: entry.value, asOf: null }, null)]];
    }),
  );
