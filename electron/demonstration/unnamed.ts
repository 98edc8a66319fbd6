/** Names, birth dates, payers and places for the patients whom no story names. */
import { plusDays } from '../../shared/time';
import type { StemsDefinition } from './definitions';
import type { Chance } from './random';

/** An invented person before anything happened. */
export interface Unnamed {
  family: string;
  given: string;
  sex: 'female' | 'male';
  birthDate: string;
  payer: StemsDefinition['payers'][number];
  member: string | undefined;
  phone: string;
  address: { line: string; city: string; postalCode: string };
}

/** Age from which Medicare pays. */
const medicareAge = 65;

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Youngest and oldest of an age band. */
const ageBands: readonly { weight: number; value: readonly [number, number] }[] = [
  { weight: 12, value: [22, 44] },
  { weight: 28, value: [45, 64] },
  { weight: 34, value: [65, 79] },
  { weight: 26, value: [80, 96] },
];

/** Draws a person as of a date. */
export const drawPerson = (stems: StemsDefinition, chance: Chance, on: string): Unnamed => {
  const sex = chance.is(0.52) ? ('female' as const) : ('male' as const);
  const [youngest, oldest] = chance.weighted(ageBands);
  const birthDate = plusDays(
    on,
    -Math.floor(365.25 * (youngest + chance.next() * (oldest - youngest))) - 1,
  );
  const payer = drawPayer(stems, chance, youngest >= medicareAge);
  const town = chance.pick(stems.towns);
  return {
    family: capital(`${chance.pick(stems.familyHeads)}${chance.pick(stems.familyTails)}`),
    given: chance.pick(sex === 'female' ? stems.givenFemale : stems.givenMale),
    sex,
    birthDate,
    payer,
    member: payer.prefix === '' ? undefined : `${payer.prefix}${chance.int(100_000, 999_999)}`,
    phone: `555-01${String(chance.int(0, 99)).padStart(2, '0')}`,
    address: {
      line: `${chance.int(1, 90)} ${chance.pick(stems.streets)}`,
      city: town.city,
      postalCode: town.postalCode,
    },
  };
};

type Payer = StemsDefinition['payers'][number];
type PayerLots = readonly { weight: number; value: Payer }[];

const payerWeights = {
  old: { medicare: 58, medicareAdvantage: 36, medicaid: 4, commercial: 1, selfPay: 0 },
  young: { medicare: 8, medicareAdvantage: 4, medicaid: 34, commercial: 23, selfPay: 8 },
};

const payerLots = new WeakMap<readonly Payer[], { old: PayerLots; young: PayerLots }>();

const drawPayer = (stems: StemsDefinition, chance: Chance, old: boolean): Payer => {
  let lots = payerLots.get(stems.payers);
  if (!lots) {
    const weigh = (weights: (typeof payerWeights)['old']): PayerLots =>
      stems.payers.map((value) => ({ weight: weights[value.planClass], value }));
    lots = { old: weigh(payerWeights.old), young: weigh(payerWeights.young) };
    payerLots.set(stems.payers, lots);
  }
  return chance.weighted(old ? lots.old : lots.young);
};
