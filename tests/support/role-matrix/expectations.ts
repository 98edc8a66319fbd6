/** Every declared call with what product.md and security.md say of it. A call without a row fails the matrix. */
import type { CallName } from '../../../shared/contract';
import {
  auditRows,
  privacyRows,
  backupRows,
  healthRows,
  importRows,
  settingRows,
  unitRows,
  userRows,
} from './house-rows';
import { assessmentRows } from './assessment-rows';
import { calendarRows, caseloadRows } from './list-rows';
import { paperRows, patientRecordRows, patientRows, stayRows } from './patient-rows';
import { planEditorRows, planRows, templateRows } from './plan-rows';
import { participantRows, reviewRows, walkRows } from './plan-course-rows';
import { proposalRows } from './proposal-rows';
import type { RowsOf } from './row';
import { documentRows, draftRows, sessionRows } from './session-rows';

export const expectations: { [K in CallName]: RowsOf<K> } = {
  ...patientRows,
  ...patientRecordRows,
  ...stayRows,
  ...paperRows,
  ...assessmentRows,
  ...proposalRows,
  ...planRows,
  ...planEditorRows,
  ...templateRows,
  ...participantRows,
  ...reviewRows,
  ...walkRows,
  ...caseloadRows,
  ...calendarRows,
  ...unitRows,
  ...userRows,
  ...settingRows,
  ...auditRows,
  ...privacyRows,
  ...healthRows,
  ...importRows,
  ...backupRows,
  ...sessionRows,
  ...draftRows,
  ...documentRows,
};
