import { expect, test } from 'vitest';
import { recordedSources } from '../../../db/assessment-sources';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, left } from '../../support/engines/house';
import { testNow } from '../../support/now';

describeEachEngine('what an assessment is prefilled from', ({ store }) => {
  test('the record gives stays, people, coverage, codes, doctor and the former plan', async () => {
    const h = await house(await store());
    const patientId = await h.patient({ language: 'es', city: 'Alder', postalCode: '12345' });
    const encounterId = await h.stay(patientId);
    await h.insert('encounter_class_period', {
      ...{ encounterId, class: 'emergency', by: 'order' },
      fromAt: '2026-03-07T18:00:00.000Z',
    });
    const prior = await h.patient({ survivorId: patientId });
    const former = await h.stay(prior, {
      visitNumber: '2',
      admittedAt: '2026-02-10T12:00:00.000Z',
      ...left('2026-02-20T18:00:00.000Z'),
    });
    await h.stay(patientId, {
      ...{ visitNumber: '3', class: 'emergency', admittedAt: '2025-12-01T12:00:00.000Z' },
      ...left('2025-12-01T18:00:00.000Z'),
    });
    await h.stay(patientId, {
      ...{ visitNumber: '4', admittedAt: '2024-01-01T12:00:00.000Z' },
      ...left('2024-01-03T18:00:00.000Z'),
    });
    const carePlanId = await h.insert('care_plan', {
      ...{ patientId: prior, encounterId: former, title: 'Plan', status: 'completed' },
    });
    const problemId = await h.insert('problem', { carePlanId, position: 1, title: 'Weight' });
    const goal = { problemId, patientId: prior, position: 1, lifecycleStatus: 'active' };
    await h.insert('goal', { ...goal, description: 'Weighs daily' });
    await h.insert('goal', {
      ...{ ...goal, position: 2, description: 'Done', achievementStatus: 'achieved' },
    });
    await h.insert('related_person', {
      ...{ patientId, name: 'Clover', relationship: 'Daughter', phone: '555-0175' },
      roles: 'caregiver,healthCareAgent',
    });
    await h.insert('coverage', { patientId, payer: 'Northplan', planClass: 'medicareAdvantage' });
    const coded = { patientId, system: 'icd10', display: 'Heart failure' };
    await h.insert('condition', { ...coded, code: 'I50.9' });
    await h.insert('condition', { ...coded, code: 'I21', enteredInErrorAt: testNow });
    await h.insert('care_team_member', { patientId, name: 'Dr. Alda Pine', role: 'pcp' });
    await h.insert('procedure', { patientId, encounterId, display: 'Repair', status: 'completed' });
    await h.within(async (trx) => {
      const found = await recordedSources(trx, [patientId, prior], patientId, encounterId);
      expect(found).toMatchObject({
        patient: { language: 'es', city: 'Alder', postalCode: '12345' },
        stay: {
          admittedAt: '2026-03-07T21:20:00.000Z',
          dischargedAt: null,
          throughEmergency: true,
          procedures: 1,
        },
        stays: [{ class: 'emergency' }, { class: 'inpatient' }],
        people: [
          {
            name: 'Clover',
            relation: 'Daughter',
            roles: ['healthCareAgent', 'caregiver'].toReversed(),
          },
        ],
        conditions: [{ code: 'I50.9' }],
        doctor: { name: 'Dr. Alda Pine', organization: null },
        former: { id: former, disposition: 'home', openGoals: ['Weighs daily'] },
      });
      expect(found.coverage).not.toBeNull();
      const alone = await recordedSources(trx, [prior], prior, former);
      expect(alone).toMatchObject({ former: null, doctor: null, coverage: null, people: [] });
      const gone = { detail: { code: 'notFound' } };
      await expect(recordedSources(trx, [patientId], 'none', encounterId)).rejects.toMatchObject(
        gone,
      );
      await expect(recordedSources(trx, [patientId], patientId, 'none')).rejects.toMatchObject(
        gone,
      );
    });
  });
});
