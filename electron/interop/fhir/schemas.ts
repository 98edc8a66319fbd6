/**
 * FHIR R4 resources as far as they are read here (hl7.org/fhir/R4). Loose: what is not named is
 * passed over, `null` counts as absent; but what is named must have its type, or the file is refused
 * with the place.
 */
import { z } from 'zod';

z.config({ jitless: true });

const opt = <T extends z.ZodType>(schema: T): z.ZodType<z.infer<T> | undefined> =>
  schema.nullish().transform((value) => value ?? undefined) as unknown as z.ZodType<
    z.infer<T> | undefined
  >;
/** A list whose empty places (FHIR's primitive extensions leave them) are passed over. */
const list = <T extends z.ZodType>(schema: T): z.ZodType<z.infer<T>[]> =>
  z
    .array(schema.nullable())
    .nullish()
    .transform((value) => (value ?? []).filter((entry) => entry !== null)) as unknown as z.ZodType<
    z.infer<T>[]
  >;

const text = z.string().transform((value) => value.replace(/[\p{Cc}\s]+/gu, ' ').trim());
const line = opt(text);

const coding = z.object({ system: line, code: line, display: line });

export const conceptSchema = z.object({ coding: list(coding), text: line });
export type Concept = z.infer<typeof conceptSchema>;
const concept = opt(conceptSchema);
const concepts = list(conceptSchema);

export const identifierSchema = z.object({ use: line, type: concept, system: line, value: line });
export type FhirIdentifier = z.infer<typeof identifierSchema>;
const identifiers = list(identifierSchema);

export const referenceSchema = z.object({
  reference: line,
  type: line,
  identifier: opt(identifierSchema),
  display: line,
});
export type Reference = z.infer<typeof referenceSchema>;
const reference = opt(referenceSchema);
const references = list(referenceSchema);

const period = opt(z.object({ start: line, end: line }));
/** Extensions whose text this program wrote itself (`urn:liaison:`). */
const ownExtension = list(z.object({ url: line, valueString: opt(z.string()) }));
const notes = list(z.object({ text: line }));
const quantity = z.object({ value: opt(z.number()), unit: line, code: line });

export const nameSchema = z.object({
  use: line,
  text: line,
  family: line,
  given: list(text),
  prefix: list(text),
  suffix: list(text),
});
export type HumanName = z.infer<typeof nameSchema>;
const names = list(nameSchema);

const telecom = list(z.object({ system: line, value: line, use: line, rank: opt(z.number()) }));
export type Telecom = z.infer<typeof telecom>;

const addressSchema = z.object({
  use: line,
  text: line,
  line: list(text),
  city: line,
  state: line,
  postalCode: line,
  period,
});
const addresses = list(addressSchema);
export type FhirAddress = z.infer<typeof addressSchema>;

/**
 * Encounter.class: R4 has one Coding; R5, which some vendors already send, a list of concepts, and
 * others one concept. All end as the first coding.
 */
const classCoding = z.preprocess((value) => {
  const concept = Array.isArray(value) ? (value as unknown[])[0] : value;
  const codings =
    typeof concept === 'object' && concept !== null
      ? (concept as Record<string, unknown>)['coding']
      : undefined;
  return Array.isArray(codings) ? ((codings as unknown[])[0] ?? undefined) : concept;
}, opt(coding)) as unknown as z.ZodType<z.infer<typeof coding> | undefined>;

const base = {
  resourceType: text,
  id: line,
  meta: opt(z.object({ lastUpdated: line })),
  identifier: identifiers,
  modifierExtension: list(z.record(z.string(), z.unknown())),
};

export const patientSchema = z.object({
  ...base,
  active: opt(z.boolean()),
  name: names,
  telecom,
  gender: line,
  birthDate: line,
  deceasedBoolean: opt(z.boolean()),
  deceasedDateTime: line,
  address: addresses,
  maritalStatus: concept,
  communication: list(z.object({ language: concept, preferred: opt(z.boolean()) })),
  contact: list(
    z.object({
      relationship: concepts,
      name: opt(nameSchema),
      telecom,
      address: opt(addressSchema),
    }),
  ),
});

const stayDetail = opt(z.object({ admitSource: concept, dischargeDisposition: concept }));

export const encounterSchema = z.object({
  ...base,
  status: line,
  class: classCoding,
  classHistory: list(z.object({ class: opt(coding), period })),
  type: concepts,
  subject: reference,
  participant: list(z.object({ type: concepts, individual: reference, actor: reference, period })),
  period,
  /** R5's name of `period`. */
  actualPeriod: period,
  reasonCode: concepts,
  diagnosis: list(z.object({ condition: reference, use: concept, rank: opt(z.number()) })),
  hospitalization: stayDetail,
  /** R5's name of `hospitalization`. */
  admission: stayDetail,
  location: list(z.object({ location: reference, status: line, period })),
});

export const conditionSchema = z.object({
  ...base,
  extension: ownExtension,
  clinicalStatus: concept,
  verificationStatus: concept,
  code: concept,
  subject: reference,
  encounter: reference,
  onsetDateTime: line,
  onsetPeriod: period,
  abatementDateTime: line,
  abatementPeriod: period,
});

