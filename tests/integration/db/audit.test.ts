import { expect, test } from 'vitest';
import {
  appendAudit,
  auditHead,
  auditKey,
  createAuditKey,
  firstMac,
  forgetAuditKey,
  macOf,
  watchAuditHead,
  type AuditEntry,
  type AuditRow,
} from '../../../db/audit';
import { verifyChain } from '../../../db/audit-chain';
import { auditAfter, auditPage, auditPeople } from '../../../db/audit-reading';
import type { Store } from '../../../db/connection';
import { engineOf } from '../../../db/dialect';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, today } from '../../support/engines/house';
import { testNow } from '../../support/now';

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: testNow,
  userId: 'u-1',
  role: 'caseManager',
  workstation: '5W-03',
  action: 'tasks.add',
  patientId: 'p-1',
  encounterId: 'e-1',
  recordType: 'task',
  recordId: 't-1',
  versionBefore: 1,
  versionAfter: 2,
  outcome: 'ok',
  reason: 'asked “why”',
  detail: { fields: ['title'] },
  ...more,
});

/** Whoever owns the store changes it behind the triggers. */
const tamper = async ({ knex }: Store, ...statements: string[]): Promise<void> => {
  if (engineOf(knex) === 'postgres') {
    const all = ['set local session_replication_role = replica', ...statements].join('; ');
    await knex.raw(`do $tamper$ begin ${all}; end $tamper$`);
    return;
  }
  for (const table of ['audit', 'audit_subject'])
    for (const verb of ['update', 'delete'])
      await knex.raw(`DROP TRIGGER IF EXISTS ${table}_refuses_${verb}`);
  await knex.raw('PRAGMA foreign_keys = OFF');
  for (const statement of statements) await knex.raw(statement);
};

const noFilter = {
  userId: null,
  mrn: null,
  patientId: null,
  action: null,
  outcome: null,
  fromAt: null,
  toAt: null,
};

