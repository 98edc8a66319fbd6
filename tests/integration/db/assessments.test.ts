import { expect, test } from 'vitest';
import {
  addAssessment,
  answerAssessment,
  assessmentsOf,
  assessmentsOfStay,
  assessmentsQuery,
  changeAssessment,
  completedOfInstrument,
  completedQuery,
  getAssessment,
  inProgressOf,
  keepDefinition,
  keptDefinition,
  lastOfOtherStay,
  latestScores,
  newestCompleted,
  recordedFacts,
} from '../../../db/assessments';
import { answered } from '../../../shared/clinical/instruments/answers';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, left, type House } from '../../support/engines/house';
import { testNow } from '../../support/now';

const gone = { detail: { code: 'notFound' } };
const words = 'Ñandú “sí” — 😀\u0000';
const answers = {
  'in.matters.words': answered({ text: words }),
  'in.equip.o2': answered({ number: 2.5 }),
};
const result = (value: number | null) => ({
  scores: [
    {
      id: 'total',
      value,
      code: null,
      band: null,
      least: 0,
      most: 27,
      possibleBands: [],
      answered: 0,
      of: 9,
      missing: [],
    },
  ],
  flags: [{ id: 'f', state: 'open' as const }],
});

const stayed = async (h: House) => {
  const patientId = await h.patient();
  return { patientId, encounterId: await h.stay(patientId) };
};

