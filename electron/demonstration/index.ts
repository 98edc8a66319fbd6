/** The demonstration hospital: invented people, so that Liaison can be looked at and measured. */
export { tableOrder, type Row, type Rows, type TableName } from './book';
export { federalHolidays, holidaysAround, type Holiday } from './federal-holidays';
export { generateHospital, type HospitalData, type HospitalOptions } from './generate';
export { demonstrationPassphrase, signInNameOf } from './hospital';
export { anchorDay } from './story-time';
export { writeHospital, writeRows, type WriteOptions } from './write';
