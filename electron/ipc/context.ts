/** What a use case is given, and how handlers are typed from the contract's declarations. */
import type { Actor } from '../../db/records';
import type { Trx } from '../../db/connection';
import type { CallDeclaration, Feature } from '../../shared/contract/define';
import type { Role } from '../../shared/permissions';
import type { Clock } from '../../shared/time';

/** The person signed in, as calls see them. */
export interface SignedInUser {
  id: string;
  signInName: string;
  givenName: string;
  familyName: string;
  role: Role;
  unitIds: string[];
  mustChangePassphrase: boolean;
  /** Instant at which the passphrase was last typed: sign-in, or asked for again. */
  confirmedAt: string;
}

/** What a use case adds to the call's audit entry. Ids and field names only, never clinical text. */
export interface AuditNote {
  recordType?: string;
  recordId?: string;
  versionBefore?: number;
  versionAfter?: number;
  patientId?: string;
  encounterId?: string;
  reason?: string;
  detail?: Record<string, unknown>;
  /** Stands instead of the call's name where one call does several things. */
  action?: string;
}

/** Events from main to the window: ids and states, never clinical text. */
export type MainEvent =
  | { type: 'changed'; features: readonly Feature[]; ids: readonly string[] }
  | { type: 'progress'; job: string; done: number; of: number; label: string }
  | { type: 'jobEnded'; job: string; outcome: 'done' | 'cancelled' | 'failed'; error?: string }
  | { type: 'locking'; reason: string }
  | { type: 'tick'; now: string; zone: string; locksInMs: number | null }
  | { type: 'menu'; command: string };

/** Given to every use case that runs inside the pipeline's transaction. */
export interface CallContext {
  trx: Trx;
  user: SignedInUser;
  actor: Actor;
  now: string;
  zone: string;
  clock: Clock;
  /** Patient and stay of the call's first subject, resolved through merges. */
  patientId: string | null;
  encounterId: string | null;
  /** Completes the call's one audit entry. */
  note: (note: AuditNote) => void;
  /** Adds an entry of its own, for calls that touch several records. */
  entry: (note: AuditNote) => void;
  /** Patients whose facts this answer holds: goes to audit_subject. */
  saw: (patientIds: readonly string[]) => void;
}

export type Handler<D> =
  D extends CallDeclaration<infer Input, infer Output>
    ? (ctx: CallContext, input: Input) => Promise<Output>
    : never;

/** A handler for each declared call: one that is missing does not compile. */
export type Handlers<Calls> = { [K in keyof Calls]: Handler<Calls[K]> };

/** Calls that open transactions themselves get the application's host instead. */
export type OwnHandler<D, Host> =
  D extends CallDeclaration<infer Input, infer Output>
    ? (host: Host, input: Input) => Promise<Output>
    : never;

export type OwnHandlers<Calls, Host> = { [K in keyof Calls]: OwnHandler<Calls[K], Host> };
