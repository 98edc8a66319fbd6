/** The rarer facts of an intervention: what it serves, when it starts, how to reach its owner, what came of it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity, Goal } from '../../../shared/careplans/plan';
import { activityStatuses } from '../../../shared/careplans/statuses';
import { useCommand, type CallInput } from '../../app/api';
import { usePlan } from './plan-context';
import { SavedField, type SaveText } from './SavedField';
import { SavedSelect } from './SavedSelect';
import { useSaver } from './use-saver';

type LiveStatus = CallInput<'careplans.setActivityStatus'>['status'];

export const ActivityDetails = ({
  activity,
  goals,
}: {
  activity: Activity;
  goals: readonly Goal[];
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const saver = useSaver('careplans.changeActivity', activity);
  const { run: tell } = useCommand('careplans.setActivityStatus');
  const field = (
    name: 'ownerContact' | 'startOn' | 'outcome',
    save: SaveText,
    more: object,
  ): ReactElement => (
    <SavedField
      record={activity}
      field={name}
      label={t(`activityField.${name}`)}
      value={activity[name]}
      read={(current) => (current as Activity)[name]}
      save={save}
      patientId={plan.patientId}
      readOnly={!mayWrite}
      {...more}
    />
  );
  /** What came of it is recorded live, with the status as it stands. */
  const saveOutcome: SaveText = async (outcome, unchanged, over) => {
    const present = over as Activity | undefined;
    const put = (row: Activity) =>
      tell({
        id: row.id,
        rowVersion: row.rowVersion,
        status: activityStatuses.find((each): each is LiveStatus => each === row.status)!,
        outcome,
      });
    const first = await put(present ?? activity);
    const current = first.ok ? null : (first.error.current as Activity | undefined);
    return !first.ok && first.error.code === 'conflict' && current && unchanged(current)
      ? put(current)
      : first;
  };
  return (
    <div className="cp-activity-more">
      <SavedSelect
        label={t('servesGoal')}
        value={activity.goalId}
        empty={t('wholeProblem')}
        options={goals.map(({ id, description }) => [id, description])}
        readOnly={!mayWrite}
        save={(goalId) =>
          saver({ goalId }, (current) => (current as Activity).goalId === activity.goalId)
        }
      />
      {field('startOn', (startOn, unchanged, over) => saver({ startOn }, unchanged, over), {
        kind: 'date',
      })}
      {field(
        'ownerContact',
        (ownerContact, unchanged, over) => saver({ ownerContact }, unchanged, over),
        { maxLength: 120 },
      )}
      {field('outcome', saveOutcome, { kind: 'text', maxLength: 2000, className: 'wide' })}
    </div>
  );
};
