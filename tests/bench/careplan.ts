/**
 * A plan of 15 problems, 40 goals and 120 interventions that was signed and is edited again: what one
 * change costs through all layers over its raw statement, and what opening the plan costs main.
 */
import { contentOf } from '../../shared/careplans/plan';
import { openRaw } from '../../db/sqlcipher/open';
import { closeStore } from '../../electron/services/open-record';
import { callerOf, type Caller } from './callers';
import { atMost, type Figure } from './figures';
import { benchNow, caseManager, openHospital, type BenchHospital } from './hospitals';
import { eachOf, interleaved } from './rounds';

const rounds = 7;
const changesPerRound = 20;
const size = { problems: 15, goals: 40, interventions: 120 } as const;
/** Above the raw statement (issue "Care planning in full", Figures). */
const longestOverRawMs = 2;
/** One frame is 16.7 ms; what is left of three is the window's. */
const longestOpenMs = 33;

/** Writes and signs the plan; answers with it and the goal that is edited. */
const largePlan = async (caller: Caller): Promise<{ planId: string; goalId: string }> => {
  const list = await caller.call('caseload.list', {
    ...{ scope: { kind: 'mine' }, text: '', filters: [], offset: 0, limit: 50 },
    sort: { by: 'bed', direction: 'asc' },
  });
  const stay = list.rows.find((row) => row.kind === 'stay')!;
  const { encounterId } = stay;
  const { id: planId } = await caller.call('careplans.create', { encounterId, title: 'Large' });
  const problemIds: string[] = [];
  for (let n = 0; n < size.problems; n += 1)
    problemIds.push(
      (
        await caller.call('careplans.addProblem', {
          ...{ carePlanId: planId, title: `Problem ${n}`, source: null, conditionId: null },
        })
      ).id,
    );
  let goalId = '';
  for (let n = 0; n < size.goals; n += 1) {
    const { id, rowVersion } = await caller.call('careplans.addGoal', {
      ...{ problemId: problemIds[n % size.problems]!, description: `Goal ${n} of the plan` },
    });
    await caller.call('careplans.changeGoal', {
      ...{ id, rowVersion, fields: { measure: 'Distance', target: '150 ft', dueOn: '2026-12-24' } },
    });
    goalId = id;
  }
  for (let n = 0; n < size.interventions; n += 1)
    await caller.call('careplans.addActivity', {
      ...{
        problemId: problemIds[n % size.problems]!,
        description: `Intervention ${n} of the plan`,
      },
    });
  return { planId, goalId };
};

/** One change over raw, and the plan's answer. `raw` is a copy of the same hospital. */
export const measureCarePlan = async (
  hospital: BenchHospital,
  raw: BenchHospital,
): Promise<Figure[]> => {
  const store = await openHospital(hospital);
  const db = openRaw(raw);
  try {
    const caller = await callerOf(store, caseManager);
    const { planId, goalId } = await largePlan(caller);
    const signed = await caller.call('careplans.get', { id: planId });
    // As signing writes it: the draft is compared with this version at each change.
    await store.transaction(async (trx) => {
      await trx('care_plan_version').insert({
        ...{ carePlanId: planId, version: 1, signedAt: benchNow, signedBy: caller.user.id },
        content: JSON.stringify(contentOf(signed)),
      });
      await trx('care_plan')
        .where({ id: planId })
        .update({ newestVersion: 1, draftOpen: 0, status: 'active' });
    });
    const task = db.prepare('SELECT id FROM task LIMIT 1').get() as { id: string };
    const write = db.prepare('UPDATE task SET title = ?, "updatedAt" = ? WHERE id = ?');
    const [begin, commit] = [db.prepare('BEGIN'), db.prepare('COMMIT')];
    let n = 0;
    let { rowVersion } = signed.problems
      .flatMap(({ goals }) => goals)
      .find(({ id }) => id === goalId)!;
    const ms = await interleaved(
      {
        save: eachOf(changesPerRound, async () => {
          n += 1;
          const fields = { target: `${n} ft` };
          ({ rowVersion } = await caller.call('careplans.changeGoal', {
            ...{ id: goalId, rowVersion, fields },
          }));
        }),
        raw: eachOf(changesPerRound, () => {
          n += 1;
          begin.run();
          write.run([`Task ${n}`, benchNow, task.id]);
          commit.run();
        }),
        open: eachOf(changesPerRound, () => caller.call('careplans.get', { id: planId })),
      },
      { rounds, warmUp: 2 },
    );
    return [
      atMost(
        'plan of 120 interventions, one change above its raw statement',
        ms.save - ms.raw,
        longestOverRawMs,
      ),
      atMost('plan of 120 interventions, read by main', ms.open, longestOpenMs),
    ];
  } finally {
    db.close();
    await closeStore(store);
  }
};
