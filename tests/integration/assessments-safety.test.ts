import { expect, test } from 'vitest';
import { openAlertsQuery } from '../../db/safety-alerts';
import { answered } from '../../shared/clinical/instruments/answers';
import { clinic, type Clinic } from '../support/clinic';
import { say, shipped, type Said } from '../support/instruments';
import { queryPlan } from '../support/query-plan';

const nine = (ninth: string): Record<string, Said> =>
  Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`phq9.${at + 1}`, at === 8 ? ninth : '0']),
  );

/** PHQ-9 begun by Robin and answered. */
const phq9 = async (c: Clinic, ninth: string) => {
  const stay = await c.stay();
  const { assessment } = await c.call(c.people.robin, 'assessments.start', {
    ...stay,
    instrument: 'phq9',
  });
  const opened = await c.call(c.people.robin, 'assessments.answer', {
    id: assessment.id,
    rowVersion: 1,
    answers: say(shipped('phq9'), nine(ninth)),
  });
  return { ...stay, id: assessment.id, alert: opened.alerts[0] };
};

const acted = (id: string, alertId: string) => ({
  id,
  alertId,
  rowVersion: 1,
  outcome: 'acted' as const,
  told: 'Dr. Imre Slatefield',
  toldAt: '2026-03-12T13:30:00.000Z',
  done: 'Stayed with her, no plan, no means; social work at 10:42',
});

const seenBy = async (c: Clinic, patientId: string) =>
  c.call(c.people.dana, 'assessments.openAlerts', { patientId });

test('item 9 raises an alert at once, and neither completing nor entering in error closes it', async () => {
  const c = await clinic();
  const { id, patientId, encounterId, alert } = await phq9(c, '1');
  expect(alert).toMatchObject({ open: true, flag: 'phq9-item9', raisedByName: 'Robin Elmcrest' });
  expect(await seenBy(c, patientId)).toMatchObject([
    {
      assessmentId: id,
      encounterId,
      instrument: 'phq9',
      said: [{ answer: { en: 'Several days' } }],
    },
  ]);
  const completing = { id, rowVersion: 2 };
  expect((await c.refusal(c.people.robin, 'assessments.complete', completing)).key).toBe(
    'assessmentAlert',
  );
  const inError = { ...completing, reason: 'Wrong patient' };
  expect((await c.refusal(c.people.robin, 'assessments.enterInError', inError)).key).toBe(
    'assessmentAlert',
  );
  // The answer is taken back: the alert still waits for words.
  const back = await c.call(c.people.robin, 'assessments.answer', {
    ...completing,
    answers: { 'phq9.9': answered({ codes: ['0'] }) },
  });
  expect(back.alerts).toMatchObject([{ open: true }]);
  expect((await c.refusal(c.people.robin, 'assessments.complete', { id, rowVersion: 3 })).key).toBe(
    'assessmentAlert',
  );
});

test('an alert is closed by who was told, when and what was done, kept for the whole team', async () => {
  const c = await clinic();
  const { id, patientId, alert } = await phq9(c, '2');
  const answer = acted(id, alert!.id);
  const missing = await c.refusal(c.people.robin, 'assessments.recordSafety', {
    ...answer,
    told: null,
    toldAt: null,
  });
  expect(missing).toMatchObject({
    code: 'invalid',
    fields: { told: 'missing', toldAt: 'missing' },
  });
  const future = { ...answer, toldAt: '2036-03-12T13:30:00.000Z' };
  expect(
    (await c.refusal(c.people.robin, 'assessments.recordSafety', future)).fields,
  ).toMatchObject({ toldAt: 'future' });
  const blank = { ...answer, done: '   ' };
  expect((await c.refusal(c.people.robin, 'assessments.recordSafety', blank)).code).toBe('invalid');
  expect(await seenBy(c, patientId)).toHaveLength(1);
  await c.call(c.people.dana, 'assessments.recordSafety', answer);
  expect(await seenBy(c, patientId)).toEqual([]);
  await c.call(c.people.robin, 'assessments.complete', { id, rowVersion: 2 });
  const { alerts } = await c.call(c.people.lee, 'assessments.open', { id });
  expect(alerts).toMatchObject([
    {
      open: false,
      outcome: 'acted',
      told: 'Dr. Imre Slatefield',
      toldAt: '2026-03-12T13:30:00.000Z',
      answeredByName: 'Dana Oakes',
    },
  ]);
  expect((await c.refusal(c.people.robin, 'assessments.recordSafety', answer)).key).toBe(
    'alertAnswered',
  );
  const entry = (await c.audit()).find(({ action }) => action === 'assessments.recordSafety');
  expect(entry).toMatchObject({ recordType: 'safetyAlert', recordId: alert!.id, patientId });
});

