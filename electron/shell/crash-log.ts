/** The log for a help desk: which call failed with what kind of error. Never a patient's fact, an input or a query. */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../shared/time';

/** Above this the log starts anew and the former one is kept once. */
const largestBytes = 1_000_000;

/** The frames of a stack that name our own files, without the message (which may quote values). */
const framesOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => line.trim().startsWith('at '))
        .slice(0, 6)
        .map((line) => line.trim().replace(/\(?(?:file:\/\/)?\S*[/\\]([^/\\]+:\d+:\d+)\)?/, '$1'))
    : [];

const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
};

/** Appends one line a crash to `liaison.log` in the profile. */
export const makeCrashLog =
  (profile: string, clock: Clock) =>
  (reference: string, call: string, error: unknown): void => {
    const path = join(profile, 'liaison.log');
    const line = JSON.stringify({
      at: clock.now(),
      reference,
      call,
      kind: kindOf(error),
      frames: framesOf(error),
    });
    try {
      if (sizeOf(path) > largestBytes) renameSync(path, `${path}.old`);
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not turn one failed call into a crash.
    }
  };

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
};
