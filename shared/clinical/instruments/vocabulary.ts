/** The closed lists of words that an instrument's file may use. */
import { z } from 'zod';

/** A text in both languages of the interface. */
export const textSchema = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });
export type Text = z.infer<typeof textSchema>;

/** Why an item stays without an answer (content lists 5); each is an answer of its own. */
export const skipReasons = ['an-refused', 'an-unable', 'an-na'] as const;
export const skipReasonSchema = z.enum(skipReasons);
export type SkipReason = z.infer<typeof skipReasonSchema>;

/**
 * Kinds of items: `one` and `yesNo` choose one option, `many` several, `link` takes the number of
 * another instrument's response, `fact` is read from the record and not asked.
 */
export const itemKinds = [
  'one',
  'yesNo',
  'many',
  'integer',
  'decimal',
  'date',
  'text',
  'person',
  'organization',
  'link',
  'fact',
] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Where an answer can come from before a person confirms it. */
export const prefillSources = [
  'lastStay',
  'encounter',
  'patient',
  'relatedPersons',
  'faceSheet',
  'coverage',
  'consents',
  'careTeam',
  'documents',
  'conditions',
  'orders',
  'referrals',
  'results',
  'therapyNote',
  'nursingNote',
  'utilizationNote',
  'pharmacy',
  'item',
  'instrument',
  'proposals',
  'communications',
  'formerStay',
  'formerPlan',
  'transitionRecord',
] as const;
export type PrefillSource = (typeof prefillSources)[number];

/** Facts of the record that conditions may ask for. */
export const factNames = [
  /** Completed years. */
  'age',
  /** Administrative gender of FHIR: male, female, other, unknown. */
  'sex',
  /** Total of the newest LACE of the stay. */
  'lace',
  'hospital',
  'relatedPersons',
  'daysSinceDischarge',
  /** `on` or `off`: the state's rule on designated caregivers. */
  'caregiverRule',
] as const;
export type FactName = (typeof factNames)[number];

/** Team roles as owners of what is proposed (content lists, head and 12). */
export const ownerRoles = [
  'cm',
  'dp',
  'sw',
  'md',
  'rn',
  'pt',
  'th',
  'rx',
  'pa',
  'lead',
  'ur',
] as const;
