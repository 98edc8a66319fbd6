/** What the mapping of one FHIR file carries along, and the small readings every resource needs. */
import type { IdentifierFact, PatientRef, PractitionerFact } from '../../../shared/imports/facts';
import { maxIdentifier, maxName, maxText } from '../limits';
import type { ReadOptions } from '../options';
import { Refusal, type ReadingLog } from '../reading-log';
import { dateOfTime, parseFhirTime, type FeedTime } from '../times';
import {
  fieldPlace,
  identifierFact,
  outsideIdentifiers,
  worldKey,
  type Held,
  type Resources,
} from './resources';
import type { Concept, FhirAddress, HumanName, ReadType, Reference, Telecom } from './schemas';

/** One FHIR file under the hand of the mappers. */
export class FhirContext {
  constructor(
    readonly resources: Resources,
    readonly options: ReadOptions,
    readonly log: ReadingLog,
  ) {}

  private planned: ReadonlySet<Held> | undefined;

  /** Is it an intervention of a plan of this file? */
  isPlanned(held: Held): boolean {
    this.planned ??= new Set(
      this.resources.of('CarePlan').flatMap((plan) =>
        plan.resource.activity.flatMap(({ reference }) => {
          const found = this.resources.find(plan, reference, 'ServiceRequest');
          return found ? [found] : [];
        }),
      ),
    );
    return this.planned.has(held);
  }

  /** Sets the whole file aside. */
  refuse(held: Held, field: string, reason: string): never {
    throw new Refusal(fieldPlace(held.place, field), reason);
  }

  warn(held: Held, field: string, reason: string): void {
    this.log.warn(fieldPlace(held.place, field), reason);
  }

  /** A time; an impossible one refuses the file. */
  time(held: Held, field: string, text: string | undefined): FeedTime | undefined {
    if (text === undefined || text === '') return undefined;
    const time = parseFhirTime(text, this.options.zone);
    if (!time) this.refuse(held, field, 'There is no such date or time.');
    if (time.movedByGap)
      this.warn(
        held,
        field,
        'This time does not exist on the day the clocks go forward; it was moved on.',
      );
    return time;
  }

  instant(held: Held, field: string, text: string | undefined): string | undefined {
    const time = this.time(held, field, text);
    if (time && time.instant === null)
      this.warn(held, field, 'The time has no day; it was left out.');
    return time?.instant ?? undefined;
  }

  date(held: Held, field: string, text: string | undefined): string | undefined {
    const time = this.time(held, field, text);
    if (!time) return undefined;
    return dateOfTime(time, this.options.zone) ?? undefined;
  }

  /** An end; the year 9999 stands for “no end”. */
  endTime(held: Held, field: string, text: string | undefined): FeedTime | undefined {
    return this.time(held, field, isNoEnd(text) ? undefined : text);
  }

  endInstant(held: Held, field: string, text: string | undefined): string | undefined {
    return this.instant(held, field, isNoEnd(text) ? undefined : text);
  }

  endDate(held: Held, field: string, text: string | undefined): string | undefined {
    return this.date(held, field, isNoEnd(text) ? undefined : text);
  }

  /** Time at which the resource itself was last changed. */
  saidAt(held: Held): string | undefined {
    const text = held.resource.meta?.lastUpdated;
    if (!text) return undefined;
    return parseFhirTime(text, this.options.zone)?.instant ?? undefined;
  }

  /** The patient a resource is about: in the file, else as the store may know it; null for nobody. */
  patientRef(held: Held, reference: Reference | undefined): PatientRef | null {
    const inside = this.resources.find(held, reference, 'Patient');
    if (inside) return { key: inside.key };
    const identifiers = outsideIdentifiers(reference);
    return identifiers.length > 0 ? { identifiers } : null;
  }

  /** The stay a resource belongs to; a dangling reference is a warning. */
  encounterRef(
    held: Held,
    field: string,
    reference: Reference | undefined,
  ): { key?: string; sourceKey?: string; visit?: IdentifierFact } | undefined {
    if (!reference) return undefined;
    const inside = this.resources.find(held, reference, 'Encounter');
    if (inside) return { key: inside.key };
    const key = reference.reference ? worldKey(reference.reference) : null;
    const visit = reference.identifier ? identifierFact(reference.identifier) : null;
    if (key || visit)
      return {
        ...(key ? { sourceKey: sourceKeyOf('Encounter', key) } : {}),
        ...(visit ? { visit } : {}),
      };
    this.warn(held, field, 'The stay it names is not in the file; the record stands without it.');
    return undefined;
  }

  /** A clinician from a reference to Practitioner or PractitionerRole, in the file or by display. */
  practitioner(held: Held, reference: Reference | undefined): PractitionerFact | undefined {
    const found = this.resources.find(held, reference, 'Practitioner', 'PractitionerRole');
    if (found?.type === 'PractitionerRole') {
      const role = found as Held<'PractitionerRole'>;
      const person = this.practitioner(role, role.resource.practitioner);
      if (!person) return undefined;
      const specialty = textOf(role.resource.specialty[0] ?? role.resource.code[0]);
      const phone = phoneOf(role.resource.telecom);
      return { ...person, ...(specialty ? { specialty } : {}), ...(phone ? { phone } : {}) };
    }
    if (found) return practitionerFact(found as Held<'Practitioner'>);
    const shown = reference?.display;
    if (!shown) return undefined;
    return {
      familyName: shown.slice(0, maxName),
      givenName: '',
      identifier: outsideNumber(reference),
    };
  }
}

