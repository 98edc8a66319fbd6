/** AllergyIntolerance, CarePlan, Goal, Observation, Procedure, ServiceRequest, DocumentReference. */
import type {
  AllergyFact,
  CarePlanFact,
  DocumentFact,
  GoalFact,
  ObservationFact,
  PatientRef,
  ProcedureFact,
  ServiceRequestFact,
} from '../../../shared/imports/facts';
import { goalStatuses, planStatuses } from '../../../shared/careplans/statuses';
import { saysNoAllergies } from '../codes';
import { codingOf, hasCode, sourceKeyOf, textOf, type FhirContext } from './context';
import {
  activityOfRequest,
  barriersOf,
  isOwnProgress,
  ownGoal,
  ownPlan,
  ownWordsOf,
} from './own-plan';
import { noSubject } from './people';
import { worldKey, type Held } from './resources';
import type { Reference } from './schemas';

/** The patient of a resource that may be left out; warns when nobody is known. */
const subjectOf = (
  ctx: FhirContext,
  held: Held,
  field: string,
  reference: Reference | undefined,
): PatientRef | null => {
  const patient = ctx.patientRef(held, reference);
  if (!patient) ctx.warn(held, field, noSubject);
  return patient;
};

/** An AllergyIntolerance, or the statement that none are known. */
export const allergyOf = (
  ctx: FhirContext,
  held: Held<'AllergyIntolerance'>,
): AllergyFact | null => {
  const { resource } = held;
  const patient = subjectOf(ctx, held, 'patient', resource.patient);
  if (!patient) return null;
  const { code } = codingOf(resource.code);
  const substance = textOf(resource.code) ?? textOf(resource.reaction[0]?.substance);
  if (!substance) {
    ctx.warn(held, 'code', 'The allergy names no substance; it was left out.');
    return null;
  }
  const none = saysNoAllergies(code ?? '', substance);
  const [reaction] = resource.reaction;
  const shown = reaction?.manifestation.map((entry) => textOf(entry) ?? '').filter((t) => t !== '');
  return {
    kind: 'allergy',
    where: held.place,
    patient,
    sourceKey: sourceKeyOf('AllergyIntolerance', held.key),
    allergyKind: none ? 'none' : resource.type === 'intolerance' ? 'intolerance' : 'allergy',
    substance: none ? 'No known allergies' : substance,
    code,
    reaction: (shown?.length ? shown.join(', ') : reaction?.description) || undefined,
    severity: reaction?.severity ?? (resource.criticality === 'high' ? 'severe' : undefined),
    clinicalStatus: (['active', 'inactive', 'resolved'] as const).find((status) =>
      hasCode(resource.clinicalStatus, status),
    ),
    inError: hasCode(resource.verificationStatus, 'entered-in-error', 'refuted'),
    saidAt: ctx.saidAt(held),
  };
};

/** A CarePlan with its activities; its goals are read by themselves. */
export const carePlanOf = (ctx: FhirContext, held: Held<'CarePlan'>): CarePlanFact | null => {
  const { resource } = held;
  const patient = subjectOf(ctx, held, 'subject', resource.subject);
  if (!patient) return null;
  const status = planStatuses.find((entry) => entry === resource.status);
  if (!status) ctx.warn(held, 'status', 'The plan’s status is not known; it counts as a draft.');
  const categories = resource.category
    .map((entry) => textOf(entry))
    .filter((entry) => entry !== undefined);
  const title =
    resource.title ??
    categories.find((entry) => !/assess-plan/.test(entry)) ??
    resource.description ??
    'Care plan';
  const addressed = resource.addresses.flatMap((reference, index) => {
    const condition = ctx.resources.find(held, reference, 'Condition');
    if (!condition && !reference.display) {
      ctx.warn(held, `addresses[${index}]`, 'The condition it names is not in the file.');
      return [];
    }
    return [
      {
        title: (condition ? textOf(condition.resource.code) : reference.display) ?? title,
        conditionKey: condition ? sourceKeyOf('Condition', condition.key) : undefined,
        ownWords: condition ? ownWordsOf(condition.resource) : undefined,
      },
    ];
  });
  return {
    kind: 'carePlan',
    where: held.place,
    patient,
    encounter: ctx.encounterRef(held, 'encounter', resource.encounter),
    sourceKey: sourceKeyOf('CarePlan', held.key),
    title: title.slice(0, 250),
    status: status ?? 'draft',
    startsOn: ctx.date(held, 'period.start', resource.period?.start),
    endsOn: ctx.endDate(held, 'period.end', resource.period?.end),
    problems: addressed.length > 0 ? addressed : [{ title: title.slice(0, 250) }],
    reviewOn: ownPlan(resource).reviewOn,
    barriers: barriersOf(ctx, held),
    activities: resource.activity.flatMap(({ detail, reference }, index) => {
      const request = ctx.resources.find(held, reference, 'ServiceRequest');
      const asked = request && activityOfRequest(ctx, request);
      if (asked) return [asked];
      const description = detail?.description ?? textOf(detail?.code) ?? reference?.display;
      if (!description) {
        ctx.warn(
          held,
          `activity[${index}]`,
          'The activity is not described here and was left out.',
        );
        return [];
      }
      return [
        {
          description,
          status: detail?.status ?? 'unknown',
          dueOn: ctx.date(
            held,
            `activity[${index}].detail.scheduledPeriod.end`,
            detail?.scheduledPeriod?.end,
          ),
        },
      ];
    }),
    goals: resource.goal.flatMap((reference, index) => {
      const goal = ctx.resources.find(held, reference, 'Goal');
      if (goal) return [sourceKeyOf('Goal', goal.key)];
      ctx.warn(held, `goal[${index}]`, 'The goal it names is not in the file.');
      return [];
    }),
    saidAt: ctx.saidAt(held),
  };
};

