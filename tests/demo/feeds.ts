/** The files that the run imports: the census of today from the generator, and the sample data where they lie. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { censusAsCsv, censusAsHl7, generateHospital } from '../../electron/demonstration';
import { instantOfLocal, localDateOf } from '../../shared/time';

const zone = 'America/New_York';
/** The census is that of the morning, as the stories tell it; in the night what has happened by then. */
const morning = '09:42';

/** Writes today's census into a folder, as HL7 and as CSV; answers the two files. */
export const writeCensus = (folder: string, assigner: string): { hl7: string; csv: string } => {
  const present = new Date().toISOString();
  const today = localDateOf(present, zone);
  const told = instantOfLocal(`${today}T${morning}`, zone);
  const data = generateHospital({
    today,
    now: present < told ? present : told,
    zone,
    seed: 'alderpoint',
    scale: 0,
  });
  mkdirSync(folder, { recursive: true });
  const files = { hl7: join(folder, 'census-today.hl7'), csv: join(folder, 'census-today.csv') };
  writeFileSync(files.hl7, censusAsHl7(data, { assigner }));
  writeFileSync(files.csv, censusAsCsv(data));
  return files;
};

/** All sample files below a folder: bundles and messages; none where the folder is not there. */
export const sampleFiles = (folder: string): string[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? sampleFiles(path) : [path]))
    .filter((path) => /\.(json|hl7)$/.test(path))
    .sort();
};
