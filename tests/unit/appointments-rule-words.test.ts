import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRule, weekdays } from '../../shared/appointments/rule';
import {
  choiceOf,
  onceFrom,
  repetitionsFor,
  ruleOfChoice,
  type RuleChoice,
} from '../../shared/appointments/rule-choice';
import { nthWords, ruleWords } from '../../shared/appointments/rule-words';
import { isStartOf, settle } from '../../shared/appointments/series-time';
import { plusDays } from '../../shared/time';

const zone = 'America/New_York';
const start = '2026-03-10T13:00';

describe('a rule is said in words', () => {
  test.each([
    ['FREQ=DAILY', 'Every day', 'Cada día'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=4', 'Every 3 days, 4 times', 'Cada 3 días, 4 veces'],
    [
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      'Every weekday, Monday to Friday',
      'Cada día laborable, de lunes a viernes',
    ],
    ['FREQ=WEEKLY', 'Every Tuesday', 'Cada martes'],
    ['FREQ=WEEKLY;BYDAY=SU,SA', 'Every Saturday and Sunday', 'Cada sábado y domingo'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'Every 2 weeks on Tuesday', 'Cada 2 semanas, martes'],
    ['FREQ=MONTHLY;BYDAY=2TU', 'Every month on the second Tuesday', 'Cada mes, el segundo martes'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday', 'Cada mes, el último viernes'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=31',
      'Every month on day 31; months without it are left out',
      'Cada mes, el día 31; los meses que no lo tienen se omiten',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day', 'Cada mes, el último día'],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'Every month on the last weekday',
      'Cada mes, el último día laborable',
    ],
    ['FREQ=YEARLY', 'Every year on March 10', 'Cada año, el 10 de marzo'],
    [
      'FREQ=DAILY;UNTIL=20260331T033000Z',
      'Every day, until Mar 30, 2026',
      'Cada día, hasta el 30 mar 2026',
    ],
    [
      'FREQ=YEARLY;BYDAY=20MO',
      'By a rule of its own (FREQ=YEARLY;BYDAY=20MO)',
      'Según una regla propia (FREQ=YEARLY;BYDAY=20MO)',
    ],
  ])('%s', (rule, english, spanish) => {
    expect(ruleWords(rule, start, zone, 'en')).toBe(english);
    expect(ruleWords(rule, start, zone, 'es')).toBe(spanish);
  });

  test('a single appointment has no such words', () => {
    expect(ruleWords(null, start, zone, 'en')).toBe('');
  });

  test('the nth of its month', () => {
    expect(nthWords('2026-03-10', false, 'en')).toBe('second Tuesday');
    expect(nthWords('2026-03-31', true, 'es')).toBe('último martes');
  });
});

describe('the form makes the common rules', () => {
  const choice = (more: Partial<RuleChoice>): RuleChoice => ({ ...onceFrom(start), ...more });
  test.each<[Partial<RuleChoice>, string | null]>([
    [{ repeats: 'never' }, null],
    [{ repeats: 'daily', interval: 2 }, 'FREQ=DAILY;INTERVAL=2'],
    [{ repeats: 'weekdays', interval: 1 }, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    [{ repeats: 'weekly', days: ['TH', 'MO'] }, 'FREQ=WEEKLY;BYDAY=MO,TH'],
    [{ repeats: 'monthlyDate' }, 'FREQ=MONTHLY;BYMONTHDAY=10'],
    [{ repeats: 'monthlyWeekday', ends: 'after', times: 6 }, 'FREQ=MONTHLY;COUNT=6;BYDAY=2TU'],
    [{ repeats: 'daily', ends: 'on', endsOn: '2026-03-30' }, 'FREQ=DAILY;UNTIL=20260331T035900Z'],
  ])('%o', (more, rule) => {
    expect(ruleOfChoice(choice(more), start, zone, false)).toBe(rule);
  });

  test('a fifth weekday is offered as the last one only', () => {
    expect(repetitionsFor('2026-03-31')).toContain('monthlyLast');
    expect(repetitionsFor('2026-03-31')).not.toContain('monthlyWeekday');
    expect(repetitionsFor('2026-03-10')).not.toContain('monthlyLast');
  });

  test('a rule the form cannot say is kept as it stands, with another end', () => {
    const own = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1';
    const read = choiceOf(own, start, zone);
    expect(read.repeats).toBe('own');
    expect(ruleOfChoice({ ...read, ends: 'after', times: 3 }, start, zone, false, own)).toBe(
      'FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    );
  });

  const choices = fc.nat(700).chain((later) => {
    const date = plusDays('2026-01-01', later);
    return fc.record({
      date: fc.constant(date),
      choice: fc.record({
        repeats: fc.constantFrom(...repetitionsFor(date)),
        interval: fc.integer({ min: 1, max: 4 }),
        days: fc.subarray([...weekdays], { minLength: 1 }),
        ends: fc.constantFrom<RuleChoice['ends'][]>('never', 'on', 'after'),
        endsOn: fc.integer({ min: 70, max: 900 }).map((days) => plusDays(date, days)),
        times: fc.integer({ min: 1, max: 30 }),
      }),
    });
  });

  test('what the form makes is a rule, is read back as the same rule, and has occurrences', () => {
    fc.assert(
      fc.property(choices, ({ date, choice: made }) => {
        const local = `${date}T09:00`;
        const rule = ruleOfChoice(made, local, zone, false);
        if (rule === null) return;
        expect(typeof parseRule(rule)).toBe('object');
        const back = choiceOf(rule, local, zone);
        expect(ruleOfChoice(back, local, zone, false)).toBe(rule);
        const settled = settle({ startsLocal: local, zone, minutes: 30, wholeDays: 0, rule })!;
        expect(isStartOf(settled, settled.startsLocal)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
