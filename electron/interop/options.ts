/** What reading a file needs besides its bytes. */
import type { CsvMapping } from '../../shared/imports/facts';

export interface ReadOptions {
  /** The hospital's IANA zone. */
  zone: string;
  /** The import's own time (UTC), against which dates are possible or not. */
  now: string;
  /** PV1-2 and PV1-18 codes that mean observation. */
  observationCodes?: readonly string[] | undefined;
  /** A mapping a person made or that is remembered for this header set; else by the headers' names. */
  csvMapping?: CsvMapping | undefined;
  onProgress?: ((done: number, of: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Gives the event loop its turn now and then, tells the progress, and stops when cancelled. */
export type Turn = (done: number, of: number) => Promise<void>;
