import { lockRecord } from '../../electron/services/lock';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createAuditKey } from '../../db/audit';
import { insertRecord } from '../../db/records';
import { loadFonts, renderCarePlan } from '../../electron/documents/render';
import type { Host } from '../../electron/host';
import type { CallContext } from '../../electron/ipc/context';
import { documentHandlers, documentOwnHandlers } from '../../electron/services/documents';
import { readyPlan, sign, testZone, ward, type Ward } from '../support/careplans';
import { fontFolder } from '../support/care-plan-print';
import { flowText, pageTexts } from '../support/pdf-text';
import { testNow } from '../support/store';

beforeAll(() => loadFonts(fontFolder));

/** The ward with a host around it, as main makes one: its answers to dialogs are the test's. */
const printing = async (saveAs: (folder: string) => string | null = () => null) => {
  const w = await ward();
  await w.store.transaction(createAuditKey);
  const user = userOf(w);
  const folder = join(w.store.folder, 'saved');
  await mkdir(folder);
  let stopped = 0;
  const host = {
    clock: { now: () => testNow, zone: () => testZone },
    workstation: 'ward-1',
    jobs: new Map<string, AbortController>(),
    locking: false,
    record: { kind: 'real', store: w.store, user },
    pdf: { carePlan: renderCarePlan, stop: async () => void (stopped += 1) },
    ports: {
      saveFile: async () => saveAs(folder),
      printDocument: async () => ({ printed: true, problem: null }),
      pagesDrawn: () => undefined,
    },
  } as unknown as Host;
  const prepare = (carePlanId: string, version: number | null = null) =>
    w.store.transaction((trx) =>
      documentHandlers['documents.prepareCarePlan'](
        {
          trx,
          user,
          actor: { userId: user.id, at: testNow },
          now: testNow,
          zone: testZone,
          clock: host.clock,
          patientId: w.patientId,
          encounterId: w.encounterId,
          note: () => undefined,
          entry: () => undefined,
          saw: () => undefined,
        } satisfies CallContext,
        { carePlanId, version, paper: 'letter', language: 'en' },
      ),
    );
  return { w, host, folder, prepare, stops: () => stopped };
};

const userOf = (w: Ward): CallContext['user'] => ({
  id: w.robin,
  signInName: 'robin',
  givenName: 'Robin',
  familyName: 'Elmcrest',
  role: 'caseManager',
  unitIds: [w.unitId],
  mustChangePassphrase: false,
  confirmedAt: testNow,
});

test('the draft of a plan prints as a draft, a signed version as signed', async () => {
  const { w, host, prepare } = await printing();
  const { planId } = await readyPlan(w);
  const draft = await prepare(planId);
  expect(draft.draft).toBe(true);
  const { bytes, pages } = await documentOwnHandlers['documents.pdf'](host, draft);
  expect(pageTexts(bytes)).toHaveLength(pages);
  expect(flowText(bytes)).toContain('DRAFT, not signed');
  await sign(w, planId);
  const signed = await prepare(planId);
  expect(signed.draft).toBe(false);
  const text = flowText((await documentOwnHandlers['documents.pdf'](host, signed)).bytes);
  expect(text).toContain('Version 1, active');
  expect(text).toContain('Signed electronically by Robin Elmcrest, RN');
});

test('the newest version prints with progress of today, an older one as it was signed', async () => {
  const { w, host, prepare } = await printing();
  const { planId, goalId } = await readyPlan(w);
  await sign(w, planId);
  const { rowVersion } = (await w.call('careplans.get', { id: planId })).problems[0]!.goals[0]!;
  await w.call('careplans.changeGoal', { id: goalId, rowVersion, fields: { target: '200 ft' } });
  await sign(w, planId);
  await w.call('careplans.recordProgress', {
    goalId,
    at: null,
    value: '61 ft',
    statement: null,
    achievementStatus: 'improving',
  });
  const textOf = async (version: number) =>
    flowText(
      (await documentOwnHandlers['documents.pdf'](host, await prepare(planId, version))).bytes,
    );
  const newest = await textOf(2);
  expect(newest).toContain('61 ft');
  expect(newest).toContain('Version 2 replaces version 1');
  expect(newest).toContain('Changed: 1 goal changed.');
  const older = await textOf(1);
  expect(older).not.toContain('61 ft');
  expect(older).toContain('150 ft');
});

test('the stay’s facts stand under the head', async () => {
  const { w, host, prepare } = await printing();
  const { planId } = await readyPlan(w);
  await w.store.transaction(async (trx) => {
    const by = { userId: w.robin, at: testNow };
    const of = { patientId: w.patientId };
    await insertRecord(
      trx,
      'allergy',
      { ...of, kind: 'allergy', substance: 'Sulfa antibiotics' },
      by,
    );
    await insertRecord(
      trx,
      'coverage',
      { ...of, payer: 'Northplan', planClass: 'medicareAdvantage' },
      by,
    );
    await insertRecord(
      trx,
      'related_person',
      {
        ...of,
        name: 'Clover Hazelmere',
        relationship: 'Daughter',
        roles: 'healthCareAgent,caregiver',
      },
      by,
    );
    await insertRecord(
      trx,
      'care_team_member',
      { ...of, encounterId: w.encounterId, name: 'Joss Fenwillow, PT', role: 'pt' },
      by,
    );
  });
  const text = flowText(
    (await documentOwnHandlers['documents.pdf'](host, await prepare(planId))).bytes,
  );
  for (const words of [
    'Allergy: Sulfa antibiotics',
    'Northplan',
    'Agent: Clover Hazelmere, daughter',
    'Joss Fenwillow, PT',
    'Physical therapy',
    'Skilled nursing facility',
  ])
    expect(text).toContain(words);
});

