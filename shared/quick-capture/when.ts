/**
 * Days and times as people type them, English and Spanish. Nothing is guessed: what is impossible or
 * unclear is a problem that the confirming glance asks about.
 */
import {
  daysBetween,
  epochOf,
  instantOfLocal,
  isDate,
  localDateOf,
  minuteMs,
  plusDays,
  plusMinutes,
  wallTimeKind,
  weekdayOf,
} from '../time';
import { isWordStart, matchAt, type Span } from './text';
import type { Due, Question } from './types';

/** A day as typed, before the calendar is asked. */
export type Day =
  | { kind: 'in'; days: number; business: boolean }
  | { kind: 'weekday'; weekday: number; next: boolean }
  | { kind: 'date'; month: number; day: number; year: number | null }
  | { kind: 'of-month'; day: number };

export interface Time {
  hour: number;
  minute: number;
}

/** A phrase of the line. Elapsed is in minutes from now. */
export interface Phrase extends Span {
  /** It follows by, until, para, … */
  preposition: boolean;
  day: Day | null;
  time: Time | null;
  elapsed: number | null;
}

const weekdayWords: readonly (readonly [RegExp, number])[] = [
  [/mon(?:day)?|lunes/, 1],
  [/tue(?:s|sday)?|martes/, 2],
  [/wed(?:nesday)?|miercoles/, 3],
  [/thu(?:r|rs|rsday)?|jueves/, 4],
  [/fri(?:day)?|viernes/, 5],
  [/sat(?:urday)?|sabado/, 6],
  [/sun(?:day)?|domingo/, 7],
];
const monthsEn = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
];
const monthsEs = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'sep?tiembre',
  'octubre',
  'noviembre',
  'diciembre',
];
const numbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  un: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
};

const sticky = (source: string): RegExp => new RegExp(source, 'uy');
const end = '(?![\\p{L}\\p{N}])';
const anyWeekday = `(?:${weekdayWords.map(([word]) => word.source).join('|')})`;
const en = `(${monthsEn.join('|')})`;
const es = `(${monthsEs.join('|')})`;
const count = `(\\d{1,3}|${Object.keys(numbers).join('|')})`;

const indexIn = (words: readonly string[], text: string): number =>
  words.findIndex((word) => new RegExp(`^(?:${word})$`).test(text));
const weekdayIn = (text: string): number =>
  weekdayWords.find(([word]) => new RegExp(`^(?:${word.source})$`).test(text))?.[1] ?? 0;
const countOf = (text: string): number => numbers[text] ?? Number(text);
const yearOf = (text: string | undefined): number | null =>
  text === undefined ? null : text.length === 2 ? 2000 + Number(text) : Number(text);

type Found<Value> = (match: RegExpExecArray) => Value;

const date = (month: number, day: string, year: string | undefined): Day => ({
  kind: 'date',
  month,
  day: Number(day),
  year: yearOf(year),
});
const weekday = (text: string, next: boolean): Day => ({
  kind: 'weekday',
  weekday: weekdayIn(text),
  next,
});
const inDays = (days: number, business = false): Day => ({ kind: 'in', days, business });

const dayForms: readonly (readonly [RegExp, Found<Day>])[] = [
  [sticky(`(?:pasado\\s+manana)${end}`), () => inDays(2)],
  [sticky(`(?:today|hoy)${end}`), () => inDays(0)],
  [sticky(`(?:tomorrow|tmrw|tmw|manana)${end}`), () => inDays(1)],
  [
    sticky(`(?:in\\s+${count}\\s+business\\s+days?|en\\s+${count}\\s+dias?\\s+habil(?:es)?)${end}`),
    ([, one, other]) => inDays(countOf(one ?? other!), true),
  ],
  [
    sticky(`(?:in\\s+${count}\\s+days?|en\\s+${count}\\s+dias?)${end}`),
    ([, one, other]) => inDays(countOf(one ?? other!)),
  ],
  [
    sticky(`next\\s+(${anyWeekday})${end}|(?:el\\s+)?proximo\\s+(${anyWeekday})${end}`),
    ([, one, other]) => weekday(one ?? other!, true),
  ],
  [sticky(`(${anyWeekday})\\s+(?:que\\s+viene|proximo)${end}`), ([, word]) => weekday(word!, true)],
  [sticky(`(?:(?:this|este)\\s+)?(${anyWeekday})${end}\\.?`), ([, word]) => weekday(word!, false)],
  [
    sticky(`(\\d{4})-(\\d{2})-(\\d{2})${end}`),
    ([, year, month, day]) => date(Number(month), day!, year),
  ],
  [
    sticky(`(?!24/7${end})(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?(?![\\p{L}\\p{N}/%])`),
    ([, month, day, year]) => date(Number(month), day!, year),
  ],
  [
    sticky(`${en}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:(?:,\\s*|\\s+)(\\d{4}))?${end}(?!:)`),
    ([, month, day, year]) => date(indexIn(monthsEn, month!) + 1, day!, year),
  ],
  [
    sticky(`(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${en}(?:,?\\s+(\\d{4}))?${end}`),
    ([, day, month, year]) => date(indexIn(monthsEn, month!) + 1, day!, year),
  ],
  [
    sticky(`(\\d{1,2})\\s+de\\s+${es}(?:\\s+del?\\s+(\\d{4}))?${end}`),
    ([, day, month, year]) => date(indexIn(monthsEs, month!) + 1, day!, year),
  ],
  [
    sticky(`(\\d{1,2})(?:st|nd|rd|th)${end}`),
    ([, day]) => ({ kind: 'of-month', day: Number(day) }),
  ],
];
/** “el 14”: a bare number is a day only after the article. */
const spanishDay = sticky(`(\\d{1,2})${end}(?![:/])`);

