import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../shared/clinical/instruments/outcome';
import { outcome } from '../../support/instruments';

describe('results of forms whose wording is not shipped', () => {
  test.each([
    ['braden', 6, 'very-high'],
    ['braden', 9, 'very-high'],
    ['braden', 10, 'high'],
    ['braden', 12, 'high'],
    ['braden', 13, 'moderate'],
    ['braden', 14, 'moderate'],
    ['braden', 15, 'mild'],
    ['braden', 18, 'mild'],
    ['braden', 19, 'none'],
    ['braden', 23, 'none'],
    ['morse', 0, 'low'],
    ['morse', 24, 'low'],
    ['morse', 25, 'medium'],
    ['morse', 44, 'medium'],
    ['morse', 45, 'high'],
    ['morse', 125, 'high'],
    ['moca', 25, 'below'],
    ['moca', 26, 'normal'],
    ['moca', 30, 'normal'],
    ['minicog', 2, 'positive'],
    ['minicog', 3, 'negative'],
    ['barthel', 0, 'total'],
    ['barthel', 20, 'total'],
    ['barthel', 21, 'severe'],
    ['barthel', 60, 'severe'],
    ['barthel', 61, 'moderate'],
    ['barthel', 90, 'moderate'],
    ['barthel', 91, 'slight'],
    ['barthel', 99, 'slight'],
    ['barthel', 100, 'independent'],
    ['cfs', 1, 'not-frail'],
    ['cfs', 4, 'not-frail'],
    ['cfs', 5, 'frail'],
    ['cfs', 8, 'frail'],
    ['cfs', 9, 'terminally-ill'],
    ['mcsi', 0, null],
    ['mcsi', 26, null],
  ])('%s %i: %s', (id, total, band) => {
    expect(outcome(id, { [`${id}.total`]: total }).score('total')).toMatchObject({
      value: total,
      band,
    });
  });

  test.each([
    ['braden', 5, 'tooLow'],
    ['braden', 24, 'tooHigh'],
    ['morse', 126, 'tooHigh'],
    ['moca', 31, 'tooHigh'],
    ['minicog', 6, 'tooHigh'],
    ['barthel', 100.5, 'whole'],
    ['cfs', 0, 'tooLow'],
    ['mcsi', 27, 'tooHigh'],
  ])('%s does not take %d', (id, total, problem) => {
    expect(outcome(id, { [`${id}.total`]: total }).problems).toEqual([
      { item: `${id}.total`, problem },
    ]);
  });

  test('the frailty scale says for whom it is meant', () => {
    expect(outcome('cfs', { 'cfs.total': 5 }, { age: 65 }).applies).toBe(true);
    expect(outcome('cfs', { 'cfs.total': 5 }, { age: 64 }).applies).toBe(false);
    expect(outcome('cfs', { 'cfs.total': 5 }).applies).toBeNull();
  });

  test('AM-PAC takes the raw or the T-score, and the other is not asked', () => {
    const raw = outcome('ampac', { 'ampac.scale': 'raw', 'ampac.raw': 16 });
    expect(raw.score('raw').value).toBe(16);
    expect(raw.states['ampac.t']).toBe('notShown');
    expect(raw.score('t').value).toBeNull();
    const t = outcome('ampac', { 'ampac.scale': 't', 'ampac.t': 42.1 });
    expect(t.score('t').value).toBe(42.1);
    expect(outcome('ampac', {}).states['ampac.raw']).toBe('notYetShown');
  });

  test('criteria are met or not met, and not met asks the physician advisor', () => {
    expect(outcome('criteria', { 'criteria.outcome': 'met' }).flag('criteria-not-met')).toBe(
      'clear',
    );
    const notMet = outcome('criteria', { 'criteria.outcome': 'not-met' });
    expect(notMet.proposed).toEqual(['criteria-pa']);
    expect(outcome('criteria', {}).flag('criteria-not-met')).toBe('open');
  });
});

