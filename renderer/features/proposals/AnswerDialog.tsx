/** A completed form as it was answered: where a line of the plan comes from. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerInWords } from '../../../shared/clinical/instruments/words';
import type { OpenedAssessment } from '../../../shared/assessments/assessment';
import { useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Key } from '../../components/Key';
import { ErrorPlace, Skeleton } from '../../components/PlaceState';
import { useProposalWords } from './use-words';

const Answers = ({ opened }: { opened: OpenedAssessment }): ReactElement => {
  const { language } = useProposalWords();
  const { instrument, assessment } = opened;
  const answers = instrument.items.flatMap((item) => {
    const said = answerInWords(instrument, assessment.answers, item.id, language);
    return said === null ? [] : [{ item, said }];
  });
  return (
    <dl className="pr-answers">
      {answers.map(({ item, said }) => (
        <div key={item.id}>
          <dt>{item.text[language]}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
};

export const AnswerDialog = ({
  assessmentId,
  onClose,
}: {
  assessmentId: string;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('proposals');
  const format = useFormat();
  const { zone } = useMinute();
  const { language } = useProposalWords();
  const titleId = useId();
  const { data, error, refetch } = useCall('assessments.open', { id: assessmentId });
  const at = data?.assessment.completedAt ?? null;
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <div className="pr-answer">
        <h2 className="t-subject" id={titleId}>
          {data
            ? t('answerTitle', {
                form: data.instrument.title[language],
                day: at === null ? '' : format.dateTime(at, zone),
              })
            : t('answer')}
        </h2>
        {data?.assessment.completedByName ? (
          <p className="s2">{t('answerBy', { who: data.assessment.completedByName })}</p>
        ) : null}
        {/* Scrolled by keyboard too. */}
        <div className="pr-answer-scroll" role="region" aria-labelledby={titleId} tabIndex={0}>
          {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
          {data ? <Answers opened={data} /> : error ? null : <Skeleton />}
        </div>
        <div className="row end">
          <Button onClick={onClose} autoFocus>
            {t('answerClose')} <Key keys="Esc" />
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
