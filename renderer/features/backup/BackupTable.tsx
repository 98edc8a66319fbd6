/** Verified backups, newest first, each with what it holds and what came after it. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup, BackupCheck } from '../../../shared/backup/backup';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { Icon } from '../../components/Icon';
import { useBackupErrorText, useWhen } from './error-text';

const megabyte = 1_048_576;

/** Reads the backup again and says in its row what was found. */
const VerifyButton = ({ backup }: { backup: Backup }): ReactElement => {
  const { t } = useTranslation('backup');
  const errorText = useBackupErrorText();
  const when = useWhen();
  const { run, isRunning, error } = useCommand('backup.verify');
  const [found, setFound] = useState<BackupCheck | null>(null);
  const verify = async (): Promise<void> => {
    setFound(null);
    const outcome = await run({ id: backup.id });
    if (outcome.ok) setFound(outcome.value);
  };
  return (
    <>
      <Button
        size="small"
        variant="text"
        disabled={isRunning}
        aria-label={t('verifyOf', { when: when(backup.at) })}
        onClick={() => void verify()}
      >
        {isRunning ? t('verifying') : t('verify')}
      </Button>
      {found ? (
        <span className={found.same ? 'good' : 'problem'} role="status">
          <Icon name={found.same ? 'check' : 'alert'} size={14} />
          {found.same ? (found.opened ? t('found.opened') : t('found.same')) : t('found.changed')}
        </span>
      ) : null}
      {error ? (
        <span className="problem" role="alert">
          {errorText(error)}
        </span>
      ) : null}
    </>
  );
};

const BackupRow = ({
  backup,
  mayVerify,
  onRestore,
}: {
  backup: Backup;
  mayVerify: boolean;
  onRestore: () => void;
}): ReactElement => {
  const { t } = useTranslation('backup');
  const format = useFormat();
  const when = useWhen();
  return (
    <tr>
      <td>
        <span className="row">
          <span className={backup.present ? 'sev ok' : 'sev today'}>
            <Icon name={backup.present ? 'checkCircle' : 'alert'} size={14} />
            <span className="sr">{backup.present ? t('verified') : t('absent')}</span>
          </span>
          <span className="m nw">{when(backup.at)}</span>
        </span>
        {backup.ours ? null : <span className="sub">{t('other')}</span>}
        {backup.present ? null : <span className="sub">{t('absent')}</span>}
      </td>
      <td>{t(`reason.${backup.reason}`)}</td>
      <td>
        {backup.workstation}
        <span className="sub">{t('version', { version: backup.version })}</span>
      </td>
      <td>
        {t('holdsText', {
          patients: format.number(backup.patients),
          stays: format.number(backup.encounters),
        })}
      </td>
      <td className="num nw">
        {t('sizeText', { mb: format.number(Math.ceil(backup.bytes / megabyte)) })}
      </td>
      <td className="num">
        {backup.entriesSince === null ? t('unknown') : format.number(backup.entriesSince)}
      </td>
      <td>
        {backup.present ? (
          <span className="row wrap">
            <Button
              size="small"
              aria-label={t('restoreOf', { when: when(backup.at) })}
              onClick={onRestore}
            >
              {t('restore')}
            </Button>
            {mayVerify ? <VerifyButton backup={backup} /> : null}
          </span>
        ) : null}
      </td>
    </tr>
  );
};

const columns = ['at', 'reasonColumn', 'workstation', 'holds', 'size', 'since'] as const;
const numbers: readonly string[] = ['size', 'since'];

export const BackupTable = ({
  label,
  backups,
  mayVerify = false,
  onRestore,
}: {
  label: string;
  backups: readonly Backup[];
  /** Somebody is signed in who may read one again. */
  mayVerify?: boolean;
  onRestore: (backup: Backup) => void;
}): ReactElement => {
  const { t } = useTranslation('backup');
  return (
    <table className="table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={numbers.includes(column) ? 'num' : undefined}>
              {t(column)}
            </th>
          ))}
          <th scope="col">
            <span className="sr">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => (
          <BackupRow
            key={backup.id}
            backup={backup}
            mayVerify={mayVerify}
            onRestore={() => onRestore(backup)}
          />
        ))}
      </tbody>
    </table>
  );
};
