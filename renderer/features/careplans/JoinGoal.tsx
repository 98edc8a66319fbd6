/** Makes one goal of two: wordings and own words stand together, of other facts a person picks one. */
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { joinedGoal } from '../../../shared/careplans/join';
import type { Goal } from '../../../shared/careplans/plan';
import { useCommand } from '../../app/api';
import { Icon } from '../../components/Icon';
import { usePlanErrorText } from './error-text';
import { MergePlace } from './MergePlace';
import { useOfferDeed } from './plan-deeds';
import { useFieldName, useValueText } from './use-value-text';

export const JoinGoal = ({
  above,
  goal,
  onDone,
}: {
  /** The goal that stays. */
  above: Goal;
  goal: Goal;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tApp } = useTranslation('app');
  const errorText = usePlanErrorText();
  const fieldName = useFieldName();
  const valueText = useValueText();
  const offerDeed = useOfferDeed();
  const merged = useMemo(() => joinedGoal(above, goal), [above, goal]);
  const [problem, setProblem] = useState<string>();
  const { run } = useCommand('careplans.joinGoals');
  const save = async (fields: object): Promise<void> => {
    const outcome = await run({
      ...{ id: above.id, rowVersion: above.rowVersion, fields },
      other: { id: goal.id, rowVersion: goal.rowVersion },
    });
    if (!outcome.ok) return setProblem(errorText(outcome.error));
    offerDeed(t('goalsJoined'), outcome.value.steps, async () => undefined);
    return onDone();
  };
  return (
    <>
      <MergePlace
        merged={merged}
        words={{
          title: t('joinTitle'),
          theirs: t('joinSecond'),
          mine: t('joinFirst'),
          save: t('joinGoals'),
        }}
        fieldName={fieldName}
        valueText={(field, value) => valueText(field, value === null ? null : String(value))}
        onSave={(fields) => void save(fields)}
        onCancel={{ text: tApp('cancel'), act: onDone }}
      />
      {problem === undefined ? null : (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {problem}
        </div>
      )}
    </>
  );
};
