/** Expectations of the calls about the hospital, its people, its audit and its files. */
import { expect } from 'vitest';
import type { auditCalls, auditOwnCalls } from '../../../shared/contract/audit';
import type { backupOwnCalls } from '../../../shared/contract/backup';
import type { healthOwnCalls } from '../../../shared/contract/health';
import type { importOwnCalls } from '../../../shared/contract/imports';
import type { privacyCalls } from '../../../shared/contract/privacy';
import type { settingCalls, settingOwnCalls } from '../../../shared/contract/settings';
import type { unitCalls } from '../../../shared/contract/units';
import type { userCalls, userOwnCalls } from '../../../shared/contract/users';
import type { Invited } from '../../../shared/users/user';
import { noDecisions } from '../../../shared/imports/report';
import { insertRecord } from '../../../db/records';
import { testNow } from '../store';
import { adt, bytesOf } from '../feeds';
import { anybody, line, type Cell, type RowsOf } from './row';
import { ask } from './world';

const house = { may: line.house, about: 'house', audit: 'write' } as const;
const reads = { ...house, audit: 'none' } as const;

const unitFields = {
  ...{ name: '6 East', feedCodes: [], specialty: null, usualLeavingTime: '11:00', headLimit: 30 },
};
const west = ({ w, of }: Cell) => of('unit', w.west);
const room = async ({ w, of, insert }: Cell) =>
  of('room', await insert('room', { unitId: w.west, name: '599' }));
const bed = async ({ w, of, insert }: Cell) => {
  const roomId = await insert('room', { unitId: w.west, name: '598' });
  return of('bed', await insert('bed', { roomId, name: '598-1' }));
};

export const unitRows: { [K in keyof typeof unitCalls]: RowsOf<K> } = {
  'units.list': { ...reads, input: () => ({}) },
  'units.add': {
    ...house,
    input: () => ({ ...unitFields, rooms: [{ name: '601', beds: ['601-1'] }] }),
  },
  'units.change': { ...house, input: async (c) => ({ ...(await west(c)), ...unitFields }) },
  'units.setActive': {
    ...house,
    input: async ({ of, insert }) => ({
      ...(await of('unit', await insert('unit', { name: '7 East' }))),
      active: false,
    }),
  },
  'units.addRooms': {
    ...house,
    input: ({ w }) => ({ unitId: w.west, rooms: [{ name: '590', beds: ['590-1'] }] }),
  },
  'units.renameRoom': { ...house, input: async (c) => ({ ...(await room(c)), name: '591' }) },
  'units.changeBed': {
    ...house,
    input: async (c) => ({ ...(await bed(c)), name: '598-2', status: 'closed', statusNote: null }),
  },
  'units.removeBed': { ...house, input: bed },
};

const person = {
  givenName: 'Pat',
  familyName: 'Ashgrove',
  role: 'caseManager',
  phone: null,
} as const;
/** Somebody with a sign-in of their own; whoever may not invite names a colleague. */
const guest = async ({ w, of }: Cell) => {
  const answer = await ask(w, 'users.invite', invitation(w));
  return of('user', answer.ok ? (answer.value as Invited).user.id : w.colleague.id);
};
const invitation = (w: Cell['w']) => ({
  ...person,
  signInName: 'ashgrove',
  credentials: [],
  unitIds: [w.west],
});

export const userRows: {
  [K in keyof typeof userCalls | keyof typeof userOwnCalls]: RowsOf<K>;
} = {
  // A list: the call is on record each time it shows something new.
  'users.list': { ...reads, audit: 'list', input: () => ({}) },
  'users.licenseNotices': { ...reads, may: line.everybody, input: () => ({}) },
  'users.change': {
    ...house,
    input: async ({ w, of }) => ({
      ...(await of('user', w.colleague.id)),
      ...person,
      credentials: [],
      unitIds: [w.west],
    }),
  },
  'users.invite': {
    ...house,
    input: ({ w }) => invitation(w),
  },
  'users.deactivate': { ...house, input: guest },
  'users.reactivate': {
    ...house,
    input: async (c) => {
      const invited = await guest(c);
      await ask(c.w, 'users.deactivate', invited);
      return c.of('user', invited.id);
    },
  },
  'users.resetPassphrase': { ...house, input: guest },
};

