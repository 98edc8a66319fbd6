/**
 * The application around the calls: paths, clock, ports to the outside, and what is open now. Free
 * of Electron, so that tests run the whole of main's logic under plain Node; `main.ts` fills the ports.
 */
import type { ChainCheck } from '../db/audit-chain';
import type { Store } from '../db/connection';
import type { Paper } from '../shared/documents/document';
import type { LockReason, StoreKind } from '../shared/session/session';
import type { Clock } from '../shared/time';
import type { SignedInUser } from './ipc/context';
import type { PipelineHost } from './ipc/pipeline';
import type { SeenLists } from './ipc/seen-lists';
import type { DeviceFile } from './device/device-file';
import type { PdfRenderer } from './documents/pdf-renderer';
import type { PrintOutcome } from './documents/print-window';
import type { DraftKeeper } from './services/draft-keeper';
import type { Reader } from './worker/reader';

/** What only Electron or the operating system can do. */
export interface Ports {
  /** Loads every window afresh: nothing of the work stays in its memory. */
  reloadWindows: () => void;
  /** Files or folders a person picked; their paths never reach the window. */
  openFiles: (title: string, what: 'files' | 'folder') => Promise<string[]>;
  /** Where a person wants a file saved; null = cancelled. */
  saveFile: (suggestedName: string, kind: 'pdf' | 'csv' | 'json') => Promise<string | null>;
  /** A path dropped on the window is resolved by main only. */
  networkAttempts: () => number;
  /** Prints a page of HTML (recovery sheet) or images of pages; false with a reason when not. */
  print: (html: string) => Promise<{ printed: boolean; problem: string | null }>;
  /** Prints a prepared document's pages from a hidden window; an abort ends it. */
  printDocument: (
    jobId: string,
    paper: Paper,
    pages: number,
    signal: AbortSignal,
  ) => Promise<PrintOutcome>;
  /** That window has drawn its pages, or says why not. */
  pagesDrawn: (jobId: string, problem: string | null) => void;
  applyDevice: () => void;
}

/** The open record of one signed-in person. */
export interface OpenRecord {
  kind: StoreKind;
  /** The store's folder: record.db, vault.json, audit-head.json. */
  folder: string;
  filename: string;
  store: Store;
  /** Zeroed at lock. */
  dek: Buffer;
  user: SignedInUser;
  seen: SeenLists;
  drafts: DraftKeeper;
  openedAt: string;
  /** What the walk over the newest audit entries found when it was opened. */
  chainAtOpening: ChainCheck;
}

/** Why and whom the last lock put away; the lock screen tells it. */
export interface LastLock {
  displayName: string;
  role: SignedInUser['role'];
  at: string;
  reason: LockReason;
  draftsKept: number;
}

export interface Host extends PipelineHost {
  clock: Clock & { setZone: (zone: string | null) => void };
  /** Folder of this installation's data (userData). */
  profile: string;
  /** Folder of the program's own data files (instruments, lists, fonts). */
  resources: string;
  version: string;
  testBuild: boolean;
  device: DeviceFile;
  ports: Ports;
  /** The store the window is about: the real one, or the demonstration. */
  storeKind: StoreKind;
  record: OpenRecord | null;
  lastLock: LastLock | null;
  locking: boolean;
  /** The thread that reads beside main; null where none can be started (some tests). */
  reader: Reader | null;
  /** Instant of the last input in a window of ours. */
  lastInputAt: string;
  /** Makes PDFs in a worker of its own. */
  pdf: PdfRenderer;
  /** Jobs that a lock must stop, by id. */
  jobs: Map<string, AbortController>;
}
