/** Beside a date that can be read anyway: says so only when it is today or past. */
import type { ReactElement } from 'react';
import { dueMark } from '../../../shared/due';
import { useMinute } from '../../app/now';
import { DueLabel } from '../../components/DueLabel';

export const NearDue = ({ on }: { on: string | null }): ReactElement | null => {
  const { now, zone } = useMinute();
  const due = { dueAt: null, dueOn: on };
  const severity = dueMark(due, now, zone)?.severity;
  return severity === 'overdue' || severity === 'today' ? <DueLabel due={due} /> : null;
};
