/**
 * One line and Enter adds a record; the field stays for the next one. Lines of the library that fit
 * are offered below, those used most on the unit first. Unfinished text is kept.
 */
import Button from '@mui/material/Button';
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  suggestionsFor,
  type SuggestedRecord,
  type Suggestion,
} from '../../../shared/careplans/suggestions';
import { useCall, type Outcome } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { Field } from '../../components/Field';
import { Key } from '../../components/Key';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

/** Longest line the contract takes. */
const longest = 300;

/** What the call that adds is told of a chosen line. */
export const chosenLine = (
  suggestion: Suggestion | undefined,
): { suggestion?: { templateId: string; item: string } } =>
  suggestion === undefined
    ? {}
    : { suggestion: { templateId: suggestion.templateId, item: suggestion.item } };

export const QuickAdd = ({
  form,
  label,
  record,
  standing,
  add,
  onClose,
}: {
  /** Names the draft. */
  form: string;
  label: string;
  /** Which lines of the library are offered. */
  record: SuggestedRecord;
  /** Texts that stand there already. */
  standing: readonly string[];
  add: (text: string, suggestion?: Suggestion) => Promise<Outcome<unknown>>;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const { plan } = usePlan();
  const listId = useId();
  const draft = useDraft(form, '', { patientId: plan.patientId });
  const { data: lines } = useCall('careplans.suggestions', { id: plan.id, record });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  /** The offered line that an arrow reached; -1 = what is typed. */
  const [at, setAt] = useState(-1);
  const offered = suggestionsFor(lines ?? [], draft.text, standing);
  const send = async (text: string, suggestion?: Suggestion): Promise<void> => {
    if (text === '') return setProblem(t('missing'));
    setBusy(true);
    const outcome = await add(text, suggestion);
    setBusy(false);
    setAt(-1);
    if (outcome.ok) draft.clear('');
    else setProblem(t('notSaved', { why: errorText(outcome.error) }));
  };
  const submit = (): void => {
    const chosen = offered[at];
    if (chosen) void send(chosen.text, chosen);
    else void send(draft.text.trim());
  };
  const arrow = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || event.altKey || offered.length === 0) return;
    event.preventDefault();
    setAt(Math.max(-1, Math.min(offered.length - 1, at + by)));
  };
  return (
    <form
      className="cp-add"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={label} problem={problem}>
        {(control) => (
          <input
            {...control}
            autoFocus
            role="combobox"
            aria-expanded={offered.length > 0}
            aria-controls={listId}
            aria-activedescendant={at < 0 ? undefined : `${listId}-${at}`}
            aria-autocomplete="list"
            value={draft.text}
            maxLength={longest}
            onKeyDown={arrow}
            onChange={(event) => {
              draft.set(event.target.value);
              setProblem(undefined);
              setAt(-1);
            }}
          />
        )}
      </Field>
      <ul className="cp-offers" id={listId} role="listbox" aria-label={t('fromLibrary')}>
        {offered.map((line, index) => (
          <li
            key={line.item}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            // The field keeps the focus, so that typing goes on.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void send(line.text, line)}
          >
            <span className="grow">{line.text}</span>
            {line.used === 0 ? null : (
              <span className="t-cap nw">{t('usedTimes', { count: line.used })}</span>
            )}
          </li>
        ))}
      </ul>
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
