/**
 * A care plan as a FHIR R4 bundle (collection): Patient, Encounter, CareTeam, and CarePlan with a
 * Condition for each problem, a Goal for each goal, a ServiceRequest for each intervention, an
 * Observation for each point of progress, a DetectedIssue for each barrier and a Task for each task
 * that came of it. What FHIR has no word for travels in extensions of ours, so that nothing is lost
 * on the way to another hospital that runs this program.
 */
import type {
  Annotation,
  Bundle,
  CarePlan,
  CareTeam,
  Condition,
  DetectedIssue,
  Encounter,
  Goal,
  GoalTarget,
  Observation,
  Patient,
  Reference,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import type { ActivityStatus } from '../../../shared/careplans/statuses';
import type { PlanExport, PlanTask } from '../../../shared/careplans/export';
import type {
  ActivityContent,
  BarrierContent,
  GoalContent,
  ProblemContent,
  ProgressContent,
} from '../../../shared/careplans/version';
import { extensions, fhirText, jsonExtension } from './extensions';

/** Addresses of what FHIR has no word for. */
export const planUrls = {
  plan: 'urn:liaison:fhir:care-plan',
  problem: 'urn:liaison:fhir:care-plan-problem',
  goal: 'urn:liaison:fhir:care-plan-goal',
  progress: 'urn:liaison:fhir:care-plan-progress',
  activity: 'urn:liaison:fhir:care-plan-activity',
  barrier: 'urn:liaison:fhir:care-plan-barrier',
} as const;

/** An object without some of its keys. */
export const omit = <Value extends object, Key extends keyof Value>(
  value: Value,
  keys: readonly Key[],
): Omit<Value, Key> =>
  Object.fromEntries(
    Object.entries(value).filter(([key]) => !(keys as readonly string[]).includes(key)),
  ) as Omit<Value, Key>;

/** What a resource carries by FHIR's own elements; the rest goes into our extension. */
export const carriedKeys = {
  problem: ['id', 'title', 'goals', 'activities', 'barriers'],
  goal: ['id', 'description', 'dueOn', 'lifecycleStatus', 'achievementStatus', 'progress'],
  progress: ['id', 'at'],
  activity: ['id', 'description', 'dueOn', 'ownerName'],
  barrier: ['id', 'title', 'detail', 'severity', 'openedAt'],
  plan: ['title', 'problems', 'format'],
} as const;

const urn = (id: string): string => `urn:uuid:${id}`;
const to = (id: string): Reference<never> => ({ reference: urn(id) });
const note = (...texts: (string | null)[]): { note?: Annotation[] } => {
  const said = texts.filter((text) => text !== null && text !== '');
  return said.length === 0 ? {} : { note: said.map((text) => ({ text: fhirText(text!) })) };
};
const maybe = <Key extends string, Value>(key: Key, value: Value | null): { [K in Key]?: Value } =>
  (value === null || value === '' ? {} : { [key]: value }) as { [K in Key]?: Value };
const coded = (system: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
});

const numberOf = ({ system, value, type }: PlanExport['patient']['identifiers'][number]) => ({
  system,
  value,
  ...(type === null ? {} : { type: coded('v2-0203', type) }),
});

const patientOf = ({ patient }: PlanExport): Patient => ({
  resourceType: 'Patient',
  id: patient.id,
  ...(patient.identifiers.length === 0 ? {} : { identifier: patient.identifiers.map(numberOf) }),
  name: [{ family: fhirText(patient.familyName), given: [fhirText(patient.givenName)] }],
  gender: patient.gender,
  ...maybe('birthDate', patient.birthDate),
});

const classCodes = {
  inpatient: 'IMP',
  observation: 'OBSENC',
  emergency: 'EMER',
  outpatient: 'AMB',
} as const;

const encounterOf = ({ encounter, patient }: PlanExport): Encounter[] =>
  encounter === null
    ? []
    : [
        {
          resourceType: 'Encounter',
          id: encounter.id,
          ...(encounter.number === null ? {} : { identifier: [encounter.number] }),
          status: encounter.leftAt === null ? 'in-progress' : 'finished',
          class: {
            system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
            code: classCodes[encounter.class],
          },
          subject: to(patient.id),
          ...(encounter.admittedAt === null
            ? {}
            : { period: { start: encounter.admittedAt, ...maybe('end', encounter.leftAt) } }),
        },
      ];

