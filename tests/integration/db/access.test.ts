import { expect, test } from 'vitest';
import { mayOpen, reachOf, resolveSubject, survivorOf } from '../../../db/access';
import { openablePatients } from '../../../db/appointment-reach';
import { breakGlass } from '../../../db/patients';
import type { Subject } from '../../../shared/contract/define';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, left, type House } from '../../support/engines/house';
import { testNow } from '../../support/now';

const soon = '2026-03-12T15:00:00.000Z';

/** How a patient comes within somebody's reach: what is written, and how far Robin then reaches. */
const ways: [
  string,
  'team' | 'unit' | 'none',
  (h: House, patientId: string) => Promise<unknown>,
][] = [
  ['nothing', 'none', async () => undefined],
  ['an active stay on the unit', 'unit', (h, p) => h.stay(p)],
  ['an active stay on another unit', 'none', (h, p) => h.stay(p, { unitId: h.icu })],
  [
    'a stay that left 30 days ago to the minute',
    'unit',
    (h, p) => h.stay(p, left('2026-02-10T13:42:00.000Z')),
  ],
  [
    'a stay that left a millisecond before',
    'none',
    (h, p) => h.stay(p, left('2026-02-10T13:41:59.999Z')),
  ],
  [
    'being the case manager elsewhere',
    'team',
    (h, p) => h.stay(p, { unitId: h.icu, caseManagerId: h.robin }),
  ],
  [
    'being the discharge planner elsewhere',
    'team',
    (h, p) => h.stay(p, { unitId: h.icu, dischargePlannerId: h.robin }),
  ],
  [
    'having been the case manager of a stay that ended',
    'none',
    (h, p) => h.stay(p, { ...left(testNow), unitId: h.icu, caseManagerId: h.robin }),
  ],
  [
    'the care team',
    'team',
    (h, p) =>
      h.insert('care_team_member', { patientId: p, userId: h.robin, name: 'Robin', role: 'cm' }),
  ],
  [
    'a care team that is over',
    'none',
    (h, p) =>
      h.insert('care_team_member', {
        patientId: p,
        userId: h.robin,
        name: 'Robin',
        role: 'cm',
        endsAt: testNow,
      }),
  ],
  [
    'a reason given',
    'team',
    (h, p) =>
      h.within((trx) =>
        breakGlass(
          trx,
          { userId: h.robin, patientId: p, reason: 'called', fromAt: testNow, toAt: soon },
          h.actor,
        ),
      ),
  ],
  [
    'a reason whose time is over',
    'none',
    (h, p) =>
      h.within((trx) =>
        breakGlass(
          trx,
          {
            userId: h.robin,
            patientId: p,
            reason: 'called',
            fromAt: '2026-03-11T00:00:00.000Z',
            toAt: testNow,
          },
          h.actor,
        ),
      ),
  ],
];

