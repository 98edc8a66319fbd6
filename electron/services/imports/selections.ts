/** Files that a person chose or dropped, held until they are imported, forgotten, or the record locks. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { AppError } from '../../../shared/errors';
import type { ChosenFile, FilePreview, KeptFiles, Selection } from '../../../shared/imports/import';
import type { Host, OpenRecord } from '../../host';
import { maxFileBytes } from '../../interop/limits';
import type { FileSource, ReadFile } from './reading-jobs';

/** Files that are looked at together. */
const maxFiles = 500;
/** Bytes of dropped files that main holds at once; picked files stay on disk. */
const maxDroppedBytes = 2 * maxFileBytes;

export interface HeldFile extends ChosenFile {
  source: FileSource;
  /** Pieces of a dropped file on their way. */
  pieces: Uint8Array[];
  /** What the reader found; null before the preview. */
  read: ReadFile | null;
  preview: FilePreview | null;
  /** Newest entry of the audit when the preview was made. */
  previewedAt: number;
  /** It was imported: there is nothing to go on with. */
  written: boolean;
}

export interface HeldSelection {
  id: string;
  files: HeldFile[];
  leftOut: number;
  /** The file that is being written. */
  writing: string | null;
}

/** One selection a record: a new one takes the former one's place. */
const selections = new WeakMap<OpenRecord, HeldSelection>();

/** The selection as the window knows it. */
export const shownSelection = ({ id, files, leftOut }: HeldSelection): Selection => ({
  selectionId: id,
  files: files.map((file) => ({ id: file.id, name: file.name, bytes: file.bytes })),
  leftOut,
});

const heldFile = (name: string, bytes: number, source: FileSource): HeldFile => ({
  id: uuidv7(),
  name,
  bytes,
  source,
  pieces: [],
  read: null,
  preview: null,
  previewedAt: 0,
  written: false,
});

/** Holds the files at these paths; folders are gone through. Null when there is no file. */
export const selectPaths = async (
  record: OpenRecord,
  paths: readonly string[],
): Promise<HeldSelection | null> => {
  const found: HeldFile[] = [];
  let leftOut = 0;
  for (const path of paths)
    for (const { name, at, bytes } of await filesAt(path))
      if (found.length < maxFiles) found.push(heldFile(name, bytes, { path: at }));
      else leftOut += 1;
  if (found.length === 0) return null;
  const selection = { id: uuidv7(), files: found, leftOut, writing: null };
  selections.set(record, selection);
  return selection;
};

const filesAt = async (path: string): Promise<{ name: string; at: string; bytes: number }[]> => {
  const about = await stat(path).catch(() => null);
  if (!about) return [];
  if (about.isFile()) return [{ name: basename(path), at: path, bytes: about.size }];
  if (!about.isDirectory()) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return Promise.all(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map(async (at) => ({ name: basename(at), at, bytes: (await stat(at)).size })),
  );
};

/** What of a selection outlives a lock: ways to files that lie on disk, and names. No byte of them. */
interface Kept extends KeptFiles {
  paths: string[];
}

const keptBy = new WeakMap<Host, Map<string, Kept>>();

/** At lock: the files that a person was looking at, or whose writing was stopped, are kept for them. */
export const keepSelection = (host: Host, record: OpenRecord): void => {
  const selection = selections.get(record);
  const open = selection?.files.filter(({ written }) => !written) ?? [];
  if (!selection || open.length === 0) return;
  const kept = keptBy.get(host) ?? new Map<string, Kept>();
  keptBy.set(host, kept);
  const onDisk = open.flatMap(({ name, source }) =>
    'path' in source ? { name, path: source.path } : [],
  );
  kept.set(record.user.id, {
    at: host.clock.now(),
    writing: selection.writing,
    names: onDisk.map(({ name }) => name),
    paths: onDisk.map(({ path }) => path),
    dropped: open.filter(({ source }) => 'bytes' in source).map(({ name }) => name),
  });
};

/** What a lock kept for this person; null when it kept nothing. */
export const keptFiles = (host: Host, record: OpenRecord): KeptFiles | null => {
  const kept = keptBy.get(host)?.get(record.user.id);
  if (!kept) return null;
  const { paths: _paths, ...shown } = kept;
  return shown;
};

/** Takes the kept files' ways; they are kept once. */
export const takeKept = (host: Host, record: OpenRecord): string[] => {
  const paths = keptBy.get(host)?.get(record.user.id)?.paths ?? [];
  keptBy.get(host)?.delete(record.user.id);
  return paths;
};

/** The selection of that token. Throws `notFound` for one that was forgotten. */
export const selectionOf = (record: OpenRecord, id: string): HeldSelection => {
  const selection = selections.get(record);
  if (!selection || selection.id !== id)
    throw new AppError('notFound', 'These files are no longer held. Choose them again.', {
      key: 'filesForgotten',
    });
  return selection;
};

/** Forgets the files, but for those that are being written; returns the reader's names of them. */
export const forgetSelection = (record: OpenRecord, id: string): string[] => {
  const selection = selections.get(record);
  if (!selection || selection.id !== id || selection.writing !== null) return [];
  selections.delete(record);
  return selection.files.map((file) => file.id);
};

/** Takes a piece of a dropped file. Without selection a new one begins, without file a new file. */
export const takeDrop = (
  record: OpenRecord,
  drop: { selectionId: string | null; fileId: string | null; name: string; chunk: Uint8Array },
): { selection: HeldSelection; file: HeldFile } => {
  const selection =
    drop.selectionId === null
      ? { id: uuidv7(), files: [], leftOut: 0, writing: null }
      : selectionOf(record, drop.selectionId);
  selections.set(record, selection);
  let file = selection.files.find(({ id }) => id === drop.fileId);
  if (!file) {
    if (selection.files.length >= maxFiles)
      throw new AppError('refused', `No more than ${maxFiles} files can be looked at together.`, {
        key: 'tooManyFiles',
        values: { count: maxFiles },
      });
    // Only the name counts: what a window calls a path leads nowhere.
    file = heldFile(basename(drop.name.replaceAll('\\', '/')) || 'file', 0, {
      bytes: new Uint8Array(),
    });
    selection.files.push(file);
  }
  const dropped = selection.files.reduce((sum, each) => sum + each.bytes, 0);
  if (dropped + drop.chunk.length > maxDroppedBytes)
    throw new AppError('refused', 'These files are too large to be dropped. Choose them instead.', {
      key: 'dropTooLarge',
    });
  file.pieces.push(drop.chunk);
  file.bytes += drop.chunk.length;
  return { selection, file };
};

/** Where the file's bytes are, its pieces put together. */
export const sourceOf = (file: HeldFile): FileSource => {
  if (file.pieces.length === 0) return file.source;
  file.source = { bytes: Buffer.concat(file.pieces) };
  file.pieces = [];
  return file.source;
};