const teamId = (plan: PlanExport): string => `${plan.id}-team`;
const teamOf = (plan: PlanExport): CareTeam[] =>
  plan.team.length === 0
    ? []
    : [
        {
          resourceType: 'CareTeam',
          id: teamId(plan),
          status: 'active',
          subject: to(plan.patient.id),
          participant: plan.team.map(({ name, role }) => ({
            member: { display: fhirText(name) },
            ...(role === null ? {} : { role: [{ text: fhirText(role) }] }),
          })),
        },
      ];

const conditionOf = (plan: PlanExport, problem: ProblemContent): Condition => ({
  resourceType: 'Condition',
  id: problem.id,
  clinicalStatus: coded('condition-clinical', 'active'),
  category: [coded('condition-category', 'problem-list-item')],
  code: { text: fhirText(problem.title) },
  subject: to(plan.patient.id),
  ...note(problem.ownWords),
  ...extensions(jsonExtension(planUrls.problem, omit(problem, carriedKeys.problem))),
});

const measured = /^(-?\d+(?:\.\d+)?)\s*(\D.*)?$/;
/** A target or a value: a quantity where it is one, else its words. */
const quantityOf = (typed: string): { value: number; unit?: string } | null => {
  const [, value, unit] = measured.exec(typed) ?? [];
  return value === undefined
    ? null
    : { value: Number(value), ...(unit === undefined ? {} : { unit: fhirText(unit.trim()) }) };
};

const targetOf = (goal: GoalContent): GoalTarget[] => {
  const quantity = goal.target === null ? null : quantityOf(goal.target);
  // FHIR asks for a measure where a detail is given (gol-1).
  const measure = goal.measure ?? (goal.target === null ? null : goal.description);
  return [
    {
      ...(measure === null ? {} : { measure: { text: fhirText(measure) } }),
      ...(quantity
        ? { detailQuantity: quantity }
        : goal.target
          ? { detailString: fhirText(goal.target) }
          : {}),
      ...maybe('dueDate', goal.dueOn),
    },
  ];
};

const goalOf = (plan: PlanExport, problem: ProblemContent, goal: GoalContent): Goal => {
  const { progress } = goal;
  const hasTarget = goal.measure !== null || goal.target !== null || goal.dueOn !== null;
  return {
    resourceType: 'Goal',
    id: goal.id,
    lifecycleStatus: goal.lifecycleStatus,
    achievementStatus: coded('goal-achievement', goal.achievementStatus),
    description: { text: fhirText(goal.description) },
    subject: to(plan.patient.id),
    addresses: [to(problem.id)],
    ...(hasTarget ? { target: targetOf(goal) } : {}),
    ...(progress.length === 0 ? {} : { outcomeReference: progress.map(({ id }) => to(id)) }),
    ...note(goal.ownWords),
    ...extensions(jsonExtension(planUrls.goal, omit(goal, carriedKeys.goal))),
  };
};

const progressOf = (plan: PlanExport, goal: GoalContent, point: ProgressContent): Observation => {
  const quantity = point.value === null ? null : quantityOf(point.value);
  return {
    resourceType: 'Observation',
    id: point.id,
    status: 'final',
    code: { text: fhirText(goal.measure ?? goal.description) },
    subject: to(plan.patient.id),
    effectiveDateTime: point.at,
    ...(quantity
      ? { valueQuantity: quantity }
      : point.value
        ? { valueString: fhirText(point.value) }
        : {}),
    ...(point.byName === null ? {} : { performer: [{ display: fhirText(point.byName) }] }),
    ...note(point.statement),
    ...extensions(jsonExtension(planUrls.progress, omit(point, carriedKeys.progress))),
  };
};

/** FHIR's request status of an intervention; its own word travels beside it. */
const requestStatus: Readonly<Record<ActivityStatus, ServiceRequest['status']>> = {
  'not-started': 'active',
  scheduled: 'active',
  'in-progress': 'active',
  'on-hold': 'on-hold',
  completed: 'completed',
  cancelled: 'revoked',
  stopped: 'revoked',
  unknown: 'unknown',
  'entered-in-error': 'entered-in-error',
};

const requestOf = (
  plan: PlanExport,
  problem: ProblemContent,
  activity: ActivityContent,
): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: activity.id,
  status: requestStatus[activity.status],
  intent: 'plan',
  code: { text: fhirText(activity.description) },
  ...(activity.kind ? { category: [{ text: fhirText(activity.kind) }] } : {}),
  subject: to(plan.patient.id),
  ...(plan.encounter === null ? {} : { encounter: to(plan.encounter.id) }),
  ...(activity.dueOn === null ? {} : { occurrencePeriod: { end: activity.dueOn } }),
  ...(activity.ownerName === null
    ? {}
    : { performer: [{ display: fhirText(activity.ownerName) }] }),
  reasonReference: [to(problem.id)],
  ...extensions(jsonExtension(planUrls.activity, omit(activity, carriedKeys.activity))),
});

