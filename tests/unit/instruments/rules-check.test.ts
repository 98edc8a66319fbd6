import { describe, expect, test } from 'vitest';
import { instruments } from '../../../electron/clinical/instruments';
import { checkRules } from '../../../shared/clinical/rules-check';

/** One row through the command's own function. */
const run = (rule: string, input: unknown, zone = 'America/New_York') =>
  checkRules({ rule, zone, rows: [{ id: 'a', input }] }, { instruments })[0] as {
    result?: Record<string, unknown>;
    error?: string;
  };
const result = (rule: string, input: unknown, zone?: string) => {
  const row = run(rule, input, zone);
  expect(row.error).toBeUndefined();
  return row.result!;
};
const error = (rule: string, input: unknown) => {
  const row = run(rule, input);
  expect(row).not.toHaveProperty('result');
  return row.error;
};

const items = (count: number, total: number) =>
  Array.from({ length: count }, (_, at) => Math.max(0, Math.min(3, total - 3 * at)));

describe('LACE (van Walraven, CMAJ 2010)', () => {
  const patient = { los_days: 0, acute_admission: false, comorbidities: [], ed_visits_6m: 0 };

  test('the example of check.md', () => {
    expect(
      run('lace', {
        los_days: 5,
        acute_admission: true,
        comorbidities: ['heart_failure', 'chronic_pulmonary'],
        ed_visits_6m: 1,
      }),
    ).toMatchObject({
      id: 'a',
      result: { L: 4, A: 3, charlson: 4, C: 5, E: 1, total: 13, band: 'high' },
    });
  });

  test.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [6, 4],
    [7, 5],
    [13, 5],
    [14, 7],
    [365, 7],
  ])('a stay of %i days gives %i', (los_days, L) => {
    expect(result('lace', { ...patient, los_days })).toMatchObject({ L, total: L });
  });

  test.each([
    ['previous_mi', 1],
    ['cerebrovascular', 1],
    ['peripheral_vascular', 1],
    ['diabetes_without_complications', 1],
    ['heart_failure', 2],
    ['diabetes_end_organ', 2],
    ['chronic_pulmonary', 2],
    ['mild_liver_or_renal', 2],
    ['any_tumour', 2],
    ['dementia', 3],
    ['connective_tissue', 3],
    ['aids', 4],
    ['moderate_severe_liver_or_renal', 4],
    ['metastatic', 6],
  ])('%s weighs %i', (name, charlson) => {
    expect(result('lace', { ...patient, comorbidities: [name] })).toMatchObject({
      charlson,
      C: charlson < 4 ? charlson : 5,
    });
  });

  test.each([
    [['diabetes_without_complications', 'diabetes_end_organ'], 2],
    [['mild_liver_or_renal', 'moderate_severe_liver_or_renal'], 4],
    [['metastatic', 'any_tumour'], 6],
    [['dementia', 'dementia'], 3],
    [['diabetes_end_organ', 'previous_mi', 'diabetes_without_complications'], 3],
  ])('of %j only the worse of a pair counts: %i', (comorbidities, charlson) => {
    expect(result('lace', { ...patient, comorbidities })).toMatchObject({ charlson });
  });

  test.each([
    [0, 0],
    [1, 1],
    [4, 4],
    [5, 4],
    [30, 4],
  ])('%i emergency visits give %i', (ed_visits_6m, E) => {
    expect(result('lace', { ...patient, ed_visits_6m })).toMatchObject({ E });
  });

  test.each([
    [{ los_days: 4 }, 4, 'low'],
    [{ los_days: 3, ed_visits_6m: 2 }, 5, 'moderate'],
    [{ los_days: 3, ed_visits_6m: 3, acute_admission: true }, 9, 'moderate'],
    [{ los_days: 14, acute_admission: true }, 10, 'high'],
    [{ los_days: 14, acute_admission: true, comorbidities: ['aids'], ed_visits_6m: 9 }, 19, 'high'],
    [{}, 0, 'low'],
  ])('%j is %i, %s', (more, total, band) => {
    expect(result('lace', { ...patient, ...more })).toMatchObject({ total, band });
  });

  test.each([
    ['across midnight', '2026-03-11T03:59:00Z', '2026-03-11T04:01:00Z', 'America/New_York', 1],
    ['within one local day', '2026-03-11T04:01:00Z', '2026-03-12T03:59:00Z', 'America/New_York', 0],
    ['in a day of 23 hours', '2026-03-08T04:30:00Z', '2026-03-09T04:30:00Z', 'America/New_York', 2],
    ['in a day of 25 hours', '2026-11-01T04:30:00Z', '2026-11-02T04:30:00Z', 'America/New_York', 0],
    ['by the row, not by UTC', '2026-03-11T01:00:00Z', '2026-03-11T20:00:00Z', 'Asia/Tokyo', 1],
    ['in the same minute', '2026-03-11T12:00:00Z', '2026-03-11T12:00:00Z', 'America/New_York', 0],
    ['over a leap day', '2028-02-28T17:00:00Z', '2028-03-01T17:00:00Z', 'America/New_York', 2],
  ])('the stay is the difference of local dates, %s', (_name, admitted, discharged, zone, L) => {
    const { los_days: _, ...rest } = patient;
    expect(result('lace', { ...rest, admitted, discharged }, zone)).toMatchObject({ L });
  });

  test('what is open gives no total, and says what it is', () => {
    expect(result('lace', { ...patient, los_days: 5, ed_visits_6m: null })).toMatchObject({
      L: 4,
      E: null,
      total: null,
      band: null,
      missing: ['ed_visits_6m'],
    });
    expect(result('lace', { ...patient, comorbidities: null })).toMatchObject({
      charlson: null,
      C: null,
      total: null,
    });
    expect(
      result('lace', { ...patient, los_days: null, admitted: '2026-03-11T12:00:00Z' }),
    ).toMatchObject({ L: null, total: null, missing: ['los_days'] });
  });

  test.each([
    [{}, /Nothing is given/],
    [{ ...patient, los_days: -1 }, /los_days is -1/],
    [{ ...patient, los_days: 2.5 }, /no whole number/],
    [{ ...patient, los_days: '5' }, /“5”, which is no number/],
    [{ ...patient, acute_admission: 'yes' }, /neither true nor false/],
    [{ ...patient, acute_admission: 1 }, /neither true nor false/],
    [{ ...patient, comorbidities: 'dementia' }, /no list/],
    [{ ...patient, comorbidities: ['gout'] }, /“gout”/],
    [{ ...patient, comorbidities: [7] }, /7, which the index/],
    [{ ...patient, ed_visits_6m: -1 }, /ed_visits_6m/],
    [{ ...patient, ed_visits_6m: true }, /no number/],
    [
      {
        ...patient,
        los_days: null,
        admitted: '2026-03-12T12:00:00Z',
        discharged: '2026-03-11T12:00:00Z',
      },
      /before admitted/,
    ],
    [
      { ...patient, los_days: null, admitted: '2026-03-12', discharged: '2026-03-13' },
      /no instant/,
    ],
    [
      {
        ...patient,
        los_days: 9,
        admitted: '2026-03-11T12:00:00Z',
        discharged: '2026-03-12T12:00:00Z',
      },
      /says 9/,
    ],
  ])('%j cannot be reckoned', (input, words) => {
    expect(error('lace', input)).toMatch(words);
  });
});

