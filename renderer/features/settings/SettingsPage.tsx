/** A person's own settings (look, language, keys, passphrase); for an administrator the hospital's and the lock. */
import Checkbox from '@mui/material/Checkbox';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { useMay, useSession } from '../../app/session-context';
import { Field } from '../../components/Field';
import { PassphraseForm } from '../session';
import { HospitalForm } from './HospitalForm';
import { LockPolicyForm } from './LockPolicyForm';
import './settings.css';

const sizes = [80, 90, 100, 110, 125, 150, 175, 200];

export const SettingsPage = (): ReactElement => {
  const { t } = useTranslation('settings');
  const { device } = useSession();
  const mayManage = useMay('settings.manage');
  const { run } = useCommand('session.device');
  const [changed, setChanged] = useState(false);
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
      </div>
      <div className="panel-body">
        <div className="settings">
          <section aria-label={t('own')}>
            <h2 className="t-section">{t('look')}</h2>
            <Field label={t('theme')}>
              {(control) => (
                <select
                  {...control}
                  value={device.theme}
                  onChange={(event) =>
                    void run({
                      theme:
                        event.target.value === 'dark'
                          ? 'dark'
                          : event.target.value === 'light'
                            ? 'light'
                            : 'system',
                    })
                  }
                >
                  <option value="system">{t('system')}</option>
                  <option value="light">{t('light')}</option>
                  <option value="dark">{t('dark')}</option>
                </select>
              )}
            </Field>
            <Field label={t('size')}>
              {(control) => (
                <select
                  {...control}
                  value={device.textSize}
                  onChange={(event) => void run({ textSize: Number(event.target.value) })}
                >
                  {sizes.map((size) => (
                    <option key={size} value={size}>
                      {size} %
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('density')}>
              {(control) => (
                <select
                  {...control}
                  value={device.density}
                  onChange={(event) =>
                    void run({
                      density: event.target.value === 'comfortable' ? 'comfortable' : 'compact',
                    })
                  }
                >
                  <option value="compact">{t('compact')}</option>
                  <option value="comfortable">{t('comfortable')}</option>
                </select>
              )}
            </Field>
            <Field label={t('language')}>
              {(control) => (
                <select
                  {...control}
                  value={device.language}
                  onChange={(event) =>
                    void run({ language: event.target.value === 'es' ? 'es' : 'en' })
                  }
                >
                  <option value="en">English</option>
                  <option value="es">Español</option>
                </select>
              )}
            </Field>
            <label className="check-row">
              <Checkbox
                sx={{ p: 0 }}
                checked={device.singleKeys}
                onChange={(event) => void run({ singleKeys: event.target.checked })}
              />
              {t('keys')}
            </label>
            <label className="check-row">
              <Checkbox
                sx={{ p: 0 }}
                checked={device.contentProtection}
                onChange={(event) => void run({ contentProtection: event.target.checked })}
              />
              <span>
                {t('contentProtection')}
                <span className="help">{t('contentProtectionHelp')}</span>
              </span>
            </label>
            <h2 className="t-section">{t('passphrase')}</h2>
            {changed ? (
              <p className="good" role="status">
                {t('changed')}
              </p>
            ) : (
              <PassphraseForm autoFocus={false} onDone={() => setChanged(true)} />
            )}
          </section>
          {mayManage ? (
            <>
              <section aria-label={t('hospital.title')}>
                <h2 className="t-section">{t('hospital.title')}</h2>
                <HospitalForm />
              </section>
              <section aria-label={t('lock.title')}>
                <h2 className="t-section">{t('lock.title')}</h2>
                <LockPolicyForm />
              </section>
            </>
          ) : null}
        </div>
      </div>
    </>
  );
};
