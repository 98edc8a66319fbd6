import { expect, test } from 'vitest';
import { callEffects } from '../../renderer/app/call-effects';
import { calls, ownCalls } from '../../shared/contract';

test('the window knows of every call what it reads and changes, in plain values', () => {
  const declared = { ...calls, ...ownCalls };
  expect(Object.keys(callEffects).sort()).toEqual(Object.keys(declared).sort());
  for (const [name, { writes, reads, changes }] of Object.entries(declared))
    expect(callEffects[name]).toEqual({ writes, reads, changes });
  // The build writes it down as JSON.
  expect(JSON.parse(JSON.stringify(callEffects))).toEqual(callEffects);
});
