/**
 * The rules of the expected discharge date (EDD): a move has a reason, an unknown date says why
 * (content lists 2). Pure: the same checks stand in the form and in the service.
 */
import { z } from 'zod';
import { daysBetween, epochOf, localDateOf } from '../time';

const labels = { en: z.string().min(1), es: z.string().min(1) };

/** The lists a stay's end is described with; data of `resources/lists/stay.json`. */
export const stayListsSchema = z.strictObject({
  /** Why a date was moved. */
  moveReasons: z.array(
    z.strictObject({
      id: z.string().startsWith('edd-'),
      ...labels,
      /** Words are demanded. */
      words: z.boolean().default(false),
      /** Medically ready becomes "no" with it. */
      notReady: z.boolean().default(false),
      /** False where it is no move of the plan (placeholder, typing). */
      counts: z.boolean().default(true),
    }),
  ),
  /** Why there is no date on purpose. */
  unknownReasons: z.array(
    z.strictObject({
      id: z.string().startsWith('unk-'),
      ...labels,
      words: z.boolean().default(false),
      /** Only within this many hours after admission. */
      withinHours: z.int().optional(),
    }),
  ),
  dispositions: z.array(
    z.strictObject({
      id: z.string(),
      ...labels,
      /** Two or three words for a narrow column. */
      short: z.strictObject(labels),
      /** Can be planned; the others only happen. */
      planned: z.boolean().default(true),
    }),
  ),
});
export type StayLists = z.infer<typeof stayListsSchema>;

/** What a person says about the date. */
export interface ExpectedDischargeInput {
  /** YYYY-MM-DD, or null for "unknown". */
  on: string | null;
  /** Instant of leaving, where it is known. */
  plannedLeaveAt: string | null;
  unknownReason: string | null;
  reason: string | null;
  words: string | null;
}

/** The stay as the rules need it. */
export interface ExpectedDischargeBasis {
  expectedDischargeOn: string | null;
  admittedAt: string | null;
}

export type ExpectedDischargeProblem =
  | 'beforeAdmission'
  | 'tooFar'
  | 'reasonMissing'
  | 'reasonUnknown'
  | 'wordsMissing'
  | 'unknownReasonMissing'
  | 'tooLateForEarly'
  | 'leaveOtherDay';

/** A date further ahead than this is a slip of the fingers. */
export const farthestDays = 730;

/** Is this a move of a date that stood (and so asks why), not the first date or the same one? */
export const isMove = (basis: ExpectedDischargeBasis, on: string | null): boolean =>
  basis.expectedDischargeOn !== null && basis.expectedDischargeOn !== on;

/** Field → problem; empty when the input can be saved. */
export const checkExpectedDischarge = (
  basis: ExpectedDischargeBasis,
  input: ExpectedDischargeInput,
  lists: StayLists,
  now: string,
  zone: string,
): Partial<Record<keyof ExpectedDischargeInput, ExpectedDischargeProblem>> => ({
  ...checkDate(basis, input, now, zone),
  ...(input.on === null
    ? checkUnknown(basis, input, lists, now)
    : isMove(basis, input.on)
      ? checkReason(input, lists)
      : {}),
});

type Problems = Partial<Record<keyof ExpectedDischargeInput, ExpectedDischargeProblem>>;

const checkDate = (
  basis: ExpectedDischargeBasis,
  input: ExpectedDischargeInput,
  now: string,
  zone: string,
): Problems => {
  if (input.on === null) return {};
  if (basis.admittedAt !== null && input.on < localDateOf(basis.admittedAt, zone))
    return { on: 'beforeAdmission' };
  if (daysBetween(localDateOf(now, zone), input.on) > farthestDays) return { on: 'tooFar' };
  if (input.plannedLeaveAt !== null && localDateOf(input.plannedLeaveAt, zone) !== input.on)
    return { plannedLeaveAt: 'leaveOtherDay' };
  return {};
};

const checkReason = (input: ExpectedDischargeInput, lists: StayLists): Problems => {
  if (input.reason === null) return { reason: 'reasonMissing' };
  const reason = lists.moveReasons.find(({ id }) => id === input.reason);
  if (!reason) return { reason: 'reasonUnknown' };
  return reason.words && isBlank(input.words) ? { words: 'wordsMissing' } : {};
};

const checkUnknown = (
  basis: ExpectedDischargeBasis,
  input: ExpectedDischargeInput,
  lists: StayLists,
  now: string,
): Problems => {
  const reason = lists.unknownReasons.find(({ id }) => id === input.unknownReason);
  if (!reason) return { unknownReason: 'unknownReasonMissing' };
  if (reason.words && isBlank(input.words)) return { words: 'wordsMissing' };
  const hoursIn =
    basis.admittedAt === null ? 0 : (epochOf(now) - epochOf(basis.admittedAt)) / 3_600_000;
  return reason.withinHours !== undefined && hoursIn > reason.withinHours
    ? { unknownReason: 'tooLateForEarly' }
    : {};
};

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';
