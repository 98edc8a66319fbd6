/** “What was just said”: one box, kept as you type, saved with Ctrl+Enter. */
import Button from '@mui/material/Button';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useKey } from '../../app/keys';
import { Field } from '../../components/Field';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';

/** The box alone. */
export const NoteBox = ({
  patientId,
  encounterId,
  asked,
}: {
  patientId: string;
  encounterId: string | null;
  /** Changes each time the box is asked for: it takes the focus. */
  asked?: number | undefined;
}): ReactElement => {
  const { t } = useTranslation('notes');
  const errorText = useErrorText();
  const draft = useDraft(`note:${encounterId ?? patientId}`, '', { patientId });
  const { run, isRunning, error } = useCommand('notes.add');
  const [problem, setProblem] = useState<string>();
  const [field, setField] = useState<HTMLTextAreaElement | null>(null);
  useKey('n', () => field?.focus());
  useEffect(() => {
    if (asked !== undefined) field?.focus();
  }, [asked, field]);
  const save = async (): Promise<void> => {
    if (draft.text.trim() === '') {
      setProblem(t('missing'));
      return;
    }
    const outcome = await run({ patientId, encounterId, text: draft.text });
    if (outcome.ok) draft.clear();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t('said')} help={t('kept')} problem={problem ?? (error && errorText(error))}>
        {(control) => (
          <textarea
            {...control}
            ref={setField}
            rows={3}
            value={draft.text}
            onChange={(event) => {
              draft.set(event.target.value);
              setProblem(undefined);
            }}
            onKeyDown={(event) => {
              if (event.ctrlKey && event.key === 'Enter') void save();
            }}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="contained" disabled={isRunning}>
          {t('save')} <Key keys="Ctrl Enter" on />
        </Button>
      </div>
    </form>
  );
};
