/** Calls about those who take part in a care plan, and what each was told. */
import { z } from 'zod';
import type { Candidate, InformedPlan } from '../careplans/participants';
import { toldHows } from '../careplans/participants';
import type { CarePlan } from '../careplans/plan';
import {
  answer,
  idSchema,
  instantSchema,
  lineSchema,
  read,
  rowVersionSchema,
  write,
} from './define';

const whoSchema = z.union([
  z.strictObject({ memberId: idSchema }),
  z.strictObject({ relatedPersonId: idSchema }),
  z.strictObject({ userId: idSchema }),
]);

const ofPlan = ({ id }: { id: string }) => [{ kind: 'carePlan' as const, id }];
const own = { id: idSchema, rowVersion: rowVersionSchema };
const changes = ['careplans'] as const;

export const carePlanParticipantCalls = {
  /** Everybody who takes part, with what they were told and what changed since. */
  'careplans.participants': read({
    input: z.strictObject({ id: idSchema }),
    output: answer<InformedPlan>(),
    access: 'patients.read',
    subjects: ofPlan,
    audit: 'list',
    reads: ['careplans', 'patients'],
  }),
  /** The care team and the patient's own people who take no part yet. */
  'careplans.participantCandidates': read({
    input: z.strictObject({ id: idSchema }),
    output: answer<Candidate[]>(),
    access: 'patients.read',
    subjects: ofPlan,
    audit: 'list',
    reads: ['careplans', 'patients'],
  }),
  'careplans.addParticipants': write({
    input: z.strictObject({ id: idSchema, people: z.array(whoSchema).min(1).max(40) }),
    output: answer<CarePlan>(),
    access: 'careplans.write',
    subjects: ofPlan,
    changes,
  }),
  /** Takes somebody out of the working draft, or back (undo). */
  'careplans.setParticipantRemoved': write({
    input: z.strictObject({
      id: idSchema,
      participantId: idSchema,
      rowVersion: rowVersionSchema,
      removed: z.boolean(),
    }),
    output: answer<CarePlan>(),
    access: 'careplans.write',
    subjects: ofPlan,
    changes,
  }),
  /** Live: who answers for the plan. */
  'careplans.setCustodian': write({
    input: z.strictObject({ ...own, custodianId: idSchema.nullable() }),
    output: answer<CarePlan>(),
    access: 'careplans.write',
    subjects: ofPlan,
    changes,
  }),
  /** Live: these people were told of a signed version; in one go where they met. */
  'careplans.recordTold': write({
    input: z.strictObject({
      id: idSchema,
      participantIds: z.array(idSchema).min(1).max(40),
      version: z.int().min(1),
      /** Null = now. */
      at: instantSchema.nullable(),
      how: z.enum(toldHows),
      note: lineSchema(300).nullable(),
    }),
    output: answer<InformedPlan>(),
    access: 'care.write',
    subjects: ofPlan,
    changes,
  }),
  /** Live: it was not so. */
  'careplans.withdrawTold': write({
    input: z.strictObject({
      id: idSchema,
      toldId: idSchema,
      rowVersion: rowVersionSchema,
      reason: lineSchema(300),
    }),
    output: answer<InformedPlan>(),
    access: 'care.write',
    subjects: ofPlan,
    changes,
  }),
};
