/** A small hospital in a store of either engine, written by the repositories themselves. */
import { createAuditKey } from '../../../db/audit';
import type { Store, Trx } from '../../../db/connection';
import { createHospital } from '../../../db/hospital';
import { insertRecord, type Actor } from '../../../db/records';
import { foldName } from '../../../shared/folding';
import type { Role } from '../../../shared/permissions';
import { testNow } from '../now';

export type Values = Record<string, string | number | null>;

export const houseZone = 'America/New_York';
/** The hospital's local date at `testNow`. */
export const today = '2026-03-12';

export interface House {
  store: Store;
  /** One transaction. */
  within: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
  insert: (table: string, values: Values) => Promise<string>;
  row: (table: string, id: string) => Promise<Record<string, unknown>>;
  west: string;
  icu: string;
  robin: string;
  dana: string;
  jules: string;
  /** Robin, now. */
  actor: Actor;
  /** Robin, so many minutes later. */
  later: (minutes: number) => Actor;
  patient: (values?: Values) => Promise<string>;
  /** An active stay on 5 West unless said otherwise. */
  stay: (patientId: string, values?: Values) => Promise<string>;
}

/** Robin and Dana are case managers of 5 West, Jules an administrator. */
export const house = async (store: Store): Promise<House> => {
  const within = store.transaction;
  const system = { userId: 'set-up', at: testNow };
  const insert: House['insert'] = (table, values) =>
    within(async (trx) => (await insertRecord(trx, table, values, system)).id);
  const [west, icu] = await within(async (trx) => {
    await createAuditKey(trx);
    return createHospital(
      trx,
      {
        hospitalName: 'Alderpoint General Hospital',
        zone: houseZone,
        helpDesk: '555-0199',
        units: [
          { name: '5 West', rooms: [{ name: '508', beds: ['508-1', '508-2'] }] },
          { name: 'ICU', rooms: [{ name: '1', beds: ['1'] }] },
        ],
      },
      system,
    );
  });
  const person = async (
    givenName: string,
    familyName: string,
    role: Role,
    unitId?: string,
  ): Promise<string> => {
    const signInName = familyName.toLowerCase();
    const userId = await insert('user', { signInName, givenName, familyName, role });
    if (unitId) await insert('membership', { userId, unitId });
    return userId;
  };
  const robin = await person('Robin', 'Elmcrest', 'caseManager', west);
  const dana = await person('Dana', 'Oakes', 'caseManager', west);
  const jules = await person('Jules', 'Wetherlam', 'administrator');
  let made = 0;
  return {
    store,
    within,
    insert,
    row: async (table, id) => (await store.knex(table).where({ id }).first()) ?? {},
    west: west!,
    icu: icu!,
    robin,
    dana,
    jules,
    actor: { userId: robin, at: testNow },
    later: (minutes) => ({
      userId: robin,
      at: new Date(Date.parse(testNow) + minutes * 60_000).toISOString(),
    }),
    patient: async (values = {}) => {
      made += 1;
      const name = { familyName: 'Hazelmere', givenName: 'Ruth', ...values };
      const id = `0195a000-0000-7000-8000-${String(made).padStart(12, '0')}`;
      return insert('patient', {
        id,
        survivorId: id,
        nameFolded: foldName(name.familyName, name.givenName),
        birthDate: '1941-03-14',
        sex: 'female',
        mrn: `99${String(made).padStart(5, '0')}`,
        ...name,
        ...values,
      });
    },
    stay: (patientId, values = {}) =>
      insert('encounter', {
        patientId,
        class: 'inpatient',
        status: 'in-progress',
        active: 1,
        unitId: west!,
        bedLabel: '508-1',
        admittedAt: '2026-03-07T21:20:00.000Z',
        ...values,
      }),
  };
};

/** What a finished stay is, that ended then. */
export const left = (dischargedAt: string): Values => ({
  status: 'finished',
  active: 0,
  dischargedAt,
  dischargeDisposition: 'home',
});