const isNoEnd = (text: string | undefined): boolean => text?.startsWith('9999-') ?? false;

const outsideNumber = (reference: Reference): IdentifierFact | undefined =>
  outsideIdentifiers(reference).find((entry) => entry.type !== 'FHIR');

const practitionerFact = (held: Held<'Practitioner'>): PractitionerFact | undefined => {
  const name = nameOf(held.resource.name);
  if (!name) return undefined;
  const numbers = held.resource.identifier.map(identifierFact).filter((entry) => entry !== null);
  // The NPI is one number in every source; before it any other.
  const best = numbers.find((entry) => /us-npi$/.test(entry.assigners[0] ?? '')) ?? numbers[0];
  const phone = phoneOf(held.resource.telecom);
  return {
    familyName: name.family || name.given,
    givenName: name.family ? name.given : '',
    ...(name.prefix ? { prefix: name.prefix } : {}),
    ...(phone ? { phone } : {}),
    identifier: best && best.value.length <= maxIdentifier ? best : undefined,
  };
};

/** Key under which a resource is found again, unique within its patient. */
export const sourceKeyOf = (type: ReadType, key: string): string => `fhir|${type}|${key}`;

/** A concept in words: its text, else a coding's display, else its code. */
export const textOf = (concept: Concept | undefined): string | undefined => {
  if (!concept) return undefined;
  const coding = concept.coding.find((entry) => entry.display) ?? concept.coding[0];
  const text = concept.text || coding?.display || coding?.code;
  return text ? text.slice(0, maxText) : undefined;
};

/** The first coding that has a code. */
export const codingOf = (
  concept: Concept | undefined,
): { system?: string | undefined; code?: string | undefined } => {
  const coding = concept?.coding.find((entry) => entry.code);
  return { system: coding?.system, code: coding?.code };
};

/** Does any coding of the concept carry this code? */
export const hasCode = (concept: Concept | undefined, ...codes: string[]): boolean =>
  concept?.coding.some((coding) => coding.code !== undefined && codes.includes(coding.code)) ??
  false;

export interface ReadName {
  family: string;
  given: string;
  middle: string;
  prefix: string;
  suffix: string;
}

/** Uses of a name that is not the one to call a patient by (FHIR name-use). */
const passingNames = new Set(['old', 'maiden', 'nickname', 'anonymous', 'temp']);

/** The official name, else the usual one, else the first that is not old. */
export const nameOf = (names: readonly HumanName[]): ReadName | null => {
  const usable = names.filter((name) => name.family || name.text || name.given.length > 0);
  const best =
    usable.find((name) => name.use === 'official') ??
    usable.find((name) => name.use === 'usual') ??
    usable.find((name) => !passingNames.has(name.use ?? '')) ??
    usable[0];
  if (!best) return null;
  const [given = '', ...middle] = best.given;
  const read = {
    family: best.family ?? '',
    given,
    middle: middle.join(' '),
    prefix: best.prefix.join(' '),
    suffix: best.suffix.join(' '),
  };
  if (read.family === '' && read.given === '') return { ...read, ...fromText(best.text ?? '') };
  return read;
};

/** `Doe, John` is told apart by its comma; any other text stays whole in the family name. */
const fromText = (text: string): { family: string; given: string } => {
  const comma = text.indexOf(',');
  if (comma < 1) return { family: text, given: '' };
  return { family: text.slice(0, comma).trim(), given: text.slice(comma + 1).trim() };
};

/** A name on one line. */
export const nameLine = (name: ReadName): string =>
  [name.prefix, name.given, name.middle, name.family, name.suffix]
    .filter((part) => part !== '')
    .join(' ');

/** The first telephone, by rank, home and mobile before work. */
export const phoneOf = (telecom: Telecom): string | undefined => {
  const phones = telecom.filter(
    (entry) =>
      entry.value &&
      (entry.system === 'phone' || entry.system === 'sms' || entry.system === undefined) &&
      entry.use !== 'old',
  );
  const order = (entry: Telecom[number]): number =>
    (entry.rank ?? 50) * 10 + (['home', 'mobile'].includes(entry.use ?? '') ? 0 : 1);
  return [...phones].sort((a, b) => order(a) - order(b))[0]?.value;
};

/** The present home address. */
export const addressOf = (addresses: readonly FhirAddress[]): FhirAddress | undefined => {
  const usable = addresses.filter((entry) => entry.use !== 'old' && entry.use !== 'billing');
  return usable.find((entry) => entry.use === 'home') ?? usable[0];
};

/** An address on one line. */
export const addressLineOf = (address: FhirAddress | undefined): string | undefined => {
  if (!address) return undefined;
  const parts = [
    address.line.join(', '),
    address.city ?? '',
    `${address.state ?? ''} ${address.postalCode ?? ''}`.trim(),
  ].filter((part) => part !== '');
  return parts.join(', ') || address.text;
};
