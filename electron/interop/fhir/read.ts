/**
 * Reads FHIR R4 in JSON: a bundle, a single resource, or NDJSON. One item, all or nothing: what is
 * wrong anywhere refuses the file (records.md: What an import counts and refuses).
 */
import type { Feed, FeedItem, PartFact } from '../../../shared/imports/facts';
import { decodeUndeclared, withoutNul, type PlainBytes } from '../encoding';
import { maxItems } from '../limits';
import type { ReadOptions, Turn } from '../options';
import { ReadingLog, Refusal } from '../reading-log';
import { parseFhirTime } from '../times';
import {
  allergyOf,
  carePlanOf,
  documentOf,
  goalOf,
  isUsedObservation,
  observationOf,
  procedureOf,
  serviceRequestOf,
} from './care';
import { FhirContext } from './context';
import { isOwnBarrier } from './own-plan';
import {
  JsonProblem,
  lineAndColumn,
  scanJson,
  skipSpace,
  type ScannedValue,
  type Span,
} from './json-scan';
import { coverageOf, payersOfClaims } from './payers';
import { careTeamOf, contactsOf, patientOf, relatedPersonOf } from './people';
import {
  fieldPlace,
  parseResource,
  recordsInside,
  Resources,
  worldKey,
  type Held,
} from './resources';
import { isReadType, type ReadType } from './schemas';
import { conditionOf, encounterOf, principalConditions } from './stays';

/** Bundles that say what is; a history says what was, a response nothing. */
const refusedBundles: Record<string, string> = {
  history: 'The bundle is a history: it holds former versions beside present ones.',
  'transaction-response': 'The bundle is the answer to a transaction and holds no records.',
  'batch-response': 'The bundle is the answer to a batch and holds no records.',
};

interface Entry {
  value: unknown;
  place: string;
  fullUrl: string | undefined;
}

/** Reads the file as one item; the feed is not readable when anything in it is wrong. */
export const readFhir = async (
  plain: PlainBytes,
  fileName: string,
  options: ReadOptions,
  turn: Turn,
): Promise<Feed> => {
  const log = new ReadingLog();
  const feed: Feed = {
    fileName,
    format: 'fhir',
    describedAs: 'FHIR R4',
    found: 0,
    messages: 0,
    items: [],
    setAside: [],
    notUsed: log.notUsed,
    problems: [],
    readable: false,
  };
  try {
    const text = textOf(plain, log);
    const reader = new Reader(text, options, log);
    const item = await reader.read(turn);
    feed.found = reader.found;
    feed.describedAs = reader.describedAs;
    feed.readable = true;
    if (item) feed.items.push(item);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.error(error.where, error.reason);
  }
  feed.problems = log.finished();
  return feed;
};

const textOf = (plain: PlainBytes, log: ReadingLog): string => {
  const { text, encoding } =
    plain.encoding === 'utf8'
      ? { text: plain.bytes.toString('utf8'), encoding: 'UTF-8' }
      : decodeUndeclared(plain.bytes);
  if (encoding === 'Windows-1252')
    log.warn('file', 'The file is not UTF-8 as JSON has to be; it was read as Windows-1252.');
  const clean = withoutNul(text);
  if (clean.length !== text.length) log.warn('file', 'NUL bytes were taken out.');
  return clean;
};

class Reader {
  found = 0;
  describedAs = 'FHIR R4';
  private readonly resources = new Resources();
  private bundleTime: string | null = null;

  constructor(
    private readonly text: string,
    private readonly options: ReadOptions,
    private readonly log: ReadingLog,
  ) {}

  async read(turn: Turn): Promise<FeedItem | null> {
    const first = this.scan(0);
    const rest = skipSpace(this.text, first.span.end);
    if (rest < this.text.length) await this.readLines(first, turn);
    else await this.readDocument(first, turn);
    if (this.found === 0) throw new Refusal('file', 'No resource could be read in this file.');
    return this.resources.size > 0 ? this.item() : null;
  }

  private scan(from: number): ScannedValue {
    try {
      return scanJson(this.text, from);
    } catch (error) {
      if (!(error instanceof JsonProblem)) throw error;
      throw new Refusal(error.path || lineAndColumn(this.text, error.at), error.reason);
    }
  }

  private parse({ start, end }: Span): unknown {
    try {
      return JSON.parse(this.text.slice(start, end));
    } catch {
      throw new Refusal(lineAndColumn(this.text, start), 'This is not JSON.');
    }
  }

