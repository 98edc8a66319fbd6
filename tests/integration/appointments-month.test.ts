import { expect, test } from 'vitest';
import type { Whose } from '../../shared/contract/appointments';
import { eventsADay } from '../../shared/appointments/month';
import { calendarClinic } from '../support/calendar';

const grid = { from: '2026-03-01', to: '2026-04-11' };
const days = 42;

test('a month of thousands counts every event and writes out six a day', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const whose: Whose = { kind: 'unit', unitId: c.west };
  const daily = 60;
  for (let n = 0; n < daily; n += 1)
    await c.meeting(lee, {
      title: `Meeting ${n}`,
      startsLocal: `2026-02-20T${String(6 + (n % 12)).padStart(2, '0')}:${n < 30 ? '00' : '30'}`,
      minutes: 5,
      rule: 'FREQ=DAILY',
    });
  const month = await c.call(lee, 'appointments.month', { whose, ...grid });
  expect(month.cut).toBe(false);
  expect(month.days.map(({ counts }) => counts.meeting)).toEqual(Array(days).fill(daily));
  expect(month.days.map(({ events }) => events.length)).toEqual(Array(days).fill(eventsADay));
  // The other views show single events, so there the window says that it holds back some.
  const range = await c.call(lee, 'appointments.range', { whose, ...grid });
  expect([range.cut, range.occurrences.length]).toEqual([true, 2000]);
});