describeEachEngine('assessments', ({ store }) => {
  test('a definition is kept once, as it was first answered to', async () => {
    const h = await house(await store());
    const first = { id: 'sils', version: 1, short: words };
    await h.within(async (trx) => {
      const id = await keepDefinition(trx, first, h.actor);
      expect(await keepDefinition(trx, { ...first, short: 'edited' } as never, h.actor)).toBe(id);
      expect(await keptDefinition(trx, id)).toEqual(first);
      const second = await keepDefinition(trx, { ...first, version: 2 }, h.actor);
      expect(second).not.toBe(id);
      await expect(keptDefinition(trx, 'none')).rejects.toMatchObject(gone);
    });
  });

  test('one is begun, changed, completed and listed with who and when', async () => {
    const h = await house(await store());
    const stay = await stayed(h);
    await h.within(async (trx) => {
      const instrumentVersionId = await keepDefinition(trx, { id: 'phq9', version: 3 }, h.actor);
      const of = { ...stay, instrumentVersionId, instrument: 'phq9' };
      const { assessment } = await addAssessment(trx, { ...of, answers: {} }, h.actor);
      const { id } = assessment;
      expect(assessment).toMatchObject({
        version: 3,
        status: 'in-progress',
        createdByName: 'Robin Elmcrest',
        completedAt: null,
        interpreter: null,
        result: null,
      });
      expect((await inProgressOf(trx, stay.encounterId, 'phq9'))?.assessment.id).toBe(id);
      expect(await inProgressOf(trx, stay.encounterId, 'gad7')).toBeNull();
      const said = { answers, informant: 'family' as const, interpreter: true };
      await answerAssessment(trx, id, 1, said, h.later(1));
      expect(await trx('revision').where({ rowId: id })).toEqual([]);
      await expect(answerAssessment(trx, id, 1, { answers: {} }, h.actor)).rejects.toMatchObject({
        detail: { code: 'conflict' },
      });
      const done = await changeAssessment(
        trx,
        id,
        2,
        {
          status: 'completed',
          completedAt: testNow,
          completedBy: h.dana,
          facts: { age: 85, sex: 'female', lace: null },
          result: result(12),
          interpreter: false,
        },
        h.later(2),
      );
      expect(done).toMatchObject({
        facts: { age: 85, sex: 'female', lace: null },
        instrumentVersionId,
        assessment: {
          rowVersion: 3,
          answers,
          informant: 'family',
          interpreter: false,
          completedByName: 'Dana Oakes',
          result: result(12),
        },
      });
      expect(await trx('revision').where({ rowId: id }).pluck('rowVersion')).toEqual([2]);
      expect(await getAssessment(trx, id)).toEqual(done);
      expect(await inProgressOf(trx, stay.encounterId, 'phq9')).toBeNull();
      await expect(
        changeAssessment(trx, id, 2, { amendReason: 'late' }, h.actor),
      ).rejects.toMatchObject({ detail: { code: 'conflict' } });
      await expect(getAssessment(trx, 'none')).rejects.toMatchObject(gone);
      const next = await addAssessment(trx, { ...of, answers }, h.later(3));
      const { total, assessments } = await assessmentsOf(trx, [stay.patientId], 0, 1);
      expect([total, assessments.map((one) => one.id)]).toEqual([2, [next.assessment.id]]);
      expect(assessments[0]).not.toHaveProperty('answers');
      expect(await assessmentsQuery(trx, [stay.patientId])).toHaveLength(2);
      expect(await completedQuery(trx, [stay.patientId])).toHaveLength(1);
    });
  });

  test('the newest completed of each counts, also across merged numbers and stays', async () => {
    const h = await house(await store());
    const { patientId, encounterId } = await stayed(h);
    const prior = await h.patient({ survivorId: patientId });
    const formerStay = await h.stay(prior, {
      visitNumber: '2',
      ...left('2026-01-05T12:00:00.000Z'),
    });
    await h.within(async (trx) => {
      const make = async (
        instrument: string,
        at: string | null,
        of = { patientId, encounterId },
      ): Promise<string> => {
        const instrumentVersionId = await keepDefinition(
          trx,
          { id: instrument, version: 1 },
          h.actor,
        );
        const begun = { ...of, instrumentVersionId, instrument, answers };
        const { assessment } = await addAssessment(trx, begun, h.actor);
        if (at !== null)
          await changeAssessment(
            trx,
            assessment.id,
            1,
            { status: 'completed', completedAt: at, result: result(1) },
            h.actor,
          );
        return assessment.id;
      };
      const former = await make('phq9', '2026-01-04T12:00:00.000Z', {
        patientId: prior,
        encounterId: formerStay,
      });
      await make('phq9', '2026-03-10T12:00:00.000Z');
      const newest = await make('phq9', '2026-03-11T12:00:00.000Z');
      await make('phq9', null);
      const gad7 = await make('gad7', '2026-03-09T12:00:00.000Z');
      const wrong = await make('sils', '2026-03-09T12:00:00.000Z');
      await changeAssessment(trx, wrong, 2, { status: 'entered-in-error' }, h.actor);
      const ids = [patientId, prior];
      expect((await latestScores(trx, ids)).map(({ id }) => id)).toEqual([gad7, newest]);
      expect(await latestScores(trx, [prior])).toMatchObject([
        { id: former, instrument: 'phq9', version: 1, result: result(1) },
      ]);
      expect((await newestCompleted(trx, ids)).map((one) => one.assessment.id)).toEqual([
        gad7,
        newest,
      ]);
      const trend = await completedOfInstrument(trx, ids, 'phq9', 2);
      expect(trend[0]?.assessment.id).toBe(newest);
      expect(trend).toHaveLength(2);
      expect(await completedOfInstrument(trx, ids, 'phq9', 9)).toHaveLength(3);
      const ofStay = await assessmentsOfStay(trx, encounterId);
      expect(ofStay.map((one) => one.assessment.instrument).toSorted()).toEqual([
        'gad7',
        'phq9',
        'phq9',
        'phq9',
      ]);
      const last = await lastOfOtherStay(trx, ids, 'phq9', encounterId);
      expect(last?.assessment).toMatchObject({ id: former, answers });
      expect(await lastOfOtherStay(trx, ids, 'gad7', encounterId)).toBeNull();
    });
  });

  test('the record says age, sex, people and when the stay before ended', async () => {
    const h = await house(await store());
    const { patientId, encounterId } = await stayed(h);
    const prior = await h.patient({ survivorId: patientId });
    for (const [visitNumber, at] of [
      ['2', '2026-01-05T12:00:00.000Z'],
      ['3', '2026-02-20T18:00:00.000Z'],
      ['4', '2026-03-09T12:00:00.000Z'],
    ] as const)
      await h.stay(prior, { visitNumber, ...left(at) });
    await h.insert('related_person', { patientId, name: 'Clover' });
    await h.insert('related_person', { patientId: prior, name: 'Lee' });
    await h.insert('related_person', { patientId, name: 'Nobody', enteredInErrorAt: testNow });
    await h.within(async (trx) => {
      const ids = [patientId, prior];
      expect(await recordedFacts(trx, ids, patientId, encounterId)).toEqual({
        birthDate: '1941-03-14',
        sex: 'female',
        admittedAt: '2026-03-07T21:20:00.000Z',
        leftBefore: '2026-02-20T18:00:00.000Z',
        relatedPersons: 2,
      });
      expect(await recordedFacts(trx, [patientId], patientId, encounterId)).toMatchObject({
        leftBefore: null,
        relatedPersons: 1,
      });
      await expect(recordedFacts(trx, ids, 'none', encounterId)).rejects.toMatchObject(gone);
      await expect(recordedFacts(trx, ids, patientId, 'none')).rejects.toMatchObject(gone);
    });
  });
});
