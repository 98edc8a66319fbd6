import { expect, test } from 'vitest';
import {
  addCoverage,
  changeCoverage,
  coverageInError,
  coveragesOf,
  type CoverageFacts,
} from '../../../db/coverage';
import { documentsOfPatient, insertDocument, stayFacts } from '../../../db/documents';
import { keepEncounterFacts } from '../../../db/encounter-facts';
import {
  decideEncounter,
  encounterDetail,
  formerEncounter,
  getEncounter,
  movesOf,
  newestMove,
  presentStay,
  recordMove,
  stayCount,
  staysOf,
  withdrawMove,
} from '../../../db/encounters';
import { addNote, changeNote, getNote, notesOf, notesQuery } from '../../../db/notes';
import { addTask, changeTask, getTask, tasksOfEncounter } from '../../../db/tasks';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, houseZone, left, today } from '../../support/engines/house';
import { testNow } from '../../support/now';

const gone = { detail: { code: 'notFound' } };

describeEachEngine('stays', ({ store }) => {
  test('the present stay is the active one, then the newest; those without a date come last', async () => {
    const h = await house(await store());
    const p = await h.patient();
    const ended = await h.stay(p, { ...left(testNow), admittedAt: '2026-03-11T00:00:00.000Z' });
    const planned = await h.stay(p, { status: 'planned', active: 0, admittedAt: null });
    const active = await h.stay(p, { admittedAt: '2026-01-01T00:00:00.000Z' });
    const wrong = await h.stay(p, { enteredInErrorAt: testNow });
    await h.within(async (trx) => {
      expect((await presentStay(trx, [p]))?.id).toBe(active);
      expect(await presentStay(trx, ['none'])).toBeNull();
      expect(await stayCount(trx, [p])).toBe(3);
      expect((await staysOf(trx, [p], 0, 9)).map(({ id }) => id)).toEqual([ended, active, planned]);
      expect((await staysOf(trx, [p], 1, 1)).map(({ id }) => id)).toEqual([active]);
      await expect(getEncounter(trx, wrong)).rejects.toMatchObject(gone);
    });
  });

  test('what people decide of a stay is theirs, and each move of its end stays in the history', async () => {
    const h = await house(await store());
    const id = await h.stay(await h.patient(), {
      attendingId: await h.insert('practitioner', {
        familyName: 'Lee',
        givenName: 'Sam',
        prefix: 'Dr.',
      }),
    });
    await h.insert('encounter_class_period', {
      encounterId: id,
      class: 'inpatient',
      fromAt: testNow,
      by: 'order',
    });
    for (const [label, fromAt] of [
      ['ICU-1', '2026-03-09T00:00:00.000Z'],
      ['508-1', '2026-03-08T00:00:00.000Z'],
    ] as const)
      await h.insert('encounter_location', { encounterId: id, unitId: h.icu, label, fromAt });
    await h.within(async (trx) => {
      const patch = { expectedDischargeOn: '2026-03-14', caseManagerId: h.robin };
      const { before, after } = await decideEncounter(trx, id, 1, patch, h.actor);
      expect([before.expectedDischargeOn, after.expectedDischargeOn]).toEqual([null, '2026-03-14']);
      expect((await formerEncounter(trx, id, 1))?.caseManagerId).toBeNull();
      expect(await formerEncounter(trx, id, 9)).toBeUndefined();
      const move = { encounterId: id, fromOn: null, toOn: '2026-03-14', reason: null, words: null };
      const first = await recordMove(trx, move, h.actor);
      const second = await recordMove(trx, { ...move, toOn: '2026-03-15' }, h.actor);
      expect((await newestMove(trx, id))?.id).toBe(second);
      await withdrawMove(trx, (await newestMove(trx, id))!, 'typed wrongly', h.later(1));
      expect((await newestMove(trx, id))?.id).toBe(first);
      expect(
        (await movesOf(trx, id)).map(({ toOn, inError, byName }) => [toOn, inError, byName]),
      ).toEqual([
        ['2026-03-15', true, 'Robin Elmcrest'],
        ['2026-03-14', false, 'Robin Elmcrest'],
      ]);
      expect(await encounterDetail(trx, id)).toMatchObject({
        attendingName: 'Dr. Sam Lee',
        caseManagerName: 'Robin Elmcrest',
        unitName: '5 West',
        classPeriods: [{ class: 'inpatient', by: 'order' }],
        locations: [{ label: '508-1', unitName: 'ICU' }, { label: 'ICU-1' }],
        moves: [{}, {}],
        rowVersion: 2,
      });
      await expect(decideEncounter(trx, 'none', 1, {}, h.actor)).rejects.toMatchObject(gone);
    });
  });

  test('a discharge is one fact under its payer, and none when it is taken back', async () => {
    const h = await house(await store());
    const p = await h.patient();
    const id = await h.stay(p, left('2026-03-11T04:30:00.000Z'));
    const open = await h.stay(p, { visitNumber: '2' });
    const facts: CoverageFacts = {
      payer: 'Alder Health',
      planClass: 'commercial',
      rank: 2,
      memberNumber: 'A-1',
      groupNumber: null,
      startsOn: null,
      endsOn: null,
    };
    const fact = () => h.store.knex('encounter_fact').first();
    const primary = await h.within(async (trx) => {
      await keepEncounterFacts(trx, [id, open], houseZone);
      await addCoverage(trx, p, facts, houseZone, h.actor);
      return addCoverage(trx, p, { ...facts, rank: 1, planClass: 'medicaid' }, houseZone, h.actor);
    });
    expect(await fact()).toMatchObject({
      encounterId: id,
      payerClass: 'medicaid',
      // 00:30 of the 11th in New York; admitted on the evening of the 7th.
      dischargedOn: '2026-03-11',
      lengthOfStayDays: 4,
    });
    await h.within(async (trx) => {
      const changed = { ...facts, rank: 1, planClass: 'medicare' as const };
      expect(await changeCoverage(trx, primary.id, 1, changed, houseZone, h.actor)).toMatchObject({
        ...changed,
        id: primary.id,
        rowVersion: 2,
      });
      await expect(
        changeCoverage(trx, 'none', 1, changed, houseZone, h.actor),
      ).rejects.toMatchObject(gone);
    });
    expect(await fact()).toMatchObject({ payerClass: 'medicare' });
    await h.within(async (trx) => {
      expect((await coveragesOf(trx, [p])).map(({ rank }) => rank)).toEqual([1, 2]);
      expect(await coverageInError(trx, primary.id, 2, 'another’s', houseZone, h.actor)).toBe(3);
      expect(await coveragesOf(trx, [p])).toHaveLength(1);
    });
    expect(await fact()).toMatchObject({ payerClass: 'commercial' });
    await h.store.knex('encounter').where({ id }).update({ status: 'in-progress', active: 1 });
    await h.within((trx) => keepEncounterFacts(trx, [id, open], houseZone));
    expect(await fact()).toBeUndefined();
  });

  test('notes are written, signed and amended, the newest first', async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId);
    const draft = {
      patientId,
      encounterId,
      text: 'Walked 60 ft.\n“Good”, she said — 😀',
      status: 'preliminary' as const,
      signedAt: null,
      signedBy: null,
      amendsId: null,
      amendReason: null,
    };
    await h.within(async (trx) => {
      const note = await addNote(trx, draft, h.actor);
      const signed = await changeNote(
        trx,
        note.id,
        1,
        { status: 'final', signedAt: testNow, signedBy: h.robin },
        h.actor,
      );
      expect(signed).toMatchObject({ text: draft.text, signedByName: 'Robin Elmcrest' });
      const amendment = await addNote(
        trx,
        { ...draft, text: '80 ft.', amendsId: note.id, amendReason: 'measured again' },
        { userId: h.dana, at: h.later(1).at },
      );
      expect(await getNote(trx, note.id)).toMatchObject({ amendedById: amendment.id });
      const { total, notes } = await notesOf(trx, [patientId], 0, 1);
      expect([total, notes.map(({ id }) => id)]).toEqual([2, [amendment.id]]);
      expect(await notesQuery(trx, [patientId])).toHaveLength(2);
      await expect(getNote(trx, 'none')).rejects.toMatchObject(gone);
    });
  });

  test('tasks stand by when they are due, those without a due last, then what is closed', async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId);
    const task = (title: string, dueAt: string | null) => ({
      patientId,
      encounterId,
      title,
      detail: null,
      kind: 'tk-other',
      ownerId: h.robin,
      dueAt,
      dueOn: null,
    });
    await h.within(async (trx) => {
      for (const [title, dueAt] of [
        ['whenever', null],
        ['later', '2026-03-13T00:00:00.000Z'],
        ['first', '2026-03-12T20:00:00.000Z'],
        ['done', null],
        ['done later', testNow],
      ] as const) {
        const { id } = await addTask(trx, task(title, dueAt), h.actor);
        if (title.startsWith('done')) {
          const completedAt = h.later(title === 'done' ? 1 : 2).at;
          await changeTask(trx, id, 1, { status: 'completed', open: 0, completedAt }, h.actor);
          expect(await getTask(trx, id)).toMatchObject({ rowVersion: 2, completedAt });
        }
      }
      const tasks = await tasksOfEncounter(trx, encounterId);
      expect(tasks.map(({ title }) => title)).toEqual([
        'first',
        'later',
        'whenever',
        'done later',
        'done',
      ]);
      expect(tasks[0]).toMatchObject({ ownerName: 'Robin Elmcrest' });
      await expect(getTask(trx, 'none')).rejects.toMatchObject(gone);
    });
  });

  test('a printed stay says what is on record of it, and a document made is kept', async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const prior = await h.patient({ survivorId: patientId });
    const encounterId = await h.stay(prior, { admitReason: 'Fall', plannedDisposition: 'snf' });
    await h.stay(patientId, { ...left(testNow), admittedAt: null });
    await h.insert('coverage', { patientId: prior, payer: 'Plan', planClass: 'other' });
    await h.insert('related_person', { patientId, name: 'Clover', roles: 'guardian' });
    for (const [name, startsAt] of [
      ['started', '2026-03-08T00:00:00.000Z'],
      ['no start', null],
    ] as const)
      await h.insert('care_team_member', {
        patientId: prior,
        encounterId,
        name,
        role: 'md',
        startsAt,
      });
    await h.within(async (trx) => {
      const facts = await stayFacts(trx, patientId, null, testNow);
      expect(facts).toMatchObject({
        hospital: { name: 'Alderpoint General Hospital' },
        unitName: '5 West',
        stay: { bed: '508-1' },
        plannedDisposition: 'snf',
        payers: ['Plan'],
        allergies: null,
        decisionMakers: [{ name: 'Clover', role: 'guardian' }],
        team: [{ name: 'no start' }, { name: 'started' }],
      });
      expect((await stayFacts(trx, patientId, encounterId, testNow)).admitReason).toBe('Fall');
      const document = {
        patientId: prior,
        encounterId,
        kind: 'carePlan',
        title: 'Care plan',
        carePlanId: null,
        version: 1,
        paper: 'letter' as const,
        pages: 3,
        purpose: 'print' as const,
        sha256: 'ab',
      };
      const first = await insertDocument(trx, document, h.actor);
      const second = await insertDocument(trx, { ...document, pages: 4 }, h.actor);
      expect(await documentsOfPatient(trx, patientId, today)).toMatchObject([
        { id: second.id, pages: 4, createdByName: 'Robin Elmcrest' },
        { id: first.id, pages: 3 },
      ]);
    });
  });
});
