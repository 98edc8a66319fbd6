/** What the newest assessments say, on the overview: findings with their answers, and what nobody asked. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../shared/time';
import { useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useLanguage } from './said';
import './assessments.css';

export const AssessmentFindings = ({
  patientId,
  onShow,
}: {
  patientId: string;
  /** Opens the tab with all of them. */
  onShow: () => void;
}): ReactElement | null => {
  const { t } = useTranslation('assessments');
  const language = useLanguage();
  const format = useFormat();
  const { zone } = useMinute();
  const { data } = useCall('assessments.overview', { patientId });
  if (!data) return null;
  return (
    <section className="section" aria-labelledby="as-overview">
      <div className="section-head">
        <h2 className="t-section" id="as-overview">
          {t('title')}
        </h2>
        <button type="button" className="cp-link" onClick={onShow}>
          {data.length === 0 ? t('startIntake') : t('showAll')}
        </button>
      </div>
      {data.length === 0 ? <p className="s2">{t('noneYet')}</p> : null}
      <ul className="as-overview">
        {data.map(({ instrument, short, completedAt, score, flags, open }) => (
          <li key={instrument}>
            <span className="m">{short}</span>{' '}
            {score ? (
              <b>
                {score.code ?? (score.value === null ? null : format.number(score.value))}
                {score.band === null ? null : `, ${score.band[language]}`}
              </b>
            ) : null}{' '}
            <span className="t-cap">{format.numericDate(localDateOf(completedAt, zone))}</span>
            {flags.map((flag) => (
              <span key={flag.id} className="as-flag">
                {flag.text[language]}
              </span>
            ))}
            {open.length === 0 ? null : (
              <span className="t-cap">
                {t('notAsked', {
                  questions: open.map(({ question }) => question[language]).join(' · '),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
