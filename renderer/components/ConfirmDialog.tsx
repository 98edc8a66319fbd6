/**
 * Asked only for what cannot be undone or leaves the house: the title asks the thing, the text names
 * patient and effect, buttons are verbs, the safe one first and focused (look.md, States).
 */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft, useDraft } from '../app/drafts';
import { useStandsOpen } from '../app/open-forms';
import { Field } from './Field';
import { Key } from './Key';

interface Question {
  title: string;
  children: ReactNode;
  confirm: string;
  safe?: string;
  dangerous?: boolean;
  problem?: string | undefined;
  onClose: () => void;
}

/** A question that is answered by a button alone. */
export const ConfirmDialog = ({
  onConfirm,
  ...question
}: Question & { onConfirm: () => void }): ReactElement => (
  <Frame {...question} onSubmit={onConfirm} />
);

/**
 * A question that wants a reason. What is typed is kept under `form` like any text, so whoever draws
 * the dialog opens it again where it stood open at a lock (useAsking). `onConfirm` answers whether
 * it was done; then the text is forgotten and the dialog closes, or `onDone` is called.
 */
export const ReasonDialog = ({
  form,
  reasonLabel,
  onConfirm,
  onClose,
  onDone = onClose,
  ...question
}: Question & {
  form: string;
  reasonLabel: string;
  onConfirm: (reason: string) => Promise<boolean>;
  onDone?: () => void;
}): ReactElement => {
  const { t } = useTranslation('components');
  const reason = useDraft(form);
  useStandsOpen(form);
  const [missing, setMissing] = useState(false);
  const submit = async (): Promise<void> => {
    const given = reason.text.trim();
    if (given === '') return setMissing(true);
    if (!(await onConfirm(given))) return undefined;
    dropDraft(form);
    return onDone();
  };
  return (
    <Frame
      {...question}
      onClose={() => {
        // Decided against: no text of a thing that was not done stays behind.
        dropDraft(form);
        onClose();
      }}
      onSubmit={() => void submit()}
      field={
        <Field label={reasonLabel} problem={missing ? t('reasonMissing') : undefined}>
          {(control) => (
            <input
              {...control}
              // The reason is what the person came to type; the safe button stays the first one.
              autoFocus
              value={reason.text}
              onChange={(event) => {
                const { value } = event.target;
                if (value === '') reason.clear();
                else reason.set(value);
                setMissing(false);
              }}
            />
          )}
        </Field>
      }
    />
  );
};

const Frame = ({
  title,
  children,
  confirm,
  safe,
  dangerous = true,
  problem,
  field,
  onSubmit,
  onClose,
}: Question & {
  /** What is to be filled in; it has the focus then. */
  field?: ReactElement;
  onSubmit: () => void;
}): ReactElement => {
  const { t } = useTranslation('components');
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 400, p: 5 } } }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <h2 className="t-subject" id={titleId}>
          {title}
        </h2>
        <div className="s2">{children}</div>
        {field}
        {problem === undefined ? null : (
          <div className="problem" role="alert">
            {problem}
          </div>
        )}
        <div className="row end">
          <Button onClick={onClose} autoFocus={field === undefined}>
            {safe ?? t('keep')} <Key keys="Esc" />
          </Button>
          <Button type="submit" variant="contained" color={dangerous ? 'error' : 'primary'}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
