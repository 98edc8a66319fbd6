/** Runs one cell of the matrix: a call of one person in one situation, and what must hold after it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as settle } from 'node:timers/promises';
import { expect } from 'vitest';
import type { AuditRow } from '../../../db/audit';
import type { Trx } from '../../../db/connection';
import type { Answer } from '../../../electron/ipc/pipeline';
import { forgetNewKey } from '../../../electron/services/shown-key';
import type { CallName } from '../../../shared/contract';
import type { Role } from '../../../shared/permissions';
import { cellOf, type Cell, type Row } from './row';
import { ask, beSignedIn, undone, type Relation, type World } from './world';

/** A row without its call's types, for walking over all of them. */
export type AnyRow = Row<CallName>;

export interface Place {
  name: CallName;
  row: AnyRow;
  role: Role;
  relation: Relation;
}

/** Patients whom the three clinical roles reach without a reason. */
const reached = new Set<Relation>(['own', 'team', 'left']);

/** What security.md says that this person is answered. */
export const expected = ({ row, role, relation }: Place): 'ok' | 'forbidden' | 'needsReason' => {
  if (!row.may.includes(role)) return 'forbidden';
  const outside = relation === 'restricted' || (relation === 'team' && role === 'administrator');
  if (row.about === 'import' && outside) return 'forbidden';
  const beyond = row.about !== 'patient' || row.beyondReach?.includes(role);
  if (!beyond && !reached.has(relation)) return 'needsReason';
  if (row.ownOnly?.includes(role)) return 'forbidden';
  return 'ok';
};

/** One statement that counts the rows of each table, but for the audit, and how often they were written. */
const countsSql = new WeakMap<World, string>();

const countsOf = async (w: World, trx: Trx): Promise<string> => {
  const known = countsSql.get(w);
  if (known !== undefined) return known;
  const tables = (await trx.raw(
    "select m.name, exists (select 1 from pragma_table_info(m.name) where name = 'rowVersion') as versioned from sqlite_master m where type = 'table' and name not like 'sqlite_%' and name not in ('audit', 'audit_subject')",
  )) as { name: string; versioned: number }[];
  const counts = tables.map(
    ({ name, versioned }) =>
      `(select count(*) || '.' || ${versioned ? 'total("rowVersion")' : 0} from "${name}")`,
  );
  const sql = `select ${counts.join(" || ' ' || ")} as counts`;
  countsSql.set(w, sql);
  return sql;
};

/** All that is kept outside of the audit: rows, vault, settings, jobs, who is signed in. */
export const kept = async (w: World, trx: Trx): Promise<string> => {
  const rows = await trx.raw(await countsOf(w, trx));
  return JSON.stringify([
    rows,
    readFileSync(join(w.base.folder, 'vault.json'), 'utf8'),
    w.host.device.get(),
    [...w.host.jobs.keys()],
    w.host.record?.user.id,
  ]);
};

const newestSeq = async (trx: Trx): Promise<number> =>
  ((await trx('audit').max({ seq: 'seq' })) as [{ seq: number }])[0].seq;

const entriesAfter = (trx: Trx, seq: number): Promise<AuditRow[]> =>
  trx('audit').where('seq', '>', seq).orderBy('seq');

/** A cell in its surroundings: made, asked, looked at, and taken back. */
const inCell = async (
  w: World,
  { row, role, relation }: Place,
  work: (trx: Trx, cell: Cell, input: unknown) => Promise<void>,
): Promise<void> => {
  const vaultFile = join(w.base.folder, 'vault.json');
  const vault = readFileSync(vaultFile);
  const settings = w.host.device.get();
  w.host.crashes.length = 0;
  w.host.saveAs.length = 0;
  await undone(w, async (trx) => {
    const record = beSignedIn(w, w.people[role]);
    const cell = cellOf(w, w.subjects[relation], record.user);
    try {
      await work(trx, cell, await row.input(cell));
    } finally {
      record.drafts.stop();
      forgetNewKey(w.host);
    }
  });
  if (!readFileSync(vaultFile).equals(vault)) writeFileSync(vaultFile, vault);
  if (w.host.device.get() !== settings) w.host.device.set(settings);
};

const codeOf = (answer: Answer): string => (answer.ok ? 'ok' : answer.error.code);

/** Refused: with that code, nothing changed, and one entry that says so. */
export const expectRefused = (w: World, place: Place, code: string): Promise<void> =>
  inCell(w, place, async (trx, cell, input) => {
    const [before, seq] = [await kept(w, trx), await newestSeq(trx)];
    const answer = await ask(w, place.name, input);
    expect(codeOf(answer)).toBe(code);
    expect(await kept(w, trx)).toBe(before);
    const entries = await entriesAfter(trx, seq);
    expect(entries).toMatchObject([
      { action: place.name, outcome: 'refused', userId: cell.as.id, role: place.role },
    ]);
    if (code === 'needsReason') expect(entries[0]!.patientId).toBe(cell.s.patientId);
    expectNoLeak(w, place.name, cell, answer);
  });

/** Nobody signed in: nothing is answered, and nothing is there to write an entry into. */
export const expectNotSignedIn = (w: World, place: Place): Promise<void> =>
  inCell(w, place, async (trx, _cell, input) => {
    const { record } = w.host;
    const before = await kept(w, trx);
    const seq = await newestSeq(trx);
    w.host.record = null;
    const answer = await ask(w, place.name, input);
    const nobody = w.host.record;
    w.host.record = record;
    expect(codeOf(answer)).toBe(place.row.locked ? (place.row.answers ?? 'ok') : 'notSignedIn');
    expect(nobody).toBeNull();
    if (!place.row.locked) expect(await kept(w, trx)).toBe(before);
    expect(await entriesAfter(trx, seq)).toEqual([]);
  });

