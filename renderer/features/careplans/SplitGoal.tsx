/** Makes two goals of one: the wording in two halves, divided where the sentence has a joint. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { halves } from '../../../shared/careplans/halves';
import type { Goal } from '../../../shared/careplans/plan';
import { useCommand } from '../../app/api';
import { useFormDraft } from '../../app/form-draft';
import { Field } from '../../components/Field';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';
import { useOfferDeed } from './plan-deeds';

/** The form's draft. */
export const splitDraft = (goalId: string): string => `careplans:split:${goalId}`;

export const SplitGoal = ({ goal, onDone }: { goal: Goal; onDone: () => void }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tApp } = useTranslation('app');
  const { plan } = usePlan();
  const errorText = usePlanErrorText();
  const offerDeed = useOfferDeed();
  const [firstHalf, secondHalf] = halves(goal.description);
  const draft = useFormDraft(
    splitDraft(goal.id),
    { first: firstHalf, second: secondHalf },
    { patientId: plan.patientId, baseRowVersion: goal.rowVersion },
  );
  const [problem, setProblem] = useState<string>();
  const { run, isRunning } = useCommand('careplans.splitGoal');
  const submit = async (): Promise<void> => {
    const first = (draft.values['first'] ?? '').trim();
    const second = (draft.values['second'] ?? '').trim();
    if (first === '' || second === '') return setProblem(t('missing'));
    const outcome = await run({ id: goal.id, rowVersion: goal.rowVersion, first, second });
    if (!outcome.ok) return setProblem(errorText(outcome.error));
    draft.clear();
    offerDeed(t('goalSplit'), outcome.value.steps, async () => undefined);
    return onDone();
  };
  return (
    <form
      className="cp-form"
      aria-label={t('splitGoal')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      {(['first', 'second'] as const).map((half) => (
        <Field
          key={half}
          label={t(`half.${half}`)}
          problem={half === 'second' ? problem : undefined}
        >
          {(control) => (
            <input
              {...control}
              autoFocus={half === 'first'}
              maxLength={300}
              value={draft.values[half] ?? ''}
              onChange={(event) => {
                draft.set(half, event.target.value);
                setProblem(undefined);
              }}
            />
          )}
        </Field>
      ))}
      <div className="row">
        <Button type="submit" size="small" variant="contained" disabled={isRunning}>
          {t('splitGoal')}
        </Button>
        <Button
          size="small"
          variant="text"
          onClick={() => {
            draft.clear();
            onDone();
          }}
        >
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