/** A Goal, with or without a plan. */
export const goalOf = (ctx: FhirContext, held: Held<'Goal'>): GoalFact | null => {
  const { resource } = held;
  const patient = subjectOf(ctx, held, 'subject', resource.subject);
  if (!patient) return null;
  const description = textOf(resource.description);
  if (!description) ctx.warn(held, 'description', 'The goal is not described.');
  const lifecycle = goalStatuses.find((entry) => entry === resource.lifecycleStatus);
  const [target] = resource.target;
  const quantity = target?.detailQuantity;
  const addressed = ctx.resources.find(held, resource.addresses[0], 'Condition');
  return {
    kind: 'goal',
    where: held.place,
    patient,
    sourceKey: sourceKeyOf('Goal', held.key),
    description: description ?? 'Goal without a description',
    measure: textOf(target?.measure),
    target:
      quantity?.value !== undefined
        ? `${quantity.value} ${quantity.unit ?? quantity.code ?? ''}`.trim()
        : (target?.detailString ?? textOf(target?.detailCodeableConcept)),
    dueOn: ctx.date(held, 'target[0].dueDate', target?.dueDate),
    lifecycleStatus: lifecycle ?? 'active',
    achievementStatus: codingOf(resource.achievementStatus).code,
    conditionKey: addressed ? sourceKeyOf('Condition', addressed.key) : undefined,
    ...ownGoal(ctx, held),
    saidAt: ctx.saidAt(held),
  };
};

/**
 * Observations that an instrument of the product takes a value from (instruments.md): hemoglobin
 * and sodium for HOSPITAL, and totals of the result-only and itemised instruments (LOINC).
 */
const usedObservations = new Set([
  '718-7', // Hemoglobin [Mass/volume] in Blood
  '20509-6', // Hemoglobin [Mass/volume] in Blood by calculation
  '2947-0', // Sodium [Moles/volume] in Blood
  '2951-2', // Sodium [Moles/volume] in Serum or Plasma
  '44261-6', // PHQ-9 total
  '55758-7', // PHQ-2 total
  '70274-6', // GAD-7 total
  '75626-2', // AUDIT-C total
  '54614-3', // BIMS summary score
  '38227-5', // Braden total
  '59460-6', // Morse Fall Scale total
  '72172-0', // MoCA total
  '96761-2', // Barthel total
]);

/**
 * Can an instrument use this, or is it progress that a Liaison wrote? What else there is counts with
 * the types that are not used.
 */
export const isUsedObservation = (value: unknown): boolean => {
  if (isOwnProgress(value)) return true;
  const coding = (value as { code?: { coding?: unknown } }).code?.coding;
  return (
    Array.isArray(coding) &&
    coding.some((entry: unknown) => {
      const code = (entry as { code?: unknown } | null)?.code;
      return typeof code === 'string' && usedObservations.has(code);
    })
  );
};

