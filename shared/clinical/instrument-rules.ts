/**
 * The instruments as `npm run rules:check` names them: a thin adapter between the keys of the
 * publications' sheets and the definitions of `resources/instruments/`. What a row leaves out is
 * open, never zero: its total is null and `missing` says what is open. What no person could have
 * answered (a fraction, a text, a number out of range, nothing at all) is an error in plain words.
 */
import { daysBetween, epochOf, localDateOf } from '../time';
import { answered, type Answers, type Entry } from './instruments/answers';
import type { Catalog } from './instruments/catalog';
import type { Instrument } from './instruments/definition';
import { outcomeOf, type Facts, type Outcome } from './instruments/outcome';
import type { ScoreResult } from './instruments/scoring';
import {
  absent,
  booleanOf,
  given,
  inputOf,
  instantOf,
  listOf,
  numberOf,
  RowError,
  show,
  type Input,
} from './row-input';

/** The items of a questionnaire with their number. */
const itemsOf = (value: unknown, count: number, most: number): (number | null)[] => {
  const items = listOf('items', value);
  if (!items) throw new RowError('items is missing.');
  if (items.length !== count)
    throw new RowError(`items has ${items.length} answers; there are ${count} items.`);
  return items.map((item, at) => numberOf(`Item ${at + 1}`, item, { least: 0, most, whole: true }));
};

const coded = (code: string | number | null): Entry | null =>
  code === null ? null : answered({ codes: [String(code)] });
const counted = (number: number | null): Entry | null =>
  number === null ? null : answered({ number });
const yesNo = (value: boolean | null): Entry | null =>
  value === null ? null : answered({ codes: [value ? 'yes' : 'no'] });

const answersOf = (entries: Readonly<Record<string, Entry | null>>): Answers =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([item, entry]) => (entry === null ? [] : [[item, entry]])),
  );

/** The outcome of one row by the newest definition. */
const scored = (
  catalog: Catalog,
  id: string,
  entries: Readonly<Record<string, Entry | null>>,
  facts: Facts = {},
) => {
  const instrument = catalog.find(id);
  if (!instrument) throw new Error(`There is no instrument named ${id}.`);
  const outcome = outcomeOf(instrument, answersOf(entries), facts);
  const score = (name: string): ScoreResult => {
    const result = outcome.scores.find((one) => one.id === name);
    if (!result) throw new Error(`${id} has no score ${name}.`);
    return result;
  };
  return { instrument, outcome, score };
};

/** A band in the words of the sheets: `moderately severe`. */
const bandWords = ({ band }: ScoreResult): string | null => band?.replaceAll('-', ' ') ?? null;

const raised = (outcome: Outcome, flag: string): boolean | null => {
  const state = outcome.flags.find(({ id }) => id === flag)?.state;
  return state === undefined || state === 'open' ? null : state === 'raised';
};

/** What is open, by the names of the sheet. */
const missingOf = (
  { missing }: ScoreResult,
  nameOf: (item: string) => string,
): { missing: string[] } => ({ missing: missing.map(({ item }) => nameOf(item)) });

/** Length of stay for LACE: local discharge date less local admission date, same day 0. */
const lengthOfStay = (input: Input, zone: string): number | null => {
  const typed = numberOf('los_days', input['los_days'], { least: 0, most: 3650, whole: true });
  const admitted = instantOf('admitted', input['admitted']);
  const discharged = instantOf('discharged', input['discharged']);
  if (admitted === null || discharged === null) return typed;
  if (epochOf(discharged) < epochOf(admitted))
    throw new RowError('discharged lies before admitted.');
  const reckoned = daysBetween(localDateOf(admitted, zone), localDateOf(discharged, zone));
  if (typed !== null && typed !== reckoned)
    throw new RowError(`los_days says ${typed}, the two instants say ${reckoned}.`);
  return reckoned;
};

const comorbidities = (instrument: Instrument, value: unknown): Entry | null => {
  const names = listOf('comorbidities', value);
  if (names === null) return null;
  const known = instrument.items.find(({ id }) => id === 'lace.comorbidities')?.options ?? [];
  for (const name of names)
    if (name === 'none' || !known.some(({ code }) => code === name))
      throw new RowError(`comorbidities names ${show(name)}, which the index does not know.`);
  return answered({ codes: names.length === 0 ? ['none'] : [...new Set(names.map(String))] });
};

