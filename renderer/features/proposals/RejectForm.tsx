/** Why a suggestion is not wanted: a reason of the list, and words where it asks for them. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalView } from '../../../shared/proposals/view';
import { useFormDraft } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { Field } from '../../components/Field';
import { useTray } from './tray-context';
import type { Decided } from './use-decide';
import { useChoices, useProposalWords } from './use-words';

export const rejectDraft = (encounterId: string, key: string): string =>
  `proposals:reject:${encounterId}:${key}`.slice(0, 200);

export const RejectForm = ({
  view,
  onReject,
  onClose,
}: {
  view: ProposalView;
  onReject: (reasonId: string, words: string | null) => Promise<Decided>;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say } = useProposalWords();
  const { patientId = null, encounterId = '' } = useTray() ?? {};
  const choices = useChoices();
  const form = rejectDraft(encounterId, view.key);
  const draft = useFormDraft(form, { reason: '', words: '' }, { patientId });
  const throwAway = useThrowAway();
  const [problem, setProblem] = useState<'reason' | 'words' | null>(null);
  const { reason = '', words = '' } = draft.values;
  const title = t('form.reject', { title: say(view.title) });
  const submit = async (): Promise<void> => {
    if (reason === '') return setProblem('reason');
    const needsWords = choices?.reasons.find(({ id }) => id === reason)?.words ?? false;
    if (needsWords && words.trim() === '') return setProblem('words');
    const outcome = await onReject(reason, words.trim() || null);
    if (outcome.ok) draft.clear();
    return undefined;
  };
  return (
    <form
      className="pr-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <Field
        label={t('form.why')}
        problem={problem === 'reason' ? t('form.reasonMissing') : undefined}
      >
        {(control) => (
          <select
            {...control}
            autoFocus
            value={reason}
            onChange={(event) => {
              draft.set('reason', event.target.value);
              setProblem(null);
            }}
          >
            <option value="">{t('form.choose')}</option>
            {choices?.reasons.map((each) => (
              <option key={each.id} value={each.id}>
                {say(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={t('form.words')}
        optional={!choices?.reasons.find(({ id }) => id === reason)?.words}
        problem={problem === 'words' ? t('form.missing') : undefined}
      >
        {(control) => (
          <input
            {...control}
            maxLength={300}
            value={words}
            onChange={(event) => {
              draft.set('words', event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
      <div className="pr-do">
        <Button type="submit" size="small" variant="contained" color="primary">
          {t('form.rejectSubmit')}
        </Button>
        <Button
          size="small"
          variant="text"
          onClick={() => {
            throwAway(form, title);
            onClose();
          }}
        >
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
};
