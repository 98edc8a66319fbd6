import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRules } from '../../../shared/clinical/rules-check';
import lines from './lines.json';

/** Thursday 2026-03-12, 09:42 in New York. */
const now = '2026-03-12T13:42:00.000Z';
const read = (line: string, rest: object = {}) => {
  const [row] = checkRules({
    rule: 'quick-capture',
    zone: 'America/New_York',
    rows: [{ id: 'a', input: { now, line, ...rest } }],
  }) as { result: Record<string, unknown> }[];
  return row!.result;
};

describe('the sixty lines', () => {
  test.each(lines)('$id $line', ({ line, open, expected }) => {
    expect(read(line, { open })).toEqual(expected);
  });
});

const me = { user: 'Robin Elmcrest' };

describe('more lines', () => {
  test.each([
    ['412: call daughter', { patient: '412', parts: [{ kind: 'task', text: 'call daughter' }] }],
    ['515 no bed', { patient: '515-1', by: 'room', parts: [{ kind: 'barrier' }] }],
    ['508 Hazelmere stuck', { patient: '508-1', parts: [{ kind: 'barrier', text: 'stuck' }] }],
    ['510-2 call son', { patient: null, parts: [{ kind: 'text' }], ask: ['bed-unknown'] }],
    [
      '508-1 call son, book ride tomorrow',
      { parts: [{ text: 'call son, book ride', dueOn: '2026-03-13' }] },
    ],
    [
      '508-1 call son by noon, book ride tomorrow',
      { parts: [{ text: 'call son' }, { text: 'book ride', dueOn: '2026-03-13' }] },
    ],
    [
      '508-1 order walker urgent!',
      { parts: [{ text: 'order walker', priority: 'urgent', owner: me }] },
    ],
    [
      '508-1 call back Thursday, March 19 at 2pm',
      { parts: [{ text: 'call back', dueAt: '2026-03-19T18:00:00.000Z' }] },
    ],
    [
      '508-1 call back Thu 9am',
      { parts: [{ dueAt: '2026-03-19T13:00:00.000Z' }], ask: ['time-rolled'] },
    ],
    [
      '508-1 call back today 9am',
      { parts: [{ text: 'call back today 9am' }], ask: ['date-passed'] },
    ],
    ['508-1 edd 15/3', { parts: [{ kind: 'note', text: 'edd 15/3' }], ask: ['due-unclear'] }],
    ['508-1 call son 24/7', { parts: [{ kind: 'task', text: 'call son 24/7' }] }],
    [
      '508-1 waiting on the judge',
      { parts: [{ kind: 'barrier', category: null }], ask: ['category-unknown'] },
    ],
    [
      '508-1 Dr. Slatefield to sign the order by 4',
      { parts: [{ text: 'sign the order', owner: { user: 'Dr. Imre Slatefield' } }] },
    ],
    [
      '508-1 discharge moved to Monday 2pm',
      { parts: [{ edd: '2026-03-16', leaveAt: '2026-03-16T18:00:00.000Z', text: '' }] },
    ],
    [
      '508-1 a; b; call son; walked 5 ft; no ride',
      { parts: [{}, {}, { kind: 'task' }, { kind: 'progress', text: 'walked 5 ft; no ride' }] },
    ],
  ])('%s', (line, expected) => {
    expect(read(line)).toMatchObject(expected);
  });

  test.each([
    // The night of the spring change: 02:30 is no time.
    ['2026-03-07T22:00:00.000Z', '508-1 call son tomorrow 2:30am', ['due-unclear']],
    // The night of the autumn change: 01:30 comes twice.
    ['2026-10-31T22:00:00.000Z', '508-1 call son tomorrow 1:30am', ['due-unclear']],
    // 180 days back has passed, 181 is next year's.
    ['2026-12-31T15:00:00.000Z', '508-1 call son 7/4', ['date-passed']],
    ['2026-12-31T15:00:00.000Z', '508-1 call son 7/3', undefined],
  ])('at %s: %s', (at, line, ask) => {
    expect(read(line, { now: at })['ask']).toEqual(ask);
  });
});

describe('any line', () => {
  const words = fc.constantFrom(
    ...['508-1', '508', '412', 'Hazelmere', 'Alderwick', 'edd', 'call', 'son', '@sasha', '@zed'],
    ...['tomorrow', 'Thu', '2pm', 'by', '3/14', '15/3', 'no', 'ride', 'waiting', 'on', 'walked'],
    ...['60', 'ft', ',', ';', '.', 'then', 'PT', 'to', ':', '+', '!', 'mañana', 'por', 'la', 'el'],
    ...['14', 'de', 'marzo', 'asap', 'left', 'vm', 'daughter', 'Northplan', 'at', 'in', 'h', '¿'],
  );
  const line = fc.oneof(
    fc.array(words, { maxLength: 14 }).map((all) => all.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );

  test('is read without fault, in at most four parts, in no words but its own', () => {
    fc.assert(
      fc.property(line, (typed) => {
        const { parts } = read(typed) as { parts: { text: string }[] };
        expect(parts.length).toBeLessThanOrEqual(4);
        const mine = typed.replace(/\s+/g, ' ');
        for (const { text } of parts)
          for (const word of text.split(/\s+/)) expect(mine).toContain(word);
      }),
      { numRuns: 500 },
    );
  });
});