const laceNames: Record<string, string> = {
  'lace.los': 'los_days',
  'lace.acute': 'acute_admission',
  'lace.comorbidities': 'comorbidities',
  'lace.ed': 'ed_visits_6m',
};

const lace = (catalog: Catalog, input: Input, zone: string): object => {
  given(input, [
    'los_days',
    'admitted',
    'discharged',
    'acute_admission',
    'comorbidities',
    'ed_visits_6m',
  ]);
  const visits = { least: 0, most: 366, whole: true };
  const definition = catalog.find('lace');
  const { score } = scored(catalog, 'lace', {
    'lace.los': counted(lengthOfStay(input, zone)),
    'lace.acute': yesNo(booleanOf('acute_admission', input['acute_admission'])),
    'lace.comorbidities': definition ? comorbidities(definition, input['comorbidities']) : null,
    'lace.ed': counted(numberOf('ed_visits_6m', input['ed_visits_6m'], visits)),
  });
  const part = (name: string): number | null => score(name).value;
  return {
    L: part('L'),
    A: part('A'),
    charlson: part('charlson'),
    C: part('C'),
    E: part('E'),
    total: part('total'),
    band: bandWords(score('total')),
    ...missingOf(score('total'), (item) => laceNames[item] ?? item),
  };
};

const hospitalNames: Record<string, string> = {
  'hospital.hb': 'hb_g_dl',
  'hospital.oncology': 'oncology_service',
  'hospital.sodium': 'sodium_mmol_l',
  'hospital.procedure': 'procedure',
  'hospital.urgent': 'urgent',
  'hospital.admissions': 'admissions_12m',
  'hospital.los': 'los_days',
};

const hospital = (catalog: Catalog, input: Input): object => {
  given(input, Object.values(hospitalNames));
  const number = (name: string, least: number, most: number, whole: boolean): Entry | null =>
    counted(numberOf(name, input[name], { least, most, whole }));
  const truth = (name: string): Entry | null => yesNo(booleanOf(name, input[name]));
  const { score } = scored(catalog, 'hospital', {
    'hospital.hb': number('hb_g_dl', 1, 30, false),
    'hospital.oncology': truth('oncology_service'),
    'hospital.sodium': number('sodium_mmol_l', 80, 200, false),
    'hospital.procedure': truth('procedure'),
    'hospital.urgent': truth('urgent'),
    'hospital.admissions': number('admissions_12m', 0, 366, true),
    'hospital.los': number('los_days', 0, 3650, true),
  });
  const names = ['H', 'O', 'S', 'P', 'IT', 'L', 'A'];
  return {
    points: Object.fromEntries(names.map((name) => [name, score(name).value])),
    total: score('total').value,
    band: bandWords(score('total')),
    ...missingOf(score('total'), (item) => hospitalNames[item] ?? item),
  };
};

const numbered = (prefix: string, items: readonly (number | null)[]) =>
  Object.fromEntries(items.map((item, at) => [`${prefix}.${at + 1}`, coded(item)]));
const numberOfItem = (item: string): string => item.slice(item.indexOf('.') + 1);

const phq9 = (catalog: Catalog, input: Input): object => {
  const items = itemsOf(input['items'], 9, 3);
  const { outcome, score } = scored(catalog, 'phq9', numbered('phq9', items));
  const total = score('total');
  const first = score('phq2').value;
  return {
    complete: total.value !== null,
    total: total.value,
    band: bandWords(total),
    // An alert is raised or not; whether item 9 was asked at all stands beside it.
    item9_alert: raised(outcome, 'phq9-item9') === true,
    item9_asked: outcome.states['phq9.9'] === 'answered',
    phq2: first,
    phq2_positive: first === null ? null : first >= 3,
    ...missingOf(total, numberOfItem),
  };
};

const gad7 = (catalog: Catalog, input: Input): object => {
  const items = itemsOf(input['items'], 7, 3);
  const { outcome, score } = scored(catalog, 'gad7', numbered('gad7', items));
  const total = score('total');
  return {
    complete: total.value !== null,
    total: total.value,
    band: bandWords(total),
    positive: raised(outcome, 'gad7-positive'),
    ...missingOf(total, numberOfItem),
  };
};

const sexes = ['male', 'female', 'other', 'unknown'];

