import { describe, expect, test } from 'vitest';
import { checkRules } from '../../../shared/clinical/rules-check';
import examples from './examples.json';

const run = (input: object) =>
  checkRules({
    rule: 'my-day',
    zone: 'America/New_York',
    rows: [{ id: 'a', input }],
  })[0] as { result?: Record<string, unknown>; error?: string };

describe('the worked examples of the order', () => {
  test.each(examples)('$id $name', ({ input, expected }) => {
    expect(run(input)).toEqual({ id: 'a', result: expected });
  });
});
