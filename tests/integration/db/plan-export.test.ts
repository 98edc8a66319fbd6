import { expect, test } from 'vitest';
import type { Editing } from '../../../db/careplan-editing';
import { insertActivity, insertPlan, insertProblem } from '../../../db/careplan-edits';
import { planExportFacts } from '../../../db/plan-export';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, today } from '../../support/engines/house';

describeEachEngine('what leaves with a care plan', ({ store }) => {
  const withPlan = async () => {
    const h = await house(await store());
    const [assigner] = (await h.within((trx) =>
      trx('assigner').where({ isOurs: 1 }).select('id'),
    )) as [{ id: string }];
    const patientId = await h.patient({ sex: 'female', birthDate: '1941-03-14' });
    await h.insert('patient_identifier', {
      ...{ patientId, assignerId: assigner.id, type: 'MR', value: '00412' },
    });
    const encounterId = await h.stay(patientId, {
      ...{ visitNumber: 'V7', visitAssignerId: assigner.id },
    });
    const ids = await h.within(async (trx) => {
      const e: Editing = { trx, actor: h.actor, today };
      const carePlanId = await insertPlan(e, { patientId, encounterId, title: 'Hip fracture' });
      const problemId = await insertProblem(e, {
        ...{ carePlanId, title: 'Cannot walk', source: null, conditionId: null },
      });
      return {
        carePlanId,
        activityId: await insertActivity(e, { problemId, description: 'Walk' }),
      };
    });
    return { h, patientId, encounterId, assigner, ...ids };
  };

  test('the patient with every number, the stay, and the tasks that came of the plan', async () => {
    const { h, patientId, encounterId, carePlanId, activityId } = await withPlan();
    const task = { patientId, encounterId, title: 'Walk', activityId };
    await h.insert('task', { ...task, ownerId: h.robin, dueAt: '2026-03-13T14:00:00.000Z' });
    await h.insert('task', { ...task, title: 'Given up', status: 'cancelled', open: 0 });
    await h.insert('task', { ...task, title: 'Of no plan', activityId: null });
    const facts = await h.within((trx) =>
      planExportFacts(trx, { carePlanId, patientId, encounterId }),
    );
    const system = 'urn:liaison:assigner:Alderpoint%20General%20Hospital';
    expect(facts.patient).toMatchObject({
      gender: 'female',
      birthDate: '1941-03-14',
      identifiers: [{ system, value: '00412', type: 'MR' }],
    });
    expect(facts.encounter).toMatchObject({ id: encounterId, number: { system, value: 'V7' } });
    expect(
      facts.tasks.map(({ title, status, ownerName }) => ({ title, status, ownerName })),
    ).toEqual([
      { title: 'Walk', status: 'requested', ownerName: 'Robin Elmcrest' },
      { title: 'Given up', status: 'cancelled', ownerName: null },
    ]);
  });

  test('a system that other programs know is used, and a plan of no stay has none', async () => {
    const { h, patientId, carePlanId, assigner } = await withPlan();
    await h.within((trx) =>
      trx('assigner_alias').insert({ alias: 'urn:oid:1.2.3', assignerId: assigner.id }),
    );
    const facts = await h.within((trx) =>
      planExportFacts(trx, { carePlanId, patientId, encounterId: null }),
    );
    expect(facts.patient.identifiers[0]).toMatchObject({ system: 'urn:oid:1.2.3' });
    expect(facts.encounter).toBeNull();
  });
});