const auditc = (catalog: Catalog, input: Input): object => {
  const names = ['q1', 'q2', 'q3'];
  given(input, names);
  const sex = input['sex'] ?? null;
  if (sex !== null && !sexes.includes(String(sex)))
    throw new RowError(`sex is ${show(sex)}; it can be male, female or other.`);
  const items = names.map((name) =>
    numberOf(name, input[name], { least: 0, most: 4, whole: true }),
  );
  const facts = { sex: sex === null ? null : String(sex) };
  const { instrument, outcome, score } = scored(
    catalog,
    'auditc',
    numbered('auditc', items),
    facts,
  );
  const total = score('total');
  const sets = instrument.scores.find(({ id }) => id === 'total')?.bandSets ?? [];
  const set = sets.find(({ when }) => when === undefined || sex === 'male');
  return {
    total: total.value,
    threshold: set?.bands.find(({ id }) => id === 'positive')?.from ?? null,
    positive: total.band === null ? null : total.band === 'positive',
    only_q1: total.value === null ? null : raised(outcome, 'auditc-only-1'),
    brief_intervention: raised(outcome, 'auditc-brief'),
    ...missingOf(total, (item) => `q${numberOfItem(item)}`),
  };
};

/** Items of BIMS with their most points (MDS C0200 to C0400C). */
const bimsItems: Readonly<Record<string, number>> = {
  c0200: 3,
  c0300a: 3,
  c0300b: 2,
  c0300c: 1,
  c0400a: 2,
  c0400b: 2,
  c0400c: 2,
};

/** Items coded 0 because the answer was refused or made no sense. */
const refusedItems = (input: Input): string[] => {
  const names = (listOf('refused', input['refused']) ?? []).map((name) => {
    if (typeof name !== 'string' || !Object.hasOwn(bimsItems, name.toLowerCase()))
      throw new RowError(`refused names ${show(name)}, which is no item of BIMS.`);
    return name.toLowerCase();
  });
  for (const name of names) {
    const value = input[name];
    if (!absent(value) && value !== 0)
      throw new RowError(`refused names ${name}, which is coded ${show(value)} and not 0.`);
  }
  return names;
};

const bims = (catalog: Catalog, input: Input): object => {
  given(input, Object.keys(bimsItems));
  const refused = refusedItems(input);
  const entries = Object.entries(bimsItems).map(([name, most]) => {
    const value = input[name];
    if (refused.includes(name)) return [`bims.${name}`, coded('no-answer')] as const;
    if (value === '-' || value === '–') return [`bims.${name}`, coded('not-assessed')] as const;
    const number = numberOf(name, value, { least: 0, most, whole: true });
    if (number === null) throw new RowError(`${name} is open; BIMS needs a number or “-”.`);
    return [`bims.${name}`, coded(number)] as const;
  });
  const total = scored(catalog, 'bims', Object.fromEntries(entries)).score('total');
  return {
    c0500: total.code ?? (total.value === null ? null : String(total.value).padStart(2, '0')),
    score: total.value,
    band: bandWords(total),
  };
};

const katzItems = ['bathing', 'dressing', 'toileting', 'transferring', 'continence', 'feeding'];

const katz = (catalog: Catalog, input: Input): object => {
  given(input, katzItems);
  const entries = katzItems.map((name) => {
    const value = numberOf(name, input[name], { least: 0, most: 1, whole: true });
    return [`katz.${name}`, coded(value)] as const;
  });
  const total = scored(catalog, 'katz', Object.fromEntries(entries)).score('total');
  return {
    complete: total.value !== null,
    total: total.value,
    band: bandWords(total),
    ...missingOf(total, numberOfItem),
  };
};

/** Rules by the names of check.md. Each throws `RowError` for a row that cannot be reckoned. */
export const instrumentRules = (
  catalog: Catalog,
): Record<string, (input: unknown, zone: string) => object> => ({
  lace: (input, zone) => lace(catalog, inputOf(input), zone),
  hospital: (input) => hospital(catalog, inputOf(input)),
  phq9: (input) => phq9(catalog, inputOf(input)),
  gad7: (input) => gad7(catalog, inputOf(input)),
  auditc: (input) => auditc(catalog, inputOf(input)),
  bims: (input) => bims(catalog, inputOf(input)),
  katz: (input) => katz(catalog, inputOf(input)),
});
