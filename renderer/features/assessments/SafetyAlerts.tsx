/**
 * Safety alerts: they cannot be closed; they stand until somebody recorded what was done. Never on a
 * page for patient or family.
 */
import Button from '@mui/material/Button';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertOutcome, SafetyAlert } from '../../../shared/assessments/assessment';
import type { Language } from '../../../shared/clinical/instruments/words';
import { useCall, useCommand } from '../../app/api';
import { dropDraft, useDraft } from '../../app/drafts';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useMay } from '../../app/session-context';
import { Icon } from '../../components/Icon';
import { useLanguage } from './said';
import './assessments.css';

/** The alert's words, with the answer in place of what the definition leaves open. */
const titleOf = ({ text, said }: SafetyAlert, language: Language): string =>
  text[language].replace(/\{[^}]+\}/g, () => said.map(({ answer }) => answer[language]).join(', '));

const Answer = ({ alert }: { alert: SafetyAlert }): ReactElement => {
  const { t } = useTranslation('assessments');
  const errorText = useFeatureErrorText('assessments');
  const { now } = useMinute();
  const id = useId();
  const about = { patientId: alert.patientId };
  const form = `assessments.safety:${alert.id}`;
  const told = useDraft(`${form}:told`, '', about);
  const done = useDraft(`${form}:done`, '', about);
  const { run, error, isRunning } = useCommand('assessments.recordSafety');
  const [missing, setMissing] = useState(false);
  const record = async (outcome: AlertOutcome): Promise<void> => {
    if (done.text.trim() === '' || (outcome === 'acted' && told.text.trim() === ''))
      return setMissing(true);
    const result = await run({
      id: alert.assessmentId,
      alertId: alert.id,
      rowVersion: alert.rowVersion,
      outcome,
      told: told.text.trim() || null,
      toldAt: told.text.trim() === '' ? null : now,
      done: done.text.trim(),
    });
    if (!result.ok) return undefined;
    dropDraft(`${form}:told`);
    dropDraft(`${form}:done`);
    return undefined;
  };
  return (
    <form
      className="as-alert-form"
      onSubmit={(event) => {
        event.preventDefault();
        void record('acted');
      }}
    >
      <label htmlFor={`${id}-told`}>{t('alert.told')}</label>
      <input
        id={`${id}-told`}
        className="input"
        autoComplete="off"
        maxLength={200}
        value={told.text}
        onChange={(event) => told.set(event.target.value)}
      />
      <label htmlFor={`${id}-done`}>{t('alert.done')}</label>
      <textarea
        id={`${id}-done`}
        className="input"
        rows={2}
        maxLength={2000}
        value={done.text}
        onChange={(event) => done.set(event.target.value)}
      />
      {missing || error ? (
        <span className="problem" role="alert">
          <Icon name="alert" size={14} />
          {error ? errorText(error) : t('alert.missing')}
        </span>
      ) : null}
      <div className="row wrap">
        <Button type="submit" variant="contained" size="small" disabled={isRunning}>
          {t('alert.record')}
        </Button>
        <Button size="small" disabled={isRunning} onClick={() => void record('mistake')}>
          {t('alert.mistake')}
        </Button>
      </div>
    </form>
  );
};

export const AlertBox = ({ alert }: { alert: SafetyAlert }): ReactElement => {
  const { t } = useTranslation('assessments');
  const language = useLanguage();
  const format = useFormat();
  const { zone } = useMinute();
  const mayWrite = useMay('assessments.write');
  const titleId = useId();
  return (
    <section
      className={alert.open ? 'as-alert' : 'as-alert answered'}
      aria-labelledby={titleId}
      role={alert.open ? 'alert' : undefined}
    >
      <h2 id={titleId}>
        <Icon name="alert" size={16} /> {titleOf(alert, language)}
      </h2>
      <div className="as-alert-body">
        {alert.said.map(({ question, answer }) => (
          <p key={question.en}>
            {question[language]} <b>{answer[language]}</b>
          </p>
        ))}
        <p className="t-cap">
          {t('alert.raised', {
            when: format.dateTime(alert.raisedAt, zone),
            name: alert.raisedByName ?? t('somebody'),
          })}
        </p>
        {alert.open ? (
          <>
            <p>{t('alert.now')}</p>
            {mayWrite ? <Answer alert={alert} /> : null}
          </>
        ) : (
          <p>
            {t(`alert.outcome.${alert.outcome ?? 'acted'}`)} {alert.told} {alert.done}{' '}
            <span className="t-cap">
              {alert.answeredAt === null
                ? null
                : t('alert.answered', {
                    when: format.dateTime(alert.answeredAt, zone),
                    name: alert.answeredByName ?? t('somebody'),
                  })}
            </span>
          </p>
        )}
      </div>
    </section>
  );
};

/** The alerts of a patient about which nobody recorded what was done. */
export const OpenAlerts = ({ patientId }: { patientId: string }): ReactElement | null => {
  const { t } = useTranslation('assessments');
  const { data } = useCall('assessments.openAlerts', { patientId });
  if (!data || data.length === 0) return null;
  return (
    <div className="as-alerts" role="region" aria-label={t('alert.openOnes')}>
      {data.map((alert) => (
        <AlertBox key={alert.id} alert={alert} />
      ))}
    </div>
  );
};
