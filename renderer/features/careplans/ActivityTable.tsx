/** Interventions of a problem: who does what, how often, by when. Fields save themselves. */
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity, Owner } from '../../../shared/careplans/plan';
import {
  activityKinds,
  activityStatuses,
  type ActivityStatus,
} from '../../../shared/careplans/statuses';
import { useCommand, type CallInput } from '../../app/api';
import { useOfferUndo } from '../../app/undo';
import { FromTemplate } from './FromTemplate';
import { InErrorDialog } from './InErrorDialog';
import { MoreMenu } from './MoreMenu';
import { NearDue } from './NearDue';
import { usePlan } from './plan-context';
import { SavedField, type SaveText } from './SavedField';
import { SavedSelect } from './SavedSelect';
import { usePartActions } from './use-part-actions';
import { useSaver } from './use-saver';

type Turn = CallInput<'careplans.setActivityStatus'>['status'];
const turns = activityStatuses.filter(
  (status): status is Turn => status !== 'unknown' && status !== 'entered-in-error',
);
const over: readonly ActivityStatus[] = ['completed', 'cancelled', 'stopped'];

/** An owner as one text: the person, else the role. */
const ownerText = (activity: Activity): string | null => activity.ownerName ?? activity.ownerRole;

/** The typed text as an owner: a person of the list, else a name in words. */
const ownerOf = (
  text: string | null,
  owners: readonly Owner[],
): CallInput<'careplans.changeActivity'>['fields']['owner'] => {
  if (text === null) return null;
  const person = owners.find(({ name, userId }) => userId !== null && name === text);
  return person ? { userId: person.userId, name: null } : { userId: null, name: text };
};

const ActivityRow = ({
  activity,
  ownerList,
}: {
  activity: Activity;
  ownerList: string;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, owners, mayWrite } = usePlan();
  const offerUndo = useOfferUndo();
  const saver = useSaver('careplans.changeActivity', activity);
  const { run: turn } = useCommand('careplans.setActivityStatus');
  const actions = usePartActions('activity', activity, activity.description);
  const common = {
    record: activity,
    patientId: plan.patientId,
    readOnly: !mayWrite,
    quietLabel: true,
  };
  const saveField =
    (name: 'description' | 'frequency' | 'dueOn'): SaveText =>
    (text, unchanged, present) =>
      saver({ [name]: text }, unchanged, present);
  const spoken = (label: string): string => `${label}: ${activity.description}`;
  const setStatus = async (value: string | null) => {
    const before = turns.find((status) => status === activity.status) ?? 'not-started';
    const outcome = await turn({
      id: activity.id,
      rowVersion: activity.rowVersion,
      status: value as Turn,
    });
    if (outcome.ok) {
      const { rowVersion, status } = outcome.value;
      offerUndo(
        t('statusTurned', { what: activity.description, status: t(`activityStatus.${status}`) }),
        () => turn({ id: activity.id, rowVersion, status: before }),
      );
    }
    return outcome;
  };
  return (
    <tr>
      <td>
        <SavedField
          {...common}
          field="description"
          label={spoken(t('what'))}
          value={activity.description}
          read={(current) => (current as Activity).description}
          save={saveField('description')}
          required
          maxLength={300}
        />
        <FromTemplate record={activity} />
      </td>
      <td>
        <SavedSelect
          label={spoken(t('kind'))}
          quietLabel
          value={activity.kind}
          empty={t('kindNone')}
          options={activityKinds.map((kind) => [kind, t(`activityKind.${kind}`)])}
          readOnly={!mayWrite}
          save={(kind) =>
            saver({ kind }, (current) => (current as Activity).kind === activity.kind)
          }
        />
      </td>
      <td>
        <SavedField
          {...common}
          field="owner"
          label={spoken(t('owner'))}
          value={ownerText(activity)}
          read={(current) => ownerText(current as Activity)}
          save={(text, unchanged, present) =>
            saver({ owner: ownerOf(text, owners) }, unchanged, present)
          }
          maxLength={120}
          list={ownerList}
        />
      </td>
      <td>
        <SavedField
          {...common}
          field="frequency"
          label={spoken(t('howOften'))}
          value={activity.frequency}
          read={(current) => (current as Activity).frequency}
          save={saveField('frequency')}
          maxLength={120}
        />
      </td>
      <td>
        <SavedField
          {...common}
          field="dueOn"
          label={spoken(t('due'))}
          value={activity.dueOn}
          read={(current) => (current as Activity).dueOn}
          save={saveField('dueOn')}
          kind="date"
        />
        {activity.dueOn === null || over.includes(activity.status) ? null : (
          <NearDue on={activity.dueOn} />
        )}
      </td>
      <td>
        <SavedSelect
          label={spoken(t('status'))}
          quietLabel
          value={activity.status}
          options={turns.map((status) => [status, t(`activityStatus.${status}`)])}
          readOnly={!mayWrite}
          save={setStatus}
        />
      </td>
      <td>
        {mayWrite ? (
          <MoreMenu label={t('moreFor', { what: activity.description })} items={actions.items} />
        ) : null}
        {actions.erroneous === null ? null : (
          <InErrorDialog target={actions.erroneous} onClose={actions.close} />
        )}
      </td>
    </tr>
  );
};

export const ActivityTable = ({
  activities,
}: {
  activities: readonly Activity[];
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { owners } = usePlan();
  const ownerList = useId();
  return (
    <div className="cp-table-scroll">
      <table className="table cp-table" aria-label={t('interventions')}>
        <colgroup>
          <col />
          <col style={{ width: '8.5rem' }} />
          <col style={{ width: '13rem' }} />
          <col style={{ width: '6.5rem' }} />
          <col style={{ width: '8.75rem' }} />
          <col style={{ width: '7.5rem' }} />
          <col style={{ width: '2.75rem' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('kind')}</th>
            <th scope="col">{t('owner')}</th>
            <th scope="col">{t('howOften')}</th>
            <th scope="col">{t('due')}</th>
            <th scope="col">{t('status')}</th>
            <th scope="col">
              <span className="sr">{t('more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {activities.map((activity) => (
            <ActivityRow key={activity.id} activity={activity} ownerList={ownerList} />
          ))}
        </tbody>
      </table>
      <datalist id={ownerList}>
        {owners.map(({ userId, name }) => (
          <option key={userId ?? name} value={name} />
        ))}
      </datalist>
    </div>
  );
};
