/**
 * An instrument as data: the shape of the files in `resources/instruments/`. It maps one to one onto
 * FHIR R4 Questionnaire (items to item, options to answerOption with ordinalValue, display
 * conditions to enableWhen); scores, flags and proposals have no word there and go as extensions.
 * A file with an unknown field or a broken rule is refused with its place.
 */
import { z } from 'zod';
import { conditionSchema } from './condition';
import { factNames, itemKinds, ownerRoles, prefillSources, textSchema } from './vocabulary';

/** A code of LOINC (https://loinc.org); only where it is certain. */
const codingSchema = z.strictObject({ code: z.string().min(1), display: z.string().min(1) });
const idSchema = z.string().regex(/^[a-zA-Z][a-zA-Z0-9.-]*$/);

const optionSchema = z.strictObject({
  /** The digit that chooses it. */
  key: z.string().regex(/^\d$/).optional(),
  code: z.string().min(1),
  text: textSchema,
  /** Points; an option without them answers the item and gives no score ("not known"). */
  points: z.number().optional(),
  /** Chosen alone: "none of these, asked". */
  exclusive: z.literal(true).optional(),
  /** The answer within a flag's or proposal's sentence, where the option's words do not fit. */
  said: textSchema.optional(),
  loinc: z.string().optional(),
});
export type Option = z.infer<typeof optionSchema>;

const prefillSchema = z.strictObject({
  from: z.enum(prefillSources),
  /** With `item`: the item of this instrument; with `instrument`: the item there. */
  item: z.string().optional(),
  instrument: z.string().optional(),
  /** Not offered when older; days. */
  withinDays: z.int().positive().optional(),
});

const itemSchema = z.strictObject({
  id: idSchema,
  /** As printed: 1, 3a. */
  number: z.string().optional(),
  kind: z.enum(itemKinds),
  text: textSchema,
  /** Explanation of the item, on demand. */
  help: textSchema.optional(),
  /** Asked of the patient in these words, or answered by staff from the record. */
  answeredBy: z.enum(['patient', 'staff']),
  /** Shown and answered together with this item (its organization, words, date). */
  partOf: z.string().optional(),
  options: z.array(optionSchema).optional(),
  /** Options that the record supplies beside those of the file. */
  optionsFrom: z.enum(prefillSources).optional(),
  /** Instrument that a link opens and whose score it takes. */
  link: z.strictObject({ instrument: z.string(), score: z.string() }).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** UCUM. */
  unit: z.string().optional(),
  shownWhen: conditionSchema.optional(),
  /** Counts in "n of 18". */
  required: z.boolean(),
  prefill: z.array(prefillSchema).optional(),
  /** May the last stay's answer be offered, to confirm or change? Absent: never. */
  carryForward: z.literal(true).optional(),
  /** Seconds for a typical patient. */
  seconds: z.int().optional(),
  loinc: codingSchema.optional(),
});
export type Item = z.infer<typeof itemSchema>;

/** How points become a score. Five operators; a new instrument needs no other. */
export type Term =
  /** Points of what was chosen (several options add up), or the number itself. */
  | { item: string; onlyWorse?: string[][] }
  | { score: string }
  | { sum: Term[] }
  /** Points of the highest step that the value reaches. */
  | { steps: [number, number][]; of: Term }
  /** At most this many points. */
  | { atMost: number; of: Term };

const term: z.ZodType<Term> = z.lazy(() => termSchema);
export const termSchema: z.ZodType<Term> = z.union(
  [
    z.strictObject({
      item: z.string(),
      /** Of options of one group only the one with most points counts. */
      onlyWorse: z.array(z.array(z.string()).min(2)).optional(),
    }),
    z.strictObject({ score: z.string() }),
    z.strictObject({ sum: z.array(term).min(1) }),
    z.strictObject({ steps: z.array(z.tuple([z.number(), z.number()])).min(2), of: term }),
    z.strictObject({ atMost: z.number(), of: term }),
  ],
  { error: 'is no term that the engine knows' },
) as unknown as z.ZodType<Term>;

const bandSchema = z.strictObject({
  id: idSchema,
  /** First and last total of the band, both within it. */
  from: z.number(),
  to: z.number(),
  text: textSchema,
});
export type Band = z.infer<typeof bandSchema>;

