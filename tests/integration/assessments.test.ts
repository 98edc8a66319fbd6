import { expect, test } from 'vitest';
import { assessmentsQuery, completedQuery } from '../../db/assessments';
import { answered } from '../../shared/clinical/instruments/answers';
import { clinic, type Clinic } from '../support/clinic';
import { say, shipped, type Said } from '../support/instruments';
import { queryPlan } from '../support/query-plan';

const allNine = (ninth: string): Record<string, Said> =>
  Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`phq9.${at + 1}`, at === 8 ? ninth : '1']),
  );

/** An instrument begun by Robin for a new stay. */
const begun = async (
  c: Clinic,
  instrument: string,
  of?: { patientId: string; encounterId: string },
) => {
  const stay = of ?? (await c.stay());
  const { assessment } = await c.call(c.people.robin, 'assessments.start', { ...stay, instrument });
  return { ...stay, id: assessment.id };
};

const answer = (c: Clinic, id: string, rowVersion: number, said: Record<string, Said>) =>
  c.store
    .transaction((trx) => trx('assessment').where({ id }).first('instrument'))
    .then(({ instrument }: { instrument: string }) =>
      c.call(c.people.robin, 'assessments.answer', {
        id,
        rowVersion,
        answers: say(shipped(instrument), said),
      }),
    );

const completed = async (c: Clinic, instrument: string, said: Record<string, Said>) => {
  const made = await begun(c, instrument);
  await answer(c, made.id, 1, said);
  await act(c, made.id);
  await c.call(c.people.robin, 'assessments.complete', { id: made.id, rowVersion: 2 });
  return made;
};

/** Records what was done about every alert of an assessment that is open. */
const act = async (c: Clinic, id: string): Promise<void> => {
  const { alerts } = await c.call(c.people.robin, 'assessments.open', { id });
  for (const { id: alertId, rowVersion } of alerts.filter(({ open }) => open))
    await c.call(c.people.robin, 'assessments.recordSafety', {
      ...{ id, alertId, rowVersion, outcome: 'acted', told: 'Dr. Slatefield' },
      toldAt: '2026-03-12T13:00:00.000Z',
      done: 'Stayed with her',
    });
};

const listed = async (c: Clinic, patientId: string) =>
  (await c.call(c.people.dana, 'assessments.ofPatient', { patientId, offset: 0, limit: 10 }))
    .assessments;

test('answers are kept one by one, the score and the alert live, and a colleague goes on', async () => {
  const c = await clinic();
  const { id } = await begun(c, 'phq9');
  const first = await answer(c, id, 1, { 'phq9.9': '1' });
  expect(first.outcome.flags.find((flag) => flag.id === 'phq9-item9')?.state).toBe('raised');
  expect(first.outcome.scores.find((score) => score.id === 'total')?.value).toBeNull();
  const second = await c.call(c.people.dana, 'assessments.answer', {
    id,
    rowVersion: 2,
    answers: { 'phq9.1': answered({ codes: ['3'] }), 'phq9.9': null },
    informant: 'patient',
    interpreter: false,
  });
  expect(second.assessment).toMatchObject({
    rowVersion: 3,
    status: 'in-progress',
    informant: 'patient',
    interpreter: false,
    result: null,
  });
  expect(Object.keys(second.assessment.answers)).toEqual(['phq9.1']);
  const stale = await c.refusal(c.people.robin, 'assessments.answer', {
    id,
    rowVersion: 2,
    answers: {},
  });
  expect(stale.code).toBe('conflict');
});

test('nothing is completed while a question is open, and a reason closes it without a total', async () => {
  const c = await clinic();
  const { id, patientId } = await begun(c, 'phq9');
  const { 'phq9.8': _open, ...eight } = allNine('0');
  await answer(c, id, 1, eight);
  const refused = await c.refusal(c.people.robin, 'assessments.complete', { id, rowVersion: 2 });
  expect(refused).toMatchObject({
    code: 'refused',
    key: 'assessmentOpen',
    fields: { 'phq9.8': 'open' },
  });
  await answer(c, id, 2, { 'phq9.8': 'an-refused' });
  await c.call(c.people.robin, 'assessments.complete', { id, rowVersion: 3 });
  expect(await listed(c, patientId)).toMatchObject([
    {
      status: 'completed',
      completedByName: 'Robin Elmcrest',
      instrument: 'phq9',
      version: 1,
      result: {
        scores: [
          { id: 'phq2', value: 2 },
          { id: 'total', value: null },
        ],
      },
    },
  ]);
});

