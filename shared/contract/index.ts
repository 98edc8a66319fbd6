/**
 * Every call of the product. `calls` run inside the pipeline's transaction; `ownCalls` open theirs
 * themselves (keys, stores, and long work that yields).
 */
import { appointmentCalls } from './appointments';
import { assessmentCalls } from './assessments';
import { auditCalls, auditOwnCalls } from './audit';
import { backupOwnCalls } from './backup';
import { carePlanParticipantCalls } from './careplan-participants';
import { carePlanReviewCalls } from './careplan-review';
import { carePlanEditorCalls } from './careplan-editor';
import { carePlanTemplateCalls } from './careplan-templates';
import { carePlanWalkCalls } from './careplan-walks';
import { carePlanCalls } from './careplans';
import { caseloadCalls } from './caseload';
import { coverageCalls } from './coverage';
import { documentCalls, documentOwnCalls } from './documents';
import { draftOwnCalls } from './drafts';
import { encounterCalls } from './encounters';
import { healthOwnCalls } from './health';
import { importOwnCalls } from './imports';
import { noteCalls } from './notes';
import { patientRecordCalls } from './patient-records';
import { patientCalls } from './patients';
import { privacyCalls } from './privacy';
import { proposalCalls } from './proposals';
import { searchCalls } from './search';
import { sessionOwnCalls } from './session';
import { settingCalls, settingOwnCalls } from './settings';
import { taskCalls } from './tasks';
import { unitCalls } from './units';
import { userCalls, userOwnCalls } from './users';

export const calls = {
  ...taskCalls,
  ...caseloadCalls,
  ...patientCalls,
  ...patientRecordCalls,
  ...encounterCalls,
  ...coverageCalls,
  ...noteCalls,
  ...assessmentCalls,
  ...proposalCalls,
  ...searchCalls,
  ...carePlanCalls,
  ...carePlanEditorCalls,
  ...carePlanTemplateCalls,
  ...carePlanParticipantCalls,
  ...carePlanReviewCalls,
  ...carePlanWalkCalls,
  ...appointmentCalls,
  ...documentCalls,
  ...auditCalls,
  ...privacyCalls,
  ...userCalls,
  ...unitCalls,
  ...settingCalls,
};

export const ownCalls = {
  ...sessionOwnCalls,
  ...draftOwnCalls,
  ...documentOwnCalls,
  ...backupOwnCalls,
  ...auditOwnCalls,
  ...healthOwnCalls,
  ...importOwnCalls,
  ...userOwnCalls,
  ...settingOwnCalls,
};

export type Calls = typeof calls;
export type OwnCalls = typeof ownCalls;
export type AllCalls = Calls & OwnCalls;
export type CallName = keyof AllCalls;
