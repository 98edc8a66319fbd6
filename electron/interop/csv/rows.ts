/** One row of a census to facts: patient, stay, payer and attending. */
import type {
  CareTeamMemberFact,
  CoverageFact,
  CsvField,
  CsvMapping,
  DateFormat,
  EncounterFact,
  FeedItem,
  PatientFact,
  PractitionerFact,
} from '../../../shared/imports/facts';
import { fold } from '../../../shared/folding';
import { classOfWord, languageOf, planClassOf, sexOf } from '../codes';
import { cleanLine } from '../hl7/escapes';
import { maxIdentifier, maxName, maxText } from '../limits';
import type { ReadOptions } from '../options';
import { Refusal, type ReadingLog } from '../reading-log';
import { dateOfTime, isPossibleBirthDate, type FeedTime } from '../times';
import { parseCell } from './dates';
import type { Row } from './table';

/** The assigner of numbers in a CSV, which names none (records.md: Identity). */
const csvAssigner = 'CSV: none';

/** Where each field stands. */
export class Columns {
  private readonly at = new Map<CsvField, number>();

  constructor(
    readonly headers: readonly string[],
    mapping: CsvMapping,
    readonly headerLine: number,
  ) {
    headers.forEach((header, index) => {
      const field = Object.hasOwn(mapping.columns, header) ? mapping.columns[header] : undefined;
      if (field && !this.at.has(field)) this.at.set(field, index);
    });
  }

  has(field: CsvField): boolean {
    return this.at.has(field);
  }

  /** The fields that some column holds. */
  fields(): CsvField[] {
    return [...this.at.keys()];
  }

  header(field: CsvField): string {
    return this.headers[this.at.get(field) ?? -1] ?? field;
  }

  cell(row: Row, field: CsvField): string {
    const index = this.at.get(field);
    return index === undefined ? '' : cleanLine(row.cells[index] ?? '');
  }

  place(row: Row, field: CsvField): string {
    return `line ${row.line}, column "${this.header(field)}"`;
  }
}

/** What reading a row needs to know of its table. */
export interface Census {
  columns: Columns;
  formats: Map<CsvField, DateFormat>;
  mapping: CsvMapping;
  options: ReadOptions;
  log: ReadingLog;
  /** The column says H or V and M (hombre, varón, mujer). */
  femaleIsM: boolean;
  unended: boolean;
  separator: string;
}

/** A row as an item. Throws a Refusal that sets it aside. */
export const itemOf = (census: Census, row: Row, last: boolean): FeedItem => {
  const { columns } = census;
  const place = `line ${row.line}`;
  const width = columns.headers.length;
  const filled = row.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (filled > width)
    throw new Refusal(place, `The row has ${filled} cells, the headers are ${width}.`);
  if (row.cells.length < width)
    throw new Refusal(
      place,
      last && census.unended
        ? 'The row breaks off. The file may be cut short.'
        : `The row has ${row.cells.length} cells, the headers are ${width}.`,
    );
  if (row.cells.some((cell) => holdsRows(census, cell)))
    throw new Refusal(
      place,
      'A cell runs over several lines; a quotation mark is probably missing.',
    );
  const patient = patientOf(census, row);
  const stay = stayOf(census, row, patient);
  const parts = [...coverageOf(census, row, patient), ...attendingMember(stay)];
  return {
    place,
    saidAt: null,
    trigger: 'row',
    digest: null,
    span: row.span,
    patients: [patient],
    encounters: stay ? [stay] : [],
    parts,
    merges: [],
  };
};

const places: readonly CsvField[] = ['unit', 'room', 'bed'];
/** What bed boards write where a name would stand. */
const vacant =
  /^[-–—*([ ]*(vacant|empty|available|open|blocked|closed|dirty|cleaning|reserved|vac[ií]a|libre|disponible|bloquead[ao]|cerrad[ao]|limpieza|reservad[ao])( bed)?[-–—*)\] ]*$/i;

/** What reports write below their rows, in the first column that there is. */
const footer = /total|patient|paciente|count|cuenta|page|p[aá]gina|printed|impreso|census|censo|:/i;

/**
 * A row that tells of no patient, by what it is: a bed board names its vacant beds too, and reports
 * repeat the headers on every page. Null for every other row.
 */
export const emptyRow = (columns: Columns, row: Row, header: Row): string | null => {
  const cells = row.cells.map((cell) => cell.trim());
  if (cells.every((cell, index) => cell === (header.cells[index] ?? '').trim()))
    return 'headers again';
  if (columns.cell(row, 'mrn') !== '' || row.cells.length < columns.headers.length) return null;
  const stands = places.map((field) => columns.cell(row, field)).filter((cell) => cell !== '');
  if (stands.length === 0 || stands.some((cell) => footer.test(cell))) return null;
  const name = columns.cell(row, 'name') || columns.cell(row, 'familyName');
  const says = columns.fields().filter((field) => {
    const cell = columns.cell(row, field);
    return cell !== '' && !vacant.test(cell) && !places.includes(field);
  });
  const isVacant =
    name === '' ? says.length === 0 : vacant.test(name) && !says.includes('birthDate');
  return isVacant ? 'bed without a patient' : null;
};

