/** When two ways of writing a clinician's name can mean one person; the place decides, never the name alone. */
import { fold } from '../folding';

export interface ClinicianName {
  familyName: string;
  givenName: string;
}

interface Parts {
  family: string;
  /** First name and what stands between; without dots. */
  given: string[];
  whole: string;
}

const titles = /^(dr|dra|doctor|doctora|prof|md|do|np|pa|rn|phd|aprn)$/;

const words = (text: string): string[] =>
  fold(text)
    .replace(/[.,]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !titles.test(word));

const partsOf = ({ familyName, givenName }: ClinicianName): Parts => {
  const family = words(familyName);
  const given = words(givenName);
  const whole = [...given, ...family].join(' ');
  if (given.length > 0 || familyName.includes(','))
    return { family: family.join(' '), given, whole };
  // One text, as FHIR's display has it: the last word is the family name.
  return { family: family.at(-1) ?? '', given: family.slice(0, -1), whole };
};

/** How well two names fit: `full` with the whole first name on both sides, `part` by initial or family name alone. */
export const nameFit = (a: ClinicianName, b: ClinicianName): 'full' | 'part' | null => {
  const one = partsOf(a);
  const other = partsOf(b);
  if (one.whole === '' || other.whole === '') return null;
  if (one.whole === other.whole && one.given.length > 0) return 'full';
  if (one.family !== other.family) return null;
  const length = Math.min(one.given.length, other.given.length);
  for (let i = 0; i < length; i += 1)
    if (!sameOrInitial(one.given[i]!, other.given[i]!)) return null;
  return length > 0 && one.given[0] === other.given[0] && one.given[0]!.length > 1
    ? 'full'
    : 'part';
};

const sameOrInitial = (a: string, b: string): boolean =>
  a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));
