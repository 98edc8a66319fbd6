/** Records what was seen or measured for a goal; live, without a new version of the plan. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Goal } from '../../../shared/careplans/plan';
import { achievementStatuses, type Achievement } from '../../../shared/careplans/statuses';
import { instantOfLocal, wallTimeKind } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useMinute } from '../../app/now';
import { Field } from '../../components/Field';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

export const ProgressForm = ({
  goal,
  onDone,
}: {
  goal: Goal;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tApp } = useTranslation('app');
  const errorText = usePlanErrorText();
  const { zone } = useMinute();
  const { plan } = usePlan();
  const about = { patientId: plan.patientId };
  const value = useDraft(`careplans:progress-value:${goal.id}`, '', about);
  const statement = useDraft(`careplans:progress-words:${goal.id}`, '', about);
  const [status, setStatus] = useState<Achievement>(goal.achievementStatus);
  const [at, setAt] = useState('');
  const [problem, setProblem] = useState<{ field: 'value' | 'at'; text: string } | null>(null);
  const { run, isRunning } = useCommand('careplans.recordProgress');

  const save = async (): Promise<void> => {
    if (at !== '' && wallTimeKind(at, zone) === 'gap')
      return setProblem({ field: 'at', text: t('gap') });
    const outcome = await run({
      goalId: goal.id,
      at: at === '' ? null : instantOfLocal(at, zone),
      value: value.text.trim() || null,
      statement: statement.text.trim() || null,
      achievementStatus: status,
    });
    if (!outcome.ok)
      return setProblem({
        field: outcome.error.fields?.['at'] ? 'at' : 'value',
        text: errorText(outcome.error),
      });
    value.clear();
    statement.clear();
    return onDone();
  };

  return (
    <form
      className="cp-progress-form"
      aria-label={t('progressFor', { goal: goal.description })}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <div className="cp-form-row">
        <Field
          label={t('progressValue')}
          problem={problem?.field === 'value' ? problem.text : undefined}
        >
          {(control) => (
            <input
              {...control}
              autoFocus
              maxLength={120}
              value={value.text}
              onChange={(event) => {
                value.set(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </Field>
        <Field label={t('progressStatus')}>
          {(control) => (
            <select
              {...control}
              value={status}
              onChange={(event) => setStatus(event.target.value as Achievement)}
            >
              {achievementStatuses.map((code) => (
                <option key={code} value={code}>
                  {t(`achievement.${code}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={t('progressAt')}
          optional
          help={t('progressNow')}
          problem={problem?.field === 'at' ? problem.text : undefined}
        >
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={at}
              onChange={(event) => {
                setAt(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </Field>
      </div>
      <Field label={t('progressSeen')} optional>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={statement.text}
            onChange={(event) => {
              statement.set(event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" size="small" variant="contained" disabled={isRunning}>
          {t('progressSave')}
        </Button>
        <Button size="small" variant="text" onClick={onDone}>
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
