/** Each promise of the product as a fact of now; the window puts it into words. */

/** `ok` stands · `attention` waits for a person · `due` should be done again · `broken` does not stand. */
export type FactState = 'ok' | 'attention' | 'due' | 'broken';

interface Fact {
  state: FactState;
}

export interface Health {
  /** Instant at which all of it was read. */
  at: string;
  encrypted: Fact & {
    /** Files looked at (record, its log, backups), and how many are no plain database. */
    files: number;
    sealed: number;
    cipher: string;
  };
  lock: Fact & {
    idleMinutes: number;
    idleElsewhereMinutes: number;
    /** Locks of the last 30 days. */
    locks: number;
  };
  passphrases: Fact & {
    people: number;
    /** They have not yet changed the temporary one. */
    temporary: number;
    shortest: number;
  };
  newestBackup: Fact & { at: string | null; bytes: number | null; workstation: string | null };
  backups: Fact & {
    count: number;
    /** Folders whose parts are not all there: they do not count. */
    damaged: number;
    oldestAt: string | null;
  };
  /** The whole file, page by page. */
  file: Fact & { checkedAt: string | null; faults: number };
  /** The newest thousand at sign-in, and all of it when it was last walked. */
  audit: Fact & {
    walkedAt: string | null;
    walked: number;
    newestAt: string;
    newest: number;
    broken: { seq: number; why: 'changed' | 'missing' } | null;
  };
  openedWithReason: Fact & { count: number };
  network: Fact & { requests: number };
  recoveryKey: Fact & {
    since: string | null;
    keptIn: string | null;
    byName: string | null;
    /** Recovery keys that open the record. */
    slots: number;
  };
  administrators: Fact & { names: string[] };
  computer: {
    workstation: string;
    version: string;
    recordBytes: number;
    freeBytes: number;
    encounters: number;
  };
}
