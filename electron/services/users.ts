/** Use cases about people: invite, change, take the sign-in away, give a new passphrase. */
import { appendAudit, type AuditEntry } from '../../db/audit';
import type { Trx } from '../../db/connection';
import type { Actor } from '../../db/records';
import {
  addUser,
  changeUser,
  demandOwnPassphrase,
  licensesEndingBy,
  listUsers,
  setActive,
  shownUser,
} from '../../db/user-administration';
import { getUser, type UserRow } from '../../db/users';
import type { userCalls, userOwnCalls } from '../../shared/contract/users';
import { AppError } from '../../shared/errors';
import { localDateOf, plusDays } from '../../shared/time';
import { licenseNoticeDays } from '../../shared/users/license';
import type { Invited, User } from '../../shared/users/user';
import type { Host, OpenRecord } from '../host';
import type { Handlers, OwnHandlers } from '../ipc/context';
import { addSlot, removeSlot, resetSlot } from '../vault/slots';
import { makeTemporaryPassphrase } from '../vault/temporary-passphrase';
import type { Vault } from '../vault/vault-file';
import { sessionEntry } from './open-record';
import { openRecordOf } from './sign-in';
import { changeVault } from './vault-change';

const today = (host: Host): string => localDateOf(host.clock.now(), host.clock.zone());

const actorOf = (host: Host, record: OpenRecord): Actor => ({
  userId: record.user.id,
  at: host.clock.now(),
});

const putOnRecord = (
  trx: Trx,
  host: Host,
  record: OpenRecord,
  action: string,
  row: UserRow,
  more: Partial<AuditEntry> = {},
): Promise<void> =>
  appendAudit(
    trx,
    sessionEntry(host, record.user, action, {
      recordType: 'user',
      recordId: row.id,
      versionAfter: row.rowVersion,
      ...more,
    }),
  );

/** A change of one's own sign-in by oneself would end one's session in the middle. */
const requireOther = (record: OpenRecord, id: string): void => {
  if (record.user.id !== id) return;
  throw new AppError('refused', 'You cannot do this to yourself. Ask another administrator.', {
    key: 'notYourself',
  });
};

/** Gives a person a temporary passphrase in a slot of their own. */
const giveTemporary = async (
  host: Host,
  action: string,
  { id, rowVersion }: { id: string; rowVersion: number },
  slot: (vault: Vault, dek: Buffer, signInName: string, passphrase: string) => Promise<Vault>,
  work: (trx: Trx, actor: Actor) => Promise<UserRow>,
): Promise<Invited> => {
  const record = openRecordOf(host);
  requireOther(record, id);
  const { signInName } = await record.store.transaction((trx) => getUser(trx, id));
  const temporaryPassphrase = makeTemporaryPassphrase();
  const user = await changeVault(host, record, {
    change: (vault) => slot(vault, record.dek, signInName, temporaryPassphrase),
    work: async (trx) => {
      const row = await work(trx, actorOf(host, record));
      await putOnRecord(trx, host, record, action, row, { versionBefore: rowVersion });
      return shownUser(trx, id, today(host));
    },
  });
  return { user, temporaryPassphrase };
};

export const userHandlers: Handlers<typeof userCalls> = {
  'users.list': async (ctx) => listUsers(ctx.trx, localDateOf(ctx.now, ctx.zone)),

  'users.licenseNotices': async ({ trx, user, now, zone }) =>
    licensesEndingBy(trx, plusDays(localDateOf(now, zone), licenseNoticeDays), user),
};

export const userOwnHandlers: OwnHandlers<typeof userOwnCalls, Host> = {
  'users.invite': async (host, { signInName, ...person }) => {
    const record = openRecordOf(host);
    const temporaryPassphrase = makeTemporaryPassphrase();
    const user = await changeVault(host, record, {
      change: (vault) => addSlot(vault, record.dek, signInName, temporaryPassphrase),
      work: async (trx) => {
        const row = await addUser(trx, signInName, person, actorOf(host, record));
        await putOnRecord(trx, host, record, 'users.invite', row, { detail: { role: row.role } });
        return shownUser(trx, row.id, today(host));
      },
    });
    return { user, temporaryPassphrase };
  },

  'users.change': async (host, { id, rowVersion, ...person }) => {
    const record = openRecordOf(host);
    const user = await record.store.transaction(async (trx): Promise<User> => {
      const before = await shownUser(trx, id, today(host));
      const row = await changeUser(trx, id, rowVersion, person, actorOf(host, record));
      const after = await shownUser(trx, id, today(host));
      await putOnRecord(trx, host, record, 'users.change', row, {
        versionBefore: rowVersion,
        detail: { fields: changedFields(before, after), role: row.role },
      });
      return after;
    });
    if (id === record.user.id) {
      const { givenName, familyName, role, units } = user;
      Object.assign(record.user, { givenName, familyName, role });
      if (role !== 'administrator') record.user.unitIds = units.map((unit) => unit.id);
    }
    return user;
  },

  'users.deactivate': async (host, { id, rowVersion }) => {
    const record = openRecordOf(host);
    requireOther(record, id);
    const { signInName } = await record.store.transaction((trx) => getUser(trx, id));
    return changeVault(host, record, {
      change: async (vault) => removeSlot(vault, signInName),
      work: async (trx) => {
        const row = await setActive(trx, id, rowVersion, false, actorOf(host, record));
        await putOnRecord(trx, host, record, 'users.deactivate', row, {
          versionBefore: rowVersion,
        });
        return shownUser(trx, id, today(host));
      },
    });
  },

  'users.reactivate': async (host, { id, rowVersion }) =>
    giveTemporary(host, 'users.reactivate', { id, rowVersion }, resetSlot, (trx, actor) =>
      setActive(trx, id, rowVersion, true, actor),
    ),

  'users.resetPassphrase': async (host, { id, rowVersion }) => {
    const invited = await giveTemporary(
      host,
      'users.resetPassphrase',
      { id, rowVersion },
      resetSlot,
      async (trx, actor) => {
        const before = await getUser(trx, id);
        if (before.active !== 1)
          throw new AppError(
            'refused',
            'This person does not sign in any more. Give the sign-in back first.',
            {
              key: 'userInactive',
            },
          );
        return demandOwnPassphrase(trx, id, rowVersion, actor);
      },
    );
    return invited;
  },
};

const changedFields = (before: User, after: User): string[] =>
  (['givenName', 'familyName', 'role', 'phone', 'units', 'credentials'] as const).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
