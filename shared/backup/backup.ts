/** A verified backup as the window shows it: facts about the copy, nothing about any patient. */
export interface Backup {
  id: string;
  at: string;
  reason: 'asked' | 'beforeMigration' | 'beforeRestore' | 'beforeRekey' | 'beforeImport';
  bytes: number;
  workstation: string;
  /** Version of the program that made it. */
  version: string;
  patients: number;
  encounters: number;
  /** False: made by another installation; restoring it must be confirmed. */
  ours: boolean;
  /** Its files lie there with the sizes they had. */
  present: boolean;
  /** Entries the audit has had since: what a restore would take back; null when that is not known. */
  entriesSince: number | null;
}

/** What reading a backup again found. */
export interface BackupCheck {
  /** Every byte of copy and key file is as it was when the backup was made. */
  same: boolean;
  /** It was also opened and read page by page; not so with a key from before a re-key. */
  opened: boolean;
}