/** Did an open quotation mark swallow whole rows? A text of several lines holds few separators. */
const holdsRows = ({ columns, separator }: Census, cell: string): boolean =>
  cell
    .split(/[\r\n]+/)
    .slice(1)
    .some((line) => line.split(separator).length > Math.max(2, columns.headers.length / 2));

/** Text of a cell; a formula stays the text it is. */
const textOf = (census: Census, row: Row, field: CsvField, limit = maxText): string | undefined => {
  const cell = census.columns.cell(row, field);
  if (cell === '') return undefined;
  const plain = /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;
  if (/^[=@]/.test(plain) || /^[+-]\D/.test(plain))
    census.log.warn(
      census.columns.place(row, field),
      'The cell looks like a formula; it was kept as text.',
      `line ${row.line}`,
    );
  if (plain.length > limit)
    throw new Refusal(census.columns.place(row, field), 'The text is too long for this field.');
  return plain;
};

const timeOf = (census: Census, row: Row, field: CsvField, clock = ''): FeedTime | undefined => {
  const cell = census.columns.cell(row, field);
  if (cell === '') return undefined;
  const { zone } = census.options;
  const time = parseCell(cell, census.formats.get(field) ?? 'MDY', zone, clock);
  const where = census.columns.place(row, field);
  if ('reason' in time) throw new Refusal(where, time.reason);
  if (time.movedByGap)
    census.log.warn(
      where,
      'This time does not exist on the day the clocks go forward; it was moved on.',
      `line ${row.line}`,
    );
  return time;
};

const patientOf = (census: Census, row: Row): PatientFact => {
  const { columns, log } = census;
  const item = `line ${row.line}`;
  const mrn = textOf(census, row, 'mrn', maxIdentifier);
  if (!mrn)
    throw new Refusal(
      columns.place(row, 'mrn'),
      'The record number is missing, and a name alone names nobody.',
    );
  if (/^\d(\.\d+)?E\+?\d+$/i.test(mrn))
    throw new Refusal(
      columns.place(row, 'mrn'),
      'A spreadsheet has rounded this number (“E+”); the true one cannot be known.',
    );
  const name = patientName(census, row);
  const birth = timeOf(census, row, 'birthDate');
  const birthPlace = columns.place(row, 'birthDate');
  if (birth?.date && !isPossibleBirthDate(birth.date, census.options.now))
    throw new Refusal(birthPlace, 'The birth date lies in the future or too far back.');
  if (!birth?.date)
    log.warn(birthPlace, 'The birth date is missing; the second identifier must be asked.', item);
  const sexCell = columns.cell(row, 'sex');
  const sex =
    sexCell === ''
      ? undefined
      : census.femaleIsM && /^[MV]$/i.test(sexCell)
        ? sexCell.toUpperCase() === 'M'
          ? 'female'
          : 'male'
        : sexOf(sexCell);
  if (sex === null)
    log.warn(columns.place(row, 'sex'), 'This word for sex is not known; it was left out.', item);
  const language = columns.cell(row, 'language');
  return {
    key: 'patient',
    where: item,
    identifiers: [{ assigners: [csvAssigner], type: 'MR', value: mrn }],
    ...name,
    birthDate: birth?.date ?? undefined,
    sex: sex ?? undefined,
    language: language === '' ? undefined : (languageOf(language, language) ?? undefined),
    phone: textOf(census, row, 'phone', 100),
  };
};

/** `Family, Given Middle`; without a comma the last word is taken for the family name, and said so. */
const patientName = (
  census: Census,
  row: Row,
): Pick<PatientFact, 'familyName' | 'givenName' | 'middleName'> => {
  const { columns, log } = census;
  const family = textOf(census, row, 'familyName', maxName);
  if (family)
    return {
      familyName: family,
      givenName: textOf(census, row, 'givenName', maxName) ?? '',
      middleName: textOf(census, row, 'middleName', maxName),
    };
  const field: CsvField = columns.has('name') ? 'name' : 'familyName';
  const whole = textOf(census, row, 'name', maxName);
  if (!whole) throw new Refusal(columns.place(row, field), 'The name is missing.');
  const { familyName, givenName, sure } = splitName(whole);
  if (!sure)
    log.warn(
      columns.place(row, field),
      'The name has no comma; its last word was taken for the family name.',
      `line ${row.line}`,
    );
  return { familyName, givenName };
};

const splitName = (whole: string): { familyName: string; givenName: string; sure: boolean } => {
  const comma = whole.indexOf(',');
  if (comma > 0)
    return {
      familyName: whole.slice(0, comma).trim(),
      givenName: whole
        .slice(comma + 1)
        .replaceAll(',', ' ')
        .replace(/\s+/g, ' ')
        .trim(),
      sure: true,
    };
  const words = whole.replaceAll(',', ' ').trim().split(/\s+/);
  if (words.length === 1) return { familyName: words[0]!, givenName: '', sure: true };
  return { familyName: words.at(-1)!, givenName: words.slice(0, -1).join(' '), sure: false };
};

