/** In the demonstration: its one passphrase and its people; else the way to it where it was made. */
import { Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { lazyPart } from '../../app/lazy-part';
import { Icon } from '../../components/Icon';
import { PlainButton } from '../../components/PlainButton';
import type { Locked } from './SignInForm';

const { Part: ConfirmDialog } = lazyPart(
  async () => (await import('../../components/ConfirmDialog')).ConfirmDialog,
);

export const DemonstrationBox = ({ state }: { state: Locked }): ReactElement | null => {
  const { t } = useTranslation('session');
  const leave = useCommand('session.leaveDemonstration');
  const explore = useCommand('session.exploreDemonstration');
  const [erasing, setErasing] = useState(false);
  if (state.demonstrationPassphrase === null)
    return state.otherStoreExists ? (
      <div>
        <button
          type="button"
          className="link"
          disabled={explore.isRunning}
          onClick={() => void explore.run({})}
        >
          {t('lock.explore')}
        </button>
      </div>
    ) : null;
  return (
    <div className="lock-box invented">
      <Icon name="eye" />
      <div className="stack">
        <span>
          {t('lock.demoPassphrase')} <b className="typed">{state.demonstrationPassphrase}</b>
          <br />
          <span className="t-cap">{t('lock.demoPeople')}</span>
        </span>
        <span className="row wrap">
          <PlainButton size="small" onClick={() => void leave.run({ erase: false })}>
            {t('lock.leaveDemo')}
          </PlainButton>
          <PlainButton size="small" look="text" onClick={() => setErasing(true)}>
            {t('lock.eraseDemo')}
          </PlainButton>
        </span>
      </div>
      {erasing ? (
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t('lock.eraseTitle')}
            confirm={t('lock.erase')}
            safe={t('lock.eraseKeep')}
            onClose={() => setErasing(false)}
            onConfirm={() => void leave.run({ erase: true })}
          >
            {t('lock.eraseText')}
          </ConfirmDialog>
        </Suspense>
      ) : null}
    </div>
  );
};
