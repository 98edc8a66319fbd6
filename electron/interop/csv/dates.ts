/**
 * Dates of a CSV column. Written year first or with the month's name they read themselves; 03/04/2026
 * needs a stated format, or a column in which one order alone is possible. Nothing is guessed.
 */
import { fold } from '../../../shared/folding';
import type { DateFormat } from '../../../shared/imports/facts';
import { parseHl7Time, type FeedTime } from '../times';

const months: Record<string, string> = {
  jan: '01',
  january: '01',
  ene: '01',
  enero: '01',
  feb: '02',
  february: '02',
  febrero: '02',
  mar: '03',
  march: '03',
  marzo: '03',
  apr: '04',
  april: '04',
  abr: '04',
  abril: '04',
  may: '05',
  mayo: '05',
  jun: '06',
  june: '06',
  junio: '06',
  jul: '07',
  july: '07',
  julio: '07',
  aug: '08',
  august: '08',
  ago: '08',
  agosto: '08',
  sep: '09',
  sept: '09',
  september: '09',
  septiembre: '09',
  set: '09',
  setiembre: '09',
  oct: '10',
  october: '10',
  octubre: '10',
  nov: '11',
  november: '11',
  noviembre: '11',
  dec: '12',
  december: '12',
  dic: '12',
  diciembre: '12',
};

interface Written {
  /** Numbers in the order written; three of them, or null for a month by name. */
  order: 'yearFirst' | 'open' | 'named';
  parts: [string, string, string];
  time: string;
}

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/;
const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?$/;
const open = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T, ]+(.+))?$/;
const dayNamed =
  /^(\d{1,2})[-/. ]+(?:de )?([\p{L}]{3,10})\.?[-/., ]+(?:de )?(\d{4})(?:[T, ]+(.+))?$/u;
const monthNamed = /^([\p{L}]{3,10})\.? +(\d{1,2}),? +(\d{4})(?:[T, ]+(.+))?$/u;
const shortYear = /^\d{1,2}[-/. ](\d{1,2}|[\p{L}]{3,10})[-/. ]\d{2}(?:\s|$)/u;

const take = (text: string): Written | null => {
  const year = yearFirst.exec(text);
  if (year)
    return { order: 'yearFirst', parts: [year[1]!, year[2]!, year[3]!], time: year[4] ?? '' };
  const digits = compact.exec(text);
  if (digits)
    return {
      order: 'yearFirst',
      parts: [digits[1]!, digits[2]!, digits[3]!],
      time: digits[4] ? `${digits[4]}:${digits[5] ?? '00'}:${digits[6] ?? '00'}` : '',
    };
  const numbers = open.exec(text);
  if (numbers)
    return {
      order: 'open',
      parts: [numbers[1]!, numbers[2]!, numbers[3]!],
      time: numbers[4] ?? '',
    };
  const day = dayNamed.exec(text);
  const byDay = day ? months[fold(day[2]!)] : undefined;
  if (day && byDay) return { order: 'named', parts: [day[3]!, byDay, day[1]!], time: day[4] ?? '' };
  const month = monthNamed.exec(text);
  const byMonth = month ? months[fold(month[1]!)] : undefined;
  if (month && byMonth)
    return { order: 'named', parts: [month[3]!, byMonth, month[2]!], time: month[4] ?? '' };
  return null;
};

/** What a column's cells allow: one format, none (asked), or two that contradict each other. */
export type ColumnDates = DateFormat | 'ask' | 'mixed';

/** The order of day and month that the whole column proves. */
export const formatOfColumn = (cells: readonly string[]): ColumnDates => {
  let monthFirst = true;
  let dayFirst = true;
  let matters = false;
  for (const cell of cells) {
    const written = take(cell.trim());
    if (written?.order !== 'open') continue;
    const [first, second] = [Number(written.parts[0]), Number(written.parts[1])];
    if (first !== second) matters = true;
    if (first > 12) monthFirst = false;
    if (second > 12) dayFirst = false;
  }
  if (!monthFirst && !dayFirst) return 'mixed';
  if (monthFirst && dayFirst) return matters ? 'ask' : 'MDY';
  return monthFirst ? 'MDY' : 'DMY';
};

/** A cell's date and time, or why it is none. */
export const parseCell = (
  text: string,
  format: DateFormat,
  zone: string,
  separateTime = '',
): FeedTime | { reason: string } => {
  const trimmed = text.trim();
  const written = take(trimmed);
  if (!written)
    return {
      reason: shortYear.test(trimmed)
        ? 'The year has two digits only, so the century cannot be known.'
        : 'This is no date.',
    };
  const [a, b, c] = written.parts;
  const [year, month, day] =
    written.order === 'open' ? (format === 'DMY' ? [c, b, a] : [c, a, b]) : [a, b, c];
  if (written.order === 'open' && format === 'YMD')
    return { reason: 'The date is not written year first, as was stated.' };
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = clockOf(written.time || separateTime.trim());
  if (time === null) return { reason: 'This is no time of day.' };
  const parsed = parseHl7Time(time === '' ? date : `${date}T${time}`, zone);
  return parsed ?? { reason: 'There is no such date or time.' };
};

/** `3:05 PM`, `15:05`, `15:05:30`, `1505`, `15:05:30-04:00` → ISO time; empty stays; null = no time. */
const clockOf = (text: string): string | null => {
  if (text === '') return '';
  const match =
    /^(\d{1,2}):?(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?\s?m?\.?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    );
  if (!match) return null;
  const [, hourText, minute, second = '00', half, offset = ''] = match;
  let hour = Number(hourText);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  return `${String(hour).padStart(2, '0')}:${minute}:${second}${offset.toUpperCase()}`;
};
