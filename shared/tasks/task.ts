/** A task of a stay (FHIR Task). */
export type TaskStatus =
  | 'requested'
  | 'in-progress'
  | 'on-hold'
  | 'completed'
  | 'cancelled'
  | 'rejected'
  | 'entered-in-error';

export interface Task {
  id: string;
  rowVersion: number;
  patientId: string;
  encounterId: string;
  kind: string;
  title: string;
  detail: string | null;
  ownerId: string | null;
  ownerRole: string | null;
  ownerName: string | null;
  /** An instant; a task due on a date carries `dueOn` and ends with that local date. */
  dueAt: string | null;
  dueOn: string | null;
  status: TaskStatus;
  completedAt: string | null;
  statusReason: string | null;
}
