/**
 * Use cases of documents. `prepareCarePlan` gathers inside the pipeline's transaction, where reach is
 * checked and the entry is written; rendering, saving and printing run outside of it and put their
 * own entries on record.
 */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { appendAudit } from '../../db/audit';
import { survivorOf } from '../../db/access';
import { liveState, loadPlan, versionContent, versionHead } from '../../db/careplans';
import { documentsOfPatient, insertDocument, stayFacts } from '../../db/documents';
import { planExportFacts } from '../../db/plan-export';
import { personNames } from '../../db/person-names';
import { planChanges } from '../../shared/careplans/changes';
import { withLiveState } from '../../shared/careplans/live';
import { contentOf, draftNumber, type CarePlan } from '../../shared/careplans/plan';
import type { PlanContent } from '../../shared/careplans/version';
import type { documentCalls, documentOwnCalls } from '../../shared/contract/documents';
import type { DocumentPurpose, RenderedDocument } from '../../shared/documents/document';
import { AppError, notFound } from '../../shared/errors';
import { localDateOf } from '../../shared/time';
import type { CarePlanPrint } from '../documents/care-plan-print';
import { carePlanBundle } from '../interop/fhir/care-plan-bundle';
import { findPrepared, forgetPrepared, keepPrepared, type Prepared } from '../documents/prepared';
import { printWords } from '../documents/words';
import type { Host, OpenRecord } from '../host';
import type { CallContext, Handlers, OwnHandlers } from '../ipc/context';

const today = (ctx: CallContext): string => localDateOf(ctx.now, ctx.zone);

type Printed = Pick<
  CarePlanPrint,
  'draft' | 'version' | 'outdated' | 'signed' | 'replaces' | 'content'
>;

/** The working draft, compared with the newest version. */
const draftPrint = async (ctx: CallContext, plan: CarePlan): Promise<Printed> => ({
  draft: true,
  outdated: false,
  version: draftNumber(plan),
  signed: null,
  content: contentOf(plan),
  replaces: await replacedBy(ctx, plan, plan.newestVersion, contentOf(plan)),
});

/** A signed version, compared with the one before; the newest with what was recorded since. */
const versionPrint = async (
  ctx: CallContext,
  plan: CarePlan,
  version: number,
): Promise<Printed> => {
  const content = await versionContent(ctx.trx, plan.id, version);
  if (!content) throw notFound();
  const head = await versionHead(ctx.trx, plan.id, version, today(ctx));
  const newest = version === plan.newestVersion;
  return {
    draft: false,
    outdated: !newest,
    version,
    signed: { at: head.signedAt, byName: head.signedByName, byRole: head.signedByRole },
    content: newest
      ? withLiveState(content, await liveState(ctx.trx, plan.id, today(ctx)))
      : content,
    replaces: await replacedBy(ctx, plan, version - 1, content),
  };
};

const replacedBy = async (
  ctx: CallContext,
  plan: CarePlan,
  version: number,
  now: PlanContent,
): Promise<Printed['replaces']> => {
  const before = await versionContent(ctx.trx, plan.id, version);
  if (!before) return null;
  const { signedAt } = await versionHead(ctx.trx, plan.id, version, today(ctx));
  return { version, signedAt, changes: planChanges(before, now) };
};

export const documentHandlers: Handlers<typeof documentCalls> = {
  'documents.ofPatient': async (ctx, { patientId }) => {
    const survivor = await survivorOf(ctx.trx, patientId);
    ctx.saw([survivor]);
    return documentsOfPatient(ctx.trx, survivor, today(ctx));
  },

  'documents.prepareCarePlan': async (ctx, { carePlanId, version, paper, language }) => {
    const { patientId } = ctx;
    if (!patientId) throw notFound();
    const plan = await loadPlan(ctx.trx, carePlanId, today(ctx));
    // Without an open draft the newest version is what stands.
    const wanted = version ?? (plan.draftOpen ? null : plan.newestVersion);
    const printed =
      wanted === null ? await draftPrint(ctx, plan) : await versionPrint(ctx, plan, wanted);
    const names = await personNames(ctx.trx, [ctx.user.id], today(ctx));
    const title = printWords[language].title;
    const facts = await stayFacts(ctx.trx, patientId, plan.encounterId, ctx.now);
    const prepared = keepPrepared({
      userId: ctx.user.id,
      patientId,
      encounterId: plan.encounterId,
      carePlanId,
      title: `${title}: ${plan.title}`,
      // A folder's listing is read by others: no name, no number.
      fileName: `${title} ${today(ctx)}.pdf`,
      print: {
        ...facts,
        ...printed,
        language,
        paper,
        zone: ctx.zone,
        printedAt: ctx.now,
        printedBy: names.get(ctx.user.id) ?? `${ctx.user.givenName} ${ctx.user.familyName}`,
        demonstration: false,
        status: plan.status,
      },
      plan: {
        ...(await planExportFacts(ctx.trx, {
          carePlanId,
          patientId,
          encounterId: plan.encounterId,
        })),
        id: plan.id,
        status: plan.status,
        version: printed.draft ? null : printed.version,
        signedAt: printed.signed?.at ?? null,
        signedByName: printed.signed?.byName ?? null,
        content: printed.content,
        exportedAt: ctx.now,
        team: facts.team.map(({ name, role }) => ({ name, role })),
      },
    });
    ctx.note({
      recordType: 'carePlan',
      recordId: carePlanId,
      detail: { version: wanted, draft: printed.draft, paper },
    });
    return {
      jobId: prepared.jobId,
      title: prepared.title,
      fileName: prepared.fileName,
      paper,
      draft: printed.draft,
    };
  },
};

