/** One goal of a walk: what it is, how it went, and what is to become of it. */
import Button from '@mui/material/Button';
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Goal } from '../../../../shared/careplans/plan';
import {
  decisionsOf,
  wantsReason,
  type GoalDecision,
  type Walk,
} from '../../../../shared/careplans/walk';
import { useCommand } from '../../../app/api';
import { useFormDraft } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { Field } from '../../../components/Field';
import { Key } from '../../../components/Key';
import { usePlanErrorText } from '../error-text';
import { usePlan } from '../plan-context';
import { ProgressLine } from '../ProgressLine';
import { SavedField } from '../SavedField';
import { useSaver } from '../use-saver';
import { useDigits } from './use-digits';

/** Target and date, changed in place; they open the draft that the review signs. */
const Adjust = ({ goal }: { goal: Goal }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const saver = useSaver('careplans.changeGoal', goal);
  const common = { record: goal, patientId: plan.patientId, maxLength: 120 };
  return (
    <div className="cp-form-row">
      <SavedField
        {...common}
        field="target"
        label={t('target')}
        value={goal.target}
        read={(current) => (current as Goal).target}
        save={(text, unchanged, over) => saver({ target: text }, unchanged, over)}
      />
      <SavedField
        {...common}
        field="dueOn"
        kind="date"
        label={t('due')}
        value={goal.dueOn}
        read={(current) => (current as Goal).dueOn}
        save={(text, unchanged, over) => saver({ dueOn: text }, unchanged, over)}
      />
    </div>
  );
};

const mayGoOn: readonly GoalDecision[] = ['partly', 'not-achieved'];

export const WalkGoal = ({
  walk,
  goal,
  problem,
  onNext,
}: {
  walk: Walk;
  goal: Goal;
  problem: string;
  onNext: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const format = useFormat();
  const { plan } = usePlan();
  const before = walk.decisions.find(({ goalId }) => goalId === goal.id);
  const draft = useFormDraft(
    `careplans:walk:${walk.id}:${goal.id}`,
    { reason: before?.reason ?? '', goesOn: before?.goesOn ? '1' : '' },
    { patientId: plan.patientId },
  );
  const { reason = '', goesOn = '' } = draft.values;
  const [picked, setPicked] = useState<GoalDecision | null>(before?.decision ?? null);
  const [missing, setMissing] = useState(false);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const { run, isRunning, error } = useCommand('careplans.decideGoal');
  const decide = async (decision: GoalDecision): Promise<void> => {
    setPicked(decision);
    if (wantsReason(decision) && reason.trim() === '') {
      setMissing(true);
      reasonField.current?.focus();
      return;
    }
    const outcome = await run({
      ...{ id: plan.id, walkId: walk.id, goalId: goal.id, decision },
      reason: reason.trim() || null,
      goesOn: goesOn === '1' && mayGoOn.includes(decision),
    });
    if (!outcome.ok) return;
    draft.clear();
    // What is adjusted is changed here; everything else is said, and the next goal follows.
    if (decision !== 'adjust') onNext();
  };
  const choices = decisionsOf[walk.kind];
  const pick = (index: number) => (): void => {
    const decision = choices[index];
    if (decision !== undefined && !isRunning) void decide(decision);
  };
  useDigits((digit) => pick(digit - 1)());
  const newest = goal.progress.at(-1);
  return (
    <section className="cp-walk-goal" aria-label={goal.description}>
      <span className="t-cap">{problem}</span>
      <h3 className="t-subject">{goal.description}</h3>
      {goal.ownWords === null ? null : <p className="t-read">“{goal.ownWords}”</p>}
      <p className="s2">
        {[
          goal.measure,
          goal.target === null ? null : `${t('target')} ${goal.target}`,
          goal.dueOn === null ? null : `${t('due')} ${format.date(goal.dueOn)}`,
          t(`achievement.${goal.achievementStatus}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ProgressLine goal={goal} />
      <p className="s2">
        {newest
          ? [newest.value, newest.statement, newest.byName].filter(Boolean).join(' · ')
          : t('progressNone')}
      </p>
      <div role="group" aria-label={t(`course.walk.question.${walk.kind}`)}>
        <div className="t-label">{t(`course.walk.question.${walk.kind}`)}</div>
        <div className="row wrap">
          {choices.map((decision, index) => (
            <Button
              key={decision}
              aria-pressed={picked === decision}
              variant={picked === decision ? 'contained' : 'outlined'}
              color="primary"
              disabled={isRunning}
              onClick={() => void decide(decision)}
              aria-keyshortcuts={String(index + 1)}
            >
              {t(`course.walk.decision.${decision}`)}{' '}
              <Key keys={String(index + 1)} on={picked === decision} />
            </Button>
          ))}
        </div>
      </div>
      {picked === 'adjust' ? <Adjust goal={goal} /> : null}
      {walk.kind === 'close' ? (
        <label className="row">
          <input
            type="checkbox"
            className="cp-tick"
            checked={goesOn === '1'}
            onChange={(event) => draft.set('goesOn', event.target.checked ? '1' : '')}
          />
          {t('course.walk.goesOn')}
        </label>
      ) : null}
      <Field
        label={t('course.walk.reason')}
        optional={picked === null || !wantsReason(picked)}
        problem={missing ? t('errors.careplans.needReason') : error ? errorText(error) : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            ref={reasonField}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => {
              draft.set('reason', event.target.value);
              setMissing(false);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || picked === null) return;
              event.preventDefault();
              void decide(picked);
            }}
          />
        )}
      </Field>
      <div className="row">
        <Button size="small" onClick={onNext}>
          {t('course.walk.next')}
        </Button>
      </div>
    </section>
  );
};