/** An Observation with a value and a time; others say nothing an instrument could take. */
export const observationOf = (
  ctx: FhirContext,
  held: Held<'Observation'>,
): ObservationFact | null => {
  const { resource } = held;
  const patient = subjectOf(ctx, held, 'subject', resource.subject);
  const coding = resource.code?.coding.find(
    (entry) => entry.code && usedObservations.has(entry.code),
  );
  const at = ctx.instant(
    held,
    'effectiveDateTime',
    resource.effectiveDateTime ??
      resource.effectiveInstant ??
      resource.effectivePeriod?.start ??
      resource.issued,
  );
  const value = valueOf(held);
  if (!patient || !coding?.code) return null;
  if (at === undefined || value === undefined) {
    ctx.warn(
      held,
      at === undefined ? 'effectiveDateTime' : 'valueQuantity',
      'The observation has no time or no value; it was left out.',
    );
    return null;
  }
  return {
    kind: 'observation',
    where: held.place,
    patient,
    encounter: ctx.encounterRef(held, 'encounter', resource.encounter),
    sourceKey: sourceKeyOf('Observation', held.key),
    system: coding.system,
    code: coding.code,
    display: textOf(resource.code) ?? coding.code,
    value,
    unit: resource.valueQuantity?.code ?? resource.valueQuantity?.unit,
    at,
    inError: resource.status === 'entered-in-error' || resource.status === 'cancelled',
    saidAt: ctx.saidAt(held),
  };
};

const valueOf = ({ resource }: Held<'Observation'>): string | undefined => {
  if (resource.valueQuantity?.value !== undefined) return String(resource.valueQuantity.value);
  if (resource.valueInteger !== undefined) return String(resource.valueInteger);
  return resource.valueString ?? textOf(resource.valueCodeableConcept);
};

/** A Procedure (HOSPITAL asks whether any was coded). */
export const procedureOf = (ctx: FhirContext, held: Held<'Procedure'>): ProcedureFact | null => {
  const { resource } = held;
  const patient = subjectOf(ctx, held, 'subject', resource.subject);
  const display = textOf(resource.code);
  if (!patient || !display) {
    if (patient) ctx.warn(held, 'code', 'The procedure is not named; it was left out.');
    return null;
  }
  return {
    kind: 'procedure',
    where: held.place,
    patient,
    encounter: ctx.encounterRef(held, 'encounter', resource.encounter),
    sourceKey: sourceKeyOf('Procedure', held.key),
    ...codingOf(resource.code),
    display,
    status: resource.status ?? 'unknown',
    performedFrom: ctx.instant(
      held,
      'performedDateTime',
      resource.performedDateTime ?? resource.performedPeriod?.start,
    ),
    performedTo: ctx.instant(held, 'performedPeriod.end', resource.performedPeriod?.end),
    inError: resource.status === 'entered-in-error',
    saidAt: ctx.saidAt(held),
  };
};

/** A ServiceRequest: what was asked for elsewhere. A plan's own intervention stands in the plan. */
export const serviceRequestOf = (
  ctx: FhirContext,
  held: Held<'ServiceRequest'>,
): ServiceRequestFact | null => {
  const { resource } = held;
  const patient = subjectOf(ctx, held, 'subject', resource.subject);
  const display = textOf(resource.code);
  if (resource.intent === 'plan' && ctx.isPlanned(held)) return null;
  if (!patient || !display) {
    if (patient) ctx.warn(held, 'code', 'The request does not say what for; it was left out.');
    return null;
  }
  const requester = ctx.practitioner(held, resource.requester);
  return {
    kind: 'serviceRequest',
    where: held.place,
    patient,
    encounter: ctx.encounterRef(held, 'encounter', resource.encounter),
    sourceKey: sourceKeyOf('ServiceRequest', held.key),
    ...codingOf(resource.code),
    display,
    status: resource.status ?? 'unknown',
    intent: resource.intent ?? 'order',
    authoredAt: ctx.instant(held, 'authoredOn', resource.authoredOn),
    requester: requester ? `${requester.givenName} ${requester.familyName}`.trim() : undefined,
    inError: resource.status === 'entered-in-error',
    saidAt: ctx.saidAt(held),
  };
};

/** A DocumentReference's metadata; the document itself stays where it is. */
export const documentOf = (
  ctx: FhirContext,
  held: Held<'DocumentReference'>,
): DocumentFact | null => {
  const { resource } = held;
  const patient = subjectOf(ctx, held, 'subject', resource.subject);
  if (!patient) return null;
  const title =
    resource.description ??
    resource.content[0]?.attachment?.title ??
    textOf(resource.type) ??
    'Document';
  const author = ctx.practitioner(held, resource.author[0]);
  const [encounter] = resource.context?.encounter ?? [];
  return {
    kind: 'document',
    where: held.place,
    patient,
    encounter:
      encounter && worldKey(encounter.reference ?? '')
        ? ctx.encounterRef(held, 'context.encounter', encounter)
        : undefined,
    sourceKey: sourceKeyOf('DocumentReference', held.key),
    title: title.slice(0, 250),
    documentedAt: ctx.instant(held, 'date', resource.date),
    author: author ? `${author.givenName} ${author.familyName}`.trim() : undefined,
    inError: resource.status === 'entered-in-error',
    saidAt: ctx.saidAt(held),
  };
};
