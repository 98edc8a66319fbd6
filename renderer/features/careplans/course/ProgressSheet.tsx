/** All goals in one list, for the round: value, status, note; Tab and Enter, one save. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isPursued, type Goal } from '../../../../shared/careplans/plan';
import { achievementStatuses, type Achievement } from '../../../../shared/careplans/statuses';
import { useCommand } from '../../../app/api';
import { useFormDraft, type FormDraft } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { useOfferUndo } from '../../../app/undo';
import { Key } from '../../../components/Key';
import { EmptyState } from '../../../components/PlaceState';
import { usePlanErrorText } from '../error-text';
import { usePlan } from '../plan-context';

/** The sheet's draft. */
export const sheetDraft = (planId: string): string => `careplans:sheet:${planId}`;

const entryOf = (draft: FormDraft, goal: Goal) => {
  const value = (draft.values[`${goal.id}:value`] ?? '').trim() || null;
  const statement = (draft.values[`${goal.id}:note`] ?? '').trim() || null;
  const status = draft.values[`${goal.id}:status`] ?? goal.achievementStatus;
  return { goalId: goal.id, value, statement, achievementStatus: status as Achievement };
};

const SheetRow = ({
  goal,
  draft,
  problem,
  first,
}: {
  goal: Goal;
  draft: FormDraft;
  problem: string | undefined;
  first: boolean;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const { zone } = useMinute();
  const newest = goal.progress.at(-1);
  const named = { goal: goal.description };
  const entry = entryOf(draft, goal);
  return (
    <tr>
      <th scope="row">
        <span className="m">{goal.description}</span>
        <span className="t-cap">
          {[goal.target, goal.dueOn === null ? null : format.date(goal.dueOn)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {problem === undefined ? null : (
          <span className="problem" role="alert">
            {problem}
          </span>
        )}
      </th>
      <td>
        {newest ? (
          <>
            {newest.value ?? t(`achievement.${newest.achievementStatus}`)}
            <span className="t-cap">{format.dateTime(newest.at, zone)}</span>
          </>
        ) : (
          <span className="s3">{t('progressNone')}</span>
        )}
      </td>
      <td>
        <input
          className="input"
          data-sheet="value"
          autoFocus={first}
          aria-label={t('course.progress.value', named)}
          maxLength={120}
          value={draft.values[`${goal.id}:value`] ?? ''}
          onChange={(event) => draft.set(`${goal.id}:value`, event.target.value)}
        />
      </td>
      <td>
        <select
          className="input"
          aria-label={t('course.progress.status', named)}
          value={entry.achievementStatus}
          onChange={(event) => draft.set(`${goal.id}:status`, event.target.value)}
        >
          {achievementStatuses.map((code) => (
            <option key={code} value={code}>
              {t(`achievement.${code}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          className="input"
          aria-label={t('course.progress.note', named)}
          maxLength={2000}
          value={draft.values[`${goal.id}:note`] ?? ''}
          onChange={(event) => draft.set(`${goal.id}:note`, event.target.value)}
        />
      </td>
    </tr>
  );
};

const Sheet = ({ goals, onClose }: { goals: readonly Goal[]; onClose: () => void }) => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const offerUndo = useOfferUndo();
  const { plan } = usePlan();
  const draft = useFormDraft(sheetDraft(plan.id), {}, { patientId: plan.patientId });
  const { run, isRunning } = useCommand('careplans.recordProgressSheet');
  const [problem, setProblem] = useState<{ goalId: string | null; text: string } | null>(null);
  const entries = goals
    .map((goal) => entryOf(draft, goal))
    .filter(({ value, statement }) => value !== null || statement !== null);
  const save = async (): Promise<void> => {
    if (entries.length === 0 || isRunning) return;
    const outcome = await run({ id: plan.id, entries });
    if (!outcome.ok) {
      const at = goals.find(({ id }) => outcome.error.fields?.[id] !== undefined);
      setProblem({ goalId: at?.id ?? null, text: errorText(outcome.error) });
      return;
    }
    draft.clear();
    offerUndo(t('course.progress.recorded', { count: entries.length }), null);
    onClose();
  };
  /** Enter goes to the value of the next goal; on the last, and with Ctrl, it records. */
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    const row = (event.target as HTMLElement).closest('tr');
    const next = row?.nextElementSibling?.querySelector<HTMLElement>('[data-sheet="value"]');
    if (next && !event.ctrlKey) next.focus();
    else void save();
  };
  return (
    <form
      className="stack"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="s2">{t('course.progress.intro')}</p>
      <div className="cp-sheet">
        <table className="table" aria-label={t('course.progress.sheet')}>
          <thead>
            <tr>
              <th scope="col">{t('course.progress.goal')}</th>
              <th scope="col">{t('course.progress.last')}</th>
              <th scope="col">{t('course.progress.heads.value')}</th>
              <th scope="col">{t('course.progress.heads.status')}</th>
              <th scope="col">{t('course.progress.heads.note')}</th>
            </tr>
          </thead>
          <tbody>
            {goals.map((goal, index) => (
              <SheetRow
                key={goal.id}
                first={index === 0}
                goal={goal}
                draft={draft}
                problem={problem?.goalId === goal.id ? problem.text : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      {problem !== null && problem.goalId === null ? (
        <div className="problem" role="alert">
          {problem.text}
        </div>
      ) : null}
      <div className="row end wrap">
        <span className="t-cap grow">
          {entries.length === 0 ? t('course.progress.nothing') : null}
        </span>
        <Button onClick={onClose}>
          {t('course.progress.cancel')} <Key keys="Esc" />
        </Button>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={entries.length === 0 || isRunning}
        >
          {t('course.progress.save', { count: entries.length })} <Key keys="Ctrl Enter" on />
        </Button>
      </div>
    </form>
  );
};

export const ProgressSheet = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { t } = useTranslation('careplans');
  const titleId = useId();
  const { plan } = usePlan();
  const goals = plan.problems
    .flatMap((problem) => problem.goals)
    .filter(({ lifecycleStatus }) => isPursued(lifecycleStatus));
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 1040, maxWidth: '96vw', p: 5 } } }}
    >
      <h2 className="t-subject" id={titleId}>
        {t('course.progress.sheet')}: {plan.patient.name}
      </h2>
      {goals.length === 0 ? (
        <EmptyState icon="note" title={t('course.progress.none')}>
          {t('course.progress.noneText')}
        </EmptyState>
      ) : (
        <Sheet goals={goals} onClose={onClose} />
      )}
    </Dialog>
  );
};
