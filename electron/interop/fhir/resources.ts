/** The resources of one file, found again by what refers to them. */
import type { z } from 'zod';
import type { IdentifierFact } from '../../../shared/imports/facts';
import { Refusal } from '../reading-log';
import {
  resourceSchemas,
  type FhirIdentifier,
  type ReadType,
  type Reference,
  type ResourceOf,
} from './schemas';

/** One resource with its place in the file. */
export interface Held<T extends ReadType = ReadType> {
  type: T;
  resource: ResourceOf<T>;
  /** `entry[12].resource`, `line 7`, empty for a file of one resource. */
  place: string;
  fullUrl: string | undefined;
  /** Unique within the world where it can be, else within its patient. */
  key: string;
  /** Contained resources by id, unparsed. */
  contained: Record<string, unknown>[];
  /** The resource inside which this one stands; its neighbours there are found through it. */
  container?: Held;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What a literal reference names in the world: a UUID, or an absolute address. A relative one
 * (`Patient/12`) could be anybody's and names nothing outside its own file.
 */
export const worldKey = (reference: string): string | null => {
  const plain = reference.replace(/\/_history\/.*$/, '');
  const found = uuid.exec(plain);
  if (found) return `urn:uuid:${found[0].toLowerCase()}`;
  return /^(https?:\/\/|urn:oid:)/i.test(plain) ? plain : null;
};

/** `entry[3].resource` + `birthDate`; places of a single resource begin with the field. */
export const fieldPlace = (place: string, field: string): string =>
  place === '' ? field : place.startsWith('line ') ? `${place}, ${field}` : `${place}.${field}`;

/** A resource in its form. Throws a Refusal naming the first field that has not its type. */
export const parseResource = <T extends ReadType>(
  type: T,
  value: unknown,
  place: string,
): ResourceOf<T> => {
  const schema: z.ZodType = resourceSchemas[type];
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as ResourceOf<T>;
  const issue = parsed.error.issues[0]!;
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  throw new Refusal(fieldPlace(place, path), `This is not as FHIR R4 has it (${expected(issue)}).`);
};

const expected = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type'
    ? `${plainType(issue.expected)} is expected`
    : 'another form is expected';

const plainType = (type: string): string =>
  ({
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  })[type] ?? 'another form';

/** The file's resources, indexed. */
export class Resources {
  private readonly all: Held[] = [];
  private readonly byUrl = new Map<string, Held>();
  private readonly byTypeAndId = new Map<string, Held>();
  private readonly byWorldKey = new Map<string, Held>();
  private readonly byIdentifier = new Map<string, Held>();
  private readonly bearers = new Map<string, number>();
  /** Contained patients that something refers to, by their numbers. */
  private readonly containedPatients = new Map<string, Held<'Patient'>>();

  /** Adds a resource; returns the one already there under the same name, if any. */
  add(held: Held): Held | undefined {
    const { id, identifier } = held.resource;
    const ownName = id === undefined ? undefined : `${held.type}/${id}`;
    const there =
      (held.fullUrl === undefined ? undefined : this.byUrl.get(held.fullUrl)) ??
      // The same id from two servers is two resources; without addresses it is one.
      (held.fullUrl === undefined && ownName ? this.byTypeAndId.get(ownName) : undefined);
    if (there) return there;
    this.all.push(held);
    if (held.fullUrl) this.byUrl.set(held.fullUrl, held);
    if (ownName && !this.byTypeAndId.has(ownName)) this.byTypeAndId.set(ownName, held);
    for (const name of [held.fullUrl, id])
      if (name) {
        const key = worldKey(name);
        if (key && !this.byWorldKey.has(`${held.type} ${key}`))
          this.byWorldKey.set(`${held.type} ${key}`, held);
      }
    for (const entry of identifier)
      if (entry.value) {
        const key = identifierKey(held.type, entry);
        this.byIdentifier.set(key, held);
        this.bearers.set(key, (this.bearers.get(key) ?? 0) + 1);
      }
    return undefined;
  }

  /** Adds what stands inside another resource: it is found from there alone. */
  addInside(held: Held): void {
    this.all.push(held);
  }