test('an answer that its question does not take is refused and nothing is kept', async () => {
  const c = await clinic();
  const { id } = await begun(c, 'lace');
  const refused = await c.refusal(c.people.robin, 'assessments.answer', {
    id,
    rowVersion: 1,
    answers: { 'lace.los': answered({ number: -1 }), 'lace.ed': answered({ number: 2 }) },
  });
  expect(refused).toMatchObject({ code: 'invalid', fields: { 'lace.los': 'tooLow' } });
  const unknown = await c.refusal(c.people.robin, 'assessments.answer', {
    id,
    rowVersion: 1,
    answers: { 'lace.hb': answered({ number: 2 }) },
  });
  expect(unknown.fields).toEqual({ 'lace.hb': 'unknownItem' });
  const { assessment } = await c.call(c.people.dana, 'assessments.open', { id });
  expect(assessment).toMatchObject({ rowVersion: 1, answers: {} });
});

test('a completed one is amended with a reason, its former answers stay in the history', async () => {
  const c = await clinic();
  const { id, patientId } = await completed(c, 'phq9', allNine('0'));
  expect(
    (await c.refusal(c.people.robin, 'assessments.answer', { id, rowVersion: 3, answers: {} })).key,
  ).toBe('assessmentState');
  const { outcome } = await c.call(c.people.robin, 'assessments.amend', {
    id,
    rowVersion: 3,
    answers: { 'phq9.9': answered({ codes: ['2'] }) },
    reason: 'Misheard',
  });
  expect(outcome.scores.find((score) => score.id === 'total')?.value).toBe(10);
  expect(await listed(c, patientId)).toMatchObject([
    { status: 'amended', amendReason: 'Misheard', rowVersion: 4 },
  ]);
  const former = await c.store.transaction((trx) =>
    trx('revision').where({ tableName: 'assessment', rowId: id, rowVersion: 3 }).first('before'),
  );
  expect(former.before).toContain('completed');
  await act(c, id);
  await c.call(c.people.robin, 'assessments.enterInError', {
    id,
    rowVersion: 4,
    reason: 'Wrong patient',
  });
  expect(await listed(c, patientId)).toMatchObject([
    { status: 'entered-in-error', enteredInErrorReason: 'Wrong patient' },
  ]);
  expect(await c.call(c.people.dana, 'assessments.latestScores', { patientId })).toEqual([]);
});

test('the sex that is recorded decides the band of AUDIT-C, as it was when it was completed', async () => {
  const c = await clinic();
  const three = { 'auditc.1': '1', 'auditc.2': '1', 'auditc.3': '1' };
  const { id, patientId } = await begun(c, 'auditc', await c.stay({ patient: { sex: 'male' } }));
  await answer(c, id, 1, three);
  await c.call(c.people.robin, 'assessments.complete', { id, rowVersion: 2 });
  await c.store.transaction((trx) =>
    trx('patient').where({ id: patientId }).update({ sex: 'female' }),
  );
  const { outcome } = await c.call(c.people.dana, 'assessments.open', { id });
  expect(outcome.scores[0]).toMatchObject({ value: 3, band: 'negative' });
});

test('the newest completed result of each instrument is the one that counts', async () => {
  const c = await clinic();
  const stay = await c.stay();
  const totals = [
    ['2026-03-12T13:50:00.000Z', '5'],
    ['2026-03-12T14:50:00.000Z', '1'],
  ] as const;
  for (const [at, code] of totals) {
    c.setNow(at);
    const { id } = await begun(c, 'sils', stay);
    await answer(c, id, 1, { 'sils.1': code });
    await c.call(c.people.robin, 'assessments.complete', { id, rowVersion: 2 });
  }
  await begun(c, 'sils', stay);
  const { patientId } = stay;
  expect(await c.call(c.people.dana, 'assessments.latestScores', { patientId })).toMatchObject([
    {
      instrument: 'sils',
      completedAt: '2026-03-12T14:50:00.000Z',
      result: { scores: [{ value: 1, band: 'adequate' }] },
    },
  ]);
});

test('one of a kind is begun at a time in a stay, and only what there is', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await begun(c, 'intake');
  const again = { patientId, encounterId, instrument: 'intake' };
  expect((await c.refusal(c.people.dana, 'assessments.start', again)).key).toBe('assessmentBegun');
  const none = { ...again, instrument: 'phq8' };
  expect((await c.refusal(c.people.robin, 'assessments.start', none)).code).toBe('notFound');
});