export const settingRows: {
  [K in keyof typeof settingCalls | keyof typeof settingOwnCalls]: RowsOf<K>;
} = {
  'settings.hospital': { ...reads, input: () => ({}) },
  'settings.changeHospital': {
    ...house,
    input: async ({ w, of }) => {
      const [{ id }] = (await w.base.store.transaction((trx) => trx('hospital').select('id'))) as [
        { id: string },
      ];
      const { rowVersion } = await of('hospital', id);
      return {
        rowVersion,
        name: 'Alderpoint',
        zone: 'America/New_York',
        phone: null,
        helpDesk: null,
      };
    },
  },
  'settings.setLockPolicy': {
    ...house,
    input: () => ({ idleMinutes: 4, idleElsewhereMinutes: 12 }),
  },
};

const everything = {
  ...{ userId: null, mrn: null, patientId: null, action: null, outcome: null },
  ...{ fromAt: null, toAt: null },
};

/** A colleague's opening of a patient of the own unit, which waits for a review. */
const opening = async ({ w, of, insert }: Cell, review: Record<string, string> = {}) =>
  of(
    'access_grant',
    await insert('access_grant', {
      ...{ userId: w.colleague.id, patientId: w.subjects.own.patientId, kind: 'breakGlass' },
      ...{ reason: 'Called about the transfer', fromAt: testNow, toAt: testNow, ...review },
    }),
  );
const privacy = { may: line.restrict, about: 'house' } as const;

export const privacyRows: { [K in keyof typeof privacyCalls]: RowsOf<K> } = {
  'privacy.openings': { ...privacy, audit: 'list', input: () => ({ reviewed: false }) },
  'privacy.reviewOpening': {
    ...privacy,
    audit: 'write',
    input: async (c) => ({ ...(await opening(c)), note: 'In order' }),
  },
  'privacy.reopenReview': {
    ...privacy,
    audit: 'write',
    input: (c) => opening(c, { reviewedAt: testNow, reviewedBy: c.as.id }),
  },
  // A lead is not shown whom the lead may not open; the privacy officer is shown all.
  'privacy.restricted': {
    ...privacy,
    audit: 'list',
    input: () => ({}),
    check: (patients, { w, as }) => {
      const ids = patients.map(({ patientId }) => patientId);
      const hidden = w.subjects.restricted.patientId;
      if (as.role === 'auditor') expect(ids).toContain(hidden);
      else expect(ids).not.toContain(hidden);
    },
  },
  'privacy.patientByNumber': {
    ...privacy,
    audit: 'list',
    input: ({ w }) => ({ mrn: w.subjects.restricted.mrn }),
    check: (patient, { w, as }) =>
      expect(patient?.patientId ?? null).toBe(
        as.role === 'auditor' ? w.subjects.restricted.patientId : null,
      ),
  },
};

export const auditRows: {
  [K in keyof typeof auditCalls | keyof typeof auditOwnCalls]: RowsOf<K>;
} = {
  'audit.list': {
    ...{ may: line.audit, about: 'house', audit: 'list' },
    input: () => ({ filter: everything, before: null, limit: 200 }),
    check: ({ items }, { w, as }) => {
      if (as.role !== 'unitLead') return;
      // A lead reads the own unit's: what its people did, and what touched its patients.
      const west = new Set([
        ...['unitLead', 'caseManager', 'dischargePlanner'].map(
          (role) => w.people[role as 'unitLead'].id,
        ),
        ...[w.colleague.id, w.maker.id],
      ]);
      const { other: _other, ...ours } = w.subjects;
      const patients = new Set(Object.values(ours).map(({ patientId }) => patientId));
      const strange = items.filter(
        ({ userId, patientId, subjects }) =>
          !west.has(userId ?? '') && !patients.has(patientId ?? '') && subjects === 0,
      );
      expect(strange).toEqual([]);
      const numbers = items.map(({ mrn }) => mrn);
      expect(numbers).toContain(w.subjects.own.mrn);
      expect(numbers).not.toContain(w.subjects.restricted.mrn);
    },
  },
  'audit.about': {
    ...{ may: line.audit, about: 'house', audit: 'none' },
    input: () => ({}),
    check: ({ people, atOpening }, { w, as }) => {
      expect(atOpening.broken).toBeNull();
      const shown = people.map(({ id }) => id);
      expect(shown).toContain(w.colleague.id);
      // A lead may filter by whom a lead may read about, and learns of nobody else.
      if (as.role === 'unitLead') expect(shown).not.toContain(w.people.administrator.id);
      else expect(shown).toContain(w.people.administrator.id);
    },
  },
  'audit.stop': {
    ...{ may: line.audit, about: 'house', audit: 'none' },
    input: () => ({}),
  },
  'audit.verify': {
    ...{ may: line.audit, about: 'house', audit: 'write' },
    input: () => ({}),
    check: ({ broken }) => expect(broken).toBeNull(),
  },
  'audit.export': {
    ...{ may: line.audit, about: 'house', audit: 'write' },
    input: ({ w }) => {
      w.host.saveAs.push(`${w.host.profile}/audit.csv`);
      return { filter: everything, format: 'csv' };
    },
    check: ({ saved }) => expect(saved).toBe(true),
  },
};

