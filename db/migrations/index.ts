import type { Migration } from './migration';
import { settings } from './0001-settings';
import { hospital } from './0002-hospital';
import { users } from './0003-users';
import { audit } from './0004-audit';
import { revisions } from './0005-revisions';
import { patients } from './0006-patients';
import { encounters } from './0007-encounters';
import { clinical } from './0008-clinical';
import { coverage } from './0009-coverage';
import { carePlans } from './0010-care-plans';
import { tasks } from './0011-tasks';
import { appointments } from './0012-appointments';
import { notes } from './0013-notes';
import { imports } from './0014-imports';
import { access } from './0015-access';
import { expectedDischarge } from './0016-expected-discharge';
import { amendedNotes } from './0017-amended-notes';
import { appointmentDays } from './0018-appointment-days';
import { contactSharing } from './0019-contact-sharing';
import { patientFileIndexes } from './0020-patient-file-indexes';
import { listIndexes } from './0021-list-indexes';
import { assessments } from './0022-assessments';
import { reviewedOpenings } from './0023-reviewed-openings';
import { templateOrigins } from './0024-template-origins';
import { safetyAlerts } from './0025-safety-alerts';
import { proposals } from './0026-proposals';
import { planMeasures } from './0027-plan-measures';
import { carePlanCourse } from './0028-careplan-course';

export type { Migration } from './migration';

/** All migrations in order of application. */
export const migrations: readonly Migration[] = [
  settings,
  hospital,
  users,
  audit,
  revisions,
  patients,
  encounters,
  clinical,
  coverage,
  carePlans,
  tasks,
  appointments,
  notes,
  imports,
  access,
  expectedDischarge,
  amendedNotes,
  appointmentDays,
  contactSharing,
  patientFileIndexes,
  listIndexes,
  assessments,
  reviewedOpenings,
  templateOrigins,
  safetyAlerts,
  proposals,
  planMeasures,
  carePlanCourse,
];
