import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyChain } from '../../../db/audit-chain';
import { lockRecord } from '../../../electron/services/session';
import { noDecisions } from '../../../shared/imports/report';
import { call } from '../../support/calls';
import { a40, adt, bytesOf, census } from '../../support/feeds';
import type { TestHost } from '../../support/host';
import { signInJules, testRecord } from '../../support/record';
import { tempFolder } from '../../support/temp-folder';

/** Answers the next “which files?” with these. */
const pick = (host: TestHost, ...paths: string[]): void => {
  host.ports.openFiles = async () => paths;
};

const chosen = async (host: TestHost, files: Record<string, string>) => {
  const folder = await tempFolder();
  const paths: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    paths.push(join(folder, name));
    await writeFile(paths.at(-1)!, text);
  }
  pick(host, ...paths);
  return (await call(host, 'imports.choose', { what: 'files' }))!;
};

const rows = (host: TestHost, table: string): Promise<Record<string, unknown>[]> =>
  host.record!.store.knex(table);

/** Chooses, previews and writes files as the window does. */
const importAll = async (host: TestHost, files: Record<string, string>) => {
  const selection = await chosen(host, files);
  await call(host, 'imports.preview', {
    selectionId: selection.selectionId,
    mapping: null,
    duplicates: {},
  });
  return call(host, 'imports.apply', {
    selectionId: selection.selectionId,
    fileIds: selection.files.map(({ id }) => id),
    decisions: noDecisions(),
  });
};

test('chosen files are compared first; nothing is written before the person says so', async () => {
  const { host } = await testRecord();
  const selection = await chosen(host, { 'adt.hl7': adt(), 'notes.txt': 'Dear colleague,' });
  expect(JSON.stringify(selection)).not.toContain('/');
  const { files } = await call(host, 'imports.preview', {
    selectionId: selection.selectionId,
    mapping: null,
    duplicates: {},
  });
  expect(files.map(({ name, preview }) => [name, preview.outcome, preview.sums.new])).toEqual([
    ['adt.hl7', 'accepted', 2],
    ['notes.txt', 'refused', 0],
  ]);
  expect(await rows(host, 'patient')).toEqual([]);
  const results = await call(host, 'imports.apply', {
    selectionId: selection.selectionId,
    fileIds: [files[0]!.fileId],
    decisions: noDecisions(),
  });
  expect(results).toMatchObject([{ name: 'adt.hl7', outcome: 'accepted', sums: { new: 2 } }]);
  expect(await rows(host, 'patient')).toHaveLength(1);
});

test('an import makes a verified backup first and stands on record, without the file’s name', async () => {
  const { host } = await testRecord();
  await importAll(host, { 'Hazelmere Ruth.hl7': adt() });
  expect((await call(host, 'backup.list', {})).map(({ reason }) => reason)).toEqual([
    'beforeImport',
  ]);
  const audit = await rows(host, 'audit');
  const own = audit.filter(({ action }) => String(action).startsWith('imports.'));
  expect(own.map(({ action }) => action)).toEqual([
    'imports.preview',
    'imports.write',
    'imports.apply',
  ]);
  expect(JSON.stringify(audit)).not.toMatch(/Hazelmere/);
  const chain = await host.record!.store.transaction((trx) =>
    verifyChain(trx, { newest: null, known: null } as never),
  );
  expect(chain.broken).toBeNull();
});

