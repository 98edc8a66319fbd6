/** Fields that say why something that signing asks for is not there. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarePlan, Goal } from '../../../../shared/careplans/plan';
import { usePlan } from '../plan-context';
import { SavedField } from '../SavedField';
import { useSaver } from '../use-saver';

/** Why a goal has no measure; shown while it has none. */
export const UnmeasuredReason = ({ goal }: { goal: Goal }): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const saver = useSaver('careplans.changeGoal', goal);
  const reason = goal.unmeasuredReason ?? null;
  if (goal.measure !== null && reason === null) return null;
  if (!mayWrite && reason === null) return null;
  return (
    <div className="cp-goal-words">
      <SavedField
        record={goal}
        field="unmeasuredReason"
        label={t('course.unmeasured')}
        value={reason}
        read={(current) => (current as Goal).unmeasuredReason ?? null}
        save={(text, unchanged, over) => saver({ unmeasuredReason: text }, unchanged, over)}
        patientId={plan.patientId}
        readOnly={!mayWrite}
        maxLength={300}
      />
    </div>
  );
};

/** Why neither the patient nor the family could be asked. */
export const AgreementReason = (): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const saver = useSaver('careplans.change', plan);
  if (plan.agreement !== 'not-asked' && plan.agreementNote === null) return null;
  return (
    <SavedField
      record={plan}
      field="agreementNote"
      label={t('course.agreementNote')}
      value={plan.agreementNote}
      read={(current) => (current as CarePlan).agreementNote}
      save={(text, unchanged, over) => saver({ agreementNote: text }, unchanged, over)}
      patientId={plan.patientId}
      readOnly={!mayWrite}
      maxLength={300}
    />
  );
};