  /** How many resources of the file bear this identifier. */
  bearersOf(type: ReadType, entry: FhirIdentifier): number {
    return this.bearers.get(identifierKey(type, entry)) ?? 0;
  }

  /** Patients who stand inside other resources only: they are in the file all the same. */
  contained(): Held<'Patient'>[] {
    return [...this.containedPatients.values()];
  }

  /** All resources of a type, in the file's order. */
  of<T extends ReadType>(type: T): Held<T>[] {
    return this.all.filter((held) => held.type === type) as Held<ReadType>[] as Held<T>[];
  }

  get size(): number {
    return this.all.length;
  }

  /** What a reference of `from` refers to inside the file, among the given types. */
  find<T extends ReadType>(
    from: Held,
    reference: Reference | undefined,
    ...types: T[]
  ): Held<T> | undefined {
    if (!reference) return undefined;
    const found = this.literal(from, reference) ?? this.logical(reference, types);
    return found && (types as ReadType[]).includes(found.type)
      ? (found as Held<ReadType> as Held<T>)
      : undefined;
  }

  private literal(from: Held, { reference }: Reference): Held | undefined {
    if (!reference) return undefined;
    if (reference.startsWith('#')) return this.known(containedOf(from, reference.slice(1)));
    const plain = reference.replace(/\/_history\/.*$/, '');
    const direct = this.byUrl.get(plain);
    if (direct) return direct;
    const relative = /([A-Za-z]+)\/([^/?]+)$/.exec(plain);
    if (relative && !/^https?:/i.test(plain)) {
      const base = from.fullUrl?.replace(/\/[A-Za-z]+\/[^/]+$/, '');
      return (
        this.byUrl.get(`${base}/${plain}`) ?? this.byTypeAndId.get(plain) ?? this.conditional(plain)
      );
    }
    const key = worldKey(plain);
    if (key)
      for (const type of relative ? [relative[1]!] : Object.keys(resourceSchemas)) {
        const found = this.byWorldKey.get(`${type} ${key}`);
        if (found) return found;
      }
    return this.conditional(plain) ?? this.withoutAddress(plain);
  }

  /** An absolute address means a resource of that type and id, where the file gives none of its own. */
  private withoutAddress(address: string): Held | undefined {
    const ending = /\/([A-Za-z]+\/[^/?]+)$/.exec(address)?.[1];
    const found = ending === undefined ? undefined : this.byTypeAndId.get(ending);
    return found?.fullUrl === undefined ? found : undefined;
  }

  /** A contained patient is the one of the file that bears the same number, else one of its own. */
  private known(held: Held | undefined): Held | undefined {
    if (held?.type !== 'Patient') return held;
    const numbers = held.resource.identifier.filter((entry) => entry.value);
    for (const entry of numbers) {
      const key = identifierKey('Patient', entry);
      const there = this.byIdentifier.get(key) ?? this.containedPatients.get(key);
      if (there) return there;
    }
    const [first] = numbers;
    if (first)
      this.containedPatients.set(
        identifierKey('Patient', first),
        held as Held<ReadType> as Held<'Patient'>,
      );
    return first ? held : undefined;
  }

  /** `Practitioner?identifier=system|value`, as transactions write it. */
  private conditional(reference: string): Held | undefined {
    const identifier = conditionalIdentifier(reference);
    if (!identifier) return undefined;
    const { type, system, value } = identifier;
    if (system !== null) return this.byIdentifier.get(`${type} ${system}|${value}`);
    // Without a system the value must be one alone.
    const all = new Set(
      this.all.filter(
        (held) =>
          held.type === type && held.resource.identifier.some((entry) => entry.value === value),
      ),
    );
    return all.size === 1 ? [...all][0] : undefined;
  }

