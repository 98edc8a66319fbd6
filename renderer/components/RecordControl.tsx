/** The control of one field of a record's form: a line, a text, a date, a choice, several choices. */
import type { ReactElement } from 'react';
import type { ControlProps } from './Field';

export interface RecordField {
  name: string;
  label: string;
  kind: 'line' | 'text' | 'date' | 'select' | 'checks';
  /** What stands below the field when it is left empty; without it the field is optional. */
  needed?: string;
  help?: string;
  /** Takes the form's whole width. */
  wide?: boolean;
  maxLength?: number;
  /** Choices of `select` and `checks`; suggestions of `line`. */
  options?: readonly { value: string; label: string }[];
}

/** The codes of a comma-separated value. */
export const checkedOf = (value: string): string[] =>
  value.split(',').filter((code) => code !== '');

export const RecordControl = ({
  field,
  control,
  first,
  value,
  onChange,
}: {
  field: RecordField;
  control: ControlProps;
  /** The form's first field has the focus when it opens. */
  first: boolean;
  value: string;
  onChange: (value: string) => void;
}): ReactElement => {
  const { name, kind, options = [], maxLength } = field;
  const common = { ...control, name, value, autoFocus: first };
  if (kind === 'text')
    return (
      <textarea
        {...common}
        rows={3}
        maxLength={maxLength}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (kind === 'select')
    return (
      <select {...common} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  if (kind === 'checks')
    return (
      <div className="row wrap" id={control.id} role="group" aria-label={field.label}>
        {options.map((option) => {
          const checked = checkedOf(value);
          const on = checked.includes(option.value);
          return (
            <label key={option.value} className="row check">
              <input
                type="checkbox"
                name={name}
                checked={on}
                onChange={() =>
                  onChange(
                    (on
                      ? checked.filter((code) => code !== option.value)
                      : [...checked, option.value]
                    ).join(','),
                  )
                }
              />
              {option.label}
            </label>
          );
        })}
      </div>
    );
  const listId = options.length > 0 ? `${control.id}-list` : undefined;
  return (
    <>
      <input
        {...common}
        type={kind === 'date' ? 'date' : 'text'}
        list={listId}
        maxLength={maxLength}
        onChange={(event) => onChange(event.target.value)}
      />
      {listId === undefined ? null : (
        <datalist id={listId}>
          {options.map((option) => (
            <option key={option.value} value={option.label} />
          ))}
        </datalist>
      )}
    </>
  );
};
