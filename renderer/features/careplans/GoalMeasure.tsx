/** What a goal is measured by, and the fields whose values follow from it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  attainmentLevels,
  levelFields,
  valueProblem,
  withUnit,
  yesNoValues,
} from '../../../shared/careplans/measure-check';
import type { Goal } from '../../../shared/careplans/plan';
import { measureKinds, type MeasureKind } from '../../../shared/careplans/statuses';
import type { CallInput } from '../../app/api';
import { Icon } from '../../components/Icon';
import { usePlan } from './plan-context';
import { SavedField } from './SavedField';
import { SavedSelect } from './SavedSelect';
import { useSaver } from './use-saver';

type Fields = CallInput<'careplans.changeGoal'>['fields'];
type Saver = ReturnType<typeof useSaver<'careplans.changeGoal'>>;

/** A value in words: a level with its sign and its words, yes and no; else as it was typed. */
export const useValueWords = (): ((goal: Goal, value: string) => string) => {
  const { t } = useTranslation('careplans');
  return (goal, value) => {
    if (goal.measureKind === 'yes-no')
      return yesNoValues.includes(value as 'yes') ? t(`yesNo.${value as 'yes' | 'no'}`) : value;
    if (goal.measureKind !== 'attainment') return value;
    const level = attainmentLevels.find((each) => each === value);
    if (!level) return value;
    const words = goal[levelFields[level]];
    const sign = level.replace('-', '−');
    return words === null ? sign : `${sign}: ${words}`;
  };
};

/** Says that a value from before no longer fits what the goal is measured by. */
const Misfit = ({ goal, value }: { goal: Goal; value: string | null }): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const problem = valueProblem(goal, value);
  if (!problem) return null;
  const { code, ...facts } = problem;
  return (
    <span className="cp-misfit t-cap">
      <Icon name="alert" size={14} /> {t(`misfit.${code}`, facts)}
    </span>
  );
};

/** Baseline or target: typed, or chosen where the measure has few answers. */
export const ValueField = ({
  goal,
  name,
  label,
  saver,
}: {
  goal: Goal;
  name: 'baseline' | 'target';
  label: string;
  saver: Saver;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const inWords = useValueWords();
  const chosen: readonly string[] | null =
    goal.measureKind === 'yes-no'
      ? yesNoValues
      : goal.measureKind === 'attainment'
        ? attainmentLevels
        : null;
  return (
    <div>
      {chosen === null ? (
        <SavedField
          record={goal}
          field={name}
          label={label}
          value={goal[name]}
          read={(current) => (current as Goal)[name]}
          save={(text, unchanged, over) =>
            saver({ [name]: text === null ? null : withUnit(goal, text) }, unchanged, over)
          }
          patientId={plan.patientId}
          readOnly={!mayWrite}
          maxLength={120}
        />
      ) : (
        <SavedSelect
          label={label}
          value={goal[name]}
          empty={t('kindNone')}
          options={chosen.map((code) => [code, inWords(goal, code)])}
          readOnly={!mayWrite}
          save={(value) =>
            saver({ [name]: value }, (current) => (current as Goal)[name] === goal[name])
          }
        />
      )}
      <Misfit goal={goal} value={goal[name]} />
    </div>
  );
};

/** In short, under the measure: what kind, and its unit or ends. */
export const useMeasureSummary = (): ((goal: Goal) => string) => {
  const { t } = useTranslation('careplans');
  return ({ measureKind, unit, scaleLow, scaleHigh }) =>
    measureKind === null
      ? t('measureFree')
      : [
          measureKind === 'attainment'
            ? t('scaleEnds', { low: '−2', high: '+2' })
            : t(`measureKind.${measureKind}`),
          measureKind === 'scale' && scaleLow !== null && scaleHigh !== null
            ? t('scaleEnds', { low: scaleLow, high: scaleHigh })
            : null,
          unit,
        ]
          .filter(Boolean)
          .join(', ');
};

/** The kind of measure, its unit, the ends of its scale, the words of its levels. */
export const MeasureDetails = ({ goal, saver }: { goal: Goal; saver: Saver }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const { measureKind } = goal;
  const line = (name: keyof Fields & keyof Goal, label: string, maxLength: number) => (
    <SavedField
      key={name}
      record={goal}
      field={name}
      label={label}
      value={textIn(goal, name)}
      read={(current) => textIn(current as Goal, name)}
      save={(text, unchanged, over) => saver({ [name]: text }, unchanged, over)}
      patientId={plan.patientId}
      readOnly={!mayWrite}
      maxLength={maxLength}
    />
  );
  const end = (name: 'scaleLow' | 'scaleHigh', label: string) => (
    <SavedField
      record={goal}
      field={name}
      label={label}
      value={textIn(goal, name)}
      read={(current) => textIn(current as Goal, name)}
      problemOf={(text) => (text === '' || /^-?\d{1,3}$/.test(text) ? undefined : t('wholeNumber'))}
      save={(text, unchanged, over) =>
        saver({ [name]: text === null ? null : Number(text) }, unchanged, over)
      }
      patientId={plan.patientId}
      readOnly={!mayWrite}
      maxLength={4}
    />
  );
  return (
    <fieldset className="cp-measure">
      <legend className="sr">{t('measureHow')}</legend>
      <div className="cp-measure-row">
        <SavedSelect
          label={t('measureKindLabel')}
          value={measureKind}
          empty={t('measureFree')}
          options={measureKinds.map((kind) => [kind, t(`measureKind.${kind}`)])}
          readOnly={!mayWrite}
          save={(kind) =>
            saver(
              { measureKind: kind as MeasureKind | null },
              (current) => (current as Goal).measureKind === measureKind,
            )
          }
        />
        {measureKind === 'scale' ? (
          <>
            {end('scaleLow', t('scaleLow'))}
            {end('scaleHigh', t('scaleHigh'))}
          </>
        ) : null}
        {measureKind === 'number' || measureKind === 'scale' ? line('unit', t('unit'), 36) : null}
      </div>
      {measureKind === 'attainment'
        ? attainmentLevels.toReversed().map((level) => (
            <div key={level} className="cp-level">
              {line(levelFields[level], t(`level.${level}`), 300)}
            </div>
          ))
        : null}
    </fieldset>
  );
};

const textIn = (goal: Goal, name: keyof Goal): string | null => {
  const value = goal[name];
  return value === null || value === undefined ? null : String(value as string | number);
};
