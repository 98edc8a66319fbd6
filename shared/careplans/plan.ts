/** A care plan with its rows as they stand: the working draft where one is open. */
import type { Role } from '../permissions';
import type { Agreement, GoalStatus, PlanStatus } from './statuses';
import type {
  ActivityContent,
  BarrierContent,
  GoalContent,
  PlanContent,
  ProblemContent,
  ProgressContent,
} from './version';

/** What every row carries, so that a conflict can say who and when. */
export interface Saved {
  rowVersion: number;
  updatedAt: string;
  updatedByName: string | null;
}

/** The template that a record came from, by its id; none where a person wrote it. */
export interface FromTemplate {
  templateId?: string | null;
}

export type Progress = ProgressContent & Saved;
export type Goal = Omit<GoalContent, 'progress'> & Saved & FromTemplate & { progress: Progress[] };
export type Activity = ActivityContent & Saved & FromTemplate;
export type Barrier = BarrierContent &
  Saved &
  FromTemplate & { problemId: string | null; openedByName: string | null };
export type Problem = Omit<ProblemContent, 'goals' | 'activities' | 'barriers'> &
  Saved &
  FromTemplate & { goals: Goal[]; activities: Activity[]; barriers: Barrier[] };

/** A signed version, without its content. */
export interface VersionHead {
  version: number;
  signedAt: string;
  signedByName: string | null;
  /** What the signer is in Liaison: printed below the signature. */
  signedByRole: Role | null;
}

export interface PlanHead extends Saved {
  id: string;
  patientId: string;
  encounterId: string | null;
  title: string;
  status: PlanStatus;
  statusReason: string | null;
  /** 0 = never signed. */
  newestVersion: number;
  /** The rows differ from the newest version, or none is signed yet. */
  draftOpen: boolean;
  reviewOn: string | null;
  agreedBy: string | null;
  agreedOn: string | null;
  agreement: Agreement | null;
  /** Why nobody could be asked. */
  agreementNote: string | null;
  /** Who answers for the plan; null = nobody named. */
  custodianId: string | null;
  custodianName: string | null;
  /** Brought by an import; nobody signed it here yet. */
  imported: boolean;
}

/** Somebody who takes part: of the care team, or of the patient's own people. */
export interface Participant {
  id: string;
  rowVersion: number;
  memberId: string | null;
  relatedPersonId: string | null;
  /** A user of ours. */
  userId: string | null;
  name: string;
  /** In words; of somebody who stands in no care team the role in Liaison. */
  role: string | null;
  userRole: Role | null;
  phone: string | null;
  organization: string | null;
}

export interface CarePlan extends PlanHead {
  /** Two identifiers, for every dialog and page that acts on this patient. */
  patient: { name: string; birthDate: string | null; mrn: string | null };
  /** Newest first. */
  versions: VersionHead[];
  problems: Problem[];
  participants: Participant[];
  /** How many things differ from the newest version; 0 without one. */
  changes: number;
  /** Grows with every write to any row; sent back when signing, so that nobody signs unseen text. */
  stamp: number;
  /** Newest write to any row of the plan. */
  savedAt: string;
}

/** A line of a patient's list of plans. */
export interface PlanSummary extends PlanHead {
  problems: number;
  goals: number;
  versions: VersionHead[];
}

/** A signed version as it reads; the newest one with what was recorded live since. */
export interface PlanVersion extends VersionHead {
  carePlanId: string;
  content: PlanContent;
}

/** Somebody who can own an intervention or remove a barrier. */
export interface Owner {
  /** A user of ours, else only a name. */
  userId: string | null;
  name: string;
  role: string | null;
}

/** A condition of the patient that no problem of the plan is about yet. */
export interface OpenCondition {
  id: string;
  display: string;
}

/** The version number that the working draft will get. */
export const draftNumber = (plan: Pick<PlanHead, 'newestVersion'>): number =>
  plan.newestVersion + 1;

