/** Calls about the calendar: rounds, meetings and visits, as series with what differs on single ones. */
import { z } from 'zod';
import {
  appointmentKinds,
  attendances,
  type Appointment,
  type CalendarMonth,
  type CalendarRange,
  type Changed,
  type Invitable,
} from '../appointments/appointment';
import { scopes } from '../appointments/edit';
import { longestDays } from '../appointments/expand';
import { parseRule } from '../appointments/rule';
import { daysBetween, isDate } from '../time';
import {
  answer,
  dateSchema,
  idSchema,
  lineSchema,
  read,
  rowVersionSchema,
  textSchema,
  wallTimeSchema,
  write,
} from './define';

/** Days of one answer: six weeks, what a month's grid shows. */
export const longestWindowDays = 42;
/** A day's minutes: what has a time ends within 24 hours. */
const mostMinutes = 1440;
const mostTravelMinutes = 480;
const mostParticipants = 60;

/** A real local wall time. */
const localSchema = wallTimeSchema.refine(
  (local) => isDate(local.slice(0, 10)) && local.slice(11) < '24:00' && local.slice(14) < '60',
);
const ruleSchema = z
  .string()
  .max(300)
  .refine((text) => typeof parseRule(text) !== 'string');

/** Whose calendar is asked for. */
const whoseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unit'), unitId: idSchema }),
  z.strictObject({ kind: z.literal('person'), userId: idSchema }),
]);
export type Whose = z.infer<typeof whoseSchema>;

const windowSchema = z
  .strictObject({ whose: whoseSchema, from: dateSchema, to: dateSchema })
  .refine(({ from, to }) => from <= to && daysBetween(from, to) < longestWindowDays);

const participantSchema = z.strictObject({
  /** An existing one keeps its answer. */
  id: idSchema.nullable(),
  userId: idSchema.nullable(),
  practitionerId: idSchema.nullable(),
  name: lineSchema(120).nullable(),
  role: lineSchema(40).nullable(),
});
export type ParticipantInput = z.infer<typeof participantSchema>;

const times = {
  startsLocal: localSchema,
  minutes: z.int().min(0).max(mostMinutes),
  wholeDays: z.int().min(0).max(longestDays),
};
const hasOneLength = ({ minutes, wholeDays, startsLocal }: z.infer<z.ZodObject<typeof times>>) =>
  wholeDays > 0 ? minutes === 0 && startsLocal.endsWith('T00:00') : minutes >= 5;

const facts = {
  ...times,
  title: lineSchema(120),
  rule: ruleSchema.nullable(),
  place: lineSchema(120).nullable(),
  address: lineSchema(200).nullable(),
  travelBeforeMinutes: z.int().min(0).max(mostTravelMinutes),
  travelAfterMinutes: z.int().min(0).max(mostTravelMinutes),
  note: textSchema(4000).nullable(),
  participants: z.array(participantSchema).max(mostParticipants),
};
const seriesFactsSchema = z.strictObject(facts).refine(hasOneLength);
export type SeriesFacts = z.infer<typeof seriesFactsSchema>;

const occurrenceFactsSchema = z
  .strictObject({
    ...times,
    title: lineSchema(120),
    place: lineSchema(120).nullable(),
    note: textSchema(4000).nullable(),
    reason: lineSchema().nullable(),
  })
  .refine(hasOneLength);
export type OccurrenceFacts = z.infer<typeof occurrenceFactsSchema>;

/** One occurrence as the caller saw it. */
const seen = {
  seriesId: idSchema,
  rowVersion: rowVersionSchema,
  originalLocal: localSchema,
  exceptionVersion: rowVersionSchema.nullable(),
};

const ofSeries = ({ seriesId }: { seriesId: string }) => [
  { kind: 'appointmentSeries' as const, id: seriesId },
];

