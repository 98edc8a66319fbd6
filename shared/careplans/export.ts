/** A care plan as it leaves for another program, with what it belongs to. */
import type { PlanStatus } from './statuses';
import type { PlanContent } from './version';

/** A task that came of the plan. */
export interface PlanTask {
  id: string;
  title: string;
  status: 'requested' | 'completed' | 'cancelled';
  /** The intervention that it came from. */
  activityId: string | null;
  dueAt: string | null;
  ownerName: string | null;
}

/** A plan with what it belongs to, as it stands or stood when it was signed. */
export interface PlanExport {
  id: string;
  status: PlanStatus;
  /** Number of the version; null for the working draft. */
  version: number | null;
  signedAt: string | null;
  signedByName: string | null;
  content: PlanContent;
  exportedAt: string;
  patient: {
    id: string;
    familyName: string;
    givenName: string;
    birthDate: string | null;
    /** FHIR's administrative gender. */
    gender: 'male' | 'female' | 'other' | 'unknown';
    identifiers: readonly { system: string; value: string; type: string | null }[];
  };
  encounter: {
    id: string;
    class: 'inpatient' | 'observation' | 'emergency' | 'outpatient';
    admittedAt: string | null;
    leftAt: string | null;
    number: { system: string; value: string } | null;
  } | null;
  team: readonly { name: string; role: string | null }[];
  tasks: readonly PlanTask[];
}
