/**
 * What the reading worker can be asked, typed from one map. A job gets its own read-only connection
 * to the open store and never writes (architecture.md, Processes and connections).
 */
import type { Store } from '../../db/connection';

export interface JobContext {
  /** The second connection, `query_only`; null while no store is open. */
  store: Store | null;
  /** The open store's file. */
  filename: string | null;
  progress: (done: number, of: number) => void;
  signal: AbortSignal;
}

export type Job<Input, Output> = (ctx: JobContext, input: Input) => Promise<Output>;

/** Main → worker. The key travels by message and is zeroed in the message's buffer once open. */
export type ToWorker =
  | { type: 'open'; id: number; filename: string; key: Uint8Array }
  | { type: 'close'; id: number }
  | { type: 'run'; id: number; job: string; input: unknown }
  | { type: 'cancel'; id: number }
  /** Close and end the thread. A thread stopped from outside in the middle of a statement aborts the whole process. */
  | { type: 'end' };

/** Worker → main. */
export type FromWorker =
  | { type: 'progress'; id: number; done: number; of: number }
  | { type: 'done'; id: number; value: unknown }
  | { type: 'failed'; id: number; message: string; cancelled: boolean };