test('a mistyped answer is said to be one, and only once it is changed', async () => {
  const c = await clinic();
  const { id, alert } = await phq9(c, '1');
  const mistake = {
    ...acted(id, alert!.id),
    ...{ outcome: 'mistake' as const, told: null, toldAt: null, done: 'Wrong key' },
  };
  expect((await c.refusal(c.people.robin, 'assessments.recordSafety', mistake)).key).toBe(
    'alertStands',
  );
  await c.call(c.people.robin, 'assessments.answer', {
    id,
    rowVersion: 2,
    answers: { 'phq9.9': answered({ codes: ['0'] }) },
  });
  await c.call(c.people.robin, 'assessments.recordSafety', mistake);
  // The same answer after all raises it anew.
  const again = await c.call(c.people.robin, 'assessments.answer', {
    id,
    rowVersion: 3,
    answers: { 'phq9.9': answered({ codes: ['1'] }) },
  });
  expect(again.alerts.map(({ open }) => open)).toEqual([false, true]);
});

test('what was acted upon stays closed, and a worse answer raises it again', async () => {
  const c = await clinic();
  const { id, alert } = await phq9(c, '1');
  await c.call(c.people.robin, 'assessments.recordSafety', acted(id, alert!.id));
  const put = (rowVersion: number, item: string, code: string) =>
    c.call(c.people.robin, 'assessments.answer', {
      id,
      rowVersion,
      answers: { [item]: answered({ codes: [code] }) },
    });
  expect((await put(2, 'phq9.3', '2')).alerts).toHaveLength(1);
  expect((await put(3, 'phq9.9', '3')).alerts.map(({ open }) => open)).toEqual([false, true]);
});

test('an unsafe home and a thought of ending life in the intake are alerts of their own', async () => {
  const c = await clinic();
  const stay = await c.stay();
  const { assessment } = await c.call(c.people.robin, 'assessments.start', {
    ...stay,
    instrument: 'intake',
  });
  const { alerts } = await c.call(c.people.robin, 'assessments.answer', {
    id: assessment.id,
    rowVersion: 1,
    answers: say(shipped('intake'), { 'in.safe': 'some', 'in.safe.what': ['hurt', 'si'] }),
  });
  expect(alerts.map(({ flag }) => flag)).toEqual(['fl-safe', 'fl-si']);
});

test('an alert belongs to its assessment, and nobody outside the patient’s reach answers it', async () => {
  const c = await clinic();
  const first = await phq9(c, '1');
  const other = await phq9(c, '1');
  const crossed = { ...acted(other.id, first.alert!.id) };
  expect((await c.refusal(c.people.robin, 'assessments.recordSafety', crossed)).code).toBe(
    'notFound',
  );
  const own = acted(first.id, first.alert!.id);
  expect((await c.refusal(c.people.kit, 'assessments.recordSafety', own)).code).toBe('needsReason');
  expect((await c.refusal(c.people.sasha, 'assessments.recordSafety', own)).code).toBe('forbidden');
});

test('open alerts are found by their index', async () => {
  const c = await clinic();
  await c.store.transaction(async (trx) => {
    expect(await queryPlan(trx, openAlertsQuery(trx, ['p']))).toContain(
      'safety_alert_patientid_open_index',
    );
  });
});
