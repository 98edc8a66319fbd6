/** Every handler of every declared call; one that is missing does not compile. */
import type { calls, ownCalls } from '../../shared/contract';
import type { Host } from '../host';
import type { Handlers, OwnHandlers } from '../ipc/context';
import { appointmentHandlers } from './appointments';
import { assessmentHandlers } from './assessments';
import { auditHandlers, auditOwnHandlers } from './audit';
import { backupOwnHandlers } from './backup';
import { caseloadHandlers } from './caseload';
import { carePlanParticipantHandlers } from './careplan-participants';
import { carePlanReviewHandlers } from './careplan-review';
import { carePlanEditorHandlers } from './careplan-editor';
import { carePlanTemplateHandlers } from './careplan-templates';
import { carePlanWalkHandlers } from './careplan-walks';
import { carePlanHandlers } from './careplans';
import { coverageHandlers } from './coverage';
import { documentHandlers, documentOwnHandlers } from './documents';
import { draftOwnHandlers } from './drafts';
import { encounterHandlers } from './encounters';
import { healthOwnHandlers } from './health';
import { importOwnHandlers } from './imports';
import { noteHandlers } from './notes';
import { patientRecordHandlers } from './patient-records';
import { patientHandlers } from './patients';
import { privacyHandlers } from './privacy';
import { proposalHandlers } from './proposals';
import { searchHandlers } from './search';
import { sessionOwnHandlers } from './session';
import { settingHandlers, settingOwnHandlers } from './settings';
import { taskHandlers } from './tasks';
import { unitHandlers } from './units';
import { userHandlers, userOwnHandlers } from './users';

export const handlers: Handlers<typeof calls> = {
  ...taskHandlers,
  ...caseloadHandlers,
  ...patientHandlers,
  ...patientRecordHandlers,
  ...encounterHandlers,
  ...coverageHandlers,
  ...noteHandlers,
  ...assessmentHandlers,
  ...proposalHandlers,
  ...searchHandlers,
  ...carePlanHandlers,
  ...carePlanEditorHandlers,
  ...carePlanTemplateHandlers,
  ...carePlanParticipantHandlers,
  ...carePlanReviewHandlers,
  ...carePlanWalkHandlers,
  ...appointmentHandlers,
  ...documentHandlers,
  ...auditHandlers,
  ...privacyHandlers,
  ...userHandlers,
  ...unitHandlers,
  ...settingHandlers,
};

export const ownHandlers: OwnHandlers<typeof ownCalls, Host> = {
  ...sessionOwnHandlers,
  ...draftOwnHandlers,
  ...documentOwnHandlers,
  ...backupOwnHandlers,
  ...auditOwnHandlers,
  ...healthOwnHandlers,
  ...importOwnHandlers,
  ...userOwnHandlers,
  ...settingOwnHandlers,
};
