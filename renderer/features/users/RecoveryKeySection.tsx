/** The printed recovery key: since when, where it is kept, and a new one in its place. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import { RecoveryStep, type ShownKey } from '../session';

export const RecoveryKeySection = (): ReactElement => {
  const { t } = useTranslation('users');
  const format = useFormat();
  const errorText = useFeatureErrorText('users');
  const { zone } = useMinute();
  const { data: health } = useCall('health.read', {});
  const { run, isRunning, error } = useCommand('session.newRecoveryKey');
  const [shown, setShown] = useState<ShownKey | null>(null);
  const [keptIn, setKeptIn] = useState('');
  const key = health?.recoveryKey;
  const begin = async (): Promise<void> => {
    const outcome = await run({});
    if (outcome.ok) setShown(outcome.value);
  };
  return (
    <section className="stack" aria-label={t('recovery.title')}>
      <div className="section-head">
        <h2>{t('recovery.title')}</h2>
      </div>
      <p className="s2 users-measure">
        {t('recovery.text')}{' '}
        {key === undefined || key.since === null
          ? null
          : t('recovery.since', {
              when: format.dateTime(key.since, zone),
              by: key.byName,
              where: key.keptIn ?? t('recovery.nowhere'),
            })}
      </p>
      {error ? (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {errorText(error)}
        </div>
      ) : null}
      <div>
        <Button disabled={isRunning} onClick={() => void begin()}>
          <Icon name="key" /> {t('recovery.make')}
        </Button>
      </div>
      {shown ? (
        <Dialog
          open
          onClose={() => setShown(null)}
          slotProps={{
            paper: {
              'aria-label': t('recovery.make'),
              sx: { width: 780, maxWidth: '94vw', height: 720, maxHeight: '94vh' },
            },
          }}
        >
          <RecoveryStep
            shown={shown}
            caption={t('recovery.caption')}
            keptIn={keptIn}
            onKeptIn={setKeptIn}
            onBack={() => setShown(null)}
            onDone={() => {
              setShown(null);
              setKeptIn('');
            }}
          />
        </Dialog>
      ) : null}
    </section>
  );
};
