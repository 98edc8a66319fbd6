/** The places of the rail: each with its page, its icon and who has it. A feature adds one line. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { IconName } from '../components/Icon';
import type { Permission } from '../../shared/permissions';

export interface PlaceDefinition {
  name: string;
  icon: IconName;
  /** Who sees it; what a role may do in it is asked per call. */
  permission: Permission;
  Page: LazyExoticComponent<ComponentType>;
  /** In the rail, or reached from elsewhere (a patient's file). */
  inRail: boolean;
}

const place = (
  name: string,
  icon: IconName,
  permission: Permission,
  load: () => Promise<{ default: ComponentType }>,
  inRail = true,
): PlaceDefinition => ({ name, icon, permission, Page: lazy(load), inRail });

/** In the rail's order. An administrator has other places than those who work with patients. */
export const places: readonly PlaceDefinition[] = [
  place('caseload', 'list', 'patients.read', () => import('../features/caseload')),
  place('calendar', 'calendar', 'patients.read', () => import('../features/calendar')),
  place('health', 'shield', 'backup.manage', () => import('../features/health')),
  place('users', 'people', 'users.manage', () => import('../features/users')),
  place('units', 'bed', 'units.manage', () => import('../features/units')),
  place('import', 'download', 'import.run', () => import('../features/imports')),
  place('backup', 'database', 'backup.manage', () => import('../features/backup')),
  place('audit', 'history', 'audit.read', () => import('../features/audit')),
  place('privacy', 'shield', 'patients.restrict', () => import('../features/privacy')),
  place('settings', 'gear', 'health.read', () => import('../features/settings')),
  place('help', 'shield', 'health.read', () => import('../features/help'), false),
  place('patient', 'person', 'patients.read', () => import('../features/patients'), false),
];
