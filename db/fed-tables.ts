/** What a feed may write: the tables in their order, and the fields that keep a time of their own. */

/** Tables in the order in which references allow them to be written. */
export const writeOrder = [
  'practitioner',
  'patient',
  'patient_identifier',
  'encounter',
  'encounter_class_period',
  'encounter_location',
  'edd_move',
  'related_person',
  'condition',
  'allergy',
  'coverage',
  'care_team_member',
  'observation',
  'procedure',
  'service_request',
  'document',
  'care_plan',
  'problem',
  'goal',
  'goal_progress',
  'activity',
  'barrier',
] as const;

/** Fields that keep a time of their own, in the tables where each does (records.md: Typed against fed). */
export const timedFields: Record<string, ReadonlySet<string>> = {
  patient: new Set([
    'familyName',
    'givenName',
    'middleName',
    'suffix',
    'birthDate',
    'sex',
    'deceasedAt',
    'language',
    'maritalStatus',
    'phone',
    'addressLine',
    'city',
    'state',
    'postalCode',
  ]),
  encounter: new Set([
    'class',
    'status',
    'unitId',
    'bedId',
    'bedLabel',
    'admittedAt',
    'admittedTimeKnown',
    'dischargedAt',
    'dischargeDisposition',
    'admitReason',
    'admitSource',
    'expectedDischargeOn',
    'attendingId',
  ]),
  coverage: new Set([
    'payer',
    'planClass',
    'rank',
    'memberNumber',
    'groupNumber',
    'startsOn',
    'endsOn',
  ]),
};
/** Tables of which the feed is the only author: neither time nor typed fields are kept for them. */
export const ownTables = new Set([
  'patient_identifier',
  'encounter_class_period',
  'encounter_location',
  'edd_move',
]);
/** Fields that every record has and no feed speaks of. */
export const commonFields = new Set([
  'id',
  'rowVersion',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
]);
