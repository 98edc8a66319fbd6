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
import { AppError, type CallError, type ErrorCode } from '../../shared/errors';
import { mayRole, reachesEveryPatient } from '../../shared/permissions';
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
  'session.changePassphrase',
  'session.lock',
  'session.active',
  'drafts.flush',
]);
/** Answers that say “you may not”: each has its entry in the audit (security.md, Audit). */
const refusals: ReadonlySet<ErrorCode> = new Set(['forbidden', 'needsReason']);

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
  const session = host.session();
  let value: unknown;
  try {
    requireSession(host, session, declaration, name);
    const input = parse(declaration, raw);
    requireRole(session, declaration);
    value = own
      ? await registry.ownHandlers[name]!(host as never, input as never)
      : await runInTransaction(
          host,
          needSession(session),
          declaration,
          name,
          input,
          registry.handlers[name]!,
        );
  } catch (error) {
    if (session && error instanceof AppError && refusals.has(error.detail.code))
      await auditRefusal(host, session, name, error instanceof Refused ? error.reached : null);
    throw error;
  }
  if (declaration.changes.length > 0)
    host.emit({ type: 'changed', features: declaration.changes, ids: [] });
  return value;
};

const needSession = (session: OpenSession | null): OpenSession => {
  if (!session) throw new AppError('notSignedIn', 'Sign in first.', { key: 'notSignedIn' });
  return session;
};

const requireSession = (
  host: PipelineHost,
  session: OpenSession | null,
  declaration: CallDeclaration<never, unknown>,
  name: string,
): void => {
  if (declaration.access === 'locked') return;
  if (host.isLocking() && !takenWhileLocking.has(name))
    throw new AppError('locked', 'Liaison is locking. Your text is kept.', { key: 'locking' });
  if (needSession(session).user.mustChangePassphrase && !takenBeforePassphrase.has(name))
    throw new AppError('forbidden', 'Choose a passphrase of your own first.', {
      key: 'mustChangePassphrase',
    });
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

const requireRole = (
  session: OpenSession | null,
  { access }: CallDeclaration<never, unknown>,
): void => {
  if (access === 'locked' || access === 'session') return;
  if (mayRole(needSession(session).user.role, access)) return;
  throw new AppError(
    'forbidden',
    'Your role does not allow this. Ask the unit lead or an administrator.',
    {
      key: 'forbidden',
    },
  );
};

/** A refused call gets its entry in a transaction of its own; one that ended the session wrote its own. */
const auditRefusal = async (
  host: PipelineHost,
  session: OpenSession,
  name: string,
  reached: Reached | null,
): Promise<void> => {
  if (host.session() !== session) return;
  await session.store.transaction((trx) =>
    appendAudit(trx, {
      ...entryOf(host, session, name, host.clock.now()),
      outcome: 'refused',
      patientId: reached?.patientId ?? null,
      encounterId: reached?.encounterId ?? null,
    }),
  );
};

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

/** A refusal with the patient it was about, thrown out of the transaction so that its entry outlives it. */
class Refused extends AppError {
  constructor(
    { code, message, ...more }: CallError,
    readonly reached: Reached,
  ) {
    super(code, message, more);
  }
}

const unreachable = (reached: Reached): Refused =>
  new Refused(
    {
      code: 'needsReason',
      message:
        'This patient is outside your units or team. It opens with a reason, which the privacy officer reads.',
      key: 'needsReason',
      values: { patientId: reached.patientId },
    },
    reached,
  );

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
  let reached: Reached | null = null;
  try {
    return await session.store.transaction(async (trx) => {
      reached = await permitSubjects(trx, session, declaration, input, now);
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
    if (reached && error instanceof AppError && error.detail.code === 'forbidden')
      throw new Refused(error.detail, reached);
    throw error;
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
  const everyPatient = reachesEveryPatient(session.user.role, declaration.access);
  for (const subject of declaration.subjects(input as never)) {
    const reached = await resolveSubject(trx, subject);
    if (!reached) continue;
    if (!everyPatient && !mayOpen(await reachOf(trx, session.user, reached.patientId, now)))
      throw unreachable(reached);
    first ??= reached;
    if (first.patientId !== reached.patientId && !declaration.severalPatients)
      throw new AppError(
        'invalid',
        'These records belong to different patients. Nothing was saved.',
        { key: 'differentPatients' },
      );
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
