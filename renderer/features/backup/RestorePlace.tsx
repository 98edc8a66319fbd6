/** Restoring before anybody is signed in: the record is damaged, or this computer is a new one. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../shared/backup/backup';
import { useCall, useCommand } from '../../app/api';
import { Icon } from '../../components/Icon';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { BackupTable } from './BackupTable';
import { useBackupErrorText } from './error-text';
import { RestoreForm } from './RestoreForm';

export const RestorePlace = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { t } = useTranslation('backup');
  const errorText = useBackupErrorText();
  const { data: backups, error, refetch } = useCall('backup.list', {});
  const pick = useCommand('backup.pick');
  const [picked, setPicked] = useState<readonly Backup[] | null>(null);
  const [chosen, setChosen] = useState<Backup | null>(null);
  const lookElsewhere = async (): Promise<void> => {
    const outcome = await pick.run({});
    if (!outcome.ok) return;
    setPicked(outcome.value);
    setChosen(null);
  };
  const shown = picked ?? backups;
  return (
    <section className="stack wide-form" aria-label={t('restorePlace')}>
      <div>
        <h1 className="t-page">{t('restorePlace')}</h1>
        <p className="s2">{t('restorePlaceText')}</p>
      </div>
      {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
      {!shown && !error ? <Skeleton rows={3} /> : null}
      {shown?.length === 0 ? (
        <EmptyState icon="database" title={picked ? t('pickedNone') : t('none')}>
          {t('noneHere')}
        </EmptyState>
      ) : null}
      {shown && shown.length > 0 ? (
        <div className="table-scroll">
          <BackupTable
            label={picked ? t('picked') : t('own')}
            backups={shown}
            onRestore={setChosen}
          />
        </div>
      ) : null}
      {chosen ? (
        <RestoreForm
          key={chosen.id}
          backup={chosen}
          onAsk={refetch}
          onClose={() => setChosen(null)}
        />
      ) : null}
      {pick.error ? (
        <div className="problem" role="alert">
          {errorText(pick.error)}
        </div>
      ) : null}
      <div className="row wrap">
        <Button disabled={pick.isRunning} onClick={() => void lookElsewhere()}>
          <Icon name="folder" /> {t('pick')}
        </Button>
        <Button variant="text" onClick={onClose}>
          {t('back')}
        </Button>
      </div>
    </section>
  );
};
