/** HL7 data types (XPN, XAD, XTN, CX, XCN, PL, CE) of a field to facts. */
import type { IdentifierFact, LocationFact, PractitionerFact } from '../../../shared/imports/facts';
import { foldName } from '../../../shared/folding';
import { maxIdentifier, maxName } from '../limits';
import { Refusal } from '../reading-log';
import type { Field } from './message';

/** Name types (table 0200) that are no name to call a patient by. */
const otherNames = new Set(['A', 'N', 'M', 'BAD', 'TEMP', 'U', 'S', 'NOUSE']);

export interface PersonName {
  family: string;
  given: string;
  middle: string;
  suffix: string;
  prefix: string;
}

/** XPN: the legal name, else the first that is no alias. */
export const personName = (fields: readonly Field[], where: string): PersonName | null => {
  const named = fields.filter((field) => field.at(1) !== '' || field.at(2) !== '');
  const best =
    named.find((field) => field.at(7) === 'L') ??
    named.find((field) => !otherNames.has(field.at(7))) ??
    named[0];
  if (!best) return null;
  const name = {
    family: best.at(1),
    given: best.at(2),
    middle: best.at(3),
    suffix: best.at(4),
    prefix: best.at(5),
  };
  if (Object.values(name).some((part) => part.length > maxName))
    throw new Refusal(where, 'The name is too long to be one.');
  return name;
};

/** `JOHN A DOE` from the parts that stand; for people who are shown by one line. */
export const nameLine = (name: PersonName): string =>
  [name.given, name.middle, name.family, name.suffix].filter((part) => part !== '').join(' ');

export interface Address {
  line: string;
  city: string;
  state: string;
  postalCode: string;
}

/** XAD: home or legal address before any other, a known bad one never. */
export const address = (fields: readonly Field[]): Address | null => {
  const usable = fields.filter((field) => field.at(7) !== 'BA' && !field.isNull);
  const best =
    usable.find((field) => ['H', 'L', 'P', 'C'].includes(field.at(7))) ??
    usable.find((field) => field.at(7) === '') ??
    usable[0];
  if (!best) return null;
  return {
    line: [best.at(1), best.at(2)].filter((part) => part !== '').join(', '),
    city: best.at(3),
    state: best.at(4),
    postalCode: best.at(5),
  };
};

/** Address on one line, for people shown by one line. */
export const addressLine = (found: Address | null): string | null => {
  if (!found) return null;
  const place = [found.city, `${found.state} ${found.postalCode}`.trim()].filter(
    (part) => part !== '',
  );
  return [found.line, ...place].filter((part) => part !== '').join(', ') || null;
};

/** XTN: the first telephone, the primary one before others; mail addresses are none. */
export const phone = (fields: readonly Field[]): string | null => {
  const numbers = fields
    .filter((field) => !['Internet', 'X.400', 'NET'].includes(field.at(3)) && field.at(2) !== 'NET')
    .map((field) => ({ use: field.at(2), number: phoneNumber(field) }))
    .filter(({ number }) => number !== '');
  return (numbers.find(({ use }) => use === 'PRN') ?? numbers[0])?.number ?? null;
};

const phoneNumber = (field: Field): string => {
  const written = field.at(1) || field.at(12);
  if (written !== '') return written;
  const local = field.at(7);
  if (local === '') return '';
  const area = field.at(6);
  const extension = field.at(8);
  return `${area ? `${area}-` : ''}${local}${extension ? ` x${extension}` : ''}`;
};

/** Namespace and universal id of an HD component, the universal id first: it is the surer one. */
export const assignersOf = (field: Field, component: number): string[] =>
  [field.at(component, 2), field.at(component, 1)].filter((part) => part !== '');

/** CX without its own assigner belongs to the sending facility. */
export const identifier = (
  field: Field,
  sourceDefault: string,
  where: string,
): IdentifierFact | null => {
  const value = field.at(1);
  if (value === '') return null;
  if (value.length > maxIdentifier)
    throw new Refusal(where, 'The identifier is too long to be one.');
  const assigners = assignersOf(field, 4);
  const type = field.at(5).toUpperCase();
  // `555-12-3456^^^SSN`: the assigner's name says what the type leaves out.
  const implied =
    type === '' && assigners.some((name) => /^(SSN?|USSSA)$/i.test(name)) ? 'SS' : type;
  return { assigners: assigners.length > 0 ? assigners : [sourceDefault], type: implied, value };
};

/** XCN: a clinician by number and name; one without a name is nobody to show. */
export const practitioner = (field: Field, sourceDefault: string): PractitionerFact | null => {
  const id = field.at(1);
  const family = field.at(2).slice(0, maxName);
  const given = [field.at(3), field.at(4)]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, maxName);
  if (family === '' && given === '') return null;
  const assigners = assignersOf(field, 9);
  const prefix =
    field.at(6) || (/\b(MD|DO|PHD)\b/i.test(`${field.at(7)} ${field.at(21)}`) ? 'Dr.' : '');
  return {
    familyName: family || given,
    givenName: family ? given : '',
    ...(prefix ? { prefix } : {}),
    identifier:
      id !== '' && id.length <= maxIdentifier
        ? {
            assigners: assigners.length > 0 ? assigners : [sourceDefault],
            type: field.at(13).toUpperCase(),
            value: id,
          }
        : undefined,
  };
};

/**
 * The clinicians of a field, each once. Repetitions of one name are one clinician under several
 * numbers (HL7 2.5.1, PV1-7): the national number is kept, else the first. Where the field holds
 * one clinician only (`one`), all repetitions are that one.
 */
export const practitioners = (
  fields: readonly Field[],
  sourceDefault: string,
  one = false,
): PractitionerFact[] => {
  const found = new Map<string, PractitionerFact>();
  for (const field of fields) {
    const person = practitioner(field, sourceDefault);
    if (!person) continue;
    const key = one ? '' : foldName(person.familyName, person.givenName);
    const there = found.get(key);
    if (!there || rankOf(person) > rankOf(there)) found.set(key, person);
  }
  return [...found.values()];
};

/** Which of a clinician's numbers says most: the national one, then any, then none. */
const rankOf = ({ identifier: number }: PractitionerFact): number =>
  !number ? 0 : number.type === 'NPI' || number.assigners.some((name) => /npi/i.test(name)) ? 2 : 1;

/** PL: point of care, room, bed; nothing when all three are empty. */
export const location = (field: Field): LocationFact | undefined => {
  const found = { unit: field.at(1), room: field.at(2), bed: field.at(3) };
  return found.unit || found.room || found.bed ? found : undefined;
};

/** CE/CWE: the text where one stands (original text first), else the alternate's, else the code. */
export const textOf = (field: Field): string =>
  field.text(9) || field.text(2) || field.text(5) || field.text(1) || field.text(4);
