import { expect, test } from 'vitest';
import { notesQuery } from '../../db/notes';
import { clinic, type Clinic } from '../support/clinic';
import { queryPlan } from '../support/query-plan';

const written = async (c: Clinic) => {
  const stay = await c.stay();
  const note = await c.call(c.people.robin, 'notes.add', { ...stay, text: 'Walked 60 ft.' });
  return { ...stay, note };
};

const read = (c: Clinic, patientId: string) =>
  c.call(c.people.dana, 'notes.ofPatient', { patientId, offset: 0, limit: 10 });

test('a note is read by a colleague, and changed and signed by its author only', async () => {
  const c = await clinic();
  const { patientId, note } = await written(c);
  const { robin, dana } = c.people;
  const { id } = note;
  const change = { id, rowVersion: 1, text: 'Walked 80 ft.' };
  expect((await c.refusal(dana, 'notes.change', change)).key).toBe('noteChoice');
  expect((await c.refusal(dana, 'notes.sign', { id, rowVersion: 1 })).key).toBe('noteChoice');
  await c.call(robin, 'notes.change', change);
  await c.call(robin, 'notes.sign', { id, rowVersion: 2 });
  const { notes } = await read(c, patientId);
  expect(notes).toMatchObject([
    { text: 'Walked 80 ft.', status: 'final', signedByName: 'Robin Elmcrest' },
  ]);
  const late = await c.refusal(robin, 'notes.change', { ...change, rowVersion: 3 });
  expect(late.key).toBe('noteChoice');
});

test('a signed note is amended by a colleague, and both texts stay readable', async () => {
  const c = await clinic();
  const { patientId, note } = await written(c);
  await c.call(c.people.robin, 'notes.sign', { id: note.id, rowVersion: 1 });
  c.setNow('2026-03-12T14:00:00.000Z');
  const amend = { id: note.id, rowVersion: 2, text: 'Walked 80 ft.', reason: 'Misheard' };
  await c.call(c.people.dana, 'notes.amend', amend);
  const { notes, total } = await read(c, patientId);
  expect(total).toBe(2);
  expect(notes).toMatchObject([
    { text: 'Walked 80 ft.', status: 'final', amendsId: note.id, amendReason: 'Misheard' },
    { text: 'Walked 60 ft.', status: 'amended', amendedById: notes[0]!.id },
  ]);
  const again = await c.refusal(c.people.robin, 'notes.amend', { ...amend, rowVersion: 3 });
  expect(again.key).toBe('noteChoice');
});

test('a note in error stays, with who and why', async () => {
  const c = await clinic();
  const { patientId, note } = await written(c);
  await c.call(c.people.robin, 'notes.enterInError', {
    id: note.id,
    rowVersion: 1,
    reason: 'Wrong patient',
  });
  const { notes } = await read(c, patientId);
  expect(notes).toMatchObject([
    {
      status: 'entered-in-error',
      enteredInErrorReason: 'Wrong patient',
      enteredInErrorByName: 'Robin Elmcrest',
    },
  ]);
});

test('a note of blanks is refused', async () => {
  const c = await clinic();
  const stay = await c.stay();
  const refused = await c.refusal(c.people.robin, 'notes.add', { ...stay, text: ' \n ' });
  expect(refused.code).toBe('invalid');
});

test('a patient’s notes and what amends them are read by their indexes', async () => {
  const c = await clinic();
  await c.store.transaction(async (trx) => {
    const plan = await queryPlan(trx, notesQuery(trx, ['p']));
    expect(plan).toContain('note_patientid_createdat_index');
    expect(plan).toContain('note_amends');
    expect(plan).not.toContain('SCAN');
  });
});