const issueOf = (
  plan: PlanExport,
  problem: ProblemContent,
  barrier: BarrierContent,
): DetectedIssue => ({
  resourceType: 'DetectedIssue',
  id: barrier.id,
  status: 'final',
  code: { text: fhirText(barrier.title) },
  severity: barrier.severity,
  patient: to(plan.patient.id),
  identifiedDateTime: barrier.openedAt,
  implicated: [to(problem.id)],
  ...maybe('detail', barrier.detail === null ? null : fhirText(barrier.detail)),
  ...(barrier.resolvedAt === null
    ? {}
    : {
        mitigation: [
          {
            action: { text: fhirText(barrier.resolution ?? barrier.title) },
            date: barrier.resolvedAt,
          },
        ],
      }),
  ...extensions(jsonExtension(planUrls.barrier, omit(barrier, carriedKeys.barrier))),
});

const taskOf = (plan: PlanExport, task: PlanTask): Task => ({
  resourceType: 'Task',
  id: task.id,
  status: task.status,
  intent: 'plan',
  description: fhirText(task.title),
  for: to(plan.patient.id),
  basedOn: [to(plan.id)],
  ...(task.activityId === null ? {} : { focus: to(task.activityId) }),
  ...(task.dueAt === null ? {} : { restriction: { period: { end: task.dueAt } } }),
  ...(task.ownerName === null ? {} : { owner: { display: fhirText(task.ownerName) } }),
});

const carePlanOf = (plan: PlanExport): CarePlan => {
  const { content } = plan;
  const { problems } = content;
  const all = <Value>(of: (problem: ProblemContent) => Value[]): Value[] => problems.flatMap(of);
  const goals = all((problem) => problem.goals);
  const activities = all((problem) => problem.activities);
  const issues = all((problem) => problem.barriers);
  return {
    resourceType: 'CarePlan',
    id: plan.id,
    status: plan.status,
    intent: 'plan',
    title: fhirText(content.title),
    subject: to(plan.patient.id),
    ...(plan.encounter === null ? {} : { encounter: to(plan.encounter.id) }),
    ...(plan.signedAt === null ? {} : { period: { start: plan.signedAt } }),
    ...(plan.signedByName === null ? {} : { author: { display: fhirText(plan.signedByName) } }),
    ...(plan.team.length === 0 ? {} : { careTeam: [to(teamId(plan))] }),
    ...(problems.length === 0 ? {} : { addresses: problems.map(({ id }) => to(id)) }),
    ...(goals.length === 0 ? {} : { goal: goals.map(({ id }) => to(id)) }),
    ...(activities.length === 0
      ? {}
      : { activity: activities.map(({ id }) => ({ reference: to(id) })) }),
    ...(issues.length === 0 ? {} : { supportingInfo: issues.map(({ id }) => to(id)) }),
    ...extensions(
      jsonExtension(planUrls.plan, {
        version: plan.version,
        ...omit(content, carriedKeys.plan),
        order: problems.map((problem) => ({
          problem: problem.id,
          goals: problem.goals.map(({ id }) => id),
          activities: problem.activities.map(({ id }) => id),
          barriers: problem.barriers.map(({ id }) => id),
        })),
      }),
    ),
  };
};

/** The bundle. Ids of the record are its ids; each entry is known by its `urn:uuid`. */
export const carePlanBundle = (plan: PlanExport): Bundle => {
  const resources: Resource[] = [
    patientOf(plan),
    ...encounterOf(plan),
    ...teamOf(plan),
    carePlanOf(plan),
    ...plan.content.problems.flatMap((problem): Resource[] => [
      conditionOf(plan, problem),
      ...problem.goals.flatMap((goal): Resource[] => [
        goalOf(plan, problem, goal),
        ...goal.progress.map((point) => progressOf(plan, goal, point)),
      ]),
      ...problem.activities.map((activity) => requestOf(plan, problem, activity)),
      ...problem.barriers.map((barrier) => issueOf(plan, problem, barrier)),
    ]),
    ...plan.tasks.map((task) => taskOf(plan, task)),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: plan.exportedAt,
    entry: resources.map((resource) => ({ fullUrl: urn(resource.id!), resource })),
  };
};
