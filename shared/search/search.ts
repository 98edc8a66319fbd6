/** Finding a patient by name, record number or birth date. */
import { isDate } from '../time';
import { fold } from '../folding';

/** One patient found: always two identifiers. */
export interface SearchHit {
  patientId: string;
  familyName: string;
  givenName: string;
  birthDate: string | null;
  sex: string;
  mrn: string | null;
  /** Bed now; null when not in house. */
  bed: string | null;
  unitName: string | null;
  restricted: boolean;
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** More of the person's own patients match than are shown. */
  more: boolean;
  /** Matches outside the person's units; restricted ones are not counted. */
  outside: number;
  /** The count stopped here: “100 or more”. */
  outsideCapped: boolean;
  /** The record number was typed exactly and opens with a reason only. */
  withReason: string | null;
}

/** Beginning of the family name (or of the whole folded name), and of a later word where one was typed. */
export interface NameTerm {
  starts: string;
  later: string | null;
}

/** What was typed, read in every way it can be meant. */
export interface SearchTerms {
  /** Ways the words can be a name; empty when they hold no letter. */
  names: NameTerm[];
  /** Record number as typed, or null when it holds no digit. */
  number: string | null;
  /** Birth dates it can mean (month first, then day first). */
  birthDates: string[];
}

/** Fewer characters than this would find half the hospital. */
export const shortestSearch = 2;

/** Reads typed text; null when there is too little to look for. */
export const searchTermsOf = (typed: string): SearchTerms | null => {
  const text = typed.trim();
  if (text.length < shortestSearch) return null;
  const birthDates = datesOf(text);
  return {
    names: /\p{L}/u.test(text) ? namesOf(text) : [],
    number: /\d/.test(text) && birthDates.length === 0 && !/\s/.test(text) ? text : null,
    birthDates,
  };
};

/** “Hazelmere, Ruth”, “Hazelmere Ruth”, “Ruth Hazelmere” and their beginnings. */
const namesOf = (text: string): NameTerm[] => {
  const comma = text.indexOf(',');
  if (comma >= 0) {
    const [family, given] = [fold(text.slice(0, comma)), fold(text.slice(comma + 1))];
    return family === '' ? [] : [{ starts: family, later: given === '' ? null : given }];
  }
  const words = fold(text).split(' ');
  const whole = { starts: words.join(' '), later: null };
  if (words.length === 1) return [whole];
  return [
    whole,
    { starts: words.slice(0, -1).join(' '), later: words.at(-1)! },
    { starts: words.slice(1).join(' '), later: words[0]! },
  ];
};

const datesOf = (text: string): string[] => {
  if (isDate(text)) return [text];
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!parts) return [];
  const [first, second] = [parts[1]!.padStart(2, '0'), parts[2]!.padStart(2, '0')];
  const dates = [`${parts[3]}-${first}-${second}`, `${parts[3]}-${second}-${first}`];
  return [...new Set(dates.filter(isDate))];
};
