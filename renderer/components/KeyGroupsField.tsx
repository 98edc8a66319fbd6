/** The recovery key as it is typed from the paper: nine groups of four, each in a field of its own. */
import { useId, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';

const groupCount = 9;
const groupLength = 4;

/** Typed letters without what only parts them. */
const letters = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

/** `value` is the whole key, groups parted by spaces; a whole key put into one field fills them all. */
export const KeyGroupsField = ({
  label,
  value,
  problem,
  autoFocus = false,
  disabled = false,
  onChange,
}: {
  label: string;
  value: string;
  problem?: string | undefined;
  autoFocus?: boolean;
  disabled?: boolean;
  onChange: (value: string) => void;
}): ReactElement => {
  const { t } = useTranslation('components');
  const id = useId();
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  const groups = Array.from({ length: groupCount }, (_, i) => value.split(' ')[i] ?? '');
  const write = (index: number, text: string): void => {
    const typed = letters(text);
    const next = [...groups];
    if (typed.length <= groupLength) next[index] = typed;
    else
      for (let i = index, at = 0; i < groupCount && at < typed.length; i += 1, at += groupLength)
        next[i] = typed.slice(at, at + groupLength);
    onChange(next.join(' ').trimEnd());
    const filled = Math.floor(typed.length / groupLength);
    if (filled > 0) fields.current[Math.min(groupCount - 1, index + filled)]?.focus();
  };
  return (
    <fieldset className="field" disabled={disabled} aria-describedby={problem ? id : undefined}>
      <legend>{label}</legend>
      <div className="key-inputs">
        {groups.map((group, i) => (
          <input
            key={i}
            ref={(field) => void (fields.current[i] = field)}
            className="input code"
            aria-label={t('keyGroup', { n: i + 1 })}
            aria-invalid={problem !== undefined}
            autoFocus={autoFocus && i === 0}
            autoComplete="off"
            spellCheck={false}
            value={group}
            onChange={(event) => write(i, event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Backspace' || group !== '' || i === 0) return;
              event.preventDefault();
              fields.current[i - 1]?.focus();
            }}
          />
        ))}
      </div>
      {problem === undefined ? null : (
        <div className="problem" id={id} role="alert">
          <Icon name="alert" size={14} />
          {problem}
        </div>
      )}
    </fieldset>
  );
};