describe('PHQ-2 and PHQ-9', () => {
  test.each([
    [2, 0, 'negative', 'clear', 'raised', []],
    [2, 1, 'positive', 'raised', 'clear', ['phq2-phq9']],
    [3, 3, 'positive', 'raised', 'clear', ['phq2-phq9']],
  ])('PHQ-2 of %i and %i is %s', (first, second, band, positive, notAsked, proposed) => {
    const both = outcome('phq2', { 'phq2.1': String(first), 'phq2.2': String(second) });
    expect(both.score('total').band).toBe(band);
    expect(both.flag('phq2-positive')).toBe(positive);
    // A negative PHQ-2 never asks item 9: the screen says so.
    expect(both.flag('phq2-item9')).toBe(notAsked);
    expect(both.proposed).toEqual(proposed);
  });

  test('a refused half of PHQ-2 is neither positive nor negative', () => {
    const half = outcome('phq2', { 'phq2.1': '0', 'phq2.2': 'an-refused' });
    expect(half.score('total')).toMatchObject({
      value: null,
      band: null,
      missing: [{ item: 'phq2.2', reason: 'refused' }],
    });
    expect(half.flag('phq2-positive')).toBe('open');
    expect(half.proposed).toEqual([]);
  });

  const eight = { 'phq9.1': '2', 'phq9.2': '1', 'phq9.3': '2', 'phq9.4': '3' } as const;
  const mockUp = { ...eight, 'phq9.5': '1', 'phq9.6': '1', 'phq9.7': '1', 'phq9.9': '1' };

  test('while item 8 is open: 12 so far, at most 15, between two bands', () => {
    const open = outcome('phq9', mockUp);
    expect(open.score('total')).toMatchObject({
      value: null,
      band: null,
      least: 12,
      most: 15,
      possibleBands: ['moderate', 'moderately-severe'],
      answered: 8,
      of: 9,
      missing: [{ item: 'phq9.8', reason: 'open' }],
    });
    expect(open.open).toEqual(['phq9.8']);
    expect(open.flag('phq9-item9')).toBe('raised');
    // The total's finding stays open; item 3 and item 9 propose already.
    expect(open.flag('phq9-moderate')).toBe('open');
    expect(open.proposed).toEqual(['phq9-safety', 'phq9-sleep']);
  });

  test('a skipped item is done and still leaves no total', () => {
    const refused = outcome('phq9', { ...mockUp, 'phq9.8': 'an-refused' });
    expect(refused.open).toEqual([]);
    expect(refused.score('total')).toMatchObject({ value: null, band: null });
  });

  test('question 10 is asked once something was checked off, and scores nothing', () => {
    const none = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`phq9.${at + 1}`, '0'] as const),
    );
    expect(outcome('phq9', none).states['phq9.10']).toBe('notShown');
    const some = outcome('phq9', { ...none, 'phq9.4': '1', 'phq9.10': 'extremely' });
    expect(some.states['phq9.10']).toBe('answered');
    expect(some.score('total').value).toBe(1);
  });

  test('an unconfirmed prefill is open: it neither scores nor raises an alert', () => {
    const { instrument, answers } = outcome('phq9', { ...mockUp, 'phq9.8': '0' });
    const ninth = { ...answers['phq9.9']!, confirmed: false };
    const { states, scores, flags, open } = outcomeOf(instrument, { ...answers, 'phq9.9': ninth });
    expect(states['phq9.9']).toBe('unconfirmed');
    expect(open).toEqual(['phq9.9']);
    expect(scores.find(({ id }) => id === 'total')?.value).toBeNull();
    expect(flags.find(({ id }) => id === 'phq9-item9')?.state).toBe('open');
  });
});

