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
