import { describe, expect, test } from 'vitest';
import { placeSpans } from '../../renderer/features/calendar/day-layout';

const at = (from: string, to: string) => ({ from: minutes(from), to: minutes(to) });
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

describe('events of a day beside each other', () => {
  test('one alone has the whole width, also right after another', () => {
    expect(placeSpans([at('10:00', '11:00'), at('11:00', '12:00')])).toEqual([
      { column: 0, wide: 1, columns: 1 },
      { column: 0, wide: 1, columns: 1 },
    ]);
  });

  test('two at once share it, the earlier at the left', () => {
    expect(placeSpans([at('10:30', '11:15'), at('10:00', '10:45')])).toEqual([
      { column: 1, wide: 1, columns: 2 },
      { column: 0, wide: 1, columns: 2 },
    ]);
  });

  test('what lasts long lies at the right and leaves the others their room', () => {
    const [visit, away, talk, second, late] = placeSpans([
      at('11:50', '12:35'),
      at('12:00', '16:00'),
      at('13:30', '14:00'),
      at('13:30', '13:45'),
      at('15:30', '16:30'),
    ]);
    expect(away).toEqual({ column: 2, wide: 1, columns: 3 });
    expect(visit).toEqual({ column: 0, wide: 2, columns: 3 });
    expect(talk).toEqual({ column: 0, wide: 1, columns: 3 });
    expect(second).toEqual({ column: 1, wide: 1, columns: 3 });
    expect(late).toEqual({ column: 0, wide: 2, columns: 3 });
  });

  test('nothing lies on anything else', () => {
    const spans = Array.from({ length: 40 }, (_, i) => {
      const from = (i * 37) % 600;
      return { from, to: from + 15 + ((i * 53) % 200) };
    });
    const placed = placeSpans(spans);
    for (const [i, a] of spans.entries())
      for (const [j, b] of spans.entries()) {
        if (i >= j || a.from >= b.to || b.from >= a.to) continue;
        const [x, y] = [placed[i]!, placed[j]!];
        expect(x.columns).toBe(y.columns);
        expect(x.column + x.wide <= y.column || y.column + y.wide <= x.column).toBe(true);
      }
  });
});
