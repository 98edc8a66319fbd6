/** Calls about what happens to a plan after it was signed. */
import { z } from 'zod';
import type { CarePlan } from '../careplans/plan';
import { answer, idSchema, rowVersionSchema, write } from './define';

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
};