const stayFields: readonly CsvField[] = [
  'visitNumber',
  'admitted',
  'discharged',
  'unit',
  'room',
  'bed',
  'class',
  'attending',
  'expectedDischarge',
];

const stayOf = (census: Census, row: Row, patient: PatientFact): EncounterFact | undefined => {
  const { columns } = census;
  if (!stayFields.some((field) => columns.cell(row, field) !== '')) return undefined;
  const admitted = timeOf(census, row, 'admitted', columns.cell(row, 'admittedTime'));
  const discharged = timeOf(census, row, 'discharged');
  if (admitted && discharged && isBefore(discharged, admitted))
    throw new Refusal(columns.place(row, 'discharged'), 'The discharge is before the admission.');
  if (admitted?.precision === 'day')
    census.log.warn(
      columns.place(row, 'admitted'),
      'The admission has a date but no time of day.',
      `line ${row.line}`,
    );
  const visit = textOf(census, row, 'visitNumber', maxIdentifier);
  const location = {
    unit: columns.cell(row, 'unit'),
    room: columns.cell(row, 'room'),
    bed: columns.cell(row, 'bed'),
  };
  const expected = timeOf(census, row, 'expectedDischarge');
  const attending = columns.cell(row, 'attending');
  return {
    key: 'stay',
    where: `line ${row.line}`,
    patient: { key: patient.key },
    event: 'state',
    visit: visit ? { assigners: [csvAssigner], type: 'VN', value: visit } : undefined,
    eventAt: null,
    class: classFact(census, row),
    status: discharged ? 'finished' : undefined,
    admittedAt: admitted?.instant ?? undefined,
    admittedTimeKnown: admitted ? admitted.precision === 'time' : undefined,
    dischargedAt: discharged?.instant ?? undefined,
    dischargeDisposition: textOf(census, row, 'disposition'),
    admitReason: textOf(census, row, 'reason'),
    expectedDischargeOn: expected
      ? (dateOfTime(expected, census.options.zone) ?? undefined)
      : undefined,
    location: location.unit || location.room || location.bed ? location : undefined,
    attending: attending === '' ? undefined : clinician(attending),
  };
};

const isBefore = (a: FeedTime, b: FeedTime): boolean =>
  a.precision === 'time' && b.precision === 'time' ? a.instant! < b.instant! : a.date! < b.date!;

const classFact = (census: Census, row: Row): EncounterFact['class'] => {
  const cell = census.columns.cell(row, 'class');
  if (cell === '') return census.mapping.everyClass;
  const found = classOfWord(cell);
  if (found) return found;
  if (census.options.observationCodes?.includes(cell.toUpperCase())) return 'observation';
  census.log.warn(
    census.columns.place(row, 'class'),
    'This class is not known; a new stay counts as outpatient.',
    `line ${row.line}`,
  );
  return census.mapping.everyClass;
};

/** `Dr. Imre Slatefield`, `Slatefield, Imre MD`. */
const clinician = (text: string): PractitionerFact => {
  const bare = text
    .replace(/^(dra?|doctora?)\.?\s+/i, '')
    .replace(/[,\s]+(m\.?d\.?|d\.?o\.?|np|pa(-c)?|aprn)\.?$/i, '')
    .trim();
  const { familyName, givenName } = splitName(bare || text);
  const prefix = bare === text ? undefined : 'Dr.';
  return {
    familyName: familyName.slice(0, maxName),
    givenName: givenName.slice(0, maxName),
    ...(prefix ? { prefix } : {}),
  };
};

const attendingMember = (stay: EncounterFact | undefined): CareTeamMemberFact[] => {
  const person = stay?.attending;
  if (!stay || !person) return [];
  const name = [person.prefix ?? '', person.givenName, person.familyName]
    .filter((part) => part !== '')
    .join(' ');
  return [
    {
      kind: 'careTeamMember',
      where: stay.where,
      patient: stay.patient,
      encounter: { key: stay.key },
      sourceKey: `team|attending|${fold(`${person.givenName} ${person.familyName}`)}`,
      name,
      role: 'Attending',
      practitioner: person,
      inError: false,
    },
  ];
};

const coverageOf = (census: Census, row: Row, patient: PatientFact): CoverageFact[] => {
  const payer = textOf(census, row, 'payer', 250);
  if (!payer) return [];
  return [
    {
      kind: 'coverage',
      where: `line ${row.line}`,
      patient: { key: patient.key },
      sourceKey: `csv|payer|${fold(payer)}`,
      payer,
      planClass: planClassOf(payer),
      rank: 1,
      memberNumber: textOf(census, row, 'memberNumber', maxIdentifier),
      inError: false,
    },
  ];
};
