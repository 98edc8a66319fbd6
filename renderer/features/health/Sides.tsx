/** Beside the facts: who can open this record, the computer, and the promise in words. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../../shared/health/health';
import { useFormat } from '../../app/format';
import { go } from '../../app/navigation';
import { useAppDispatch } from '../../app/store';
import { Icon, type IconName } from '../../components/Icon';
import { megabytesOf } from './fact-text';

const gigabyte = 1_073_741_824;

/** Who can open the record, and who can recover it. */
export const WhoOpens = ({ health }: { health: Health }): ReactElement => {
  const { t } = useTranslation('health');
  const format = useFormat();
  const rows: readonly (readonly [string, IconName, number])[] = [
    ['people', 'person', health.passphrases.people],
    ['administrators', 'shield', health.administrators.names.length],
    ['recovery', 'key', health.recoveryKey.slots],
    // No way in is built that would need neither: there is no keystore slot, no server, no key of ours.
    ['nobody', 'globe', 0],
  ];
  return (
    <section aria-label={t('who.title')}>
      <div className="section-head">
        <h2>{t('who.title')}</h2>
      </div>
      <ul className="who-opens">
        {rows.map(([name, icon, count]) => (
          <li key={name}>
            <Icon name={icon} />
            <span className="grow">{t(`who.${name}`)}</span>
            <b>{format.number(count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const Computer = ({ health }: { health: Health }): ReactElement => {
  const { t } = useTranslation('health');
  const format = useFormat();
  const dispatch = useAppDispatch();
  const { workstation, version, freeBytes, recordBytes, encounters } = health.computer;
  return (
    <section aria-label={t('computer')}>
      <div className="section-head">
        <h2>{t('computer')}</h2>
      </div>
      <dl className="computer">
        <dt>{t('workstation')}</dt>
        <dd>{workstation}</dd>
        <dt>{t('free')}</dt>
        <dd>{t('freeText', { gb: format.number(Math.floor(freeBytes / gigabyte)) })}</dd>
        <dt>{t('program')}</dt>
        <dd>{t('programText', { version })}</dd>
        <dt>{t('record')}</dt>
        <dd>
          {t('recordText', {
            mb: format.number(megabytesOf(recordBytes)),
            stays: t('stays', { count: encounters }),
          })}
        </dd>
      </dl>
      <p className="health-promise">
        <button
          type="button"
          className="link"
          onClick={() => void dispatch(go({ name: 'help', params: {} }))}
        >
          {t('promise')}
        </button>
      </p>
    </section>
  );
};
