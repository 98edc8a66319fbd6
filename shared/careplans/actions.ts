/**
 * What may be done to a plan as a whole, by its status (FHIR R4 CarePlan.status), by whom, and why
 * not. The same table for the service that refuses and the window that does not offer.
 */
import { mayRole, type Permission, type Role } from '../permissions';
import type { PlanStatus } from './statuses';

export const planActions = [
  'edit',
  'sign',
  'recordProgress',
  'resolveBarrier',
  'review',
  'hold',
  'resume',
  'complete',
  'close',
  'revoke',
  'reopen',
  'enterInError',
  'restore',
  'tell',
] as const;
export type PlanAction = (typeof planActions)[number];

interface Rule {
  /** Statuses in which it may be done. */
  from: readonly PlanStatus[];
  permission: Permission;
  /** A signed version must stand. */
  signed?: true;
  /** The person must say why. */
  reason?: true;
}

const open: readonly PlanStatus[] = ['draft', 'active', 'on-hold'];

const rules: Record<PlanAction, Rule> = {
  edit: { from: open, permission: 'careplans.write' },
  sign: { from: open, permission: 'careplans.write' },
  // An import brings plans in force that nobody signed here: progress is recorded on them too.
  recordProgress: { from: open, permission: 'careplans.write' },
  resolveBarrier: { from: open, permission: 'care.write' },
  review: { from: ['active', 'on-hold'], permission: 'careplans.write', signed: true },
  hold: { from: ['active'], permission: 'careplans.write', reason: true },
  resume: { from: ['on-hold'], permission: 'careplans.write' },
  complete: { from: ['active', 'on-hold'], permission: 'careplans.write' },
  close: { from: ['active', 'on-hold'], permission: 'careplans.write', signed: true },
  revoke: { from: ['active', 'on-hold'], permission: 'careplans.write', reason: true },
  // Takes an ending back; nobody is asked for the undoing of a mistake to say why.
  reopen: { from: ['completed', 'revoked'], permission: 'careplans.write' },
  enterInError: { from: open, permission: 'careplans.write', reason: true },
  restore: { from: open, permission: 'careplans.write', signed: true },
  tell: {
    from: ['active', 'on-hold', 'completed', 'revoked'],
    permission: 'care.write',
    signed: true,
  },
};

export type PlanRefusal = 'role' | 'status' | 'neverSigned';

/** Null where it may be done; else why not. The role is asked first: it says least about the plan. */
export const whyNot = (
  plan: { status: PlanStatus; newestVersion: number },
  role: Role,
  action: PlanAction,
): PlanRefusal | null => {
  const rule = rules[action];
  if (!mayRole(role, rule.permission)) return 'role';
  if (!rule.from.includes(plan.status)) return 'status';
  if (rule.signed && plan.newestVersion === 0) return 'neverSigned';
  return null;
};

/** Must the person say why? */
export const needsReason = (action: PlanAction): boolean => rules[action].reason === true;

/** The action that brings a plan from one status to another; null where none does. */
export const actionBetween = (from: PlanStatus, to: PlanStatus): PlanAction | null => {
  if (to === 'on-hold') return 'hold';
  if (to === 'completed') return 'complete';
  if (to === 'revoked') return 'revoke';
  if (to === 'entered-in-error') return 'enterInError';
  if (to === 'active' && from === 'on-hold') return 'resume';
  if (to === 'active' && (from === 'completed' || from === 'revoked')) return 'reopen';
  return null;
};