// ---- Outside of the pipeline's transaction ----------------------------------------------------

const openRecord = (host: Host): OpenRecord => {
  if (!host.record) throw new AppError('notSignedIn', 'Sign in first.', { key: 'notSignedIn' });
  return host.record;
};

const jobName = (jobId: string): string => `document:${jobId}`;

/** A lock ends the document: it is forgotten, and the worker goes with what it holds. */
const untilLock = (host: Host, jobId: string): AbortSignal => {
  const running = host.jobs.get(jobName(jobId));
  if (running) return running.signal;
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => {
    forgetPrepared(jobId);
    host.jobs.delete(jobName(jobId));
    void host.pdf.stop();
  });
  host.jobs.set(jobName(jobId), controller);
  return controller.signal;
};

const rendered = (host: Host, prepared: Prepared): Promise<RenderedDocument> => {
  untilLock(host, prepared.jobId);
  prepared.rendered ??= host.pdf
    .carePlan({ ...prepared.print, demonstration: openRecord(host).kind === 'demonstration' })
    .catch((error: unknown) => {
      // The next wish tries again.
      prepared.rendered = null;
      throw error;
    });
  return prepared.rendered;
};

/** Puts on record that the document left, with its audit entry, in one transaction. */
const putOnRecord = (
  host: Host,
  record: OpenRecord,
  prepared: Prepared,
  { bytes, pages }: { bytes: Uint8Array; pages: number | null },
  purpose: DocumentPurpose,
  action = `documents.${purpose}`,
): Promise<void> =>
  record.store.transaction(async (trx) => {
    const { print, patientId, encounterId, carePlanId, title } = prepared;
    const at = host.clock.now();
    const version = print.draft ? null : print.version;
    const { id } = await insertDocument(
      trx,
      {
        patientId,
        encounterId,
        kind: 'carePlan',
        title,
        carePlanId,
        version,
        paper: pages === null ? null : print.paper,
        pages,
        purpose,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
      { userId: record.user.id, at },
    );
    await appendAudit(trx, {
      at,
      userId: record.user.id,
      role: record.user.role,
      workstation: host.workstation,
      action,
      patientId,
      encounterId,
      recordType: 'document',
      recordId: id,
      versionBefore: null,
      versionAfter: 1,
      outcome: 'ok',
      reason: null,
      detail: { carePlanId, version, pages, paper: print.paper },
    });
  });

/** The record may have locked while a dialog of the system stood open. */
const stillOpen = (host: Host, record: OpenRecord): void => {
  if (host.record !== record || host.locking)
    throw new AppError('locked', 'Liaison is locked. Nothing was saved or printed.', {
      key: 'documents.lockedMeanwhile',
    });
};

const cannotWrite = (): AppError =>
  new AppError('refused', 'The file could not be written there. Choose another folder.', {
    key: 'documents.cannotWrite',
  });

export const documentOwnHandlers: OwnHandlers<typeof documentOwnCalls, Host> = {
  'documents.pdf': async (host, { jobId }) =>
    rendered(host, findPrepared(jobId, openRecord(host).user.id)),

  'documents.save': async (host, { jobId }) => {
    const record = openRecord(host);
    const prepared = findPrepared(jobId, record.user.id);
    const document = await rendered(host, prepared);
    const path = await host.ports.saveFile(prepared.fileName, 'pdf');
    if (path === null) return { saved: false };
    stillOpen(host, record);
    await writeFile(path, document.bytes).catch(() => Promise.reject(cannotWrite()));
    try {
      await putOnRecord(host, record, prepared, document, 'save');
    } catch (error) {
      // What is not on record has not left.
      await rm(path, { force: true });
      throw error;
    }
    return { saved: true };
  },

  'documents.saveFhir': async (host, { jobId }) => {
    const record = openRecord(host);
    const prepared = findPrepared(jobId, record.user.id);
    untilLock(host, jobId);
    const bytes = Buffer.from(JSON.stringify(carePlanBundle(prepared.plan), null, 2));
    const path = await host.ports.saveFile(prepared.fileName.replace(/pdf$/, 'json'), 'json');
    if (path === null) return { saved: false };
    stillOpen(host, record);
    await writeFile(path, bytes).catch(() => Promise.reject(cannotWrite()));
    try {
      const fhir = { ...prepared, title: `${prepared.title} (FHIR)` };
      await putOnRecord(host, record, fhir, { bytes, pages: null }, 'save', 'documents.saveFhir');
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { saved: true };
  },

  'documents.print': async (host, { jobId }) => {
    const record = openRecord(host);
    const prepared = findPrepared(jobId, record.user.id);
    const document = await rendered(host, prepared);
    const outcome = await host.ports.printDocument(
      jobId,
      prepared.print.paper,
      document.pages,
      untilLock(host, jobId),
    );
    if (!outcome.printed) return outcome;
    stillOpen(host, record);
    await putOnRecord(host, record, prepared, document, 'print');
    return outcome;
  },

  'documents.drawn': async (host, { jobId, problem }) => {
    host.ports.pagesDrawn(findPrepared(jobId, openRecord(host).user.id).jobId, problem);
    return null;
  },

  'documents.close': async (host, { jobId }) => {
    const { jobId: known } = findPrepared(jobId, openRecord(host).user.id);
    forgetPrepared(known);
    host.jobs.delete(jobName(known));
    return null;
  },
};
