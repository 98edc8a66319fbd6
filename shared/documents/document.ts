/** Documents made of the record, and the record of what was printed and saved. */

/** Paper sizes that every document fits. */
export const papers = ['letter', 'a4'] as const;
export type Paper = (typeof papers)[number];

/** `preview` = shown only; `import` = metadata of a document kept elsewhere. */
export type DocumentPurpose = 'preview' | 'print' | 'save' | 'import';

/** A line of a patient's documents: what left the record, when and by whom. */
export interface DocumentEntry {
  id: string;
  kind: string;
  title: string;
  carePlanId: string | null;
  /** Null = the working draft, marked DRAFT. */
  version: number | null;
  paper: Paper | null;
  pages: number | null;
  purpose: DocumentPurpose;
  recipient: string | null;
  /** SHA-256 of the bytes that left, hexadecimal. */
  sha256: string | null;
  createdAt: string;
  createdByName: string | null;
}

/** A document that main has gathered and can render, print and save while this session is open. */
export interface PreparedDocument {
  jobId: string;
  title: string;
  /** File name offered when saving: kind and dates, no patient's name. */
  fileName: string;
  paper: Paper;
  /** The working draft: every page is marked. */
  draft: boolean;
}

/** A rendered document. */
export interface RenderedDocument {
  bytes: Uint8Array;
  pages: number;
}
