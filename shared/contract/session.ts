/**
 * Calls about set-up, sign-in, lock and one's own passphrase. They manage stores and keys, so they
 * open their transactions themselves.
 */
import { z } from 'zod';
import { lockMinutes, type SessionState } from '../session/session';
import { answer, lineSchema, nothing, read, textSchema, write } from './define';

/** A passphrase on its way to the vault; its rules are checked there. */
const passphraseSchema = z.string().min(1).max(1024);

const unitSetUpSchema = z.strictObject({
  name: lineSchema(80),
  /** Rooms with their beds' names as said aloud; a single room has one bed named like it. */
  rooms: z
    .array(z.strictObject({ name: lineSchema(40), beds: z.array(lineSchema(40)).min(1).max(12) }))
    .min(1)
    .max(400),
});

export const setUpSchema = z.strictObject({
  hospitalName: lineSchema(120),
  zone: lineSchema(60),
  helpDesk: lineSchema(60).nullable(),
  units: z.array(unitSetUpSchema).min(1).max(60),
  administrator: z.strictObject({
    givenName: lineSchema(60),
    familyName: lineSchema(60),
    signInName: lineSchema(60),
    passphrase: passphraseSchema,
  }),
});

export type SetUpInput = z.infer<typeof setUpSchema>;

/** What was typed of a set-up so far, without the passphrase; nothing in it need be right yet. */
const keptSetUpSchema = z.strictObject({
  step: z.enum(['hospital', 'units', 'administrator', 'recovery']),
  hospitalName: textSchema(200),
  zone: textSchema(200),
  helpDesk: textSchema(200),
  units: z
    .array(
      z.strictObject({
        name: textSchema(200),
        rooms: textSchema(4000),
        /** Room → its beds' names, where they were typed otherwise. */
        beds: z.record(z.string().max(40), textSchema(400)),
      }),
    )
    .max(60),
  givenName: textSchema(200),
  familyName: textSchema(200),
  signInName: textSchema(200),
});

export type KeptSetUp = z.infer<typeof keptSetUpSchema>;

/** The recovery key on the screen: nine groups, and which of them are asked back. */
export interface ShownRecoveryKey {
  recoveryKey: string[];
  askBack: number[];
}

export const sessionOwnCalls = {
  'session.current': read({
    input: nothing,
    output: answer<SessionState>(),
    access: 'locked',
    reads: ['session', 'settings', 'backup'],
  }),
  /** How strong a passphrase is, and why it would be refused; nothing is kept. */
  'session.ratePassphrase': read({
    input: z.strictObject({ passphrase: z.string().max(1024) }),
    output: answer<{ acceptable: boolean; strength: 0 | 1 | 2 | 3 | 4; problem: string | null }>(),
    access: 'locked',
    reads: [],
  }),
  /** Makes hospital, store and vault; answers with the recovery key, shown this once. */
  'session.setUp': write({
    input: setUpSchema,
    output: answer<ShownRecoveryKey>(),
    access: 'locked',
    audit: 'none',
    changes: [],
  }),
  /** Keeps an unfinished set-up in main's memory while somebody looks at the demonstration. */
  'session.keepSetUp': write({
    input: keptSetUpSchema,
    output: answer<null>(),
    access: 'locked',
    audit: 'none',
    changes: [],
  }),
  /** The unfinished set-up, with the key that waits to be typed back; only before there is a hospital. */
  'session.keptSetUp': read({
    input: nothing,
    output: answer<{ form: KeptSetUp | null; shown: ShownRecoveryKey | null }>(),
    access: 'locked',
    reads: [],
  }),
  /**
   * Makes the shown key count when the groups asked back are right; at set-up the first
   * administrator is then signed in.
   */
  'session.confirmRecoveryKey': write({
    input: z.strictObject({
      groups: z.record(z.string().regex(/^[1-9]$/), z.string().max(8)),
      keptIn: lineSchema(120).nullable(),
    }),
    output: answer<{ right: boolean; wrongGroups: number[] }>(),
    access: 'locked',
    audit: 'none',
    changes: ['session', 'health'],
  }),
  /** Makes and shows a new recovery key; the former one holds until this one is typed back. */
  'session.newRecoveryKey': write({
    input: nothing,
    output: answer<ShownRecoveryKey>(),
    access: 'backup.manage',
    audit: 'none',
    changes: [],
  }),
  /** Prints the recovery sheet while set-up or an administrator shows it. */
  'session.printRecoveryKey': write({
    input: nothing,
    output: answer<{ printed: boolean; problem: string | null }>(),
    access: 'locked',
    audit: 'none',
    changes: [],
  }),
  /** Makes (or opens) the separate store of invented patients. */
  'session.exploreDemonstration': write({
    input: nothing,
    output: answer<null>(),
    access: 'locked',
    audit: 'none',
    changes: ['session'],
  }),
  /** Back from the demonstration to the real store's set-up or sign-in. */
  'session.leaveDemonstration': write({
    input: z.strictObject({ erase: z.boolean() }),
    output: answer<null>(),
    access: 'locked',
    audit: 'none',
    changes: ['session'],
  }),
  'session.signIn': write({
    input: z.strictObject({ signInName: z.string().max(200), passphrase: passphraseSchema }),
    output: answer<null>(),
    access: 'locked',
    audit: 'none',
    changes: ['session'],
  }),
  /** Opens the record with the printed key and gives one administrator a new passphrase. */
  'session.recover': write({
    input: z.strictObject({
      recoveryKey: z.string().max(120),
      signInName: z.string().max(200),
      newPassphrase: passphraseSchema,
    }),
    output: answer<null>(),
    access: 'locked',
    audit: 'none',
    changes: ['session'],
  }),
  'session.lock': write({
    input: z.strictObject({ reason: z.enum(['asked', 'switchUser', 'signOut']) }),
    output: answer<null>(),
    access: 'session',
    audit: 'none',
    changes: [],
  }),
  'session.changePassphrase': write({
    input: z.strictObject({ current: passphraseSchema, next: passphraseSchema }),
    output: answer<null>(),
    access: 'session',
    changes: ['session'],
  }),
  /** The person's passphrase once more, before a signature. */
  'session.confirm': write({
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: answer<null>(),
    access: 'session',
    audit: 'none',
    changes: ['session'],
  }),
  /** Somebody is at the keyboard or the pointer; sent at most every few seconds. */
  'session.active': read({
    input: nothing,
    output: answer<null>(),
    access: 'session',
    reads: [],
  }),
  'session.device': write({
    input: z.strictObject({
      language: z.enum(['en', 'es']).optional(),
      theme: z.enum(['system', 'light', 'dark']).optional(),
      textSize: z.int().min(80).max(200).optional(),
      density: z.enum(['compact', 'comfortable']).optional(),
      singleKeys: z.boolean().optional(),
      contentProtection: z.boolean().optional(),
    }),
    output: answer<null>(),
    access: 'locked',
    audit: 'none',
    changes: ['settings'],
  }),
};

export const lockPolicySchema = z.strictObject({
  idleMinutes: z.int().min(lockMinutes.least).max(lockMinutes.most.idleMinutes),
  idleElsewhereMinutes: z.int().min(lockMinutes.least).max(lockMinutes.most.idleElsewhereMinutes),
});
