/** What the window knows of the session. In the locked state it holds nothing about any patient. */
import type { Role } from '../permissions';

export type LockReason =
  | 'asked'
  | 'idle'
  | 'idleElsewhere'
  | 'systemLock'
  | 'suspend'
  | 'switchUser'
  | 'signOut'
  | 'windowLost'
  | 'started';

/** Minutes that a lock policy may name: a lock can be made later, never switched off. */
export const lockMinutes = {
  least: 1,
  most: { idleMinutes: 30, idleElsewhereMinutes: 60 },
} as const;

/** When Liaison locks by itself (security.md, Session). */
export interface LockPolicy {
  idleMinutes: number;
  idleElsewhereMinutes: number;
  setByName: string | null;
  setAt: string | null;
}

export type StoreKind = 'real' | 'demonstration';

export interface UnitName {
  id: string;
  name: string;
}

export interface SignedIn {
  id: string;
  signInName: string;
  givenName: string;
  familyName: string;
  /** Credentials that have not expired, as printed: `RN, CCM`. */
  credentials: string;
  role: Role;
  unitIds: string[];
  mustChangePassphrase: boolean;
  /** Instant at which the passphrase was last typed. */
  confirmedAt: string;
}

/** Device settings, kept in clear in settings.json: nothing personal beyond the last sign-in name. */
export interface DeviceSettings {
  language: 'en' | 'es';
  theme: 'system' | 'light' | 'dark';
  /** Zoom in percent, 80 to 200. */
  textSize: number;
  density: 'compact' | 'comfortable';
  singleKeys: boolean;
  /**
   * The window stays out of screen shots and of screens shared over the network. Off unless chosen:
   * rounds are held over video, and a help desk looks in. Windows and macOS only.
   */
  contentProtection: boolean;
}

export interface BackupFact {
  at: string;
  verified: boolean;
}

interface Always {
  device: DeviceSettings;
  workstation: string;
  version: string;
  /** Shown in the status line of a test build. */
  testBuild: boolean;
}

export type SessionState = Always &
  (
    | { state: 'setUp'; guessedZone: string; demonstrationExists: boolean }
    | {
        state: 'locked';
        store: StoreKind;
        hospitalName: string;
        /** Folded sign-in name of who was last here, offered in the field. */
        lastSignInName: string | null;
        locked: {
          /** Null at the first sign-in after a start. */
          displayName: string | null;
          role: Role | null;
          at: string;
          reason: LockReason;
          draftsKept: number;
        } | null;
        policy: LockPolicy;
        failures: { count: number; waitUntil: string | null };
        newestBackup: BackupFact | null;
        helpDesk: string | null;
        /** The shared passphrase of the demonstration store, to be shown. */
        demonstrationPassphrase: string | null;
        otherStoreExists: boolean;
      }
    | {
        state: 'open';
        store: StoreKind;
        user: SignedIn;
        hospital: { name: string; zone: string; helpDesk: string | null };
        /** The person's own units; for an administrator all. */
        units: UnitName[];
        policy: LockPolicy;
        newestBackup: BackupFact | null;
      }
  );
