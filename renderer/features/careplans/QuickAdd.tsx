/** One line and Enter adds a record; the field stays for the next one. Unfinished text is kept. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { Field } from '../../components/Field';
import { Key } from '../../components/Key';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

/** Longest line the contract takes. */
const longest = 300;

export const QuickAdd = ({
  form,
  label,
  add,
  onClose,
}: {
  /** Names the draft. */
  form: string;
  label: string;
  add: (text: string) => Promise<Outcome<unknown>>;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const { plan } = usePlan();
  const draft = useDraft(form, '', { patientId: plan.patientId });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    const text = draft.text.trim();
    if (text === '') return setProblem(t('missing'));
    setBusy(true);
    const outcome = await add(text);
    setBusy(false);
    if (outcome.ok) draft.clear('');
    else setProblem(t('notSaved', { why: errorText(outcome.error) }));
  };
  return (
    <form
      className="cp-add"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={label} problem={problem}>
        {(control) => (
          <input
            {...control}
            autoFocus
            value={draft.text}
            maxLength={longest}
            onKeyDown={(event) => {
              if (event.key === 'Escape') onClose();
            }}
            onChange={(event) => {
              draft.set(event.target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <div className="row wrap">
        <Button type="submit" size="small" variant="contained" disabled={busy}>
          {t('add')} <Key keys="Enter" on />
        </Button>
        <Button size="small" variant="text" onClick={onClose}>
          {t('done')} <Key keys="Esc" />
        </Button>
      </div>
    </form>
  );
};
