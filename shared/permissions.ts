/**
 * Who may do what: the one table (security.md, Who may do what). The pipeline enforces it; the
 * window only hides what would be refused.
 */
import { z } from 'zod';

export const roles = [
  'administrator',
  'unitLead',
  'caseManager',
  'dischargePlanner',
  'auditor',
] as const;
export const roleSchema = z.enum(roles);
export type Role = (typeof roles)[number];

/** Roles that work with patients. */
const clinicalRoles: readonly Role[] = ['unitLead', 'caseManager', 'dischargePlanner'];

/** Each action with the roles that may do it. A patient's own reach is checked beside it. */
export const permissionTable = {
  'users.manage': ['administrator'],
  'units.manage': ['administrator'],
  'backup.manage': ['administrator'],
  'settings.manage': ['administrator'],
  'import.run': ['administrator', 'unitLead'],
  'patients.read': clinicalRoles,
  'careplans.write': ['unitLead', 'caseManager'],
  'assessments.write': ['unitLead', 'caseManager'],
  'care.write': clinicalRoles,
  'documents.make': clinicalRoles,
  'caseload.assign': ['unitLead', 'caseManager'],
  'rounds.write': ['unitLead', 'caseManager'],
  'appointments.write': clinicalRoles,
  'audit.read': ['administrator', 'unitLead', 'auditor'],
  'patients.restrict': ['unitLead', 'auditor'],
  'patients.breakGlass': clinicalRoles,
  'health.read': roles,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionTable;

/** May this role do this at all? */
export const mayRole = (role: Role, permission: Permission): boolean =>
  (permissionTable[permission] as readonly Role[]).includes(role);

/**
 * Is this thing done by this role to every patient, whatever the reach? The auditor is the privacy
 * officer, who restricts patients without reading them.
 */
export const reachesEveryPatient = (role: Role, permission: string): boolean =>
  role === 'auditor' && permission === 'patients.restrict';

/** Days after a stay left a unit during which that unit may still read the patient. */
export const leftStayReachDays = 30;
