/** EVN, PV1, PV2 to the stay, by what the trigger does to it. */
import type { EncounterFact, StayEvent } from '../../../shared/imports/facts';
import { classOfHl7 } from '../codes';
import { Refusal } from '../reading-log';
import type { FeedTime } from '../times';
import type { MessageContext } from './context';
import { identifier, location, practitioners } from './datatypes';
import { fieldsOf, segmentsOf, type Segment } from './message';

/** What each trigger that is used does to the stay; null = it tells of the person only. */
export const triggers: Record<string, StayEvent | null> = {
  A01: 'admit',
  A02: 'transfer',
  A03: 'discharge',
  A04: 'admit',
  A05: 'plan',
  A06: 'changeClass',
  A07: 'changeClass',
  A08: 'update',
  A11: 'cancelAdmit',
  A12: 'cancelTransfer',
  A13: 'cancelDischarge',
  A28: null,
  A31: null,
  A40: null,
};

/** When the message was said and when its event was: EVN-6, EVN-2, MSH-7 (HL7 2.5.1, chapter 3). */
export const timesOf = (ctx: MessageContext): { saidAt: string | null; eventAt: string | null } => {
  const header = ctx.message.segments[0]!;
  const evn = segmentsOf(ctx.message, 'EVN')[0];
  const sent = ctx.time(header, 7)?.instant ?? null;
  const recorded = evn ? (ctx.time(evn, 2)?.instant ?? null) : null;
  const occurred = evn ? (ctx.time(evn, 6)?.instant ?? null) : null;
  return { saidAt: sent ?? recorded, eventAt: occurred ?? recorded ?? sent };
};

/** Is the segment there with at least one field that holds something? */
const holdsSomething = (ctx: MessageContext, segment: Segment): boolean =>
  segment.raw.fields.slice(1).some((_, index) =>
    // PV1-1 is only a set id.
    index > 0 ? fieldsOf(ctx.message, segment, index + 1).some((field) => !field.isEmpty) : false,
  );

/** The stay of a message, or undefined where it has none (with a warning where one was due). */
export const encounterOf = (
  ctx: MessageContext,
  trigger: string,
  patient: string,
  eventAt: string | null,
): EncounterFact | undefined => {
  const event = triggers[trigger];
  if (!event) return undefined;
  const pv1 = segmentsOf(ctx.message, 'PV1')[0];
  if (!pv1 || !holdsSomething(ctx, pv1)) {
    ctx.warn(`PV1 of ${ctx.item}`, 'There is no visit in the message; the patient alone is taken.');
    return undefined;
  }
  const patientClass = ctx.field(pv1, 2).at(1);
  // N = not applicable: senders of person messages fill PV1 with it (table 0004).
  if (patientClass.toUpperCase() === 'N' && event === 'update') return undefined;
  const pv2 = segmentsOf(ctx.message, 'PV2')[0];
  const admitted = ctx.requiredTime(pv1, 44);
  const discharged = ctx.requiredTime(pv1, 45);
  const admittedAt = admissionOf(ctx, pv1, event, admitted, eventAt);
  const dischargedAt = dischargeOf(ctx, pv1, event, discharged, eventAt, admitted);
  const kind = classOf(ctx, pv1, trigger, patientClass);
  const where = ctx.place(pv1);
  return {
    key: 'stay',
    where,
    patient: { key: patient },
    event,
    visit: identifier(ctx.field(pv1, 19), ctx.sourceDefault, ctx.place(pv1, 19)) ?? undefined,
    eventAt,
    class: kind?.class,
    status: event === 'plan' || kind?.planned ? 'planned' : undefined,
    admittedAt,
    admittedTimeKnown: admitted ? admitted.precision === 'time' : undefined,
    dischargedAt,
    dischargeDisposition: ctx.text(pv1, 36, (f) => f.at(1) || f.at(2)),
    admitReason: pv2 ? ctx.text(pv2, 3, (f) => f.text(2) || f.text(1)) : undefined,
    admitSource: ctx.text(pv1, 14, (f) => f.text(2) || f.text(1)),
    expectedDischargeOn: pv2 ? ctx.date(pv2, 9) : undefined,
    location: ctx.field(pv1, 3).isNull ? null : location(ctx.field(pv1, 3)),
    attending: ctx.field(pv1, 7).isNull
      ? null
      : practitioners(ctx.fields(pv1, 7), ctx.sourceDefault, true)[0],
  };
};

const classOf = (
  ctx: MessageContext,
  pv1: Segment,
  trigger: string,
  patientClass: string,
): ReturnType<typeof classOfHl7> | undefined => {
  const found = classOfHl7(patientClass, ctx.field(pv1, 18).at(1), ctx.options.observationCodes);
  if (patientClass !== '' || found.class === 'observation') return found;
  ctx.warn(ctx.place(pv1, 2), 'The patient class is missing.');
  // Without a class only the trigger itself tells one: A06 makes an inpatient, A07 an outpatient.
  if (trigger === 'A06') return { class: 'inpatient', planned: false };
  if (trigger === 'A07') return { class: 'outpatient', planned: false };
  return undefined;
};

const admissionOf = (
  ctx: MessageContext,
  pv1: Segment,
  event: StayEvent,
  admitted: FeedTime | null | undefined,
  eventAt: string | null,
): string | null | undefined => {
  if (admitted === null) return null;
  if (admitted?.instant) {
    if (admitted.precision !== 'time')
      ctx.warn(ctx.place(pv1, 44), 'The admission has a date but no time of day.');
    return admitted.instant;
  }
  if (admitted) ctx.warn(ctx.place(pv1, 44), 'The admission has no day; it was left out.');
  if (event !== 'admit' || eventAt === null) return undefined;
  ctx.warn(ctx.place(pv1, 44), 'The admission time is missing; the time of the event was taken.');
  return eventAt;
};

const dischargeOf = (
  ctx: MessageContext,
  pv1: Segment,
  event: StayEvent,
  discharged: FeedTime | null | undefined,
  eventAt: string | null,
  admitted: FeedTime | null | undefined,
): string | null | undefined => {
  const where = ctx.place(pv1, 45);
  if (event === 'cancelDischarge') return null;
  if (discharged === null) return null;
  if (discharged?.instant) {
    if (admitted?.instant && isBefore(discharged, admitted))
      throw new Refusal(where, 'The discharge is before the admission.');
    if (event !== 'discharge' && eventAt !== null && discharged.instant > eventAt) {
      ctx.warn(where, 'The discharge is still to come; it was left out.');
      return undefined;
    }
    return discharged.instant;
  }
  if (event !== 'discharge' || eventAt === null) return undefined;
  ctx.warn(where, 'The discharge time is missing; the time of the event was taken.');
  return eventAt;
};

/** A date without a time of day is before another only as a date. */
const isBefore = (a: FeedTime, b: FeedTime): boolean =>
  a.precision === 'time' && b.precision === 'time' ? a.instant! < b.instant! : a.date! < b.date!;
