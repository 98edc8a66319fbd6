/** What changed in a patient's record, who did it and when: from the audit and the revisions. */

/** One changed field, before and after; texts come from the records, never from the audit. */
export interface FieldChange {
  field: string;
  from: string | null;
  to: string | null;
}

export interface TimelineEvent {
  /** Sequence of the audit entry: order and page mark. */
  seq: number;
  at: string;
  byName: string | null;
  /** Call that wrote it, `notes.add`. */
  action: string;
  /** Kind of record as the audit names it, `note`. */
  recordType: string;
  recordId: string;
  /** `made`, `changed`, or `inError`. */
  change: 'made' | 'changed' | 'inError';
  /** First words of what the record says now or said then. */
  title: string | null;
  fields: FieldChange[];
  /** Words given with it. */
  reason: string | null;
  /** Id of the list of reasons, where one was chosen. */
  reasonId: string | null;
}

export const timelineKinds = ['notes', 'stay', 'tasks', 'plan', 'people', 'record'] as const;
/** Groups the timeline can be narrowed to. */
export type TimelineKind = (typeof timelineKinds)[number];

/** Record types of each group, as the audit names them. */
export const timelineTypes: Record<TimelineKind, readonly string[]> = {
  notes: ['note', 'concern'],
  stay: ['encounter'],
  tasks: ['task'],
  plan: ['carePlan', 'problem', 'goal', 'goalProgress', 'activity', 'barrier', 'proposal', 'need'],
  people: ['relatedPerson', 'careTeamMember'],
  record: [
    'patient',
    'allergy',
    'codeStatus',
    'condition',
    'coverage',
    'document',
    'assessment',
    'safetyAlert',
    'import_batch',
  ],
};

export interface TimelinePage {
  events: TimelineEvent[];
  /** Asks for older ones; null at the beginning of the record. */
  before: number | null;
}
