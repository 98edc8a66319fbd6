/** The worklist of active stays: its rows, and how they are filtered, counted and sorted. */
import type { PlanAttention } from '../careplans/attention';
import type { PlanClass } from '../coverage/coverage';
import type { EncounterClass, Readiness } from '../encounters/encounter';
import type { Note } from '../notes/note';
import type { Contact, TeamMember } from '../patients/patient';
import type { Task } from '../tasks/task';

/** Whose stays: mine in every unit, one unit's, or all of my units'. */
export type CaseloadScope = { kind: 'mine' } | { kind: 'unit'; unitId: string } | { kind: 'all' };

export const sortKeys = [
  'nextDue',
  'bed',
  'patient',
  'stayDay',
  'edd',
  'disposition',
  'payer',
  'plan',
  'risk',
  'caseManager',
] as const;
export type SortKey = (typeof sortKeys)[number];

export interface CaseloadSort {
  by: SortKey;
  direction: 'asc' | 'desc';
}

/** Filters that stand by themselves; `disposition:<id>` and `payer:<class>` come beside them. */
export const plainFilters = [
  'overdue',
  'eddToday',
  'noEdd',
  'highRisk',
  'observation',
  'unassigned',
  'noPlan',
] as const;
export type PlainFilter = (typeof plainFilters)[number];
export type CaseloadFilter = PlainFilter | `disposition:${string}` | `payer:${PlanClass}`;

/** State of the stay's care plan as one word can say it. */
export interface PlanState {
  id: string;
  status: 'draft' | 'active' | 'on-hold' | 'revoked' | 'completed';
  /** Newest activated version; 0 = none yet. */
  newestVersion: number;
  /** A draft stands beside the newest version. */
  draftOpen: boolean;
  reviewOn: string | null;
  /** Goals that call for somebody; only of a plan in force, on the rows that are shown. */
  attention?: PlanAttention;
}

export interface NextTask {
  id: string;
  title: string;
  dueAt: string | null;
  dueOn: string | null;
}

export const riskLevels = ['low', 'moderate', 'high'] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** Risk of readmission by the newest LACE of the stay (van Walraven, CMAJ 2010): no alarm, a fact. */
export interface Risk {
  score: number;
  level: RiskLevel;
}

/** A stay on the list, with what its row says. */
export interface CaseloadStay {
  kind: 'stay';
  encounterId: string;
  rowVersion: number;
  patientId: string;
  unitId: string | null;
  unitName: string | null;
  bed: string | null;
  familyName: string;
  givenName: string;
  /** Folded name, by which the list sorts and filters. */
  nameFolded: string;
  birthDate: string | null;
  sex: string;
  mrn: string | null;
  /** Shown with a lock: people outside the team see only the bed. */
  restricted: boolean;
  class: EncounterClass;
  admittedAt: string | null;
  expectedDischargeOn: string | null;
  expectedDischargeUnknown: string | null;
  medicallyReady: Readiness;
  plannedDisposition: string | null;
  payer: string | null;
  planClass: PlanClass | null;
  plan: PlanState | null;
  nextTask: NextTask | null;
  /** Null where no LACE was completed in this stay. */
  risk: Risk | null;
  barriers: { count: number; first: string | null };
  caseManagerId: string | null;
  caseManagerName: string | null;
}

/** What people outside the team see of a restricted stay: it is counted, and nothing else. */
export interface CaseloadMasked {
  kind: 'restricted';
  /** Names the row on screen; leads to no record. */
  key: string;
  unitName: string | null;
  bed: string | null;
}

export type CaseloadRow = CaseloadStay | CaseloadMasked;

/** A page of the list with what the head of the screen says about the whole. */
export interface CaseloadPage {
  /** Stays in the scope, restricted ones counted. */
  total: number;
  /** Of these, due to leave today. */
  leavingToday: number;
  /** Rows left by text and filters. */
  matching: number;
  /** Restricted rows that a filter cannot look into and so leaves out. */
  maskedLeftOut: number;
  offset: number;
  rows: CaseloadRow[];
  /** Every row left, in order, so that keys and selection reach beyond the page; null = masked. */
  order: ({ encounterId: string; rowVersion: number } | null)[];
  counts: { filter: CaseloadFilter; count: number }[];
  /** Stays in each scope, for the switch. */
  /** Some stay of the scope has a risk: the list has a column for it. */
  hasRisk: boolean;
  scopes: { mine: number; units: { unitId: string; count: number }[]; all: number };
}

/** An open barrier as the panel beside the list names it. */
export interface PeekedBarrier {
  id: string;
  title: string;
  detail: string | null;
  removableBy: string | null;
  openedAt: string;
}

/** What the panel beside the list tells of one stay. */
export interface CaseloadPeek {
  admitReason: string | null;
  /** The principal condition. */
  condition: string | null;
  medicallyReady: Readiness;
  barriers: PeekedBarrier[];
  tasks: Task[];
  lastNote: Note | null;
  /** Those with a phone number. */
  contacts: Contact[];
  team: TeamMember[];
}

/** One person stays can be given to. */
export interface CaseloadPerson {
  id: string;
  givenName: string;
  familyName: string;
  role: 'unitLead' | 'caseManager' | 'dischargePlanner';
  unitIds: string[];
  /** Active stays now. */
  stays: number;
}

/**
 * May a case manager make this change? Only their own: take what is nobody's, give back what is
 * theirs. A unit lead may make any (security.md, Who may do what).
 */
export const mayAssignOwn = (userId: string, from: string | null, to: string | null): boolean =>
  (from === null || from === userId) && (to === null || to === userId);
