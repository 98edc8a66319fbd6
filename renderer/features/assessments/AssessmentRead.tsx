/** A completed assessment as it was answered, beside the one before. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedAssessment } from '../../../shared/assessments/assessment';
import { shownItems } from '../../../shared/assessments/form';
import { localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useAsking } from '../../app/asking';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useMay } from '../../app/session-context';
import { ReasonDialog } from '../../components/ConfirmDialog';
import { AlertBox } from './SafetyAlerts';
import { useLanguage, useSaid } from './said';
import { ScorePanel } from './ScorePanel';

export const AssessmentRead = ({ opened }: { opened: OpenedAssessment }): ReactElement => {
  const { t } = useTranslation('assessments');
  const errorText = useFeatureErrorText('assessments');
  const format = useFormat();
  const { zone } = useMinute();
  const language = useLanguage();
  const said = useSaid();
  const mayWrite = useMay('assessments.write');
  const { assessment, instrument, outcome, previous } = opened;
  const form = `assessments.error:${assessment.id}`;
  const { asking, ask, end } = useAsking(form);
  const { run, error } = useCommand('assessments.enterInError');
  const inError = assessment.status === 'entered-in-error';
  return (
    <div className="as-form">
      <div className="as-bar">
        <h2 className="t-section">{instrument.title[language]}</h2>
        <span className="t-cap">
          {assessment.completedAt === null
            ? null
            : t('completedBy', {
                when: format.dateTime(assessment.completedAt, zone),
                name: assessment.completedByName ?? t('somebody'),
              })}
          {assessment.informant === null
            ? null
            : ` · ${t('informant')}: ${t(`informants.${assessment.informant}`)}`}
        </span>
        {inError ? (
          <span className="sev today">
            {t('inError', { why: assessment.enteredInErrorReason ?? '' })}
          </span>
        ) : null}
        <span className="grow" />
        {mayWrite && !inError ? (
          <Button size="small" onClick={ask}>
            {t('enterInError')}
          </Button>
        ) : null}
      </div>
      <div className="as-columns">
        <div className="as-sheet">
          <table className="as-table wide">
            <thead>
              <tr>
                <th scope="col">{t('question')}</th>
                <th scope="col">{t('answer')}</th>
                {previous?.completedAt ? (
                  <th scope="col">{format.numericDate(localDateOf(previous.completedAt, zone))}</th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {shownItems(instrument, outcome).map((item) => (
                <tr key={item.id}>
                  <th scope="row">
                    {item.number} {item.text[language]}
                  </th>
                  <td>{said(instrument, item, assessment.answers[item.id]) ?? t('notAnswered')}</td>
                  {previous?.completedAt ? (
                    <td>{said(instrument, item, previous.answers[item.id]) ?? '–'}</td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <aside className="as-beside" aria-label={t('score')}>
          {opened.alerts.map((alert) => (
            <AlertBox key={alert.id} alert={alert} />
          ))}
          <ScorePanel opened={opened} outcome={outcome} />
        </aside>
      </div>
      {asking ? (
        <ReasonDialog
          form={form}
          title={t('errorTitle', { title: instrument.short })}
          confirm={t('enterInError')}
          safe={t('keep')}
          reasonLabel={t('reason')}
          problem={error && errorText(error)}
          onClose={end}
          onConfirm={async (reason) =>
            (await run({ id: assessment.id, rowVersion: assessment.rowVersion, reason })).ok
          }
        >
          {t('errorText')}
        </ReasonDialog>
      ) : null}
    </div>
  );
};
