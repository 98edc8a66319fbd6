/**
 * Times of a template: `A` = activation of the first version that carries the item, `D` = leaving,
 * the expected discharge date until then. `A+24h` hours, `A+3d` and `D-1d` calendar days, `D+2bd`
 * business days, `D` alone = before leaving; `D+7d, 30d` = two readings; words after the first
 * (`D+14d or end date`) are for the team to type.
 */
import { businessDayAfter } from '../../clinical/clocks/days';
import { localDateOf, plusDays, plusHours } from '../../time';

type Anchor = 'A' | 'D';
type Unit = 'h' | 'd' | 'bd';

export interface Moment {
  anchor: Anchor;
  /** Negative = before. */
  count: number;
  unit: Unit;
}

export interface Timing {
  /** One, or several readings in their order. */
  moments: Moment[];
  /** Words beside them: another end that the team types. */
  words: string | null;
}

const first = /^([AD])(?:([+-])(\d{1,3})(h|d|bd))?$/;
const following = /^(\d{1,3})(h|d|bd)$/;

/** Null where the text is no time. */
export const readTiming = (text: string): Timing | null => {
  const [, times = '', words] = /^(.*?)(?: or (.+))?$/.exec(text.trim()) ?? [];
  const [head, ...rest] = times.split(/,\s*/);
  const start = first.exec(head ?? '');
  if (!start) return null;
  const anchor = start[1] as Anchor;
  const sign = start[2] === '-' ? -1 : 1;
  const unit = (start[4] ?? 'd') as Unit;
  // Before leaving is counted in days alone: no rule counts hours or business days back.
  if (sign < 0 && unit !== 'd') return null;
  const moments: Moment[] = [{ anchor, count: sign * Number(start[3] ?? 0), unit }];
  for (const part of rest) {
    const next = following.exec(part);
    if (!next) return null;
    moments.push({ anchor, count: Number(next[1]), unit: next[2] as Unit });
  }
  return { moments, words: words ?? null };
};

/** What times are counted from. */
export interface Anchors {
  /** Instant of activation; on a draft the instant of applying. */
  activatedAt: string;
  /** Expected discharge, or the local date of leaving; null = unknown. */
  dischargeOn: string | null;
  zone: string;
  /** The hospital's holidays, local dates. */
  holidays: ReadonlySet<string>;
}

const dateOfMoment = ({ anchor, count, unit }: Moment, anchors: Anchors): string | null => {
  const { activatedAt, dischargeOn, zone, holidays } = anchors;
  if (anchor === 'A' && unit === 'h') return localDateOf(plusHours(activatedAt, count), zone);
  const day = anchor === 'A' ? localDateOf(activatedAt, zone) : dischargeOn;
  if (day === null) return null;
  if (unit === 'bd') return businessDayAfter(day, count, holidays);
  // Hours after leaving: the hour is not known before it happens, so the day they end in.
  return plusDays(day, unit === 'h' ? Math.ceil(count / 24) : count);
};

/** Local dates of all readings; null where one is not dated, as while the discharge is unknown. */
export const datesOf = (timing: Timing, anchors: Anchors): string[] | null => {
  const dates = timing.moments.map((moment) => dateOfMoment(moment, anchors));
  return dates.every((date) => date !== null) ? dates : null;
};

/**
 * The date by which it is due: the last reading; null = not dated, never overdue. A day before the
 * discharge that has passed already (`D-1d` on the day of leaving) is due on the day of applying.
 */
export const dueDateOf = (text: string, anchors: Anchors): string | null => {
  const timing = readTiming(text);
  const dates = timing && datesOf(timing, anchors);
  const last = dates?.at(-1) ?? null;
  if (last === null) return null;
  const start = localDateOf(anchors.activatedAt, anchors.zone);
  return last < start ? start : last;
};
