/**
 * Calls about backup, restore and re-key. A restore must be possible when the record does not open,
 * so it is open to the locked state and asks for a passphrase or the recovery key of the backup.
 */
import { z } from 'zod';
import type { Backup, BackupCheck } from '../backup/backup';
import { answer, nothing, read, write } from './define';

const backupIdSchema = z.string().regex(/^[0-9A-Za-z-]{1,80}$/);
const secretSchema = z.string().min(1).max(1024);

export const backupOwnCalls = {
  /** Verified backups of this store, newest first. */
  'backup.list': read({
    input: nothing,
    output: answer<Backup[]>(),
    access: 'locked',
    reads: ['backup'],
  }),
  /** Backups in a folder that the person picks: a share, a stick, another computer's profile. */
  'backup.pick': write({
    input: nothing,
    output: answer<Backup[]>(),
    access: 'locked',
    audit: 'none',
    changes: [],
  }),
  /** Makes a backup now; it counts once it was opened and read in full. */
  'backup.make': write({
    input: nothing,
    output: answer<Backup>(),
    access: 'backup.manage',
    changes: ['backup', 'health'],
  }),
  /** Reads a backup again and compares it with what was verified when it was made. */
  'backup.verify': write({
    input: z.strictObject({ id: backupIdSchema }),
    output: answer<BackupCheck>(),
    access: 'backup.manage',
    changes: ['backup'],
  }),
  /** Puts a backup in the record's place; the present record is kept aside. Ends locked. */
  'backup.restore': write({
    input: z.strictObject({
      id: backupIdSchema,
      key: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('passphrase'),
          signInName: z.string().max(200),
          passphrase: secretSchema,
        }),
        z.strictObject({ kind: z.literal('recoveryKey'), recoveryKey: z.string().max(120) }),
      ]),
      /** The person has read that the backup is of another installation. */
      otherInstallation: z.boolean(),
    }),
    output: answer<null>(),
    access: 'locked',
    audit: 'none',
    changes: ['session', 'backup', 'health'],
  }),
  /** Gives the record a new data key: who was taken away no longer opens later copies of it. */
  'backup.rekey': write({
    input: z.strictObject({ passphrase: secretSchema }),
    output: answer<null>(),
    access: 'backup.manage',
    changes: ['session', 'backup', 'health'],
  }),
};
