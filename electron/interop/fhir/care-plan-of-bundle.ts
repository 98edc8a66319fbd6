/** A plan of ours out of its own bundle: what `carePlanBundle` wrote, without loss. */
import type {
  Bundle,
  CarePlan,
  Condition,
  DetectedIssue,
  Extension,
  Goal,
  Observation,
  Resource,
  ServiceRequest,
} from '@medplum/fhirtypes';
import { z } from 'zod';
import { readPlanContent, type PlanContent } from '../../../shared/careplans/version';
import { planUrls } from './care-plan-bundle';
import { jsonOf } from './extensions';

/** A bundle that holds no plan of ours, or one that was changed on its way. */
export class PlanBundleError extends Error {}

const rest = z.record(z.string(), z.unknown());
const planRest = z.looseObject({
  version: z.int().nullable(),
  order: z.array(
    z.object({
      problem: z.string(),
      goals: z.array(z.string()),
      activities: z.array(z.string()),
      barriers: z.array(z.string()),
    }),
  ),
});

const restOf = (resource: { extension?: Extension[] }, url: string): Record<string, unknown> =>
  rest.parse(jsonOf(resource, url) ?? {});

type OfType<Type extends Resource['resourceType']> = Extract<Resource, { resourceType: Type }>;

const finder = (bundle: Bundle) => {
  const byUrl = new Map(
    (bundle.entry ?? []).flatMap(({ fullUrl, resource }) =>
      fullUrl && resource ? [[fullUrl, resource] as const] : [],
    ),
  );
  return <Type extends Resource['resourceType']>(type: Type, id: string): OfType<Type> => {
    const found = byUrl.get(`urn:uuid:${id}`);
    if (found?.resourceType !== type)
      throw new PlanBundleError(`The bundle holds no ${type} ${id}.`);
    return found as OfType<Type>;
  };
};

const problemOf = ({ id, code, extension }: Condition) => ({
  ...restOf({ extension: extension ?? [] }, planUrls.problem),
  id,
  title: code?.text,
});

const goalOf = (goal: Goal, progress: readonly object[]) => ({
  ...restOf(goal, planUrls.goal),
  id: goal.id,
  description: goal.description.text,
  dueOn: goal.target?.[0]?.dueDate ?? null,
  lifecycleStatus: goal.lifecycleStatus,
  achievementStatus: goal.achievementStatus?.coding?.[0]?.code,
  progress,
});

const progressOf = (point: Observation) => ({
  ...restOf(point, planUrls.progress),
  id: point.id,
  at: point.effectiveDateTime,
});

const activityOf = (request: ServiceRequest) => ({
  ...restOf(request, planUrls.activity),
  id: request.id,
  description: request.code?.text,
  dueOn: request.occurrencePeriod?.end ?? null,
  ownerName: request.performer?.[0]?.display ?? null,
});

const barrierOf = (issue: DetectedIssue) => ({
  ...restOf(issue, planUrls.barrier),
  id: issue.id,
  title: issue.code?.text,
  detail: issue.detail ?? null,
  severity: issue.severity,
  openedAt: issue.identifiedDateTime,
});

const uuidOf = (reference: string | undefined): string =>
  (reference ?? '').replace('urn:uuid:', '');

/** The plan of a bundle. Throws `PlanBundleError` where there is none, or a part of it is missing. */
export const planOfBundle = (bundle: Bundle): { version: number | null; content: PlanContent } => {
  const plan = bundle.entry
    ?.map(({ resource }) => resource)
    .find((one): one is CarePlan => one?.resourceType === 'CarePlan');
  const said = plan && planRest.safeParse(jsonOf(plan, planUrls.plan));
  if (!plan || !said?.success) throw new PlanBundleError('The bundle holds no plan of Liaison.');
  const find = finder(bundle);
  const { version, order, ...head } = said.data;
  const problems = order.map(({ problem, goals, activities, barriers }) => ({
    ...problemOf(find('Condition', problem)),
    goals: goals.map((id) => {
      const goal = find('Goal', id);
      const points = (goal.outcomeReference ?? []).map(({ reference }) =>
        progressOf(find('Observation', uuidOf(reference))),
      );
      return goalOf(goal, points);
    }),
    activities: activities.map((id) => activityOf(find('ServiceRequest', id))),
    barriers: barriers.map((id) => barrierOf(find('DetectedIssue', id))),
  }));
  const content = { ...head, format: 1, title: plan.title, problems };
  try {
    return { version, content: readPlanContent(JSON.stringify(content)) };
  } catch {
    throw new PlanBundleError('A part of the plan was changed on its way and cannot be read.');
  }
};
