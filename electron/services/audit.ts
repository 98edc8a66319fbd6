/** Use cases about the audit: read it, walk its chain, save it to a file. */
import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { appendAudit } from '../../db/audit';
import { verifyChain, type ChainCheck } from '../../db/audit-chain';
import {
  auditAfter,
  auditPage,
  auditPeople,
  type AuditReading,
  type AuditScope,
} from '../../db/audit-reading';
import { readSetting, writeSetting } from '../../db/settings';
import type { AuditAbout, AuditWalk } from '../../shared/audit/audit';
import type { AuditFilter, auditCalls, auditOwnCalls } from '../../shared/contract/audit';
import { AppError } from '../../shared/errors';
import { localDateOf } from '../../shared/time';
import type { Host, OpenRecord } from '../host';
import type { Handlers, OwnHandlers, SignedInUser } from '../ipc/context';
import { csvHead, csvLine, fhirFoot, fhirHead, fhirLine } from './audit-export';
import { readAuditHead } from './audit-head';
import { sessionEntry } from './open-record';
import { openRecordOf } from './sign-in';

const scopeOf = (user: SignedInUser): AuditScope =>
  user.role === 'unitLead' ? { unitIds: user.unitIds } : 'all';

/** The last walk over the whole chain; setting `auditWalk`. */
export const auditWalkSetting = 'auditWalk';
export const auditWalkSchema = z.object({
  at: z.string(),
  walked: z.int(),
  broken: z.object({ seq: z.int(), why: z.enum(['changed', 'missing']) }).nullable(),
});

const verifyJob = 'audit.verify';

/** Walks the whole chain of the open record and keeps what was found. */
export const walkAudit = async (host: Host, record: OpenRecord): Promise<AuditWalk> => {
  if (host.jobs.has(verifyJob))
    throw new AppError('busy', 'The chain is being walked already.', { key: 'auditWalking' });
  const controller = new AbortController();
  host.jobs.set(verifyJob, controller);
  const progress = (done: number, of: number): void =>
    host.emit({ type: 'progress', job: verifyJob, done, of, label: verifyJob });
  try {
    const { signal } = controller;
    const known = await readAuditHead(record.folder, basename(record.filename));
    const check: ChainCheck = host.reader
      ? await host.reader.run('audit.verify', { known }, { onProgress: progress, signal })
      : await record.store.transaction((trx) => verifyChain(trx, { known, progress, signal }));
    const walk: AuditWalk = { at: host.clock.now(), walked: check.walked, broken: check.broken };
    await record.store.transaction(async (trx) => {
      const actor = { userId: record.user.id, at: walk.at };
      await writeSetting(trx, auditWalkSetting, walk, actor);
      await appendAudit(
        trx,
        sessionEntry(host, record.user, 'audit.verify', {
          outcome: walk.broken ? 'failed' : 'ok',
          detail: { walked: walk.walked, ...walk.broken },
        }),
      );
    });
    host.emit({ type: 'jobEnded', job: verifyJob, outcome: 'done' });
    return walk;
  } catch (error) {
    const { aborted } = controller.signal;
    host.emit({ type: 'jobEnded', job: verifyJob, outcome: aborted ? 'cancelled' : 'failed' });
    if (aborted) throw new AppError('cancelled', 'The walk was stopped. It found nothing.');
    throw error;
  } finally {
    host.jobs.delete(verifyJob);
  }
};

const exportJob = 'audit.export';
const exportPage = 1000;

/** Writes the filtered entries into a file, which comes whole or not at all. */
const exportTo = async (
  record: OpenRecord,
  path: string,
  reading: AuditReading,
  format: 'csv' | 'fhir',
  progress: (done: number, of: number) => void,
): Promise<number> => {
  // Told by sequence: how many of them the filter lets through is known only at the end.
  const newest = await record.store.transaction((trx) => auditPage(trx, reading, null, 1));
  const until = newest.items[0]?.seq ?? 0;
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  let entries = 0;
  try {
    await file.write(format === 'csv' ? csvHead : fhirHead);
    for (let after = 0; ;) {
      const items = await record.store.transaction((trx) =>
        auditAfter(trx, reading, after, exportPage),
      );
      const text = items.map((item, i) =>
        format === 'csv' ? csvLine(item) : fhirLine(item, entries + i === 0),
      );
      await file.write(text.join(''));
      entries += items.length;
      const last = items.at(-1);
      if (!last || items.length < exportPage) break;
      after = last.seq;
      progress(after, Math.max(after, until));
      await breathe();
    }
    if (format === 'fhir') await file.write(fhirFoot);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(part, { force: true });
    throw error;
  }
  await file.close();
  await rename(part, path);
  return entries;
};

const saveAudit = async (
  host: Host,
  record: OpenRecord,
  filter: AuditFilter,
  format: 'csv' | 'fhir',
): Promise<{ saved: boolean; entries: number }> => {
  const now = host.clock.now();
  const today = localDateOf(now, host.clock.zone());
  const kind = format === 'csv' ? 'csv' : 'json';
  const path = await host.ports.saveFile(`audit-${today}.${kind}`, kind);
  if (path === null) return { saved: false, entries: 0 };
  const reading = { filter, scope: scopeOf(record.user), today };
  const entries = await exportTo(record, path, reading, format, (done, of) =>
    host.emit({ type: 'progress', job: exportJob, done, of, label: exportJob }),
  ).finally(() => host.emit({ type: 'jobEnded', job: exportJob, outcome: 'done' }));
  await record.store.transaction((trx) =>
    appendAudit(
      trx,
      sessionEntry(host, record.user, 'audit.export', { detail: { format, entries, filter } }),
    ),
  );
  return { saved: true, entries };
};

export const auditHandlers: Handlers<typeof auditCalls> = {
  'audit.list': (ctx, { filter, before, limit }) =>
    auditPage(
      ctx.trx,
      { filter, scope: scopeOf(ctx.user), today: localDateOf(ctx.now, ctx.zone) },
      before,
      limit,
    ),
};

const aboutAudit = (record: OpenRecord): Promise<AuditAbout> =>
  record.store.transaction(async (trx) => ({
    people: await auditPeople(trx, scopeOf(record.user)),
    lastWalk: await readSetting(trx, auditWalkSetting, auditWalkSchema),
    atOpening: {
      at: record.openedAt,
      walked: record.chainAtOpening.walked,
      broken: record.chainAtOpening.broken,
    },
  }));

export const auditOwnHandlers: OwnHandlers<typeof auditOwnCalls, Host> = {
  'audit.about': (host) => aboutAudit(openRecordOf(host)),
  'audit.stop': async (host) => {
    host.jobs.get(verifyJob)?.abort();
    return null;
  },
  'audit.verify': (host) => walkAudit(host, openRecordOf(host)),
  'audit.export': (host, { filter, format }) => saveAudit(host, openRecordOf(host), filter, format),
};
