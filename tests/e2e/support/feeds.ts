/** Files that a story imports: written into a folder of their own, as a feed or a census would be. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The path of a new file of that name. */
export const feedFile = (name: string, text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'liaison-feed-')), name);
  writeFileSync(path, text);
  return path;
};

const ashgrove = {
  bed: '508-2',
  mrn: '9904618',
  name: 'Ashgrove, Milo',
  birthDate: '1955-09-09',
  sex: 'M',
  admitted: '2026-03-09 10:10',
  class: 'Inpatient',
  attending: 'Dr. Imre Slatefield',
  payer: 'Northplan',
  expectedDischarge: '2026-03-14',
  unit: '5 West',
};

/** A row of `census`: Milo Ashgrove's, but for what a story needs otherwise. */
export const censusRow = (more: Partial<typeof ashgrove> = {}): string[] =>
  Object.values({ ...ashgrove, ...more });
