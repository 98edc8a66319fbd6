/**
 * A small hospital over a real encrypted store, for tests of patients, stays and lists: calls go
 * through the pipeline as a window's would, as the person named.
 */
import { createAuditKey } from '../../db/audit';
import { insertRecord } from '../../db/records';
import { handlers } from '../../electron/services';
import type { SignedInUser } from '../../electron/ipc/context';
import { runCall, type PipelineHost, type Registry } from '../../electron/ipc/pipeline';
import { SeenLists } from '../../electron/ipc/seen-lists';
import { calls, type Calls } from '../../shared/contract';
import type { CallDeclaration } from '../../shared/contract/define';
import type { CallError } from '../../shared/errors';
import { foldName } from '../../shared/folding';
import type { Role } from '../../shared/permissions';
import { testNow, testStore, type TestStore } from './store';

type Input<K extends keyof Calls> = Calls[K] extends CallDeclaration<infer I, unknown> ? I : never;
type Output<K extends keyof Calls> = Exclude<Calls[K]['output'], undefined>;
type Values = Record<string, string | number | null>;

/** The hospital's zone in these tests. */
export const clinicZone = 'America/New_York';

export interface StayOptions {
  familyName?: string;
  givenName?: string;
  mrn?: string;
  patient?: Values;
  unitId?: string;
  bed?: string;
  encounter?: Values;
}

export interface Clinic {
  store: TestStore;
  west: string;
  north: string;
  /** People by first name. */
  people: Record<'robin' | 'dana' | 'lee' | 'sasha' | 'jules' | 'kit' | 'ari', SignedInUser>;
  insert: (table: string, values: Values) => Promise<string>;
  /** A patient with an active stay on 5 West unless said otherwise. */
  stay: (options?: StayOptions) => Promise<{ patientId: string; encounterId: string }>;
  /** Calls as that person; throws the CallError. */
  call: <K extends keyof Calls>(as: SignedInUser, name: K, input: Input<K>) => Promise<Output<K>>;
  /** The error a call answers with. */
  refusal: <K extends keyof Calls>(
    as: SignedInUser,
    name: K,
    input: Input<K>,
  ) => Promise<CallError>;
  setNow: (instant: string) => void;
  audit: () => Promise<Record<string, unknown>[]>;
}

/** Makes the hospital. */
export const clinic = async (): Promise<Clinic> => {
  const store = await testStore();
  const system = { userId: 'set-up', at: testNow };
  let now = testNow;
  let made = 0;
  const insert: Clinic['insert'] = (table, values) =>
    store.transaction(async (trx) => (await insertRecord(trx, table, values, system)).id);
  await store.transaction(createAuditKey);
  await insert('hospital', { name: 'Alderpoint General Hospital', zone: clinicZone });
  const west = await insert('unit', { name: '5 West' });
  const north = await insert('unit', { name: '4 North' });
  const rooms = {
    [west]: await insert('room', { unitId: west, name: 'W' }),
    [north]: await insert('room', { unitId: north, name: 'N' }),
  };
  const person = async (
    givenName: string,
    familyName: string,
    role: Role,
    unitIds: string[],
  ): Promise<SignedInUser> => {
    const signInName = familyName.toLowerCase();
    const id = await insert('user', { signInName, givenName, familyName, role });
    for (const unitId of unitIds) await insert('membership', { userId: id, unitId });
    return {
      ...{ id, signInName, givenName, familyName, role, unitIds },
      ...{ mustChangePassphrase: false, confirmedAt: testNow },
    };
  };
  const people = {
    robin: await person('Robin', 'Elmcrest', 'caseManager', [west]),
    dana: await person('Dana', 'Oakes', 'caseManager', [west]),
    kit: await person('Kit', 'Dunmarsh', 'caseManager', [north]),
    lee: await person('Lee', 'Stonehaven', 'unitLead', [west, north]),
    sasha: await person('Sasha', 'Brookmoor', 'dischargePlanner', [west]),
    jules: await person('Jules', 'Wetherlam', 'administrator', []),
    ari: await person('Ari', 'Maplethorpe', 'auditor', []),
  };
  const sessions = new Map<string, { store: TestStore; user: SignedInUser; seen: SeenLists }>();
  const run = async (user: SignedInUser, name: string, input: unknown) => {
    const session = sessions.get(user.id) ?? { store, user, seen: new SeenLists() };
    sessions.set(user.id, session);
    const host: PipelineHost = {
      clock: { now: () => now, zone: () => clinicZone },
      workstation: '5W-03',
      session: () => session,
      isLocking: () => false,
      emit: () => undefined,
      logCrash: (_reference, _call, error) => {
        throw error;
      },
    };
    const registry = { calls, handlers, ownCalls: {}, ownHandlers: {}, host };
    return runCall(registry as unknown as Registry<PipelineHost>, name, input);
  };
  return {
    store,
    west,
    north,
    people,
    insert,
    stay: async (options = {}) => {
      made += 1;
      const { familyName = 'Hazelmere', givenName = 'Ruth', unitId = west } = options;
      const bed = options.bed ?? `50${made}-1`;
      const bedId = await insert('bed', { roomId: rooms[unitId]!, name: bed });
      const patientId = await insert('patient', {
        survivorId: '',
        familyName,
        givenName,
        nameFolded: foldName(familyName, givenName),
        birthDate: '1941-03-14',
        sex: 'female',
        mrn: options.mrn ?? `99${String(made).padStart(5, '0')}`,
        ...options.patient,
      });
      if (options.patient?.['survivorId'] === undefined)
        await store.knex('patient').where({ id: patientId }).update({ survivorId: patientId });
      const encounterId = await insert('encounter', {
        patientId,
        class: 'inpatient',
        status: 'in-progress',
        active: 1,
        unitId,
        bedId,
        bedLabel: bed,
        admittedAt: '2026-03-07T21:20:00.000Z',
        ...options.encounter,
      });
      return { patientId, encounterId };
    },
    call: async (as, name, input) => {
      const answer = await run(as, name, input);
      if (!answer.ok) throw answer.error;
      return answer.value as never;
    },
    refusal: async (as, name, input) => {
      const answer = await run(as, name, input);
      if (answer.ok) throw new Error(`${name} was not refused`);
      return answer.error;
    },
    setNow: (instant) => void (now = instant),
    audit: () => store.knex('audit').orderBy('seq'),
  };
};
