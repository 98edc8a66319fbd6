import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { census, read } from '../../support/feeds';

const row = [
  '508-1',
  '9904588',
  'Hazelmere, Ruth',
  '1941-03-14',
  'F',
  '2026-03-07 16:20',
  'Inpatient',
  'Dr. Imre Slatefield',
  'Medicare',
  '2026-03-13',
  '5 West',
];
const csv = (text: string | Uint8Array, more = {}) => read(text, 'census.csv', more);
const errors = async (text: string | Uint8Array, more = {}) =>
  (await csv(text, more)).problems
    .filter(({ severity }) => severity === 'error')
    .map(({ where }) => where);

test('a census row is read into patient, stay, payer and attending', async () => {
  const feed = await csv(census([row]));
  expect(feed.problems).toEqual([]);
  expect(feed.items[0]).toMatchObject({
    place: 'line 2',
    patients: [
      {
        identifiers: [{ assigners: ['CSV: none'], type: 'MR', value: '9904588' }],
        familyName: 'Hazelmere',
        givenName: 'Ruth',
        birthDate: '1941-03-14',
        sex: 'female',
      },
    ],
    encounters: [
      {
        class: 'inpatient',
        admittedAt: '2026-03-07T21:20:00.000Z',
        expectedDischargeOn: '2026-03-13',
        location: { unit: '5 West', bed: '508-1' },
        attending: { familyName: 'Slatefield', givenName: 'Imre' },
      },
    ],
    parts: [
      { kind: 'coverage', payer: 'Medicare' },
      { kind: 'careTeamMember', role: 'Attending' },
    ],
  });
});

test.each([
  [
    'semicolons',
    (text: string) =>
      Buffer.from(text.replaceAll(', ', '\u0001').replaceAll(',', ';').replaceAll('\u0001', ', ')),
  ],
  [
    'tabs',
    (text: string) =>
      Buffer.from(text.replaceAll(', ', '\u0001').replaceAll(',', '\t').replaceAll('\u0001', ', ')),
  ],
  ['CRLF', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['a byte-order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16', (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true })],
  ['Windows-1252', (text: string) => iconv.encode(text, 'windows-1252')],
  ['a title above the headers', (text: string) => Buffer.from(`Census of 5 West\n\n${text}`)],
  ['Excel’s separator line', (text: string) => Buffer.from(`sep=,\n${text}`)],
])('a census with %s reads the same', async (_, encode) => {
  const feed = await csv(encode(census([row.with(2, 'Núñez, José')])));
  expect(feed.items[0]?.patients[0]).toMatchObject({
    familyName: 'Núñez',
    givenName: 'José',
    birthDate: '1941-03-14',
  });
});

test('Spanish headers are known', async () => {
  const text = census(
    [['508-1', '77', 'Núñez, José', '14/03/1941', 'H', '07/03/2026 16:20', 'Observación']],
    ['Cama', 'NHC', 'Paciente', 'Fecha de nacimiento', 'Sexo', 'Fecha de ingreso', 'Clase'],
  );
  const feed = await csv(text.replace('07/03/2026', '27/02/2026'));
  expect(feed.items[0]).toMatchObject({
    patients: [{ birthDate: '1941-03-14', sex: 'male' }],
    encounters: [{ class: 'observation', admittedAt: '2026-02-27T21:20:00.000Z' }],
  });
});

test('a date that could be either is asked for and never guessed', async () => {
  const text = census([row.with(3, '03/04/1941')]);
  const feed = await csv(text);
  expect(feed).toMatchObject({ readable: false, items: [], csv: { askFormat: ['Birth Date'] } });
  expect(feed.problems).toMatchObject([
    {
      where: 'line 1, column "Birth Date"',
      severity: 'error',
      reason: expect.stringMatching(/date format/),
    },
  ]);
  const mapping = { ...feed.csv!.mapping, dates: { 'Birth Date': 'DMY' as const } };
  expect((await csv(text, { csvMapping: mapping })).items[0]?.patients[0]?.birthDate).toBe(
    '1941-04-03',
  );
});

test('one date that allows one order only settles the whole column', async () => {
  const feed = await csv(
    census([row.with(3, '03/04/1941'), row.with(1, '2').with(3, '03/14/1941')]),
  );
  expect(feed.items.map((item) => item.patients[0]?.birthDate)).toEqual([
    '1941-03-04',
    '1941-03-14',
  ]);
  expect(
    await errors(census([row.with(3, '14/03/1941'), row.with(1, '2').with(3, '03/14/1941')])),
  ).toEqual(['line 1, column "Birth Date"']);
});

