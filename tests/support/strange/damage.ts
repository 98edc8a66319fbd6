/** Damage done to good files, the same in every run: what a feed looks like after a bad day. */

/** Pseudo-random numbers below a bound. */
export const dice = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

type Roll = ReturnType<typeof dice>;

const odd = [
  '',
  '""',
  '\0',
  '\\',
  '|',
  '^',
  '~',
  '&',
  ',',
  ';',
  '"',
  '\r',
  '\n',
  '{}',
  '[]',
  'null',
  '-1',
  '9'.repeat(400),
  '\ud800',
  'é',
  '99991231',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '=1+1',
];

const pick = <T>(roll: Roll, list: readonly T[]): T => list[roll(list.length)]!;

const ofText = (roll: Roll, text: string): string => {
  const at = roll(text.length + 1);
  const to = Math.min(text.length, at + roll(40));
  switch (roll(5)) {
    case 0:
      return text.slice(0, at) + pick(roll, odd) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, to) + text.slice(at);
    case 3:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + pick(roll, odd) + text.slice(to);
  }
};

/** Fields moved about between the lines of a table or message. */
const ofFields = (roll: Roll, text: string): string => {
  const separator = text.startsWith('MSH') ? '|' : ',';
  const cells = text.split(separator);
  const [from, to] = [roll(cells.length), roll(cells.length)];
  cells[to] = roll(3) === 0 ? pick(roll, odd) : cells[from]!;
  return cells.join(separator);
};

/** A value somewhere in JSON changed for another, left out, or doubled. */
const ofJson = (roll: Roll, value: unknown, root: unknown): unknown => {
  if (typeof value !== 'object' || value === null || roll(6) === 0)
    return pick(roll, [
      null,
      1,
      true,
      'x',
      [],
      {},
      root,
      'Patient/eAbC-12.3',
      '2025-02-30',
      pick(roll, odd),
    ]);
  if (Array.isArray(value)) {
    if (value.length === 0) return [1];
    const at = roll(value.length);
    if (roll(4) === 0) return [...value, value[at]];
    return value.map((entry: unknown, index) => (index === at ? ofJson(roll, entry, root) : entry));
  }
  const keys = Object.keys(value);
  const key = pick(roll, keys);
  if (key === undefined) return { x: 1 };
  const entries = Object.entries(value as Record<string, unknown>);
  if (roll(8) === 0) return Object.fromEntries(entries.filter(([name]) => name !== key));
  return Object.fromEntries(
    entries.map(([name, entry]) => [name, name === key ? ofJson(roll, entry, root) : entry]),
  );
};

/** A file after one to four mishaps. */
export const damaged = (bytes: Uint8Array, seed: number): Buffer => {
  const roll = dice(seed);
  let text = Buffer.from(bytes).toString(roll(5) === 0 ? 'latin1' : 'utf8');
  for (let times = 1 + roll(4); times > 0; times -= 1) {
    if (/^\s*\{/.test(text) && roll(4) > 0)
      try {
        const value: unknown = JSON.parse(text);
        text = JSON.stringify(ofJson(roll, value, value));
        continue;
      } catch {
        // Damaged before: it is a text now.
      }
    text = roll(2) === 0 ? ofFields(roll, text) : ofText(roll, text);
  }
  return Buffer.from(text, roll(5) === 0 ? 'latin1' : 'utf8');
};
