import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockRecord } from '../../../electron/services/session';
import { lookIntoFolder } from '../../../electron/services/imports/watched-folder';
import { call } from '../../support/calls';
import { adt, bundle, census, fhirEncounter, fhirPatient, uuid } from '../../support/feeds';
import type { TestHost } from '../../support/host';
import { signInJules, testRecord } from '../../support/record';
import { tempFolder } from '../../support/temp-folder';

const watched = async () => {
  const { host } = await testRecord();
  const folder = await tempFolder();
  host.ports.openFiles = async () => [folder];
  await call(host, 'imports.watch', {});
  return {
    host,
    folder,
    put: (name: string, text: string) => writeFile(join(folder, name), text),
    list: async (place: string) =>
      (await readdir(join(folder, place)))
        .filter((name) => !['done', 'refused'].includes(name))
        .sort(),
  };
};
/** A file rests when two looks find it unchanged. */
const lookTwice = async (host: TestHost): Promise<number> => {
  const first = await lookIntoFolder(host);
  return first + (await lookIntoFolder(host));
};
const rows = (host: TestHost, table: string): Promise<Record<string, unknown>[]> =>
  host.record!.store.knex(table);

test('a file that rests is taken and moved to done; the window is told a folder’s name only', async () => {
  const { host, folder, put, list } = await watched();
  await put('adt.hl7', adt());
  expect(await lookTwice(host)).toBe(1);
  expect(await rows(host, 'patient')).toHaveLength(1);
  expect([await list('.'), await list('done'), await list('refused')]).toEqual([
    [],
    ['adt.hl7'],
    [],
  ]);
  const settings = await call(host, 'imports.settings', {});
  expect(settings).toMatchObject({ watchState: 'watching', setByName: 'Jules Wetherlam' });
  expect(JSON.stringify(settings)).not.toContain(folder);
});

test('a file that still grows waits, and so does one with a name for unfinished files', async () => {
  const { host, put, list } = await watched();
  await put('adt.hl7', adt().slice(0, 100));
  await put('other.hl7.tmp', adt());
  await lookIntoFolder(host);
  await put('adt.hl7', adt());
  expect(await lookIntoFolder(host)).toBe(0);
  expect(await lookIntoFolder(host)).toBe(1);
  expect(await list('.')).toEqual(['other.hl7.tmp']);
});

test('a refused file goes to refused with its places and reasons, and nothing of the patient in them', async () => {
  const { host, folder, put, list } = await watched();
  await put(
    'bad.json',
    bundle([fhirPatient(uuid(1), { birthDate: '1939-02-30' }), fhirEncounter(uuid(2), uuid(1))]),
  );
  await lookTwice(host);
  expect([await list('done'), await list('refused')]).toEqual([
    [],
    ['bad.json', 'bad.json.reasons.txt'],
  ]);
  const reasons = await readFile(join(folder, 'refused', 'bad.json.reasons.txt'), 'utf8');
  expect(reasons).toMatch(/^Refused: entry\[0\]\.resource\.birthDate: /);
  expect(reasons).not.toMatch(/Marlstone|1939/);
  expect(await rows(host, 'patient')).toEqual([]);
});

test('of a partly good file the bad messages become a file of their own', async () => {
  const { host, folder, put, list } = await watched();
  const bad = adt({ id: '2', visit: 'b', birth: '19411345' });
  await put(
    'mixed.hl7',
    adt() + bad + adt({ trigger: 'A08', at: '20260312080000', phone: '555-0101' }),
  );
  await put(
    'mixed.csv',
    census([
      ['508-1', '7', 'Ashgrove, Milo', '1955-09-09', 'M', '2026-03-07', 'I', '', '', '', '5 West'],
      ['508-2', '', 'Nobody, N', '1955-09-09', 'M', '2026-03-07', 'I', '', '', '', '5 West'],
    ]),
  );
  await lookTwice(host);
  expect(await list('done')).toEqual(['mixed.csv', 'mixed.hl7']);
  expect(await list('refused')).toEqual([
    'mixed.csv',
    'mixed.csv.reasons.txt',
    'mixed.hl7',
    'mixed.hl7.reasons.txt',
  ]);
  expect(await readFile(join(folder, 'refused', 'mixed.hl7'), 'utf8')).toBe(bad);
  const csv = (await readFile(join(folder, 'refused', 'mixed.csv'), 'utf8')).trim().split('\n');
  expect([csv.length, csv[0]?.startsWith('Bed,MRN'), csv[1]?.includes('Nobody')]).toEqual([
    2,
    true,
    true,
  ]);
});

