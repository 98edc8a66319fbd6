/** The census of the units as a spreadsheet: one row a bed that is taken. */
import { localOf } from '../../shared/time';
import type { Cell } from './book';
import { censusOf } from './census';
import type { HospitalData } from './generate';

const headers = [
  'Unit',
  'Bed',
  'MRN',
  'Name',
  'Birth Date',
  'Sex',
  'Visit',
  'Admitted',
  'Class',
  'Attending',
  'Payer',
  'Member',
  'EDD',
  'Reason',
];

const quoted = (value: Cell | undefined): string => {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The active stays in order of bed; times are local, dates YYYY-MM-DD. */
export const censusAsCsv = (data: HospitalData): string => {
  const rows = censusOf(data)
    .filter(({ encounter }) => encounter.active === 1)
    .map(({ patient, encounter, unitName, admittedAt, attending, coverage }) => [
      unitName,
      encounter.bedLabel ?? null,
      patient.mrn ?? null,
      `${patient.familyName ?? ''}, ${patient.givenName ?? ''}`,
      patient.birthDate ?? null,
      patient.sex ?? null,
      encounter.visitNumber ?? null,
      localOf(admittedAt, data.options.zone).replace('T', ' '),
      encounter.class ?? null,
      attending
        ? [attending.prefix, attending.given, attending.family].filter(Boolean).join(' ')
        : null,
      coverage[0]?.payer ?? null,
      coverage[0]?.memberNumber ?? null,
      encounter.expectedDischargeOn ?? null,
      encounter.admitReason ?? null,
    ])
    .sort((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1));
  return [headers, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
};
