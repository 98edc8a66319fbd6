import { createElement } from 'react';
import { Calendar, type CalendarProps } from 'react-big-calendar';
import { renderToString } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dateOfDay, dateOfLocal, localizerOf } from '../../renderer/features/calendar/localizer';

interface Shown {
  id: string;
  title: string;
  start: Date;
  end: Date;
}

const shown = (id: string, from: string, to: string): Shown => ({
  id,
  title: id,
  start: dateOfLocal(from),
  end: dateOfLocal(to),
});

const week = (day: string, events: Shown[], language = 'en'): string => {
  const props: CalendarProps<Shown> = {
    localizer: localizerOf(language),
    view: 'week',
    views: ['day', 'week'],
    date: dateOfDay(day),
    getNow: () => dateOfLocal(`${day}T09:42`),
    toolbar: false,
    drilldownView: null,
    showMultiDayTimes: true,
    dayLayoutAlgorithm: 'overlap',
    events,
    onNavigate: () => undefined,
    onView: () => undefined,
  };
  return renderToString(createElement(Calendar<Shown>, props));
};

/** Where the grid of a week draws an event: percent of the day from midnight, and its length. */
const drawn = (day: string, event: Shown): { top: number; height: number }[] =>
  [...week(day, [event]).matchAll(/style="top:([\d.]+)%;height:([\d.]+)%/g)].map(
    ([, top, height]) => ({ top: Number(top), height: Number(height) }),
  );

const percentOfDay = (minutes: number): number => (100 * minutes) / 1440;

describe('the grid draws wall times, whatever zone the computer is in', () => {
  const before = process.env['TZ'];
  beforeAll(() => {
    // Clocks of this zone skip 02:00 to 03:00 on 8 March 2026.
    process.env['TZ'] = 'America/New_York';
  });
  afterAll(() => {
    process.env['TZ'] = before;
  });

  test('the test runs in a zone with clock changes', () => {
    expect(new Date(2026, 2, 8, 2, 30).getHours()).toBe(3);
  });

  test.each([
    ['on an ordinary day', '2026-03-12', '10:30', 630],
    ['before the clocks are set forward', '2026-03-08', '01:30', 90],
    ['in the hour that the computer skips', '2026-03-08', '02:30', 150],
    ['after it', '2026-03-08', '14:00', 840],
    ['in the hour that the computer repeats', '2026-11-01', '01:30', 90],
    ['after that', '2026-11-01', '14:00', 840],
  ])('%s an event lies at its wall time', (_name, day, time, minutes) => {
    const [box] = drawn(day, shown('Rounds', `${day}T${time}`, `${day}T${time.slice(0, 2)}:59`));
    expect(box!.top).toBeCloseTo(percentOfDay(minutes), 3);
    expect(box!.height).toBeCloseTo(percentOfDay(59 - Number(time.slice(3))), 3);
  });

  test('a week holds Monday to Sunday', () => {
    for (const day of ['2026-03-09', '2026-03-15'])
      expect(drawn('2026-03-12', shown('x', `${day}T10:00`, `${day}T11:00`))).toHaveLength(1);
    for (const day of ['2026-03-08', '2026-03-16'])
      expect(drawn('2026-03-12', shown('x', `${day}T10:00`, `${day}T11:00`))).toHaveLength(0);
  });

  test('what goes on past midnight is drawn on both days', () => {
    const boxes = drawn('2026-03-12', shown('Night', '2026-03-12T23:00', '2026-03-13T01:00'));
    expect(boxes).toHaveLength(2);
    expect(boxes[1]).toEqual({ top: 0, height: expect.closeTo(percentOfDay(60), 1) as number });
  });

  test.each(['en', 'es'])('hours are written with 24 of them (%s)', (language) => {
    const html = week('2026-03-12', [], language);
    expect(html).toContain('>16:00<');
    expect(html).not.toMatch(/[ap]\.?\s?m\.?</i);
  });
});