export const healthRows: { [K in keyof typeof healthOwnCalls]: RowsOf<K> } = {
  // Each promise as a present fact, to everybody; without a patient in it.
  'health.read': {
    ...{ may: line.everybody, about: 'house', audit: 'none', real: true },
    input: () => ({}),
  },
  'health.check': { ...house, real: true, input: () => ({}) },
};

const imports = { may: line.import, about: 'house', audit: 'write' } as const;
const holds = { ...imports, audit: 'none' } as const;
/** What the house sets about imports. */
const sets = house;

/** Drops a file as this person, and answers its token. */
const dropped = async ({ w }: Cell, text = adt()) => {
  const answer = await ask(w, 'imports.drop', dropOf(text));
  // Whoever may not drop has no token: any will do to be refused with.
  if (!answer.ok) return { selectionId: w.roundId, fileId: w.roundId };
  const { selection, fileId } = answer.value as {
    selection: { selectionId: string };
    fileId: string;
  };
  return { selectionId: selection.selectionId, fileId };
};
const dropOf = (text: string) => ({
  ...{ selectionId: null, fileId: null, name: 'adt.hl7', chunk: Uint8Array.from(bytesOf(text)) },
});
const previewed = async (c: Cell) => {
  const { selectionId, fileId } = await dropped(c);
  await ask(c.w, 'imports.preview', { selectionId, mapping: null, duplicates: {} });
  return { selectionId, fileId };
};
const saved = async (c: Cell) => {
  const { selectionId } = await previewed(c);
  c.w.host.saveAs.push(`${c.w.host.profile}/import.csv`);
  return { selectionId };
};
const assigner = ({ insert }: Cell, name: string) => insert('assigner', { name });

/** What waits about this patient: a field of the patient itself, or a clinical one. */
const difference = async ({ w, s, of }: Cell, tableName: string) => {
  const row = (await w.base.store.transaction((trx) =>
    trx('import_difference').where({ patientId: s.patientId, tableName }).first('id'),
  )) as { id: string } | undefined;
  // Patients without one: any of theirs.
  return of('import_difference', row?.id ?? (await addOne(w, s, tableName)));
};
const addOne = async (w: Cell['w'], s: Cell['s'], tableName: string): Promise<string> => {
  const [{ id: batchId }] = (await w.base.store.transaction((trx) =>
    trx('import_batch').select('id'),
  )) as [{ id: string }];
  const rowId = tableName === 'patient' ? s.patientId : s.conditionId;
  const field = tableName === 'patient' ? 'phone' : 'display';
  return w.base.store.transaction(async (trx) => {
    const values = { patientId: s.patientId, tableName, rowId, field, theirs: '1', batchId };
    const actor = { userId: 'set-up', at: testNow };
    return (await insertRecord(trx, 'import_difference', values, actor)).id;
  });
};

/** Import rows decide over the whole hospital, but not over what is restricted. */
const decides = { may: line.import, about: 'import', audit: 'write' } as const;