/** A bare hour of the working day: 1 to 6 in the afternoon, 7 to 12 in the morning. */
const workHour = (hour: number): number => (hour >= 1 && hour <= 6 ? hour + 12 : hour);
const halfDay = (hour: number, half: string): number =>
  half.startsWith('p') ? (hour % 12) + 12 : hour % 12;
const partOfDay = (hour: number, part: string): number =>
  part === 'manana' ? hour % 12 : (hour % 12) + 12;
const military = (digits: string): Time => ({
  hour: Number(digits.slice(0, 2)),
  minute: Number(digits.slice(2)),
});

const partOfDayTimes: Readonly<Record<string, number>> = {
  morning: 12,
  manana: 12,
  afternoon: 17,
  tarde: 17,
  evening: 20,
  tonight: 20,
  noche: 20,
};

/** A clock time: 14:00 as it stands, 8:30 and 2:30 by the working day. */
const clock = (hour: string, minute: string): Time => ({
  hour: hour.startsWith('0') ? Number(hour) : workHour(Number(hour)),
  minute: Number(minute),
});

const spanishHour: Found<Time> = ([, hour, minute, part, half]) => {
  const typed = Number(hour);
  const reckoned = part ? partOfDay(typed, part) : half ? halfDay(typed, half) : workHour(typed);
  return { hour: reckoned, minute: Number(minute ?? 0) };
};
const las = `las?\\s+(\\d{1,2})(?::(\\d{2}))?(?:\\s+(?:de|por)\\s+la\\s+(manana|tarde|noche)|\\s*([ap])\\.?m\\.?)?${end}`;

const timeForms: readonly (readonly [RegExp, Found<Time>])[] = [
  [
    sticky(`(\\d{1,2})(?::(\\d{2}))?\\s?([ap])(?:\\.m\\.|m${end}\\.?)`),
    ([, hour, minute, half]) => ({
      hour: Number(hour) > 12 ? 99 : halfDay(Number(hour), half!),
      minute: Number(minute ?? 0),
    }),
  ],
  [
    sticky(`(\\d{1,2}):(\\d{2})\\s+(?:de|por)\\s+la\\s+(manana|tarde|noche)${end}`),
    ([, hour, minute, part]) => ({ hour: partOfDay(Number(hour), part!), minute: Number(minute) }),
  ],
  [sticky(`(\\d{1,2}):(\\d{2})${end}`), ([, hour, minute]) => clock(hour!, minute!)],
  [sticky(`(?:noon|midday|(?:al\\s+)?mediodia)${end}`), () => ({ hour: 12, minute: 0 })],
  [
    sticky(`(?:eod|end\\s+of\\s+(?:the\\s+)?day|(?:al\\s+)?fin\\s+del\\s+dia)${end}`),
    () => ({ hour: 17, minute: 0 }),
  ],
  [
    sticky(
      `(?:(?:this|in\\s+the)\\s+)?(morning|afternoon|evening|tonight)${end}|(?:por\\s+la|esta|de\\s+la)\\s+(manana|tarde|noche)${end}`,
    ),
    ([, one, other]) => ({ hour: partOfDayTimes[one ?? other!]!, minute: 0 }),
  ],
  [sticky(`a\\s+${las}`), spanishHour],
];
const lasHour = sticky(las);
const fourDigits = sticky(`(\\d{4})${end}(?![-/:])`);
const bareHour = sticky(
  `(\\d{1,2})(?=[\\s.,;!?)]*$|[.,;!?)]|\\s+(?:on|el|${anyWeekday}|today|tomorrow|hoy|manana)${end})`,
);

