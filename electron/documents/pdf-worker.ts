/** The worker thread that makes PDFs, off the main thread: entry point, built to out/main/pdf-worker.js. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CarePlanPrint } from './care-plan-print';
import { loadFonts, renderCarePlan } from './render';

/** Main → worker. */
export interface RenderRequest {
  id: number;
  print: CarePlanPrint;
}

/** Worker → main. A failure carries no text of the document. */
export type RenderAnswer =
  | { id: number; ok: true; bytes: Uint8Array; pages: number }
  | { id: number; ok: false; where: string };

const port = parentPort;
if (!port) throw new Error('pdf-worker runs as a worker thread');
const { fontFolder } = workerData as { fontFolder: string };

/** The place of an error without its message, which may quote the document. */
const placeOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.name} ${(error.stack ?? '').split('\n').find((line) => line.startsWith('    at ')) ?? ''}`
    : 'unknown';

port.on('message', ({ id, print }: RenderRequest) => {
  void (async () => {
    try {
      await loadFonts(fontFolder);
      const { bytes, pages } = await renderCarePlan(print);
      const answer: RenderAnswer = { id, ok: true, bytes: new Uint8Array(bytes), pages };
      port.postMessage(answer, [answer.bytes.buffer as ArrayBuffer]);
    } catch (error) {
      port.postMessage({ id, ok: false, where: placeOf(error) } satisfies RenderAnswer);
    }
  })();
});
