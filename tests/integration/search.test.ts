import { expect, test } from 'vitest';
import { findQuery, outsideQuery } from '../../db/search';
import type { SignedInUser } from '../../electron/ipc/context';
import { searchTermsOf } from '../../shared/search/search';
import { clinic, type Clinic } from '../support/clinic';
import { queryPlan } from '../support/query-plan';
import { testNow } from '../support/store';

const find = (c: Clinic, as: SignedInUser, text: string) => c.call(as, 'search.find', { text });

test('patients of the own units are found by name either way, number and birth date', async () => {
  const c = await clinic();
  const { patientId } = await c.stay({ mrn: '9904588', bed: '508-1' });
  for (const typed of ['haz', 'Hazelmere, Ru', 'ruth haz', '9904588', '99045', '03/14/1941']) {
    const { hits, outside } = await find(c, c.people.robin, typed);
    expect([typed, hits]).toMatchObject([typed, [{ patientId, mrn: '9904588', bed: '508-1' }]]);
    expect(outside).toBe(0);
  }
});

test('a percent sign is itself', async () => {
  const c = await clinic();
  await c.stay();
  expect((await find(c, c.people.robin, 'haz %')).hits).toEqual([]);
});

test('others are only a count, and open by their exact number with a reason', async () => {
  const c = await clinic();
  const { patientId } = await c.stay({ unitId: c.north, mrn: '9900001' });
  const { robin } = c.people;
  expect(await find(c, robin, 'haz')).toMatchObject({ hits: [], outside: 1, withReason: null });
  expect(await find(c, robin, '990000')).toMatchObject({ hits: [], outside: 0, withReason: null });
  expect(await find(c, robin, '9900001')).toMatchObject({
    hits: [],
    outside: 0,
    withReason: patientId,
  });
});

test('a restricted patient is neither found nor counted but by the exact number', async () => {
  const c = await clinic();
  const own = await c.stay({ patient: { restricted: 1 }, mrn: '9900007' });
  await c.stay({ patient: { restricted: 1 }, unitId: c.north });
  const { robin } = c.people;
  expect(await find(c, robin, 'haz')).toMatchObject({ hits: [], outside: 0, withReason: null });
  expect(await find(c, robin, '9900007')).toMatchObject({ hits: [], withReason: own.patientId });
});

test('somebody who left the unit within thirty days is found, later only counted', async () => {
  const c = await clinic();
  const left = (dischargedAt: string) => ({ active: 0, status: 'finished', dischargedAt });
  await c.stay({ givenName: 'Recent', encounter: left('2026-03-01T15:00:00.000Z') });
  await c.stay({ givenName: 'Past', encounter: left('2026-01-01T15:00:00.000Z') });
  const answer = await find(c, c.people.robin, 'hazelmere');
  expect(answer.hits.map(({ givenName }) => givenName)).toEqual(['Recent']);
  expect(answer.outside).toBe(1);
});

test('those in house stand first, and more than a dozen are said to be more', async () => {
  const c = await clinic();
  const left = { active: 0, status: 'finished', dischargedAt: '2026-03-01T15:00:00.000Z' };
  for (let n = 0; n < 13; n += 1) await c.stay({ givenName: `A${n}`, encounter: left });
  await c.stay({ givenName: 'Zoe' });
  const { hits, more } = await find(c, c.people.robin, 'hazelmere');
  expect(hits[0]?.givenName).toBe('Zoe');
  expect([hits.length, more]).toEqual([12, true]);
});

test('a prior number of a merge finds the survivor', async () => {
  const c = await clinic();
  const { patientId } = await c.stay({ mrn: '1' });
  const assignerId = await c.insert('assigner', { name: 'Alderpoint' });
  const prior = await c.insert('patient', {
    survivorId: patientId,
    familyName: 'Hazelmere',
    givenName: 'R',
    nameFolded: 'hazelmere r',
    mrn: '990',
  });
  await c.insert('patient_identifier', { patientId: prior, assignerId, type: 'MR', value: '990' });
  const { hits } = await find(c, c.people.robin, '990');
  expect(hits.map((hit) => hit.patientId)).toEqual([patientId]);
});

test('what was found stands in the audit as one list with its patients', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  await find(c, c.people.robin, 'haz');
  await find(c, c.people.robin, 'haz');
  const entries = (await c.audit()).filter(({ action }) => action === 'search.find');
  expect(entries).toHaveLength(1);
  const subjects = await c.store.knex('audit_subject').where({ seq: entries[0]!['seq'] });
  expect(subjects).toMatchObject([{ patientId }]);
});

test.each(['haz', 'ruth haz', '99045', '03/14/1941'])(
  '“%s” is looked up by indexes, never by reading all patients or stays',
  async (typed) => {
    const c = await clinic();
    await c.store.transaction(async (trx) => {
      const terms = searchTermsOf(typed)!;
      const reader = c.people.robin;
      const plans = [
        await queryPlan(trx, findQuery(trx, reader, terms, testNow)),
        await queryPlan(trx, outsideQuery(trx, reader, terms, testNow, 100)),
      ];
      for (const plan of terms.number === null ? plans : plans.slice(0, 1))
        expect(plan).not.toMatch(/SCAN (patient|encounter|owner|any)\b/);
    });
  },
);
