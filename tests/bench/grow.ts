/**
 * Ten years from one: the generator's past stays are copied inside the store, each copy under ids and
 * numbers of its own. A copy costs the engine a twentieth of what telling the stays anew would.
 */
import type Database from '@signalapp/sqlcipher';

/** Tables of past stays with the columns that name a patient, a stay or themselves, by owner. */
const tables = [
  ['patient', 'id', ['id', 'survivorId'], 'patient'],
  ['patient_identifier', 'patientId', ['id', 'patientId'], 'patient'],
  ['coverage', 'patientId', ['id', 'patientId'], 'patient'],
  ['encounter', 'id', ['id', 'patientId'], 'encounter'],
  ['encounter_class_period', 'encounterId', ['id', 'encounterId'], 'encounter'],
  ['encounter_location', 'encounterId', ['id', 'encounterId'], 'encounter'],
  ['edd_move', 'encounterId', ['id', 'encounterId'], 'encounter'],
  ['encounter_fact', 'encounterId', ['encounterId'], 'encounter'],
  ['condition', 'encounterId', ['id', 'encounterId', 'patientId'], 'encounter'],
  ['task', 'encounterId', ['id', 'encounterId', 'patientId'], 'encounter'],
  ['note', 'encounterId', ['id', 'encounterId', 'patientId'], 'encounter'],
] as const;

/** Columns that hold a number given once: the copy's mark stands before it. */
const numbers = new Set(['visitNumber', 'mrn', 'value', 'sourceKey']);

/**
 * The id under which a copy keeps a record: still a UUIDv7, of an earlier time than any real one's
 * second digit tells, so that each copy is appended as its own block.
 */
const idOfCopy = (column: string): string => `printf('%02x', :copy + 1) || substr("${column}", 3)`;

const expression = (column: string, ids: readonly string[]): string => {
  if (ids.includes(column)) return idOfCopy(column);
  if (numbers.has(column)) return `"${column}" || '-' || :copy`;
  return `"${column}"`;
};

/** Copies every past stay until the store holds about `encounters`; the active stays are not copied. */
export const growTo = (db: Database, encounters: number): void => {
  db.exec(`CREATE TEMP TABLE past_encounter AS SELECT "id", "patientId" FROM "encounter" WHERE "active" = 0;
    CREATE TEMP TABLE past_patient AS SELECT DISTINCT "patientId" AS "id" FROM past_encounter
      WHERE "patientId" NOT IN (SELECT "patientId" FROM "encounter" WHERE "active" = 1);
    DELETE FROM past_encounter WHERE "patientId" NOT IN (SELECT "id" FROM past_patient);`);
  const past = Number(db.prepare('SELECT count(*) AS n FROM past_encounter').get()?.['n']);
  const present = Number(db.prepare('SELECT count(*) AS n FROM "encounter"').get()?.['n']);
  const copies = Math.round((encounters - present) / past);
  db.exec('BEGIN');
  for (let copy = 1; copy <= copies; copy += 1) {
    for (const [table, owner, ids, of] of tables) {
      const columns = db.pragma(`table_info("${table}")`).map((row) => String(row['name']));
      const names = columns.map((name) => `"${name}"`).join(', ');
      const values = columns.map((name) => expression(name, ids)).join(', ');
      db.prepare(
        `INSERT INTO "${table}" (${names}) SELECT ${values} FROM "${table}"
          WHERE "${owner}" IN (SELECT "id" FROM past_${of})`.replaceAll(':copy', String(copy)),
      ).run();
    }
  }
  db.exec('COMMIT');
  db.exec('DROP TABLE past_encounter; DROP TABLE past_patient');
};
