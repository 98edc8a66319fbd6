/** A small ward for tests of care plans: two people who sign in, one patient, one stay. */
import { insertRecord } from '../../db/records';
import { carePlanEditorHandlers } from '../../electron/services/careplan-editor';
import { carePlanParticipantHandlers } from '../../electron/services/careplan-participants';
import { carePlanReviewHandlers } from '../../electron/services/careplan-review';
import { carePlanTemplateHandlers } from '../../electron/services/careplan-templates';
import { carePlanWalkHandlers } from '../../electron/services/careplan-walks';
import { carePlanHandlers } from '../../electron/services/careplans';
import type { AuditNote, CallContext } from '../../electron/ipc/context';
import type { carePlanParticipantCalls } from '../../shared/contract/careplan-participants';
import type { carePlanReviewCalls } from '../../shared/contract/careplan-review';
import type { carePlanEditorCalls } from '../../shared/contract/careplan-editor';
import type { carePlanTemplateCalls } from '../../shared/contract/careplan-templates';
import type { carePlanWalkCalls } from '../../shared/contract/careplan-walks';
import type { carePlanCalls } from '../../shared/contract/careplans';
import type { CallDeclaration } from '../../shared/contract/define';
import { testNow, testStore, type TestStore } from './store';

type Calls = typeof carePlanCalls &
  typeof carePlanEditorCalls &
  typeof carePlanTemplateCalls &
  typeof carePlanParticipantCalls &
  typeof carePlanReviewCalls &
  typeof carePlanWalkCalls;
const handlers = {
  ...carePlanHandlers,
  ...carePlanEditorHandlers,
  ...carePlanTemplateHandlers,
  ...carePlanParticipantHandlers,
  ...carePlanReviewHandlers,
  ...carePlanWalkHandlers,
};
type Input<K extends keyof Calls> = Calls[K] extends CallDeclaration<infer I, unknown> ? I : never;
type Output<K extends keyof Calls> = Exclude<Calls[K]['output'], undefined>;

export interface Ward {
  store: TestStore;
  patientId: string;
  encounterId: string;
  unitId: string;
  /** Robin Elmcrest, RN, and Dana Oakes. */
  robin: string;
  dana: string;
  /** Robin in the care team, and the patient's daughter. */
  memberId: string;
  relativeId: string;
  /** Runs a use case in a transaction of its own, as that person at that instant. */
  call: <K extends keyof Calls>(
    name: K,
    input: Input<K>,
    as?: { userId?: string; now?: string; confirmedAt?: string },
  ) => Promise<Output<K>>;
  notes: AuditNote[];
}

/** The hospital's zone in tests. */
export const testZone = 'America/New_York';

