/** The readmission interview's facts of the record, in words: shown first and read only. */
import type { FormerStay } from '../../db/assessment-sources';
import type { KeptAssessment } from '../../db/assessments';
import lists from '../../resources/lists/stay.json';
import type { Language } from '../../shared/clinical/instruments/words';
import { daysBetween, localDateOf } from '../../shared/time';

interface Grounds {
  sources: { stay: { admittedAt: string | null } };
  /** Of the former stay. */
  ofFormer: readonly KeptAssessment[];
  zone: string;
  language: Language;
}

const words = {
  en: {
    days: (n: number) => `${n} ${n === 1 ? 'day' : 'days'} since leaving`,
    noLace: 'LACE then not known',
    goals: 'Open at leaving:',
    noGoals: 'No goal was open at leaving, or there was no plan',
    call: (on: string) => `Call after discharge on ${on}`,
    noCall: 'No call after discharge is recorded',
  },
  es: {
    days: (n: number) => `${n} ${n === 1 ? 'día' : 'días'} desde la salida`,
    noLace: 'LACE de entonces: no se sabe',
    goals: 'Abiertas a la salida:',
    noGoals: 'Ninguna meta abierta a la salida, o no había plan',
    call: (on: string) => `Llamada después del alta el ${on}`,
    noCall: 'No consta ninguna llamada después del alta',
  },
} as const;

const dispositionWord = (id: string | null, language: Language): string | null =>
  id === null ? null : (lists.dispositions.find((one) => one.id === id)?.[language] ?? id);

const numericDate = (date: string): string => {
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year}`;
};

/** By the item's id. */
export const readmissionFacts = (
  former: FormerStay,
  { sources, ofFormer, zone, language }: Grounds,
): Record<string, string> => {
  const say = words[language];
  const leftOn = localDateOf(former.dischargedAt, zone);
  const of = (instrument: string) =>
    ofFormer.find(
      ({ assessment }) => assessment.instrument === instrument && assessment.completedAt !== null,
    )?.assessment;
  const lace = of('lace')?.result?.scores.find(({ id }) => id === 'total')?.value ?? null;
  const call = of('pdcall')?.completedAt ?? null;
  const admittedAt = sources.stay.admittedAt;
  const days = admittedAt === null ? null : daysBetween(leftOn, localDateOf(admittedAt, zone));
  const where = dispositionWord(former.disposition, language);
  return {
    'ra.days': [
      days === null ? null : `${say.days(days)} (${numericDate(leftOn)})`,
      where,
      lace === null ? say.noLace : `LACE ${lace}`,
    ]
      .filter((part) => part !== null)
      .join(', '),
    'ra.plan':
      former.openGoals.length === 0
        ? say.noGoals
        : `${say.goals} ${former.openGoals.join('; ')}`.slice(0, 4000),
    'ra.calls': call === null ? say.noCall : say.call(numericDate(localDateOf(call, zone))),
  };
};
