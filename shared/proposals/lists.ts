/**
 * Lists that proposals are made of: kinds of task, bundles of tasks, roles, reasons for saying no, and
 * where in a plan a proposal belongs. Data of `resources/lists/`, checked once when main loads.
 */
import { z } from 'zod';
import { dueSchema, proposalSchema } from '../clinical/instruments/definition';
import { ownerRoles, textSchema, type Text } from '../clinical/instruments/vocabulary';
import { planClasses } from '../coverage/coverage';

const roleSchema = z.enum(ownerRoles);
export type OwnerRole = z.infer<typeof roleSchema>;
const taskIdSchema = z.string().regex(/^tk-[a-z0-9-]+$/);
const named = { en: z.string().min(1), es: z.string().min(1) };

/** Content lists, 7. */
const taskKindsSchema = z.strictObject({
  kinds: z
    .array(
      z.strictObject({
        id: taskIdSchema,
        ...named,
        /** Usual length. */
        minutes: z.int().positive(),
        /** What it costs when it is late. */
        stake: z.enum(['law', 'payer', 'target', 'hold', 'safety', 'none']),
        owner: roleSchema,
      }),
    )
    .min(1),
});

const bundleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]+$/),
  text: textSchema,
  /** In the order of the work; null = no date is known beforehand. */
  tasks: z.array(z.strictObject({ kind: taskIdSchema, due: dueSchema.nullable() })).min(1),
});
const bundlesSchema = z.strictObject({ bundles: z.array(bundleSchema).min(1) });

const placeSchema = z.strictObject({
  /** The rule's id in its instrument. */
  proposal: z.string(),
  /** Title of the problem that a goal or an intervention stands under, where none fits. */
  under: textSchema.optional(),
  /** The library's problem that says the same. */
  item: z.string().optional(),
  /** Other words than the instrument's. */
  text: textSchema.optional(),
});

const listsSchema = z.strictObject({
  roles: z.array(z.strictObject({ id: roleSchema, ...named })),
  rejectReasons: z.array(
    z.strictObject({
      id: z.string().regex(/^(pr|rf)-[a-z-]+$/),
      ...named,
      /** Words are demanded. */
      words: z.boolean().default(false),
    }),
  ),
  /** Rules beside those of an instrument's file: they need what only the record knows. */
  rules: z.array(
    z.strictObject({
      instrument: z.string(),
      /** Holds only where the stay's first payer is one of these. */
      planClasses: z.array(z.enum(planClasses)).optional(),
      proposal: proposalSchema,
    }),
  ),
  places: z.array(placeSchema),
  /** Kind of the task that stands for an appointment, a form or a referral. */
  taskKinds: z.record(
    z.string(),
    z.strictObject({ kind: taskIdSchema, text: textSchema.optional() }),
  ),
});

export type TaskKind = z.infer<typeof taskKindsSchema>['kinds'][number];
export type Bundle = z.infer<typeof bundleSchema>;
export type Place = z.infer<typeof placeSchema>;
export type ExtraRule = z.infer<typeof listsSchema>['rules'][number];
export type RejectReason = z.infer<typeof listsSchema>['rejectReasons'][number];
export type Role = { id: OwnerRole } & Text;

export interface ProposalLists {
  taskKind: (id: string) => TaskKind | undefined;
  bundles: readonly Bundle[];
  bundle: (id: string) => Bundle | undefined;
  roles: readonly Role[];
  role: (id: string) => Role | undefined;
  reasons: readonly RejectReason[];
  rules: readonly ExtraRule[];
  place: (rule: string) => Place | undefined;
  /** Kind of the task that stands for what a rule names, and its words where it has some. */
  taskFor: (ref: string | undefined) => { kind: string; text: Text | null };
}

const otherTask = 'tk-other';

/** Reads the three files. Throws where one has an unknown field, or names a task that is nowhere. */
export const proposalListsOf = (files: {
  taskKinds: unknown;
  bundles: unknown;
  proposals: unknown;
}): ProposalLists => {
  const { kinds } = taskKindsSchema.parse(files.taskKinds);
  const { bundles } = bundlesSchema.parse(files.bundles);
  const lists = listsSchema.parse(files.proposals);
  const byId = new Map(kinds.map((kind) => [kind.id, kind]));
  const bundleById = new Map(bundles.map((bundle) => [bundle.id, bundle]));
  const roles = new Map<string, Role>(lists.roles.map((role) => [role.id, role]));
  const places = new Map(lists.places.map((place) => [place.proposal, place]));
  const unknown = [
    ...bundles.flatMap(({ tasks }) => tasks.map(({ kind }) => kind)),
    ...Object.values(lists.taskKinds).map(({ kind }) => kind),
  ].filter((id) => !byId.has(id));
  const nowhere = lists.rules.flatMap(({ proposal: { kind, ref } }) =>
    kind === 'bundle' && !bundleById.has(ref ?? '') ? [String(ref)] : [],
  );
  if (unknown.length + nowhere.length > 0)
    throw new Error(`Lists of proposals name ${[...unknown, ...nowhere].join(', ')}.`);
  return {
    taskKind: (id) => byId.get(id),
    bundles,
    bundle: (id) => bundleById.get(id),
    roles: lists.roles,
    role: (id) => roles.get(id),
    reasons: lists.rejectReasons,
    rules: lists.rules,
    place: (rule) => places.get(rule),
    taskFor: (ref = otherTask) => {
      const known = byId.get(ref);
      if (known) return { kind: ref, text: { en: known.en, es: known.es } };
      const { kind, text } = lists.taskKinds[ref] ?? { kind: otherTask };
      return { kind, text: text ?? null };
    },
  };
};
