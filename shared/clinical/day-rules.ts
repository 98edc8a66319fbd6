/**
 * My day, quick capture and workload as `npm run rules:check` names them: the keys of their sheets, what is left
 * out as not known, mapped to the functions of shared/my-day, shared/quick-capture and shared/workload.
 */
import { z } from 'zod';
import { rank } from '../my-day/rank';
import { read } from '../quick-capture/read';
import { epochOf, instantOfEpoch, isZone } from '../time';
import { proposeAssignment } from '../workload/proposal';
import { dispositions, weightOf } from '../workload/weight';
import { captureExample } from './capture-example';
import { RowError } from './row-input';

const instant = z.iso.datetime({ offset: true });
const date = z.iso.date();
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true);
const orNull = <Value>(schema: z.ZodType<Value>) =>
  schema.nullish().transform((value) => value ?? null);
const list = <Value>(schema: z.ZodType<Value>) =>
  z
    .array(schema)
    .nullish()
    .transform((value) => value ?? []);

const changeKinds = [
  'turned-worse',
  'wants-to-leave',
  'class-changed',
  'bed-offer',
  'order-written',
  'all-declined',
  'edd-earlier',
  'readmitted',
] as const;

const patientSchema = z.object({
  bed: orNull(z.string()),
  edd: orNull(date),
  ready: flag,
  risk: orNull(z.enum(['high', 'moderate', 'low'])),
  left: flag,
});

const itemSchema = z
  .object({
    id: z.string(),
    origin: z.enum(['clock', 'task', 'review', 'visit', 'callback', 'prompt', 'change']),
    minutes: z.number().min(0),
    patient: orNull(patientSchema),
    safety: flag,
    since: orNull(instant),
    law: flag,
    // A payer's deadline may stand without its days: the key alone says that there is one.
    payer: z.number().nullable().optional(),
    blocks: flag,
    target: orNull(z.string()),
    waiting: orNull(z.object({ who: z.string(), how: z.enum(['here', 'call']), since: instant })),
    change: orNull(z.enum(changeKinds)),
    priority: orNull(z.enum(['stat', 'asap', 'urgent', 'routine'])),
    dueAt: orNull(instant),
    dueOn: orNull(date),
    notBefore: orNull(instant),
    snoozedUntil: orNull(instant),
    waitingOn: orNull(z.object({ who: z.string(), chaseAt: orNull(instant) })),
    fact: orNull(z.string()),
  })
  .transform(({ payer, ...item }) => ({
    ...item,
    payer: payer === undefined ? null : { days: payer },
  }));

const daySchema = z.object({
  now: instant,
  zone: z.string().optional(),
  day: z.object({ startsAt: instant, endsAt: instant, nextStartsAt: instant }),
  holidays: list(date),
  busy: list(z.object({ from: instant, to: instant })),
  items: z.array(itemSchema),
  planned: orNull(z.array(z.object({ id: z.string(), rank: z.number() }))),
  drags: list(
    z.object({ id: z.string(), before: orNull(z.string()), at: instant, rankAt: z.number() }),
  ),
  replan: flag,
  language: z.enum(['en', 'es']).nullish(),
});

const myDay = (input: unknown, outer: string): object => {
  const { zone = outer, holidays, language, ...rest } = daySchema.parse(input);
  if (!isZone(zone)) throw new RowError(`${zone} is no time zone.`);
  return rank({ ...rest, zone, holidays: new Set(holidays), language: language ?? 'en' });
};

const weightSchema = z
  .object({
    assessed: flag,
    eddIn: orNull(z.int()),
    ready: flag,
    disposition: z
      .enum(dispositions)
      .nullish()
      .transform((value) => value ?? 'unknown'),
    barriers: list(z.string()),
    openReferrals: z
      .int()
      .min(0)
      .nullish()
      .transform((value) => value ?? 0),
    payerReview: orNull(z.enum(['today', 'running'])),
    denial: flag,
    class: orNull(z.string()),
    readmitted: flag,
    lace: orNull(z.number()),
    stayDay: orNull(z.number()),
    strain: flag,
    interpreter: flag,
  })
  .transform(({ class: encounterClass, ...facts }) => ({
    ...facts,
    observation: encounterClass === 'observation',
  }));

const minutes = (otherwise: number) =>
  z
    .number()
    .min(0)
    .nullish()
    .transform((value) => value ?? otherwise);

const staffSchema = z.object({
  id: z.string(),
  role: z.string(),
  units: list(z.string()),
  coversUnits: list(z.string()),
  active: z
    .boolean()
    .nullish()
    .transform((value) => value !== false),
  licenseExpired: flag,
  absent: flag,
  mayNotSee: list(z.string()),
  shiftMin: minutes(0),
  fixedMin: minutes(60),
  breakMin: minutes(30),
  load: minutes(0),
  heads: minutes(0),
  newToday: minutes(0),
  minutesLeft: minutes(0),
  nextStart: orNull(instant),
  lastCaredDaysAgo: orNull(z.number().min(0)),
  beds: list(z.string()),
});

const proposalSchema = z.object({
  unit: z.string(),
  bed: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  patient: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  headLimit: minutes(25),
  weight: minutes(43),
  staff: list(staffSchema),
});

const workload = (input: unknown): object => {
  const { kind } = z.object({ kind: z.enum(['weight', 'proposal']) }).parse(input);
  return kind === 'weight'
    ? weightOf(weightSchema.parse(input))
    : proposeAssignment(proposalSchema.parse(input));
};

const captureSchema = z.object({
  now: instant,
  open: orNull(z.string()),
  line: z.string(),
  holidays: list(date),
});

const quickCapture = (input: unknown, zone: string): object => {
  const { now, open, line, holidays } = captureSchema.parse(input);
  return read(line, {
    ...captureExample,
    now: instantOfEpoch(epochOf(now)),
    zone,
    open,
    holidays: new Set(holidays),
  });
};

/** Rules by the names of check.md. Each throws for a row that cannot be reckoned. */
export const dayRules: Readonly<Record<string, (input: unknown, zone: string) => object>> = {
  'my-day': myDay,
  'quick-capture': quickCapture,
  workload,
};
