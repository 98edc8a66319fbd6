/**
 * Who may write which appointment (security.md, Who may do what): rounds are the unit lead's, and a
 * case manager's where they made the series or are expected in it; meetings and visits are written
 * by all who work with patients, on their own units' calendars, their own, and their patients'.
 */
import { mayRole, type Role } from '../permissions';
import type { AppointmentKind } from './appointment';

export interface Writer {
  id: string;
  role: Role;
  unitIds: readonly string[];
}

export interface WrittenSeries {
  kind: AppointmentKind;
  unitId: string | null;
  patientId: string | null;
  createdBy: string;
  /** Users who are expected. */
  participantIds: readonly string[];
}

/** May this person change or cancel this series? Reach of its patient is checked beside it. */
export const mayWriteSeries = (writer: Writer, series: WrittenSeries): boolean => {
  const own = series.createdBy === writer.id || series.participantIds.includes(writer.id);
  if (series.kind === 'round')
    return mayRole(writer.role, 'rounds.write') && (writer.role === 'unitLead' || own);
  if (!mayRole(writer.role, 'appointments.write')) return false;
  return own || series.patientId !== null || writer.unitIds.includes(series.unitId ?? '');
};

/** May this person make a new one of this kind on this unit's calendar? */
export const mayMakeSeries = (
  writer: Writer,
  { kind, unitId }: Pick<WrittenSeries, 'kind' | 'unitId'>,
): boolean => {
  if (!mayRole(writer.role, 'appointments.write')) return false;
  if (kind !== 'round') return unitId === null || writer.unitIds.includes(unitId);
  return (
    unitId !== null &&
    mayRole(writer.role, 'rounds.write') &&
    (writer.role === 'unitLead' || writer.unitIds.includes(unitId))
  );
};