/** An encrypted store with a ward in it. */
export const ward = async (): Promise<Ward> => {
  const store = await testStore();
  const system = { userId: 'set-up', at: testNow };
  const ids = await store.transaction(async (trx) => {
    const insert = async (table: string, values: Record<string, string | number | null>) =>
      (await insertRecord(trx, table, values, system)).id;
    await insert('hospital', {
      name: 'Alderpoint General Hospital',
      zone: testZone,
      helpDesk: '555-0100',
    });
    const unitId = await insert('unit', { name: '5 West' });
    const roomId = await insert('room', { unitId, name: '508' });
    const bedId = await insert('bed', { roomId, name: '508-1' });
    const person = async (givenName: string, familyName: string) => {
      const userId = await insert('user', {
        signInName: givenName.toLowerCase(),
        givenName,
        familyName,
        role: 'caseManager',
      });
      await insert('membership', { userId, unitId });
      return userId;
    };
    const robin = await person('Robin', 'Elmcrest');
    const dana = await person('Dana', 'Oakes');
    await insert('credential', { userId: robin, kind: 'RN', expiresOn: '2027-01-31' });
    await insert('credential', { userId: dana, kind: 'LSW', expiresOn: '2026-03-01' });
    const patientId = '0195a000-0000-7000-8000-000000000001';
    await insert('patient', {
      id: patientId,
      survivorId: patientId,
      familyName: 'Hazelmere',
      givenName: 'Ruth',
      nameFolded: 'hazelmere ruth',
      birthDate: '1941-03-14',
      sex: 'female',
      mrn: '9904588',
    });
    const encounterId = await insert('encounter', {
      patientId,
      class: 'inpatient',
      status: 'in-progress',
      active: 1,
      visitNumber: '26-07731',
      unitId,
      bedId,
      bedLabel: '508-1',
      admittedAt: '2026-03-07T21:20:00.000Z',
      expectedDischargeOn: '2026-03-13',
      plannedDisposition: 'snf',
      admitReason: 'Right hip fracture, hemiarthroplasty Mar 8',
      caseManagerId: robin,
    });
    const memberId = await insert('care_team_member', {
      ...{ patientId, encounterId, userId: robin },
      ...{ name: 'Robin Elmcrest', role: 'case manager', phone: '555-0142' },
    });
    const relativeId = await insert('related_person', {
      ...{ patientId, name: 'Clover Hazelmere', relationship: 'Daughter', phone: '555-0163' },
    });
    return { unitId, robin, dana, patientId, encounterId, memberId, relativeId };
  });
  const notes: AuditNote[] = [];
  return {
    store,
    ...ids,
    notes,
    call: (name, input, as = {}) => {
      const now = as.now ?? testNow;
      return store.transaction((trx) => {
        const ctx: CallContext = {
          trx,
          user: {
            id: as.userId ?? ids.robin,
            signInName: 'robin',
            givenName: 'Robin',
            familyName: 'Elmcrest',
            role: 'caseManager',
            unitIds: [ids.unitId],
            mustChangePassphrase: false,
            confirmedAt: as.confirmedAt ?? now,
          },
          actor: { userId: as.userId ?? ids.robin, at: now },
          now,
          zone: testZone,
          clock: { now: () => now, zone: () => testZone },
          patientId: ids.patientId,
          encounterId: ids.encounterId,
          note: (note) => void notes.push(note),
          entry: (note) => void notes.push(note),
          saw: () => undefined,
        };
        return (handlers[name] as (c: CallContext, i: unknown) => Promise<never>)(ctx, input);
      });
    },
  };
};

/** A plan with one problem, one goal and one participant: everything that signing asks for. */
export const readyPlan = async (w: Ward) => {
  const { id } = await w.call('careplans.create', {
    encounterId: w.encounterId,
    title: 'Hip fracture',
  });
  const problem = await w.call('careplans.addProblem', {
    carePlanId: id,
    title: 'Cannot yet walk safely',
    source: null,
    conditionId: null,
  });
  const goal = await w.call('careplans.addGoal', {
    problemId: problem.id,
    description: 'Walk 150 ft with a walker',
  });
  await w.call('careplans.changeGoal', {
    id: goal.id,
    rowVersion: goal.rowVersion,
    fields: { measure: 'Distance walked', target: '150 ft', dueOn: '2026-03-27' },
  });
  const plan = await w.call('careplans.get', { id });
  await w.call('careplans.change', {
    id,
    rowVersion: plan.rowVersion,
    fields: { reviewOn: '2026-03-13', agreement: 'agrees' },
  });
  await w.call('careplans.addParticipants', { id, people: [{ memberId: w.memberId }] });
  return { planId: id, problemId: problem.id, goalId: goal.id };
};

/** Signs the plan as it stands. */
export const sign = async (
  w: Ward,
  planId: string,
  as?: { userId?: string; now?: string; confirmedAt?: string },
) => {
  const { rowVersion, stamp } = await w.call('careplans.get', { id: planId });
  return w.call('careplans.activate', { id: planId, rowVersion, stamp }, as);
};
