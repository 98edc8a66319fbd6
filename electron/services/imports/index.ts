/** Handlers of the calls about imports. */
import { appendAudit, type AuditEntry } from '../../../db/audit';
import type { Trx } from '../../../db/connection';
import { joinAssigners, setAssignerOurs } from '../../../db/identity';
import { listBatches } from '../../../db/imports';
import { personNames } from '../../../db/person-names';
import type { Actor } from '../../../db/records';
import type { importOwnCalls } from '../../../shared/contract/imports';
import type { Batch, ImportSettings } from '../../../shared/imports/import';
import { localDateOf } from '../../../shared/time';
import type { Host, OpenRecord } from '../../host';
import type { OwnHandlers } from '../../ipc/context';
import { sessionEntry } from '../open-record';
import { openRecordOf } from '../sign-in';
import type { BatchReport } from './apply-feed';
import {
  applySelection,
  importJob,
  previewSelection,
  saveRefused,
  saveReport,
} from './import-files';
import { importSettings, setKeepDays, setObservationCodes, setWatch } from './import-settings';
import { readingOf } from './reading';
import {
  forgetSelection,
  keptFiles,
  selectPaths,
  shownSelection,
  takeDrop,
  takeKept,
} from './selections';
import { listWaiting, settleDifference, settleDuplicate, takeMergeBack } from './waiting';
import { watchStateOf } from './watched-folder';

/** Batches of one page of the history, and problems that each of them lists. */
const batchesShown = 50;
const problemsShown = 200;

const today = (host: Host): string => localDateOf(host.clock.now(), host.clock.zone());

/** A change of a setting with its audit entry. */
const change = async (
  host: Host,
  action: string,
  work: (trx: Trx, actor: Actor) => Promise<unknown>,
  more: Partial<AuditEntry> = {},
): Promise<null> => {
  const record = openRecordOf(host);
  await record.store.transaction(async (trx) => {
    await work(trx, { userId: record.user.id, at: host.clock.now() });
    await appendAudit(trx, sessionEntry(host, record.user, action, more));
  });
  return null;
};

const settingsOf = (host: Host, record: OpenRecord): Promise<ImportSettings> =>
  record.store.transaction((trx) => importSettings(trx, watchStateOf(host), today(host)));

const batches = async (host: Host, trx: Trx, before: string | null): Promise<Batch[]> => {
  const rows = await listBatches(trx, batchesShown, before ?? undefined);
  const names = await personNames(
    trx,
    rows.map(({ createdBy }) => createdBy),
    today(host),
  );
  return rows.map(({ id, fileName, format, outcome, createdAt, createdBy, report }) => {
    const { sums, notUsed, problems, watchedBy } = JSON.parse(report) as BatchReport;
    return {
      id,
      fileName,
      format,
      outcome,
      at: createdAt,
      byName: names.get(createdBy) ?? null,
      watched: watchedBy !== undefined,
      sums,
      notUsed,
      problems: problems.slice(0, problemsShown),
      problemCount: problems.length,
    };
  });
};

export const importOwnHandlers: OwnHandlers<typeof importOwnCalls, Host> = {
  'imports.choose': async (host, { what }) => {
    const record = openRecordOf(host);
    const paths =
      what === 'kept' ? takeKept(host, record) : await host.ports.openFiles('Import', what);
    const selection = await selectPaths(record, paths);
    return selection && shownSelection(selection);
  },

  'imports.kept': async (host) => keptFiles(host, openRecordOf(host)),

  'imports.forgetKept': async (host) => {
    takeKept(host, openRecordOf(host));
    return null;
  },

  'imports.drop': async (host, drop) => {
    const { selection, file } = takeDrop(openRecordOf(host), drop);
    return { selection: shownSelection(selection), fileId: file.id };
  },

  'imports.preview': (host, { selectionId, mapping, duplicates }) =>
    previewSelection(host, openRecordOf(host), selectionId, mapping, duplicates),

  'imports.apply': (host, { selectionId, fileIds, decisions }) =>
    applySelection(host, openRecordOf(host), selectionId, fileIds, decisions),

  'imports.stop': async (host) => {
    host.jobs.get(importJob)?.abort();
    return null;
  },

  'imports.forget': async (host, { selectionId }) => {
    const keys = forgetSelection(openRecordOf(host), selectionId);
    if (keys.length > 0) await readingOf(host).forget(keys);
    return null;
  },

  'imports.saveRefused': async (host, { selectionId }) => ({
    saved: await saveRefused(host, openRecordOf(host), selectionId),
  }),

  'imports.saveReport': async (host, { selectionId }) => ({
    saved: await saveReport(host, openRecordOf(host), selectionId),
  }),

  'imports.batches': (host, { before }) =>
    openRecordOf(host).store.transaction((trx) => batches(host, trx, before)),

  'imports.waiting': (host) => {
    const record = openRecordOf(host);
    return record.store.transaction(async (trx) => {
      const { waiting, patientIds } = await listWaiting(trx, host, record);
      const input = { call: 'imports.waiting' };
      if (
        patientIds.length > 0 &&
        !record.seen.isRepeat('imports.waiting', input, patientIds, host.clock.now())
      )
        await appendAudit(
          trx,
          sessionEntry(host, record.user, 'imports.waiting', {
            detail: { count: patientIds.length },
          }),
          patientIds,
        );
      return waiting;
    });
  },

  'imports.decideDifference': async (host, input) => {
    const record = openRecordOf(host);
    await record.store.transaction((trx) => settleDifference(trx, host, record, input));
    return null;
  },

  'imports.decideDuplicate': async (host, input) => {
    const record = openRecordOf(host);
    await record.store.transaction((trx) => settleDuplicate(trx, host, record, input));
    return null;
  },

  'imports.unmerge': async (host, { patientId }) => {
    const record = openRecordOf(host);
    await record.store.transaction((trx) => takeMergeBack(trx, host, record, patientId));
    return null;
  },

  'imports.settings': (host) => settingsOf(host, openRecordOf(host)),

  'imports.watch': async (host) => {
    const record = openRecordOf(host);
    const [path] = await host.ports.openFiles('Watched folder', 'folder');
    if (path === undefined) return null;
    await change(host, 'imports.watch', (trx, actor) => setWatch(trx, path, actor));
    return settingsOf(host, record);
  },

  'imports.unwatch': (host) =>
    change(host, 'imports.unwatch', (trx, actor) => setWatch(trx, null, actor)),

  'imports.setKeepDays': (host, { days }) =>
    change(host, 'imports.setKeepDays', (trx, actor) => setKeepDays(trx, days, actor), {
      detail: { days },
    }),

  'imports.setObservationCodes': (host, { codes }) =>
    change(host, 'imports.setObservationCodes', (trx, actor) =>
      setObservationCodes(trx, codes, actor),
    ),

  'imports.joinAssigners': (host, { fromId, intoId }) =>
    change(
      host,
      'imports.joinAssigners',
      (trx, actor) => joinAssigners(trx, fromId, intoId, actor),
      { recordType: 'assigner', recordId: intoId, detail: { fromId } },
    ),

  'imports.setAssigner': (host, { id, isOurs }) =>
    change(host, 'imports.setAssigner', (trx, actor) => setAssignerOurs(trx, id, isOurs, actor), {
      recordType: 'assigner',
      recordId: id,
      detail: { isOurs },
    }),
};