describe('HOSPITAL (Donzé, 2016)', () => {
  const patient = {
    hb_g_dl: 14,
    oncology_service: false,
    sodium_mmol_l: 140,
    procedure: false,
    urgent: false,
    admissions_12m: 0,
    los_days: 1,
  };

  test.each([
    [{}, 'H', 0],
    [{ hb_g_dl: 11.9 }, 'H', 1],
    [{ hb_g_dl: 12 }, 'H', 0],
    [{ oncology_service: true }, 'O', 2],
    [{ sodium_mmol_l: 134.9 }, 'S', 1],
    [{ sodium_mmol_l: 135 }, 'S', 0],
    [{ procedure: true }, 'P', 1],
    [{ urgent: true }, 'IT', 1],
    [{ los_days: 4 }, 'L', 0],
    [{ los_days: 5 }, 'L', 2],
    [{ admissions_12m: 1 }, 'A', 0],
    [{ admissions_12m: 2 }, 'A', 2],
    [{ admissions_12m: 5 }, 'A', 2],
    [{ admissions_12m: 6 }, 'A', 5],
  ])('%j gives %s %i', (more, name, points) => {
    const { points: all, total } = result('hospital', { ...patient, ...more }) as {
      points: Record<string, number>;
      total: number;
    };
    expect(all[name]).toBe(points);
    expect(total).toBe(points);
  });

  test.each([
    [{ oncology_service: true, los_days: 5 }, 4, 'low'],
    [{ oncology_service: true, los_days: 5, urgent: true }, 5, 'intermediate'],
    [{ oncology_service: true, los_days: 5, admissions_12m: 2 }, 6, 'intermediate'],
    [{ oncology_service: true, admissions_12m: 6 }, 7, 'high'],
    [
      {
        hb_g_dl: 8,
        oncology_service: true,
        sodium_mmol_l: 120,
        procedure: true,
        urgent: true,
        admissions_12m: 9,
        los_days: 20,
      },
      13,
      'high',
    ],
  ])('%j is %i, %s', (more, total, band) => {
    expect(result('hospital', { ...patient, ...more })).toMatchObject({ total, band });
  });

  test('there is no total until hemoglobin and sodium are known', () => {
    expect(result('hospital', { ...patient, hb_g_dl: null, urgent: true })).toMatchObject({
      points: { H: null, IT: 1 },
      total: null,
      band: null,
      missing: ['hb_g_dl'],
    });
    expect(result('hospital', { ...patient, sodium_mmol_l: null })).toMatchObject({
      points: { S: null },
      total: null,
    });
  });

  test.each([
    [{}, /Nothing is given/],
    [{ ...patient, hb_g_dl: 120 }, /hb_g_dl is 120; it can be 1 to 30/],
    [{ ...patient, hb_g_dl: 'low' }, /no number/],
    [{ ...patient, sodium_mmol_l: 13.5 }, /sodium_mmol_l/],
    [{ ...patient, admissions_12m: 1.5 }, /no whole number/],
    [{ ...patient, los_days: -2 }, /los_days/],
    [{ ...patient, procedure: 'none' }, /neither true nor false/],
  ])('%j cannot be reckoned', (input, words) => {
    expect(error('hospital', input)).toMatch(words);
  });
});

