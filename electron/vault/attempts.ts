/**
 * `attempts.json`: failed sign-ins, so that the delay outlives a restart (security.md, Keys). What
 * is in it is in clear, so a name that has no slot (it may be a passphrase typed into the wrong
 * field) is kept as 16 bits of a keyed hash only.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { epochOf, instantOfEpoch, minuteMs } from '../../shared/time';
import { readIfThere, writeAtomically, type FileSteps } from './durable-files';
import { foldSignInName, slotOf } from './slots';
import type { Vault } from './vault-file';

export const attemptsFileName = 'attempts.json';

/** Failures of a name in a row that are answered without a delay. */
export const freeFailures = 5;
const firstDelayMs = minuteMs;
const longestDelayMs = 15 * minuteMs;
/** Failures kept one by one until the next sign-in puts them on record; further ones are counted. */
const mostPending = 500;
/** Unknown names kept; whoever types more has the oldest forgotten. */
const mostUnknown = 1000;

const attemptsSchema = z.object({
  salt: z.base64(),
  names: z.record(
    z.string(),
    z.object({
      failures: z.int().min(1),
      lastAt: z.iso.datetime({ precision: 3 }),
      delayMs: z.int().min(0).max(longestDelayMs),
    }),
  ),
  /** Failures that no audit entry tells of yet. */
  pending: z.array(
    z.object({
      at: z.iso.datetime({ precision: 3 }),
      slotId: z.string().nullable(),
      way: z.enum(['passphrase', 'recoveryKey']),
    }),
  ),
  pendingMore: z.int().min(0),
});

type AttemptsFile = z.infer<typeof attemptsSchema>;

/** A failed sign-in that waits for its audit entry. */
export type FailedAttempt = AttemptsFile['pending'][number];

/** How a name stands: failures in a row, and until when it must wait (null: not at all). */
export interface Throttle {
  failures: number;
  waitUntil: string | null;
}

/** The delay after so many failures in a row, in ms: 1 minute after the fifth, doubling to 15. */
export const delayAfter = (failures: number): number =>
  failures < freeFailures
    ? 0
    : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(10, failures - freeFailures));

const emptyFile = (): AttemptsFile => ({
  salt: randomBytes(16).toString('base64'),
  names: {},
  pending: [],
  pendingMore: 0,
});

/** The failed sign-ins of one store's folder. Each method reads the file and leaves it on disk. */
export class Attempts {
  readonly #path: string;

  constructor(
    folder: string,
    private readonly now: () => string,
    private readonly steps?: FileSteps,
  ) {
    this.#path = join(folder, attemptsFileName);
  }

  /** How a name stands now. A clock that was set back starts the whole delay again. */
  async throttle(vault: Vault, signInName: string): Promise<Throttle> {
    const file = await this.#read();
    const entry = file.names[keyOf(file, vault, signInName)];
    if (!entry) return { failures: 0, waitUntil: null };
    const now = epochOf(this.now());
    if (now < epochOf(entry.lastAt)) {
      entry.lastAt = this.now();
      await this.#write(file);
    }
    const until = epochOf(entry.lastAt) + entry.delayMs;
    return { failures: entry.failures, waitUntil: until > now ? instantOfEpoch(until) : null };
  }

  /** Counts a wrong passphrase. */
  async failed(vault: Vault, signInName: string): Promise<Throttle> {
    const file = await this.#read();
    const key = keyOf(file, vault, signInName);
    const failures = (file.names[key]?.failures ?? 0) + 1;
    const delayMs = delayAfter(failures);
    const lastAt = this.now();
    file.names[key] = { failures, lastAt, delayMs };
    forgetOldUnknown(file);
    remember(file, {
      at: lastAt,
      slotId: slotOf(vault, signInName)?.id ?? null,
      way: 'passphrase',
    });
    await this.#write(file);
    return { failures, waitUntil: delayMs > 0 ? instantOfEpoch(epochOf(lastAt) + delayMs) : null };
  }

  /** Puts a wrong recovery key on the list for the audit; 160 bits need no delay. */
  async recoveryFailed(): Promise<void> {
    const file = await this.#read();
    remember(file, { at: this.now(), slotId: null, way: 'recoveryKey' });
    await this.#write(file);
  }

  /** A name has signed in, or was given a new passphrase: its count ends. */
  async succeeded(vault: Vault, signInName: string): Promise<void> {
    const file = await this.#read();
    const key = keyOf(file, vault, signInName);
    if (!file.names[key]) return;
    delete file.names[key];
    await this.#write(file);
  }

  /** Failures that wait for their audit entries, and how many more were only counted. */
  async pending(): Promise<{ attempts: FailedAttempt[]; more: number }> {
    const file = await this.#read();
    return { attempts: file.pending, more: file.pendingMore };
  }

  /** The first `count` of them stand in the audit now. */
  async recorded(count: number): Promise<void> {
    const file = await this.#read();
    await this.#write({ ...file, pending: file.pending.slice(count), pendingMore: 0 });
  }

  async #read(): Promise<AttemptsFile> {
    const text = await readIfThere(this.#path);
    if (text === null) return emptyFile();
    try {
      return attemptsSchema.parse(JSON.parse(text));
    } catch {
      // Whoever can damage this file can delete it: begin anew, Argon2 is the real brake.
      return emptyFile();
    }
  }

  #write(file: AttemptsFile): Promise<void> {
    return writeAtomically(this.#path, JSON.stringify(file, null, 2), this.steps);
  }
}

const remember = (file: AttemptsFile, attempt: FailedAttempt): void => {
  if (file.pending.length < mostPending) file.pending.push(attempt);
  else file.pendingMore += 1;
};

const keyOf = (file: AttemptsFile, vault: Vault, signInName: string): string => {
  const slot = slotOf(vault, signInName);
  if (slot) return slot.id;
  const hash = createHmac('sha256', Buffer.from(file.salt, 'base64'))
    .update(foldSignInName(signInName))
    .digest('hex');
  return `${unknownPrefix}${hash.slice(0, 4)}`;
};

const unknownPrefix = 'unknown-';

const forgetOldUnknown = (file: AttemptsFile): void => {
  const unknown = Object.entries(file.names).filter(([key]) => key.startsWith(unknownPrefix));
  if (unknown.length <= mostUnknown) return;
  unknown.sort(([, a], [, b]) => a.lastAt.localeCompare(b.lastAt));
  for (const [key] of unknown.slice(0, unknown.length - mostUnknown)) delete file.names[key];
};
