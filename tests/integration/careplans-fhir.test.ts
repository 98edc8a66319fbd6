import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAuditKey } from '../../db/audit';
import { loadPlan } from '../../db/careplans';
import { insertRecord } from '../../db/records';
import type { Host } from '../../electron/host';
import type { CallContext } from '../../electron/ipc/context';
import { omit } from '../../electron/interop/fhir/care-plan-bundle';
import { documentHandlers, documentOwnHandlers } from '../../electron/services/documents';
import { contentOf } from '../../shared/careplans/plan';
import type { PlanContent } from '../../shared/careplans/version';
import { readyPlan, sign, testZone, ward, type Ward } from '../support/careplans';
import { hospital, type Hospital } from '../support/feeds';
import { testNow, type TestStore } from '../support/store';

const today = '2026-03-12';

/** Saves version 1 as a person does, and answers the file's text. */
const saved = async (w: Ward, planId: string): Promise<string> => {
  await w.store.transaction(createAuditKey);
  const folder = join(w.store.folder, 'saved');
  await mkdir(folder, { recursive: true });
  const user = { id: w.robin, role: 'caseManager', givenName: 'Robin', familyName: 'Elmcrest' };
  const path = join(folder, 'plan.json');
  const host = {
    clock: { now: () => testNow, zone: () => testZone },
    workstation: 'ward-1',
    jobs: new Map<string, AbortController>(),
    locking: false,
    record: { kind: 'real', store: w.store, user },
    ports: { saveFile: async () => path },
  } as unknown as Host;
  const { jobId } = await w.store.transaction((trx) =>
    documentHandlers['documents.prepareCarePlan'](
      {
        trx,
        now: testNow,
        zone: testZone,
        user,
        patientId: w.patientId,
        note: () => undefined,
        saw: () => undefined,
      } as unknown as CallContext,
      { carePlanId: planId, version: 1, paper: 'letter', language: 'en' },
    ),
  );
  expect(await documentOwnHandlers['documents.saveFhir'](host, { jobId })).toEqual({ saved: true });
  return readFile(path, 'utf8');
};

/** The patient with a record number, as every patient of a hospital has one. */
const numbered = (w: Ward) =>
  w.store.transaction(async (trx) => {
    const actor = { userId: w.robin, at: testNow };
    const assigner = await insertRecord(trx, 'assigner', { name: 'Stonebridge', isOurs: 1 }, actor);
    await insertRecord(
      trx,
      'patient_identifier',
      { patientId: w.patientId, assignerId: assigner.id, type: 'MR', value: '9904588' },
      actor,
    );
  });

/** A signed plan with all that a plan can hold. */
const fullPlan = async (w: Ward): Promise<string> => {
  const { planId, problemId, goalId } = await readyPlan(w);
  const activity = await w.call('careplans.addActivity', {
    problemId,
    description: 'Walk with the patient twice a day',
  });
  await w.call('careplans.changeActivity', {
    id: activity.id,
    rowVersion: activity.rowVersion,
    fields: { owner: { userId: null, name: 'Teo Larkhill' }, frequency: 'Twice a day' },
  });
  await w.call('careplans.addBarrier', {
    problemId,
    category: 'equipment-oxygen',
    title: 'No walker at home',
    detail: 'Ordered on Monday',
    severity: 'high',
    removableBy: 'Equipment company',
    ownerId: null,
    dueAt: '2026-03-13T21:00:00.000Z',
  });
  await w.call('careplans.recordProgress', {
    goalId,
    at: '2026-03-11T15:00:00.000Z',
    value: '60 ft',
    statement: 'With the walker, one rest',
    achievementStatus: 'improving',
  });
  await sign(w, planId);
  return planId;
};

/** Words and figures of a plan, without the ids and people of its hospital. */
const words = ({ problems, title, reviewOn }: PlanContent) => ({
  title,
  reviewOn,
  problems: problems.map((problem) => ({
    title: problem.title,
    ownWords: problem.ownWords,
    goals: problem.goals.map(({ progress, ...goal }) => ({
      ...omit(goal, ['id']),
      progress: progress.map((point) => omit(point, ['id', 'byName'])),
    })),
    activities: problem.activities.map((one) => omit(one, ['id', 'ownerId', 'goalId'])),
    barriers: problem.barriers.map((one) =>
      omit(one, ['id', 'ownerId', 'ownerName', 'goalId', 'activityId']),
    ),
  })),
});

const planIn = async (store: TestStore, id: string) =>
  words(contentOf(await store.transaction((trx) => loadPlan(trx, id, today))));
const planOf = async ({ store, rows }: Hospital) => {
  const [plan] = await rows<{ id: string }>('care_plan');
  return planIn(store, plan!.id);
};

test('a plan leaves as a FHIR bundle, on record, and another hospital reads all of it', async () => {
  const w = await ward();
  await numbered(w);
  const planId = await fullPlan(w);
  const text = await saved(w, planId);
  expect(await w.store.knex('document').first()).toMatchObject({
    carePlanId: planId,
    version: 1,
    purpose: 'save',
    paper: null,
    pages: null,
    createdBy: w.robin,
  });
  expect(await w.store.knex('audit').first()).toMatchObject({
    action: 'documents.saveFhir',
    patientId: w.patientId,
  });
  const other = await hospital();
  await other.apply(text, { name: 'plan.json' });
  const sent = await planIn(w.store, planId);
  expect(await planOf(other)).toEqual(sent);
  expect(sent.problems[0]!.goals[0]!.progress).toHaveLength(1);
  expect(sent.problems[0]!.barriers).toHaveLength(1);
  // Its interventions are no orders of the patient, and the same file again changes nothing.
  expect(await other.rows('service_request')).toEqual([]);
  await other.apply(text, { name: 'plan.json', now: '2026-03-13T10:00:00.000Z' });
  expect(await other.rows('care_plan')).toHaveLength(1);
  expect(await planOf(other)).toEqual(sent);
});