describe('PHQ-9', () => {
  test.each([
    [0, 'minimal'],
    [4, 'minimal'],
    [5, 'mild'],
    [9, 'mild'],
    [10, 'moderate'],
    [14, 'moderate'],
    [15, 'moderately severe'],
    [19, 'moderately severe'],
    [20, 'severe'],
    [27, 'severe'],
  ])('a total of %i is %s', (total, band) => {
    expect(result('phq9', { items: items(9, total) })).toMatchObject({
      complete: true,
      total,
      band,
    });
  });

  test('one open item leaves no total and no band, whichever it is', () => {
    for (let open = 0; open < 9; open += 1) {
      const answers: (number | null)[] = items(9, 12);
      answers[open] = null;
      expect(result('phq9', { items: answers })).toMatchObject({
        complete: false,
        total: null,
        band: null,
        missing: [String(open + 1)],
      });
    }
  });

  test.each([
    [1, true],
    [3, true],
    [0, false],
    [null, false],
  ])('item 9 answered %j: alert %j, also when all others are open', (ninth, alert) => {
    const answers = [...Array.from({ length: 8 }, () => null), ninth];
    expect(result('phq9', { items: answers })).toMatchObject({
      item9_alert: alert,
      item9_asked: ninth !== null,
      complete: false,
      total: null,
    });
  });

  test.each([
    [[1, 1], 2, false],
    [[2, 1], 3, true],
    [[3, 3], 6, true],
    [[3, null], null, null],
  ])('PHQ-2 is made of the first two: %j', (first, phq2, phq2_positive) => {
    const answers = [...first, ...Array.from({ length: 7 }, () => null)];
    expect(result('phq9', { items: answers })).toMatchObject({ phq2, phq2_positive, total: null });
  });

  test.each([
    [{}, /items is missing/],
    [{ items: [0, 0] }, /2 answers; there are 9/],
    [{ items: items(10, 3) }, /10 answers/],
    [{ items: [4, 0, 0, 0, 0, 0, 0, 0, 0] }, /Item 1 is 4; it can be 0 to 3/],
    [{ items: [0, 0, 0, 0, 0, 0, 0, 0, -1] }, /Item 9/],
    [{ items: [0, 1.5, 0, 0, 0, 0, 0, 0, 0] }, /no whole number/],
    [{ items: [0, '1', 0, 0, 0, 0, 0, 0, 0] }, /“1”, which is no number/],
    [{ items: [0, true, 0, 0, 0, 0, 0, 0, 0] }, /no number/],
    [{ items: 'none' }, /no list/],
    [null, /no object/],
    [[1], /no object/],
  ])('%j cannot be reckoned', (input, words) => {
    expect(error('phq9', input)).toMatch(words);
  });
});

