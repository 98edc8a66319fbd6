import { expect, test } from 'vitest';
import { answered } from '../../shared/clinical/instruments/answers';
import { clinic, type Clinic } from '../support/clinic';
import { say, shipped, type Said } from '../support/instruments';

type Stay = Awaited<ReturnType<Clinic['stay']>>;

const begin = (c: Clinic, stay: Stay, instrument: string) =>
  c.call(c.people.robin, 'assessments.start', { ...stay, instrument });

const done = async (c: Clinic, stay: Stay, instrument: string, said: Record<string, Said>) => {
  const { assessment } = await begin(c, stay, instrument);
  const { id } = assessment;
  await c.call(c.people.robin, 'assessments.answer', {
    id,
    rowVersion: 1,
    answers: say(shipped(instrument), said),
  });
  await c.call(c.people.robin, 'assessments.complete', { id, rowVersion: 2 });
  return id;
};

const due = (c: Clinic, stay: Stay) => c.call(c.people.dana, 'assessments.due', stay);

test('numbers of the record are offered with their source, and count only when confirmed', async () => {
  const c = await clinic();
  const stay = await c.stay();
  await c.insert('condition', {
    ...{ patientId: stay.patientId, system: 'icd10', code: 'I50.23', display: 'Heart failure' },
  });
  await c.insert('encounter', {
    ...{ patientId: stay.patientId, class: 'emergency', status: 'finished', active: 0 },
    ...{ admittedAt: '2026-01-02T12:00:00.000Z', dischargedAt: '2026-01-02T18:00:00.000Z' },
    visitNumber: 'ed-1',
  });
  const { assessment, outcome } = await begin(c, stay, 'lace');
  expect(assessment.answers).toMatchObject({
    'lace.los': { value: { number: 5 }, confirmed: false, source: { from: 'encounter' } },
    'lace.ed': { value: { number: 1 }, source: { from: 'encounter' } },
    'lace.comorbidities': { value: { codes: ['heart_failure'] }, source: { from: 'conditions' } },
  });
  expect(assessment.answers).not.toHaveProperty(['lace.acute']);
  expect(outcome).toMatchObject({ done: 0, of: 4 });
  expect(outcome.scores.find(({ id }) => id === 'total')?.value).toBeNull();
});

test('language, people, doctor and coverage are offered to the intake, and the helper as the caregiver', async () => {
  const c = await clinic();
  const stay = await c.stay({ patient: { language: 'spa' } });
  const of = { patientId: stay.patientId };
  await c.insert('related_person', {
    ...of,
    name: 'Clover',
    phone: '555-0175',
    roles: 'caregiver',
  });
  await c.insert('coverage', { ...of, payer: 'Northplan', planClass: 'medicareAdvantage' });
  await c.insert('care_team_member', { ...of, name: 'Dr. Alda Pine', role: 'pcp' });
  const { assessment } = await begin(c, stay, 'intake');
  expect(assessment.answers).toMatchObject({
    'in.lang': { value: { codes: ['es'] }, confirmed: false },
    'in.help.who': { value: { person: { name: 'Clover', phone: '555-0175' } } },
    'in.pcp.org': { value: { organization: { name: 'Dr. Alda Pine' } } },
    'in.payer': { value: { codes: ['shown'] } },
  });
  for (const never of ['in.safe', 'in.informant', 'in.function.now'])
    expect(assessment.answers).not.toHaveProperty([never]);
  const next = await c.call(c.people.robin, 'assessments.answer', {
    id: assessment.id,
    rowVersion: 1,
    answers: say(shipped('intake'), { 'in.help': 'daily', 'in.help.who': 'Clover' }),
  });
  expect(next.assessment.answers['in.caregiver.who']).toMatchObject({
    confirmed: false,
    source: { from: 'item' },
  });
});

test('a positive PHQ-2 makes PHQ-9 due, with its two answers offered, until it is done', async () => {
  const c = await clinic();
  const stay = await c.stay();
  await done(c, stay, 'phq2', { 'phq2.1': '2', 'phq2.2': '1' });
  const asked = (await due(c, stay)).find(({ instrument }) => instrument === 'phq9');
  expect(asked).toMatchObject({
    begunId: null,
    overdue: false,
    dueBefore: '2026-03-13T04:00:00.000Z',
    reason: { kind: 'asked', by: 'phq2' },
  });
  const { assessment } = await begin(c, stay, 'phq9');
  expect(assessment.answers).toMatchObject({
    'phq9.1': { value: { codes: ['2'] }, confirmed: false, source: { from: 'instrument' } },
    'phq9.2': { value: { codes: ['1'] } },
  });
  expect((await due(c, stay)).find(({ instrument }) => instrument === 'phq9')?.begunId).toBe(
    assessment.id,
  );
  const all = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`phq9.${at + 1}`, '0']));
  await c.call(c.people.robin, 'assessments.answer', {
    id: assessment.id,
    rowVersion: 1,
    answers: say(shipped('phq9'), all),
  });
  await c.call(c.people.robin, 'assessments.complete', { id: assessment.id, rowVersion: 2 });
  expect((await due(c, stay)).some(({ instrument }) => instrument === 'phq9')).toBe(false);
});

test('a negative PHQ-2 asks for nothing more', async () => {
  const c = await clinic();
  const stay = await c.stay();
  await done(c, stay, 'phq2', { 'phq2.1': '1', 'phq2.2': '1' });
  expect((await due(c, stay)).some(({ instrument }) => instrument === 'phq9')).toBe(false);
});

