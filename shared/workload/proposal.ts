/**
 * Who is proposed for a stay that got a bed of the unit: by load after it, continuity and rooms.
 * It proposes; a person accepts.
 */

import { epochOf, instantOfEpoch } from '../time';

/** A member of the staff with the load carried now, covered patients included. */
export interface StaffLoad {
  id: string;
  role: string;
  units: readonly string[];
  coversUnits: readonly string[];
  active: boolean;
  licenseExpired: boolean;
  /** Away now, or from within four hours. */
  absent: boolean;
  /** Patients whom this person may not see: own family, or blocked from a restricted one. */
  mayNotSee: readonly string[];
  /** Minutes of today's shift, of its fixed time and of its break. */
  shiftMin: number;
  fixedMin: number;
  breakMin: number;
  /** Sum of the weights carried, in minutes. */
  load: number;
  heads: number;
  newToday: number;
  /** Minutes left of today's shift. */
  minutesLeft: number;
  /** When this person works next; null when nobody knows. */
  nextStart: string | null;
  /** Days since this person last carried a stay of this patient; null for never. */
  lastCaredDaysAgo: number | null;
  /** Beds in this person's range. */
  beds: readonly string[];
}

export interface NewStay {
  unit: string;
  bed: string;
  patient: string;
  headLimit: number;
  /** Minutes. */
  weight: number;
  staff: readonly StaffLoad[];
}

export type OutReason =
  | 'not active'
  | 'not a case manager'
  | 'not of this unit'
  | 'license expired'
  | 'away'
  | 'may not see this patient'
  | 'not on shift';

export interface RankedPerson {
  id: string;
  score: number;
  /** Load in percent of the capacity with this stay, halves up. */
  pct: number;
  over: boolean;
}

export interface AssignmentProposal {
  proposed: string | null;
  ranked: readonly RankedPerson[];
  /** By id. */
  out: readonly { id: string; why: OutReason }[];
  /** Nobody is left, or all who are asked are over. */
  tellLead: boolean;
  /** When nobody is on shift: from when those who start first can be asked. */
  from?: string;
}

/** Minutes left of a shift that make it worth asking. */
const leastLeft = 60;
const roomRule = 10;

/** Minutes of a shift that are free for patients. */
export const capacityOf = ({
  shiftMin,
  fixedMin,
  breakMin,
}: Pick<StaffLoad, 'shiftMin' | 'fixedMin' | 'breakMin'>): number => shiftMin - fixedMin - breakMin;

/** Load in percent of a capacity above 0, halves up. */
export const loadPercent = (load: number, capacity: number): number =>
  Math.floor((100 * load) / capacity + 0.5);

const continuity = (days: number | null): number =>
  days === null || days > 365 ? 0 : days > 90 ? 5 : 15;

const reasonOut = (person: StaffLoad, { unit, patient }: NewStay): OutReason | null => {
  if (!person.active) return 'not active';
  if (person.role !== 'cm') return 'not a case manager';
  if (!person.units.includes(unit) && !person.coversUnits.includes(unit)) return 'not of this unit';
  if (person.licenseExpired) return 'license expired';
  if (person.absent) return 'away';
  return person.mayNotSee.includes(patient) ? 'may not see this patient' : null;
};

const byId = ({ id: one }: { id: string }, { id: other }: { id: string }): number =>
  one < other ? -1 : one > other ? 1 : 0;

/** Those on shift; when nobody is, those who start first, and from when. */
const askedOf = (eligible: readonly StaffLoad[]): { asked: StaffLoad[]; from?: string } => {
  const working = eligible.filter((one) => capacityOf(one) > 0);
  const onShift = working.filter(({ minutesLeft }) => minutesLeft >= leastLeft);
  if (onShift.length > 0) return { asked: onShift };
  const starts = working.flatMap(({ nextStart }) =>
    nextStart === null ? [] : [epochOf(nextStart)],
  );
  if (starts.length === 0) return { asked: [] };
  const first = Math.min(...starts);
  return {
    asked: working.filter(({ nextStart }) => nextStart !== null && epochOf(nextStart) === first),
    from: instantOfEpoch(first),
  };
};

/** Whom to propose for a new stay, with everybody else's place or reason. */
export const proposeAssignment = (stay: NewStay): AssignmentProposal => {
  const reasons = stay.staff.map((person) => ({ person, why: reasonOut(person, stay) }));
  const eligible = reasons.flatMap(({ person, why }) => (why === null ? [person] : []));
  const { asked, from } = askedOf(eligible);
  const candidates = asked.map((person) => {
    const pct = loadPercent(person.load + stay.weight, capacityOf(person));
    const room = person.beds.includes(stay.bed) ? roomRule : 0;
    return {
      person,
      ranked: {
        id: person.id,
        score: pct - continuity(person.lastCaredDaysAgo) - room,
        pct,
        over: person.heads + 1 > stay.headLimit || pct > 100,
      },
    };
  });
  candidates.sort(
    (one, other) =>
      Number(one.ranked.over) - Number(other.ranked.over) ||
      one.ranked.score - other.ranked.score ||
      one.person.newToday - other.person.newToday ||
      one.person.heads - other.person.heads ||
      byId(one.person, other.person),
  );
  const ranked = candidates.map((one) => one.ranked);
  const out = reasons.flatMap(({ person, why }) =>
    why !== null
      ? [{ id: person.id, why }]
      : asked.includes(person)
        ? []
        : [{ id: person.id, why: 'not on shift' as const }],
  );
  return {
    proposed: ranked[0]?.id ?? null,
    ranked,
    out: out.toSorted(byId),
    tellLead: ranked.every(({ over }) => over),
    ...(from === undefined ? {} : { from }),
  };
};
