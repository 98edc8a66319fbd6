import { expect, test } from 'vitest';
import { addAssessment, changeAssessment, keepDefinition } from '../../../db/assessments';
import type { Editing } from '../../../db/careplan-editing';
import { changeGoal, insertGoal, insertPlan, insertProblem } from '../../../db/careplan-edits';
import { loadPlan } from '../../../db/careplans';
import {
  insertLines,
  insertTasks,
  standingLines,
  takenLine,
  withdrawMade,
} from '../../../db/proposal-lines';
import {
  addNeed,
  completedInStay,
  conditionsWithCodes,
  decisionsOf,
  keepDecision,
  libraryUse,
  needsOf,
  openPlanOf,
  reopenDecision,
  stayOfProposals,
  withdrawNeed,
  type NewDecision,
} from '../../../db/proposals';
import { revisionsOf } from '../../../db/records';
import { instruments } from '../../../electron/clinical/instruments';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, today, type House } from '../../support/engines/house';

const gone = { detail: { code: 'notFound' } };
const stale = { detail: { code: 'conflict' } };
const nobody = () => ({ ownerId: null, ownerRole: 'Social worker' });

describeEachEngine('proposals', ({ store }) => {
  const edit = <T>(h: House, work: (e: Editing) => Promise<T>, minutes = 0): Promise<T> =>
    h.within((trx) => work({ trx, actor: h.later(minutes), today }));

  const withPlan = async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId, {
      caseManagerId: h.robin,
      expectedDischargeOn: '2026-03-20',
    });
    const plan = await edit(h, (e) => insertPlan(e, { patientId, encounterId, title: 'Home' }));
    return { h, patientId, encounterId, plan };
  };
  type Planned = Awaited<ReturnType<typeof withPlan>>;

  const decision = ({ patientId, encounterId, plan }: Planned, key: string): NewDecision => ({
    ...{ patientId, encounterId, carePlanId: plan, key, title: 'Ride home', verdict: 'rejected' },
    ...{ ground: '0123456789abcdef', reasonId: 'pr-arranged', reasonText: null },
    reasons: [{ from: null, at: null, words: { en: 'no way', es: 'no' }, assessmentId: null }],
    made: { lines: [], dated: [] },
  });

  test('one decision a proposal of a stay; another replaces it and the former stays in its history', async () => {
    const w = await withPlan();
    const { h, encounterId } = w;
    const first = await edit(h, (e) => keepDecision(e.trx, decision(w, 'a:goal:ride'), e.actor));
    await edit(h, (e) => keepDecision(e.trx, decision(w, 'a:goal:other'), e.actor), 1);
    const next = { ...decision(w, 'a:goal:ride'), verdict: 'used' as const };
    const second = await edit(h, (e) => keepDecision(e.trx, next, e.actor), 2);
    expect(second).toMatchObject({ id: first.id, rowVersion: 2 });
    const all = await h.within((trx) => decisionsOf(trx, encounterId));
    expect(all.map(({ key, verdict }) => `${key} ${verdict}`)).toEqual([
      ...['a:goal:ride used', 'a:goal:other rejected'],
    ]);
    expect(all[0]).toMatchObject({
      decidedByName: 'Robin Elmcrest',
      groundWords: { en: 'no way' },
    });
    await edit(h, (e) => reopenDecision(e.trx, first.id, 2, e.actor), 3);
    const [reopened] = await h.within((trx) => decisionsOf(trx, encounterId));
    expect(reopened).toMatchObject({ verdict: 'open', reasonId: null, rowVersion: 3 });
    await expect(edit(h, (e) => reopenDecision(e.trx, first.id, 2, e.actor))).rejects.toMatchObject(
      stale,
    );
    const former = await h.within((trx) => revisionsOf(trx, 'proposal_decision', first.id));
    expect(former).toHaveLength(2);
  });

  test('needs stand in the order in which they were typed, until they are taken away', async () => {
    const { h, patientId, encounterId } = await withPlan();
    const add = (words: string, minutes: number) =>
      edit(
        h,
        (e) => addNeed(e.trx, { patientId, encounterId, words, item: null }, e.actor),
        minutes,
      );
    await add('a ride', 0);
    const second = await add('food', 1);
    await edit(h, (e) => withdrawNeed(e.trx, second.id, 1, e.actor));
    const needs = await h.within((trx) => needsOf(trx, encounterId));
    expect(needs).toMatchObject([{ words: 'a ride', item: null, rowVersion: 1 }]);
  });

  test('the newest completed response of each instrument in the stay counts, corrected or not', async () => {
    const { h, patientId, encounterId } = await withPlan();
    const other = await h.stay(patientId);
    const respond = (instrument: string, stay: string, minutes: number, status?: string) =>
      edit(
        h,
        async ({ trx, actor }) => {
          const versionId = await keepDefinition(trx, instruments.find(instrument)!, actor);
          const { assessment } = await addAssessment(
            trx,
            {
              ...{ patientId, encounterId: stay, instrument, answers: {} },
              instrumentVersionId: versionId,
            },
            actor,
          );
          if (status !== undefined)
            await changeAssessment(
              trx,
              assessment.id,
              1,
              { status: status as 'completed', completedAt: actor.at, completedBy: actor.userId },
              actor,
            );
          return assessment.id;
        },
        minutes,
      );
    const sils = await respond('sils', encounterId, 0, 'completed');
    await respond('ahc', encounterId, 1, 'completed');
    const amended = await respond('ahc', encounterId, 2, 'amended');
    await respond('ahc', encounterId, 3, 'entered-in-error');
    await respond('ahc', encounterId, 4);
    await respond('phq2', other, 5, 'completed');
    const kept = await h.within((trx) => completedInStay(trx, encounterId));
    expect(kept.map(({ assessment }) => assessment.id)).toEqual([amended, sils]);
  });

  test('conditions with codes, the stay and its open plan', async () => {
    const { h, patientId, encounterId, plan } = await withPlan();
    const row = { patientId, display: 'Heart failure' };
    await h.insert('condition', { ...row, code: 'I50.9' });
    await h.insert('condition', { ...row, code: 'I50.23', principal: 1 });
    await h.insert('condition', { ...row, code: 'E11.9', clinicalStatus: 'resolved' });
    await h.insert('condition', row);
    const codes = await h.within((trx) => conditionsWithCodes(trx, [patientId]));
    expect(codes.map(({ code }) => code)).toEqual(['I50.23', 'I50.9']);
    expect(await h.within((trx) => stayOfProposals(trx, encounterId))).toMatchObject({
      ...{ patientId, expectedDischargeOn: '2026-03-20', caseManagerId: h.robin },
    });
    await expect(h.within((trx) => stayOfProposals(trx, plan))).rejects.toMatchObject(gone);
    expect(await h.within((trx) => openPlanOf(trx, encounterId))).toBe(plan);
    await h.within((trx) => trx('care_plan').where({ id: plan }).update({ status: 'completed' }));
    expect(await h.within((trx) => openPlanOf(trx, encounterId))).toBeNull();
  });

  const lines = {
    ...{ problemId: null, problem: 'No way to get to visits' },
    goal: { text: 'Ride home booked', dueOn: '2026-03-19', role: 'dp' },
    interventions: [{ text: 'Book the van', dueOn: null, role: 'sw' }],
  };
  const bringing = {
    ...{
      ownerOf: nobody,
      source: 'Intake, 2026-03-12: Ride: no way',
      libraryLine: 'goal' as const,
    },
    library: { templateId: 'library', version: 1, item: 'lib-g-ride-set' },
  };

  test('accepted lines stand at the end of the draft with source, owner and origin, and go again', async () => {
    const { h, encounterId, plan } = await withPlan();
    await edit(h, (e) =>
      insertProblem(e, { carePlanId: plan, title: 'Pain', source: null, conditionId: null }),
    );
    const made = await edit(h, (e) => insertLines(e, plan, lines, bringing));
    expect(made.map(({ record }) => record)).toEqual(['problem', 'goal', 'activity']);
    const read = () => h.within((trx) => loadPlan(trx, plan, today));
    expect((await read()).problems[1]).toMatchObject({
      ...{ title: 'No way to get to visits', source: 'Intake, 2026-03-12: Ride: no way' },
      templateId: null,
      goals: [{ description: 'Ride home booked', dueOn: '2026-03-19', templateId: 'library' }],
      activities: [
        { description: 'Book the van', ownerRole: 'Social worker', goalId: made[1]!.id },
      ],
    });
    expect(await h.within(libraryUse)).toEqual(new Map([['lib-g-ride-set', 1]]));
    // More under the same problem; into another plan's problem nothing goes.
    const problemId = made[0]!.id;
    await edit(h, (e) => insertLines(e, plan, { ...lines, problemId, goal: null }, bringing));
    await expect(
      edit(h, (e) => insertLines(e, plan, { ...lines, problemId: encounterId }, bringing)),
    ).rejects.toMatchObject(gone);
    expect((await read()).problems[1]!.activities).toHaveLength(2);
    await edit(h, (e) => withdrawMade(e, plan, { lines: made, dated: [] }));
    expect((await read()).problems.map(({ title }) => title)).toEqual(['Pain']);
  });

  test('what stands is told with its codes, taken for a proposal it stays when that is undone', async () => {
    const { h, encounterId, plan } = await withPlan();
    const [problem] = await edit(h, (e) => insertLines(e, plan, lines, bringing));
    await h.insert('task', {
      ...{ patientId: (await h.within((t) => stayOfProposals(t, encounterId))).patientId },
      ...{ encounterId, kind: 'tk-ride', title: 'Van', status: 'requested', open: 1 },
    });
    const all = await h.within((trx) => standingLines(trx, encounterId, plan));
    expect(all.map(({ record, code }) => `${record} ${code}`)).toEqual([
      ...['problem null', 'goal lib-g-ride-set', 'activity null', 'task tk-ride'],
    ]);
    expect(await h.within((trx) => standingLines(trx, encounterId, null))).toHaveLength(1);
    const taken = await h.within((trx) =>
      takenLine(trx, encounterId, plan, { record: 'problem', id: problem!.id }),
    );
    expect(taken).toEqual({ ...problem, made: false });
    await edit(h, (e) => withdrawMade(e, plan, { lines: [taken], dated: [] }));
    expect(await h.within((trx) => standingLines(trx, encounterId, plan))).toHaveLength(4);
    const nowhere = { record: 'goal', id: encounterId } as const;
    await expect(
      h.within((trx) => takenLine(trx, encounterId, plan, nowhere)),
    ).rejects.toMatchObject(gone);
  });

  test('a line that somebody changed stays, a date goes back to what it was', async () => {
    const { h, plan } = await withPlan();
    const made = await edit(h, (e) => insertLines(e, plan, lines, bringing));
    const goal = made[1]!;
    await edit(h, (e) => changeGoal(e, goal.id, 1, { target: 'two rides' }));
    await expect(
      edit(h, (e) => withdrawMade(e, plan, { lines: made, dated: [] })),
    ).rejects.toMatchObject(stale);
    const problemId = made[0]!.id;
    const other = await edit(h, (e) => insertGoal(e, { problemId, description: 'Other' }));
    await edit(h, (e) => changeGoal(e, other, 1, { dueOn: '2026-03-15' }));
    const dated = [{ record: 'goal' as const, id: other, rowVersion: 2, before: '2026-03-18' }];
    await edit(h, (e) => withdrawMade(e, plan, { lines: [], dated }));
    expect(await h.row('goal', other)).toMatchObject({ dueOn: '2026-03-18', rowVersion: 3 });
  });

  test('tasks are added with role, priority and the end of their day; changed ones stay', async () => {
    const { h, patientId, encounterId } = await withPlan();
    const task = { kind: 'tk-ride', title: 'Van', role: 'dp', priority: 'stat' as const };
    const made = await edit(h, (e) =>
      insertTasks(
        e,
        { patientId, encounterId },
        [
          { ...task, dueAt: null, dueOn: '2026-03-19' },
          { ...task, dueAt: '2026-03-12T18:00:00.000Z', dueOn: null },
        ],
        nobody,
        (day) => `${day} ends`,
      ),
    );
    expect(await h.row('task', made[0]!.id)).toMatchObject({
      ...{ dueOn: '2026-03-19', dueAt: '2026-03-19 ends', ownerRole: 'Social worker' },
      ...{ priority: 'stat', open: 1, status: 'requested' },
    });
    await edit(h, (e) => withdrawMade(e, null, { lines: [made[0]!], dated: [] }));
    expect(await h.row('task', made[0]!.id)).toMatchObject({ status: 'entered-in-error', open: 0 });
    await h.within((trx) => trx('task').where({ id: made[1]!.id }).update({ rowVersion: 2 }));
    await expect(
      edit(h, (e) => withdrawMade(e, null, { lines: [made[1]!], dated: [] })),
    ).rejects.toMatchObject(stale);
  });
});
