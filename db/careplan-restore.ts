/** Makes the working draft read as an older signed version does. */
import type { PlanContent } from '../shared/careplans/version';
import { notFound } from '../shared/errors';
import { openPlan, seenPlan, settleDraft, type Editing, type Part } from './careplan-editing';
import type { ParticipantRow } from './careplan-participants';
import type { PlanRow } from './careplan-rows';
import { loadPlan, versionContent } from './careplans';
import { updateRecord, type RecordColumns } from './records';

type Row = RecordColumns & { removedAt?: string | null; enteredInErrorAt?: string | null };
type Values = Record<string, string | number | null | undefined>;

/**
 * Texts, order and owners are those of `version`; what came since is taken out, what went comes
 * back. What was entered in error stays away, and what is recorded live (progress, statuses,
 * resolved barriers) stays as it is. Barriers that came since stay too: they stand in the way.
 */
export const restoreVersion = async (
  e: Editing,
  id: string,
  rowVersion: number,
  version: number,
): Promise<void> => {
  await seenPlan(e, id, rowVersion);
  await openPlan(e, id);
  const content = await versionContent(e.trx, id, version);
  if (!content) throw notFound();
  await takeOutNewer(e, id, content);
  for (const [index, problem] of content.problems.entries()) {
    await put(e, 'problem', problem.id, {
      position: index + 1,
      ...{ title: problem.title, source: problem.source, ownWords: problem.ownWords },
    });
    for (const [at, goal] of problem.goals.entries()) {
      const {
        id: goalId,
        progress: _live,
        lifecycleStatus: _l,
        achievementStatus: _a,
        ...text
      } = goal;
      await put(e, 'goal', goalId, { position: at + 1, ...text });
    }
    for (const [at, activity] of problem.activities.entries()) {
      const { id: activityId, status: _s, outcome: _o, ownerId, ownerName, ...text } = activity;
      // A user is named from the user's own record.
      const owner = { ownerId, ownerName: ownerId === null ? ownerName : null };
      await put(e, 'activity', activityId, { position: at + 1, ...text, ...owner });
    }
    for (const barrier of problem.barriers) {
      const {
        id: barrierId,
        resolvedAt: _r,
        resolution: _h,
        ownerName: _n,
        openedAt: _o,
        ...text
      } = barrier;
      await put(e, 'barrier', barrierId, text);
    }
  }
  const { title, reviewOn, agreedBy, agreedOn, agreement, agreementNote = null } = content;
  await updateRecord<PlanRow>(
    e.trx,
    'care_plan',
    id,
    rowVersion,
    { title, reviewOn, agreedBy, agreedOn, agreement, agreementNote },
    e.actor,
  );
  await settleDraft(e, id);
};

/** Lets a record stand again with these texts, unless it was entered in error meanwhile. */
const put = async (
  e: Editing,
  table: Part | 'care_plan_participant',
  id: string,
  values: Values,
): Promise<void> => {
  const row = (await e.trx(table).where({ id }).first()) as Row | undefined;
  if (!row || (row.enteredInErrorAt ?? null) !== null) return;
  const standing = table === 'barrier' ? {} : { removedAt: null };
  await updateRecord<RecordColumns & Record<string, unknown>>(
    e.trx,
    table,
    id,
    row.rowVersion,
    { ...values, ...standing },
    e.actor,
  );
};

const takeOutNewer = async (e: Editing, id: string, content: PlanContent): Promise<void> => {
  const plan = await loadPlan(e.trx, id, e.today);
  const takeOut = async (
    table: Exclude<Part, 'barrier'> | 'care_plan_participant',
    now: readonly { id: string; rowVersion: number }[],
    then: readonly { id: string }[],
  ): Promise<void> => {
    for (const row of now)
      if (then.every((other) => other.id !== row.id))
        await updateRecord<ParticipantRow>(
          e.trx,
          table,
          row.id,
          row.rowVersion,
          { removedAt: e.actor.at },
          e.actor,
        );
  };
  const parts = <K extends 'goals' | 'activities'>(
    of: { problems: readonly { [P in K]: readonly { id: string }[] }[] },
    key: K,
  ) => of.problems.flatMap((problem) => problem[key]);
  await takeOut(
    'goal',
    plan.problems.flatMap(({ goals }) => goals),
    parts(content, 'goals'),
  );
  await takeOut(
    'activity',
    plan.problems.flatMap(({ activities }) => activities),
    parts(content, 'activities'),
  );
  await takeOut('problem', plan.problems, content.problems);
  if (content.participants === undefined) return;
  await takeOut('care_plan_participant', plan.participants, content.participants);
  for (const { id: participantId } of content.participants)
    await put(e, 'care_plan_participant', participantId, {});
};
