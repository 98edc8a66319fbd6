/** What was previewed is what is written, whole or not at all, whatever happens in between. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendAudit } from '../../../db/audit';
import { updateRecord } from '../../../db/records';
import { sessionEntry } from '../../../electron/services/open-record';
import { lookIntoFolder } from '../../../electron/services/imports/watched-folder';
import { noDecisions } from '../../../shared/imports/report';
import { call } from '../../support/calls';
import { adt, everyRow } from '../../support/feeds';
import type { TestHost } from '../../support/host';
import { testRecord } from '../../support/record';
import { tempFolder } from '../../support/temp-folder';

const rows = (host: TestHost, table: string): Promise<Record<string, unknown>[]> =>
  host.record!.store.knex(table);

const looked = async (host: TestHost, files: Record<string, string>) => {
  const folder = await tempFolder();
  const paths = Object.keys(files).map((name) => join(folder, name));
  for (const [index, text] of Object.values(files).entries()) await writeFile(paths[index]!, text);
  host.ports.openFiles = async () => paths;
  const selection = (await call(host, 'imports.choose', { what: 'files' }))!;
  const preview = () =>
    call(host, 'imports.preview', {
      selectionId: selection.selectionId,
      mapping: null,
      duplicates: {},
    });
  const apply = () =>
    call(host, 'imports.apply', {
      selectionId: selection.selectionId,
      fileIds: selection.files.map(({ id }) => id),
      decisions: noDecisions(),
    });
  return { preview, apply, shown: await preview() };
};

/** Somebody types into a record, as the services do it: with its entry in the audit. */
const type = async (host: TestHost, table: string, patch: Record<string, string>) => {
  const [row] = (await rows(host, table)) as { id: string; rowVersion: number }[];
  const { store, user } = host.record!;
  await store.transaction(async (trx) => {
    await updateRecord(trx, table, row!.id, row!.rowVersion, patch, {
      userId: user.id,
      at: host.clock.now(),
    });
    await appendAudit(trx, sessionEntry(host, user, 'patients.update', { recordId: row!.id }));
  });
};

const update = adt({ trigger: 'A08', at: '20260310090000', phone: '555-0101' });

test('what somebody typed after the preview is a conflict; a new preview shows it, and then it is written', async () => {
  const { host } = await testRecord();
  await (await looked(host, { 'a.hl7': adt() })).apply();
  const { preview, apply, shown } = await looked(host, { 'b.hl7': update });
  expect(shown.files[0]!.preview.changes).toMatchObject([{ field: 'phone', typed: null }]);
  await type(host, 'patient', { phone: '555-0199' });
  const before = await everyRow(host.record!.store as never);
  await expect(apply()).rejects.toMatchObject({ error: { code: 'conflict' } });
  expect(await everyRow(host.record!.store as never)).toBe(before);
  const again = await preview();
  expect(again.files[0]!.preview.changes).toMatchObject([
    { field: 'phone', now: '555-0199', typed: { at: expect.any(String) } },
  ]);
  expect(await apply()).toMatchObject([{ outcome: 'accepted' }]);
  expect(await rows(host, 'patient')).toMatchObject([{ phone: '555-0199' }]);
});

test('what has nothing to do with the file does not stand in its way', async () => {
  const { host } = await testRecord();
  await (await looked(host, { 'a.hl7': adt() })).apply();
  const { apply } = await looked(host, { 'b.hl7': update });
  await type(host, 'encounter', { plannedDisposition: '06' });
  expect(await apply()).toMatchObject([{ outcome: 'accepted', sums: { changed: 1 } }]);
});

test('a feed that was taken meanwhile is a conflict', async () => {
  const { host } = await testRecord();
  const { apply } = await looked(host, { 'a.hl7': adt() });
  const folder = await tempFolder();
  host.ports.openFiles = async () => [folder];
  await call(host, 'imports.watch', {});
  await writeFile(join(folder, 'same.hl7'), adt());
  await lookIntoFolder(host);
  expect(await lookIntoFolder(host)).toBe(1);
  await expect(apply()).rejects.toMatchObject({ error: { code: 'conflict' } });
  expect(await rows(host, 'import_batch')).toHaveLength(1);
});

test('several files of one look are written one after another, though they tell of one patient', async () => {
  const { host } = await testRecord();
  const { apply } = await looked(host, { 'a.hl7': adt(), 'b.hl7': update });
  expect(await apply()).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
  expect(await rows(host, 'patient')).toMatchObject([{ phone: '555-0101' }]);
});

test('the second file does not count when the first was for a record that has moved on', async () => {
  const { host } = await testRecord();
  await (await looked(host, { '0.hl7': adt() })).apply();
  const other = adt({ id: '2', visit: 'b', family: 'Ashgrove', given: 'Milo', birth: '19550909' });
  const { apply } = await looked(host, { 'a.hl7': other, 'b.hl7': update });
  await type(host, 'patient', { phone: '555-0199' });
  await expect(apply()).rejects.toMatchObject({ error: { code: 'conflict' } });
  expect(await rows(host, 'patient')).toHaveLength(1);
});

test('a fault in the middle of a file leaves nothing of it', async () => {
  const { host } = await testRecord();
  await host.record!.store.knex.raw(
    `create trigger stumble before insert on encounter when new."visitNumber" = 'v120' begin select raise(abort, 'stumbled'); end`,
  );
  const many = Array.from({ length: 130 }, (_, index) =>
    adt({
      id: String(index),
      visit: `v${index}`,
      birth: `19410${1 + (index % 9)}${10 + (index % 18)}`,
      family: `Wick${index}`,
    }),
  ).join('');
  const { apply } = await looked(host, { 'many.hl7': many });
  const before = await everyRow(host.record!.store as never);
  await expect(apply()).rejects.toThrow();
  expect(await everyRow(host.record!.store as never)).toBe(before);
  expect(await rows(host, 'import_batch')).toEqual([]);
});
