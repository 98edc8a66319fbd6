/** Files of monstrous sizes and with names that mean something to somebody else. */
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFolder } from '../../../electron/services/imports/check-folder';
import { lookIntoFolder } from '../../../electron/services/imports/watched-folder';
import { reasonsEs } from '../../../renderer/features/imports/reasons-es';
import { call } from '../../support/calls';
import { adt, zone } from '../../support/feeds';
import { testRecord } from '../../support/record';
import { testNow } from '../../support/store';
import { dice } from '../../support/strange/damage';
import { tempFolder } from '../../support/temp-folder';

const mebibyte = 1024 * 1024;
const check = (folder: string) => checkFolder(folder, { zone, now: testNow });

test('what is larger than anything that is read is refused unread', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'a.hl7'), adt());
  await truncate(join(folder, 'a.hl7'), 3 * 1024 * mebibyte);
  const { files } = await check(folder);
  expect(files).toMatchObject([
    { outcome: 'refused', problems: [{ reason: expect.stringContaining('larger than 256 MB') }] },
  ]);
});

test.each([
  ['blanks.csv', ' ', 5, /longer than any that is read/],
  ['blanks.txt', ' ', 5, /neither HL7 v2, nor FHIR/],
  ['zeros.hl7', '\0', 5, /binary file/],
  ['lists.json', '[', 5, /nested more than 128 levels/],
  ['objects.json', '{"a":', 5, /nested more than 128 levels/],
  ['open.csv', 'MRN,Name\n1,"a,b\n', 1, /quotation mark/],
  ['rows.csv', '1,"A, B"\n', 5, /no format|known|No column|more than 100000 rows/i],
  ['headers.hl7', 'MSH|^~\\&|A|B|C|D|20260310||ADT^A01|1|P|2.5\r', 5, /more than 100000 messages/],
  [
    'picture.hl7',
    `${adt().trimEnd()}\rOBX|1|ED|${'Q'.repeat(17 * mebibyte)}`,
    1,
    /message is larger/,
  ],
])('%s of monstrous size has a plain reason', async (name, unit, size, reason) => {
  const folder = await tempFolder();
  const times = size === 1 ? 1 : Math.ceil((size * mebibyte) / unit.length);
  const tail = name === 'open.csv' ? 'c,d\n'.repeat(mebibyte) : '';
  await writeFile(join(folder, name), unit.repeat(times) + tail);
  const [file] = (await check(folder)).files;
  const told = file!.problems.map((problem) => problem.reason).join(' ');
  expect([file!.outcome, told]).toEqual(['refused', expect.stringMatching(reason)]);
  for (const { reason: sentence } of file!.problems) expect(reasonsEs(sentence)).not.toBe(sentence);
});

test('noise is called binary, whatever its name', async () => {
  const folder = await tempFolder();
  const roll = dice(5);
  await writeFile(
    join(folder, 'census.csv'),
    Buffer.from(Array.from({ length: mebibyte }, () => roll(256))),
  );
  const [file] = (await check(folder)).files;
  expect(file!.problems).toMatchObject([{ reason: 'This is a binary file, not a text.' }]);
});

const names = [
  '..%2F..%2Fetc%2Fpasswd.hl7',
  '-rf.hl7',
  'a "quoted", name;.hl7',
  'two\nlines.hl7',
  '$(reboot).hl7',
  'Ñandú ☃.hl7',
  '__proto__.hl7',
  `${'long'.repeat(60)}.hl7`,
  'CON.hl7',
  'done.hl7',
];

test('a name is a name: in the report, in folders below, and for files that are no files', async () => {
  const folder = await tempFolder();
  for (const [index, name] of names.entries()) {
    const path = join(folder, index % 2 === 0 ? 'below/deeper' : '.', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      adt({ id: String(index), visit: String(index), birth: `19${10 + index}0101` }),
    );
  }
  const { files, totals } = JSON.parse(JSON.stringify(await check(folder))) as Awaited<
    ReturnType<typeof check>
  >;
  expect(files.map(({ file }) => file.replace('below/deeper/', '')).sort()).toEqual(
    [...names].sort(),
  );
  expect(files.every(({ outcome }) => outcome === 'accepted')).toBe(true);
  expect(totals.patients).toBe(names.length);
});

test('the watched folder moves them whole and stays inside itself', async () => {
  const { host } = await testRecord();
  const outside = await tempFolder();
  const folder = join(outside, 'feed');
  await mkdir(folder);
  host.ports.openFiles = async () => [folder];
  await call(host, 'imports.watch', {});
  for (const [index, name] of names.entries())
    await writeFile(
      join(folder, name),
      adt({ id: String(index), visit: String(index), birth: `19${10 + index}0101` }),
    );
  await lookIntoFolder(host);
  await lookIntoFolder(host);
  // A name that begins with a dot is one that a program still writes, or hides: it stays.
  const taken = names.filter((name) => !name.startsWith('.'));
  expect((await readdir(join(folder, 'done'))).sort()).toEqual(taken.sort());
  expect(await readdir(folder)).toContain(names[0]);
  expect(await readdir(outside)).toEqual(['feed']);
});
