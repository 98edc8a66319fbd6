/**
 * The one way of every call: session → parse → permit → run → audit → answer or error
 * (architecture.md, The contract). Free of Electron: `handle.ts` checks the sender and calls this.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { mayOpen, reachOf, resolveSubject, type Reached } from '../../db/access';
import { appendAudit, type AuditEntry } from '../../db/audit';
import type { Store, Trx } from '../../db/connection';
import type { CallDeclaration } from '../../shared/contract/define';
import { AppError, type CallError } from '../../shared/errors';
import { mayRole, type Permission } from '../../shared/permissions';
import type { Clock } from '../../shared/time';
import type { AuditNote, CallContext, MainEvent, SignedInUser } from './context';
import { SeenLists } from './seen-lists';

/** An open session as the pipeline sees it. */
export interface OpenSession {
  store: Store;
  user: SignedInUser;
  seen: SeenLists;
}

/** What the pipeline needs of the application around it. */
export interface PipelineHost {
  clock: Clock;
  workstation: string;
  session: () => OpenSession | null;
  /** While locking, only drafts are still taken. */
  isLocking: () => boolean;
  emit: (event: MainEvent) => void;
  /** Logs a crash without patient data. */
  logCrash: (reference: string, call: string, error: unknown) => void;
}

export type Answer = { ok: true; value: unknown } | { ok: false; error: CallError };

type AnyHandler = (ctx: never, input: never) => Promise<unknown>;

export interface Registry<Host> {
  calls: Record<string, CallDeclaration<never, unknown>>;
  handlers: Record<string, AnyHandler>;
  ownCalls: Record<string, CallDeclaration<never, unknown>>;
  ownHandlers: Record<string, AnyHandler>;
  host: Host;
}

/** Calls that are still taken while the session is being locked. */
const takenWhileLocking = new Set(['drafts.flush', 'drafts.put']);
/** Calls a person may make who must first choose a passphrase of their own. */
const takenBeforePassphrase = new Set([
  'session.current',
  'session.changePassphrase',
  'session.lock',
  'session.signOut',
  'drafts.flush',
]);

/** Runs one call from raw input to its answer; never throws. */
export const runCall = async <Host extends PipelineHost>(
  registry: Registry<Host>,
  name: string,
  raw: unknown,
): Promise<Answer> => {
  const { host } = registry;
  try {
    const value = await dispatch(registry, name, raw);
    return { ok: true, value: value ?? null };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.detail };
    const reference = `L-${randomInt(1000, 10_000)}`;
    host.logCrash(reference, name, error);
    return {
      ok: false,
      error: {
        code: 'internal',
        message: `Something went wrong here and nothing was changed. Try again, or tell your help desk ${reference}.`,
        key: 'internal',
        values: { reference },
        reference,
      },
    };
  }
};

const dispatch = async <Host extends PipelineHost>(
  registry: Registry<Host>,
  name: string,
  raw: unknown,
): Promise<unknown> => {
  const { host } = registry;
  const own = Object.hasOwn(registry.ownCalls, name);
  const declaration = own
    ? registry.ownCalls[name]
    : Object.hasOwn(registry.calls, name)
      ? registry.calls[name]
      : undefined;
  if (!declaration) throw new AppError('invalid', 'Liaison does not know this request.');
  const session = requireSession(host, declaration, name);
  const input = parse(declaration, raw);
  if (session && declaration.access !== 'locked' && declaration.access !== 'session')
    await permitRole(host, session, declaration.access, name);
  let value: unknown;
  if (own) {
    value = await registry.ownHandlers[name]!(host as never, input as never);
  } else {
    if (!session) throw new AppError('notSignedIn', 'Sign in first.', { key: 'notSignedIn' });
    value = await runInTransaction(
      host,
      session,
      declaration,
      name,
      input,
      registry.handlers[name]!,
    );
  }
  if (declaration.changes.length > 0)
    host.emit({ type: 'changed', features: declaration.changes, ids: [] });
  return value;
};

const requireSession = (
  host: PipelineHost,
  declaration: CallDeclaration<never, unknown>,
  name: string,
): OpenSession | null => {
  const session = host.session();
  if (declaration.access === 'locked') return session;
  if (host.isLocking() && !takenWhileLocking.has(name))
    throw new AppError('locked', 'Liaison is locking. Your text is kept.', { key: 'locking' });
  if (!session) throw new AppError('notSignedIn', 'Sign in first.', { key: 'notSignedIn' });
  if (session.user.mustChangePassphrase && !takenBeforePassphrase.has(name))
    throw new AppError('forbidden', 'Choose a passphrase of your own first.', {
      key: 'mustChangePassphrase',
    });
  return session;
};

const parse = (declaration: CallDeclaration<never, unknown>, raw: unknown): unknown => {
  const parsed = declaration.input.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.');
    if (path !== '' && !(path in fields)) fields[path] = plainIssue(issue);
  }
  throw new AppError('invalid', 'Some of what was entered cannot be used. Nothing was saved.', {
    key: 'invalid',
    fields,
  });
};

