/** For the privacy officer and the leads: review openings with a reason; restrict patients. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Openings } from './Openings';
import { Restrictions } from './Restrictions';
import './privacy.css';

export const PrivacyPage = (): ReactElement => {
  const { t } = useTranslation('privacy');
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">{t('about')}</span>
      </div>
      <div className="panel-body stack privacy">
        <Openings />
        <Restrictions />
      </div>
    </>
  );
};
