/** What was acknowledged, what was only asked for, and whether a record agrees with both. */

/** A line that the worker writes before it asks (`tries`) and after it was answered (`kept`). */
export interface Line {
  what: 'tries' | 'kept';
  /** Kind and name of the record: `task:Call the daughter 7`. */
  key: string;
  /** What the record says afterwards. */
  value: string;
}

/** Values by key: the acknowledged one, and those that may have been written when the kill came. */
export class Ledger {
  private readonly kept = new Map<string, string>();
  private readonly tried = new Map<string, Set<string>>();
  /** Acknowledged writes so far. */
  acknowledged = 0;

  take({ what, key, value }: Line): void {
    if (what === 'tries') {
      const values = this.tried.get(key) ?? new Set();
      this.tried.set(key, values.add(value));
      return;
    }
    this.kept.set(key, value);
    this.tried.delete(key);
    this.acknowledged += 1;
  }

  /** Forgets the records whose key begins so. */
  forget(beginning: string): void {
    for (const key of this.keys())
      if (key.startsWith(beginning)) {
        this.kept.delete(key);
        this.tried.delete(key);
      }
  }

  keys(): string[] {
    return [...new Set([...this.kept.keys(), ...this.tried.keys()])];
  }

  /**
   * What is wrong with the value that was found (null = there is none); null when it is right. A right
   * value is the settled one from now on: it must be found again after the next kill.
   */
  fault(key: string, found: string | null): string | null {
    const kept = this.kept.get(key);
    const tried = this.tried.get(key);
    const known =
      found === null ? kept === undefined : found === kept || tried?.has(found) === true;
    if (!known)
      return `${key}: acknowledged ${kept ?? 'nothing'}, asked for ${[...(tried ?? [])].join(', ') || 'nothing'}, found ${found ?? 'nothing'}`;
    this.tried.delete(key);
    if (found !== null) this.kept.set(key, found);
    return null;
  }
}