describe('GAD-7', () => {
  test.each([
    [0, 'minimal', false],
    [4, 'minimal', false],
    [5, 'mild', false],
    [9, 'mild', false],
    [10, 'moderate', true],
    [14, 'moderate', true],
    [15, 'severe', true],
    [21, 'severe', true],
  ])('a total of %i is %s, further evaluation %j', (total, band, positive) => {
    expect(result('gad7', { items: items(7, total) })).toEqual({
      complete: true,
      total,
      band,
      positive,
      missing: [],
    });
  });

  test('an open item leaves everything open', () => {
    expect(result('gad7', { items: [3, 3, 3, 3, 3, 3, null] })).toEqual({
      complete: false,
      total: null,
      band: null,
      positive: null,
      missing: ['7'],
    });
  });
});

describe('AUDIT-C', () => {
  test.each([
    ['male', 3, false, 4],
    ['male', 4, true, 4],
    ['female', 2, false, 3],
    ['female', 3, true, 3],
    ['other', 3, true, 3],
    [null, 3, true, 3],
    [null, 2, false, 3],
    ['unknown', 3, true, 3],
  ])('sex %j, total %i: positive %j from %i', (sex, total, positive, threshold) => {
    const q3 = Math.max(0, total - 2);
    expect(result('auditc', { q1: 1, q2: total - 1 - q3, q3, sex })).toMatchObject({
      total,
      threshold,
      positive,
      only_q1: false,
      brief_intervention: false,
    });
  });

  test.each([
    [
      { q1: 4, q2: 0, q3: 0 },
      { total: 4, positive: true, only_q1: true },
    ],
    [
      { q1: 2, q2: 0, q3: 0 },
      { total: 2, positive: false, only_q1: true },
    ],
    [
      { q1: 0, q2: 0, q3: 0 },
      { total: 0, positive: false, only_q1: false },
    ],
    [
      { q1: 4, q2: 1, q3: 0 },
      { total: 5, brief_intervention: true, only_q1: false },
    ],
    [{ q1: 4, q2: 0, q3: 0 }, { brief_intervention: false }],
    [
      { q1: 4, q2: 4, q3: 4 },
      { total: 12, brief_intervention: true },
    ],
  ])('%j gives %j', (input, expected) => {
    expect(result('auditc', { ...input, sex: 'male' })).toMatchObject(expected);
  });

  test('an open question is no zero, even after "never"', () => {
    expect(result('auditc', { q1: 0, q2: null, q3: null, sex: 'female' })).toMatchObject({
      total: null,
      threshold: 3,
      positive: null,
      only_q1: null,
      brief_intervention: null,
      missing: ['q2', 'q3'],
    });
  });

  test.each([
    [{}, /Nothing is given/],
    [{ q1: 5, q2: 0, q3: 0, sex: 'male' }, /q1 is 5; it can be 0 to 4/],
    [{ q1: 0, q2: 0, q3: 0, sex: 'm' }, /sex is “m”/],
    [{ q1: 0.5, q2: 0, q3: 0 }, /no whole number/],
  ])('%j cannot be reckoned', (input, words) => {
    expect(error('auditc', input)).toMatch(words);
  });
});