test.each([
  ['1941-03-14', '1941-03-14'],
  ['19410314', '1941-03-14'],
  ['1941/3/4', '1941-03-04'],
  ['14-Mar-1941', '1941-03-14'],
  ['Mar 14, 1941', '1941-03-14'],
  ['14 de marzo de 1941', '1941-03-14'],
  ['14.03.1941', '1941-03-14'],
  ['3/14/1941', '1941-03-14'],
])('the birth date %s is %s', async (text, date) => {
  expect((await csv(census([row.with(3, text)]))).items[0]?.patients[0]?.birthDate).toBe(date);
});

test.each([
  ['an impossible date', 3, '1941-02-30', 'line 2, column "Birth Date"'],
  ['a year of two digits', 3, '3/14/41', 'line 2, column "Birth Date"'],
  ['a number for a date', 3, '15049', 'line 2, column "Birth Date"'],
  ['no record number', 1, '', 'line 2, column "MRN"'],
  ['no name', 2, '', 'line 2, column "Name"'],
  ['no time of day', 5, '2026-03-07 25:99', 'line 2, column "Admitted"'],
  ['a text without end', 2, 'x'.repeat(300), 'line 2, column "Name"'],
])('a row with %s is set aside, the others are read', async (_, at, value, where) => {
  const feed = await csv(census([row.with(at, value), row.with(1, '2')]));
  expect(
    feed.problems.filter(({ severity }) => severity === 'error').map((problem) => problem.where),
  ).toEqual([where]);
  expect(feed.items.map(({ place }) => place)).toEqual(['line 3']);
  expect(feed.setAside).toMatchObject([{ place: 'line 2' }]);
});

test('a row of another width is set aside, a last one that breaks off too', async () => {
  const text = census([row, row.with(1, '2').slice(0, 5), row.with(1, '3')]);
  expect(await errors(text)).toEqual(['line 3']);
  const feed = await csv(`${census([row])}508-2,9904`);
  expect(feed.problems[0]).toMatchObject({
    where: 'line 3',
    reason: expect.stringMatching(/breaks off/),
  });
});

test('formulas stay text', async () => {
  const feed = await csv(
    census([row.with(2, '=HYPERLINK("http://x","y"), @SUM(1)').with(1, '="00123"')]),
  );
  expect(feed.items[0]?.patients[0]).toMatchObject({
    familyName: '=HYPERLINK("http://x"',
    identifiers: [{ value: '00123' }],
  });
  expect(feed.problems.some(({ reason }) => /formula/.test(reason))).toBe(true);
});

test.each([
  ['only headers', census([]), 'file'],
  ['no known column', 'a,b,c\n1,2,3\n4,5,6\n', 'line 1'],
  ['no column for the number', 'Name,DOB\n"A, B",1941-03-14\n', 'line 1'],
  ['a quotation mark that is not closed', `${census([row])}"508-2,1,2\n3,4,5\n`, 'line 4'],
  ['nothing', '', 'file'],
])('a table with %s is refused', async (_, text, where) => {
  expect((await csv(text)).readable).toBe(false);
  expect(await errors(text)).toEqual([where]);
});

test('a mapping that a person made is followed, and holds for the same headers in any order', async () => {
  const headers = ['A', 'B', 'C', 'D'];
  const text = census([['77', 'Hazelmere, Ruth', '1941-03-14', 'I']], headers);
  const mapping = {
    columns: { A: 'mrn', B: 'name', C: 'birthDate', D: 'class' },
    dates: {},
  } as const;
  const feed = await csv(text, { csvMapping: mapping });
  expect(feed.items[0]).toMatchObject({
    patients: [{ familyName: 'Hazelmere' }],
    encounters: [{ class: 'inpatient' }],
  });
  const other = await csv(
    census([['1941-03-14', '77', 'Hazelmere, Ruth', 'I']], ['C', 'A', 'B', 'D']),
  );
  expect(other.csv?.headerKey).toBe(feed.csv?.headerKey);
});

test('a later line for the same stay holds, and says so', async () => {
  const feed = await csv(census([row, row.with(0, '508-2')]));
  expect(feed.problems).toMatchObject([{ where: 'line 3', severity: 'warning' }]);
  expect(feed.items).toHaveLength(2);
});