test('at the next stay the last answers are offered, unconfirmed and with their date', async () => {
  const c = await clinic();
  const first = await begun(c, 'intake');
  const every: Record<string, Said> = Object.fromEntries(
    shipped('intake')
      .items.filter(({ required }) => required)
      .map(({ id }) => [id, 'an-unable'] as const),
  );
  await answer(c, first.id, 1, {
    ...every,
    'in.lang': 'es',
    'in.safe': 'no',
    'in.safe.what': ['hurt'],
  });
  await act(c, first.id);
  await c.call(c.people.robin, 'assessments.complete', { id: first.id, rowVersion: 2 });
  const encounterId = await c.insert('encounter', {
    patientId: first.patientId,
    class: 'inpatient',
    status: 'in-progress',
    active: 1,
    unitId: c.west,
    admittedAt: '2026-03-12T12:00:00.000Z',
    visitNumber: 'next',
  });
  const { assessment, outcome } = await c.call(c.people.robin, 'assessments.start', {
    patientId: first.patientId,
    encounterId,
    instrument: 'intake',
  });
  expect(Object.keys(assessment.answers)).toEqual(['in.lang']);
  expect(assessment.answers['in.lang']).toMatchObject({
    confirmed: false,
    source: { from: 'lastStay', response: first.id },
  });
  expect(outcome.done).toBe(0);
});

test('what is answered is scored by the definition that the record keeps, for ever', async () => {
  const c = await clinic();
  // The file was edited since, without a new version: the record keeps what it was answered to.
  const former = structuredClone(shipped('sils'));
  former.items[0]!.options![2]!.points = 1;
  const definition = JSON.stringify(former);
  await c.insert('instrument_version', { instrument: 'sils', version: 1, definition });
  const { id, patientId } = await completed(c, 'sils', { 'sils.1': '3' });
  const { outcome, instrument } = await c.call(c.people.dana, 'assessments.open', { id });
  expect(instrument).toEqual(former);
  expect(outcome.scores).toMatchObject([{ value: 1, band: 'adequate' }]);
  expect((await listed(c, patientId))[0]?.result?.scores).toEqual(outcome.scores);
  // What was never answered before is kept as it is shipped.
  const other = await completed(c, 'phq9', allNine('0'));
  const opened = await c.call(c.people.dana, 'assessments.open', { id: other.id });
  expect(opened.instrument).toEqual(shipped('phq9'));
});

test('a discharge planner reads assessments and writes none', async () => {
  const c = await clinic();
  const { id, patientId, encounterId } = await completed(c, 'sils', { 'sils.1': '3' });
  const planner = Object.values(c.people).find(({ role }) => role === 'dischargePlanner')!;
  await c.call(planner, 'assessments.open', { id });
  const start = { patientId, encounterId, instrument: 'phq9' };
  expect((await c.refusal(planner, 'assessments.start', start)).code).toBe('forbidden');
  expect(
    (await c.refusal(planner, 'assessments.enterInError', { id, rowVersion: 3, reason: 'x' })).code,
  ).toBe('forbidden');
});

test('an entry of the audit names the assessment and holds no answer', async () => {
  const c = await clinic();
  await completed(c, 'phq9', allNine('3'));
  const entries = (await c.audit()).filter(({ action }) =>
    String(action).startsWith('assessments.'),
  );
  expect(entries.map(({ action }) => action)).toEqual([
    'assessments.start',
    'assessments.alertRaised',
    'assessments.answer',
    'assessments.open',
    'assessments.recordSafety',
    'assessments.complete',
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/phq9\.9|Slatefield|Stayed/);
});

test('the history tells that one was begun, completed and amended, and not each answer', async () => {
  const c = await clinic();
  const { id, patientId } = await completed(c, 'sils', { 'sils.1': '3' });
  await c.call(c.people.robin, 'assessments.amend', {
    id,
    rowVersion: 3,
    answers: { 'sils.1': answered({ codes: ['2'] }) },
    reason: 'Misheard',
  });
  const { events } = await c.call(c.people.dana, 'patients.timeline', {
    patientId,
    kind: 'record',
    before: null,
    limit: 20,
  });
  expect(events).toMatchObject([
    {
      action: 'assessments.amend',
      recordType: 'assessment',
      fields: [
        { field: 'status', from: 'completed', to: 'amended' },
        { field: 'amendReason', from: null, to: 'Misheard' },
      ],
    },
    {
      action: 'assessments.complete',
      fields: [
        { field: 'status', from: 'in-progress', to: 'completed' },
        { field: 'completedAt', from: null },
      ],
    },
    { action: 'assessments.start', change: 'made' },
  ]);
  expect(JSON.stringify(events)).not.toContain('sils.1');
});

test('a patient’s assessments are read by their indexes', async () => {
  const c = await clinic();
  await c.store.transaction(async (trx) => {
    expect(await queryPlan(trx, assessmentsQuery(trx, ['p']))).toContain(
      'assessment_patientid_createdat_index',
    );
    expect(await queryPlan(trx, completedQuery(trx, ['p']))).toContain(
      'assessment_patientid_instrument_completedat_index',
    );
  });
});
