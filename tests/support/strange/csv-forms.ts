/** Census tables as people export them: separators, encodings, headers, titles, empty rows. */
import iconv from 'iconv-lite';
import { accepted, strangeFiles, type StrangeFile } from './strange-file';

const headers = [
  'Bed',
  'MRN',
  'Name',
  'Birth Date',
  'Sex',
  'Admitted',
  'Class',
  'Attending',
  'Payer',
  'EDD',
];
const rows = [
  [
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
  ],
  [
    '508-2',
    '0000123',
    'Ashgrove, Milo',
    '1955-09-09',
    'M',
    '2026-03-08 09:00',
    'Observation',
    'Dr. Dana Wick',
    'Aetna',
    '2026-03-12',
  ],
];
const counts = {
  patients: 2,
  encounters: 2,
  inpatientEncounters: 1,
  careTeamMembers: 2,
  coverages: 2,
};

const cell = (text: string, separator: string): string =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const table = (
  lines: readonly (readonly string[])[],
  { separator = ',', end = '\n' }: { separator?: string; end?: string } = {},
): string =>
  lines
    .map((line) => `${line.map((text) => cell(text, separator)).join(separator)}${end}`)
    .join('');
const usual = [headers, ...rows];
const column = (at: number, values: readonly [string, string, string]): string[][] =>
  usual.map((line, index) => line.with(at, values[index]!));
const spanish = (names: readonly string[]): string[][] => [
  [...names],
  rows[0]!
    .with(3, '14/03/1941')
    .with(5, '27/02/2026 16:20')
    .with(6, 'Hospitalización')
    .with(9, '13/03/2026'),
  rows[1]!
    .with(3, '09/09/1955')
    .with(5, '28/02/2026 9:00')
    .with(6, 'Observación')
    .with(9, '12/03/2026'),
];

