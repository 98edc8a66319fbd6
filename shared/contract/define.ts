/**
 * A call is declared once: name, input, output, permission, what it touches. From the declaration
 * come the handler's argument type, the window's endpoint, the permission check, the audit entry,
 * the role matrix test and the fuzz test.
 */
import { z } from 'zod';
import type { Permission } from '../permissions';

// zod probes eval for its compiled parsers, which the window's CSP would report as a violation.
z.config({ jitless: true });

/** Features as they are named in every layer; a write says which of them it changes. */
export type Feature =
  | 'session'
  | 'users'
  | 'units'
  | 'settings'
  | 'drafts'
  | 'audit'
  | 'backup'
  | 'health'
  | 'caseload'
  | 'patients'
  | 'encounters'
  | 'coverage'
  | 'notes'
  | 'assessments'
  | 'proposals'
  | 'tasks'
  | 'careplans'
  | 'appointments'
  | 'documents'
  | 'search'
  | 'privacy'
  | 'imports';

/** The record whose patient must be within the caller's reach. */
export interface Subject {
  kind:
    | 'patient'
    | 'encounter'
    | 'carePlan'
    | 'problem'
    | 'goal'
    | 'activity'
    | 'barrier'
    | 'task'
    | 'note'
    | 'assessment'
    | 'appointmentSeries'
    | 'condition'
    | 'allergy'
    | 'relatedPerson'
    | 'careTeamMember'
    | 'coverage'
    | 'concern'
    | 'document';
  id: string;
}

/**
 * Who may call: `locked` = open to the locked state (set-up, sign-in); `session` = anybody signed
 * in; else a permission of the table.
 */
export type Access = 'locked' | 'session' | Permission;

export interface CallDeclaration<Input = unknown, Output = unknown> {
  input: z.ZodType<Input>;
  /** Only a type: main's answers are typed by the compiler, not parsed again. */
  output: Output | undefined;
  access: Access;
  writes: boolean;
  /** Records whose patient the caller must be able to reach; empty for calls about no patient. */
  subjects: (input: Input) => Subject[];
  /** A batch: its subjects may belong to several patients. Every other call is about one. */
  severalPatients?: boolean;
  /**
   * How it stands in the audit: `write` with the change, `read` of one patient (always), `list`
   * (once for the same ids within 10 minutes), `none` for calls that touch no patient and no duty.
   */
  audit: 'write' | 'read' | 'list' | 'none';
  /** Features whose cached answers a success makes stale, in every window. */
  changes: readonly Feature[];
  /** Features this answer is made of; it is asked again when one of them changes. */
  reads: readonly Feature[];
}

/** A declared call that changes nothing. */
export interface ReadDeclaration<Input, Output> extends CallDeclaration<Input, Output> {
  writes: false;
}

/** A declared call that writes. */
export interface WriteDeclaration<Input, Output> extends CallDeclaration<Input, Output> {
  writes: true;
}

/** The type of an answer, without a value. */
export const answer = <T>(): T | undefined => undefined;

interface ReadOptions<Input, Output> {
  input: z.ZodType<Input>;
  output: Output | undefined;
  access: Access;
  reads: readonly Feature[];
  subjects?: (input: Input) => Subject[];
  audit?: 'read' | 'list' | 'none';
}

/** Declares a call that changes nothing. */
export const read = <Input, Output>(
  o: ReadOptions<Input, Output>,
): ReadDeclaration<Input, Output> => ({
  subjects: () => [],
  audit: o.subjects ? 'read' : 'none',
  ...o,
  writes: false,
  changes: [],
});

interface WriteOptions<Input, Output> {
  input: z.ZodType<Input>;
  output: Output | undefined;
  access: Access;
  changes: readonly Feature[];
  subjects?: (input: Input) => Subject[];
  severalPatients?: boolean;
  audit?: 'write' | 'none';
}

/** Declares a call that writes. */
export const write = <Input, Output>(
  o: WriteOptions<Input, Output>,
): WriteDeclaration<Input, Output> => ({
  subjects: () => [],
  audit: 'write',
  ...o,
  writes: true,
  reads: [],
});

// ---- Inputs that many calls share -------------------------------------------------------------

/** UUIDv7 text. */
export const idSchema = z.uuid();
/** Write counter of what is changed. */
export const rowVersionSchema = z.int().min(1);
/** YYYY-MM-DD, a real calendar date. */
export const dateSchema = z.iso.date();
/** UTC ISO-8601 with milliseconds. */
export const instantSchema = z.iso.datetime({ precision: 3 });
/** Local wall time YYYY-MM-DDTHH:MM. */
export const wallTimeSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
/** One line a person typed: trimmed, no control characters. */
export const lineSchema = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);
/** Running text a person typed; NUL is refused. */
export const textSchema = (max = 20_000) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/u);
/** No input at all. */
export const nothing = z.strictObject({});
