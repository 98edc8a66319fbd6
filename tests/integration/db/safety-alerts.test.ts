import { expect, test } from 'vitest';
import { addAssessment, keepDefinition } from '../../../db/assessments';
import {
  alertsOfAssessment,
  answerAlert,
  changeGround,
  getAlert,
  openAlertCounts,
  openAlerts,
  openAlertsQuery,
  raiseAlert,
} from '../../../db/safety-alerts';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house } from '../../support/engines/house';
import { testNow } from '../../support/now';

describeEachEngine('safety alerts', ({ store }) => {
  test('one is raised, follows its answer, is answered once and counted while it is open', async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId);
    await h.within(async (trx) => {
      const instrumentVersionId = await keepDefinition(trx, { id: 'phq9', version: 1 }, h.actor);
      const { assessment } = await addAssessment(
        trx,
        { patientId, encounterId, instrumentVersionId, instrument: 'phq9', answers: {} },
        h.actor,
      );
      const of = { patientId, encounterId, assessmentId: assessment.id };
      const id = await raiseAlert(trx, { ...of, flag: 'f', ground: 'i=1' }, h.actor);
      const other = await raiseAlert(trx, { ...of, flag: 'g', ground: 'i=“é”' }, h.later(1));
      expect(await openAlertsQuery(trx, [patientId])).toHaveLength(2);
      await changeGround(trx, { id, rowVersion: 1 }, 'i=2', h.later(2));
      expect(await getAlert(trx, id)).toMatchObject({
        ground: 'i=2',
        instrument: 'phq9',
        raisedByName: 'Robin Elmcrest',
        open: true,
        outcome: null,
      });
      const told = { told: 'Dr. Ñandú', toldAt: testNow };
      const answer = { outcome: 'acted' as const, ...told, done: 'Stayed' };
      await expect(answerAlert(trx, id, 1, answer, h.actor)).rejects.toMatchObject({
        detail: { code: 'conflict' },
      });
      expect(await answerAlert(trx, id, 2, answer, h.later(3))).toMatchObject({
        ...answer,
        open: false,
        answeredByName: 'Robin Elmcrest',
        answeredAt: h.later(3).at,
      });
      expect((await openAlerts(trx, [patientId])).map((alert) => alert.id)).toEqual([other]);
      expect((await alertsOfAssessment(trx, assessment.id)).map((alert) => alert.id)).toEqual([
        id,
        other,
      ]);
      expect(await openAlertCounts(trx, [encounterId, 'none'])).toEqual(
        new Map([[encounterId, 1]]),
      );
      await expect(getAlert(trx, 'none')).rejects.toMatchObject({ detail: { code: 'notFound' } });
    });
  });
});
