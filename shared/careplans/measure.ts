/** Numbers in what people typed, so that progress can be drawn as a line toward its target. */

/**
 * The number a typed value begins with: `60 ft` → 60, `≥ 5 of 7` → 5, `12, Mar 8` → 12. Null where
 * it is none, or a pair that is no single quantity (`120/80`).
 */
export const numberIn = (text: string | null): number | null => {
  if (text === null) return null;
  const match = /^\s*[<>≤≥~=]*\s*(-?\d{1,3}(?:,\d{3})+|-?\d+)((?:\.\d+)?)(?!\d*\s*\/\s*\d)/.exec(
    text,
  );
  if (!match) return null;
  return Number(`${match[1]!.replaceAll(',', '')}${match[2] ?? ''}`);
};

export interface ProgressLine {
  /** Oldest first. */
  values: number[];
  /** The target as a number, where it is one. */
  target: number | null;
}

/** A goal's line; null where fewer than two points are numbers. */
export const progressLine = (goal: {
  target: string | null;
  progress: readonly { value: string | null }[];
}): ProgressLine | null => {
  const values = goal.progress.flatMap(({ value }) => numberIn(value) ?? []);
  return values.length < 2 ? null : { values, target: numberIn(goal.target) };
};

/**
 * Points of a line in a box, x from left to right, y downward; the target's height with it. The
 * scale spans values and target, so that both are always inside.
 */
export const placedLine = (
  line: ProgressLine,
  width: number,
  height: number,
): { points: { x: number; y: number }[]; targetY: number | null } => {
  const all = line.target === null ? line.values : [...line.values, line.target];
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const yOf = (value: number): number => height - ((value - low) / span) * height;
  const step = line.values.length > 1 ? width / (line.values.length - 1) : 0;
  return {
    points: line.values.map((value, index) => ({ x: index * step, y: yOf(value) })),
    targetY: line.target === null ? null : yOf(line.target),
  };
};
