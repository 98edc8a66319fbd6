/** The end of a walk: the next review or who goes on, and the signature. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { draftBlockers, type Blocker } from '../../../../shared/careplans/activation';
import { draftNumber } from '../../../../shared/careplans/plan';
import { walkGaps, walkGoals, type Walk } from '../../../../shared/careplans/walk';
import { localDateOf } from '../../../../shared/time';
import { useCommand } from '../../../app/api';
import { useFormDraft } from '../../../app/form-draft';
import { useMinute } from '../../../app/now';
import { DateInput } from '../../../components/DateInput';
import { Field } from '../../../components/Field';
import { usePlanErrorText } from '../error-text';
import { usePlan } from '../plan-context';
import { savesSettled } from '../use-saver';
import { CheckLines } from './CheckLines';
import { useSignature } from './use-signature';

export const WalkEnd = ({
  walk,
  onDone,
  onMend,
}: {
  walk: Walk;
  onDone: () => void;
  onMend: (blocker: Blocker) => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const { now, zone } = useMinute();
  const { plan } = usePlan();
  const today = localDateOf(now, zone);
  const draft = useFormDraft(
    `careplans:walk:${walk.id}`,
    { reviewOn: walk.reviewOn ?? '', nextSetting: walk.nextSetting ?? '' },
    { patientId: plan.patientId },
  );
  const { reviewOn = '', nextSetting = '' } = draft.values;
  const signature = useSignature();
  const [problem, setProblem] = useState<string>();
  const { run: setWalk } = useCommand('careplans.setWalk');
  const { run: finish, isRunning } = useCommand('careplans.finishWalk');
  const said = { reviewOn: reviewOn || null, nextSetting: nextSetting.trim() || null };
  const gaps = walkGaps(plan, { ...walk, ...said }, today);
  const blocked =
    walk.kind === 'review' && draftBlockers({ ...plan, reviewOn: said.reviewOn }, today).length > 0;
  const [gap] = gaps;
  const handedOn = walkGoals(plan, walk.kind).filter(({ goal }) =>
    walk.decisions.some(({ goalId, goesOn }) => goesOn && goalId === goal.id),
  );
  const end = async (): Promise<void> => {
    if (gap !== undefined) return setProblem(t(`course.walk.gap.${gap}`));
    if (!(await signature.confirm())) return undefined;
    await savesSettled();
    const own = { id: plan.id, walkId: walk.id };
    const kept = await setWalk({ ...own, rowVersion: walk.rowVersion, ...said });
    if (!kept.ok) return setProblem(errorText(kept.error));
    const outcome = await finish({ ...own, stamp: plan.stamp });
    if (outcome.ok) {
      draft.clear();
      return onDone();
    }
    signature.refused(outcome.error);
    return setProblem(
      outcome.error.code === 'conflict' ? t('signConflict') : errorText(outcome.error),
    );
  };
  return (
    <form
      className="cp-walk-goal stack"
      onSubmit={(event) => {
        event.preventDefault();
        void end();
      }}
    >
      {walk.kind === 'review' ? (
        <Field label={t('course.walk.reviewOn')}>
          {(control) => (
            <DateInput
              {...control}
              autoFocus
              value={reviewOn}
              onChange={(date) => {
                draft.set('reviewOn', date);
                setProblem(undefined);
              }}
            />
          )}
        </Field>
      ) : (
        <>
          <h3>{t('course.walk.handedOn')}</h3>
          {handedOn.length === 0 ? (
            <p className="s2">{t('course.walk.nothingHandedOn')}</p>
          ) : (
            <ul>
              {handedOn.map(({ goal }) => (
                <li key={goal.id}>{goal.description}</li>
              ))}
            </ul>
          )}
          <Field
            label={t('course.walk.nextSetting')}
            help={t('course.walk.nextSettingHelp')}
            optional={handedOn.length === 0}
          >
            {(control) => (
              <input
                {...control}
                autoFocus
                maxLength={200}
                value={nextSetting}
                onChange={(event) => {
                  draft.set('nextSetting', event.target.value);
                  setProblem(undefined);
                }}
              />
            )}
          </Field>
          {plan.draftOpen && plan.changes > 0 ? (
            <p className="s2">{t('course.walk.unsigned', { count: plan.changes })}</p>
          ) : null}
        </>
      )}
      {blocked ? (
        <>
          <p className="s2">{t('course.walk.blocked')}</p>
          <CheckLines onMend={onMend} />
        </>
      ) : null}
      {signature.field}
      {problem === undefined ? null : (
        <div className="problem" role="alert">
          {problem}
        </div>
      )}
      <div className="row wrap">
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={isRunning || signature.isChecking || blocked}
        >
          {t(`course.walk.finish.${walk.kind}`, { version: draftNumber(plan) })}
        </Button>
        {gap === undefined ? null : <span className="t-cap">{t(`course.walk.gap.${gap}`)}</span>}
      </div>
    </form>
  );
};
