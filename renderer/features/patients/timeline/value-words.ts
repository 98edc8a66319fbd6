/**
 * Words for the codes that stand in a record's fields, as a nurse says them. Every coded column of
 * the tables that a history shows has its line here; a test compares with the tables.
 */
import { planLabels, type Language } from '../../../../shared/careplans/labels';
import { documentLabels } from '../../../../shared/documents/labels';
import { words } from '../words';

type PlanGroup = keyof (typeof planLabels)['en'];
type WordGroup = {
  [K in keyof (typeof words)['en']]: (typeof words)['en'][K] extends string ? never : K;
}[keyof (typeof words)['en']];

/** `record type.field` → where its words are. */
const planGroups: Readonly<Record<string, PlanGroup>> = {
  'carePlan.status': 'planStatus',
  'carePlan.agreement': 'agreement',
  'goal.lifecycleStatus': 'goalStatus',
  'goal.achievementStatus': 'achievement',
  'goal.measureKind': 'measureKind',
  'goalProgress.achievementStatus': 'achievement',
  'activity.status': 'activityStatus',
  'activity.kind': 'activityKind',
  'barrier.category': 'barrierCategory',
  'barrier.severity': 'severity',
};

const wordGroups: Readonly<Record<string, WordGroup>> = {
  'note.status': 'noteStatus',
  'assessment.status': 'assessmentStatus',
  'assessment.informant': 'informant',
  'task.status': 'taskStatus',
  'proposal.verdict': 'verdictWord',
  'safetyAlert.outcome': 'alertOutcome',
  'task.priority': 'priority',
  'encounter.status': 'stayStatus',
  'encounter.class': 'class',
  'encounter.medicallyReady': 'readiness',
  'relatedPerson.mayBeTold': 'told',
  'relatedPerson.roles': 'contactRole',
  'patient.sex': 'sexWord',
  'allergy.kind': 'allergySort',
  'allergy.severity': 'severity',
  'allergy.clinicalStatus': 'allergyStatus',
  'codeStatus.status': 'code',
  'condition.clinicalStatus': 'conditionStatus',
  'coverage.planClass': 'planClass',
  'coverage.rank': 'rankWord',
};

/** Columns that hold 0 or 1 and are said as yes and no. */
const yesNo: ReadonlySet<string> = new Set([
  'condition.principal',
  'patient.restricted',
  'assessment.interpreter',
]);

const from = (group: object, code: string): string | null =>
  (group as Readonly<Record<string, string | undefined>>)[code] ?? null;

/** Words of a code in a field; null where the field holds no code of ours. */
export const codeWord = (
  language: Language,
  recordType: string,
  field: string,
  code: string,
): string | null => {
  const place = `${recordType}.${field}`;
  if (yesNo.has(place)) return words[language][code === '1' ? 'yes' : 'no'];
  if (place === 'document.purpose') return from(documentLabels[language].purpose, code);
  if (place === 'document.paper') return from(documentLabels[language].paper, code);
  const plan = planGroups[place];
  if (plan) return from(planLabels[language][plan], code);
  const group = wordGroups[place];
  return group ? from(words[language][group], code) : null;
};

/** What a field is called in a history; null where it has no name a reader would know. */
export const fieldWord = (language: Language, field: string): string | null =>
  from(words[language].changedField, field) ?? from(words[language].field, field);
