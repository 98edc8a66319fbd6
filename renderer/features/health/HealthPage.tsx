/** Each promise of the product as a present fact; what waits for a person says so. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactState, Health } from '../../../shared/health/health';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon, type IconName } from '../../components/Icon';
import { ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';

const icons: Record<FactState, IconName> = {
  ok: 'checkCircle',
  attention: 'alert',
  due: 'clock',
  broken: 'alert',
};
const severities: Record<FactState, string> = {
  ok: 'ok',
  attention: 'today',
  due: 'soon',
  broken: 'overdue',
};

const megabyte = 1_048_576;

type FactName = Exclude<keyof Health, 'at' | 'computer'>;

const groups: readonly (readonly [string, readonly FactName[]])[] = [
  ['closed', ['encrypted', 'lock', 'passphrases']],
  ['lost', ['newestBackup', 'backups', 'file']],
  ['unseen', ['audit', 'openedWithReason']],
  ['leaves', ['network']],
  ['way', ['recoveryKey', 'administrators']],
];

/** The sentence of each fact. */
const useFactText = (health: Health): ((name: FactName) => string) => {
  const { t } = useTranslation('health');
  const format = useFormat();
  const { zone } = useMinute();
  const when = (at: string | null): string => (at === null ? '–' : format.dateTime(at, zone));
  const { audit, file, newestBackup } = health;
  const texts: Record<FactName, () => string> = {
    encrypted: () => t('text.encrypted', { ...health.encrypted }),
    lock: () => t('text.lock', { idle: health.lock.idleMinutes, locks: health.lock.locks }),
    passphrases: () => t('text.passphrases', { ...health.passphrases }),
    newestBackup: () =>
      newestBackup.at === null
        ? t('text.noBackup')
        : t('text.newestBackup', { when: when(newestBackup.at) }),
    backups: () => t('text.backups', { count: health.backups.count }),
    file: () =>
      file.checkedAt === null
        ? t('text.fileNever')
        : t('text.file', { when: when(file.checkedAt) }),
    audit: () =>
      audit.broken
        ? t('text.auditBroken', { seq: audit.broken.seq })
        : audit.walkedAt === null
          ? t('text.auditNever', { newest: audit.newest })
          : t('text.audit', { when: when(audit.walkedAt), walked: format.number(audit.walked) }),
    openedWithReason: () => t('text.openedWithReason', { count: health.openedWithReason.count }),
    network: () => t('text.network', { count: health.network.requests }),
    recoveryKey: () => t('text.recoveryKey', { when: when(health.recoveryKey.since) }),
    administrators: () => health.administrators.names.join(', '),
  };
  return (name) => texts[name]();
};

const Facts = ({ health }: { health: Health }): ReactElement => {
  const { t } = useTranslation('health');
  const text = useFactText(health);
  return (
    <div className="grow">
      {groups.map(([group, names]) => (
        <section key={group} aria-label={t(`group.${group}`)}>
          <div className="section-head">
            <h2>{t(`group.${group}`)}</h2>
          </div>
          <ul>
            {names.map((name) => (
              <li
                key={name}
                className="row wrap"
                style={{ minHeight: 42, borderTop: '1px solid var(--line)', padding: '6px 0' }}
              >
                <span className={`sev ${severities[health[name].state]}`}>
                  <Icon name={icons[health[name].state]} />
                  <span className="sr">{t(`state.${health[name].state}`)}</span>
                </span>
                <span className="m" style={{ width: 180 }}>
                  {t(`fact.${name}`)}
                </span>
                <span className="s2 grow" style={{ minWidth: 240 }}>
                  {text(name)}
                </span>
                {health[name].state === 'ok' ? null : (
                  <span className={`sev ${severities[health[name].state]}`}>
                    {t(`state.${health[name].state}`)}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};

export const HealthPage = (): ReactElement => {
  const { t } = useTranslation('health');
  const format = useFormat();
  const errorText = useErrorText();
  const { zone } = useMinute();
  const { data: health, error, refetch } = useCall('health.read', {});
  const check = useCommand('health.check');
  const backup = useCommand('backup.make');
  const problem = check.error ?? backup.error;
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">
          {health ? t('about', { time: format.time(health.at, zone) }) : ''}
        </span>
        <span className="row end">
          <Button disabled={backup.isRunning} onClick={() => void backup.run({})}>
            <Icon name="database" /> {backup.isRunning ? t('backingUp') : t('backup')}
          </Button>
          <Button variant="contained" disabled={check.isRunning} onClick={() => void check.run({})}>
            {check.isRunning ? t('checking') : t('check')}
          </Button>
        </span>
      </div>
      <div className="panel-body">
        {problem ? (
          <div className="problem" role="alert">
            {errorText(problem)}
          </div>
        ) : null}
        {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
        {!health && !error ? <Skeleton rows={10} /> : null}
        {health ? (
          <>
            <Facts health={health} />
            <section aria-label={t('computer')}>
              <div className="section-head">
                <h2>{t('computer')}</h2>
              </div>
              <p>
                {t('workstation')} {health.computer.workstation} · {t('program')}{' '}
                {health.computer.version} · {t('record')}{' '}
                {t('recordText', {
                  mb: format.number(Math.round(health.computer.recordBytes / megabyte)),
                  stays: format.number(health.computer.encounters),
                })}
              </p>
            </section>
          </>
        ) : null}
      </div>
    </>
  );
};
