/** Small builders of feed files: HL7 messages, FHIR bundles, census tables; and a store to import into. */
import { createHash } from 'node:crypto';
import type { Trx } from '../../db/connection';
import { insertRecord } from '../../db/records';
import { readFeed, type ReadOptions } from '../../electron/interop/read-feed';
import {
  applyFeed,
  type Applied,
  type ImportAudit,
} from '../../electron/services/imports/apply-feed';
import { compareFeed } from '../../electron/services/imports/compare-feed';
import type { ImportContext } from '../../electron/services/imports/feed-run';
import type { Feed } from '../../shared/imports/facts';
import { noDecisions, type Decisions, type Preview } from '../../shared/imports/report';
import { tableNames } from './engines/structure';
import { testNow, testStore, type TestStore } from './store';

export { a40, adt, census, type Adt } from './feed-texts';

export const zone = 'America/New_York';
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Options of a reading at the tests' time. */
export const reading = (more: Partial<ReadOptions> = {}): ReadOptions => ({
  zone,
  now: testNow,
  ...more,
});

/** Reads a text as a file of that name. */
export const read = (
  text: string | Uint8Array,
  name = 'feed.hl7',
  more: Partial<ReadOptions> = {},
): Promise<Feed> => readFeed(typeof text === 'string' ? bytesOf(text) : text, name, reading(more));

type Json = Record<string, unknown>;

/** A FHIR patient as Synthea writes one. */
export const fhirPatient = (id: string, more: Json = {}): Json => ({
  resourceType: 'Patient',
  id,
  identifier: [
    {
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
      system: 'http://hospital.example.org',
      value: id,
    },
  ],
  name: [{ use: 'official', family: 'Marlstone', given: ['Edith', 'Ann'] }],
  gender: 'female',
  birthDate: '1939-12-28',
  ...more,
});

/** A FHIR stay of a patient of the same bundle. */
export const fhirEncounter = (id: string, patient: string, more: Json = {}): Json => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  subject: { reference: `urn:uuid:${patient}` },
  period: { start: '2025-11-02T08:00:00-05:00', end: '2025-11-06T14:30:00-05:00' },
  ...more,
});

/** A bundle with a full address for each resource. */
export const bundle = (resources: Json[], more: Json = {}): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'transaction',
    ...more,
    entry: resources.map((resource) => ({
      fullUrl: `urn:uuid:${String(resource['id'])}`,
      resource,
      request: { method: 'POST', url: resource['resourceType'] },
    })),
  });

/** UUIDs that read well in tests. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A hospital with a unit, to import into. */
export interface Hospital {
  store: TestStore;
  unitId: string;
  bedId: string;
  /** Reads and applies a file in a transaction of its own. */
  apply: (text: string | Uint8Array, more?: ApplyMore) => Promise<Applied>;
  preview: (text: string | Uint8Array, more?: ApplyMore) => Promise<Preview>;
  rows: <Row = Record<string, string | number | null>>(
    table: string,
    where?: Record<string, string | number>,
  ) => Promise<Row[]>;
  audits: ImportAudit[];
}

export interface ApplyMore {
  name?: string;
  now?: string;
  userId?: string;
  decisions?: Partial<Decisions>;
  undecided?: ImportContext['undecided'];
  read?: Partial<ReadOptions>;
  signal?: AbortSignal;
}

/** The user that imports in tests. */
export const importer = 'u-import';

/** A store with one unit of two beds, and a person who may be named. */
export const hospital = async (): Promise<Hospital> => {
  const store = await testStore();
  const system = { userId: 'set-up', at: testNow };
  const ids = await store.transaction(async (trx) => {
    const unit = await insertRecord(trx, 'unit', { name: '5 West', feedCodes: '5W,5WEST' }, system);
    const room = await insertRecord(trx, 'room', { unitId: unit.id, name: '508' }, system);
    const bed = await insertRecord(trx, 'bed', { roomId: room.id, name: '508-1' }, system);
    await insertRecord(trx, 'bed', { roomId: room.id, name: '508-2' }, system);
    await insertRecord(
      trx,
      'user',
      {
        id: importer,
        signInName: 'robin',
        givenName: 'Robin',
        familyName: 'Elmcrest',
        role: 'unitLead',
      },
      system,
    );
    return { unitId: unit.id, bedId: bed.id };
  });
  const audits: ImportAudit[] = [];
  let count = 0;
  const context = (text: string | Uint8Array, more: ApplyMore) => {
    // Each import happens a minute after the one before.
    count += 1;
    const now = more.now ?? new Date(Date.parse(testNow) + count * 60_000).toISOString();
    return {
      actor: { userId: more.userId ?? importer, at: now },
      now,
      zone,
      undecided: more.undecided ?? ('leaveOut' as const),
      decisions: { ...noDecisions(), ...more.decisions },
      sha256: createHash('sha256')
        .update(typeof text === 'string' ? bytesOf(text) : text)
        .digest('hex'),
      audit: (entry: ImportAudit) => void audits.push(entry),
      ...(more.signal ? { signal: more.signal } : {}),
    };
  };
  const within = async <T>(
    text: string | Uint8Array,
    more: ApplyMore,
    work: (trx: Trx, feed: Feed, ctx: ReturnType<typeof context>) => Promise<T>,
  ): Promise<T> => {
    const ctx = context(text, more);
    const feed = await read(text, more.name ?? 'feed.hl7', { now: ctx.now, ...more.read });
    return store.transaction((trx) => work(trx, feed, ctx));
  };
  return {
    store,
    ...ids,
    audits,
    apply: (text, more = {}) => within(text, more, applyFeed),
    preview: (text, more = {}) =>
      within(text, more, (trx, feed, ctx) => compareFeed(trx, feed, ctx, ctx.sha256)),
    rows: async (table, where = {}) =>
      (await store.knex(table).where(where).orderBy('id')) as never,
  };
};

/** Every row of the store but the audit and the batches, for “nothing changed”. */
export const everyRow = async (store: TestStore): Promise<string> => {
  const all: Record<string, unknown[]> = {};
  for (const name of await tableNames(store.knex))
    if (!['import_batch', 'audit', 'audit_subject', 'schema_version'].includes(name))
      all[name] = ((await store.knex(name)) as object[]).map((row) => JSON.stringify(row)).sort();
  return JSON.stringify(all, null, 1);
};
