/** One participant: role and phone, the last telling, and what changed since. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Informed } from '../../../../shared/careplans/participants';
import { useCommand } from '../../../app/api';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { usePlanErrorText } from '../error-text';
import { MoreMenu } from '../MoreMenu';
import { usePlan } from '../plan-context';
import { usePersonFacts } from './use-person-facts';

export const PersonRow = ({
  informed,
  ticked,
  onTick,
  onRemove,
}: {
  informed: Informed;
  ticked: boolean;
  /** Null where nobody can be told, or not by this person. */
  onTick: ((on: boolean) => void) | null;
  onRemove: (() => void) | null;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const format = useFormat();
  const { zone } = useMinute();
  const { plan, mayTell } = usePlan();
  const factsOf = usePersonFacts();
  const { run, error } = useCommand('careplans.withdrawTold');
  const [wrong, setWrong] = useState(false);
  const { participant, told, behind, changes } = informed;
  const { name } = participant;
  const last = told[0];
  return (
    <li>
      <div className="row">
        {onTick === null ? null : (
          <input
            type="checkbox"
            className="cp-tick"
            aria-label={t('course.people.select', { name })}
            checked={ticked}
            onChange={(event) => onTick(event.target.checked)}
          />
        )}
        <span className="grow">
          <span className="m">{name}</span>
          <span className="t-cap">{factsOf(participant)}</span>
          <span className="t-cap">
            {last
              ? t('course.people.told', {
                  version: last.version,
                  how: t(`course.people.hows.${last.how}`),
                  when: format.dateTime(last.toldAt, zone),
                  name: last.byName ?? t('somebody'),
                })
              : t('course.people.toldNone')}
            {last?.note ? `: ${last.note}` : null}
          </span>
        </span>
        {last === undefined ? null : (
          <span className={behind ? 'sev today' : 'sev ok'}>
            {behind
              ? t('course.people.behind', { count: changes.length })
              : t('course.people.upToDate')}
          </span>
        )}
        <MoreMenu
          label={t('moreFor', { what: name })}
          items={[
            ...(onRemove === null
              ? []
              : [{ text: t('course.people.remove', { name }), act: onRemove }]),
            ...(last && mayTell
              ? [
                  {
                    text: t('course.people.withdraw', { name, version: last.version }),
                    act: () => setWrong(true),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {behind && changes.length > 0 ? (
        <ul
          className="cp-since"
          aria-label={t('course.people.changes', { name: participant.name })}
        >
          {changes.map((change, index) => (
            <li key={index}>
              <span className="cp-tag">{t(`change.${change.kind}`)}</span>{' '}
              {change.kind === 'moved'
                ? t('orderChanged')
                : `${t(`record.${change.record}`)}: ${change.title}`}
              {change.after === null || change.field === null ? null : (
                <span className="t-cap"> {change.after}</span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {wrong && last ? (
        <ConfirmDialog
          title={t('course.people.withdrawTitle')}
          confirm={t('course.people.withdrawNow')}
          safe={t('course.people.keep')}
          reasonLabel={t('reason')}
          problem={error && errorText(error)}
          onClose={() => setWrong(false)}
          onConfirm={(reason) =>
            void run({
              id: plan.id,
              toldId: last.id,
              rowVersion: last.rowVersion,
              reason,
            }).then(({ ok }) => ok && setWrong(false))
          }
        >
          {t('course.people.withdrawText', { name, version: last.version })}
        </ConfirmDialog>
      ) : null}
    </li>
  );
};
