/** Each promise of the product as a present fact; what waits for a person says so. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import { ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { factNames } from './fact-text';
import { FactList } from './FactList';
import { Computer, WhoOpens } from './Sides';
import { Waits } from './Waits';
import './health.css';

export const HealthPage = (): ReactElement => {
  const { t } = useTranslation('health');
  const format = useFormat();
  const errorText = useErrorText();
  const { zone } = useMinute();
  const { data: health, error, refetch } = useCall('health.read', {});
  const check = useCommand('health.check');
  const backup = useCommand('backup.make');
  const [checkedAt, setCheckedAt] = useState<string | null>(null);
  const problem = check.error ?? backup.error;
  const checkAll = async (): Promise<void> => {
    const outcome = await check.run({});
    if (outcome.ok) setCheckedAt(outcome.value.at);
  };
  const stand = health ? factNames.filter((name) => health[name].state === 'ok').length : 0;
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">
          {health
            ? `${t('about', { time: format.time(health.at, zone) })} ${t('sum', { stand, of: factNames.length })}`
            : ''}
        </span>
        <span className="row end">
          <Button variant="contained" disabled={check.isRunning} onClick={() => void checkAll()}>
            {check.isRunning ? t('checking') : t('check')}
          </Button>
        </span>
      </div>
      {problem ? (
        <div className="problem health-note" role="alert">
          <Icon name="alert" size={14} />
          {errorText(problem)}
        </div>
      ) : checkedAt !== null && !check.isRunning ? (
        <div className="good health-note" role="status">
          <Icon name="check" size={14} />
          {t('checked', { time: format.time(checkedAt, zone) })}
        </div>
      ) : null}
      {error || !health ? (
        <div className="panel-body">
          {error ? <ErrorPlace error={error} onRetry={refetch} /> : <Skeleton rows={10} />}
        </div>
      ) : null}
      {health ? (
        <div className="health">
          <div className="health-facts" tabIndex={0} role="region" aria-label={t('facts')}>
            <FactList health={health} />
          </div>
          <aside className="health-side">
            <Waits
              health={health}
              isBusy={check.isRunning || backup.isRunning}
              onBackup={() => void backup.run({})}
              onCheck={() => void checkAll()}
            />
            <WhoOpens health={health} />
            <Computer health={health} />
          </aside>
        </div>
      ) : null}
    </>
  );
};
