import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Occurrence } from '../../shared/appointments/appointment';
import { plusWallMinutes } from '../../shared/appointments/zone-line';
import { calendarClinic, type CalendarClinic } from '../support/calendar';

/** Two windows of six weeks, over New York's spring change of clocks. */
const windows = [
  ['2026-02-16', '2026-03-29'],
  ['2026-03-30', '2026-05-10'],
] as const;

const ruleArbitrary = fc.constantFrom(
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3;COUNT=15',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY;BYDAY=SU',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA;UNTIL=20260420T035900Z',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=WEEKLY;BYDAY=TU;COUNT=6',
);

const operationArbitrary = fc.record({
  what: fc.constantFrom<('move' | 'cancel')[]>('move', 'move', 'cancel'),
  scope: fc.constantFrom<('this' | 'following' | 'all')[]>('this', 'this', 'following', 'all'),
  /** Which of the occurrences that are seen. */
  nth: fc.nat(60),
  minutes: fc.constantFrom(-1440, -90, -30, 45, 120, 1440),
  length: fc.constantFrom(30, 45, 60),
});
type Operation = typeof operationArbitrary extends fc.Arbitrary<infer T> ? T : never;

const all = async (c: CalendarClinic): Promise<Occurrence[]> => {
  const found = new Map<string, Occurrence>();
  for (const [from, to] of windows)
    for (const one of await c.occurrences(from, to)) found.set(one.key, one);
  return [...found.values()];
};

/** What a person sees of an occurrence. */
const shape = ({ startLocal, endLocal, cancelled, title }: Occurrence): string =>
  `${startLocal}–${endLocal} ${title}${cancelled ? ' cancelled' : ''}`;

const shapes = (found: readonly Occurrence[]): string[] => found.map(shape).sort();

/** Occurrences a change of this scope must leave alone. */
const outside = (found: readonly Occurrence[], of: Occurrence, scope: Operation['scope']) =>
  found.filter(({ seriesId, originalLocal }) => {
    if (seriesId !== of.seriesId) return true;
    if (scope === 'this') return originalLocal !== of.originalLocal;
    return scope === 'following' && originalLocal < of.originalLocal;
  });

const run = async (c: CalendarClinic, target: Occurrence, operation: Operation) => {
  const { seriesId, originalLocal, rowVersion, exceptionVersion, startLocal } = target;
  const { scope, length: minutes } = operation;
  const seen = { seriesId, originalLocal, rowVersion, exceptionVersion, scope };
  if (operation.what === 'cancel')
    return c.call(c.people.lee, 'appointments.cancel', { ...seen, reason: null });
  const startsLocal = plusWallMinutes(startLocal, operation.minutes);
  return c.call(c.people.lee, 'appointments.move', { ...seen, startsLocal, minutes, wholeDays: 0 });
};

/** Found by chance: one date cancelled, and cancelled once more. */
const cancelFirst: Operation = { what: 'cancel', scope: 'this', nth: 0, minutes: 45, length: 60 };
const twice: [string, string, Operation[]] = ['FREQ=DAILY', '01:30', [cancelFirst, cancelFirst]];

test('a change leaves alone what lies outside of its scope, does what it says, and is taken back whole', async () => {
  const c = await calendarClinic();
  await fc.assert(
    fc.asyncProperty(
      ruleArbitrary,
      fc.constantFrom('01:30', '02:30', '10:30', '23:30'),
      fc.array(operationArbitrary, { minLength: 2, maxLength: 4 }),
      async (rule, time, operations) => {
        const made = await c.rounds({ startsLocal: `2026-02-17T${time}`, rule });
        for (const operation of operations) {
          const before = await all(c);
          if (before.length === 0) break;
          const target = before[operation.nth % before.length]!;
          const changed = await run(c, target, operation).catch(
            (error: unknown) => error as { code: string; key?: string },
          );
          const after = await all(c);
          if (!('undo' in changed)) {
            // Several weekdays cannot follow to another day: refused, and nothing changed.
            expect(changed).toMatchObject({ code: 'refused', key: 'ruleCannotFollow' });
            expect(shapes(after)).toEqual(shapes(before));
            continue;
          }
          const kept = outside(before, target, operation.scope);
          const now = new Map(after.map((one) => [one.key, shape(one)]));
          for (const one of kept) expect(now.get(one.key)).toBe(shape(one));
          if (operation.what === 'cancel') {
            const gone = before.filter((one) => !kept.includes(one));
            for (const { key } of gone)
              expect(after.find((one) => one.key === key)?.cancelled ?? true).toBe(true);
          } else if (operation.scope === 'this') {
            const moved = after.find(({ key }) => key === target.key);
            const to = plusWallMinutes(target.startLocal, operation.minutes);
            if (moved && !/T02/.test(to)) expect(moved.startLocal).toBe(to);
          }
          // What is cancelled already is not cancelled again: nothing is written, nothing to take back.
          if (changed.undo.length === 0) {
            expect(shapes(after)).toEqual(shapes(before));
            continue;
          }
          await c.call(c.people.lee, 'appointments.undo', {
            seriesId: changed.seriesId,
            steps: changed.undo,
          });
          expect(shapes(await all(c))).toEqual(shapes(before));
          // Done again, from the versions that undo left.
          const again = (await all(c)).find(({ key }) => key === target.key)!;
          await run(c, again, operation);
          expect(shapes(await all(c))).toEqual(shapes(after));
        }
        await c.store.knex('appointment_series').update({ status: 'cancelled' });
        expect(made.scope).toBe('all');
      },
    ),
    { numRuns: 15, examples: [twice] },
  );
});
