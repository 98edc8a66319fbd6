/** Opens the store of an unlocked vault for one person, and closes it again. */
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  appendAudit,
  auditHead,
  forgetAuditKey,
  watchAuditHead,
  type AuditEntry,
} from '../../db/audit';
import { verifyChain, type ChainCheck } from '../../db/audit-chain';
import { openStore, type Store } from '../../db/connection';
import { getHospital } from '../../db/hospital';
import { migrate, pendingMigrations } from '../../db/schema';
import { unitsOfUser, userByName, type UserRow } from '../../db/users';
import { AppError } from '../../shared/errors';
import type { StoreKind } from '../../shared/session/session';
import type { Host, OpenRecord } from '../host';
import type { SignedInUser } from '../ipc/context';
import { SeenLists } from '../ipc/seen-lists';
import { codeOf } from '../vault/durable-files';
import { readAuditHead, writeAuditHead } from './audit-head';
import { DraftKeeper } from './draft-keeper';
import { preferencesOf } from './preferences';

const plainHeader = 'SQLite format 3\0';
/** Newest audit entries walked at every opening (security.md, Durability). */
const walkedAtOpening = 1000;

/** Refuses a file whose first bytes are those of an unencrypted database (security.md, Session). */
export const refusePlainFile = async (filename: string): Promise<void> => {
  const head = Buffer.alloc(plainHeader.length);
  const file = await open(filename).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') throw damaged();
    throw error;
  });
  try {
    await file.read(head, 0, head.length, 0);
  } finally {
    await file.close();
  }
  if (head.toString('latin1') === plainHeader)
    throw new AppError(
      'damaged',
      'The record on this computer is not encrypted, so Liaison does not open it. Nothing was changed. Tell your administrator.',
      { key: 'plainFile' },
    );
};

/** Is it the engine's word for a page or a file that is not what was written? */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error &&
  /SQLITE_(NOTADB|CORRUPT|IOERR)/.test(`${error.message} ${codeOf(error) ?? ''}`);

/** The file is not what was written; said at sign-in, which offers the newest backup. */
export const damaged = (): AppError =>
  new AppError(
    'damaged',
    'The record is damaged and was not opened. Nothing was changed. An administrator can restore the newest verified backup.',
    { key: 'recordDamaged' },
  );

/** What was found when the store was opened; the health page tells it. */
export interface Opening {
  store: Store;
  filename: string;
  at: string;
  /** The newest thousand entries of the audit, and the head that was kept outside. */
  chain: ChainCheck;
}

export interface OpeningOptions {
  folder: string;
  storeName: string;
  dek: Buffer;
  at: string;
  /** Called before the first pending migration touches the file: the verified snapshot. */
  beforeMigration?: (store: Store) => Promise<void>;
}

/** Opens the file, brings its schema up to date, and reads what a start must have read. */
export const openChecked = async (options: OpeningOptions): Promise<Opening> => {
  const { folder, storeName, dek, at } = options;
  const filename = join(folder, storeName);
  await refusePlainFile(filename);
  let store: Store | null = null;
  try {
    store = await openStore({ engine: 'sqlcipher', filename, key: dek });
    const { pending, newer } = await pendingMigrations(store);
    if (pending.length > 0 && newer.length === 0) await options.beforeMigration?.(store);
    await migrate(store, at);
    const known = await readAuditHead(folder, storeName);
    const chain = await store.transaction(async (trx) => {
      for (const table of firstPages) await trx(table).limit(50);
      return verifyChain(trx, { newest: walkedAtOpening, known });
    });
    if (!chain.broken)
      watchAuditHead(
        store,
        (head) => void writeAuditHead(folder, storeName, head).catch(() => undefined),
      );
    return { store, filename, at, chain };
  } catch (error) {
    if (store) await closeStore(store);
    if (isDamage(error)) throw damaged();
    throw error;
  }
};

/** The lists of the first screens; a damaged page in them is found before anybody works on it. */
const firstPages = [
  'hospital',
  'unit',
  'room',
  'bed',
  'user',
  'patient',
  'encounter',
  'task',
  'care_plan',
  'appointment_series',
  'note',
  'setting',
  'draft',
] as const;

/** Closes a store and forgets its audit key. */
export const closeStore = async (store: Store): Promise<void> => {
  forgetAuditKey(store);
  await store.close();
};

const toSignedIn = (row: UserRow, unitIds: string[], confirmedAt: string): SignedInUser => ({
  id: row.id,
  signInName: row.signInName,
  givenName: row.givenName,
  familyName: row.familyName,
  role: row.role,
  unitIds,
  mustChangePassphrase: row.mustChangePassphrase === 1,
  confirmedAt,
});

