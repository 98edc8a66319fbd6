/** People who sign in, as an administrator sees them. */
import type { Role } from '../permissions';

export interface Credential {
  /** RN, LSW, CCM … as printed behind the name. */
  kind: string;
  state: string | null;
  number: string | null;
  expiresOn: string | null;
}

export interface User {
  id: string;
  rowVersion: number;
  signInName: string;
  givenName: string;
  familyName: string;
  role: Role;
  phone: string | null;
  active: boolean;
  /** They sign in with a temporary passphrase and have not chosen their own. */
  mustChangePassphrase: boolean;
  units: { id: string; name: string }[];
  credentials: (Credential & { expired: boolean })[];
  lastSignInAt: string | null;
  /** Active stays that are assigned to them: somebody else must take them when they go. */
  assignedStays: number;
}

/** A license that ends soon or has ended, told to whoever should renew it or see to it. */
export interface LicenseNotice {
  /** The credential's id. */
  id: string;
  givenName: string;
  familyName: string;
  kind: string;
  /** The last local date it holds through. */
  expiresOn: string;
  /** The reader's own. */
  own: boolean;
}

/** Answer of an invitation or a reset. The temporary passphrase is shown once and kept nowhere. */
export interface Invited {
  user: User;
  temporaryPassphrase: string;
}
