import { describe, expect, test } from 'vitest';
import { instruments } from '../../../electron/clinical/instruments';
import {
  changedItems,
  chosen,
  codesOf,
  firstOpen,
  languageOf,
  laidOver,
  neighborOf,
  optionOfKey,
  saidOfWho,
  sameEntry,
  sharedOptions,
  shownItems,
  typedNumber,
  withSkip,
  withValue,
} from '../../../shared/assessments/form';
import { answered, type Answers } from '../../../shared/clinical/instruments/answers';
import { outcomeOf } from '../../../shared/clinical/instruments/outcome';

const intake = instruments.find('intake')!;
const phq9 = instruments.find('phq9')!;
const itemOf = (id: string) => intake.items.find((one) => one.id === id)!;
const coded = (code: string) => answered({ codes: [code] });
const shownWith = (answers: Answers) => shownItems(intake, outcomeOf(intake, answers, {}));

describe('what a key does', () => {
  test('a digit finds its option; one that stands for nothing finds none', () => {
    expect(optionOfKey(itemOf('in.informant'), '1')?.code).toBe('pat');
    expect(optionOfKey(itemOf('in.informant'), '9')).toBeUndefined();
  });

  test('one answer replaces another; an offer chosen again is confirmed and keeps its source', () => {
    const item = itemOf('in.lang');
    const offered = {
      ...coded('en'),
      confirmed: false,
      source: { from: 'patient', asOf: null, response: null } as const,
    };
    const [english, spanish] = item.options!;
    expect(chosen(item, offered, english!)).toMatchObject({
      value: { codes: ['en'] },
      confirmed: true,
      source: { from: 'patient' },
    });
    expect(chosen(item, offered, spanish!)).toMatchObject({
      value: { codes: ['es'] },
      source: null,
    });
  });

  test('of many, a digit switches; “none of these” stands alone', () => {
    const item = itemOf('in.equip');
    const option = (code: string) => item.options!.find((one) => one.code === code)!;
    const none = item.options!.find(({ exclusive }) => exclusive)!;
    const cane = chosen(item, undefined, option('cane'));
    const both = chosen(item, cane ?? undefined, option('walker'));
    expect(codesOf(both)).toEqual(['cane', 'walker']);
    expect(codesOf(chosen(item, both ?? undefined, none))).toEqual([none.code]);
    expect(chosen(item, cane ?? undefined, option('cane'))).toBeNull();
  });

  test('passed over twice for the same reason is open again', () => {
    const once = withSkip(coded('1'), 'an-refused');
    expect(once).toMatchObject({ value: null, skipped: 'an-refused' });
    expect(withSkip(once ?? undefined, 'an-refused')).toBeNull();
    expect(withSkip(once ?? undefined, 'an-unable')).toMatchObject({ skipped: 'an-unable' });
  });

  test.each([
    ['12', 12],
    ['3,5', 3.5],
    ['-1', -1],
    ['', null],
    ['12 ft', null],
    ['1e3', null],
  ])('%s is typed as %s', (text, number) => expect(typedNumber(text)).toBe(number));
});

describe('where the form walks', () => {
  test('an answer shows its follow-up between it and the next question', () => {
    const before = shownWith({}).map(({ id }) => id);
    expect(before).not.toContain('in.informant.who');
    const after = shownWith({ 'in.informant': coded('fam') });
    expect(neighborOf(after, 'in.informant', 1)).toBe('in.informant.who');
    expect(neighborOf(after, 'in.informant', -1)).toBeNull();
  });

  test('it begins at the first question that is open or only offered', () => {
    const offered = { ...coded('en'), confirmed: false };
    const answers = { 'in.informant': coded('pat'), 'in.lang': offered };
    expect(firstOpen(shownWith(answers), outcomeOf(intake, answers, {}))).toBe('in.lang');
  });

  test('questions with the same answers stand in columns; the intake does not', () => {
    expect(sharedOptions(phq9)?.map(({ code }) => code)).toEqual(['0', '1', '2', '3']);
    expect(sharedOptions(intake)).toBeNull();
  });
});

describe('two who answer', () => {
  test('the same answer is the same, wherever it came from', () => {
    const mine = coded('en');
    const theirs = { ...mine, source: { from: 'lastStay', asOf: null, response: null } as const };
    expect(sameEntry(mine, theirs)).toBe(true);
    expect(sameEntry(mine, null)).toBe(false);
    expect(changedItems({ a: mine }, { a: theirs, b: mine })).toEqual(['b']);
  });

  test('what is not saved yet lies over what is; null takes an answer back', () => {
    expect(laidOver({ a: coded('1'), b: coded('2') }, { a: null })).toEqual({ b: coded('2') });
    expect(withValue(coded('1'), null)).toBeNull();
  });
});

test('who answers and who interprets are read from the intake itself', () => {
  expect(saidOfWho({ 'in.informant': coded('care'), 'in.lang.interp': coded('remote') })).toEqual({
    informant: 'family',
    interpreter: true,
  });
  expect(saidOfWho({ 'in.informant': { ...coded('pat'), confirmed: false } })).toEqual({});
});

test.each([
  ['es', 'es'],
  ['Spanish', 'es'],
  ['eng', 'en'],
  ['Haitian Creole', null],
  [null, null],
])('the record’s %s is asked in %s', (said, language) => expect(languageOf(said)).toBe(language));
