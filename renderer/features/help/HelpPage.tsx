/** What Liaison promises and what it cannot, on one page in words; beside it all keys. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../../app/navigation';
import { useMay, useSession } from '../../app/session-context';
import { useAppDispatch } from '../../app/store';
import { Icon, type IconName } from '../../components/Icon';
import { KeyList } from './KeyList';
import './help.css';

/** The promises in the order of the health page, each with its sentences. */
const promises: readonly (readonly [string, IconName, readonly string[]])[] = [
  ['closed', 'lock', ['disk', 'passphrase', 'role', 'locks', 'lockKeeps', 'lockSays']],
  ['lost', 'database', ['saved', 'draft', 'import', 'damage', 'backup', 'restore']],
  ['unseen', 'eye', ['everyAccess', 'chain', 'lists']],
  ['leaves', 'plug', ['network', 'people']],
  ['way', 'key', ['recovery', 'reset', 'nobodyElse']],
  ['cannot', 'alert', ['known', 'forge', 'disk', 'exported']],
];

export const HelpPage = (): ReactElement => {
  const { t } = useTranslation('help');
  const { hospital, policy } = useSession();
  const dispatch = useAppDispatch();
  const mayHealth = useMay('backup.manage');
  const mayRead = useMay('patients.read');
  const mayImport = useMay('import.run');
  const places = [
    ...(mayRead ? ['caseload', 'patient', 'calendar'] : []),
    ...(mayImport ? ['import'] : []),
  ];
  const minutes = { count: policy.idleMinutes, elsewhere: policy.idleElsewhereMinutes };
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">{t('about')}</span>
        {mayHealth ? (
          <span className="end">
            <Button onClick={() => void dispatch(go({ name: 'health', params: {} }))}>
              <Icon name="shield" /> {t('toHealth')}
            </Button>
          </span>
        ) : null}
      </div>
      {/* Nothing in it takes the focus, so the page itself does: it scrolls by keyboard. */}
      <div className="panel-body help-page" tabIndex={0} role="region" aria-label={t('title')}>
        <article className="promise">
          {promises.map(([group, icon, names]) => (
            <section key={group} aria-label={t(`promise.${group}.title`)}>
              <h2 className="t-section">
                <Icon name={icon} /> {t(`promise.${group}.title`)}
              </h2>
              <ul>
                {names.map((name) => (
                  <li key={name}>{t(`promise.${group}.${name}`, minutes)}</li>
                ))}
              </ul>
            </section>
          ))}
          {hospital.helpDesk === null ? null : (
            <p className="m">{t('helpDesk', { phone: hospital.helpDesk })}</p>
          )}
        </article>
        <section className="help-keys" aria-label={t('keys')}>
          <h2 className="t-section">{t('keys')}</h2>
          <KeyList places={places} />
        </section>
      </div>
    </>
  );
};