/** Somebody with a temporary passphrase must choose their own before anything else. */
export const expectPassphraseFirst = (w: World, place: Place): Promise<void> =>
  inCell(w, place, async (trx, cell, input) => {
    const [before, seq] = [await kept(w, trx), await newestSeq(trx)];
    cell.as.mustChangePassphrase = true;
    const answer = await ask(w, place.name, input);
    await letLockPass(w);
    if (place.row.locked || place.row.beforePassphrase) {
      expect(codeOf(answer)).toBe(place.row.answers ?? 'ok');
      return;
    }
    expect(answer).toMatchObject({ error: { code: 'forbidden', key: 'mustChangePassphrase' } });
    expect(await kept(w, trx)).toBe(before);
    expect(await entriesAfter(trx, seq)).toMatchObject([
      { action: place.name, outcome: 'refused', userId: cell.as.id },
    ]);
  });

/** Answered, with the entry that security.md asks for, and with nothing in it that is not theirs. */
export const expectAnswered = (w: World, place: Place): Promise<void> =>
  inCell(w, place, (trx, cell, input) => answered(w, place, cell, input, trx));

/** The same, for good: in the store as it stands. */
export const expectAnsweredForGood = async (w: World, place: Place): Promise<void> => {
  const record = beSignedIn(w, w.people[place.role]);
  const cell = cellOf(w, w.subjects[place.relation], record.user);
  await answered(w, place, cell, await place.row.input(cell), null);
  record.drafts.stop();
};

const answered = async (
  w: World,
  { name, row, relation }: Place,
  cell: Cell,
  input: unknown,
  inside: Trx | null,
): Promise<void> => {
  const read = <T>(work: (trx: Trx) => Promise<T>): Promise<T> =>
    inside ? work(inside) : w.base.store.transaction(work);
  const seq = await read(newestSeq);
  const answer = await ask(w, name, input);
  await letLockPass(w);
  expect([codeOf(answer), w.host.crashes]).toEqual([row.answers ?? 'ok', []]);
  const entries = await read((trx) => entriesAfter(trx, seq));
  expect(entries.every(({ outcome }) => outcome === 'ok')).toBe(true);
  if (!answer.ok) return;
  const own = entries.filter(({ action }) => action === (row.action ?? name));
  if (row.audit === 'none') expect(entries).toEqual([]);
  else expect(own.length).toBeGreaterThan(0);
  for (const { userId, role } of own) expect([userId, role]).toEqual([cell.as.id, cell.as.role]);
  if (row.audit !== 'none' && row.about !== 'house')
    await expectOnRecord(w, relation, entries, read);
  expectNoLeak(w, name, cell, answer);
  await expectSeen(w, cell, answer, entries, read);
  await row.check?.(answer.value as never, cell, entries);
};

/** A lock follows its answer; here it only shows that it would come. */
const letLockPass = async (w: World): Promise<void> => {
  w.host.locking = true;
  await settle();
  w.host.locking = false;
};

type Read = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;

/** Patients whom these entries name, by their own column or as part of an answer. */
const namedIn = async (entries: readonly AuditRow[], read: Read): Promise<Set<string>> => {
  const seqs = entries.map(({ seq }) => seq);
  const subjects = (await read((trx) =>
    trx('audit_subject').whereIn('seq', seqs).select('patientId'),
  )) as { patientId: string }[];
  return new Set(
    [...entries, ...subjects].flatMap(({ patientId }) => (patientId === null ? [] : [patientId])),
  );
};

const expectOnRecord = async (
  w: World,
  relation: Relation,
  entries: readonly AuditRow[],
  read: Read,
): Promise<void> => {
  const named = await namedIn(entries, read);
  // A merged record's own id is on record where that record was the matter.
  expect(named.has(w.subjects[relation].patientId) || named.has(w.strangerId)).toBe(true);
};

/** Every access is on record: whoever's facts the answer holds, an entry names. */
const expectSeen = async (
  w: World,
  { as }: Cell,
  answer: Answer,
  entries: readonly AuditRow[],
  read: Read,
): Promise<void> => {
  const text = JSON.stringify(answer);
  const shown = Object.values(w.subjects).filter(({ tag }) => text.includes(tag));
  const named = await namedIn(entries, read);
  expect([as.role, shown.filter(({ patientId }) => !named.has(patientId))]).toEqual([as.role, []]);
};

/** No name, number or word of a patient who is out of the reader's reach stands in an answer. */
const expectNoLeak = (w: World, name: CallName, { as, s }: Cell, answer: Answer): void => {
  const text = JSON.stringify(answer);
  const { other, restricted, gone } = w.subjects;
  // Numbers stand in the audit for those who read all of it, and for a lead's own people's deeds.
  const audit = name.startsWith('audit.');
  if (audit && as.role !== 'unitLead') return;
  // Imports are about the whole hospital: what is restricted is hidden, the other unit is not.
  const whole = audit || name.startsWith('imports.');
  const hidden = [restricted, ...(whole ? [] : [other, gone])];
  // The privacy officer restricts every patient, by number and without a name.
  const byNumber = name.startsWith('privacy.') && as.role === 'auditor';
  for (const { tag, mrn } of hidden)
    expect([s.tag, as.role, text.includes(tag), !byNumber && text.includes(`"${mrn}"`)]).toEqual([
      ...[s.tag, as.role, false, false],
    ]);
};
