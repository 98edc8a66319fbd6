/** Use cases about notes. */
import { mergedIds } from '../../db/merged';
import { addNote, changeNote, getNote, notesOf } from '../../db/notes';
import type { noteCalls } from '../../shared/contract/notes';
import { AppError } from '../../shared/errors';
import { noteChoices, type Note, type NoteChoices } from '../../shared/notes/note';
import type { CallContext, Handlers } from '../ipc/context';

const noted = (ctx: CallContext, note: Note, versionBefore?: number): Note => {
  ctx.note({
    recordType: 'note',
    recordId: note.id,
    versionAfter: note.rowVersion,
    ...(versionBefore === undefined ? {} : { versionBefore }),
  });
  return note;
};

/** The note, where this person may do this with it now. */
const allowed = async (ctx: CallContext, id: string, choice: keyof NoteChoices): Promise<Note> => {
  const note = await getNote(ctx.trx, id);
  if (!noteChoices(note, ctx.user.id)[choice])
    throw new AppError(
      'refused',
      'This note cannot be changed so: a signed note is amended, and an unsigned one belongs to its author.',
      {
        key: 'noteChoice',
      },
    );
  return note;
};

export const noteHandlers: Handlers<typeof noteCalls> = {
  'notes.ofPatient': async (ctx, { offset, limit }) => {
    ctx.saw([ctx.patientId!]);
    return notesOf(ctx.trx, await mergedIds(ctx.trx, ctx.patientId!), offset, limit);
  },
  'notes.add': async (ctx, { encounterId, text }) =>
    noted(
      ctx,
      await addNote(
        ctx.trx,
        {
          patientId: ctx.patientId!,
          encounterId,
          text,
          status: 'preliminary',
          signedAt: null,
          signedBy: null,
          amendsId: null,
          amendReason: null,
        },
        ctx.actor,
      ),
    ),
  'notes.change': async (ctx, { id, rowVersion, text }) => {
    await allowed(ctx, id, 'change');
    return noted(ctx, await changeNote(ctx.trx, id, rowVersion, { text }, ctx.actor), rowVersion);
  },
  'notes.sign': async (ctx, { id, rowVersion }) => {
    await allowed(ctx, id, 'sign');
    return noted(
      ctx,
      await changeNote(
        ctx.trx,
        id,
        rowVersion,
        { status: 'final', signedAt: ctx.now, signedBy: ctx.user.id },
        ctx.actor,
      ),
      rowVersion,
    );
  },
  'notes.amend': async (ctx, { id, rowVersion, text, reason }) => {
    const former = await allowed(ctx, id, 'amend');
    await changeNote(ctx.trx, id, rowVersion, { status: 'amended' }, ctx.actor);
    return noted(
      ctx,
      await addNote(
        ctx.trx,
        {
          patientId: former.patientId,
          encounterId: former.encounterId,
          text,
          status: 'final',
          signedAt: ctx.now,
          signedBy: ctx.user.id,
          amendsId: id,
          amendReason: reason,
        },
        ctx.actor,
      ),
    );
  },
  'notes.enterInError': async (ctx, { id, rowVersion, reason }) => {
    await allowed(ctx, id, 'enterInError');
    return noted(
      ctx,
      await changeNote(
        ctx.trx,
        id,
        rowVersion,
        {
          status: 'entered-in-error',
          enteredInErrorAt: ctx.now,
          enteredInErrorBy: ctx.user.id,
          enteredInErrorReason: reason,
        },
        ctx.actor,
      ),
      rowVersion,
    );
  },
};
