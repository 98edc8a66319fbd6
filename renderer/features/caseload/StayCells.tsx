/** One stay's cells: two lines each, what is late in words. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseloadStay } from '../../../shared/caseload/caseload';
import { ageOn, localDateOf, stayDay } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { Avatar } from '../../components/Avatar';
import { DueLabel } from '../../components/DueLabel';
import { Icon } from '../../components/Icon';
import { useStayLists } from '../encounters';
import { RiskMark } from './RiskMark';

const sexLetter: Record<string, string> = { female: 'F', male: 'M', other: 'X', unknown: '' };

export const StayCells = ({
  row,
  hasRisk,
  onOpen,
}: {
  row: CaseloadStay;
  hasRisk: boolean;
  onOpen: () => void;
}): ReactElement => {
  const { t } = useTranslation('caseload');
  const format = useFormat();
  const { user } = useSession();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const day = row.admittedAt === null ? null : stayDay(row.admittedAt, now, zone);
  const edd = row.expectedDischargeOn;
  const { pastDue = 0, quiet = 0 } = row.plan?.attention ?? {};
  const calls = [
    ...(pastDue > 0 ? [t('goalsPastDue', { count: pastDue })] : []),
    ...(quiet > 0 ? [t('goalsQuiet', { count: quiet })] : []),
  ].join(', ');
  const planClass = row.planClass === null ? '' : t(`planClass.${row.planClass}`);
  // Nobody pays but the patient: what the feed calls that is no payer's name.
  const { disposition } = useStayLists();
  const payer = row.planClass === 'selfPay' ? planClass : row.payer;
  return (
    <>
      <span role="gridcell" className="b">
        {row.bed ?? '–'}
      </span>
      <span role="gridcell">
        <button
          type="button"
          className="link l1"
          style={{ color: 'inherit' }}
          tabIndex={-1}
          onClick={onOpen}
        >
          {row.restricted ? <Icon name="lock" size={12} /> : null} {row.familyName}, {row.givenName}
          <span className="s3">
            {' '}
            {sexLetter[row.sex]} {row.birthDate === null ? '' : ageOn(row.birthDate, today)}
          </span>
        </button>
        <span className="l2">
          {row.birthDate === null ? '' : format.numericDate(row.birthDate)} · {row.mrn}
        </span>
      </span>
      <span role="gridcell">
        <span className={edd !== null && edd < today ? 'l1 passed' : edd === today ? 'l1 b' : 'l1'}>
          {edd === null ? t('notSet') : edd === today ? t('today') : format.date(edd, today)}
        </span>
        <span className="l2">
          {day === null
            ? ''
            : row.class === 'observation'
              ? t('obsDay', { day })
              : t('day', { day })}
        </span>
      </span>
      <span role="gridcell">
        <span className={row.plannedDisposition === null ? 'l1 s3' : 'l1'}>
          {disposition(row.plannedDisposition) ?? t('unknown')}
        </span>
        <span className="l2" title={payer ?? undefined}>
          {payer ?? t('noPayer')}
        </span>
      </span>
      <span role="gridcell">
        <span className={row.plan === null ? 'l1 s3' : 'l1'}>
          {row.plan === null
            ? t('noPlan')
            : row.plan.status === 'active'
              ? t('planActive', { version: row.plan.newestVersion })
              : t(`planStatus.${row.plan.status}`)}
        </span>
        {calls.length > 0 ? (
          <span className="l2 sev today">
            <Icon name="alert" size={12} /> {calls}
          </span>
        ) : null}
        <span className={calls.length > 0 ? 'sr' : 'l2'}>
          {row.plan?.reviewOn ? t('review', { date: format.date(row.plan.reviewOn, today) }) : ''}
        </span>
      </span>
      {hasRisk ? (
        <span role="gridcell">{row.risk === null ? null : <RiskMark risk={row.risk} />}</span>
      ) : null}
      <span role="gridcell">
        <span className={row.nextTask === null ? 'l1 s3' : 'l1'}>
          {row.nextTask?.title ?? t('noTask')}
        </span>
        <span className="l2">{row.nextTask === null ? '' : <DueLabel due={row.nextTask} />}</span>
      </span>
      <span role="gridcell">
        <span className="barriers" title={row.barriers.first ?? undefined}>
          <span className={row.barriers.first === null ? 'l1 s3' : 'l1 s2'}>
            {row.barriers.first ?? t('none')}
          </span>
          {row.barriers.count > 1 ? (
            <span className="s3">{t('more', { count: row.barriers.count - 1 })}</span>
          ) : null}
        </span>
      </span>
      <span role="gridcell">
        {row.caseManagerName === null ? (
          <span className="l1 s3">{t('nobody')}</span>
        ) : (
          <span className="manager" title={row.caseManagerName}>
            <Avatar name={row.caseManagerName} me={row.caseManagerId === user.id} />
            <span className="l1 s2">{row.caseManagerName}</span>
          </span>
        )}
      </span>
    </>
  );
};
