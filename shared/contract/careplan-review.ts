/** Calls about what happens to a plan after it was signed. */
import { z } from 'zod';
import type { FormerPlan } from '../careplans/former';
import type { CarePlan } from '../careplans/plan';
import { achievementSchema } from '../careplans/statuses';
import { answer, idSchema, lineSchema, read, rowVersionSchema, textSchema, write } from './define';

const ofPlan = ({ id }: { id: string }) => [{ kind: 'carePlan' as const, id }];

export const carePlanReviewCalls = {
  /** Makes the working draft read as an older version; what is recorded live stays. */
  'careplans.draftFrom': write({
    input: z.strictObject({
      id: idSchema,
      rowVersion: rowVersionSchema,
      version: z.int().min(1),
    }),
    output: answer<CarePlan>(),
    access: 'careplans.write',
    subjects: ofPlan,
    changes: ['careplans', 'caseload'],
  }),
  /** The last plan of a former stay, goal by goal; null where there is none. */
  'careplans.former': read({
    input: z.strictObject({ id: idSchema }),
    output: answer<FormerPlan | null>(),
    access: 'patients.read',
    subjects: ofPlan,
    audit: 'list',
    reads: ['careplans'],
  }),
  /** Takes former goals up into the working draft; those that it has already stay one. */
  'careplans.takeUp': write({
    input: z.strictObject({ id: idSchema, goalIds: z.array(idSchema).min(1).max(100) }),
    output: answer<CarePlan>(),
    access: 'careplans.write',
    subjects: ofPlan,
    changes: ['careplans', 'caseload'],
  }),
  /** Live: progress on several goals of one plan at once; all of it is kept, or none. */
  'careplans.recordProgressSheet': write({
    input: z.strictObject({
      id: idSchema,
      entries: z
        .array(
          z.strictObject({
            goalId: idSchema,
            value: lineSchema(120).nullable(),
            statement: textSchema(2000).nullable(),
            achievementStatus: achievementSchema,
          }),
        )
        .min(1)
        .max(100),
    }),
    output: answer<CarePlan>(),
    access: 'careplans.write',
    subjects: ofPlan,
    changes: ['careplans', 'caseload'],
  }),
};
