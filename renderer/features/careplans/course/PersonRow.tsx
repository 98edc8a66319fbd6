/** One participant: role and phone, the last telling, and what changed since. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Informed } from '../../../../shared/careplans/participants';
import { useCommand } from '../../../app/api';
import { useAsking } from '../../../app/asking';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { ReasonDialog } from '../../../components/ConfirmDialog';
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
  const { participant, told, behind, changes } = informed;
  const { name } = participant;
  const last = told[0];
  const form = `careplans.withdrawTold:${last?.id ?? ''}`;
  const { asking, ask, end } = useAsking(form);
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
                    act: () => ask(),
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
      {asking && last ? (
        <ReasonDialog
          form={form}
          title={t('course.people.withdrawTitle')}
          confirm={t('course.people.withdrawNow')}
          safe={t('course.people.keep')}
          reasonLabel={t('reason')}
          problem={error && errorText(error)}
          onClose={end}
          onConfirm={async (reason) => {
            const { id: toldId, rowVersion } = last;
            return (await run({ id: plan.id, toldId, rowVersion, reason })).ok;
          }}
        >
          {t('course.people.withdrawText', { name, version: last.version })}
        </ReasonDialog>
      ) : null}
    </li>
  );
};
