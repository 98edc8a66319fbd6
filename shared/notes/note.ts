/** A note: written (preliminary), signed (final), amended by another that names it. */
export type NoteStatus = 'preliminary' | 'final' | 'amended' | 'entered-in-error';

export interface Note {
  id: string;
  rowVersion: number;
  patientId: string;
  encounterId: string | null;
  text: string;
  status: NoteStatus;
  authorId: string;
  authorName: string | null;
  createdAt: string;
  updatedAt: string;
  signedAt: string | null;
  signedByName: string | null;
  /** The signed note this one amends; both stay readable. */
  amendsId: string | null;
  amendReason: string | null;
  /** The note that amends this one. */
  amendedById: string | null;
  enteredInErrorAt: string | null;
  enteredInErrorByName: string | null;
  enteredInErrorReason: string | null;
}

/** What a person may do with a note now. */
export interface NoteChoices {
  change: boolean;
  sign: boolean;
  amend: boolean;
  enterInError: boolean;
}

/**
 * An unsigned note belongs to its author; a signed one is amended, by anybody who writes notes;
 * only the author takes a note back as entered in error.
 */
export const noteChoices = (
  note: Pick<Note, 'status' | 'authorId'>,
  userId: string,
): NoteChoices => {
  const own = note.authorId === userId;
  const unsigned = note.status === 'preliminary';
  return {
    change: own && unsigned,
    sign: own && unsigned,
    amend: note.status === 'final',
    enterInError: own && (unsigned || note.status === 'final'),
  };
};
