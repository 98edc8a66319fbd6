/**
 * The weight of a patient: the usual minutes of case-management work on one working day, part by
 * part. Starting values of the unit, not research findings; never added to booked tasks, which would
 * count the same work twice.
 */

/** Facts of the record that make the weight. What is not known is left out. */
export interface WeightFacts {
  /** Initial assessment complete. */
  assessed: boolean;
  /** Expected discharge date less today, in days; null when it is not known. */
  eddIn: number | null;
  ready: boolean;
  disposition: Disposition;
  /** Categories of the open barriers, one for each barrier. */
  barriers: readonly string[];
  /** Referrals sent, with no final answer and not withdrawn. */
  openReferrals: number;
  payerReview: 'today' | 'running' | null;
  denial: boolean;
  observation: boolean;
  /** Within 30 days of a discharge. */
  readmitted: boolean;
  /** LACE total; null without one. */
  lace: number | null;
  /** Local date less admission date, plus one. */
  stayDay: number | null;
  /** The caregiver is strained, or the family disagrees. */
  strain: boolean;
  interpreter: boolean;
}

/** Minutes by where the patient is to go. */
const dispositionMinutes = {
  home: 0,
  'home-health': 3,
  unknown: 3,
  'facility-return': 3,
  snf: 8,
  irf: 8,
  hospice: 8,
  'acute-transfer': 8,
  ama: 8,
  died: 5,
  ltch: 10,
  psychiatric: 10,
  shelter: 10,
} as const;
export type Disposition = keyof typeof dispositionMinutes;
export const dispositions = Object.keys(dispositionMinutes) as readonly Disposition[];

/** Minutes of the barriers that are hard to move; the highest counts once. */
const hardBarrierMinutes: Readonly<Record<string, number>> = {
  'guardianship-legal': 8,
  housing: 8,
  behavioral: 4,
};

const mostBarriers = 3;
const mostReferrals = 5;
/** No patient weighs more than this, in minutes. */
const cap = 90;

/** A part by its id with its minutes; the cap's are negative. */
export type WeightPart = readonly [id: string, minutes: number];

export interface Weight {
  minutes: number;
  /** In the order of the table; parts of no minutes are left out. */
  parts: readonly WeightPart[];
}

const phaseOf = ({ assessed, eddIn, ready }: WeightFacts): WeightPart => {
  if (!assessed) return ['phase:new', 40];
  if (eddIn === 0 || eddIn === 1) return ['phase:leaving', 18];
  if (ready || (eddIn !== null && eddIn < 0)) return ['phase:ready-held', 15];
  return ['phase:middle', 6];
};

const payerOf = (review: WeightFacts['payerReview']): WeightPart => [
  review === 'today' ? 'review-today' : 'authorization',
  review === 'today' ? 12 : review === 'running' ? 3 : 0,
];

const sum = (parts: readonly WeightPart[]): number =>
  parts.reduce((total, [, minutes]) => total + minutes, 0);

/** The weight with its parts. */
export const weightOf = (facts: WeightFacts): Weight => {
  const { barriers, lace, stayDay } = facts;
  const when = (holds: boolean, minutes: number): number => (holds ? minutes : 0);
  const steady: readonly WeightPart[] = [
    phaseOf(facts),
    [`to:${facts.disposition}`, dispositionMinutes[facts.disposition]],
    ['barriers', 4 * Math.min(barriers.length, mostBarriers)],
    ['hard-barrier', Math.max(0, ...barriers.map((one) => hardBarrierMinutes[one] ?? 0))],
    ['referrals', 2 * Math.min(facts.openReferrals, mostReferrals)],
    payerOf(facts.payerReview),
    ['denial', when(facts.denial, 12)],
    ['observation', when(facts.observation, 5)],
    ['readmission', when(facts.readmitted, 4)],
    ['high-risk', when(lace !== null && lace >= 10, 3)],
    ['long-stay', when(stayDay !== null && stayDay >= 8, 3)],
    ['family', when(facts.strain, 6)],
  ];
  const spoken: readonly WeightPart[] = [
    ...steady,
    ['interpreter', when(facts.interpreter, Math.round(sum(steady) / 5))],
  ];
  const parts: readonly WeightPart[] = [...spoken, ['cap', Math.min(0, cap - sum(spoken))]];
  return { minutes: sum(parts), parts: parts.filter(([, minutes]) => minutes !== 0) };
};