/** A parser's issue as a sentence that names no internals. */
const plainIssue = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'too_small') return 'This is too short.';
  if (issue.code === 'too_big') return 'This is too long.';
  if (issue.code === 'invalid_type') return 'This is missing.';
  return 'This cannot be used here.';
};

const permitRole = async (
  host: PipelineHost,
  session: OpenSession,
  permission: Permission,
  name: string,
): Promise<void> => {
  if (mayRole(session.user.role, permission)) return;
  await auditRefusal(host, session, name, null);
  throw new AppError(
    'forbidden',
    'Your role does not allow this. Ask the unit lead or an administrator.',
    {
      key: 'forbidden',
    },
  );
};

/** A refused call gets its entry in a transaction of its own. */
const auditRefusal = (
  host: PipelineHost,
  session: OpenSession,
  name: string,
  reached: Reached | null,
): Promise<void> =>
  session.store.transaction((trx) =>
    appendAudit(trx, {
      ...entryOf(host, session, name, host.clock.now()),
      outcome: 'refused',
      patientId: reached?.patientId ?? null,
      encounterId: reached?.encounterId ?? null,
    }),
  );

const entryOf = (
  host: PipelineHost,
  session: OpenSession,
  action: string,
  at: string,
): AuditEntry => ({
  at,
  userId: session.user.id,
  role: session.user.role,
  workstation: host.workstation,
  action,
  patientId: null,
  encounterId: null,
  recordType: null,
  recordId: null,
  versionBefore: null,
  versionAfter: null,
  outcome: 'ok',
  reason: null,
  detail: null,
});

/** Thrown out of the transaction so that the refusal's own entry is written after the rollback. */
class Unreachable extends Error {
  constructor(readonly reached: Reached) {
    super('unreachable');
  }
}

const runInTransaction = async (
  host: PipelineHost,
  session: OpenSession,
  declaration: CallDeclaration<never, unknown>,
  name: string,
  input: unknown,
  handler: AnyHandler,
): Promise<unknown> => {
  const now = host.clock.now();
  const zone = host.clock.zone();
  try {
    return await session.store.transaction(async (trx) => {
      const reached = await permitSubjects(trx, session, declaration, input, now);
      const notes: AuditNote[] = [];
      const main: AuditNote = {};
      const seen = new Set<string>();
      const ctx: CallContext = {
        trx,
        user: session.user,
        actor: { userId: session.user.id, at: now },
        now,
        zone,
        clock: host.clock,
        patientId: reached?.patientId ?? null,
        encounterId: reached?.encounterId ?? null,
        note: (note) => void Object.assign(main, note),
        entry: (note) => void notes.push(note),
        saw: (ids) => ids.forEach((id) => seen.add(id)),
      };
      const value = await handler(ctx as never, input as never);
      const base: AuditEntry = {
        ...entryOf(host, session, name, now),
        patientId: ctx.patientId,
        encounterId: ctx.encounterId,
      };
      await auditRun(trx, session, declaration, name, input, base, main, notes, seen);
      return value;
    });
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    await auditRefusal(host, session, name, error.reached);
    throw new AppError(
      'needsReason',
      'This patient is outside your units or team. It opens with a reason, which the privacy officer reads.',
      { key: 'needsReason', values: { patientId: error.reached.patientId } },
    );
  }
};

const permitSubjects = async (
  trx: Trx,
  session: OpenSession,
  declaration: CallDeclaration<never, unknown>,
  input: unknown,
  now: string,
): Promise<Reached | null> => {
  let first: Reached | null = null;
  for (const subject of declaration.subjects(input as never)) {
    const reached = await resolveSubject(trx, subject);
    if (!reached) continue;
    if (!mayOpen(await reachOf(trx, session.user, reached.patientId, now)))
      throw new Unreachable(reached);
    first ??= reached;
  }
  return first;
};

const auditRun = async (
  trx: Trx,
  session: OpenSession,
  declaration: CallDeclaration<never, unknown>,
  name: string,
  input: unknown,
  base: AuditEntry,
  main: AuditNote,
  notes: readonly AuditNote[],
  seen: ReadonlySet<string>,
): Promise<void> => {
  for (const note of notes) await appendAudit(trx, { ...base, ...plainNote(note) });
  if (declaration.audit === 'none') return;
  const subjects = [...seen].sort();
  if (declaration.audit === 'list' && session.seen.isRepeat(name, input, subjects, base.at)) return;
  const entry = { ...base, ...plainNote(main) };
  if (declaration.audit === 'list')
    entry.detail = { ...entry.detail, count: subjects.length, filter: input as object };
  await appendAudit(trx, entry, subjects);
};

const plainNote = (note: AuditNote): Partial<AuditEntry> =>
  Object.fromEntries(Object.entries(note).filter(([, value]) => value !== undefined));
