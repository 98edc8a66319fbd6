/** Records what was seen or measured for a goal; live, without a new version of the plan. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Goal } from '../../../shared/careplans/plan';
import { achievementStatuses, type Achievement } from '../../../shared/careplans/statuses';
import {
  instantOfWallTime,
  textOfWallTime,
  wallTimeOfText,
  wallTimeProblem,
} from '../../../shared/wall-time';
import { useCommand } from '../../app/api';
import { useFormDraft } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { Field } from '../../components/Field';
import { MomentField } from '../../components/MomentField';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

/** The form's draft. */
export const progressDraft = (goalId: string): string => `careplans:progress:${goalId}`;

export const ProgressForm = ({
  goal,
  onDone,
}: {
  goal: Goal;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tApp } = useTranslation('app');
  const { t: tParts } = useTranslation('components');
  const errorText = usePlanErrorText();
  const { zone } = useMinute();
  const { plan } = usePlan();
  const draft = useFormDraft(
    progressDraft(goal.id),
    { value: '', statement: '', status: goal.achievementStatus, at: '' },
    { patientId: plan.patientId },
  );
  const { value = '', statement = '', at = '' } = draft.values;
  const wall = wallTimeOfText(at);
  const throwAway = useThrowAway();
  const [problem, setProblem] = useState<{ field: 'value' | 'at'; text: string } | null>(null);
  const { run, isRunning } = useCommand('careplans.recordProgress');

  const save = async (): Promise<void> => {
    // Without day and time it was now.
    const isNow = wall.date === '' && wall.time === '';
    const wrong = isNow ? null : wallTimeProblem(wall, zone);
    if (wrong !== null) return setProblem({ field: 'at', text: tParts(`momentProblem.${wrong}`) });
    const outcome = await run({
      goalId: goal.id,
      at: isNow ? null : instantOfWallTime(wall, zone),
      value: value.trim() || null,
      statement: statement.trim() || null,
      achievementStatus: draft.values['status'] as Achievement,
    });
    if (!outcome.ok)
      return setProblem({
        field: outcome.error.fields?.['at'] ? 'at' : 'value',
        text: errorText(outcome.error),
      });
    draft.clear();
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
              value={value}
              onChange={(event) => {
                draft.set('value', event.target.value);
                setProblem(null);
              }}
            />
          )}
        </Field>
        <Field label={t('progressStatus')}>
          {(control) => (
            <select
              {...control}
              value={draft.values['status']}
              onChange={(event) => draft.set('status', event.target.value)}
            >
              {achievementStatuses.map((code) => (
                <option key={code} value={code}>
                  {t(`achievement.${code}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <MomentField
        label={t('progressAt')}
        optional
        help={t('progressNow')}
        zone={zone}
        half={(part) => draft.half(`at.${part}`)}
        value={wall}
        problem={problem?.field === 'at' ? problem.text : undefined}
        onChange={(next) => {
          draft.set('at', textOfWallTime(next));
          setProblem(null);
        }}
      />
      <Field label={t('progressSeen')} optional>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={statement}
            onChange={(event) => {
              draft.set('statement', event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" size="small" variant="contained" disabled={isRunning}>
          {t('progressSave')}
        </Button>
        <Button
          size="small"
          variant="text"
          onClick={() => {
            throwAway(progressDraft(goal.id), t('progressFor', { goal: goal.description }));
            onDone();
          }}
        >
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
