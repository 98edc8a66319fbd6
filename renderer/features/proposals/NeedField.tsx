/**
 * A need in a few words: lines of the library that fit it as one types, those used most first. What
 * is chosen stands in the tray; nothing goes into the plan by it.
 */
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallKeeping, useCommand } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useSettled } from '../../app/use-settled';
import { Field } from '../../components/Field';
import { useTray } from './tray-context';
import { useProposalError, useProposalWords } from './use-words';

/** A pause in typing after which the library is asked; ms. */
const restMs = 150;

export const NeedField = (): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say } = useProposalWords();
  const errorText = useProposalError();
  const { patientId = null, encounterId = '' } = useTray() ?? {};
  const listId = useId();
  const draft = useDraft(`proposals:need:${encounterId}`, '', { patientId });
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const { run, error } = useCommand('proposals.addNeed');
  const words = draft.text.trim();
  const settled = useSettled(words, restMs);
  const { data } = useCallKeeping(
    'proposals.suggest',
    settled === '' ? null : { encounterId, words: settled },
  );
  const shown = words !== '' && !closed;
  // Suggestions of other words must not be chosen for these.
  const found = settled === words ? (data ?? []) : [];
  const options: (string | null)[] = [...found.map(({ id }) => id), null];
  const add = async (item: string | null): Promise<void> => {
    if (words === '') return;
    const outcome = await run({ encounterId, words, item });
    if (!outcome.ok) return;
    draft.clear();
    setAt(0);
  };
  return (
    <div className="pr-need">
      <Field label={t('need')} help={t('needHelp')} problem={error && errorText(error)}>
        {(control) => (
          <input
            {...control}
            role="combobox"
            aria-expanded={shown}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={shown ? `${listId}-${at}` : undefined}
            autoComplete="off"
            maxLength={300}
            value={draft.text}
            onChange={(event) => {
              draft.set(event.target.value);
              setAt(0);
              setClosed(false);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setClosed(true);
              else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, options.length - 1));
              else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
              else if (event.key === 'Enter') void add(options[at] ?? null);
              else return;
              if (event.key !== 'Escape') event.preventDefault();
            }}
          />
        )}
      </Field>
      {shown ? (
        <ul className="pr-options" id={listId} role="listbox" aria-label={t('suggestions')}>
          {options.map((id, index) => {
            const line = found.find((each) => each.id === id);
            return (
              <li
                key={id ?? 'own'}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === at}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => void add(id)}
                onKeyDown={() => undefined}
              >
                {line === undefined ? (
                  t('ownWords', { words })
                ) : (
                  <>
                    <span className="t-cap">
                      {t(`kind.${line.kind}`)}
                      {line.uses > 0 ? `, ${t('uses', { count: line.uses })}` : ''}
                    </span>
                    <span>{say(line.text)}</span>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
};
