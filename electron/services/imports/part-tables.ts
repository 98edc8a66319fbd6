/** Which table holds which kind of part. */
import type { PartFact } from '../../../shared/imports/facts';

export const tableOfPart: Record<PartFact['kind'], string> = {
  condition: 'condition',
  allergy: 'allergy',
  coverage: 'coverage',
  relatedPerson: 'related_person',
  careTeamMember: 'care_team_member',
  observation: 'observation',
  procedure: 'procedure',
  serviceRequest: 'service_request',
  document: 'document',
  carePlan: 'care_plan',
  goal: 'goal',
};

/** The UUID by which a part of FHIR is known in the world; null where it has none. */
export const writtenId = ({ sourceKey }: Pick<PartFact, 'sourceKey'>): string | null =>
  /\|urn:uuid:([0-9a-f-]{36})$/.exec(sourceKey)?.[1] ?? null;
