/** Narrows the list below it: `/` reaches it from anywhere, Esc empties it. */
import { useRef, type ReactElement } from 'react';
import { useKey } from '../app/keys';
import { Icon } from './Icon';
import { Key } from './Key';

export const FilterField = ({
  label,
  value,
  onChange,
  onClear,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  onClear: () => void;
}): ReactElement => {
  const input = useRef<HTMLInputElement>(null);
  useKey('/', () => input.current?.focus());
  return (
    <span className="filter-field">
      <Icon name="filter" size={14} />
      <input
        ref={input}
        className="input"
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClear();
        }}
      />
      {value === '' ? <Key keys="/" /> : null}
    </span>
  );
};
