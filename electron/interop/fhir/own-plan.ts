/** What a plan written by a Liaison carries beyond FHIR's own elements, as it is read from a feed. */
import { z } from 'zod';
import type { CarePlanFact, GoalFact, GoalProgressFact } from '../../../shared/imports/facts';
import {
  achievementSchema,
  measureKindSchema,
  severitySchema,
} from '../../../shared/careplans/statuses';
import { planUrls } from './care-plan-bundle';
import { sourceKeyOf, textOf, type FhirContext } from './context';
import type { Held } from './resources';
import type { ResourceOf } from './schemas';

interface Extended {
  extension: readonly { url: string | undefined; valueString: string | undefined }[];
}

const words = z.string().max(2000).nullish().catch(null);
const whole = z.int().nullish().catch(null);

/** The JSON of our extension, read by a schema in which nothing is compulsory. */
const own = <Shape extends z.ZodRawShape>(
  { extension }: Extended,
  url: string,
  schema: z.ZodObject<Shape>,
): z.infer<z.ZodObject<Shape>> => {
  const text = extension.find((one) => one.url === url)?.valueString;
  let value: unknown = {};
  try {
    value = text === undefined ? {} : JSON.parse(text);
  } catch {
    // Written by somebody else, or cut off: FHIR's own elements stand without it.
  }
  return schema.catch(schema.parse({})).parse(value);
};

const planSchema = z.object({ reviewOn: z.iso.date().nullish().catch(null) });
/** The review date of a plan that a Liaison wrote. */
export const ownPlan = (plan: ResourceOf<'CarePlan'>): Pick<CarePlanFact, 'reviewOn'> => ({
  reviewOn: own(plan, planUrls.plan, planSchema).reviewOn ?? undefined,
});

const problemSchema = z.object({ ownWords: words });
export const ownWordsOf = (condition: ResourceOf<'Condition'>): string | undefined =>
  own(condition, planUrls.problem, problemSchema).ownWords ?? undefined;

const measuringSchema = z.object({
  measureKind: measureKindSchema.nullish().catch(null),
  unit: words,
  scaleLow: whole,
  scaleHigh: whole,
  levelMinus2: words,
  levelMinus1: words,
  level0: words,
  levelPlus1: words,
  levelPlus2: words,
});
const goalSchema = z.object({
  ...measuringSchema.shape,
  measure: words,
  baseline: words,
  target: words,
  ownWords: words,
});
const progressSchema = z.object({
  value: words,
  statement: words,
  achievementStatus: achievementSchema.catch('in-progress'),
});

const progressOf = (ctx: FhirContext, held: Held<'Goal'>): GoalProgressFact[] =>
  held.resource.outcomeReference.flatMap((reference) => {
    const point = ctx.resources.find(held, reference, 'Observation');
    const at = point && ctx.instant(point, 'effectiveDateTime', point.resource.effectiveDateTime);
    if (!point || at === undefined || !isOwnProgress(point.resource)) return [];
    const { value, statement, achievementStatus } = own(
      point.resource,
      planUrls.progress,
      progressSchema,
    );
    return [{ at, value: value ?? null, statement: statement ?? null, achievementStatus }];
  });

/** The patient's words, how it is measured and what was seen, of a goal that a Liaison wrote. */
export const ownGoal = (ctx: FhirContext, held: Held<'Goal'>): Partial<GoalFact> => {
  const { resource } = held;
  const [note] = resource.note;
  if (!resource.extension.some(({ url }) => url === planUrls.goal))
    return { ownWords: note?.text?.slice(0, 2000) };
  const goal = own(resource, planUrls.goal, goalSchema);
  const { measureKind, unit, scaleLow, scaleHigh, measure, baseline, target, ownWords } = goal;
  return {
    ownWords: ownWords ?? undefined,
    baseline: baseline ?? undefined,
    measure: measure ?? undefined,
    target: target ?? undefined,
    measuring: {
      measureKind: measureKind ?? null,
      unit: unit ?? null,
      scaleLow: scaleLow ?? null,
      scaleHigh: scaleHigh ?? null,
      levelMinus2: goal.levelMinus2 ?? null,
      levelMinus1: goal.levelMinus1 ?? null,
      level0: goal.level0 ?? null,
      levelPlus1: goal.levelPlus1 ?? null,
      levelPlus2: goal.levelPlus2 ?? null,
    },
    progress: progressOf(ctx, held),
  };
};

