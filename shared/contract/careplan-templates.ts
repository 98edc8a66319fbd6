/** Calls about care-plan templates: which there are, what one would add to a plan, adding it. */
import { z } from 'zod';
import type { CarePlan } from '../careplans/plan';
import type { TemplatePreview, TemplateSummary } from '../careplans/templates/summary';
import { answer, dateSchema, idSchema, read, rowVersionSchema, write } from './define';

const templateIdSchema = z.string().regex(/^[a-z][a-z-]{1,60}$/);
const recordSchema = { id: idSchema, rowVersion: rowVersionSchema };

/** What applying wrote, so that it can be taken back. */
const appliedSchema = z.strictObject({
  added: z
    .array(
      z.strictObject({
        ...recordSchema,
        record: z.enum(['problem', 'goal', 'activity', 'barrier']),
      }),
    )
    .max(400),
  dated: z
    .array(
      z.strictObject({
        ...recordSchema,
        record: z.enum(['goal', 'activity']),
        before: dateSchema.nullable(),
      }),
    )
    .max(400),
});
export type AppliedTemplate = z.infer<typeof appliedSchema>;

const writesPlan = { access: 'careplans.write', changes: ['careplans', 'caseload'] } as const;

export const carePlanTemplateCalls = {
  /** The templates, those that the patient's conditions propose first; the library last. */
  'careplans.templates': read({
    input: z.strictObject({ id: idSchema }),
    output: answer<TemplateSummary[]>(),
    access: 'patients.read',
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    audit: 'list',
    reads: ['careplans', 'patients'],
  }),
  /** What a template would add to the plan, what is there already, and what differs. */
  'careplans.previewTemplate': read({
    input: z.strictObject({ id: idSchema, templateId: templateIdSchema }),
    output: answer<TemplatePreview>(),
    access: 'patients.read',
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    audit: 'list',
    reads: ['careplans', 'encounters'],
  }),
  /** Adds the chosen items, as far as they are absent, to the plan's draft. */
  'careplans.applyTemplate': write({
    input: z.strictObject({
      id: idSchema,
      templateId: templateIdSchema,
      items: z.array(z.string().max(60)).min(1).max(400),
    }),
    output: answer<{ plan: CarePlan; applied: AppliedTemplate }>(),
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    ...writesPlan,
  }),
  /** Takes back what was just added (undo), as long as nobody changed it since. */
  'careplans.takeBackTemplate': write({
    input: z.strictObject({ id: idSchema, applied: appliedSchema }),
    output: answer<CarePlan>(),
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    ...writesPlan,
  }),
};
