/** The demonstration hospital: invented people, so that Liaison can be looked at and measured. */
export { tableOrder, type Row, type Rows, type TableName } from './book';
export { censusAsCsv } from './feed-csv';
export { censusAsHl7 } from './feed-hl7';
export { federalHolidays, holidaysAround, type Holiday } from './federal-holidays';
export {
  generateHospital,
  generateHospitalCalmly,
  type HospitalData,
  type HospitalOptions,
} from './generate';
export { demonstrationPassphrase, signInNameOf } from './hospital';
export { loadSize, referenceLoad, writeReferenceLoad, type LoadOptions } from './reference-load';
export { setUpUnits } from './set-up-units';
export { anchorDay } from './story-time';
export { writeHospital, writeRows, type WriteOptions } from './write';
