/**
 * Asked only for what cannot be undone or leaves the house: the title asks the thing, the text names
 * patient and effect, buttons are verbs, the safe one first and focused (look.md, States).
 */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './Field';
import { Key } from './Key';

/** With `reasonLabel` a reason must be given; `onConfirm` gets it (empty otherwise). */
export const ConfirmDialog = ({
  title,
  children,
  confirm,
  safe,
  reasonLabel,
  dangerous = true,
  problem,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  confirm: string;
  safe?: string;
  reasonLabel?: string;
  dangerous?: boolean;
  problem?: string | undefined;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('components');
  const titleId = useId();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (): void => {
    if (reasonLabel !== undefined && reason.trim() === '') setMissing(true);
    else onConfirm(reason.trim());
  };
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
          submit();
        }}
      >
        <h2 className="t-subject" id={titleId}>
          {title}
        </h2>
        <div className="s2">{children}</div>
        {reasonLabel === undefined ? null : (
          <Field label={reasonLabel} problem={missing ? t('reasonMissing') : undefined}>
            {(control) => (
              <input
                {...control}
                // The reason is what the person came to type; the safe button stays the first one.
                autoFocus
                value={reason}
                onChange={(event) => {
                  setReason(event.target.value);
                  setMissing(false);
                }}
              />
            )}
          </Field>
        )}
        {problem === undefined ? null : (
          <div className="problem" role="alert">
            {problem}
          </div>
        )}
        <div className="row end">
          <Button onClick={onClose} autoFocus={reasonLabel === undefined}>
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
