import { expect, test } from 'vitest';
import { clinic, type Clinic } from '../support/clinic';

/** Tables that hold few rows whatever the hospital's size: reading them whole costs nothing. */
const small =
  /\b(hospital|unit|room|bed|user|credential|membership|assigner|setting|access_grant)\b/;

interface Stay {
  patientId: string;
  encounterId: string;
}

/** What the window asks for when a patient's file is opened, and what a save in it asks. */
const asks: [string, (c: Clinic, stay: Stay) => Promise<unknown>][] = [
  [
    'patients.open',
    ({ call, people }, { patientId }) => call(people.robin, 'patients.open', { patientId }),
  ],
  [
    'patients.file',
    ({ call, people }, { patientId }) => call(people.robin, 'patients.file', { patientId }),
  ],
  [
    'patients.conditions',
    ({ call, people }, { patientId }) =>
      call(people.robin, 'patients.conditions', { patientId, offset: 0, limit: 50 }),
  ],
  [
    'patients.timeline',
    ({ call, people }, { patientId }) =>
      call(people.robin, 'patients.timeline', { patientId, kind: null, before: null, limit: 50 }),
  ],
  [
    'notes.ofPatient',
    ({ call, people }, { patientId }) =>
      call(people.robin, 'notes.ofPatient', { patientId, offset: 0, limit: 20 }),
  ],
  [
    'tasks.ofEncounter',
    ({ call, people }, { encounterId }) => call(people.robin, 'tasks.ofEncounter', { encounterId }),
  ],
  [
    'caseload.peek',
    ({ call, people }, { encounterId }) => call(people.robin, 'caseload.peek', { encounterId }),
  ],
  [
    'a task done',
    async ({ call, people }, { encounterId }) => {
      const [task] = await call(people.robin, 'tasks.ofEncounter', { encounterId });
      const { id, rowVersion } = task!;
      await call(people.robin, 'tasks.setDone', { id, rowVersion, done: true });
    },
  ],
];

test.each(asks)(
  '%s is answered by indexes, never by reading a table through',
  async (_name, ask) => {
    const c = await clinic();
    const stay = await c.stay();
    const { encounterId } = stay;
    await c.call(c.people.robin, 'tasks.add', {
      ...{ encounterId, title: 'Call the daughter', detail: null, kind: 'tk-other' },
      ...{ ownerId: null, dueAt: null, dueOn: null },
    });
    const asked: { sql: string; bindings: readonly unknown[] }[] = [];
    c.store.knex.on('query', ({ sql, bindings }) => {
      if (/^select/i.test(sql)) asked.push({ sql, bindings });
    });
    await ask(c, stay);
    c.store.knex.removeAllListeners('query');
    expect(asked.length).toBeGreaterThan(0);
    const scans: string[] = [];
    for (const { sql, bindings } of asked) {
      const steps = (await c.store.knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as string[])) as {
        detail: string;
      }[];
      scans.push(
        ...steps
          .map(({ detail }) => detail)
          .filter((detail) => /^SCAN/.test(detail) && !small.test(detail)),
      );
    }
    expect(scans).toEqual([]);
  },
);
