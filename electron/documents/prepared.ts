/**
 * Documents gathered for print and not yet closed, in main's memory only. Each belongs to the person
 * who asked for it and is forgotten when its preview closes or the record locks.
 */
import { uuidv7 } from 'uuidv7';
import { notFound } from '../../shared/errors';
import type { RenderedDocument } from '../../shared/documents/document';
import type { PlanExport } from '../../shared/careplans/export';
import type { CarePlanPrint } from './care-plan-print';

export interface Prepared {
  jobId: string;
  userId: string;
  patientId: string;
  encounterId: string | null;
  carePlanId: string;
  title: string;
  fileName: string;
  print: CarePlanPrint;
  /** The same plan for another program. */
  plan: PlanExport;
  /** Made at the first wish to see, save or print it. */
  rendered: Promise<RenderedDocument> | null;
}

/** More open previews than anybody reads at once; the oldest goes. */
const most = 8;
const open = new Map<string, Prepared>();

/** Keeps a gathered document under a new id. */
export const keepPrepared = (document: Omit<Prepared, 'jobId' | 'rendered'>): Prepared => {
  const prepared: Prepared = { ...document, jobId: uuidv7(), rendered: null };
  open.set(prepared.jobId, prepared);
  for (const jobId of [...open.keys()].slice(0, Math.max(0, open.size - most))) open.delete(jobId);
  return prepared;
};

/** That person's document. Throws `notFound`, also for somebody else's. */
export const findPrepared = (jobId: string, userId: string): Prepared => {
  const prepared = open.get(jobId);
  if (!prepared || prepared.userId !== userId) throw notFound();
  return prepared;
};

export const forgetPrepared = (jobId: string): void => void open.delete(jobId);
