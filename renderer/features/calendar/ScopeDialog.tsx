/** Asks whether a change is for this date, this and following, or the whole series. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { scopes, type Scope } from '../../../shared/appointments/edit';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';

export const ScopeDialog = ({
  title,
  children,
  confirm,
  recurring = true,
  asksReason = false,
  unable = {},
  onKeyDown,
  onApply,
  onClose,
}: {
  title: string;
  /** What is changed, in words. */
  children: ReactNode;
  confirm: string;
  /** A single appointment is not asked which dates. */
  recurring?: boolean;
  asksReason?: boolean;
  /** Scopes that cannot be, with the sentence that says why. */
  unable?: Partial<Record<Scope, string>>;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Answers with the sentence to show when it could not be done. */
  onApply: (scope: Scope, reason: string | null) => Promise<string | null>;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const { t: tApp } = useTranslation('app');
  const titleId = useId();
  const name = useId();
  const [chosen, setChosen] = useState<Scope>(() => scopes.find((each) => !unable[each]) ?? 'all');
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const apply = async (): Promise<void> => {
    setBusy(true);
    const problem = await onApply(recurring ? chosen : 'all', reason.trim() || null);
    setBusy(false);
    setFailed(problem);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 440, p: 5 } } }}
    >
      <form
        className="stack"
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <h2 className="t-subject" id={titleId}>
          {title}
        </h2>
        <div className="s2" aria-live="polite">
          {children}
        </div>
        {recurring ? (
          <fieldset className="scopes">
            <legend className="sr">{t('scopeLegend')}</legend>
            {scopes.map((scope) => (
              <label key={scope} className="row check">
                <input
                  type="radio"
                  name={name}
                  autoFocus={scope === chosen}
                  disabled={unable[scope] !== undefined}
                  checked={chosen === scope}
                  onChange={() => {
                    setChosen(scope);
                    setFailed(null);
                  }}
                />
                <span>
                  {t(`scope.${scope}`)}
                  {unable[scope] === undefined ? null : (
                    <span className="help"> {unable[scope]}</span>
                  )}
                </span>
              </label>
            ))}
          </fieldset>
        ) : null}
        {asksReason ? (
          <Field label={t('reason')} optional>
            {(control) => (
              <input
                {...control}
                autoFocus={!recurring}
                maxLength={400}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {failed === null ? null : (
          <div className="problem" role="alert">
            <Icon name="alert" size={14} />
            {failed}
          </div>
        )}
        <div className="row end">
          <Button onClick={onClose}>
            {tApp('cancel')} <Key keys="Esc" />
          </Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {confirm} <Key keys="Enter" on />
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
