import { expect, test } from 'vitest';
import {
  openings,
  patientByNumber,
  reopenReview,
  restrictedPatients,
  reviewOpening,
} from '../../../db/privacy';
import { breakGlass } from '../../../db/patients';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house } from '../../support/engines/house';
import { testNow } from '../../support/now';

const later = '2026-03-13T01:42:00.000Z';

describeEachEngine('privacy', ({ store }) => {
  test('an opening is seen in its scope, reviewed by another, and the review is taken back by who made it', async () => {
    const h = await house(await store());
    const ruth = await h.patient({ mrn: '7001' });
    const grant = { userId: h.robin, patientId: ruth, reason: 'Called', fromAt: testNow };
    const dana = { signInName: 'wrenfield', givenName: 'Dana', familyName: 'Wrenfield' };
    const reviewer = {
      ...h.actor,
      userId: await h.insert('user', { ...dana, role: 'auditor' }),
    };
    await h.within(async (trx) => {
      const { id } = await breakGlass(trx, { ...grant, toAt: later }, h.actor);
      const robinsUnit = { unitIds: [h.west] };
      const elsewhere = { unitIds: [] };
      expect(await openings(trx, 'all', false)).toMatchObject([
        { id, mrn: '7001', reason: 'Called', reviewedAt: null, reviewedByName: null },
      ]);
      expect(await openings(trx, robinsUnit, false)).toMatchObject([{ id, mrn: '7001' }]);
      expect(await openings(trx, elsewhere, false)).toEqual([]);
      const review = { id, rowVersion: 1, note: 'In order' };
      await expect(reviewOpening(trx, elsewhere, review, reviewer)).rejects.toMatchObject({
        detail: { code: 'notFound' },
      });
      const own = { ...h.actor, userId: h.robin };
      await expect(reviewOpening(trx, 'all', review, own)).rejects.toMatchObject({
        detail: { key: 'privacy.ownOpening' },
      });
      expect(await reviewOpening(trx, 'all', review, reviewer)).toEqual({
        patientId: ruth,
        rowVersion: 2,
      });
      expect(await openings(trx, 'all', false)).toEqual([]);
      expect(await openings(trx, 'all', true)).toMatchObject([
        { id, reviewedByName: 'Dana Wrenfield', reviewNote: 'In order' },
      ]);
      const version = { id, rowVersion: 2 };
      await expect(reopenReview(trx, 'all', version, own)).rejects.toMatchObject({
        detail: { key: 'privacy.othersReview' },
      });
      expect(await reopenReview(trx, 'all', version, reviewer)).toMatchObject({ rowVersion: 3 });
      await trx('patient').where({ id: ruth }).update({ restricted: 1 });
      expect(await openings(trx, robinsUnit, false)).toMatchObject([{ id, mrn: null }]);
      expect(await openings(trx, 'all', false)).toMatchObject([{ id, mrn: '7001' }]);
    });
  });

  test('a restriction of either record of a merge is listed once, and found by either number', async () => {
    const h = await house(await store());
    const ruth = await h.patient({ mrn: '7001' });
    await h.patient({
      survivorId: ruth,
      mrn: '7002',
      restricted: 1,
      restrictedReason: 'Works here',
    });
    const open = await h.patient({ mrn: '7003' });
    await h.within(async (trx) => {
      const restricted = { patientId: ruth, restricted: true, restrictedReason: 'Works here' };
      expect(await restrictedPatients(trx)).toMatchObject([restricted]);
      for (const mrn of ['7001', '7002'])
        expect(await patientByNumber(trx, mrn)).toMatchObject({ ...restricted, mrn: '7001' });
      expect(await patientByNumber(trx, '7003')).toMatchObject({
        patientId: open,
        restricted: false,
        restrictedReason: null,
      });
      expect(await patientByNumber(trx, '700')).toBeNull();
    });
  });
});