export const appointmentCalls = {
  /** Occurrences of a window of local dates, with conflicts and the facts of each day. */
  'appointments.range': read({
    input: windowSchema,
    output: answer<CalendarRange>(),
    access: 'patients.read',
    audit: 'list',
    reads: ['appointments', 'encounters', 'careplans', 'patients', 'imports'],
  }),
  /** The same for a month's grid: at most six events a day and counts. */
  'appointments.month': read({
    input: windowSchema,
    output: answer<CalendarMonth>(),
    access: 'patients.read',
    audit: 'list',
    reads: ['appointments', 'encounters', 'careplans', 'patients', 'imports'],
  }),
  /** A series in full with one of its occurrences. */
  'appointments.get': read({
    input: z.strictObject({ seriesId: idSchema, originalLocal: localSchema }),
    output: answer<Appointment>(),
    access: 'patients.read',
    subjects: ofSeries,
    reads: ['appointments', 'patients', 'encounters'],
  }),
  /** People of the house and practitioners who can be expected, by a part of the name. */
  'appointments.people': read({
    input: z.strictObject({ text: textSchema(100) }),
    output: answer<Invitable[]>(),
    access: 'patients.read',
    reads: ['users', 'imports'],
  }),
  /** People whose calendar can be shown: of one's own units. */
  'appointments.colleagues': read({
    input: z.strictObject({}),
    output: answer<{ userId: string; name: string; role: string }[]>(),
    access: 'patients.read',
    reads: ['users'],
  }),
  'appointments.create': write({
    input: z.strictObject({
      kind: z.enum(appointmentKinds),
      unitId: idSchema.nullable(),
      /** The stay it is about; its patient must be within reach. */
      encounterId: idSchema.nullable(),
      facts: seriesFactsSchema,
    }),
    output: answer<Changed>(),
    access: 'appointments.write',
    subjects: ({ encounterId }) =>
      encounterId === null ? [] : [{ kind: 'encounter', id: encounterId }],
    changes: ['appointments'],
  }),
  /** This occurrence, this and following, or all. */
  'appointments.change': write({
    input: z.discriminatedUnion('scope', [
      z.strictObject({ ...seen, scope: z.literal('this'), facts: occurrenceFactsSchema }),
      z.strictObject({ ...seen, scope: z.enum(['following', 'all']), facts: seriesFactsSchema }),
    ]),
    output: answer<Changed>(),
    access: 'appointments.write',
    subjects: ofSeries,
    changes: ['appointments'],
  }),
  /** Dragged or moved by keys to another start, or made longer; the start is the hospital's wall time. */
  'appointments.move': write({
    input: z.strictObject({ ...seen, ...times, scope: z.enum(scopes) }).refine(hasOneLength),
    output: answer<Changed>(),
    access: 'appointments.write',
    subjects: ofSeries,
    changes: ['appointments'],
  }),
  'appointments.cancel': write({
    input: z.strictObject({ ...seen, scope: z.enum(scopes), reason: lineSchema().nullable() }),
    output: answer<Changed>(),
    access: 'appointments.write',
    subjects: ofSeries,
    changes: ['appointments'],
  }),
  /** Who is coming, as they said it. */
  'appointments.attend': write({
    input: z.strictObject({
      seriesId: idSchema,
      participantId: idSchema,
      rowVersion: rowVersionSchema,
      status: z.enum(attendances),
    }),
    output: answer<{ undo: Changed['undo'] }>(),
    access: 'appointments.write',
    subjects: ofSeries,
    changes: ['appointments'],
  }),
  /** Puts back what a change wrote; refused when one of the rows has moved on. */
  'appointments.undo': write({
    input: z.strictObject({
      seriesId: idSchema,
      steps: z
        .array(
          z.strictObject({
            record: z.enum(['series', 'exception', 'participant']),
            id: idSchema,
            rowVersion: rowVersionSchema,
          }),
        )
        .min(1)
        .max(500),
    }),
    output: answer<null>(),
    access: 'appointments.write',
    subjects: ofSeries,
    changes: ['appointments'],
  }),
};