test('a folder is gone through, and dropped bytes are taken in pieces', async () => {
  const { host } = await testRecord();
  const folder = await tempFolder();
  await mkdir(join(folder, 'below'));
  await writeFile(join(folder, 'below', 'a.hl7'), adt());
  await writeFile(join(folder, '.hidden'), 'x');
  pick(host, folder);
  expect(
    (await call(host, 'imports.choose', { what: 'folder' }))?.files.map(({ name }) => name),
  ).toEqual(['a.hl7']);
  const bytes = bytesOf(adt());
  const first = await call(host, 'imports.drop', {
    selectionId: null,
    fileId: null,
    name: '../../b.hl7',
    chunk: bytes.slice(0, 100),
  });
  await call(host, 'imports.drop', {
    selectionId: first.selection.selectionId,
    fileId: first.fileId,
    name: 'b.hl7',
    chunk: bytes.slice(100),
  });
  const { files } = await call(host, 'imports.preview', {
    selectionId: first.selection.selectionId,
    mapping: null,
    duplicates: {},
  });
  expect(files).toMatchObject([
    { name: 'b.hl7', preview: { outcome: 'accepted', sums: { new: 2 } } },
  ]);
});

test('a date format that a person states is remembered for the headers', async () => {
  const { host } = await testRecord();
  const table = (mrn: string) =>
    census([
      [
        '508-1',
        mrn,
        `Hazelmere, Ruth${mrn}`,
        '03/04/1941',
        'F',
        '2026-03-07',
        'I',
        '',
        '',
        '',
        '5 West',
      ],
    ]);
  const selection = await chosen(host, { 'census.csv': table('1') });
  const asked = await call(host, 'imports.preview', {
    selectionId: selection.selectionId,
    mapping: null,
    duplicates: {},
  });
  const { csv, fileId } = asked.files[0]!;
  expect(csv).toMatchObject({
    askFormat: ['Birth Date'],
    samples: [expect.arrayContaining(['03/04/1941'])],
  });
  const mapping = { ...csv!.mapping, dates: { 'Birth Date': 'DMY' as const } };
  const answered = await call(host, 'imports.preview', {
    selectionId: selection.selectionId,
    mapping: { fileId, mapping },
    duplicates: {},
  });
  expect(answered.files[0]!.preview).toMatchObject({ outcome: 'accepted', sums: { new: 2 } });
  await importAll(host, { 'tomorrow.csv': table('2') });
  expect((await rows(host, 'patient')).map((row) => row['birthDate'])).toEqual(['1941-04-03']);
});

test('the numbers of a census are the hospital’s own', async () => {
  const { host } = await testRecord();
  await importAll(host, {
    'census.csv': census([
      ['508-1', '1', 'Hazelmere, Ruth', '1941-03-14', 'F', '2026-03-07', 'I', '', '', '', '5 West'],
    ]),
  });
  const { assigners } = await call(host, 'imports.settings', {});
  expect(assigners).toMatchObject([
    { name: 'Alderpoint General Hospital', isOurs: true, patients: 1 },
  ]);
});

test('an assigner that turns out to be the hospital’s own is joined to it', async () => {
  const { host } = await testRecord();
  await importAll(host, { 'adt.hl7': adt() });
  const { assigners } = await call(host, 'imports.settings', {});
  const [ours, theirs] = [
    assigners.find(({ isOurs }) => isOurs)!,
    assigners.find(({ isOurs }) => !isOurs)!,
  ];
  await call(host, 'imports.joinAssigners', { fromId: theirs.id, intoId: ours.id });
  await importAll(host, {
    'census.csv': census([
      [
        '508-1',
        '9904588',
        'Hazelmere, Ruth',
        '1941-03-14',
        'F',
        '2026-03-07 16:20',
        'I',
        '',
        '',
        '2026-03-14',
        '5 West',
      ],
    ]),
  });
  expect(await rows(host, 'patient')).toHaveLength(1);
  await importAll(host, {
    'more.hl7': adt({ trigger: 'A08', at: '20260312090000', phone: '555-0101' }),
  });
  expect(await rows(host, 'patient')).toHaveLength(1);
});

