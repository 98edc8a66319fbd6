/** Files as other systems write them: odd, but valid; each with what the standard says is in it. */
import type { Counts, FileReport } from '../../../shared/imports/report';

export interface StrangeFile {
  /** What is odd about it; also the file's name. */
  kind: string;
  bytes: Uint8Array;
  extension: string;
  outcome: FileReport['outcome'];
  /** Counts that are not 0. */
  counts: Partial<Counts>;
  notUsed?: Record<string, number>;
  /** Places at which something must be said, without those that follow. */
  says?: string[];
}

export type Told = Omit<StrangeFile, 'kind' | 'bytes' | 'extension'> & {
  text: string | Uint8Array;
};

/** Cases by what is odd about them. */
export const strangeFiles = (extension: string, cases: Record<string, Told>): StrangeFile[] =>
  Object.entries(cases).map(([kind, { text, ...rest }]) => ({
    kind,
    extension,
    bytes: typeof text === 'string' ? Buffer.from(text, 'utf8') : text,
    ...rest,
  }));

/** The usual outcome. */
export const accepted = (
  text: string | Uint8Array,
  counts: Partial<Counts>,
  more: Partial<Told> = {},
): Told => ({ text, counts, outcome: 'accepted', ...more });
