/** Asks whether a change is for this date, this and following, or the whole series. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { scopes, type Scope } from '../../../shared/appointments/edit';
import { dropDraft, keptDraft, useDraft } from '../../app/drafts';
import { useStandsOpen } from '../../app/open-forms';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';

export const ScopeDialog = ({
  title,
  children,
  confirm,
  recurring = true,
  reasonForm = null,
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
  /** The draft of the reason, where one is asked for: it survives a lock. */
  reasonForm?: string | null;
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
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const forget = (): void => {
    if (reasonForm !== null) dropDraft(reasonForm);
  };
  const apply = async (): Promise<void> => {
    setBusy(true);
    const reason = reasonForm === null ? '' : (keptDraft(reasonForm)?.text ?? '');
    const problem = await onApply(recurring ? chosen : 'all', reason.trim() || null);
    if (problem === null) forget();
    setBusy(false);
    setFailed(problem);
  };
  const leave = (): void => {
    forget();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={leave}
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
        {reasonForm === null ? null : <Reason form={reasonForm} autoFocus={!recurring} />}
        {failed === null ? null : (
          <div className="problem" role="alert">
            <Icon name="alert" size={14} />
            {failed}
          </div>
        )}
        <div className="row end">
          <Button onClick={leave}>
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

const Reason = ({ form, autoFocus }: { form: string; autoFocus: boolean }): ReactElement => {
  const { t } = useTranslation('calendar');
  const reason = useDraft(form);
  useStandsOpen(form);
  return (
    <Field label={t('reason')} optional>
      {(control) => (
        <input
          {...control}
          autoFocus={autoFocus}
          maxLength={400}
          value={reason.text}
          onChange={({ target: { value } }) => {
            if (value === '') reason.clear();
            else reason.set(value);
          }}
        />
      )}
    </Field>
  );
};