const elapsedForm = sticky(
  `(?:in\\s+${count}\\s*(h|hrs?|hours?|min|mins|minutes?)|en\\s+${count}\\s*(h|horas?|min|minutos?))${end}`,
);

const prepositions = sticky(
  '(?:(due|by|before|until|till|on|no\\s+later\\s+than|para|antes\\s+del?|hasta|a\\s+mas\\s+tardar|el|the)\\s+|(at)\\s+|(@)\\s*)',
);
/** Between a day and its time, or a time and its day. */
const joint = sticky('(?:\\s*,\\s*|\\s+)(?:(at|on|by|before|el|para|antes\\s+del?)\\s+|(@)\\s*)?');

interface Lead {
  last: string | null;
  at: number;
  preposition: boolean;
}

const leadAt = (text: string, from: number): Lead => {
  let lead: Lead = { last: null, at: from, preposition: false };
  for (let match = matchAt(prepositions, text, lead.at); match;) {
    const word = (match[1] ?? match[2] ?? match[3]!).replace(/\s+/g, ' ');
    lead = {
      last: word === 'the' ? lead.last : word,
      at: lead.at + match[0].length,
      preposition: lead.preposition || word !== 'the',
    };
    match = matchAt(prepositions, text, lead.at);
  }
  return lead;
};

interface Piece<Value> {
  value: Value;
  to: number;
}

const firstOf = <Value>(
  forms: readonly (readonly [RegExp, Found<Value>])[],
  text: string,
  at: number,
): Piece<Value> | null => {
  for (const [form, found] of forms) {
    const match = matchAt(form, text, at);
    if (match) return { value: found(match), to: at + match[0].length };
  }
  return null;
};

const sameDate = (day: Day): day is Extract<Day, { kind: 'date' | 'of-month' }> =>
  day.kind === 'date' || day.kind === 'of-month';

/** A day; “Thursday, March 19” is one day, named twice. */
const dayAt = (text: string, at: number, last: string | null): Piece<Day> | null => {
  const found = firstOf(dayForms, text, at);
  if (found?.value.kind === 'weekday' && !found.value.next) {
    const gap = matchAt(sticky('(?:,\\s*|\\s+)(?:el\\s+|the\\s+)?'), text, found.to);
    const exact = gap && firstOf(dayForms, text, found.to + gap[0].length);
    if (exact && sameDate(exact.value)) return exact;
  }
  if (found) return found;
  const bare = last === 'el' ? matchAt(spanishDay, text, at) : null;
  return bare && { value: { kind: 'of-month', day: Number(bare[1]) }, to: at + bare[0].length };
};

const beforeHour = new Set(['at', '@', 'by', 'before', 'until', 'till', 'no later than']);
const beforeLas = new Set(['para', 'antes de', 'hasta', 'a mas tardar']);

const timeAt = (
  text: string,
  at: number,
  { last, afterDay }: { last: string | null; afterDay: boolean },
): Piece<Time> | null => {
  const found = firstOf(timeForms, text, at);
  if (found) return found;
  if (last !== null && beforeLas.has(last)) {
    const match = matchAt(lasHour, text, at);
    if (match) return { value: spanishHour(match), to: at + match[0].length };
  }
  const numbered = afterDay || (last !== null && beforeHour.has(last));
  const four = numbered ? matchAt(fourDigits, text, at) : null;
  if (four) return { value: military(four[1]!), to: at + four[0].length };
  const bare = last !== null && beforeHour.has(last) ? matchAt(bareHour, text, at) : null;
  return (
    bare && {
      value: { hour: workHour(Number(bare[1])), minute: 0 },
      to: at + bare[0].length,
    }
  );
};

const jointAt = (text: string, at: number): { at: number; last: string | null } | null => {
  const match = matchAt(joint, text, at);
  const word = match?.[1] ?? match?.[2] ?? null;
  return match && { at: at + match[0].length, last: word && word.replace(/\s+/g, ' ') };
};

/** The phrase that begins here, prepositions included; null when none does. */
export const phraseAt = (text: string, from: number): Phrase | null => {
  const lead = leadAt(text, from);
  const base = { from, preposition: lead.preposition, day: null, time: null, elapsed: null };
  const elapsed = matchAt(elapsedForm, text, lead.at);
  if (elapsed) {
    const unit = elapsed[2] ?? elapsed[4]!;
    const minutes = countOf(elapsed[1] ?? elapsed[3]!) * (unit.startsWith('h') ? 60 : 1);
    return { ...base, to: lead.at + elapsed[0].length, elapsed: minutes };
  }
  const spanishTime = timeAt(text, lead.at, { last: lead.last, afterDay: false });
  const day = dayAt(text, lead.at, lead.last);
  if (day && (!spanishTime || day.to >= spanishTime.to)) {
    const gap = jointAt(text, day.to);
    const time = gap && timeAt(text, gap.at, { last: gap.last, afterDay: true });
    return { ...base, day: day.value, time: time?.value ?? null, to: time?.to ?? day.to };
  }
  if (!spanishTime) return null;
  const gap = jointAt(text, spanishTime.to);
  const later = gap && dayAt(text, gap.at, gap.last);
  return {
    ...base,
    time: spanishTime.value,
    day: later?.value ?? null,
    to: later?.to ?? spanishTime.to,
  };
};