test('saving writes the file where the person said and puts it on record', async () => {
  const { w, host, folder, prepare } = await printing((to) => join(to, 'plan.pdf'));
  const { planId } = await readyPlan(w);
  const job = await prepare(planId);
  expect(job.fileName).not.toContain('Hazelmere');
  expect(await documentOwnHandlers['documents.save'](host, job)).toEqual({ saved: true });
  const bytes = await readFile(join(folder, 'plan.pdf'));
  expect(flowText(bytes)).toContain('Hazelmere, Ruth');
  expect(await w.store.knex('document').first()).toMatchObject({
    patientId: w.patientId,
    carePlanId: planId,
    version: null,
    purpose: 'save',
    paper: 'letter',
    createdBy: w.robin,
  });
  expect(await w.store.knex('audit').first()).toMatchObject({
    action: 'documents.save',
    patientId: w.patientId,
    outcome: 'ok',
  });
});

test('a closed dialog saves nothing and records nothing', async () => {
  const { w, host, folder, prepare } = await printing(() => null);
  const { planId } = await readyPlan(w);
  expect(await documentOwnHandlers['documents.save'](host, await prepare(planId))).toEqual({
    saved: false,
  });
  expect(await readdir(folder)).toEqual([]);
  expect(await w.store.knex('document')).toEqual([]);
});

test('a folder that cannot be written is told in words, and nothing is on record', async () => {
  const { w, host, prepare } = await printing((to) => join(to, 'missing', 'plan.pdf'));
  const { planId } = await readyPlan(w);
  await expect(
    documentOwnHandlers['documents.save'](host, await prepare(planId)),
  ).rejects.toMatchObject({ detail: { key: 'documents.cannotWrite' } });
  expect(await w.store.knex('document')).toEqual([]);
});

test('what cannot be put on record does not leave', async () => {
  const { w, host, folder, prepare } = await printing((to) => join(to, 'plan.pdf'));
  const { planId } = await readyPlan(w);
  const job = await prepare(planId);
  await w.store.knex('secret').del();
  await expect(documentOwnHandlers['documents.save'](host, job)).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
  expect(await w.store.knex('document')).toEqual([]);
});

test('nothing is written when the record locked while the dialog stood open', async () => {
  const opened: { host: Host | null } = { host: null };
  const { w, host, folder, prepare } = await printing((to) => {
    if (opened.host) opened.host.record = null;
    return join(to, 'plan.pdf');
  });
  opened.host = host;
  const { planId } = await readyPlan(w);
  await expect(
    documentOwnHandlers['documents.save'](host, await prepare(planId)),
  ).rejects.toMatchObject({ detail: { code: 'locked' } });
  expect(await readdir(folder)).toEqual([]);
});

test('a print is on record only when it was printed', async () => {
  const { w, host, prepare } = await printing();
  const { planId } = await readyPlan(w);
  const job = await prepare(planId);
  await documentOwnHandlers['documents.print'](host, job);
  host.ports.printDocument = async () => ({ printed: false, problem: 'noPrinter' });
  expect(await documentOwnHandlers['documents.print'](host, job)).toEqual({
    printed: false,
    problem: 'noPrinter',
  });
  expect(
    (await w.store.knex('document')).map(({ purpose }: { purpose: string }) => purpose),
  ).toEqual(['print']);
});

test('nobody reaches a document that another person prepared', async () => {
  const { w, host, prepare } = await printing();
  const { planId } = await readyPlan(w);
  const job = await prepare(planId);
  host.record = { ...host.record!, user: { ...userOf(w), id: w.dana } };
  await expect(documentOwnHandlers['documents.pdf'](host, job)).rejects.toThrow(/not here/);
});

test('a lock forgets the document and ends the worker', async () => {
  const { w, host, prepare, stops } = await printing();
  const { planId } = await readyPlan(w);
  const job = await prepare(planId);
  await documentOwnHandlers['documents.pdf'](host, job);
  Object.assign(host, { emit: () => undefined, logCrash: () => undefined, reader: null });
  Object.assign(host.ports, { reloadWindows: () => undefined });
  Object.assign(host.record!, {
    dek: Buffer.alloc(32),
    drafts: { countTexts: async () => 0, stop: () => undefined },
  });
  const { record } = host;
  await lockRecord(host, 'idle');
  expect(host.record).toBeNull();
  // Whoever is in next, even the same person, finds it gone.
  host.record = record;
  expect(stops()).toBe(1);
  expect(host.jobs.size).toBe(0);
  await expect(documentOwnHandlers['documents.pdf'](host, job)).rejects.toThrow(/not here/);
});

test('the patient’s documents are listed newest first, with who made them', async () => {
  const { w, host, prepare } = await printing((to) => join(to, 'plan.pdf'));
  const { planId } = await readyPlan(w);
  await sign(w, planId);
  await documentOwnHandlers['documents.save'](host, await prepare(planId, 1));
  await documentOwnHandlers['documents.print'](host, await prepare(planId, 1));
  const list = await w.store.transaction((trx) =>
    documentHandlers['documents.ofPatient'](
      { trx, now: testNow, zone: testZone, saw: () => undefined } as unknown as CallContext,
      { patientId: w.patientId },
    ),
  );
  expect(
    list.map(({ purpose, version, createdByName }) => [purpose, version, createdByName]),
  ).toEqual([
    ['print', 1, 'Robin Elmcrest, RN'],
    ['save', 1, 'Robin Elmcrest, RN'],
  ]);
});