  private logical({ identifier }: Reference, types: readonly ReadType[]): Held | undefined {
    if (!identifier?.value) return undefined;
    for (const type of types) {
      const found = this.byIdentifier.get(identifierKey(type, identifier));
      if (found) return found;
    }
    return undefined;
  }
}

const identifierKey = (type: string, { system, value }: FhirIdentifier): string =>
  `${type} ${system ?? ''}|${value ?? ''}`;

/** `Patient?identifier=system|value`, percent-encoded or not; without a bar any system is meant. */
const conditionalIdentifier = (
  reference: string,
): { type: string; system: string | null; value: string } | null => {
  const match = /^([A-Za-z]+)\?(?:.*&)?identifier=([^&]+)/.exec(reference);
  if (!match) return null;
  const text = decoded(match[2]!);
  const bar = text.lastIndexOf('|');
  return {
    type: match[1]!,
    system: bar < 0 ? null : text.slice(0, bar),
    value: text.slice(bar + 1),
  };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Key of what stands inside a resource. */
const containedKey = (owner: Held, id: string): string => `${owner.key}#${id}`;

/** A contained resource in its form; one that is not as FHIR has it is as good as absent. */
const containedOf = (from: Held, id: string): Held | undefined => {
  const owner = from.container ?? from;
  const value = owner.contained.find((entry) => entry['id'] === id);
  const type = value?.['resourceType'];
  if (typeof type !== 'string' || !Object.hasOwn(resourceSchemas, type)) return undefined;
  const parsed = resourceSchemas[type as ReadType].safeParse(value);
  if (!parsed.success) return undefined;
  return {
    type: type as ReadType,
    resource: parsed.data as ResourceOf<ReadType>,
    place: fieldPlace(owner.place, 'contained'),
    fullUrl: undefined,
    key: containedKey(owner, id),
    contained: [],
    container: owner,
  };
};

/** Types that are records of their own also where they stand inside what tells of them. */
const lifted = ['Condition', 'Goal', 'CareTeam'] as const;

/**
 * The records inside a resource: a plan's own goals, a stay's own diagnoses. Where they do not say
 * whose they are, they are the container's patient's. Throws a Refusal as for any other resource.
 */
export const recordsInside = (owner: Held): Held[] => {
  if (owner.type === 'Claim') return [];
  const whole = owner.resource as { subject?: Reference; patient?: Reference };
  return owner.contained.flatMap((value, index) => {
    const type = lifted.find((each) => each === value['resourceType']);
    if (!type) return [];
    const place = fieldPlace(owner.place, `contained[${index}]`);
    const resource = parseResource(type, value, place);
    const subject = resource.subject ?? whole.subject ?? whole.patient;
    return [
      {
        type,
        resource: { ...resource, subject },
        place,
        fullUrl: undefined,
        key: containedKey(owner, resource.id ?? String(index)),
        contained: [],
        container: owner,
      } as Held,
    ];
  });
};

/** The assigner of FHIR identifiers that name no system. */
export const fhirDefaultAssigner = 'FHIR: none';

/** An identifier as a fact; null without a value. */
export const identifierFact = (identifier: FhirIdentifier): IdentifierFact | null =>
  identifier.value
    ? {
        assigners: [identifier.system || fhirDefaultAssigner],
        type: (identifier.type?.coding.find((coding) => coding.code)?.code ?? '').toUpperCase(),
        value: identifier.value,
      }
    : null;

/** How the store may know what a reference names outside the file; empty when it cannot. */
export const outsideIdentifiers = (reference: Reference | undefined): IdentifierFact[] => {
  if (!reference) return [];
  const known: IdentifierFact[] = [];
  const logical = reference.identifier ? identifierFact(reference.identifier) : null;
  if (logical) known.push(logical);
  const conditional = reference.reference ? conditionalIdentifier(reference.reference) : null;
  if (conditional && conditional.system !== null)
    known.push({
      assigners: [conditional.system || fhirDefaultAssigner],
      type: '',
      value: conditional.value,
    });
  const key = reference.reference ? worldKey(reference.reference) : null;
  if (key) known.push(aliasFact(key));
  return known;
};

/** The number under which other resources refer to a patient; the record shows it nowhere. */
export const aliasFact = (key: string): IdentifierFact => ({
  assigners: ['FHIR: resource'],
  type: 'FHIR',
  value: key,
});