/** Every phrase of a text, one after the other. */
export const phrasesIn = (text: string): Phrase[] => {
  const found: Phrase[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!isWordStart(text, at) || /\s/.test(text.charAt(at))) continue;
    const phrase = phraseAt(text, at);
    if (!phrase) continue;
    found.push(phrase);
    at = phrase.to - 1;
  }
  return found;
};

/** The hospital's calendar at the moment of typing. */
export interface Calendar {
  now: string;
  zone: string;
  holidays: ReadonlySet<string>;
}

const two = (value: number): string => String(value).padStart(2, '0');
const dateText = (year: number, month: number, day: number): string =>
  `${year}-${two(month)}-${two(day)}`;

const afterBusinessDays = (date_: string, days: number, holidays: ReadonlySet<string>): string => {
  let at = date_;
  for (let left = days; left > 0;) {
    at = plusDays(at, 1);
    if (weekdayOf(at) <= 5 && !holidays.has(at)) left -= 1;
  }
  return at;
};

/** A date typed without its year is taken as passed up to this many days back. */
const passedDays = 180;

/** The date of a day; or what has to be asked. */
export const dateOfDay = (day: Day, { now, zone, holidays }: Calendar): string | Question => {
  const today = localDateOf(now, zone);
  const year = Number(today.slice(0, 4));
  if (day.kind === 'in')
    return day.business ? afterBusinessDays(today, day.days, holidays) : plusDays(today, day.days);
  if (day.kind === 'weekday') {
    const monday = plusDays(today, 1 - weekdayOf(today));
    if (day.next) return plusDays(monday, 7 + day.weekday - 1);
    return plusDays(today, (day.weekday - weekdayOf(today) + 7) % 7);
  }
  const month = day.kind === 'date' ? day.month : Number(today.slice(5, 7));
  const typed = dateText((day.kind === 'date' ? day.year : null) ?? year, month, day.day);
  if (!isDate(typed)) return 'due-unclear';
  const back = daysBetween(typed, today);
  if (back <= 0) return typed;
  if (day.kind === 'of-month' || day.year !== null || back <= passedDays) return 'date-passed';
  const later = dateText(year + 1, month, day.day);
  return isDate(later) ? later : 'due-unclear';
};

/** The instant of a wall time; null where the clock shows it twice or never. */
export const instantAt = (date_: string, { hour, minute }: Time, zone: string): string | null => {
  if (hour > 23 || minute > 59) return null;
  const local = `${date_}T${two(hour)}:${two(minute)}`;
  return wallTimeKind(local, zone) === 'once' ? instantOfLocal(local, zone) : null;
};

export interface ResolvedDue {
  due: Due | null;
  ask: Question | null;
}

const unclear: ResolvedDue = { due: null, ask: 'due-unclear' };

/** What a phrase means now. A time that has passed is moved on only where that is no guess, and asked. */
export const resolve = (phrase: Phrase, calendar: Calendar): ResolvedDue => {
  const { now, zone } = calendar;
  if (phrase.elapsed !== null)
    return { due: { dueAt: plusMinutes(now, phrase.elapsed) }, ask: null };
  const on = phrase.day === null ? localDateOf(now, zone) : dateOfDay(phrase.day, calendar);
  if (!isDate(on)) return { due: null, ask: on as Question };
  if (phrase.time === null) return { due: { dueOn: on }, ask: null };
  const at = instantAt(on, phrase.time, zone);
  if (at === null) return unclear;
  if (epochOf(at) >= epochOf(now) - (epochOf(now) % minuteMs))
    return { due: { dueAt: at }, ask: null };
  const rolls =
    phrase.day === null ? 1 : phrase.day.kind === 'weekday' && !phrase.day.next ? 7 : null;
  if (rolls === null) return { due: null, ask: 'date-passed' };
  const rolled = instantAt(plusDays(on, rolls), phrase.time, zone);
  return rolled === null ? unclear : { due: { dueAt: rolled }, ask: 'time-rolled' };
};
