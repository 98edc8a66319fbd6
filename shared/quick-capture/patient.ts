/** Whom a line is about: a bed, a number, a name, or the file that is open. */
import { fold } from '../folding';
import { amounts } from './lexicon';
import { anyOf, foldInPlace, isWordStart, matchAt, type Span } from './text';
import type { Captured, CaptureContext, CapturePatient, Question } from './types';

export interface Subject {
  patient: string | null;
  by: Captured['by'];
  candidates: readonly string[];
  ask: Question | null;
  /** What stands at the start of the line and names the patient. */
  taken: Span | null;
}

interface Places extends Pick<CaptureContext, 'emptyBeds' | 'open'> {
  patients: readonly CapturePatient[];
}

const nobody: Subject = { patient: null, by: 'none', candidates: [], ask: null, taken: null };
const room = '(?:bed|room|rm|cama|cuarto|hab)\\.?';
const atStart = new RegExp(
  `(${room}\\s*)?#?\\s*(\\d{3,4})(?:[-/.](\\d{1,2}))?(?![\\p{L}\\p{N}/-]|:\\d)`,
  'uy',
);
const amount = new RegExp(`\\s?(?:%|${anyOf(amounts)})`, 'uy');
const separator = /[\s,:.–—-]*/y;

const bedsInOrder = (patients: readonly CapturePatient[]): string[] =>
  patients
    .map(({ bed }) => bed)
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));

const several = (patients: readonly CapturePatient[], taken: Span | null): Subject => ({
  ...nobody,
  candidates: bedsInOrder(patients),
  ask: 'patient-ambiguous',
  taken,
});

interface Numbered {
  patients: readonly CapturePatient[];
  by: 'bed' | 'room';
  ask: Question | null;
}

/** Who lies in a bed or a room as typed. */
const numbered = (
  digits: string,
  place: string | undefined,
  { patients, emptyBeds }: Places,
): Numbered => {
  const bed = place === undefined ? digits : `${digits}-${place}`;
  const inBed = patients.filter((one) => one.bed === bed);
  if (inBed.length > 0) return { patients: inBed, by: 'bed', ask: null };
  const inRoom =
    place === undefined ? patients.filter((one) => one.bed.startsWith(`${digits}-`)) : [];
  if (inRoom.length > 0) return { patients: inRoom, by: 'room', ask: null };
  const empty = emptyBeds.some(
    (one) => one === bed || (place === undefined && one.startsWith(`${digits}-`)),
  );
  return { patients: [], by: 'bed', ask: empty ? 'bed-empty' : 'bed-unknown' };
};