/** Good tables. */
export const csvForms = (): StrangeFile[] =>
  strangeFiles('csv', {
    'Excel with semicolons and a mark': accepted(
      `\ufeff${table(usual, { separator: ';', end: '\r\n' })}`,
      counts,
    ),
    'Excel that names its separator': accepted(
      `sep=;\r\n${table(usual, { separator: ';', end: '\r\n' })}`,
      counts,
    ),
    'Excel’s Unicode text': accepted(
      iconv.encode(table(usual, { separator: '\t', end: '\r\n' }), 'utf-16le', { addBOM: true }),
      counts,
    ),
    'UTF-16 without a mark': accepted(iconv.encode(table(usual), 'utf-16be'), counts),
    'bars between cells': accepted(table(usual, { separator: '|' }), counts),
    'old line ends': accepted(table(usual, { end: '\r' }), counts),
    'every cell in quotation marks': accepted(
      usual.map((line) => `${line.map((text) => `"${text}"`).join(',')}\r\n`).join(''),
      counts,
    ),
    'no line end at the end': accepted(table(usual).trimEnd(), counts),
    'Windows-1252': accepted(
      iconv.encode(table(column(2, ['Name', 'Núñez, Begoña', 'Ashgrove, Milo'])), 'windows-1252'),
      counts,
      { says: ['file'] },
    ),
    'titles above the headers': accepted(
      `Unit census,,,,,,,,,\nPrinted 2026-03-10 by R. Elmcrest,,,,,,,,,\n\n${table(usual)}`,
      counts,
      { says: ['file'] },
    ),
    'empty rows between and after': accepted(
      `${table([headers, rows[0]!])}${','.repeat(9)}\n\n${table([rows[1]!])}${','.repeat(9)}\n${','.repeat(9)}\n`,
      counts,
    ),
    'columns in another order': accepted(table(usual.map((line) => [...line].reverse())), counts),
    'columns that are not ours': accepted(
      table(usual.map((line, index) => [`x${index}`, ...line, '', 'y'])),
      counts,
    ),
    'a line end inside a cell': accepted(
      table(column(7, ['Attending', 'Dr. Imre\nSlatefield', 'Dr. Dana Wick'])),
      counts,
    ),
    'a Windows line end inside a cell': accepted(
      table(column(7, ['Attending', 'Dr. Imre\r\nSlatefield', 'Dr. Dana Wick'])),
      counts,
    ),
    'a text of several lines': accepted(
      table(
        usual.map((line, index) => [
          ...line,
          index === 0 ? 'Reason' : 'Fall\nat home\n\nhip fracture',
        ]),
      ),
      counts,
    ),
    'headers of two lines': accepted(table([headers.with(3, 'Birth\nDate'), ...rows]), counts),
    'headers in capitals and with signs': accepted(
      table([
        [
          'BED #',
          'MRN #',
          'PATIENT NAME',
          'D.O.B.',
          'GENDER',
          'ADMIT DATE/TIME',
          'PT CLASS',
          'ATTENDING MD',
          'PRIMARY PAYOR',
          'EST. DISCHARGE DATE',
        ],
        ...rows,
      ]),
      counts,
    ),
    'other English headers': accepted(
      table([
        [
          'Room/Bed',
          'Patient MRN',
          'Patient',
          'DOB',
          'Patient Sex',
          'Hospital Admission Date',
          'Patient Class',
          'Attending Provider',
          'Primary Insurance',
          'Expected D/C Date',
        ],
        ...rows,
      ]),
      counts,
    ),
    'Spanish headers': accepted(
      table(
        spanish([
          'Cama',
          'NHC',
          'Apellidos y nombre',
          'Fecha de nacimiento',
          'Sexo',
          'Fecha de ingreso',
          'Clase',
          'Médico',
          'Aseguradora',
          'Fecha prevista de alta',
        ]),
        { separator: ';' },
      ),
      counts,
    ),
    'other Spanish headers': accepted(
      table(
        spanish([
          'N.º de cama',
          'Número de historia clínica',
          'Paciente',
          'F. nacimiento',
          'Género',
          'F. ingreso',
          'Tipo de ingreso',
          'Médico responsable',
          'Seguro médico',
          'Alta prevista',
        ]),
        { separator: ';' },
      ),
      counts,
    ),
    'Spanish headers of a hospital in Mexico': accepted(
      table(
        spanish([
          'Cama',
          'No. de expediente',
          'Nombre del paciente',
          'Fecha de nacimiento',
          'Sexo',
          'Fecha y hora de ingreso',
          'Tipo de paciente',
          'Médico tratante',
          'Aseguradora',
          'Fecha probable de alta',
        ]),
      ),
      counts,
    ),
    'Spanish words for sex': accepted(table(column(4, ['Sexo', 'Mujer', 'Varón'])), counts),
    'dates that only day first can be': accepted(
      table(column(3, ['DOB', '14/03/1941', '09/09/1955'])),
      counts,
    ),
    'dates by the month’s name': accepted(
      table(column(3, ['DOB', '14-Mar-1941', 'September 9, 1955'])),
      counts,
    ),
    'dates that could be either': {
      text: table(column(3, ['DOB', '03/04/1941', '05/06/1955'])),
      outcome: 'refused',
      counts: {},
      says: ['line 1, column "DOB"'],
    },
    'numbers as Excel’s formula': accepted(
      table(column(1, ['MRN', '="9904588"', '="0000123"'])),
      counts,
    ),
    'formulas in names': accepted(
      table(column(7, ['Attending', '=HYPERLINK("x")', '@SUM(1)'])),
      counts,
    ),
    'a number that Excel spoilt': {
      text: table(column(1, ['MRN', '9.90459E+06', '0000123'])),
      outcome: 'partly',
      counts: { patients: 1, encounters: 1, careTeamMembers: 1, coverages: 1 },
      says: ['line 2, column "MRN"'],
    },
    'people without stays': accepted(table(usual.map((line) => [line[1]!, line[2]!, line[3]!])), {
      patients: 2,
    }),
    'no birth dates': accepted(
      table(usual.map((line) => line.filter((_, index) => index !== 3))),
      counts,
    ),
    'one person on two lines': accepted(
      table([headers, rows[0]!, rows[0]!.with(0, '509-1')]),
      {
        patients: 1,
        encounters: 1,
        inpatientEncounters: 1,
        careTeamMembers: 1,
        coverages: 1,
      },
      { says: ['line 3'] },
    ),
    'names in two columns': accepted(
      table(
        usual.map((line, index) => [
          line[1]!,
          ...(index === 0 ? ['Last Name', 'First Name'] : line[2]!.split(', ')),
          ...line.slice(3),
        ]),
      ),
      counts,
    ),
    'a footer': {
      text: `${table(usual)}2 patients\n`,
      outcome: 'partly',
      counts,
      says: ['line 4'],
    },
  });