describeEachEngine('audit', ({ store }) => {
  const chained = async (entries: number): Promise<Store> => {
    const opened = await store();
    await opened.transaction(createAuditKey);
    for (let i = 0; i < entries; i += 1)
      await opened.transaction((trx) => appendAudit(trx, entry(), i === 2 ? ['p-2', 'p-1'] : []));
    return opened;
  };
  const verify = ({ transaction }: Store, options = {}) =>
    transaction((trx) => verifyChain(trx, options));

  test('each entry is bound to the one before by the formula that the design states', async () => {
    const opened = await chained(4);
    const rows = (await opened.knex('audit').orderBy('seq')) as AuditRow[];
    const key = await opened.transaction(auditKey);
    let previous = firstMac;
    for (const row of rows) {
      expect(row.mac).toBe(macOf(key, previous, row, row.seq === 3 ? ['p-1', 'p-2'] : []));
      previous = row.mac;
    }
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(await opened.transaction(auditHead)).toEqual({ seq: 4, mac: previous });
  });

  test('an untouched chain is whole; no entry, no write, and the chain goes on', async () => {
    const opened = await chained(3);
    const failing = opened.transaction(async (trx) => {
      await appendAudit(trx, entry());
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await opened.transaction((trx) => appendAudit(trx, entry()));
    expect(await verify(opened)).toMatchObject({ walked: 4, broken: null, head: { seq: 4 } });
    expect(await verify(opened, { newest: 2 })).toMatchObject({ walked: 2, broken: null });
  });

  test('entries that are written at the same moment stand one behind the other', async () => {
    const opened = await chained(0);
    await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        opened.transaction((trx) => appendAudit(trx, entry(), i % 2 ? ['p-2', 'p-1'] : [])),
      ),
    );
    expect(await verify(opened)).toMatchObject({ walked: 24, broken: null });
  });

  test.each([
    ['an entry is changed', `update audit set reason = 'other' where seq = 2`, 2, 'changed'],
    ['an empty field is filled', `update audit set detail = null where seq = 1`, 1, 'changed'],
    ['an entry is taken out', 'delete from audit where seq = 2', 2, 'missing'],
    ['the first is taken out', 'delete from audit where seq = 1', 1, 'missing'],
    [
      'a patient is taken out of an entry',
      `delete from audit_subject where "patientId" = 'p-2'`,
      3,
      'changed',
    ],
    ['a patient is put into an entry', `insert into audit_subject values (1, 'p-9')`, 1, 'changed'],
    [
      'a patient stands behind the last',
      `insert into audit_subject values (9, 'p-9')`,
      9,
      'changed',
    ],
  ])('%s: the walk names the place', async (_, statement, seq, why) => {
    const opened = await chained(4);
    await tamper(opened, statement);
    expect((await verify(opened)).broken).toEqual({ seq, why });
  });

  test('a chain that was cut is found by the head kept outside', async () => {
    const opened = await chained(4);
    const { head } = await verify(opened);
    await tamper(opened, 'delete from audit_subject', 'delete from audit where seq > 2');
    expect((await verify(opened, { known: head })).broken).toEqual({ seq: 3, why: 'missing' });
  });

  test('every thousandth head is told once it is committed, and a closing store forgets its key', async () => {
    const opened = await chained(0);
    const told: number[] = [];
    watchAuditHead(opened, ({ seq }) => void told.push(seq));
    const { workstation, action, outcome, at } = entry();
    await opened.knex('audit').insert({ seq: 998, workstation, action, outcome, at, mac: '00' });
    await opened.transaction((trx) => appendAudit(trx, entry()));
    const rolledBack = opened.transaction(async (trx) => {
      await appendAudit(trx, entry());
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await opened.transaction((trx) => appendAudit(trx, entry()));
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([1000]);
    const key = await opened.transaction(auditKey);
    expect(await opened.transaction(auditKey)).toBe(key);
    forgetAuditKey(opened);
    const read = await opened.transaction(auditKey);
    expect(read).not.toBe(key);
    expect(read.equals(key)).toBe(true);
  });

  test('the reader filters by person, patient, number, action, outcome and time, page by page', async () => {
    const h = await house(await store());
    const [ruth, prior] = [await h.patient({ mrn: '9904588' }), await h.patient()];
    await h.store.knex('patient').where({ id: prior }).update({ survivorId: ruth, mrn: '111' });
    const secret = await h.patient({ restricted: 1 });
    await h.stay(ruth);
    await h.stay(secret);
    const hour = (n: number): string => `2026-03-12T${String(n).padStart(2, '0')}:00:00.000Z`;
    await h.within(async (trx) => {
      const robin = { userId: h.robin, patientId: null };
      await appendAudit(
        trx,
        entry({ ...robin, at: hour(1), action: 'patients.open', patientId: ruth }),
      );
      await appendAudit(trx, entry({ ...robin, at: hour(2), action: 'caseload.list' }), [
        ruth,
        secret,
      ]);
      await appendAudit(
        trx,
        entry({ ...robin, at: hour(3), action: 'notes.add', patientId: prior }),
      );
      await appendAudit(
        trx,
        entry({ userId: h.jules, patientId: null, at: hour(4), outcome: 'failed' }),
      );
      await appendAudit(trx, entry({ userId: h.jules, patientId: secret, at: hour(5) }));
    });
    await h.insert('credential', { userId: h.robin, kind: 'RN', expiresOn: '2027-01-31' });
    await h.insert('credential', { userId: h.robin, kind: 'CCM', expiresOn: '2026-03-11' });
    const page = (
      filter: object,
      scope: 'all' | { unitIds: string[] } = 'all',
      before: number | null = null,
      limit = 50,
    ) =>
      h.within((trx) =>
        auditPage(trx, { filter: { ...noFilter, ...filter }, scope, today }, before, limit),
      );
    const seqs = async (...of: Parameters<typeof page>) =>
      (await page(...of)).items.map(({ seq }) => seq);
    expect(await seqs({})).toEqual([5, 4, 3, 2, 1]);
    expect(await seqs({ userId: h.jules })).toEqual([5, 4]);
    expect(await seqs({ mrn: '9904588' })).toEqual([3, 2, 1]);
    expect(await seqs({ mrn: '111' })).toEqual([3, 2, 1]);
    expect(await seqs({ patientId: secret })).toEqual([5, 2]);
    expect(await seqs({ action: 'notes.' })).toEqual([3]);
    expect(await seqs({ outcome: 'failed' })).toEqual([4]);
    expect(await seqs({ fromAt: hour(2), toAt: hour(4) })).toEqual([3, 2]);
    const first = await page({}, 'all', null, 2);
    expect(first.nextBefore).toBe(4);
    expect(await seqs({}, 'all', first.nextBefore, 50)).toEqual([3, 2, 1]);
    const unit = await page({}, { unitIds: [h.west] });
    expect(
      unit.items.map(({ seq, mrn, userName, subjects }) => [seq, mrn, userName, subjects]),
    ).toEqual([
      [5, null, 'Jules Wetherlam', 0],
      [3, '111', 'Robin Elmcrest, RN', 0],
      [2, null, 'Robin Elmcrest, RN', 2],
      [1, '9904588', 'Robin Elmcrest, RN', 0],
    ]);
    const names = async (scope: 'all' | { unitIds: string[] }) =>
      (await h.within((trx) => auditPeople(trx, scope))).map(({ name }) => name);
    expect(await names('all')).toEqual(['Dana Oakes', 'Jules Wetherlam', 'Robin Elmcrest']);
    expect(await names({ unitIds: [h.west] })).toEqual(['Dana Oakes', 'Robin Elmcrest']);
    const after = await h.within((trx) =>
      auditAfter(trx, { filter: noFilter, scope: 'all', today }, 3, 50),
    );
    expect(after.map(({ seq, detail }) => [seq, detail])).toEqual([
      [4, { fields: ['title'] }],
      [5, { fields: ['title'] }],
    ]);
  });
});
