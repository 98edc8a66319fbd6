/**
 * Main's side of the PDF worker. The worker starts with the first document and ends at lock, so that
 * no text of a patient stays in its memory; one that dies fails its documents and is started anew.
 */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors';
import type { RenderedDocument } from '../../shared/documents/document';
import type { CarePlanPrint } from './care-plan-print';
import type { RenderAnswer, RenderRequest } from './pdf-worker';

export interface PdfRenderer {
  /** Throws `refused` when the document cannot be made, `cancelled` when the worker was stopped. */
  carePlan: (print: CarePlanPrint) => Promise<RenderedDocument>;
  /** Ends the worker with whatever it holds. */
  stop: () => Promise<void>;
}

const failed = (): AppError =>
  new AppError('refused', 'The document could not be made. The record is safe; try again.', {
    key: 'documents.failed',
  });

const stopped = (): AppError =>
  new AppError('cancelled', 'Stopped. Nothing was changed.', { key: 'cancelled' });

interface Waiting {
  resolve: (document: RenderedDocument) => void;
  reject: (error: AppError) => void;
}

/** `workerFile` is out/main/pdf-worker.js, `fontFolder` resources/fonts; `onFailure` logs a place. */
export const makePdfRenderer = (
  workerFile: string,
  fontFolder: string,
  onFailure: (where: string) => void = () => undefined,
): PdfRenderer => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let serial = 0;

  const rejectAll = (error: AppError): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const started = (): Worker => {
    if (worker) return worker;
    const made = new Worker(workerFile, { workerData: { fontFolder } });
    made.unref();
    made.on('message', (answer: RenderAnswer) => {
      const document = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) return document?.resolve({ bytes: answer.bytes, pages: answer.pages });
      onFailure(answer.where);
      return document?.reject(failed());
    });
    made.on('error', (error) => onFailure(error.name));
    made.on('exit', () => {
      if (worker !== made) return;
      worker = null;
      rejectAll(failed());
    });
    worker = made;
    return made;
  };

  return {
    carePlan: (print) =>
      new Promise((resolve, reject) => {
        serial += 1;
        waiting.set(serial, { resolve, reject });
        started().postMessage({ id: serial, print } satisfies RenderRequest);
      }),
    stop: async () => {
      const ending = worker;
      worker = null;
      rejectAll(stopped());
      await ending?.terminate();
    },
  };
};