describe('AHC', () => {
  test.each([
    ['ahc-living', { 'ahc.1': 'steady' }, 'clear'],
    ['ahc-living', { 'ahc.1': 'worried' }, 'raised'],
    ['ahc-living', { 'ahc.1': 'none' }, 'raised'],
    ['ahc-living', { 'ahc.1': 'an-refused' }, 'open'],
    ['ahc-place', { 'ahc.2': ['none'] }, 'clear'],
    ['ahc-place', { 'ahc.2': ['mold', 'leaks'] }, 'raised'],
    ['ahc-food', { 'ahc.3': 'never', 'ahc.4': 'never' }, 'clear'],
    ['ahc-food', { 'ahc.3': 'never', 'ahc.4': 'sometimes' }, 'raised'],
    ['ahc-food', { 'ahc.3': 'often' }, 'raised'],
    ['ahc-food', { 'ahc.3': 'never' }, 'open'],
    ['ahc-transport', { 'ahc.5': 'yes' }, 'raised'],
    ['ahc-transport', { 'ahc.5': 'no' }, 'clear'],
    ['ahc-utilities', { 'ahc.6': 'off' }, 'raised'],
    ['ahc-utilities', { 'ahc.6': 'yes' }, 'raised'],
    ['ahc-utilities', { 'ahc.6': 'no' }, 'clear'],
    ['ahc-utilities', {}, 'open'],
  ])('%s of %j is %s', (flag, said, state) => {
    expect(outcome('ahc', said).flag(flag)).toBe(state);
  });

  test('none of the above stands alone', () => {
    expect(outcome('ahc', { 'ahc.2': ['none', 'mold'] }).problems).toEqual([
      { item: 'ahc.2', problem: 'noneWithOthers' },
    ]);
  });

  test('a transport need proposes the problem with its goal', () => {
    const { proposals } = outcome('ahc', { 'ahc.5': 'yes' });
    expect(proposals).toMatchObject([
      {
        id: 'ahc-pr-transport',
        groundKey: 'ahc.5=yes',
        grounds: [{ flag: 'ahc-transport', is: 'raised' }],
        proposal: { kind: 'problem', goal: { en: 'Ride home and to the first visit booked' } },
      },
    ]);
  });
});

describe('SILS and Lawton', () => {
  test.each([
    ['1', 'adequate'],
    ['2', 'adequate'],
    ['3', 'limited'],
    ['5', 'limited'],
  ])('SILS %s: %s', (code, band) => {
    expect(outcome('sils', { 'sils.1': code }).score('total').band).toBe(band);
  });

  test('Lawton asks everybody eight domains and has no bands', () => {
    const { instrument } = outcome('lawton', {});
    const all = Object.fromEntries(instrument.items.map(({ id }) => [id, '1']));
    expect(instrument.items).toHaveLength(8);
    expect(outcome('lawton', all).score('total')).toMatchObject({ value: 8, band: null });
    expect(outcome('lawton', { ...all, 'lawton.money': '0' }).score('total').value).toBe(7);
    expect(outcome('lawton', { ...all, 'lawton.money': 'an-na' }).score('total').value).toBeNull();
  });
});

describe('LACE, HOSPITAL, AUDIT-C, BIMS beyond the command', () => {
  test('"not known" answers an item and gives no points', () => {
    expect(outcome('lace', { 'lace.acute': 'unk' }).score('A')).toMatchObject({
      value: null,
      least: 0,
      most: 3,
      missing: [{ item: 'lace.acute', reason: 'unscored' }],
    });
  });

  test('LACE of 10 and HOSPITAL of 7 propose the call after discharge', () => {
    const said = { 'lace.los': 14, 'lace.acute': 'yes', 'lace.comorbidities': ['none'] };
    expect(outcome('lace', { ...said, 'lace.ed': 0 }).proposed).toEqual(['lace-call']);
    expect(outcome('lace', { ...said, 'lace.los': 13, 'lace.ed': 0 }).proposed).toEqual([]);
    expect(outcome('lace', said).proposed).toEqual([]);
  });

  test('all points from question 1: review instead of the alert', () => {
    const one = outcome('auditc', { 'auditc.1': '4', 'auditc.2': '0', 'auditc.3': '0' });
    expect(one.raised).toEqual(['auditc-only-1']);
    expect(one.proposed).toEqual(['auditc-review']);
    const more = outcome('auditc', { 'auditc.1': '4', 'auditc.2': '1', 'auditc.3': '0' });
    expect(more.raised).toEqual(['auditc-positive', 'auditc-brief']);
    expect(more.proposed).toEqual(['auditc-intervention']);
  });

  test('a BIMS that was declined or stopped is 99', () => {
    expect(outcome('bims', { 'bims.stopped': 'yes' }).score('total')).toMatchObject({
      code: '99',
      value: null,
      band: null,
      possibleBands: [],
    });
    expect(outcome('bims', {}).score('total').code).toBeNull();
  });
});
