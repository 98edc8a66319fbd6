/** Use cases of the health page: nothing is said that was not read just now, or at the time it names. */
import { existsSync } from 'node:fs';
import { open, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { appendAudit } from '../../db/audit';
import type { Trx } from '../../db/connection';
import { readSetting, writeSetting } from '../../db/settings';
import type { healthOwnCalls } from '../../shared/contract/health';
import type { FactState, Health } from '../../shared/health/health';
import { epochOf, plusHours } from '../../shared/time';
import { listBackups, type FoundBackup } from '../backup/list-backups';
import type { Host, OpenRecord } from '../host';
import type { OwnHandlers } from '../ipc/context';
import { shortestPassphrase } from '../vault/passphrase';
import { readVault, type Vault } from '../vault/vault-file';
import { checkIntegrity } from '../worker/integrity';
import { auditWalkSchema, auditWalkSetting, walkAudit } from './audit';
import { backupsFolder } from './newest-backup';
import { sessionEntry } from './open-record';
import { recoveryKeySetting, recoveryKeySettingSchema } from './shown-key';
import { openRecordOf } from './sign-in';

/** After this the newest backup, or the last full reading of the file, is due again. */
const dayHours = 24;
/** Days that counts look back. */
const lookBackDays = 30;
/** A second administrator can give the first a new passphrase. */
const enoughAdministrators = 2;

const integritySetting = 'integrity';
const integritySchema = z.object({ at: z.string(), faults: z.int() });

const olderThanDay = (at: string | null, now: string): boolean =>
  at === null || epochOf(at) < epochOf(plusHours(now, -dayHours));

/** Is the file there and no plain database? Its log begins with a header of its own, in clear, and holds sealed pages. */
const isSealed = async (path: string): Promise<boolean> => {
  const file = await open(path);
  try {
    const head = Buffer.alloc(15);
    await file.read(head, 0, head.length, 0);
    return head.toString('latin1') !== 'SQLite format 3';
  } finally {
    await file.close();
  }
};

const encryptedFact = async (
  record: OpenRecord,
  backups: readonly FoundBackup[],
): Promise<Health['encrypted']> => {
  const paths = [
    record.filename,
    `${record.filename}-wal`,
    ...backups.map(({ path, manifest }) => join(path, manifest.store.file)),
  ].filter((path) => existsSync(path));
  let sealed = 0;
  for (const path of paths) if (await isSealed(path)) sealed += 1;
  const [version] = (await record.store.knex.raw('PRAGMA cipher_version')) as [
    { cipher_version: string },
  ];
  return {
    state: sealed === paths.length ? 'ok' : 'broken',
    files: paths.length,
    sealed,
    cipher: `SQLCipher ${version.cipher_version}`,
  };
};

const backupFacts = (
  backups: readonly FoundBackup[],
  now: string,
): Pick<Health, 'newestBackup' | 'backups'> => {
  const whole = backups.filter(({ present }) => present);
  const newest = whole[0]?.manifest ?? null;
  return {
    newestBackup: {
      state: olderThanDay(newest?.at ?? null, now) ? 'attention' : 'ok',
      at: newest?.at ?? null,
      bytes: newest?.store.bytes ?? null,
      workstation: newest?.workstation ?? null,
    },
    backups: {
      // None at all is nothing that stands, however fresh the hospital.
      state: whole.length > 0 && whole.length === backups.length ? 'ok' : 'attention',
      count: whole.length,
      damaged: backups.length - whole.length,
      oldestAt: whole.at(-1)?.manifest.at ?? null,
    },
  };
};

const slotsOf = (vault: Vault | null, kind: 'user' | 'recovery'): number =>
  vault?.slots.filter((slot) => slot.kind === kind).length ?? 0;

const countOf = async (query: Promise<unknown>): Promise<number> =>
  Number(((await query) as { count: number | string }[])[0]?.count ?? 0);

/** What the store itself knows, read in one transaction. */
const storedFacts = async (
  trx: Trx,
  now: string,
): Promise<
  Pick<Health, 'file' | 'openedWithReason' | 'administrators'> & {
    recoveryKey: Omit<Health['recoveryKey'], 'slots'>;
    walk: z.infer<typeof auditWalkSchema> | null;
    locks: number;
    temporary: number;
    encounters: number;
  }
> => {
  const since = plusHours(now, -24 * lookBackDays);
  const integrity = await readSetting(trx, integritySetting, integritySchema);
  const recovery = await readSetting(trx, recoveryKeySetting, recoveryKeySettingSchema);
  const administrators = (await trx('user')
    .where({ role: 'administrator', active: 1 })
    .orderBy(['familyName', 'givenName'])
    .select('givenName', 'familyName')) as { givenName: string; familyName: string }[];
  const faults = integrity?.faults ?? 0;
  const fileState: FactState =
    faults > 0 ? 'broken' : olderThanDay(integrity?.at ?? null, now) ? 'due' : 'ok';
  return {
    file: { state: fileState, checkedAt: integrity?.at ?? null, faults },
    openedWithReason: {
      state: 'ok',
      count: await countOf(
        trx('access_grant')
          .where({ kind: 'breakGlass' })
          .where('fromAt', '>=', since)
          .count({ count: '*' }),
      ),
    },
    recoveryKey: {
      state: recovery ? 'ok' : 'attention',
      since: recovery?.at ?? null,
      keptIn: recovery?.keptIn ?? null,
      byName: recovery?.byName ?? null,
    },
    administrators: {
      state: administrators.length >= enoughAdministrators ? 'ok' : 'attention',
      names: administrators.map(({ givenName, familyName }) => `${givenName} ${familyName}`),
    },
    walk: await readSetting(trx, auditWalkSetting, auditWalkSchema),
    locks: await countOf(
      trx('audit').where({ action: 'session.lock' }).where('at', '>=', since).count({ count: '*' }),
    ),
    temporary: await countOf(
      trx('user').where({ active: 1, mustChangePassphrase: 1 }).count({ count: '*' }),
    ),
    encounters: await countOf(trx('encounter').count({ count: '*' })),
  };
};

const auditFact = (
  { chainAtOpening, openedAt }: OpenRecord,
  walk: z.infer<typeof auditWalkSchema> | null,
): Health['audit'] => {
  const broken = walk?.broken ?? chainAtOpening.broken;
  return {
    state: broken ? 'broken' : walk ? 'ok' : 'due',
    walkedAt: walk?.at ?? null,
    walked: walk?.walked ?? 0,
    newestAt: openedAt,
    newest: chainAtOpening.walked,
    broken,
  };
};

const readHealth = async (host: Host): Promise<Health> => {
  const record = openRecordOf(host);
  const at = host.clock.now();
  const backups = await listBackups(backupsFolder(host.profile, record.kind));
  const { walk, locks, temporary, encounters, ...stored } = await record.store.transaction((trx) =>
    storedFacts(trx, at),
  );
  const vault = await readVault(record.folder);
  const { idleMinutes, idleElsewhereMinutes } = host.device.get().lockPolicy;
  const requests = host.ports.networkAttempts();
  const { bavail, bsize } = await statfs(record.folder);
  return {
    at,
    ...stored,
    recoveryKey: { ...stored.recoveryKey, slots: slotsOf(vault, 'recovery') },
    ...backupFacts(backups, at),
    encrypted: await encryptedFact(record, backups),
    lock: { state: 'ok', idleMinutes, idleElsewhereMinutes, locks },
    passphrases: {
      state: vault ? 'ok' : 'broken',
      people: slotsOf(vault, 'user'),
      temporary,
      shortest: shortestPassphrase,
    },
    audit: auditFact(record, walk),
    network: { state: requests === 0 ? 'ok' : 'broken', requests },
    computer: {
      workstation: host.workstation,
      version: host.version,
      recordBytes: (await stat(record.filename)).size,
      freeBytes: bavail * bsize,
      encounters,
    },
  };
};

const checkJob = 'health.check';

/** Reads the whole file and puts on record what was found. */
const checkFile = async (host: Host, record: OpenRecord): Promise<void> => {
  const controller = new AbortController();
  host.jobs.set(checkJob, controller);
  try {
    const findings = host.reader
      ? await host.reader.run('store.integrity', null, { signal: controller.signal })
      : await checkIntegrity(
          {
            store: record.store,
            filename: record.filename,
            progress: () => undefined,
            signal: controller.signal,
          },
          null,
        );
    const at = host.clock.now();
    await record.store.transaction(async (trx) => {
      const actor = { userId: record.user.id, at };
      await writeSetting(trx, integritySetting, { at, faults: findings.length }, actor);
      await appendAudit(
        trx,
        sessionEntry(host, record.user, 'health.check', {
          outcome: findings.length === 0 ? 'ok' : 'failed',
          detail: { faults: findings.length },
        }),
      );
    });
  } finally {
    host.jobs.delete(checkJob);
  }
};

/**
 * Once a day the whole file is read, in the worker, while people work (security.md, Durability).
 * Called after a sign-in; a lock ends it, and the next sign-in begins it again.
 */
export const checkFileDaily = async (host: Host): Promise<void> => {
  const record = openRecordOf(host);
  if (!host.reader) return;
  const last = await record.store.transaction((trx) =>
    readSetting(trx, integritySetting, integritySchema),
  );
  if (!olderThanDay(last?.at ?? null, host.clock.now())) return;
  await checkFile(host, record);
  host.emit({ type: 'changed', features: ['health'], ids: [] });
};

export const healthOwnHandlers: OwnHandlers<typeof healthOwnCalls, Host> = {
  'health.read': (host) => readHealth(host),
  'health.check': async (host) => {
    const record = openRecordOf(host);
    await checkFile(host, record);
    await walkAudit(host, record);
    return readHealth(host);
  },
};