test('a lock stops an import, and nothing of the file at hand stays', async () => {
  const { host } = await testRecord();
  const many = Array.from({ length: 400 }, (_, n) =>
    adt({ id: `${n}`, visit: `v${n}`, given: `G${n}` }),
  ).join('');
  const selection = await chosen(host, { 'many.hl7': many });
  await call(host, 'imports.preview', {
    selectionId: selection.selectionId,
    mapping: null,
    duplicates: {},
  });
  const applying = call(host, 'imports.apply', {
    selectionId: selection.selectionId,
    fileIds: selection.files.map(({ id }) => id),
    decisions: noDecisions(),
  });
  const stopped = expect(applying).rejects.toMatchObject({ error: { code: 'cancelled' } });
  while (
    !host.events.some((event) => event.type === 'progress' && event.done > 0 && event.of === 400)
  )
    await new Promise((resolve) => setImmediate(resolve));
  const before = performance.now();
  await lockRecord(host, 'idle');
  await stopped;
  expect(performance.now() - before).toBeLessThan(5000);
  await signInJules(host);
  expect(await rows(host, 'patient')).toEqual([]);
  expect(await rows(host, 'import_batch')).toEqual([]);
});

test('a window that forgets the files while they are written stops none of them', async () => {
  const { host } = await testRecord();
  const many = Array.from({ length: 120 }, (_, n) =>
    adt({ id: `${n}`, visit: `v${n}`, given: `G${n}` }),
  ).join('');
  const { selectionId, files } = await chosen(host, {
    'a.hl7': many,
    'b.hl7': adt({ id: 'b', visit: 'b', given: 'Bess' }),
  });
  await call(host, 'imports.preview', { selectionId, mapping: null, duplicates: {} });
  const before = host.events.length;
  const applying = call(host, 'imports.apply', {
    selectionId,
    fileIds: files.map(({ id }) => id),
    decisions: noDecisions(),
  });
  const wrote = (event: (typeof host.events)[number]): boolean =>
    event.type === 'progress' && event.done > 0 && event.of === 120;
  while (!host.events.slice(before).some(wrote))
    await new Promise((resolve) => setImmediate(resolve));
  await call(host, 'imports.forget', { selectionId });
  expect((await applying).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  expect(await rows(host, 'patient')).toHaveLength(121);
});

test('files that were chosen are no longer held after a lock, and offered again once', async () => {
  const { host } = await testRecord();
  const selection = await chosen(host, { 'adt.hl7': adt() });
  await lockRecord(host, 'idle');
  await signInJules(host);
  await expect(
    call(host, 'imports.preview', {
      selectionId: selection.selectionId,
      mapping: null,
      duplicates: {},
    }),
  ).rejects.toMatchObject({ error: { key: 'filesForgotten' } });
  const kept = await call(host, 'imports.kept', {});
  expect(kept).toMatchObject({ writing: null, names: ['adt.hl7'], dropped: [] });
  // The window is told names, never where they lie.
  expect(JSON.stringify(kept)).not.toContain('/');
  const again = await call(host, 'imports.choose', { what: 'kept' });
  expect(again!.files.map(({ name }) => name)).toEqual(['adt.hl7']);
  expect(await call(host, 'imports.kept', {})).toBeNull();
});

test('an import that a lock stopped names its file; what is written or dropped is not kept', async () => {
  const { host } = await testRecord();
  const many = Array.from({ length: 400 }, (_, n) =>
    adt({ id: `${n}`, visit: `v${n}`, given: `G${n}` }),
  ).join('');
  const selection = await chosen(host, { 'a.hl7': adt({ id: 'a', visit: 'a' }), 'many.hl7': many });
  const { selectionId, files } = selection;
  await call(host, 'imports.preview', { selectionId, mapping: null, duplicates: {} });
  const applying = call(host, 'imports.apply', {
    selectionId,
    fileIds: files.map(({ id }) => id),
    decisions: noDecisions(),
  });
  const stopped = expect(applying).rejects.toMatchObject({ error: { code: 'cancelled' } });
  while (
    !host.events.some((event) => event.type === 'progress' && event.done > 0 && event.of === 400)
  )
    await new Promise((resolve) => setImmediate(resolve));
  await lockRecord(host, 'asked');
  await stopped;
  await signInJules(host);
  expect(await call(host, 'imports.kept', {})).toMatchObject({
    writing: 'many.hl7',
    names: ['many.hl7'],
  });
  expect((await rows(host, 'patient')).map(({ mrn }) => mrn)).toEqual(['a']);
  await call(host, 'imports.drop', {
    selectionId: null,
    fileId: null,
    name: 'dropped.hl7',
    chunk: Buffer.from(adt()),
  });
  await lockRecord(host, 'asked');
  await signInJules(host);
  expect(await call(host, 'imports.kept', {})).toMatchObject({
    names: [],
    dropped: ['dropped.hl7'],
  });
  expect(await call(host, 'imports.choose', { what: 'kept' })).toBeNull();
});

test('an administrator sees identity and stays, and no diagnosis', async () => {
  const { host } = await testRecord();
  const file = adt({ more: ['DG1|1||F10.2^Alcohol dependence^I10'] });
  const selection = await chosen(host, { 'adt.hl7': file });
  const { files } = await call(host, 'imports.preview', {
    selectionId: selection.selectionId,
    mapping: null,
    duplicates: {},
  });
  expect(JSON.stringify(files)).not.toContain('Alcohol');
  expect(files[0]!.preview.sums.new).toBe(3);
});

test('the refused and the report are saved where the person says, formulas made harmless', async () => {
  const { host } = await testRecord();
  const selection = await chosen(host, {
    'adt.hl7': adt({ family: '=1+1' }) + adt({ birth: '19411345' }),
  });
  await call(host, 'imports.preview', {
    selectionId: selection.selectionId,
    mapping: null,
    duplicates: {},
  });
  const folder = await tempFolder();
  host.saveAs.push(join(folder, 'refused.csv'), join(folder, 'report.csv'), null);
  expect(await call(host, 'imports.saveRefused', { selectionId: selection.selectionId })).toEqual({
    saved: true,
  });
  expect(await call(host, 'imports.saveReport', { selectionId: selection.selectionId })).toEqual({
    saved: true,
  });
  expect(await readFile(join(folder, 'refused.csv'), 'utf8')).toContain('PID-7 of message 2');
  expect(await readFile(join(folder, 'report.csv'), 'utf8')).toMatch(/'=1\+1/);
  expect(await call(host, 'imports.saveReport', { selectionId: selection.selectionId })).toEqual({
    saved: false,
  });
});

/** Jules types a phone number, and the feed says another. */
const withDifference = async (host: TestHost) => {
  await importAll(host, { 'a.hl7': adt({ phone: '555-0101' }) });
  host.setNow('2026-03-12T14:00:00.000Z');
  const { store, user } = host.record!;
  await store.transaction(async (trx) => {
    const { updateRecord } = await import('../../../db/records');
    const [patient] = (await trx('patient')) as [{ id: string; rowVersion: number }];
    await updateRecord<never>(
      trx,
      'patient',
      patient.id,
      patient.rowVersion,
      { phone: '555-0199' } as never,
      { userId: user.id, at: '2026-03-12T14:00:00.000Z' },
    );
  });
  host.setNow('2026-03-12T15:00:00.000Z');
  await importAll(host, {
    'b.hl7': adt({ trigger: 'A08', at: '20260312100000', phone: '555-0102' }),
  });
  return (await call(host, 'imports.waiting', {})).differences;
};

test('a waiting difference names both values and who typed ours, and can be settled either way', async () => {
  const { host } = await testRecord();
  const [difference] = await withDifference(host);
  expect(difference).toMatchObject({
    patientName: 'Hazelmere, Ruth',
    field: 'phone',
    ours: '555-0199',
    theirs: '555-0102',
    typedBy: 'Jules Wetherlam',
    place: 'message 1',
    fileName: 'b.hl7',
  });
  await call(host, 'imports.decideDifference', {
    id: difference!.id,
    rowVersion: difference!.rowVersion,
    decision: 'theirs',
  });
  expect(await rows(host, 'patient')).toMatchObject([{ phone: '555-0102' }]);
  expect((await call(host, 'imports.waiting', {})).differences).toEqual([]);
  // From now on it is the feed's again.
  host.setNow('2026-03-12T16:00:00.000Z');
  await importAll(host, {
    'c.hl7': adt({ trigger: 'A08', at: '20260312110000', phone: '555-0103' }),
  });
  expect(await rows(host, 'patient')).toMatchObject([{ phone: '555-0103' }]);
});

test('a difference settled for ours is not asked again for the same value', async () => {
  const { host } = await testRecord();
  const [difference] = await withDifference(host);
  await call(host, 'imports.decideDifference', {
    id: difference!.id,
    rowVersion: difference!.rowVersion,
    decision: 'ours',
  });
  host.setNow('2026-03-12T16:00:00.000Z');
  await importAll(host, {
    'c.hl7': adt({ trigger: 'A08', at: '20260312110000', phone: '555-0102', given: 'Rut' }),
  });
  expect((await call(host, 'imports.waiting', {})).differences).toEqual([]);
  expect(await rows(host, 'patient')).toMatchObject([{ phone: '555-0199', givenName: 'Rut' }]);
  await expect(
    call(host, 'imports.decideDifference', {
      id: difference!.id,
      rowVersion: difference!.rowVersion,
      decision: 'theirs',
    }),
  ).rejects.toMatchObject({ error: { code: 'conflict' } });
});

test('two records that are one person are merged by hand, and taken apart again', async () => {
  const { host } = await testRecord();
  await importAll(host, { 'a.hl7': adt() });
  const selection = await chosen(host, {
    'b.hl7': adt({ id: '77', visit: 'z', at: '20260310090000' }),
  });
  await call(host, 'imports.preview', {
    selectionId: selection.selectionId,
    mapping: null,
    duplicates: {},
  });
  // Both are kept for now, as a watched folder would.
  await host.record!.store.transaction(async (trx) => {
    const [patient] = (await trx('patient')) as [{ id: string }];
    const { insertDuplicate } = await import('../../../db/imports');
    const { insertRecord } = await import('../../../db/records');
    const actor = { userId: 'interface', at: '2026-03-12T14:00:00.000Z' };
    const id = '0195a000-0000-7000-8000-000000000077';
    await insertRecord(
      trx,
      'patient',
      {
        id,
        survivorId: id,
        familyName: 'Hazelmere',
        givenName: 'Ruth',
        nameFolded: 'hazelmere ruth',
        birthDate: '1941-03-14',
        mrn: '77',
      },
      actor,
    );
    await insertDuplicate(trx, { patientId: id, otherId: patient.id, decision: null }, actor);
  });
  const [pair] = (await call(host, 'imports.waiting', {})).duplicates;
  expect([pair?.first.mrn, pair?.second.mrn]).toEqual(['77', '9904588']);
  await call(host, 'imports.decideDuplicate', {
    id: pair!.id,
    rowVersion: pair!.rowVersion,
    decision: 'same',
    keepId: pair!.second.patientId,
  });
  const merged = (await rows(host, 'patient')).find((row) => row['mrn'] === '77')!;
  expect(merged['survivorId']).toBe(pair!.second.patientId);
  await call(host, 'imports.unmerge', { patientId: pair!.first.patientId });
  expect((await rows(host, 'patient')).find((row) => row['mrn'] === '77')!['survivorId']).toBe(
    pair!.first.patientId,
  );
});

test('the history tells what each file brought, and what was refused of it', async () => {
  const { host } = await testRecord();
  await importAll(host, { 'a.hl7': adt() + adt({ birth: '19411345' }) + a40('9904588', '5') });
  const [batch] = await call(host, 'imports.batches', { before: null });
  expect(batch).toMatchObject({
    fileName: 'a.hl7',
    outcome: 'partly',
    byName: 'Jules Wetherlam',
    watched: false,
    sums: { new: 2, refused: 1 },
  });
  expect(batch!.problems.some(({ where }) => where === 'PID-7 of message 2')).toBe(true);
});
