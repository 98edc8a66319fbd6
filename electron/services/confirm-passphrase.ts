/** Asks a signed-in person for the passphrase once more: before a signature, after a while. */
import { appendAudit } from '../../db/audit';
import { AppError } from '../../shared/errors';
import type { Host } from '../host';
import { unlock } from '../vault/slots';
import { sessionEntry } from './open-record';
import { attemptsOf, openRecordOf, throttled } from './sign-in';
import { inTurn } from './turns';
import { needVault } from './vault-change';

/** Guesses wait as at sign-in. Throws `invalid` for a wrong passphrase. */
export const confirmPassphrase = (host: Host, passphrase: string): Promise<void> =>
  inTurn(host, 'signIn', async () => {
    const record = openRecordOf(host);
    const { user } = record;
    const attempts = attemptsOf(host);
    const vault = await needVault(record.folder);
    const before = await attempts.throttle(vault, user.signInName);
    if (before.waitUntil !== null) throw throttled(before);
    const opened = await unlock(vault, user.signInName, passphrase);
    if (!opened) {
      // It gets its entry with the other failures, at the next sign-in.
      const after = await attempts.failed(vault, user.signInName);
      if (after.waitUntil !== null) throw throttled(after);
      throw new AppError('invalid', 'This is not your passphrase.', {
        key: 'passphraseNotYours',
        fields: { passphrase: 'wrong' },
      });
    }
    opened.dataKey.fill(0);
    await record.store.transaction((trx) =>
      appendAudit(
        trx,
        sessionEntry(host, user, 'session.confirm', { recordType: 'user', recordId: user.id }),
      ),
    );
    await attempts.succeeded(vault, user.signInName);
    user.confirmedAt = host.clock.now();
  });
