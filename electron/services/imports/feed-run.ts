/**
 * One file on its way into the store: what is read of the store for it, what it changes there, and
 * what it could not. The preview stops before the flush; the import goes on.
 */
import type { Trx } from '../../../db/connection';
import { FedRows, type Tracked, type Values } from '../../../db/fed-rows';
import { AssignerBook, numberKey } from '../../../db/identity';
import type { DuplicateRow } from '../../../db/imports';
import type { Actor } from '../../../db/records';
import { foldName } from '../../../shared/folding';
import type { Feed, FeedItem, IdentifierFact } from '../../../shared/imports/facts';
import type { Decisions, PreviewDuplicate, Problem } from '../../../shared/imports/report';
import { makeBreathe } from './breathe';
import { Places } from './places';

/** Who imports, when, and what becomes of what nobody decided. */
export interface ImportContext {
  actor: Actor;
  now: string;
  zone: string;
  /**
   * A stranger with the name and birth date of somebody here: in the window the record waits for a
   * person; a watched folder has none and keeps both records, marked as a possible duplicate.
   */
  undecided: 'leaveOut' | 'importApart';
  decisions: Decisions;
  onProgress?: ((done: number, of: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** A pair of patients with one name and birth date, to be kept for a person. */
export interface FoundDuplicate {
  patientId: string;
  otherId: string;
  decision: 'different' | null;
}

const listed = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
};

/** State of one run over one file. */
export class FeedRun {
  readonly problems: Problem[] = [];
  /** Items refused while being compared, beside those the reader set aside. */
  readonly refused: FeedItem[] = [];
  /** Items that wait for a person's decision. */
  readonly undecided: FeedItem[] = [];
  readonly duplicates = new Map<string, PreviewDuplicate>();
  readonly foundDuplicates: FoundDuplicate[] = [];
  readonly takenDigests = new Set<string>();
  readonly newDigests: string[] = [];
  /** Rows changed since the last audit or fact: patients and stays. */
  readonly touchedPatients = new Set<string>();
  readonly touchedStays = new Set<string>();
  /** Patients that this file made. */
  readonly born = new Set<string>();
  taken = 0;
  mergedPairs: { priorId: string; survivorId: string; from: string }[] = [];

  /** Identifier rows by assigner and value. */
  readonly numbers = new Map<string, Tracked[]>();
  readonly numbersOf = new Map<string, Tracked[]>();
  /** Patients by folded name. */
  readonly namesakes = new Map<string, Tracked[]>();
  /** Records of a merge by the survivor's id. */
  readonly groups = new Map<string, Set<string>>();
  readonly visits = new Map<string, Tracked>();
  readonly staysOf = new Map<string, Tracked[]>();
  readonly classesOf = new Map<string, Tracked[]>();
  readonly placesOf = new Map<string, Tracked[]>();
  readonly sources = new Map<string, Tracked>();
  readonly coveragesOf = new Map<string, Tracked[]>();
  readonly clinicians = new Map<string, Tracked>();
  /** Members of each stay's care team. */
  readonly teamsOf = new Map<string, Tracked[]>();
  /** Clinicians who attend stays that are open on a unit. */
  readonly cliniciansOfUnit = new Map<string, Set<string>>();
  knowsUnitClinicians = false;
  readonly cliniciansByName = new Map<string, Tracked[]>();
  readonly knownPairs: DuplicateRow[] = [];

  private constructor(
    readonly trx: Trx,
    readonly feed: Feed,
    readonly ctx: ImportContext,
    readonly rows: FedRows,
    readonly assigners: AssignerBook,
    readonly places: Places,
    /** Gives the event loop its turn where it is due. */
    readonly breathe: () => Promise<void>,
  ) {}

  static async start(trx: Trx, feed: Feed, ctx: ImportContext): Promise<FeedRun> {
    const breathe = makeBreathe(ctx.signal);
    const rows = new FedRows(trx, ctx.actor, ctx.decisions.takeFile, breathe);
    const assigners = await AssignerBook.load(trx);
    return new FeedRun(trx, feed, ctx, rows, assigners, await Places.load(trx), breathe);
  }

  /** A feed without times of its own speaks at the time of its import. */
  timeOf(item: FeedItem, own: string | undefined): string | null {
    return own ?? item.saidAt ?? (this.feed.format === 'hl7v2' ? null : this.ctx.now);
  }

  warn(where: string, reason: string, item: FeedItem): void {
    this.problems.push({
      where,
      severity: 'warning',
      reason,
      ...(item.place ? { item: item.place } : {}),
    });
  }

  /** Finds a held record again by what refers to it. */
  index(record: Tracked): Tracked {
    const { table, row } = record;
    const text = (field: string): string => String(row[field] ?? '');
    const source = row['sourceKey'];
    if (typeof source === 'string') this.sources.set(`${table} ${source}`, record);
    if (table === 'patient') {
      listed(this.namesakes, foldName(text('familyName'), text('givenName')), record);
      const group = this.groups.get(text('survivorId')) ?? new Set<string>();
      this.groups.set(text('survivorId'), group.add(row.id));
    }
    if (table === 'patient_identifier') {
      listed(this.numbers, numberKey(text('assignerId'), text('value')), record);
      listed(this.numbersOf, text('patientId'), record);
    }
    if (table === 'encounter') {
      if (row['visitNumber'] !== null)
        this.visits.set(numberKey(text('visitAssignerId'), text('visitNumber')), record);
      listed(this.staysOf, text('patientId'), record);
    }
    if (table === 'encounter_class_period') listed(this.classesOf, text('encounterId'), record);
    if (table === 'encounter_location') listed(this.placesOf, text('encounterId'), record);
    if (table === 'coverage') listed(this.coveragesOf, text('patientId'), record);
    if (table === 'care_team_member') listed(this.teamsOf, text('encounterId'), record);
    if (table === 'practitioner') {
      if (row['identifier'] !== null)
        this.clinicians.set(numberKey(text('assignerId'), text('identifier')), record);
      listed(this.cliniciansByName, foldName(text('familyName'), text('givenName')), record);
    }
    return record;
  }

  /** Reads rows and indexes them. */
  async load(
    table: string,
    column: string,
    values: Iterable<string | null | undefined>,
  ): Promise<Tracked[]> {
    const fresh = await this.rows.load(table, column, values);
    for (const record of fresh) this.index(record);
    return fresh;
  }

  /** Somebody attends an open stay on a unit. */
  noteUnitClinician(unitId: string, clinicianId: string): void {
    const known = this.cliniciansOfUnit.get(unitId) ?? new Set<string>();
    this.cliniciansOfUnit.set(unitId, known.add(clinicianId));
  }

  /** A new record, indexed. */
  add(table: string, values: Values, from: string): Tracked {
    return this.index(this.rows.insert(table, values, from));
  }

  /** The patient a record continues in. */
  survivor(record: Tracked): Tracked {
    return this.rows.get('patient', String(record.row['survivorId'])) ?? record;
  }

  /** Ids of the records that are one patient, the survivor's first. */
  groupOf(patient: Tracked): string[] {
    const survivorId = String(patient.row['survivorId']);
    const others = [...(this.groups.get(survivorId) ?? [])].filter((id) => {
      const held = this.rows.get('patient', id);
      return id !== survivorId && held?.row['survivorId'] === survivorId;
    });
    return [survivorId, ...others];
  }

  /** Patients to whom a number belongs, as survivors. */
  patientsWith(identifier: IdentifierFact): Tracked[] {
    const assignerId = this.assigners.find(identifier.assigners);
    if (!assignerId) return [];
    const rows = (this.numbers.get(numberKey(assignerId, identifier.value)) ?? []).filter(
      ({ row }) => sameType(String(row['type']), identifier.type),
    );
    const patients = rows
      .map(({ row }) => this.rows.get('patient', String(row['patientId'])))
      .filter((patient) => patient !== undefined)
      .map((patient) => this.survivor(patient));
    return [...new Set(patients)];
  }
}

/** A number without a type may be of any. */
const sameType = (a: string, b: string): boolean => a === b || a === '' || b === '';