test('the actor is the interface, and the audit names who set the folder', async () => {
  const { host, put } = await watched();
  await put('adt.hl7', adt());
  await lookTwice(host);
  const own = (await rows(host, 'audit')).filter(({ userId }) => userId === 'interface');
  expect(own.map(({ action, role }) => [action, role])).toEqual([
    ['imports.write', 'interface'],
    ['imports.apply', 'interface'],
  ]);
  expect(own.every(({ detail }) => String(detail).includes(host.record!.user.id))).toBe(true);
  expect(await rows(host, 'patient')).toMatchObject([{ createdBy: 'interface' }]);
  expect(await call(host, 'imports.batches', { before: null })).toMatchObject([
    { watched: true, byName: null },
  ]);
});

test('a stranger with a known name comes in apart, and waits as a possible duplicate', async () => {
  const { host, put } = await watched();
  await put('a.hl7', adt());
  await put('b.hl7', adt({ id: '77', visit: 'z', at: '20260310090000' }));
  await lookTwice(host);
  expect(await rows(host, 'patient')).toHaveLength(2);
  expect((await call(host, 'imports.waiting', {})).duplicates).toHaveLength(1);
});

test('while locked the files wait, and after the next sign-in they are taken', async () => {
  const { host, put, list } = await watched();
  await lockRecord(host, 'idle');
  await put('adt.hl7', adt());
  expect(await lookTwice(host)).toBe(0);
  expect(await list('.')).toEqual(['adt.hl7']);
  await signInJules(host);
  expect(await lookTwice(host)).toBe(1);
});

test('a name that stands in done already does not overwrite it', async () => {
  const { host, put, list } = await watched();
  await put('adt.hl7', adt());
  await lookTwice(host);
  await put('adt.hl7', adt({ trigger: 'A08', at: '20260312080000', phone: '555-0101' }));
  await lookTwice(host);
  expect(await list('done')).toEqual(['adt (2).hl7', 'adt.hl7']);
});

test('done and refused are emptied after the days that were set', async () => {
  const { host, folder, put, list } = await watched();
  await put('adt.hl7', adt());
  await lookTwice(host);
  await call(host, 'imports.setKeepDays', { days: 3 });
  const old = new Date('2026-03-08T00:00:00.000Z');
  await utimes(join(folder, 'done', 'adt.hl7'), old, old);
  await lookIntoFolder(host);
  expect(await list('done')).toEqual([]);
});

test('a folder that is away, or where nothing can be moved, is told and nothing is taken twice', async () => {
  const { host, folder, put } = await watched();
  await rm(folder, { recursive: true });
  expect(await lookIntoFolder(host)).toBe(0);
  expect(await call(host, 'imports.settings', {})).toMatchObject({ watchState: 'away' });
  await mkdir(folder);
  await writeFile(join(folder, 'done'), 'a file in the place of the folder');
  await put('adt.hl7', adt());
  expect(await lookTwice(host)).toBe(0);
  expect(await call(host, 'imports.settings', {})).toMatchObject({ watchState: 'readOnly' });
  await call(host, 'imports.unwatch', {});
  expect(await call(host, 'imports.settings', {})).toMatchObject({
    watchedFolder: null,
    watchState: 'off',
  });
});

test('a file that the program stumbles over is tried again, then put away; the others are taken', async () => {
  const { host, folder, put, list } = await watched();
  // A fault of ours: the store refuses this one name.
  await host.record!.store.knex.raw(
    `create trigger stumble before insert on patient when new."familyName" = 'Stumble' begin select raise(abort, 'stumbled'); end`,
  );
  await put('a.hl7', adt({ id: '1', visit: 'a', family: 'Stumble' }));
  await put('b.hl7', adt({ id: '2', visit: 'b' }));
  await lookTwice(host);
  expect([await list('.'), await list('done')]).toEqual([['a.hl7'], ['b.hl7']]);
  await lookTwice(host);
  expect([await list('.'), await list('refused')]).toEqual([[], ['a.hl7', 'a.hl7.reasons.txt']]);
  expect(await readFile(join(folder, 'refused', 'a.hl7.reasons.txt'), 'utf8')).toMatch(
    /^Refused: file: The program could not read this file/,
  );
  expect((await rows(host, 'patient')).map((row) => row['familyName'])).toEqual(['Hazelmere']);
});
