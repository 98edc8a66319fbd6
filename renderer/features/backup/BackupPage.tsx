/** The verified backups: make one, read one again, look in another folder, put one in the record's place. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../shared/backup/backup';
import { useCall, useCommand } from '../../app/api';
import { useSession } from '../../app/session-context';
import { Icon } from '../../components/Icon';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { BackupTable } from './BackupTable';
import { useBackupErrorText, useWhen } from './error-text';
import { RekeyForm } from './RekeyForm';
import { RestoreForm } from './RestoreForm';
import './backup.css';

export const BackupPage = (): ReactElement => {
  const { t } = useTranslation('backup');
  const errorText = useBackupErrorText();
  const when = useWhen();
  const { user } = useSession();
  const { data: backups, error, refetch } = useCall('backup.list', {});
  const make = useCommand('backup.make');
  const pick = useCommand('backup.pick');
  const [made, setMade] = useState<Backup | null>(null);
  const [picked, setPicked] = useState<readonly Backup[] | null>(null);
  const [chosen, setChosen] = useState<Backup | null>(null);
  const problem = make.error ?? pick.error;
  // The newest count of what a restore takes back, where the list has been read again since.
  const restoring = chosen && (backups?.find(({ id }) => id === chosen.id) ?? chosen);
  const makeNow = async (): Promise<void> => {
    setMade(null);
    const outcome = await make.run({});
    if (outcome.ok) setMade(outcome.value);
  };
  const lookElsewhere = async (): Promise<void> => {
    const outcome = await pick.run({});
    if (!outcome.ok) return;
    setPicked(outcome.value);
    setChosen(null);
  };
  const restoreForm = (place: 'own' | 'picked'): ReactElement | null => {
    const here = place === 'picked' ? picked : backups;
    if (!restoring || !here?.some(({ id }) => id === restoring.id)) return null;
    return (
      <RestoreForm
        key={restoring.id}
        backup={restoring}
        signInName={user.signInName}
        onAsk={refetch}
        onClose={() => setChosen(null)}
      />
    );
  };
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">{backups ? t('count', { count: backups.length }) : ''}</span>
        <span className="row end">
          <Button disabled={pick.isRunning} onClick={() => void lookElsewhere()}>
            <Icon name="folder" /> {t('pick')}
          </Button>
          <Button variant="contained" disabled={make.isRunning} onClick={() => void makeNow()}>
            <Icon name="database" /> {make.isRunning ? t('making') : t('make')}
          </Button>
        </span>
      </div>
      <div className="panel-body stack">
        {make.isRunning ? (
          <div className="box stack" role="status">
            <span>{t('makingText')}</span>
            <progress className="backup-progress" aria-label={t('making')} />
          </div>
        ) : null}
        {problem ? (
          <div className="problem" role="alert">
            <Icon name="alert" size={14} />
            {errorText(problem)}
          </div>
        ) : null}
        {made ? (
          <div className="good" role="status">
            <Icon name="check" size={14} />
            {t('made', { when: when(made.at) })}
          </div>
        ) : null}
        {picked ? (
          <section className="stack" aria-label={t('picked')}>
            <div className="section-head">
              <h2>{t('picked')}</h2>
            </div>
            {picked.length === 0 ? (
              <p className="s2" role="status">
                {t('pickedNone')}
              </p>
            ) : (
              <BackupTable label={t('picked')} backups={picked} onRestore={setChosen} mayVerify />
            )}
            {restoreForm('picked')}
          </section>
        ) : null}
        <section className="stack" aria-label={t('own')}>
          <div className="section-head">
            <h2>{t('own')}</h2>
          </div>
          {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
          {!backups && !error ? <Skeleton /> : null}
          {backups?.length === 0 ? (
            <EmptyState icon="database" title={t('none')}>
              {t('noneText')}
            </EmptyState>
          ) : null}
          {backups && backups.length > 0 ? (
            <BackupTable label={t('own')} backups={backups} onRestore={setChosen} mayVerify />
          ) : null}
          {restoreForm('own')}
        </section>
        <RekeyForm />
      </div>
    </>
  );
};