const scoreSchema = z.strictObject({
  id: idSchema,
  text: textSchema,
  term: termSchema,
  min: z.number(),
  max: z.number(),
  /** Which way is worse, for the trend. */
  direction: z.enum(['higherIsWorse', 'higherIsBetter', 'none']),
  /** A part of another score: not shown as a result of its own. */
  part: z.literal(true).optional(),
  /** The first set whose condition holds is used; a set without one always is. */
  bandSets: z
    .array(z.strictObject({ when: conditionSchema.optional(), bands: z.array(bandSchema).min(1) }))
    .optional(),
  /** A unit may set its own bands. */
  adjustable: z.literal(true).optional(),
  /** Codes that stand instead of a total (BIMS 99); the first that holds. */
  codes: z
    .array(z.strictObject({ when: conditionSchema, code: z.string(), text: textSchema }))
    .optional(),
  loinc: codingSchema.optional(),
});
export type Score = z.infer<typeof scoreSchema>;

export const dueSchema = z.strictObject({
  from: z.enum(['now', 'today', 'edd', 'leaving', 'teaching', 'visit', 'admission', 'discharge']),
  days: z.int().optional(),
  businessDays: z.int().optional(),
  hours: z.int().optional(),
  /** Not later than the end of the working day. */
  withinWorkday: z.literal(true).optional(),
});

const flagSchema = z.strictObject({
  id: idSchema,
  /**
   * `alert`: safety, cannot be closed without recording what was done, never on a patient's page;
   * `flag`: header and overview; `finding`: a result in three values (need, no need, unknown);
   * `note`: said beside the score.
   */
  kind: z.enum(['alert', 'flag', 'finding', 'note']),
  raisedWhen: conditionSchema,
  text: textSchema,
  /** Words for a finding that is clear. */
  clearText: textSchema.optional(),
  /** Words for the family's page; absent: it never stands there. */
  familyText: textSchema.optional(),
  /** How soon somebody must act (post-discharge call). */
  urgency: z.enum(['now', 'today', 'week']).optional(),
  /** Clock that it opens, with its grounds as reasons. */
  opensClock: z.string().optional(),
});
export type Flag = z.infer<typeof flagSchema>;

export const proposalSchema = z.strictObject({
  id: idSchema,
  when: conditionSchema,
  kind: z.enum([
    'task',
    'bundle',
    'problem',
    'goal',
    'intervention',
    'assessment',
    'appointment',
    'referral',
    'notice',
  ]),
  /** Task kind, bundle, appointment template (content lists), or instrument. */
  ref: z.string().optional(),
  /** A second instrument or task that goes with it. */
  with: z.string().optional(),
  text: textSchema,
  /** Goal and interventions of a problem. */
  goal: textSchema.optional(),
  interventions: z.array(textSchema).optional(),
  owner: z.enum(ownerRoles),
  due: dueSchema,
  priority: z.enum(['stat', 'urgent', 'routine']).optional(),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** An instrument's file. */
export const instrumentSchema = z.strictObject({
  id: idSchema,
  /** Of this file; a change of meaning is a new version beside the old one. */
  version: z.int().positive(),
  /** `itemised` ships wording, `domains` the domain names in our words, `result` no item text. */
  form: z.enum(['itemised', 'domains', 'result', 'own']),
  title: textSchema,
  /** A few letters for a column or header: PHQ-9. */
  short: z.string().min(1),
  licence: z.strictObject({
    holder: z.string().min(1),
    /** What permits us to ship it; stands on screen and in print. */
    permission: z.string().min(1),
    /** Lines of credit that the permission asks for. */
    credits: z.array(z.string()).optional(),
  }),
  /** Publication that the rule is taken from, and its edition. */
  source: z.strictObject({ citation: z.string().min(1), edition: z.string().min(1) }),
  /** Whose Spanish it is. */
  spanish: z.enum(['published', 'ours']),
  /** Null: "not yet reviewed by a clinician" (records.md). */
  reviewedBy: z.string().nullable(),
  /** Read before the items. */
  opening: textSchema.optional(),
  /** For whom it is meant; where it does not hold the screen says so. */
  appliesTo: z.strictObject({ when: conditionSchema, text: textSchema }).optional(),
  /** Opens by itself. */
  opensWhen: conditionSchema.optional(),
  due: z.array(dueSchema).optional(),
  items: z.array(itemSchema).min(1),
  scores: z.array(scoreSchema),
  flags: z.array(flagSchema),
  proposals: z.array(proposalSchema),
  loinc: codingSchema.optional(),
});
export type Instrument = z.infer<typeof instrumentSchema>;

/** Is a fact's name one that the record can answer? */
export const isFactName = (name: string): boolean =>
  (factNames as readonly string[]).includes(name);
