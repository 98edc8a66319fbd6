/** What encryption costs: one mixed workload over the same hospital, encrypted and plain, by one driver. */
import { closeStore } from '../../electron/services/open-record';
import { callerOf } from './callers';
import { against, type Figure } from './figures';
import { caseManager, openHospital, type BenchHospital } from './hospitals';
import { interleaved, timed, type Measure } from './rounds';

const goal = 1.1;
/** Patients opened in a round of work: each with their file, notes and tasks, a task and a note added. */
const patientsPerRound = 8;

/** Work of a case manager: the list, then patient after patient. */
const workOf = async (
  hospital: BenchHospital,
): Promise<{ measure: Measure; close: () => Promise<void> }> => {
  const store = await openHospital(hospital);
  const { call } = await callerOf(store, caseManager);
  const work = async (): Promise<void> => {
    const { rows } = await call('caseload.list', {
      ...{ scope: { kind: 'all' }, text: '', filters: [], offset: 0, limit: 50 },
      sort: { by: 'edd', direction: 'asc' },
    });
    for (const row of rows.slice(0, patientsPerRound)) {
      if (row.kind !== 'stay') continue;
      const { patientId, encounterId } = row;
      await call('patients.open', { patientId });
      await call('patients.file', { patientId });
      await call('notes.ofPatient', { patientId, offset: 0, limit: 20 });
      const tasks = await call('tasks.ofEncounter', { encounterId });
      const { id, rowVersion, completedAt } = tasks[0]!;
      await call('tasks.setDone', { id, rowVersion, done: completedAt === null });
      await call('notes.add', { patientId, encounterId, text: 'Daughter asked about the ride.' });
    }
  };
  return { measure: () => timed(work), close: () => closeStore(store) };
};

/** `plain` holds what `encrypted` holds. */
export const measureEncryption = async (
  encrypted: BenchHospital,
  plain: BenchHospital,
  rounds: number,
): Promise<Figure> => {
  const works = [await workOf(encrypted), await workOf(plain)] as const;
  try {
    const ms = await interleaved(
      { encrypted: works[0].measure, plain: works[1].measure },
      { rounds, warmUp: 2 },
    );
    return against('encrypted over plain, mixed workload', ms.encrypted, ms.plain, goal);
  } finally {
    for (const { close } of works) await close();
  }
};