  /** NDJSON: one resource or bundle a line. */
  private async readLines(first: ScannedValue, turn: Turn): Promise<void> {
    this.describedAs = 'FHIR R4, NDJSON';
    let scanned = first;
    let line = 1;
    let counted = 0;
    for (;;) {
      line += newLines(this.text, counted, scanned.span.start);
      counted = scanned.span.start;
      await turn(scanned.span.start, this.text.length);
      const place = `line ${line}`;
      const value = this.root(scanned, place);
      if (value.resourceType === 'Bundle') await this.readBundle(value, scanned, place, turn);
      else this.take({ value, place, fullUrl: undefined });
      const next = skipSpace(this.text, scanned.span.end);
      if (next >= this.text.length) break;
      if (this.text[next] !== '{')
        throw new Refusal(
          lineAndColumn(this.text, next),
          'Something stands after the end of the JSON.',
        );
      scanned = this.scan(next);
    }
  }

  private async readDocument(scanned: ScannedValue, turn: Turn): Promise<void> {
    const value = this.root(scanned, '');
    if (value.resourceType === 'Bundle') await this.readBundle(value, scanned, '', turn);
    else this.take({ value, place: '', fullUrl: undefined });
  }

  /** The root object, without its entries: those are parsed one by one. */
  private root(
    scanned: ScannedValue,
    place: string,
  ): Record<string, unknown> & { resourceType: string } {
    const { span, entryArray } = scanned;
    const text = entryArray
      ? `${this.text.slice(span.start, entryArray.start)}[]${this.text.slice(entryArray.end, span.end)}`
      : this.text.slice(span.start, span.end);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Refusal(lineAndColumn(this.text, span.start), 'This is not JSON.');
    }
    if (!isObject(value))
      throw new Refusal(
        place || 'file',
        'This is JSON, but no FHIR resource: it is not an object.',
      );
    const { resourceType } = value;
    if (typeof resourceType !== 'string' || resourceType === '')
      throw new Refusal(
        fieldPlace(place, 'resourceType'),
        'This is JSON, but it does not say which FHIR resource it is.',
      );
    return value as Record<string, unknown> & { resourceType: string };
  }

  private async readBundle(
    bundle: Record<string, unknown>,
    scanned: ScannedValue,
    place: string,
    turn: Turn,
  ): Promise<void> {
    const type = typeof bundle['type'] === 'string' ? bundle['type'] : '';
    const refusal = refusedBundles[type];
    if (refusal) throw new Refusal(fieldPlace(place, 'type'), refusal);
    if (place === '') this.describedAs = `FHIR R4, ${type || 'bundle'}`;
    if (bundle['entry'] !== undefined && bundle['entry'] !== null && !scanned.entryArray)
      throw new Refusal(
        fieldPlace(place, 'entry'),
        'This is not as FHIR R4 has it (a list is expected).',
      );
    if (typeof bundle['timestamp'] === 'string')
      this.bundleTime = parseFhirTime(bundle['timestamp'], this.options.zone)?.instant ?? null;
    const spans = scanned.entries ?? [];
    if (spans.length > maxItems)
      throw new Refusal(
        fieldPlace(place, 'entry'),
        `The bundle holds more than ${maxItems} resources. Split it into smaller ones.`,
      );
    for (const [index, span] of spans.entries()) {
      await turn(index, spans.length);
      this.entry(this.parse(span), fieldPlace(place, `entry[${index}]`));
    }
  }

  private entry(entry: unknown, place: string): void {
    if (!isObject(entry))
      throw new Refusal(place, 'This is not as FHIR R4 has it (an object is expected).');
    const { resource, fullUrl, request } = entry;
    if (isObject(request) && request['method'] === 'DELETE') {
      this.log.unused('DELETE');
      this.log.warn(
        `${place}.request`,
        'The file asks to delete something; nothing is deleted by an import.',
      );
      return;
    }
    if (resource === undefined || resource === null) {
      this.log.warn(place, 'The entry holds no resource.');
      return;
    }
    if (!isObject(resource))
      throw new Refusal(
        `${place}.resource`,
        'This is not as FHIR R4 has it (an object is expected).',
      );
    this.take({
      value: resource,
      place: `${place}.resource`,
      fullUrl: typeof fullUrl === 'string' ? fullUrl : undefined,
    });
  }

  private take({ value, place, fullUrl }: Entry): void {
    if (!isObject(value))
      throw new Refusal(place, 'This is not as FHIR R4 has it (an object is expected).');
    const type = value['resourceType'];
    if (typeof type !== 'string' || type === '')
      throw new Refusal(
        fieldPlace(place, 'resourceType'),
        'It does not say which FHIR resource it is.',
      );
    this.found += 1;
    if (this.found > maxItems)
      throw new Refusal(
        'file',
        `The file holds more than ${maxItems} resources. Split it into smaller ones.`,
      );
    // Claims are no record here, but a payer may stand in them alone.
    const read = isReadType(type) && isUsed(type, value);
    if (!read || type === 'Claim') this.log.unused(type);
    if (!read) return;
    this.hold(type, value, place, fullUrl);
  }

  private hold(
    type: ReadType,
    value: Record<string, unknown>,
    place: string,
    fullUrl: string | undefined,
  ): void {
    const parsed = this.parsed(type, value, place);
    if (!parsed) return;
    if (parsed.modifierExtension.length > 0 && !this.isUnderstood(type, place)) return;
    const held: Held = {
      type,
      resource: parsed,
      place,
      fullUrl,
      key: keyOf(type, parsed.id, fullUrl, this.found),
      contained: Array.isArray(value['contained']) ? value['contained'].filter(isObject) : [],
    };
    const there = this.resources.add(held);
    if (!there) {
      for (const inside of recordsInside(held))
        if (
          inside.resource.modifierExtension.length === 0 ||
          this.isUnderstood(inside.type, inside.place)
        )
          this.resources.addInside(inside);
      return;
    }
    if (JSON.stringify(there.resource) !== JSON.stringify(parsed))
      throw new Refusal(
        fieldPlace(place, 'id'),
        `The same resource stands twice with different content (also at ${there.place || 'the beginning'}).`,
      );
    this.log.warn(place, 'The same resource stands twice; it was taken once.');
  }

  /**
   * A modifier extension can turn a statement into its opposite, and none is known here (FHIR R4,
   * 2.4.2): such a statement is left out. Who the patient is and that there is a stay still holds.
   */
  private isUnderstood(type: ReadType, place: string): boolean {
    const stands = ['Patient', 'Encounter', 'Practitioner', 'Organization', 'Location'].includes(
      type,
    );
    if (!stands) this.log.unused(type);
    this.log.warn(
      fieldPlace(place, 'modifierExtension'),
      stands
        ? 'An extension that is not known here may change what this means. Look at it at its source.'
        : 'An extension that is not known here may change what this means; it was left out.',
    );
    return stands;
  }

  /** A claim in another form than FHIR R4's refuses nothing, since no record is made of it. */
  private parsed(type: ReadType, value: unknown, place: string): Held['resource'] | null {
    try {
      return parseResource(type, value, place);
    } catch (error) {
      if (type === 'Claim' && error instanceof Refusal) return null;
      throw error;
    }
  }

  private item(): FeedItem {
    const ctx = new FhirContext(this.resources, this.options, this.log);
    const { resources } = this;
    const principal = principalConditions(ctx);
    const coverages = coverageFacts(ctx);
    const some = <T>(facts: (T | null)[]): T[] => facts.filter((fact) => fact !== null);
    const parts: PartFact[] = [
      ...some(resources.of('RelatedPerson').map((held) => relatedPersonOf(ctx, held))),
      ...resources.of('Patient').flatMap((held) => contactsOf(ctx, held)),
      ...resources.of('Condition').map((held) => conditionOf(ctx, held, principal)),
      ...some(resources.of('AllergyIntolerance').map((held) => allergyOf(ctx, held))),
      ...coverages,
      ...resources.of('CareTeam').flatMap((held) => careTeamOf(ctx, held)),
      ...some(resources.of('Goal').map((held) => goalOf(ctx, held))),
      ...some(resources.of('CarePlan').map((held) => carePlanOf(ctx, held))),
      ...some(resources.of('Observation').map((held) => observationOf(ctx, held))),
      ...some(resources.of('Procedure').map((held) => procedureOf(ctx, held))),
      ...some(resources.of('ServiceRequest').map((held) => serviceRequestOf(ctx, held))),
      ...some(resources.of('DocumentReference').map((held) => documentOf(ctx, held))),
    ];
    const encounters = resources.of('Encounter').map((held) => encounterOf(ctx, held));
    return {
      place: '',
      saidAt: this.bundleTime,
      trigger: 'bundle',
      digest: null,
      span: null,
      // Last, since only what refers to contained patients makes them known.
      patients: [...resources.of('Patient'), ...resources.contained()].map((held) =>
        patientOf(ctx, held),
      ),
      encounters,
      parts,
      merges: [],
    };
  }
}

const coverageFacts = (ctx: FhirContext): PartFact[] => {
  const positions = new Map<string, number>();
  const stated = ctx.resources.of('Coverage').flatMap((held) => {
    const key = ctx.patientRef(held, held.resource.beneficiary)?.key ?? '';
    const position = (positions.get(key) ?? 0) + 1;
    positions.set(key, position);
    return coverageOf(ctx, held, position) ?? [];
  });
  return [...stated, ...payersOfClaims(ctx, new Set(positions.keys()))];
};

/** Can anything of ours take a resource of a type that is read? */
const isUsed = (type: ReadType, value: unknown): boolean =>
  type === 'Observation'
    ? isUsedObservation(value)
    : type !== 'DetectedIssue' || isOwnBarrier(value);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a resource is called: in the world where its id or address can be, else in this file. */
const keyOf = (
  type: ReadType,
  id: string | undefined,
  fullUrl: string | undefined,
  ordinal: number,
): string =>
  worldKey(fullUrl ?? '') ??
  worldKey(id ?? '') ??
  (id === undefined ? `#${ordinal}` : `${type}/${id}`);

const newLines = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1))
    count += 1;
  return count;
};
