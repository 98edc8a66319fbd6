/** Of which records, and of which of their fields, a patient's history tells. */

/** Table of each record type that the audit names, and the column that says what it is about. */
export const sources: Record<string, { table: string; title: string | null }> = {
  note: { table: 'note', title: 'text' },
  concern: { table: 'concern', title: 'words' },
  assessment: { table: 'assessment', title: null },
  encounter: { table: 'encounter', title: null },
  task: { table: 'task', title: 'title' },
  carePlan: { table: 'care_plan', title: 'title' },
  problem: { table: 'problem', title: 'title' },
  goal: { table: 'goal', title: 'description' },
  goalProgress: { table: 'goal_progress', title: 'statement' },
  activity: { table: 'activity', title: 'description' },
  barrier: { table: 'barrier', title: 'title' },
  relatedPerson: { table: 'related_person', title: 'name' },
  careTeamMember: { table: 'care_team_member', title: 'name' },
  patient: { table: 'patient', title: null },
  allergy: { table: 'allergy', title: 'substance' },
  codeStatus: { table: 'code_status', title: 'status' },
  condition: { table: 'condition', title: 'display' },
  coverage: { table: 'coverage', title: 'payer' },
  document: { table: 'document', title: 'title' },
};

/** Columns that tell a reader nothing. */
const technicalColumns: ReadonlySet<string> = new Set([
  'id',
  'rowVersion',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'enteredInErrorAt',
  'enteredInErrorBy',
  'enteredInErrorReason',
  'patientId',
  'encounterId',
  'survivorId',
  'nameFolded',
  'sourceKey',
  'templateId',
  'templateVersion',
  'templateItem',
  'fedAt',
  'position',
  'open',
  'instrument',
  'instrumentVersionId',
  'answers',
  'facts',
  'result',
  'active',
  'completedBy',
  'signedBy',
  'amendsId',
  'sha256',
  'unitId',
  'bedId',
  'attendingId',
  'practitionerId',
  'relatedPersonId',
  'carePlanId',
  'problemId',
  'goalId',
  'priorProblemId',
  'priorGoalId',
  'activityId',
  'conditionId',
  'system',
  'visitAssignerId',
  'admittedTimeKnown',
]);

/** Kinds that are chosen by the program, in the tables where they are. */
const programKinds = new Set(['note', 'task', 'document']);

/** Does this column of the table tell a reader something? */
export const isTold = (table: string, column: string): boolean =>
  !technicalColumns.has(column) && !(column === 'kind' && programKinds.has(table));
