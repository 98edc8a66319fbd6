/**
 * What a row of the role matrix says. The roles stand here as security.md's table ("Who may do
 * what") has them, written off the page and not taken from the product's own table.
 */
import type { AuditRow } from '../../../db/audit';
import type { SignedInUser } from '../../../electron/ipc/context';
import type { CallName } from '../../../shared/contract';
import type { ErrorCode } from '../../../shared/errors';
import { roles, type Role } from '../../../shared/permissions';
import {
  insert,
  prepare,
  versionOf,
  type Input,
  type Output,
  type Subject,
  type World,
} from './world';

/** A line of security.md's table: the roles that have a mark in it. */
export const line = {
  house: ['administrator'],
  import: ['administrator', 'unitLead'],
  readPatients: ['unitLead', 'caseManager', 'dischargePlanner'],
  carePlans: ['unitLead', 'caseManager'],
  assessments: ['unitLead', 'caseManager'],
  care: ['unitLead', 'caseManager', 'dischargePlanner'],
  documents: ['unitLead', 'caseManager', 'dischargePlanner'],
  assign: ['unitLead', 'caseManager'],
  rounds: ['unitLead', 'caseManager'],
  audit: ['administrator', 'unitLead', 'auditor'],
  restrict: ['unitLead', 'auditor'],
  breakGlass: ['unitLead', 'caseManager', 'dischargePlanner'],
  /** The health page and a person's own session and drafts. */
  everybody: roles,
} as const satisfies Record<string, readonly Role[]>;

/** One cell's surroundings, from which a row makes its input. */
export interface Cell {
  w: World;
  /** The patient it is about. */
  s: Subject;
  as: SignedInUser;
  /** `{id, rowVersion}` of a row as it stands. */
  of: (table: string, id: string) => Promise<{ id: string; rowVersion: number }>;
  /** Makes what the call needs first, as somebody who may. */
  prepare: <K extends CallName>(name: K, input: Input<K>) => Promise<Output<K>>;
  insert: (table: string, values: Record<string, string | number | null>) => Promise<string>;
}

export const cellOf = (w: World, s: Subject, as: SignedInUser): Cell => ({
  w,
  s,
  as,
  of: (table, id) => versionOf(w, table, id),
  prepare: (name, input) => prepare(w, name, input),
  insert: (table, values) => insert(w, table, values, as.id),
});

export interface Row<K extends CallName> {
  /** Where one call has several rows: which this is. */
  what?: string;
  may: readonly Role[];
  /**
   * `patient`: reach decides (own unit and team yes; other unit, restricted, long gone only with a
   * reason). `anyPatient`: open on every patient (break the glass; the privacy officer). `import`:
   * the whole hospital but what is restricted. `house`: no patient is named.
   */
  about: 'patient' | 'import' | 'anyPatient' | 'house';
  /** Roles whose reach does not count here, because the page says so. */
  beyondReach?: readonly Role[];
  /** What security.md's Audit asks for: a write or an opened patient its entry, a list one. */
  audit: 'write' | 'read' | 'list' | 'none';
  /** The entry's action where one call does several things. */
  action?: string;
  input: (cell: Cell) => Input<K> | Promise<Input<K>>;
  /** What those who may are answered, where it is not a value: nothing to do in this world. */
  answers?: ErrorCode;
  /** Open to the locked state: set-up, sign-in, recovery, restore. */
  locked?: true;
  /** Open to somebody who must first choose a passphrase of their own. */
  beforePassphrase?: true;
  /** Works on the file itself, so that it cannot be taken back: done last. */
  real?: true;
  /** Ends the session of whoever asks: asked by nobody, and last of all by one person. */
  ends?: true;
  /** Roles of `may` whom the page grants only their own: refused here. */
  ownOnly?: readonly Role[];
  /** More that must hold of the answer. */
  check?: (answer: Output<K>, cell: Cell, entries: readonly AuditRow[]) => void | Promise<void>;
}

/** Open to the locked state too: nobody need be signed in. */
export const anybody = { may: roles, locked: true } as const;

export type RowsOf<K extends CallName> = Row<K> | readonly Row<K>[];