/** An entry that a service writes outside of the pipeline: sign-in, lock, set-up. */
export const sessionEntry = (
  host: Pick<Host, 'clock' | 'workstation'>,
  user: Pick<SignedInUser, 'id' | 'role'> | null,
  action: string,
  more: Partial<AuditEntry> = {},
): AuditEntry => ({
  at: host.clock.now(),
  userId: user?.id ?? null,
  role: user?.role ?? null,
  workstation: host.workstation,
  action,
  patientId: null,
  encounterId: null,
  recordType: null,
  recordId: null,
  versionBefore: null,
  versionAfter: null,
  outcome: 'ok',
  reason: null,
  detail: null,
  ...more,
});

export interface Admission {
  kind: StoreKind;
  folder: string;
  storeName: string;
  /** Taken over: zeroed here when the record does not open, at lock when it does. */
  dek: Buffer;
  signInName: string;
  action: string;
  beforeMigration?: (store: Store) => Promise<void>;
}

/** Opens the record for a person whose passphrase was right, with its audit entry. */
export const openRecordFor = async (host: Host, admission: Admission): Promise<OpenRecord> => {
  const { kind, folder, dek, signInName, action } = admission;
  try {
    const opening = await openChecked({ ...admission, at: host.clock.now() });
    return await admit(host, opening, { kind, folder, dek, signInName, action });
  } catch (error) {
    dek.fill(0);
    throw error;
  }
};

/** Lets a person into an opened store; closes it when they may not. */
export const admit = async (
  host: Host,
  opening: Opening,
  { kind, folder, dek, signInName, action }: Omit<Admission, 'storeName' | 'beforeMigration'>,
): Promise<OpenRecord> => {
  const { store, filename, chain } = opening;
  try {
    const { user, hospital, preferences } = await store.transaction(async (trx) => {
      const row = await userByName(trx, signInName);
      if (!row || row.active !== 1) throw signInRefused();
      const units = await unitsOfUser(trx, row);
      await appendAudit(trx, sessionEntry(host, row, action));
      if (chain.broken)
        await appendAudit(
          trx,
          sessionEntry(host, row, 'audit.broken', {
            outcome: 'failed',
            detail: { ...chain.broken },
          }),
        );
      const unitIds = units.map(({ id }) => id);
      return {
        user: toSignedIn(row, unitIds, host.clock.now()),
        hospital: await getHospital(trx),
        preferences: await preferencesOf(trx, row.id),
      };
    });
    host.clock.setZone(hospital.zone);
    host.device.set(preferences);
    host.ports.applyDevice();
    // For the lock screen; on a computer that was set up from a backup for the first time.
    if (kind === 'real')
      host.device.set({
        hospitalName: hospital.name,
        helpDesk: hospital.helpDesk,
        hospitalZone: hospital.zone,
      });
    // Not waited for: the worker takes what it is asked in order, and may still end a former reading.
    host.reader
      ?.open(filename, dek)
      .catch((error: unknown) => host.logCrash('L-reader', 'session.signIn', error));
    return {
      kind,
      folder,
      filename,
      store,
      dek,
      user,
      seen: new SeenLists(),
      drafts: new DraftKeeper(store, user.id, host.clock),
      openedAt: opening.at,
      chainAtOpening: chain,
    };
  } catch (error) {
    await closeStore(store);
    if (isDamage(error)) throw damaged();
    throw error;
  }
};

/** One answer for a wrong passphrase, an unknown name and a deactivated person. */
export const signInRefused = (): AppError =>
  new AppError('refused', 'Name or passphrase is not right.', { key: 'signInRefused' });

/** Writes the newest entry's head beside the store, so that a chain cut short shows. */
export const keepAuditHead = async (record: OpenRecord): Promise<void> => {
  // A chain found broken: the head that proved it stays, or the next walk would find nothing.
  if (record.chainAtOpening.broken) return;
  const head = await record.store.transaction(auditHead);
  if (head) await writeAuditHead(record.folder, basename(record.filename), head);
};

/** Empties the log into the file. A reading that still runs in the worker keeps it, and is not waited for. */
const checkpoint = async (store: Store): Promise<void> => {
  await store.knex.raw('PRAGMA busy_timeout = 0');
  await store.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
};

/**
 * Checkpoints the log, keeps the audit head, closes the file and zeroes the key. A full disk or a
 * share that is away stops none of it: the key goes in any case.
 */
export const closeRecord = async (host: Host, record: OpenRecord): Promise<void> => {
  record.drafts.stop();
  const steps: (() => Promise<unknown> | undefined)[] = [
    () => host.reader?.close(),
    () => keepAuditHead(record),
    () => checkpoint(record.store),
    () => closeStore(record.store),
  ];
  const failures: unknown[] = [];
  for (const step of steps)
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  record.dek.fill(0);
  for (const failure of failures) host.logCrash('L-lock', 'session.lock', failure);
};