export const allergySchema = z.object({
  ...base,
  clinicalStatus: concept,
  verificationStatus: concept,
  type: line,
  criticality: line,
  code: concept,
  patient: reference,
  encounter: reference,
  reaction: list(
    z.object({ substance: concept, manifestation: concepts, severity: line, description: line }),
  ),
});

export const coverageSchema = z.object({
  ...base,
  status: line,
  type: concept,
  subscriberId: line,
  beneficiary: reference,
  period,
  payor: references,
  class: list(z.object({ type: concept, value: line, name: line })),
  order: opt(z.number()),
});

export const claimSchema = z.object({
  ...base,
  status: line,
  patient: reference,
  insurer: reference,
  billablePeriod: period,
  created: line,
  insurance: list(z.object({ focal: opt(z.boolean()), coverage: reference })),
  contained: list(z.record(z.string(), z.unknown())),
});

export const relatedPersonSchema = z.object({
  ...base,
  active: opt(z.boolean()),
  patient: reference,
  relationship: concepts,
  name: names,
  telecom,
  address: addresses,
});

export const practitionerSchema = z.object({ ...base, name: names, telecom });
export const practitionerRoleSchema = z.object({
  ...base,
  practitioner: reference,
  organization: reference,
  code: concepts,
  specialty: concepts,
  telecom,
});
export const organizationSchema = z.object({ ...base, name: line, telecom });
export const locationSchema = z.object({
  ...base,
  name: line,
  physicalType: concept,
  partOf: reference,
});

export const careTeamSchema = z.object({
  ...base,
  status: line,
  name: line,
  subject: reference,
  encounter: reference,
  period,
  participant: list(z.object({ role: concepts, member: reference, onBehalfOf: reference, period })),
});

export const carePlanSchema = z.object({
  ...base,
  extension: ownExtension,
  status: line,
  intent: line,
  title: line,
  description: line,
  category: concepts,
  subject: reference,
  encounter: reference,
  period,
  addresses: references,
  goal: references,
  supportingInfo: references,
  activity: list(
    z.object({
      reference,
      detail: opt(
        z.object({
          code: concept,
          status: line,
          description: line,
          scheduledPeriod: period,
        }),
      ),
    }),
  ),
});

export const goalSchema = z.object({
  ...base,
  extension: ownExtension,
  note: notes,
  outcomeReference: references,
  lifecycleStatus: line,
  achievementStatus: concept,
  description: concept,
  subject: reference,
  addresses: references,
  target: list(
    z.object({
      measure: concept,
      detailQuantity: opt(quantity),
      detailString: line,
      detailCodeableConcept: concept,
      dueDate: line,
    }),
  ),
});

export const observationSchema = z.object({
  ...base,
  extension: ownExtension,
  note: notes,
  performer: references,
  status: line,
  category: concepts,
  code: concept,
  subject: reference,
  encounter: reference,
  effectiveDateTime: line,
  effectiveInstant: line,
  effectivePeriod: period,
  issued: line,
  valueQuantity: opt(quantity),
  valueInteger: opt(z.number()),
  valueString: line,
  valueBoolean: opt(z.boolean()),
  valueCodeableConcept: concept,
});

export const procedureSchema = z.object({
  ...base,
  status: line,
  code: concept,
  subject: reference,
  encounter: reference,
  performedDateTime: line,
  performedPeriod: period,
});

export const serviceRequestSchema = z.object({
  ...base,
  extension: ownExtension,
  category: concepts,
  occurrencePeriod: period,
  performer: references,
  reasonReference: references,
  status: line,
  intent: line,
  code: concept,
  subject: reference,
  encounter: reference,
  authoredOn: line,
  requester: reference,
});

/** As far as a plan's barrier stands in it. */
export const detectedIssueSchema = z.object({
  ...base,
  extension: ownExtension,
  status: line,
  code: concept,
  severity: line,
  patient: reference,
  identifiedDateTime: line,
  implicated: references,
  detail: line,
});

export const documentReferenceSchema = z.object({
  ...base,
  status: line,
  type: concept,
  description: line,
  subject: reference,
  date: line,
  author: references,
  content: list(z.object({ attachment: opt(z.object({ title: line, contentType: line })) })),
  context: opt(z.object({ encounter: references })),
});

/** Resource types that are read, with their forms; every other type is counted as not used. */
export const resourceSchemas = {
  Patient: patientSchema,
  Encounter: encounterSchema,
  Condition: conditionSchema,
  AllergyIntolerance: allergySchema,
  Coverage: coverageSchema,
  Claim: claimSchema,
  RelatedPerson: relatedPersonSchema,
  Practitioner: practitionerSchema,
  PractitionerRole: practitionerRoleSchema,
  Organization: organizationSchema,
  Location: locationSchema,
  CareTeam: careTeamSchema,
  CarePlan: carePlanSchema,
  Goal: goalSchema,
  Observation: observationSchema,
  Procedure: procedureSchema,
  ServiceRequest: serviceRequestSchema,
  DocumentReference: documentReferenceSchema,
  DetectedIssue: detectedIssueSchema,
} as const;

export type ReadType = keyof typeof resourceSchemas;
export type ResourceOf<T extends ReadType> = z.infer<(typeof resourceSchemas)[T]>;

/** Is this a type that is read? */
export const isReadType = (type: string): type is ReadType => Object.hasOwn(resourceSchemas, type);