const title = /(?:(?:mrs|mr|ms|sra|sr)\.?|dona|don)\s+/y;
const possessive = /['’]s(?![\p{L}\p{N}])/uy;

/** A patient's name exactly here, with those who have it and where it ends. */
const nameAt = (
  text: string,
  from: number,
  patients: readonly CapturePatient[],
): { patients: readonly CapturePatient[]; to: number } | null => {
  const at = from + (matchAt(title, text, from)?.[0].length ?? 0);
  const word = (words: string, place: number): number | null => {
    const source = new RegExp(anyOf([fold(words)]), 'uy');
    const match = matchAt(source, text, place);
    return match ? place + match[0].length : null;
  };
  const found: { patient: CapturePatient; to: number }[] = [];
  for (const patient of patients) {
    const { familyName, givenName } = patient;
    const whole = word(`${givenName} ${familyName}`, at);
    const family = word(familyName, at);
    if (whole !== null) found.push({ patient, to: whole });
    if (family === null) continue;
    const space = matchAt(/,?\s+/y, text, family);
    const after = family + (space?.[0].length ?? 0);
    const given = space ? word(givenName, after) : null;
    const letter = fold(givenName).charAt(0);
    const initial = space
      ? matchAt(new RegExp(`${letter}\\.|${letter}(?=[,:;]|$)`, 'uy'), text, after)
      : null;
    if (given !== null) found.push({ patient, to: given });
    else if (initial) found.push({ patient, to: after + initial[0].length });
    else found.push({ patient, to: family });
  }
  if (found.length === 0) return null;
  const to = Math.max(...found.map((one) => one.to));
  const named = found.filter((one) => one.to === to).map(({ patient }) => patient);
  return { patients: named, to: to + (matchAt(possessive, text, to)?.[0].length ?? 0) };
};

const upTo = (text: string, to: number): Span => ({
  from: 0,
  to: to + (matchAt(separator, text, to)?.[0].length ?? 0),
});

/** A bed or room at the start, with the last name that may follow it. */
const byNumberAtStart = (text: string, places: Places): Subject | null => {
  const match = matchAt(atStart, text, 0);
  if (!match || (match[1] === undefined && matchAt(amount, text, match[0].length))) return null;
  const found = numbered(match[2]!, match[3], places);
  if (found.ask !== null) {
    const known = match[1] !== undefined || match[3] !== undefined || match[2]!.length === 3;
    return known || found.ask === 'bed-empty' ? { ...nobody, ask: found.ask } : null;
  }
  const taken = upTo(text, match[0].length);
  const name = nameAt(text, taken.to, places.patients);
  if (!name)
    return found.patients.length > 1
      ? several(found.patients, taken)
      : { ...nobody, patient: found.patients[0]!.bed, by: found.by, taken };
  const both = found.patients.filter((one) => name.patients.includes(one));
  if (both.length === 1)
    return { ...nobody, patient: both[0]!.bed, by: found.by, taken: upTo(text, name.to) };
  const others = bedsInOrder(name.patients.filter((one) => !found.patients.includes(one)));
  return {
    ...nobody,
    candidates: [...bedsInOrder(found.patients), ...others],
    ask: 'patient-conflict',
    taken,
  };
};

const byMrn = (text: string, { patients }: Places): Subject | null => {
  const match = matchAt(/(\d{7})(?!\d)/y, text, 0);
  const patient = match && patients.find(({ mrn }) => mrn === match[1]);
  return patient
    ? { ...nobody, patient: patient.bed, by: 'mrn', taken: upTo(text, match[0].length) }
    : null;
};

const byNameAtStart = (text: string, { patients }: Places): Subject | null => {
  const name = nameAt(text, 0, patients);
  if (!name) return null;
  const taken = upTo(text, name.to);
  return name.patients.length > 1
    ? several(name.patients, taken)
    : { ...nobody, patient: name.patients[0]!.bed, by: 'name', taken };
};

const fullBed = /#?(\d{3,4})-(\d{1,2})(?![\p{L}\p{N}/-])/uy;
const roomWord = new RegExp(
  `(?:${room}\\s*#?|#)\\s*(\\d{3,4})(?:[-/.](\\d{1,2}))?(?![\\p{L}\\p{N}/:-])`,
  'uy',
);
const leastLetters = 5;

/** A bed, a room or a last name anywhere in the line; it stays in the text. */
const elsewhere = (text: string, places: Places): Subject => {
  const named = places.patients.filter(({ familyName }) => familyName.length >= leastLetters);
  const found: { patients: readonly CapturePatient[]; by: 'bed' | 'room' | 'name' }[] = [];
  let ask: Question | null = null;
  for (let at = 0; at < text.length; at += 1) {
    if (!isWordStart(text, at)) continue;
    const number = matchAt(roomWord, text, at) ?? matchAt(fullBed, text, at);
    if (number) {
      const who = numbered(number[1]!, number[2], places);
      if (who.ask === null) found.push(who);
      else ask ??= who.ask;
      at += number[0].length - 1;
      continue;
    }
    const name = nameAt(text, at, named);
    if (!name) continue;
    found.push({ patients: name.patients, by: 'name' });
    at = name.to - 1;
  }
  const all = [...new Set(found.flatMap(({ patients }) => patients))];
  // A name that several have is settled by a bed of one of them.
  const certain = found.find(({ patients }) => patients.length === 1);
  const agreed = certain && found.every(({ patients }) => patients.includes(certain.patients[0]!));
  if (certain && agreed) return { ...nobody, patient: certain.patients[0]!.bed, by: certain.by };
  if (all.length > 0) return several(all, null);
  if (places.open !== null) return { ...nobody, patient: places.open, by: 'open' };
  return { ...nobody, ask };
};

/** Whom the line is about. */
export const subjectOf = (line: string, places: Places): Subject => {
  const text = foldInPlace(line);
  return (
    byNumberAtStart(text, places) ??
    byMrn(text, places) ??
    byNameAtStart(text, places) ??
    elsewhere(text, places)
  );
};
