/**
 * Sends generated inputs into every declared call as everybody, and says what was wrong: an answer
 * that is none, an internal error, an effect beyond the role, a broken chain, a state left locked.
 */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { verifyChain } from '../../../db/audit-chain';
import type { OpenRecord } from '../../../electron/host';
import type { Answer } from '../../../electron/ipc/pipeline';
import { closeStore } from '../../../electron/services/open-record';
import { lockRecord } from '../../../electron/services/lock';
import { signIn } from '../../../electron/services/sign-in';
import { storeFolder } from '../../../electron/services/store-folder';
import { calls, ownCalls, type CallName } from '../../../shared/contract';
import type { CallDeclaration } from '../../../shared/contract/define';
import { AppError, type ErrorCode } from '../../../shared/errors';
import type { Role } from '../../../shared/permissions';
import { plusHours } from '../../../shared/time';
import { jules } from '../host';
import { kept, type AnyRow } from '../role-matrix/cells';
import { expectations } from '../role-matrix/expectations';
import { ask, beSignedIn, makeWorld, type World } from '../role-matrix/world';
import { hospitalOf, type Hospital } from './hospital';
import { inputsOf } from './inputs';

/** Calls between two hospitals: lists stay as long as a real unit's. */
const callsAHospital = 5000;
const chunk = 50;
/** Longer than this is a call that hangs: deriving a key took 20 s on a machine with ten times its work. */
const longestMs = 120_000;

/** How often a call is made, of 100; those that derive keys or copy the file are dear. */
const weights: Partial<Record<CallName, number>> = {
  'session.exploreDemonstration': 1,
  'backup.rekey': 2,
  'backup.restore': 3,
  'backup.make': 3,
  'session.signIn': 3,
  'session.recover': 4,
  'session.lock': 3,
  'session.changePassphrase': 5,
  'session.confirm': 5,
  'session.confirmRecoveryKey': 10,
  'users.invite': 6,
  'users.reactivate': 6,
  'users.resetPassphrase': 6,
  'users.deactivate': 6,
  'imports.apply': 8,
  'health.check': 8,
  'audit.verify': 8,
  'audit.export': 15,
  'imports.preview': 50,
};

/** `newcomer`: somebody who must first choose a passphrase of their own. */
type Who = Role | 'nobody' | 'newcomer';
/** Those who may do much are asked more often. */
const everybody: readonly Who[] = [
  ...(['unitLead', 'unitLead', 'unitLead', 'caseManager', 'caseManager', 'caseManager'] as const),
  ...(['administrator', 'administrator', 'administrator', 'dischargePlanner'] as const),
  ...(['auditor', 'nobody', 'newcomer'] as const),
];

interface Command {
  who: Who;
  name: CallName;
  input: unknown;
}

export interface Findings {
  /** What was wrong, once for each call and kind, with the first input that showed it. */
  wrong: string[];
  answers: Record<string, number>;
  slowest: [number, string][];
}

export interface Options {
  runs: number;
  seed: number;
  /** Told of every thousand, and how many findings there are by then. */
  progress?: (done: number, wrong: number) => void;
  /** Told of each finding at once, so that a run that is broken off has told what it found. */
  found?: (what: string) => void;
}

const codes: ReadonlySet<string> = new Set<ErrorCode>([
  ...(['invalid', 'notSignedIn', 'locked', 'forbidden', 'needsReason', 'notFound'] as const),
  ...(['conflict', 'refused', 'busy', 'cancelled', 'damaged', 'throttled'] as const),
]);

/** A stack, a statement or a place of the disk has no business in an answer. */
const internals =
  /SQLITE_|sqlite error|\bconstraint failed|node_modules|\.[jt]s:\d+|\/tmp\/|select .* from /i;

const names = [...Object.keys(calls), ...Object.keys(ownCalls)] as CallName[];
const declarations = { ...calls, ...ownCalls } as unknown as Record<
  CallName,
  CallDeclaration<unknown, unknown>
>;
const rowsOf = (name: CallName): AnyRow[] => [expectations[name] as AnyRow | AnyRow[]].flat();

const commands = (hospital: Hospital): fc.Arbitrary<Command> =>
  fc
    .tuple(
      fc.constantFrom(...everybody),
      fc.oneof(
        ...names.map((name) => ({
          weight: weights[name] ?? 100,
          arbitrary: inputsOf(hospital, name, declarations[name].input).map((input) => ({
            name,
            input,
          })),
        })),
      ),
    )
    .map(([who, call]) => ({ who, ...call }));

