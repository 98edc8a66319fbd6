/** What waits for a person, each with the button that does it. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactState, Health } from '../../../shared/health/health';
import { go } from '../../app/navigation';
import { useAppDispatch } from '../../app/store';
import { Icon } from '../../components/Icon';
import { factIcons, factSeverities } from './FactList';

type WaitName =
  | 'auditBroken'
  | 'file'
  | 'fileBroken'
  | 'backup'
  | 'backupsDamaged'
  | 'recoveryKey'
  | 'administrators'
  | 'audit';

interface Wait {
  name: WaitName;
  state: FactState;
}

/** What a person should do now, the worst first. */
export const waitsOf = (health: Health): Wait[] => {
  const { audit, file, newestBackup, backups, recoveryKey, administrators } = health;
  const wait = (name: WaitName, state: FactState, waits: boolean): Wait[] =>
    waits ? [{ name, state }] : [];
  return [
    ...wait('auditBroken', 'broken', audit.broken !== null),
    ...wait('fileBroken', 'broken', file.state === 'broken'),
    ...wait('backup', 'attention', newestBackup.state !== 'ok'),
    ...wait('backupsDamaged', 'attention', backups.damaged > 0),
    ...wait('recoveryKey', 'attention', recoveryKey.state !== 'ok'),
    ...wait('administrators', 'attention', administrators.state !== 'ok'),
    ...wait('file', 'due', file.state === 'due'),
    ...wait('audit', 'due', audit.state === 'due'),
  ];
};

export const Waits = ({
  health,
  isBusy,
  onBackup,
  onCheck,
}: {
  health: Health;
  isBusy: boolean;
  onBackup: () => void;
  onCheck: () => void;
}): ReactElement => {
  const { t } = useTranslation('health');
  const dispatch = useAppDispatch();
  const goTo = (name: string) => (): void => void dispatch(go({ name, params: {} }));
  const acts: Record<WaitName, () => void> = {
    auditBroken: goTo('audit'),
    file: onCheck,
    fileBroken: goTo('backup'),
    backup: onBackup,
    backupsDamaged: goTo('backup'),
    recoveryKey: goTo('users'),
    administrators: goTo('users'),
    audit: onCheck,
  };
  const waits = waitsOf(health);
  return (
    <section aria-label={t('waits.title')}>
      <div className="section-head">
        <h2>{t('waits.title')}</h2>
        <span className="n">{waits.length}</span>
      </div>
      {waits.length === 0 ? (
        <p className="good">
          <Icon name="check" size={14} />
          {t('waits.none')}
        </p>
      ) : null}
      {waits.map(({ name, state }) => (
        <article key={name} className="wait">
          <span className={`sev ${factSeverities[state]}`}>
            <Icon name={factIcons[state]} />
            <span className="sr">{t(`state.${state}`)}</span>
          </span>
          <div>
            <h3 className="b">{t(`waits.${name}.title`)}</h3>
            <p className="s2">{t(`waits.${name}.text`)}</p>
            <Button size="small" disabled={isBusy} onClick={acts[name]}>
              {t(`waits.${name}.act`)}
            </Button>
          </div>
        </article>
      ))}
    </section>
  );
};
