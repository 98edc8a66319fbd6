/** Times of day as people type them, on either clock: `9`, `930`, `9:30`, `14.05`, `2:30 p`, `noon`. */

const words: Readonly<Record<string, string>> = {
  noon: '12:00',
  mediodia: '12:00',
  midnight: '00:00',
  medianoche: '00:00',
};

const two = (n: number): string => String(n).padStart(2, '0');

/** The time a typed text means, HH:MM of 24 hours; null when it cannot be read. `now` is for "now". */
export const readTime = (text: string, now: string): string | null => {
  const typed = text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  if (typed === 'now' || typed === 'ahora') return now;
  if (Object.hasOwn(words, typed)) return words[typed]!;
  const parts =
    /^(\d{1,2})(?: ?[:.h] ?(\d{2})| (\d{2})|(\d{2}))? ?(?:h|hrs?|hs)?(?: ?([ap])\.? ?(?:m\.?)?)?$/.exec(
      typed,
    );
  if (!parts) return null;
  const half = parts[5];
  const minute = Number(parts[2] ?? parts[3] ?? parts[4] ?? 0);
  let hour = Number(parts[1]);
  if (minute > 59) return null;
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  return hour > 23 ? null : `${two(hour)}:${two(minute)}`;
};

/** Nothing more can follow: hours and minutes are there. */
export const isWholeTime = (text: string): boolean => /^\s*\d{2}:\d{2}\s*$/.test(text);