describeEachEngine('access', ({ store }) => {
  test('reach by each way, of one patient and of many at once, restricted or not, merged or not', async () => {
    const h = await house(await store());
    const reader = { id: h.robin, unitIds: [h.west] };
    const expected: { id: string; reach: string; restricted: boolean }[] = [];
    for (const [, reach, write] of ways)
      for (const restricted of [0, 1])
        for (const merged of [false, true]) {
          const id = await h.patient({ restricted: merged ? 0 : restricted });
          const prior = merged ? await h.patient({ survivorId: id, restricted }) : id;
          await write(h, prior);
          expected.push({ id, reach, restricted: restricted === 1 });
        }
    await h.within(async (trx) => {
      const all = await openablePatients(
        trx,
        reader,
        expected.map(({ id }) => id),
        testNow,
      );
      for (const [i, { id, reach, restricted }] of expected.entries()) {
        const way = ways[Math.floor(i / 4)]![0];
        const found = await reachOf(trx, reader, id, testNow);
        expect(found, way).toEqual({ reach, restricted });
        expect(all.openable.has(id), way).toBe(mayOpen(found));
        expect(all.restricted.has(id), way).toBe(restricted);
      }
      await expect(reachOf(trx, reader, 'nobody', testNow)).rejects.toMatchObject({
        detail: { code: 'notFound' },
      });
      const none = { id: 'nobody', unitIds: [] };
      expect(await openablePatients(trx, none, [expected[4]!.id], testNow)).toEqual({
        openable: new Set(),
        restricted: new Set(),
      });
    });
  });

  test('each kind of record leads to its patient and stay, after a merge to the survivor', async () => {
    const h = await house(await store());
    const survivor = await h.patient();
    const patientId = await h.patient({ survivorId: survivor });
    const encounterId = await h.stay(patientId);
    const belongs = { patientId, encounterId };
    const status = { status: 'draft', title: 'Hip fracture' };
    const carePlan = await h.insert('care_plan', { ...belongs, ...status });
    const problem = await h.insert('problem', { carePlanId: carePlan, position: 1, title: 'Gait' });
    const within = { problemId: problem, position: 1, description: 'Walk' };
    const note = { text: 'Walked', status: 'final' };
    const sils = { instrument: 'sils', version: 1, definition: '{}' };
    const assessment = {
      instrumentVersionId: await h.insert('instrument_version', sils),
      instrument: 'sils',
      status: 'in-progress',
      answers: '{}',
    };
    const barrier = {
      ...belongs,
      category: 'payer',
      title: 'Authorization',
      severity: 'high',
      openedAt: testNow,
    };
    const document = { ...belongs, kind: 'carePlan', title: 'Plan', purpose: 'print' };
    const concern = { ...belongs, words: 'Cold food', openedAt: testNow };
    const round = { kind: 'round', title: 'Rounds', zone: 'UTC', minutes: 30 };
    const series = { ...round, startsLocal: '2026-03-12T09:00' };
    const ids: Record<Subject['kind'], string> = {
      patient: patientId,
      encounter: encounterId,
      carePlan,
      problem,
      goal: await h.insert('goal', { ...within, patientId }),
      activity: await h.insert('activity', within),
      barrier: await h.insert('barrier', barrier),
      task: await h.insert('task', { ...belongs, title: 'Call' }),
      note: await h.insert('note', { ...belongs, ...note }),
      assessment: await h.insert('assessment', { ...belongs, ...assessment }),
      appointmentSeries: await h.insert('appointment_series', { ...series, ...belongs }),
      condition: await h.insert('condition', { ...belongs, display: 'Fracture' }),
      allergy: await h.insert('allergy', { patientId, kind: 'none', substance: '' }),
      relatedPerson: await h.insert('related_person', { patientId, name: 'Clover' }),
      careTeamMember: await h.insert('care_team_member', { ...belongs, name: 'Lee', role: 'md' }),
      coverage: await h.insert('coverage', { patientId, payer: 'Plan', planClass: 'other' }),
      concern: await h.insert('concern', concern),
      document: await h.insert('document', document),
    };
    const aboutPatientOnly = ['patient', 'goal', 'allergy', 'relatedPerson', 'coverage'];
    const unitRound = await h.insert('appointment_series', { ...series, unitId: h.west });
    await h.within(async (trx) => {
      for (const kind of Object.keys(ids) as Subject['kind'][])
        expect(await resolveSubject(trx, { kind, id: ids[kind] }), kind).toEqual({
          patientId: survivor,
          encounterId: aboutPatientOnly.includes(kind) ? null : encounterId,
        });
      expect(await resolveSubject(trx, { kind: 'appointmentSeries', id: unitRound })).toBeNull();
      await expect(resolveSubject(trx, { kind: 'task', id: 'none' })).rejects.toMatchObject({
        detail: { code: 'notFound' },
      });
      expect(await survivorOf(trx, patientId)).toBe(survivor);
      expect(await survivorOf(trx, 'nobody')).toBe('nobody');
    });
  });
});
