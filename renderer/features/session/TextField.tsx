/** A labelled line of text as set-up and sign-in have it: no correction, no completion of its own. */
import type { ReactElement, ReactNode } from 'react';
import { Field } from '../../components/Field';

export const TextField = ({
  label,
  value,
  problem,
  help,
  optional = false,
  autoFocus = false,
  list,
  maxLength = 120,
  disabled = false,
  onChange,
}: {
  label: string;
  value: string;
  problem?: string | undefined;
  help?: ReactNode;
  optional?: boolean;
  autoFocus?: boolean;
  list?: string;
  maxLength?: number;
  disabled?: boolean;
  onChange: (value: string) => void;
}): ReactElement => (
  <Field label={label} problem={problem} optional={optional} help={help}>
    {(control) => (
      <input
        {...control}
        list={list}
        autoFocus={autoFocus}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={maxLength}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);
