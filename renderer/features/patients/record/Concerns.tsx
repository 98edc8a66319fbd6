/** What the patient or family asks or objects to, in their words; open until answered. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Concern } from '../../../../shared/patients/patient';
import { useCommand } from '../../../app/api';
import { useFeatureErrorText } from '../../../app/error-text';
import type { FormValues } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { wasOpenAtLock } from '../../../app/open-forms';
import { useOfferUndo } from '../../../app/undo';
import { LeftUnsaved } from '../../../components/LeftUnsaved';
import { RecordForm } from '../../../components/RecordForm';
import { textOf } from './form-values';
import { RecordSection, type About } from './RecordSection';

const answerForm = (id: string): string => `patients.concernAnswer:${id}`;

export const Concerns = ({
  about,
  concerns,
}: {
  about: About;
  concerns: readonly Concern[];
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { zone } = useMinute();
  const offerUndo = useOfferUndo();
  const errorText = useFeatureErrorText('patients');
  const { patientId, encounterId } = about;
  const { run: raise } = useCommand('patients.raiseConcern');
  const { run: answer } = useCommand('patients.answerConcern');
  const { run: enterInError } = useCommand('patients.enterInError');
  const [answering, setAnswering] = useState<string | null>(
    () => concerns.find(({ id }) => wasOpenAtLock(answerForm(id)))?.id ?? null,
  );
  const open = concerns.find(({ id }) => id === answering) ?? null;
  const valuesOf = (concern: Concern): FormValues => ({ answer: concern.answer ?? '' });
  const reopen = async ({ id, rowVersion, answer: former }: Concern): Promise<void> => {
    const outcome = await answer({ id, rowVersion, answer: null });
    offerUndo(
      outcome.ok ? t('openedAgain') : errorText(outcome.error),
      outcome.ok
        ? () => answer({ id, rowVersion: outcome.value.rowVersion, answer: former })
        : null,
    );
  };
  return (
    <RecordSection
      title={t('concernsTitle')}
      form="patients.concern"
      about={about}
      entries={concerns}
      nothing={t('noConcerns')}
      addLabel={t('raiseConcern')}
      fields={[
        {
          name: 'words',
          label: t('field.words'),
          kind: 'text',
          wide: true,
          needed: t('needed.words'),
          maxLength: 4000,
        },
        { name: 'saidBy', label: t('field.saidBy'), kind: 'line', maxLength: 120 },
        {
          name: 'raisedTo',
          label: t('field.raisedTo'),
          kind: 'line',
          help: t('help.raisedTo'),
          maxLength: 120,
        },
      ]}
      empty={{}}
      valuesOf={valuesOf}
      {...(encounterId === null
        ? {}
        : {
            add: (values: FormValues) =>
              raise({
                encounterId,
                words: textOf(values, 'words') ?? '',
                saidBy: textOf(values, 'saidBy'),
                raisedTo: textOf(values, 'raisedTo'),
              }),
          })}
      inError={({ id, rowVersion }, reason) =>
        enterInError({ patientId, kind: 'concern', id, rowVersion, reason })
      }
      actions={(concern) =>
        concern.answeredAt === null ? (
          <Button size="small" onClick={() => setAnswering(concern.id)}>
            {t('answer')}
          </Button>
        ) : (
          <Button size="small" variant="text" onClick={() => void reopen(concern)}>
            {t('openAgain')}
          </Button>
        )
      }
      show={(concern) => ({
        name: concern.words,
        title: `“${concern.words}”`,
        former: concern.answeredAt !== null,
        sub: [
          concern.saidBy,
          concern.raisedTo === null ? null : t('raisedToWho', { who: concern.raisedTo }),
          format.dateTime(concern.openedAt, zone),
          concern.answeredAt === null
            ? t('openConcern')
            : t('answered', {
                answer: concern.answer,
                when: format.dateTime(concern.answeredAt, zone),
              }),
        ]
          .filter(Boolean)
          .join(' · '),
      })}
    >
      {concerns.map(({ id, words }) => (
        <LeftUnsaved
          key={id}
          form={answerForm(id)}
          what={t('answerTo', { words })}
          onGoOn={() => setAnswering(id)}
        />
      ))}
      {open === null ? null : (
        <RecordForm
          key={open.id}
          label={t('answerTo', { words: open.words })}
          draft={answerForm(open.id)}
          patientId={patientId}
          rowVersion={open.rowVersion}
          fields={[
            {
              name: 'answer',
              label: t('field.answer'),
              kind: 'text',
              wide: true,
              needed: t('needed.answer'),
              help: `“${open.words}”`,
              maxLength: 4000,
            },
          ]}
          saved={valuesOf(open)}
          submit={t('saveAnswer')}
          onSave={async (values, rowVersion) => {
            const outcome = await answer({
              id: open.id,
              rowVersion: rowVersion ?? open.rowVersion,
              answer: textOf(values, 'answer'),
            });
            if (outcome.ok)
              offerUndo(t('answeredNow'), () =>
                answer({ id: open.id, rowVersion: outcome.value.rowVersion, answer: null }),
              );
            return outcome;
          }}
          valuesOf={valuesOf}
          errorText={errorText}
          onDone={() => setAnswering(null)}
        />
      )}
    </RecordSection>
  );
};
