/** Dropped files on their way to main: their bytes travel in pieces, no path is ever named. */
import { dropChunkBytes } from '../../../shared/contract/imports';
import type { Selection } from '../../../shared/imports/import';
import { callOnce } from '../../app/api';

/** Files that were dropped anywhere on the window and wait for the import page. */
let waiting: File[] = [];
const listeners = new Set<() => void>();

/** Keeps dropped files for the page, which may have to be opened first. */
export const keepDropped = (files: File[]): void => {
  waiting = files;
  for (const listener of listeners) listener();
};

/** Takes what was dropped; it is there once. */
export const takeDropped = (): File[] => {
  const files = waiting;
  waiting = [];
  return files;
};

/** Tells the page when something was dropped while it is open. */
export const onDropped = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const filesOfEntry = async (entry: FileSystemEntry): Promise<File[]> => {
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile)
    return [
      await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      ),
    ];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // A reader answers in pieces of a hundred until it answers nothing.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const each of entries) found.push(...(await filesOfEntry(each)));
  }
};

/** All files of a drop, folders gone through. */
export const filesOfDrop = async (data: DataTransfer): Promise<File[]> => {
  // The list is emptied when the event ends: what it holds is taken before anything is awaited.
  const dropped = [...data.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files: File[] = [];
  for (const each of dropped)
    if (each instanceof File) files.push(each);
    else if (each) files.push(...(await filesOfEntry(each)));
  return files;
};

/** Sends dropped files to main; answers what main holds now. */
export const sendDropped = async (files: readonly File[]): Promise<Selection | null> => {
  let selection: Selection | null = null;
  for (const file of files) {
    let fileId: string | null = null;
    for (let at = 0; at === 0 || at < file.size; at += dropChunkBytes) {
      const chunk = new Uint8Array(await file.slice(at, at + dropChunkBytes).arrayBuffer());
      const answer: { selection: Selection; fileId: string } = await callOnce('imports.drop', {
        selectionId: selection === null ? null : selection.selectionId,
        fileId,
        name: file.name,
        chunk,
      });
      selection = answer.selection;
      fileId = answer.fileId;
    }
  }
  return selection;
};
