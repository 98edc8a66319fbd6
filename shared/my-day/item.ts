/** What “My day” orders: rows of work with the facts of the record that decide their place. */

/** A minute-precise span of time that is not free, travel included. */
export interface Busy {
  from: string;
  to: string;
}

export type Origin = 'clock' | 'task' | 'review' | 'visit' | 'callback' | 'prompt' | 'change';
export type Priority = 'stat' | 'asap' | 'urgent' | 'routine';
/** Changes of the record that ask for an act. */
export type ChangeKind =
  | 'turned-worse'
  | 'wants-to-leave'
  | 'class-changed'
  | 'bed-offer'
  | 'order-written'
  | 'all-declined'
  | 'edd-earlier'
  | 'readmitted';

export interface DayPatient {
  bed: string | null;
  /** Expected discharge date. */
  edd: string | null;
  ready: boolean;
  risk: 'high' | 'moderate' | 'low' | null;
  left: boolean;
}

export interface DayItem {
  id: string;
  origin: Origin;
  /** Minutes that it usually takes. */
  minutes: number;
  patient: DayPatient | null;
  /** A safety alert, and since when. */
  safety: boolean;
  since: string | null;
  /** A law or regulation asks for it. */
  law: boolean;
  /** A payer's deadline, with the days at stake where they are known; null without one. */
  payer: { days: number | null } | null;
  /** It holds up the patient's discharge. */
  blocks: boolean;
  /** The target in words (“24-hour target”). */
  target: string | null;
  waiting: { who: string; how: 'here' | 'call'; since: string } | null;
  change: ChangeKind | null;
  priority: Priority | null;
  dueAt: string | null;
  dueOn: string | null;
  notBefore: string | null;
  snoozedUntil: string | null;
  waitingOn: { who: string; chaseAt: string | null } | null;
  /** One sentence of the record, as it stands. */
  fact: string | null;
}

/** The order that the person saw last. */
export interface PlannedRow {
  id: string;
  rank: number;
}

/** A row put by hand before another one (null: to the end of “Do next”). */
export interface Drag {
  id: string;
  before: string | null;
  at: string;
  /** The rank that the row had then. */
  rankAt: number;
}

export interface DayInput {
  now: string;
  /** IANA zone of the hospital. */
  zone: string;
  day: { startsAt: string; endsAt: string; nextStartsAt: string };
  holidays: ReadonlySet<string>;
  busy: readonly Busy[];
  items: readonly DayItem[];
  /** Null at the first time of the day. */
  planned: readonly PlannedRow[] | null;
  drags: readonly Drag[];
  replan: boolean;
  language: 'en' | 'es';
}
