/** Interventions of a problem: who does what, how often, by when. Fields save themselves. */
import { Fragment, useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity, Goal, Owner } from '../../../shared/careplans/plan';
import {
  activityKinds,
  activityStatuses,
  type ActivityStatus,
} from '../../../shared/careplans/statuses';
import { localDateOf } from '../../../shared/time';
import { useCommand, type CallInput } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { ActivityDetails } from './ActivityDetails';
import { FromTemplate } from './FromTemplate';
import { InErrorDialog } from './InErrorDialog';
import { MoreMenu } from './MoreMenu';
import { NearDue } from './NearDue';
import { usePlan } from './plan-context';
import { useOfferDeed } from './plan-deeds';
import { SavedField, type SaveText } from './SavedField';
import { SavedSelect } from './SavedSelect';
import { usePartActions } from './use-part-actions';
import { useReorder, type Reorder } from './use-reorder';
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

/** What stands in the details, in one line below the text. */
const ActivitySummary = ({ activity }: { activity: Activity }): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const parts = [
    activity.startOn === null
      ? null
      : t('startsOn', { date: format.date(activity.startOn, today) }),
    activity.ownerContact,
    activity.outcome,
  ].filter(Boolean);
  return parts.length === 0 ? null : <span className="sub">{parts.join(' · ')}</span>;
};

const ActivityRow = ({
  activity,
  goals,
  ownerList,
  reorder,
}: {
  activity: Activity;
  goals: readonly Goal[];
  reorder: Reorder;
  ownerList: string;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, owners, mayWrite, foundId } = usePlan();
  const offerDeed = useOfferDeed();
  const saver = useSaver('careplans.changeActivity', activity);
  const { run: turn } = useCommand('careplans.setActivityStatus');
  const actions = usePartActions('activity', activity, activity.description);
  const [showMore, setShowMore] = useState(false);
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
      offerDeed(
        t('statusTurned', { what: activity.description, status: t(`activityStatus.${status}`) }),
        [{ record: 'activity', id: activity.id, from: activity.rowVersion, to: rowVersion }],
        () => turn({ id: activity.id, rowVersion, status: before }),
      );
    }
    return outcome;
  };
  return (
    <>
      <tr
        className={foundId === activity.id ? 'found' : undefined}
        data-part={activity.id}
        {...reorder.item(activity)}
      >
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
          {showMore ? null : <ActivitySummary activity={activity} />}
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
            <MoreMenu
              label={t('moreFor', { what: activity.description })}
              items={[
                {
                  text: t(showMore ? 'hideDetails' : 'showDetails'),
                  act: () => setShowMore(!showMore),
                },
                ...actions.items,
              ]}
            />
          ) : null}
          {actions.erroneous === null ? null : (
            <InErrorDialog target={actions.erroneous} onClose={actions.close} />
          )}
        </td>
      </tr>
      {showMore ? (
        <tr className="cp-more-row">
          <td colSpan={7}>
            <ActivityDetails activity={activity} goals={goals} />
          </td>
        </tr>
      ) : null}
    </>
  );
};

/** Interventions by the goal that they serve, in the goals' order; those of the whole problem last. */
const byGoal = (
  activities: readonly Activity[],
  goals: readonly Goal[],
): { goal: Goal | null; activities: Activity[] }[] => {
  const served = goals
    .map((goal) => ({
      goal,
      activities: activities.filter(({ goalId }) => goalId === goal.id),
    }))
    .filter((group) => group.activities.length > 0);
  const rest = activities.filter(({ goalId }) => !served.some(({ goal }) => goal.id === goalId));
  return rest.length === 0 ? served : [...served, { goal: null, activities: rest }];
};

export const ActivityTable = ({
  activities,
  goals,
}: {
  activities: readonly Activity[];
  goals: readonly Goal[];
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { owners } = usePlan();
  const ownerList = useId();
  const reorder = useReorder('activity', activities, ({ description }) => description);
  const groups = byGoal(activities, goals);
  const isGrouped = groups.some(({ goal }) => goal !== null);
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
          {groups.map((group) => (
            <Fragment key={group.goal?.id ?? 'problem'}>
              {isGrouped ? (
                <tr className="cp-group">
                  <th scope="colgroup" colSpan={7}>
                    {group.goal === null
                      ? t('wholeProblem')
                      : t('forGoal', { goal: group.goal.description })}
                    <span className="n"> {group.activities.length}</span>
                  </th>
                </tr>
              ) : null}
              {group.activities.map((activity) => (
                <ActivityRow
                  key={activity.id}
                  activity={activity}
                  goals={goals}
                  ownerList={ownerList}
                  reorder={reorder}
                />
              ))}
            </Fragment>
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