const bears = (value: unknown, url: string): boolean => {
  const extension = (value as { extension?: unknown } | null)?.extension;
  return (
    Array.isArray(extension) &&
    extension.some((one: unknown) => (one as { url?: unknown } | null)?.url === url)
  );
};

/** Is an Observation, parsed or not, a point of progress that a Liaison wrote? */
export const isOwnProgress = (value: unknown): boolean => bears(value, planUrls.progress);
/** Is a DetectedIssue a barrier that a Liaison wrote? */
export const isOwnBarrier = (value: unknown): boolean => bears(value, planUrls.barrier);

const barrierSchema = z.object({
  category: words,
  removableBy: words,
  dueAt: z.iso.datetime().nullish().catch(null),
  resolvedAt: z.iso.datetime().nullish().catch(null),
  resolution: words,
});

/** The barriers of a plan that a Liaison wrote. */
export const barriersOf = (ctx: FhirContext, held: Held<'CarePlan'>): CarePlanFact['barriers'] =>
  held.resource.supportingInfo.flatMap((reference) => {
    const issue = ctx.resources.find(held, reference, 'DetectedIssue');
    if (!issue) return [];
    const { resource } = issue;
    const title = textOf(resource.code);
    const openedAt = ctx.instant(issue, 'identifiedDateTime', resource.identifiedDateTime);
    const mine = own(resource, planUrls.barrier, barrierSchema);
    if (!title || openedAt === undefined || !mine.category) return [];
    const condition = ctx.resources.find(issue, resource.implicated[0], 'Condition');
    return [
      {
        title,
        category: mine.category,
        severity: severitySchema.catch('moderate').parse(resource.severity),
        detail: resource.detail ?? null,
        removableBy: mine.removableBy ?? null,
        dueAt: mine.dueAt ?? null,
        openedAt,
        resolvedAt: mine.resolvedAt ?? null,
        resolution: mine.resolution ?? null,
        conditionKey: condition ? sourceKeyOf('Condition', condition.key) : undefined,
      },
    ];
  });

const statuses: Readonly<Record<string, string>> = {
  draft: 'not-started',
  active: 'in-progress',
  'on-hold': 'on-hold',
  revoked: 'cancelled',
  completed: 'completed',
  'entered-in-error': 'entered-in-error',
};
const activitySchema = z.object({
  status: words,
  kind: words,
  ownerRole: words,
  ownerContact: words,
  frequency: words,
  startOn: words,
});

/** An intervention that stands in a ServiceRequest of its own; null where it is not described. */
export const activityOfRequest = (
  ctx: FhirContext,
  held: Held<'ServiceRequest'>,
): CarePlanFact['activities'][number] | null => {
  const { resource } = held;
  const description = textOf(resource.code);
  if (!description) return null;
  const mine = own(resource, planUrls.activity, activitySchema);
  const condition = ctx.resources.find(held, resource.reasonReference[0], 'Condition');
  const { occurrencePeriod } = resource;
  return {
    description,
    status: mine.status ?? statuses[resource.status ?? ''] ?? 'unknown',
    dueOn: ctx.date(held, 'occurrencePeriod.end', occurrencePeriod?.end),
    startOn: mine.startOn ?? ctx.date(held, 'occurrencePeriod.start', occurrencePeriod?.start),
    kind: mine.kind ?? textOf(resource.category[0]),
    ownerName: resource.performer[0]?.display?.slice(0, 200),
    ownerRole: mine.ownerRole ?? undefined,
    ownerContact: mine.ownerContact ?? undefined,
    frequency: mine.frequency ?? undefined,
    conditionKey: condition ? sourceKeyOf('Condition', condition.key) : undefined,
  };
};
