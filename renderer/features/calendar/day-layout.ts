/**
 * Where events of a day lie beside each other: what overlaps shares the width, what lasts long goes
 * to the right, and each takes the room that is free beside it.
 */

export interface Span {
  from: number;
  to: number;
}

export interface Placed {
  column: number;
  /** Columns it takes. */
  wide: number;
  /** Columns of its group. */
  columns: number;
}

/** From this on an event lasts long, in the unit of the spans (minutes). */
const longFrom = 120;

const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** Places of the spans, in their order. */
export const placeSpans = (spans: readonly Span[]): Placed[] => {
  const placed = new Map<number, Placed>();
  const order = spans
    .map((_, i) => i)
    .sort((a, b) => spans[a]!.from - spans[b]!.from || spans[b]!.to - spans[a]!.to);
  let group: number[] = [];
  let groupEnd = -Infinity;
  for (const i of order) {
    if (spans[i]!.from >= groupEnd) {
      placeGroup(spans, group, placed);
      group = [];
      groupEnd = -Infinity;
    }
    group.push(i);
    groupEnd = Math.max(groupEnd, spans[i]!.to);
  }
  placeGroup(spans, group, placed);
  return spans.map((_, i) => placed.get(i)!);
};

/** Spans of a group, by start, that hang together. */
const placeGroup = (
  spans: readonly Span[],
  group: readonly number[],
  placed: Map<number, Placed>,
): void => {
  const columns: number[][] = [];
  for (const i of group) {
    const free = columns.find((column) => !column.some((j) => overlap(spans[i]!, spans[j]!)));
    if (free) free.push(i);
    else columns.push([i]);
  }
  const isLong = (column: readonly number[]): number =>
    column.some((i) => spans[i]!.to - spans[i]!.from >= longFrom) ? 1 : 0;
  const sorted = columns.toSorted((a, b) => isLong(a) - isLong(b));
  sorted.forEach((column, at) => {
    for (const i of column) {
      let wide = 1;
      while (
        at + wide < sorted.length &&
        !sorted[at + wide]!.some((j) => overlap(spans[i]!, spans[j]!))
      )
        wide += 1;
      placed.set(i, { column: at, wide, columns: sorted.length });
    }
  });
};