test('a new stay owes intake and LACE in 24 hours, and the readmission interview after 12 days', async () => {
  const c = await clinic();
  const stay = await c.stay();
  const former = await c.insert('encounter', {
    ...{ patientId: stay.patientId, class: 'inpatient', status: 'finished', active: 0 },
    ...{ admittedAt: '2026-02-18T12:00:00.000Z', dischargedAt: '2026-02-23T18:00:00.000Z' },
    ...{ visitNumber: 'before', dischargeDisposition: 'home' },
  });
  const lines = await due(c, stay);
  expect(lines.map(({ instrument, reason }) => [instrument, reason.kind])).toEqual([
    ['intake', 'afterAdmission'],
    ['lace', 'afterAdmission'],
    ['readmission', 'readmission'],
    ['hospital', 'beforeDischarge'],
    ['lace', 'beforeDischarge'],
  ]);
  expect(lines[2]).toMatchObject({ reason: { days: 12 }, overdue: true });
  const { assessment, outcome } = await begin(c, stay, 'readmission');
  expect(assessment.answers['ra.days']).toMatchObject({
    value: { text: '12 days since leaving (02/23/2026), Home, LACE then not known' },
    source: { from: 'formerStay', asOf: '2026-02-23T18:00:00.000Z' },
  });
  expect(outcome.states['ra.days']).toBe('answered');
  const spanish = await c.stay();
  expect(former).not.toBe(spanish.encounterId);
});

test('facts of the former stay are put in the language of who asks', async () => {
  const c = await clinic();
  const stay = await c.stay();
  await c.insert('encounter', {
    ...{ patientId: stay.patientId, class: 'inpatient', status: 'finished', active: 0 },
    ...{ admittedAt: '2026-02-18T12:00:00.000Z', dischargedAt: '2026-02-23T18:00:00.000Z' },
    visitNumber: 'before',
  });
  const { assessment } = await c.call(c.people.robin, 'assessments.start', {
    ...{ ...stay, instrument: 'readmission', language: 'es' },
  });
  expect(assessment.answers['ra.days']?.value).toEqual({
    text: '12 días desde la salida (02/23/2026), LACE de entonces: no se sabe',
  });
});

test('the reading question in the intake completes SILS, and changing it corrects that one', async () => {
  const c = await clinic();
  const stay = await c.stay();
  const { assessment } = await begin(c, stay, 'intake');
  const { id } = assessment;
  const link = (rowVersion: number, code: string) =>
    c.call(c.people.robin, 'assessments.answerLinked', { id, rowVersion, item: 'in.read', code });
  const first = await link(1, '4');
  expect(first.assessment.answers['in.read']?.value).toMatchObject({ link: { number: 4 } });
  expect(first.outcome.flags.find((flag) => flag.id === 'fl-reading')?.state).toBe('raised');
  await link(2, '1');
  const { assessments } = await c.call(c.people.dana, 'assessments.ofPatient', {
    ...{ patientId: stay.patientId, offset: 0, limit: 10 },
  });
  expect(assessments.map(({ instrument, status }) => [instrument, status])).toEqual([
    ['sils', 'amended'],
    ['intake', 'in-progress'],
  ]);
  const wrong = { id, rowVersion: 3, item: 'in.lang', code: 'en' };
  expect((await c.refusal(c.people.robin, 'assessments.answerLinked', wrong)).code).toBe(
    'notFound',
  );
});

test('the overview says flags with their answers, and what nobody answered is never “no”', async () => {
  const c = await clinic();
  const stay = await c.stay();
  const every = Object.fromEntries(
    shipped('intake')
      .items.filter(({ required }) => required)
      .map(({ id }) => [id, 'an-unable'] as const),
  );
  await done(c, stay, 'intake', { ...every, 'in.help': 'none', 'in.living': 'an-refused' });
  const [intake] = await c.call(c.people.dana, 'assessments.overview', {
    patientId: stay.patientId,
  });
  expect(intake?.flags).toEqual([
    {
      id: 'fl-alone',
      text: { en: 'Nobody to help at home', es: 'Nadie que ayude en casa' },
      said: [
        {
          question: shipped('intake').items.find(({ id }) => id === 'in.help')!.text,
          answer: { en: 'nobody', es: 'nadie' },
        },
      ],
    },
  ]);
  const states = new Map(intake?.open.map(({ question, state }) => [question.en, state]));
  expect(states.get('Where do you live now?')).toBe('refused');
  expect(states.get('Falls in the last 6 months')).toBe('open');
});

test('the trend of an instrument runs over stays, and the former response stands beside', async () => {
  const c = await clinic();
  const stay = await c.stay();
  const first = await done(c, stay, 'sils', { 'sils.1': '4' });
  c.setNow('2026-03-13T14:00:00.000Z');
  await done(c, stay, 'sils', { 'sils.1': '2' });
  const trend = await c.call(c.people.dana, 'assessments.ofInstrument', {
    ...{ patientId: stay.patientId, instrument: 'sils' },
  });
  expect(trend.map(({ result }) => result?.scores[0]?.value)).toEqual([2, 4]);
  const { assessment } = await begin(c, stay, 'sils');
  const opened = await c.call(c.people.dana, 'assessments.open', { id: assessment.id });
  expect(opened.previous?.answers['sils.1']).toEqual(answered({ codes: ['2'] }));
  const older = await c.call(c.people.dana, 'assessments.open', { id: first });
  expect(older.previous).toBeNull();
});
