import { expect, test } from 'vitest';
import {
  actionBetween,
  needsReason,
  planActions,
  whyNot,
  type PlanAction,
} from '../../shared/careplans/actions';
import { mayTurn } from '../../shared/careplans/plan';
import { planStatuses, type PlanStatus } from '../../shared/careplans/statuses';
import { roles, type Role } from '../../shared/permissions';

/** Written off security.md's table: who writes care plans, and who works with a patient's care. */
const writers: readonly Role[] = ['unitLead', 'caseManager'];
const carers: readonly Role[] = ['unitLead', 'caseManager', 'dischargePlanner'];

/** A signed plan: each action's statuses, one letter each: draft, active, hold, revoked, completed. */
const expected: Record<PlanAction, { who: readonly Role[]; from: string; unsigned: string }> = {
  edit: { who: writers, from: 'dah', unsigned: 'dah' },
  sign: { who: writers, from: 'dah', unsigned: 'dah' },
  recordProgress: { who: writers, from: 'dah', unsigned: 'dah' },
  resolveBarrier: { who: carers, from: 'dah', unsigned: 'dah' },
  review: { who: writers, from: 'ah', unsigned: '' },
  hold: { who: writers, from: 'a', unsigned: 'a' },
  resume: { who: writers, from: 'h', unsigned: 'h' },
  complete: { who: writers, from: 'ah', unsigned: 'ah' },
  close: { who: writers, from: 'ah', unsigned: '' },
  revoke: { who: writers, from: 'ah', unsigned: 'ah' },
  reopen: { who: writers, from: 'rc', unsigned: 'rc' },
  enterInError: { who: writers, from: 'dah', unsigned: 'dah' },
  restore: { who: writers, from: 'dah', unsigned: '' },
  tell: { who: carers, from: 'ahrc', unsigned: '' },
};
const letters: Record<PlanStatus, string> = {
  draft: 'd',
  active: 'a',
  'on-hold': 'h',
  revoked: 'r',
  completed: 'c',
  'entered-in-error': 'e',
};

const cells = planActions.flatMap((action) =>
  planStatuses.flatMap((status) => roles.map((role) => ({ action, status, role }))),
);

test.each(cells)('$action on a plan that is $status, by $role', ({ action, status, role }) => {
  const { who, from, unsigned } = expected[action];
  const signed = whyNot({ status, newestVersion: 2 }, role, action);
  const never = whyNot({ status, newestVersion: 0 }, role, action);
  if (!who.includes(role)) {
    expect([signed, never]).toEqual(['role', 'role']);
    return;
  }
  const letter = letters[status];
  expect(signed).toBe(from.includes(letter) ? null : 'status');
  expect(never).toBe(
    unsigned.includes(letter) ? null : from.includes(letter) ? 'neverSigned' : 'status',
  );
});

test('a turn that the status machine allows has its action, and the others have none', () => {
  for (const from of planStatuses)
    for (const to of planStatuses) {
      const action = actionBetween(from, to);
      const allowed =
        action !== null && whyNot({ status: from, newestVersion: 1 }, 'unitLead', action) === null;
      expect(allowed, `${from} → ${to}`).toBe(mayTurn(from, to));
    }
});

test('whoever holds, revokes or takes back a plan says why', () => {
  expect(planActions.filter(needsReason)).toEqual(['hold', 'revoke', 'enterInError']);
});
