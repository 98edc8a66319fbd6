/** A field that looks for what is typed and offers what was found for just this text. */
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import { Field } from '../../components/Field';

export interface Suggestion {
  id: string;
  label: string;
  /** What tells two of the same name apart. */
  detail: string;
  choose: () => void;
}

export const SuggestField = ({
  label,
  help,
  optional = false,
  text,
  suggestions,
  isSearching,
  none,
  onText,
}: {
  label: string;
  help?: string;
  optional?: boolean;
  text: string;
  suggestions: readonly Suggestion[];
  /** The answer to this text is still on its way: nothing can be chosen yet. */
  isSearching: boolean;
  /** What is said when nothing was found. */
  none: string;
  onText: (text: string) => void;
}): ReactElement => {
  const listId = useId();
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const current = Math.min(at, suggestions.length - 1);
  const choose = (suggestion: Suggestion): void => {
    suggestion.choose();
    onText('');
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && suggestions.length > 0) {
      event.preventDefault();
      setAt((current + step + suggestions.length) % suggestions.length);
    } else if (event.key === 'Enter' && !event.ctrlKey && text !== '') {
      event.preventDefault();
      const suggestion = suggestions[current];
      if (suggestion && !isSearching) choose(suggestion);
    } else if (event.key === 'Escape' && open && text !== '') {
      event.stopPropagation();
      onText('');
      setOpen(false);
    }
  };
  const shown = open && text !== '' && !isSearching;
  return (
    <div className="suggest">
      <Field label={label} optional={optional} {...(help === undefined ? {} : { help })}>
        {(control) => (
          <input
            {...control}
            role="combobox"
            autoComplete="off"
            aria-expanded={shown && suggestions.length > 0}
            aria-controls={listId}
            aria-activedescendant={
              shown && suggestions[current] ? `${listId}-${current}` : undefined
            }
            value={text}
            onChange={(event) => {
              onText(event.target.value);
              setAt(0);
              setOpen(true);
            }}
            onBlur={() => setOpen(false)}
            onFocus={() => setOpen(true)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div className={shown ? 'suggest-list' : 'sr'} role="listbox" id={listId} aria-label={label}>
        {shown && suggestions.length === 0 ? <div className="none">{none}</div> : null}
        {(shown ? suggestions : []).map((suggestion, index) => (
          <div
            key={suggestion.id}
            className="command-item"
            role="option"
            id={`${listId}-${index}`}
            aria-selected={index === current}
            onMouseMove={() => setAt(index)}
            // Before the field loses the focus and the list with it.
            onMouseDown={(event) => {
              event.preventDefault();
              choose(suggestion);
            }}
          >
            <span className="trunc">
              <span className="m">{suggestion.label}</span>{' '}
              <span className="s2">{suggestion.detail}</span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
};
