/** Notes: written, signed, amended by another that names it; never deleted. */
import { notFound } from '../shared/errors';
import type { Note } from '../shared/notes/note';
import type { Trx } from './connection';
import { insertRecord, updateRecord, type Actor, type RecordColumns } from './records';

interface NoteRow extends RecordColumns {
  patientId: string;
  encounterId: string | null;
  text: string;
  status: Note['status'];
  signedAt: string | null;
  signedBy: string | null;
  amendsId: string | null;
  amendReason: string | null;
  enteredInErrorAt: string | null;
  enteredInErrorBy: string | null;
  enteredInErrorReason: string | null;
}

type Joined = NoteRow &
  Record<
    | 'authorGiven'
    | 'authorFamily'
    | 'signerGiven'
    | 'signerFamily'
    | 'errorGiven'
    | 'errorFamily'
    | 'amendedById',
    string | null
  >;

const selectNotes = (trx: Trx) =>
  trx('note')
    .leftJoin({ author: 'user' }, 'author.id', 'note.createdBy')
    .leftJoin({ signer: 'user' }, 'signer.id', 'note.signedBy')
    .leftJoin({ mistaken: 'user' }, 'mistaken.id', 'note.enteredInErrorBy')
    .leftJoin({ next: 'note' }, 'next.amendsId', 'note.id')
    .select('note.*', {
      authorGiven: 'author.givenName',
      authorFamily: 'author.familyName',
      signerGiven: 'signer.givenName',
      signerFamily: 'signer.familyName',
      errorGiven: 'mistaken.givenName',
      errorFamily: 'mistaken.familyName',
      amendedById: 'next.id',
    });

const fullName = (given: string | null, family: string | null): string | null =>
  family === null ? null : `${given ?? ''} ${family}`.trim();

const toNote = (row: Joined): Note => ({
  id: row.id,
  rowVersion: row.rowVersion,
  patientId: row.patientId,
  encounterId: row.encounterId,
  text: row.text,
  status: row.status,
  authorId: row.createdBy,
  authorName: fullName(row.authorGiven, row.authorFamily),
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  signedAt: row.signedAt,
  signedByName: fullName(row.signerGiven, row.signerFamily),
  amendsId: row.amendsId,
  amendReason: row.amendReason,
  amendedById: row.amendedById,
  enteredInErrorAt: row.enteredInErrorAt,
  enteredInErrorByName: fullName(row.errorGiven, row.errorFamily),
  enteredInErrorReason: row.enteredInErrorReason,
});

/** The query of a patient's notes, newest first. */
export const notesQuery = (trx: Trx, patientIds: readonly string[]) =>
  selectNotes(trx)
    .whereIn('note.patientId', [...patientIds])
    .orderBy([
      { column: 'note.createdAt', order: 'desc' },
      { column: 'note.id', order: 'desc' },
    ]);

/** A page of a patient's notes, newest first. */
export const notesOf = async (
  trx: Trx,
  patientIds: readonly string[],
  offset: number,
  limit: number,
): Promise<{ total: number; notes: Note[] }> => {
  const { n } = (await trx('note')
    .whereIn('patientId', [...patientIds])
    .count({ n: '*' })
    .first()) as { n: number };
  const rows = (await notesQuery(trx, patientIds).offset(offset).limit(limit)) as Joined[];
  return { total: Number(n), notes: rows.map(toNote) };
};

/** One note. Throws `notFound`. */
export const getNote = async (trx: Trx, id: string): Promise<Note> => {
  const row = (await selectNotes(trx).where('note.id', id).first()) as Joined | undefined;
  if (!row) throw notFound();
  return toNote(row);
};

/** Adds a note. */
export const addNote = async (
  trx: Trx,
  note: Pick<
    Note,
    'patientId' | 'encounterId' | 'text' | 'status' | 'signedAt' | 'amendsId' | 'amendReason'
  > & { signedBy: string | null },
  actor: Actor,
): Promise<Note> => getNote(trx, (await insertRecord(trx, 'note', note, actor)).id);

/** Changes a note under its rowVersion. */
export const changeNote = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<NoteRow, keyof RecordColumns>>,
  actor: Actor,
): Promise<Note> => {
  await updateRecord<NoteRow>(trx, 'note', id, rowVersion, patch, actor);
  return getNote(trx, id);
};