/** May its text still be changed? */
export const isOpen = (status: PlanStatus): boolean =>
  status === 'draft' || status === 'active' || status === 'on-hold';

/** Is the goal worked toward now? A closed, paused or given up goal is not due. */
export const isPursued = (status: GoalStatus): boolean =>
  status === 'proposed' || status === 'planned' || status === 'accepted' || status === 'active';

/** Where a plan may go from each status. Back to active is how an ending is taken back. */
const transitions: Record<PlanStatus, readonly PlanStatus[]> = {
  draft: ['entered-in-error'],
  active: ['on-hold', 'completed', 'revoked', 'entered-in-error'],
  'on-hold': ['active', 'completed', 'revoked', 'entered-in-error'],
  completed: ['active'],
  revoked: ['active'],
  'entered-in-error': [],
};

/** May a plan's status change this way? Signing (to active, with a version) is not among them. */
export const mayTurn = (from: PlanStatus, to: PlanStatus): boolean =>
  transitions[from].includes(to);

/** The plan's text as a version would hold it. */
export const contentOf = (plan: CarePlan): PlanContent => ({
  format: 1,
  title: plan.title,
  reviewOn: plan.reviewOn,
  agreedBy: plan.agreedBy,
  agreedOn: plan.agreedOn,
  agreement: plan.agreement,
  agreementNote: plan.agreementNote,
  participants: plan.participants.map(({ id, name, role }) => ({ id, name, role })),
  problems: plan.problems.map((problem) => ({
    id: problem.id,
    title: problem.title,
    source: problem.source,
    conditionId: problem.conditionId,
    ownWords: problem.ownWords,
    goals: problem.goals.map(goalContent),
    activities: problem.activities.map(activityContent),
    barriers: problem.barriers.map(barrierContent),
  })),
});

const goalContent = (goal: Goal): GoalContent => ({
  id: goal.id,
  description: goal.description,
  measure: goal.measure,
  measureKind: goal.measureKind,
  unit: goal.unit,
  scaleLow: goal.scaleLow,
  scaleHigh: goal.scaleHigh,
  levelMinus2: goal.levelMinus2,
  levelMinus1: goal.levelMinus1,
  level0: goal.level0,
  levelPlus1: goal.levelPlus1,
  levelPlus2: goal.levelPlus2,
  baseline: goal.baseline,
  target: goal.target,
  dueOn: goal.dueOn,
  ownWords: goal.ownWords,
  unmeasuredReason: goal.unmeasuredReason ?? null,
  lifecycleStatus: goal.lifecycleStatus,
  achievementStatus: goal.achievementStatus,
  progress: goal.progress.map((point) => ({
    id: point.id,
    at: point.at,
    value: point.value,
    statement: point.statement,
    achievementStatus: point.achievementStatus,
    byName: point.byName,
  })),
});

const activityContent = (activity: Activity): ActivityContent => ({
  id: activity.id,
  description: activity.description,
  kind: activity.kind,
  ownerId: activity.ownerId,
  ownerName: activity.ownerName,
  ownerRole: activity.ownerRole,
  ownerContact: activity.ownerContact,
  goalId: activity.goalId,
  frequency: activity.frequency,
  startOn: activity.startOn,
  dueOn: activity.dueOn,
  outcome: activity.outcome,
  status: activity.status,
});

const barrierContent = (barrier: Barrier): BarrierContent => ({
  id: barrier.id,
  category: barrier.category,
  title: barrier.title,
  detail: barrier.detail,
  severity: barrier.severity,
  removableBy: barrier.removableBy,
  goalId: barrier.goalId,
  activityId: barrier.activityId,
  ownerId: barrier.ownerId,
  ownerName: barrier.ownerName,
  dueAt: barrier.dueAt,
  openedAt: barrier.openedAt,
  resolvedAt: barrier.resolvedAt,
  resolution: barrier.resolution,
});