class Fuzz {
  readonly findings: Findings = { wrong: [], answers: {}, slowest: [] };
  readonly #seen = new Set<string>();
  /** Null before the first one, and when nobody can sign in any more. */
  #w: World | null = null;
  #hospital!: Hospital;
  #commands!: fc.Arbitrary<Command>;
  readonly #records = new Map<Role, OpenRecord>();

  constructor(private readonly options: Options) {}

  async run(): Promise<Findings> {
    const { runs, seed, progress } = this.options;
    for (let done = 0; done < runs; done += chunk) {
      if (done % callsAHospital === 0) await this.#closeHospital();
      if (!this.#w) await this.#newHospital();
      const count = Math.min(chunk, runs - done);
      for (const command of fc.sample(this.#commands, { numRuns: count, seed: seed + done }))
        if (this.#w) await this.#one(command, this.#w);
      if ((done + count) % 1000 < chunk) progress?.(done + count, this.findings.wrong.length);
    }
    await this.#closeHospital();
    return this.findings;
  }

  #report(command: Command | null, what: string): void {
    const key = `${command?.name ?? 'hospital'}: ${what}`.replace(/L-\d+|\d{3,}/g, '…');
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const shown = command
      ? ` (${command.who}, ${inspect(command.input, { depth: 5, breakLength: Infinity }).slice(0, 600)})`
      : '';
    this.findings.wrong.push(`${key}${shown}`);
    this.options.found?.(`${key}${shown}`);
  }

  async #newHospital(): Promise<void> {
    const w = await makeWorld();
    w.host.ports.openFiles = async () => [];
    w.host.ports.saveFile = async (name) => join(w.host.profile, name);
    w.host.ports.printDocument = async () => ({ printed: true, problem: null });
    // Making a real demonstration takes seconds: one that this passphrase does not open is there.
    const demonstration = storeFolder(w.host.profile, 'demonstration');
    await mkdir(demonstration, { recursive: true });
    await copyFile(join(w.base.folder, 'vault.json'), join(demonstration, 'vault.json'));
    this.#w = w;
    this.#records.clear();
    this.#hospital = hospitalOf(w);
    this.#commands = commands(this.#hospital);
  }

  /** The record as it must be after whatever was sent: whole, chained, with nothing under way. */
  async #closeHospital(): Promise<void> {
    if (!this.#w) return;
    const { base, host } = this.#w;
    const { broken } = await base.store.transaction((trx) =>
      verifyChain(trx, { newest: null, known: null } as never),
    );
    if (broken) this.#report(null, `the audit chain is broken: ${JSON.stringify(broken)}`);
    for (const pragma of ['integrity_check', 'foreign_key_check', 'cipher_integrity_check']) {
      const found = JSON.stringify(await base.store.knex.raw(`PRAGMA ${pragma}`));
      if (found !== '[]' && !found.includes('"ok"')) this.#report(null, `${pragma}: ${found}`);
    }
    // An open preview is no work under way: it ends when it is closed, and at lock.
    const jobs = [...host.jobs.keys()].filter((job) => !job.startsWith('document:'));
    if (jobs.length > 0) this.#report(null, `left under way: ${jobs.join()}`);
    host.record = base;
    await lockRecord(host, 'signOut');
    if (host.record) this.#report(null, 'a lock did not end the session');
    await this.#leave(this.#w);
  }

  async #leave({ host }: World): Promise<void> {
    this.#w = null;
    await rm(host.profile, { recursive: true, force: true });
  }

  #as(w: World, who: Who): OpenRecord | null {
    if (who === 'nobody') return (w.host.record = null);
    const role = who === 'newcomer' ? 'caseManager' : who;
    const record = this.#records.get(role) ?? beSignedIn(w, w.people[role]);
    this.#records.set(role, record);
    w.host.record = record;
    record.user.mustChangePassphrase = who === 'newcomer';
    return record;
  }