export const importRows: { [K in keyof typeof importOwnCalls]: RowsOf<K> } = {
  'imports.choose': { ...holds, input: () => ({ what: 'files' }) },
  'imports.drop': { ...holds, input: () => dropOf(adt()) },
  'imports.preview': {
    ...imports,
    input: async (c) => ({ ...(await token(c)), mapping: null, duplicates: {} }),
  },
  'imports.apply': {
    ...{ ...imports, real: true },
    input: async (c) => {
      const { selectionId, fileId } = await previewed(c);
      return { selectionId, fileIds: [fileId], decisions: noDecisions() };
    },
  },
  'imports.stop': { ...holds, input: () => ({}) },
  'imports.forget': { ...holds, input: (c) => token(c) },
  'imports.saveRefused': { ...imports, action: 'imports.saveReport', input: saved },
  'imports.saveReport': { ...imports, action: 'imports.saveReport', input: saved },
  'imports.kept': { ...holds, input: () => ({}) },
  'imports.forgetKept': { ...holds, input: () => ({}) },
  'imports.batches': { ...holds, input: () => ({ before: null }) },
  'imports.waiting': {
    ...{ ...imports, audit: 'list' },
    input: () => ({}),
    check: ({ differences, hidden }, { as, w }) => {
      // The administrator's is identity and stay only; nobody's is a restricted patient.
      const tables = new Set(differences.map(({ tableName }) => tableName));
      expect(tables.has('condition')).toBe(as.role === 'unitLead');
      const numbers = differences.map(({ mrn }) => mrn);
      expect(numbers).toContain(w.subjects.own.mrn);
      expect(numbers).not.toContain(w.subjects.restricted.mrn);
      expect(hidden).toBeGreaterThan(0);
    },
  },
  'imports.decideDifference': [
    {
      ...{ ...decides, what: 'of identity' },
      input: async (c) => ({ ...(await difference(c, 'patient')), decision: 'ours' }),
    },
    {
      ...{ ...decides, what: 'of a clinical fact', ownOnly: ['administrator'] },
      input: async (c) => ({ ...(await difference(c, 'condition')), decision: 'ours' }),
    },
  ],
  'imports.decideDuplicate': {
    ...decides,
    input: async ({ w, s, of, insert }) => ({
      ...(await of(
        'possible_duplicate',
        await insert('possible_duplicate', { patientId: s.patientId, otherId: w.strangerId }),
      )),
      ...{ decision: 'different', keepId: null },
    }),
  },
  'imports.unmerge': {
    ...{ ...decides, action: 'patients.unmerge' },
    input: async ({ w, s }) => {
      await w.base.store.transaction((trx) =>
        trx('patient').where({ id: w.strangerId }).update({ survivorId: s.patientId }),
      );
      return { patientId: w.strangerId };
    },
  },
  'imports.settings': { ...holds, input: () => ({}) },
  'imports.watch': {
    ...sets,
    input: ({ w }) => {
      w.host.ports.openFiles = async () => [w.host.profile];
      return {};
    },
  },
  'imports.unwatch': { ...sets, input: () => ({}) },
  'imports.setKeepDays': { ...sets, input: () => ({ days: 7 }) },
  'imports.setObservationCodes': { ...sets, input: () => ({ codes: ['OBS'] }) },
  'imports.joinAssigners': {
    ...sets,
    input: async (c) => ({ fromId: await assigner(c, 'ALD'), intoId: await assigner(c, 'GEN') }),
  },
  'imports.setAssigner': {
    ...sets,
    input: async (c) => ({ id: await assigner(c, 'ALD'), isOurs: true }),
  },
};

const token = async (c: Cell) => ({ selectionId: (await dropped(c)).selectionId });

export const backupRows: { [K in keyof typeof backupOwnCalls]: RowsOf<K> } = {
  // Restoring must be possible when the record does not open: open to the locked state.
  'backup.list': { ...reads, ...anybody, input: () => ({}) },
  'backup.pick': {
    ...{ ...reads, ...anybody },
    input: ({ w }) => {
      w.host.ports.openFiles = async () => [];
      return {};
    },
  },
  'backup.restore': {
    ...{ ...reads, ...anybody, answers: 'notFound' },
    input: () => ({
      ...{ id: 'no-such-backup', otherInstallation: false },
      key: { kind: 'passphrase', signInName: 'nobody', passphrase: 'not a passphrase' },
    }),
  },
  'backup.make': { ...house, real: true, input: () => ({}) },
  'backup.verify': { ...house, input: () => ({ id: 'no-such-backup' }), answers: 'notFound' },
  'backup.rekey': {
    ...house,
    input: () => ({ passphrase: 'not a passphrase' }),
    answers: 'refused',
  },
};
