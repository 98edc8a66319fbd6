/**
 * What Knex, schemas, permission and audit cost over the bare statements. The floor is one raw
 * statement and one raw insert into the audit, in one commit: no history, no check, no chain.
 */
import type Database from '@signalapp/sqlcipher';
import { openRaw } from '../../db/sqlcipher/open';
import { closeStore } from '../../electron/services/open-record';
import { callerOf, type Caller } from './callers';
import { against, atMost, type Figure } from './figures';
import { benchNow, caseManager, openHospital, type BenchHospital } from './hospitals';
import { eachOf, interleaved, type Measure } from './rounds';

const rounds = 9;
const callsPerRound = 40;
const ratioGoal = 3;
const longestMs = 2;

const auditInsert = `INSERT INTO audit (seq, at, "userId", role, workstation, action, "patientId",
  "encounterId", "recordType", "recordId", "versionBefore", "versionAfter", outcome, mac)
  VALUES (?, ?, ?, 'caseManager', 'bench', ?, ?, ?, ?, ?, ?, ?, 'ok', ?)`;
const mac = 'f'.repeat(64);

interface Subject {
  userId: string;
  patientId: string;
  encounterId: string;
  taskId: string;
}

/** Raw work on a connection of its own, to a copy of the same hospital. */
const rawMeasures = (db: Database, subject: Subject): { get: Measure; save: Measure } => {
  const { userId, patientId, encounterId, taskId } = subject;
  let seq = Number(db.prepare('SELECT max(seq) AS seq FROM audit').get()?.['seq']);
  const [begin, commit] = [db.prepare('BEGIN'), db.prepare('COMMIT')];
  const insert = db.prepare(auditInsert);
  const read = db.prepare('SELECT * FROM patient WHERE id = ?');
  const write = db.prepare(
    `UPDATE task SET status = ?, open = ?, "completedAt" = ?, "completedBy" = ?,
      "rowVersion" = "rowVersion" + 1, "updatedAt" = ?, "updatedBy" = ? WHERE id = ?`,
  );
  const committed = (work: () => unknown, action: string, record: string): void => {
    begin.run();
    work();
    seq += 1;
    const entry = [action, patientId, encounterId, record, record === 'task' ? taskId : patientId];
    insert.run([seq, benchNow, userId, ...entry, null, null, mac]);
    commit.run();
  };
  let done = true;
  return {
    get: eachOf(callsPerRound, () => committed(() => read.get([patientId]), 'get', 'patient')),
    save: eachOf(callsPerRound, () => {
      done = !done;
      const closed = done ? benchNow : null;
      const status = done ? 'completed' : 'requested';
      const values = [status, done ? 0 : 1, closed, closed && userId, benchNow, userId, taskId];
      committed(() => write.run(values), 'save', 'task');
    }),
  };
};

const serviceMeasures = (caller: Caller, subject: Subject): { get: Measure; save: Measure } => {
  let rowVersion = 0;
  let done = true;
  return {
    get: eachOf(callsPerRound, () =>
      caller.call('patients.open', { patientId: subject.patientId }),
    ),
    save: async () => {
      const tasks = await caller.call('tasks.ofEncounter', { encounterId: subject.encounterId });
      rowVersion = tasks.find(({ id }) => id === subject.taskId)!.rowVersion;
      const each = eachOf(callsPerRound, async () => {
        done = !done;
        const saved = await caller.call('tasks.setDone', { id: subject.taskId, rowVersion, done });
        rowVersion = saved.rowVersion;
      });
      return each();
    },
  };
};

const subjectOf = async ({ call, user }: Caller): Promise<Subject> => {
  const list = await call('caseload.list', {
    ...{ scope: { kind: 'mine' }, text: '', filters: [], offset: 0, limit: 50 },
    sort: { by: 'bed', direction: 'asc' },
  });
  const stay = list.rows.find((row) => row.kind === 'stay')!;
  const { patientId, encounterId } = stay;
  const [task] = await call('tasks.ofEncounter', { encounterId });
  return { userId: user.id, patientId, encounterId, taskId: task!.id };
};

/** Get and save, over raw and in milliseconds; `raw` is a copy of the same hospital. */
export const measureService = async (
  hospital: BenchHospital,
  raw: BenchHospital,
): Promise<Figure[]> => {
  const store = await openHospital(hospital);
  const db = openRaw(raw);
  try {
    const caller = await callerOf(store, caseManager);
    const subject = await subjectOf(caller);
    const floor = rawMeasures(db, subject);
    const service = serviceMeasures(caller, subject);
    const ms = await interleaved(
      { get: service.get, rawGet: floor.get, save: service.save, rawSave: floor.save },
      { rounds, warmUp: 2 },
    );
    return [
      against('service layer, single get on record, over raw', ms.get, ms.rawGet, ratioGoal),
      against('service layer, single save, over raw', ms.save, ms.rawSave, ratioGoal),
      atMost('service layer, single get on record', ms.get, longestMs),
      atMost('service layer, single save', ms.save, longestMs),
    ];
  } finally {
    db.close();
    await closeStore(store);
  }
};
