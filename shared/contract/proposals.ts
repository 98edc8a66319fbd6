/**
 * Calls about proposals: what answers, conditions and typed needs would add to a stay's plan and
 * tasks, and what a person decides about each. Nothing is added without one.
 */
import { z } from 'zod';
import type { RejectReason, Role } from '../proposals/lists';
import type { Text } from '../clinical/instruments/vocabulary';
import type { Tray } from '../proposals/view';
import { answer, dateSchema, idSchema, lineSchema, read, rowVersionSchema, write } from './define';

const line = lineSchema(300);
const keySchema = z.string().regex(/^[a-z]:[a-z0-9:-]{1,180}$/);
const groundSchema = z.string().regex(/^[0-9a-f]{16}$/);
const roleSchema = z.string().regex(/^[a-z]{2,12}(-[a-z]{2,14}){0,2}$/);
/** Id of a line of the templates, or of a bundle. */
const itemSchema = z.string().regex(/^[a-z]+(-[a-z0-9]+){1,4}$/);

const ofStay = ({ encounterId }: { encounterId: string }) => [
  { kind: 'encounter' as const, id: encounterId },
];
const ofPlan = ({ encounterId, carePlanId }: { encounterId: string; carePlanId: string }) => [
  ...ofStay({ encounterId }),
  { kind: 'carePlan' as const, id: carePlanId },
];

const acceptedLine = z.strictObject({
  text: line,
  dueOn: dateSchema.nullable(),
  role: roleSchema.nullable(),
});

/** Which proposal, and the ground that the person saw. */
const seen = { encounterId: idSchema, key: keySchema, ground: groundSchema };
/** The language in which the person read it, and its words go into the record. */
const language = z.enum(['en', 'es']);

/** Lines of a plan as the person changed them before accepting. */
const adaptedLines = z.strictObject({
  /** The plan's problem that they stand under; null = a new one. */
  problemId: idSchema.nullable(),
  problem: line,
  goal: acceptedLine.nullable(),
  interventions: z.array(acceptedLine).max(40),
});

const plan = {
  access: 'careplans.write',
  changes: ['proposals', 'careplans', 'caseload'],
} as const;
const tasks = { access: 'care.write', changes: ['proposals', 'tasks', 'caseload'] } as const;

/** The decision that was made or taken back, for the undo. */
export interface Decision {
  key: string;
  rowVersion: number;
  title: string;
  /** The problem that lines were added to, so that it can be shown. */
  problemId: string | null;
}

/** The lists that the tray's forms choose from. */
export interface ProposalChoices {
  reasons: readonly RejectReason[];
  roles: readonly (Pick<Role, 'en' | 'es'> & { id: string })[];
}

/** A line of the library for what is typed. */
export interface NeedSuggestion {
  id: string;
  kind: 'problem' | 'goal' | 'intervention' | 'bundle';
  text: Text;
  under: Text | null;
  /** How often it stands in this hospital's plans. */
  uses: number;
}

export const proposalCalls = {
  'proposals.choices': read({
    input: z.strictObject({}),
    output: answer<ProposalChoices>(),
    access: 'patients.read',
    reads: ['proposals'],
  }),
  /** What stands in the tray, what was decided, and the grounds of the plan's lines. */
  'proposals.ofStay': read({
    input: z.strictObject({ encounterId: idSchema }),
    output: answer<Tray>(),
    access: 'patients.read',
    subjects: ofStay,
    audit: 'list',
    reads: [
      'proposals',
      'assessments',
      'careplans',
      'patients',
      'tasks',
      'encounters',
      'coverage',
      'imports',
    ],
  }),
  /** Lines of the library for a need, those used most first. */
  'proposals.suggest': read({
    input: z.strictObject({ encounterId: idSchema, words: line }),
    output: answer<NeedSuggestion[]>(),
    access: 'patients.read',
    subjects: ofStay,
    audit: 'list',
    reads: ['proposals', 'careplans'],
  }),
  /** Puts lines of a proposal into the plan's draft, or takes a line that stands there for it. */
  'proposals.accept': write({
    input: z.strictObject({
      ...seen,
      carePlanId: idSchema,
      language,
      adapted: adaptedLines.nullable(),
      /** Of a template: the chosen items; null = those that its preview ticks. */
      items: z.array(itemSchema).min(1).max(400).nullable(),
      use: z
        .strictObject({ record: z.enum(['problem', 'goal', 'activity']), id: idSchema })
        .nullable(),
    }),
    output: answer<Decision>(),
    subjects: ofPlan,
    ...plan,
  }),
  /** Adds the tasks of a proposal to the stay, or takes one that is there for it. */
  'proposals.acceptTasks': write({
    input: z.strictObject({
      ...seen,
      language,
      /** The chosen tasks by their place in the proposal; null = all as proposed. */
      adapted: z
        .array(
          z.strictObject({
            at: z.int().min(0).max(50),
            title: line,
            dueOn: dateSchema.nullable(),
            role: roleSchema.nullable(),
          }),
        )
        .min(1)
        .max(50)
        .nullable(),
      use: z.strictObject({ record: z.literal('task'), id: idSchema }).nullable(),
    }),
    output: answer<Decision>(),
    subjects: ofStay,
    ...tasks,
  }),
  /** Says no, with a reason of the list. It stays away until its ground changes. */
  'proposals.reject': write({
    input: z.strictObject({
      ...seen,
      language,
      reasonId: z.string().regex(/^(pr|rf)-[a-z-]{2,30}$/),
      words: line.nullable(),
    }),
    output: answer<Decision>(),
    subjects: ofStay,
    access: 'careplans.write',
    changes: ['proposals'],
  }),
  /** Takes a decision about lines of the plan back, with what it added (undo), or offers it again. */
  'proposals.takeBack': write({
    input: z.strictObject({ encounterId: idSchema, key: keySchema, rowVersion: rowVersionSchema }),
    output: answer<Decision>(),
    subjects: ofStay,
    ...plan,
  }),
  /** The same for tasks. */
  'proposals.takeBackTasks': write({
    input: z.strictObject({ encounterId: idSchema, key: keySchema, rowVersion: rowVersionSchema }),
    output: answer<Decision>(),
    subjects: ofStay,
    ...tasks,
  }),
  /** Keeps a need that a person typed; it stands in the tray until it is decided or taken away. */
  'proposals.addNeed': write({
    input: z.strictObject({ encounterId: idSchema, words: line, item: itemSchema.nullable() }),
    output: answer<{ id: string; rowVersion: number }>(),
    subjects: ofStay,
    access: 'careplans.write',
    changes: ['proposals'],
  }),
  'proposals.withdrawNeed': write({
    input: z.strictObject({ encounterId: idSchema, id: idSchema, rowVersion: rowVersionSchema }),
    output: answer<null>(),
    subjects: ofStay,
    access: 'careplans.write',
    changes: ['proposals'],
  }),
};