  async #one(command: Command, w: World): Promise<void> {
    const { host } = w;
    host.setNow(plusHours(host.clock.now(), 0.001));
    const record = this.#as(w, command.who);
    host.crashes.length = 0;
    host.events.length = 0;
    const barred = this.#barred(command, record);
    const before = barred ? await keptNow(w) : '';
    const started = performance.now();
    const answer = await this.#answer(command, w);
    this.#time(command, performance.now() - started);
    if (answer) this.#judge(command, answer, barred, w);
    if (barred && (await keptNow(w)) !== before) this.#report(command, 'changed what it may not');
    await this.#settle(command, record, answer?.ok === true, w);
  }

  /** The answer; null where there is none, or none in time. */
  async #answer(command: Command, w: World): Promise<Answer | null> {
    const answered = new AbortController();
    const late = wait(longestMs, null, { signal: answered.signal }).then(
      () => void this.#report(command, 'hung'),
      () => undefined,
    );
    const asked = ask(w, command.name, command.input).catch(
      (error: unknown) => void this.#report(command, `threw ${String(error)}`),
    );
    const answer = await Promise.race([asked, late]);
    answered.abort();
    return answer ?? null;
  }

  #time(command: Command, ms: number): void {
    const { slowest } = this.findings;
    if (slowest.length === 10 && ms < slowest[9]![0]) return;
    slowest.push([Math.round(ms), command.name]);
    slowest.sort(([a], [b]) => b - a).splice(10);
  }

  /** Which answers security.md leaves to this person; null where the input decides. */
  #barred({ who, name }: Command, record: OpenRecord | null): readonly string[] | null {
    const rows = rowsOf(name);
    if (rows.some(({ locked }) => locked)) return null;
    if (!record) return ['notSignedIn'];
    if (who === 'newcomer')
      return rows.some(({ beforePassphrase }) => beforePassphrase) ? null : ['forbidden'];
    const { role } = record.user;
    return rows.some(({ may }) => may.includes(role)) ? null : ['forbidden', 'invalid'];
  }

  #judge(
    command: Command,
    answer: Answer,
    barred: readonly string[] | null,
    { host }: World,
  ): void {
    const code = answer.ok ? 'ok' : answer.error.code;
    this.findings.answers[code] = (this.findings.answers[code] ?? 0) + 1;
    if (!answer.ok && !codes.has(code)) {
      const [crash] = host.crashes;
      const why = crash instanceof Error ? (crash.stack ?? '').split('\n').slice(0, 5) : [crash];
      this.#report(command, `answered ${code}: ${why.join(' | ')}`);
    } else if (host.crashes.length > 0) {
      this.#report(command, `logged a crash: ${String(host.crashes[0])}`);
    }
    if (barred && !barred.includes(code))
      this.#report(command, `answered ${code} to whom it may not`);
    if (!answer.ok && internals.test(JSON.stringify(answer.error.message)))
      this.#report(command, `told of the inside: ${answer.error.message}`);
    try {
      structuredClone(answer);
    } catch (error) {
      this.#report(command, `cannot be sent to a window: ${String(error)}`);
    }
    if (answer.ok) this.#hospital.learn(answer.value);
  }

  /** Brings the world back to somebody signed in, as the next start or sign-in would. */
  async #settle(
    command: Command,
    record: OpenRecord | null,
    done: boolean,
    w: World,
  ): Promise<void> {
    const { host } = w;
    if (command.name === 'session.lock') await this.#untilLocked(w);
    await record?.drafts.write().catch((error: unknown) => {
      if (host.record === record) this.#report(command, `lost a draft: ${String(error)}`);
    });
    host.storeKind = 'real';
    // Whoever changed their own role has the former one again.
    if (command.name.startsWith('users.') && done) this.#records.clear();
    // A restore while nobody is in leaves this test's own connection on the former file.
    const replaced = command.name === 'backup.restore' && done;
    if (host.record === record && !replaced) return;
    if (record === null) await closeStore(w.base.store);
    if (host.record === null && !(await this.#revive(w))) return;
    w.base = host.record ?? w.base;
    this.#records.clear();
  }

  async #untilLocked({ host }: World): Promise<void> {
    await wait(1);
    for (let tries = 0; host.locking && tries < 400; tries += 1) await wait(10);
    if (host.locking) this.#report(null, 'a lock did not end');
  }

  /** Signs the administrator in again; false where the passphrase or the sign-in was taken away. */
  async #revive(w: World): Promise<boolean> {
    const { host } = w;
    host.setNow(plusHours(host.clock.now(), 1));
    try {
      await signIn(host, jules.signInName, jules.passphrase);
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.#leave(w);
      return false;
    }
  }
}

const keptNow = (w: World): Promise<string> => w.base.store.transaction((trx) => kept(w, trx));

/** Runs that many calls; the same seed asks the same things of the same hospital. */
export const fuzz = (options: Options): Promise<Findings> => new Fuzz(options).run();
