/** Calls about people, their roles, units and licenses. Those that change the vault open their transactions themselves. */
import { z } from 'zod';
import { roleSchema } from '../permissions';
import type { Invited, LicenseNotice, User } from '../users/user';
import {
  answer,
  dateSchema,
  idSchema,
  lineSchema,
  nothing,
  read,
  rowVersionSchema,
  write,
} from './define';

/** Letters, digits, dot, dash, underscore; compared without case. */
export const signInNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/);

const credentialSchema = z.strictObject({
  kind: lineSchema(20),
  state: lineSchema(40).nullable(),
  number: lineSchema(40).nullable(),
  expiresOn: dateSchema.nullable(),
});

const personFields = {
  givenName: lineSchema(60),
  familyName: lineSchema(60),
  role: roleSchema,
  phone: lineSchema(40).nullable(),
  unitIds: z.array(idSchema).max(60),
  credentials: z
    .array(credentialSchema)
    .max(12)
    .refine((list) => new Set(list.map(({ kind }) => kind)).size === list.length),
};

const who = { id: idSchema, rowVersion: rowVersionSchema };

export const userCalls = {
  /** Everybody who signs in or did, active ones first. */
  'users.list': read({
    input: nothing,
    output: answer<User[]>(),
    access: 'users.manage',
    audit: 'list',
    reads: ['users'],
  }),
  /**
   * Licenses that end within 60 days or have ended: one's own, for a unit lead also those of the
   * people of their units, for an administrator everybody's (records.md, Credentials).
   */
  'users.licenseNotices': read({
    input: nothing,
    output: answer<LicenseNotice[]>(),
    access: 'session',
    reads: ['users', 'session'],
  }),
};

export const userOwnCalls = {
  /** A new person with a temporary passphrase, which must be changed at the first sign-in. */
  'users.invite': write({
    input: z.strictObject({ signInName: signInNameSchema, ...personFields }),
    output: answer<Invited>(),
    access: 'users.manage',
    changes: ['users', 'health'],
  }),
  'users.change': write({
    input: z.strictObject({ ...who, ...personFields }),
    output: answer<User>(),
    access: 'users.manage',
    changes: ['users', 'session', 'caseload'],
  }),
  /** Takes the sign-in away; what they knew stays known until the record is re-keyed. */
  'users.deactivate': write({
    input: z.strictObject(who),
    output: answer<User>(),
    access: 'users.manage',
    changes: ['users', 'health'],
  }),
  /** Gives the sign-in back, with a temporary passphrase. */
  'users.reactivate': write({
    input: z.strictObject(who),
    output: answer<Invited>(),
    access: 'users.manage',
    changes: ['users', 'health'],
  }),
  /** Somebody forgot theirs: a temporary passphrase in place of it. Nobody can read the former one. */
  'users.resetPassphrase': write({
    input: z.strictObject(who),
    output: answer<Invited>(),
    access: 'users.manage',
    changes: ['users'],
  }),
};