describe('BIMS (CMS, C0200 to C0500)', () => {
  const best = { c0200: 3, c0300a: 3, c0300b: 2, c0300c: 1, c0400a: 2, c0400b: 2, c0400c: 2 };
  const zero = Object.fromEntries(Object.keys(best).map((name) => [name, 0]));
  const dash = Object.fromEntries(Object.keys(best).map((name) => [name, '-']));

  test.each([
    [best, '15', 15, 'intact'],
    [{ ...best, c0400c: 0 }, '13', 13, 'intact'],
    [{ ...best, c0200: 0 }, '12', 12, 'moderately impaired'],
    [{ ...best, c0200: 0, c0300a: 0, c0400a: 1 }, '08', 8, 'moderately impaired'],
    [{ ...best, c0200: 0, c0300a: 0, c0400a: 0 }, '07', 7, 'severely impaired'],
    [zero, '00', 0, 'severely impaired'],
  ])('%j is %s', (input, c0500, score, band) => {
    expect(result('bims', input)).toEqual({ c0500, score, band });
  });

  test('four zeros for want of an answer make 99, three do not', () => {
    const refused = ['c0200', 'c0300a', 'c0300b'];
    expect(result('bims', { ...zero, c0300c: 1, refused })).toEqual({
      c0500: '01',
      score: 1,
      band: 'severely impaired',
    });
    expect(result('bims', { ...zero, c0300c: 1, refused: [...refused, 'c0400a'] })).toEqual({
      c0500: '99',
      score: null,
      band: null,
    });
    expect(result('bims', { ...zero, refused: [...refused, 'c0200'] })).toMatchObject({
      c0500: '00',
    });
  });

  test('some dashes make 99, dashes throughout are not assessed', () => {
    expect(result('bims', { ...best, c0400c: '-' })).toEqual({
      c0500: '99',
      score: null,
      band: null,
    });
    expect(result('bims', { ...dash, c0200: 3 })).toMatchObject({ c0500: '99' });
    expect(result('bims', dash)).toEqual({ c0500: '-', score: null, band: null });
    expect(result('bims', { ...dash, refused: [] })).toMatchObject({ c0500: '-' });
  });

  test.each([
    [{}, /Nothing is given/],
    [{ ...best, c0400c: null }, /c0400c is open/],
    [{ c0200: 3 }, /c0300a is open/],
    [{ ...best, c0300c: 2 }, /c0300c is 2; it can be 0 to 1/],
    [{ ...best, c0400a: 3 }, /c0400a/],
    [{ ...best, c0200: '3' }, /“3”, which is no number/],
    [{ ...best, refused: ['c0200'] }, /c0200, which is coded 3 and not 0/],
    [{ ...zero, refused: ['c0600'] }, /no item of BIMS/],
    [{ ...zero, refused: 'c0200' }, /no list/],
  ])('%j cannot be reckoned', (input, words) => {
    expect(error('bims', input)).toMatch(words);
  });
});

describe('Katz', () => {
  const names = ['bathing', 'dressing', 'toileting', 'transferring', 'continence', 'feeding'];
  const able = (count: number) =>
    Object.fromEntries(names.map((name, at) => [name, at < count ? 1 : 0]));

  test.each([
    [6, 'full function'],
    [5, 'moderate impairment'],
    [3, 'moderate impairment'],
    [2, 'severe impairment'],
    [0, 'severe impairment'],
  ])('%i of six is %s', (total, band) => {
    expect(result('katz', able(total))).toEqual({ complete: true, total, band, missing: [] });
  });

  test('an open domain leaves no total', () => {
    expect(result('katz', { ...able(6), feeding: null })).toEqual({
      complete: false,
      total: null,
      band: null,
      missing: ['feeding'],
    });
    expect(result('katz', { bathing: 1 })).toMatchObject({ complete: false, total: null });
  });

  test.each([
    [{}, /Nothing is given/],
    [{ ...able(6), bathing: 2 }, /bathing is 2/],
    [{ ...able(6), bathing: true }, /no number/],
    [{ ...able(6), bathing: 0.5 }, /no whole number/],
  ])('%j cannot be reckoned', (input, words) => {
    expect(error('katz', input)).toMatch(words);
  });
});

test('unknown keys are ignored, rows keep their order, a wrong zone is a row of its own', () => {
  const good = { items: items(7, 3), more: { of: 'this' } };
  expect(
    checkRules(
      {
        rule: 'gad7',
        zone: 'America/New_York',
        rows: [
          { id: 2, input: good },
          { id: 'b', input: {} },
          { id: 'c', zone: 'Nowhere/Land', input: good },
        ],
      },
      { instruments },
    ),
  ).toMatchObject([
    { id: 2, result: { total: 3 } },
    { id: 'b', error: 'items is missing.' },
    { id: 'c', error: 'Nowhere/Land is no time zone' },
  ]);
});
