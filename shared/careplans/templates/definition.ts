/**
 * A care-plan template as data: the shape of the files in `resources/templates/`. One file a
 * situation, a library of problems that several situations share, and the roles. Texts for clinicians
 * are in English; what a patient or a family reads is in English and Spanish. A file with an unknown
 * field is refused with its place.
 */
import { z } from 'zod';
import { barrierCategorySchema } from '../statuses';
import { readTiming } from './timing';

const line = z.string().trim().min(1);
/** The longest line that a plan's record takes. */
const planLine = line.max(300);
const bothSchema = z.strictObject({ en: line, es: line });
export type BothLanguages = z.infer<typeof bothSchema>;

const letters = { problem: 'p', goal: 'g', intervention: 'i', barrier: 'b', sign: 'w' } as const;
/** Ids are stable: a text may change, an id never gets another meaning. */
const itemId = (letter: string) =>
  z.string().regex(new RegExp(`^[a-z]+-${letter}(-[a-z0-9]+){1,2}$`));
const anyItemId = z.string().regex(/^[a-z]+-[pgibrnwmof](-[a-z0-9]+){1,2}$/);

const timingSchema = line.refine((text) => readTiming(text) !== null, 'is no time that is known');

/** Who read a language's texts as a clinician, and when; null = not yet reviewed by a clinician. */
const reviewSchema = z
  .strictObject({ name: line, credentials: line, on: z.iso.date(), version: z.int().positive() })
  .nullable();
const reviewedBySchema = z.strictObject({ en: reviewSchema, es: reviewSchema });

export const measureTypes = ['number', 'scale', 'count-of', 'yes-no'] as const;
export const interventionKinds = [
  'education',
  'therapy',
  'coordination',
  'monitoring',
  'service',
  'medication-access',
  'referral',
] as const;
export const frequencies = [
  'once',
  'each-shift',
  'daily',
  '2/day',
  '3/day',
  '4/day',
  'each-meal',
  '3/week',
  'weekly',
  'each-visit',
  'each-call',
  'each-treatment',
  'until-met',
] as const;
export type Frequency = (typeof frequencies)[number];
const referralKinds = [
  'home-health',
  'snf',
  'irf',
  'ltch',
  'hospice',
  'palliative',
  'outpatient-therapy',
  'rehab-program',
  'equipment',
  'oxygen',
  'infusion',
  'dialysis',
  'clinic',
  'behavioral',
  'addiction-treatment',
  'medical-respite',
  'housing',
  'transport',
  'meals',
  'personal-care',
  'adult-day',
  'respite',
  'benefits',
  'support-line',
] as const;

const goalSchema = z.strictObject({
  id: itemId(letters.goal),
  statement: planLine,
  /** In the patient's voice; the patient's own words come first and replace it. */
  voice: bothSchema,
  measure: line.max(80),
  type: z.enum(measureTypes),
  unit: line.max(36).optional(),
  /** Asked again, word for word, at each progress. */
  baselinePrompt: line,
  target: line.max(120),
  by: timingSchema,
});
export type TemplateGoal = z.infer<typeof goalSchema>;

const interventionSchema = z.strictObject({
  id: itemId(letters.intervention),
  /** The goals that it serves. */
  for: z.array(itemId(letters.goal)).min(1),
  kind: z.enum(interventionKinds),
  what: planLine,
  /** A role of roles.json. */
  owner: line,
  frequency: z.enum(frequencies),
  due: timingSchema,
});
export type TemplateIntervention = z.infer<typeof interventionSchema>;

const problem = {
  id: itemId(letters.problem),
  statement: planLine,
  goals: z.array(goalSchema).min(1),
  interventions: z.array(interventionSchema).min(1),
};
const problemSchema = z.strictObject(problem);
export type TemplateProblem = z.infer<typeof problemSchema>;

const barrierSchema = z.strictObject({
  id: itemId(letters.barrier),
  category: barrierCategorySchema,
  what: planLine,
  removableBy: line.max(120),
});
export type TemplateBarrier = z.infer<typeof barrierSchema>;

const signSchema = z.strictObject({
  id: itemId(letters.sign),
  /** `call` = a nurse, the same day. */
  when: z.enum(['call', '911']),
  text: bothSchema,
});

const libraryUseSchema = z.strictObject({
  id: itemId(letters.problem),
  /** Why here, or what this situation changes in it. */
  note: line.optional(),
});

/** A line of the family page; it prints only if one of the items `with` is in the plan. */
const pageLine = { id: anyItemId, text: bothSchema, with: z.array(anyItemId).min(1) };

export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]+$/),
  version: z.int().positive(),
  title: bothSchema,
  reviewedBy: reviewedBySchema,
  /** When the plan is looked at again. */
  review: line,
  /** Who it is for, and its aim. */
  situation: line,
  grounds: z
    .array(
      z.strictObject({
        kind: z.enum([
          'condition',
          'answer',
          'score',
          'value',
          'order',
          'location',
          'procedure',
          'readmission',
        ]),
        form: line.optional(),
        when: line,
        /** What it proposes; nothing = the whole template. */
        proposes: z.array(anyItemId),
      }),
    )
    .min(1),
  notFor: z.array(line),
  /** Codes whose presence proposes the whole template: a code stands for those below it. */
  conditionCodes: z.strictObject({ icd10cm: z.array(line), snomed: z.array(line) }),
  privacy: line.optional(),
  problems: z.array(problemSchema).min(1),
  library: z.strictObject({
    text: line,
    offered: z.array(libraryUseSchema),
    byOwnGround: z.array(libraryUseSchema),
  }),
  barriers: z.array(barrierSchema),
  assessments: line,
  readiness: z.array(z.strictObject({ id: itemId('r'), item: line, discipline: line })),
  needs: z.array(
    z.strictObject({
      id: itemId('n'),
      need: line,
      referral: z.enum(referralKinds),
      note: line.optional(),
    }),
  ),
  warningSigns: z.strictObject({
    own: z.array(signSchema),
    library: z.array(itemId(letters.sign)),
    notes: z.array(line),
  }),
  familyPage: z.strictObject({
    mine: z.array(z.strictObject(pageLine)),
    others: z.array(z.strictObject({ ...pageLine, role: line })),
    notes: z.array(line),
  }),
  followUp: z.array(z.strictObject({ id: itemId('f'), what: line })),
  languageNotes: line,
  sources: z.array(line).min(1),
});
export type Template = z.infer<typeof templateSchema>;

export const librarySchema = z.strictObject({
  version: z.int().positive(),
  reviewedBy: reviewedBySchema,
  problems: z.array(z.strictObject({ ...problem, proposedBy: line })).min(1),
  warningSigns: z.array(signSchema).min(1),
  /** Help scale of goals: ours, not an instrument. */
  helpScale: z.array(z.strictObject({ value: z.int().min(0), meaning: line })),
  warningNotes: z.array(line),
});
export type Library = z.infer<typeof librarySchema>;

export const rolesSchema = z.strictObject({
  version: z.int().positive(),
  /** Names of services, as a family page says them. */
  roles: z.array(z.strictObject({ id: line, label: bothSchema })).min(1),
});
export type Roles = z.infer<typeof rolesSchema>;
