import { createHash } from 'node:crypto';
import { epochOf } from '../../shared/time';

/** The same list with the same patients within this time writes no second audit entry. */
const repeatWindowMs = 10 * 60_000;

/**
 * Remembers which lists this session has already put on record (security.md, Audit: Reads), by
 * hash, so that refetches after a change do not fill the chain. The filter may hold typed names,
 * so only its hash is kept.
 */
export class SeenLists {
  readonly #lists = new Map<string, number>();

  /** Was this list, with just these patients, put on record within ten minutes? Remembers it. */
  isRepeat(call: string, input: unknown, patientIds: readonly string[], at: string): boolean {
    const key = createHash('sha256')
      .update(JSON.stringify([call, input, patientIds]))
      .digest('base64');
    const now = epochOf(at);
    const last = this.#lists.get(key);
    if (last !== undefined && now - last < repeatWindowMs && now >= last) return true;
    this.#lists.set(key, now);
    return false;
  }
}
