/** Everything a printed care plan says, as plain data: gathered by db/, sent to the PDF worker. */
import type { PlanChange } from '../../shared/careplans/changes';
import type { Language } from '../../shared/careplans/labels';
import type { PlanStatus } from '../../shared/careplans/statuses';
import type { PlanContent } from '../../shared/careplans/version';
import type { Paper } from '../../shared/documents/document';
import type { Role } from '../../shared/permissions';
import type { StayFacts } from '../../db/documents';

export interface CarePlanPrint extends StayFacts {
  language: Language;
  paper: Paper;
  /** The hospital's zone: every instant is printed in it. */
  zone: string;
  printedAt: string;
  /** With credentials that are valid today. */
  printedBy: string;
  /** An invented hospital: every page says so. */
  demonstration: boolean;
  /** Marked DRAFT, not signed. */
  draft: boolean;
  /** The version printed, or the one the draft will become. */
  version: number;
  status: PlanStatus;
  /** An older version: a newer one stands in its place. */
  outdated: boolean;
  signed: { at: string; byName: string | null; byRole: Role | null } | null;
  /** The version before, and what differs from it; null for the first. */
  replaces: { version: number; signedAt: string; changes: PlanChange[] } | null;
  content: PlanContent;
}
