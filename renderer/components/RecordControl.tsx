/** The control of one field of a record's form: a line, a text, a date, a choice, several choices. */
import type { ReactElement } from 'react';
import type { HalfTyped } from '../app/form-draft';
import { DateInput } from './DateInput';
import type { ControlProps } from './Field';

export interface RecordField {
  name: string;
  label: string;
  /** `moment` holds day, time and which of a repeated hour as one text (wall-time.ts). */
  kind: 'line' | 'text' | 'date' | 'number' | 'moment' | 'select' | 'checks';
  /** What stands below the field when it is left empty; without it the field is optional. */
  needed?: string;
  help?: string;
  /** Takes the form's whole width. */
  wide?: boolean;
  maxLength?: number;
  /** Latest day that makes sense, YYYY-MM-DD. */
  max?: string;
  /** Choices of `select` and `checks`; suggestions of `line`. */
  options?: readonly { value: string; label: string }[];
  /** Asked only while this holds of the other values. */
  when?: (values: Readonly<Record<string, string>>) => boolean;
}

/** The codes of a comma-separated value. */
export const checkedOf = (value: string): string[] =>
  value.split(',').filter((code) => code !== '');

export const RecordControl = ({
  field,
  control,
  first,
  value,
  half,
  onChange,
}: {
  field: RecordField;
  control: ControlProps;
  /** The form's first field has the focus when it opens. */
  first: boolean;
  value: string;
  /** Keeps what is half typed of a date. */
  half: HalfTyped;
  onChange: (value: string) => void;
}): ReactElement => {
  const { name, kind, options = [], maxLength, max } = field;
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
  if (kind === 'date') return <DateInput {...common} max={max} half={half} onChange={onChange} />;
  const listId = options.length > 0 ? `${control.id}-list` : undefined;
  return (
    <>
      <input
        {...common}
        type={kind === 'number' ? kind : 'text'}
        list={listId}
        maxLength={maxLength}
        {...(kind === 'number' ? { min: 1, max: 9 } : {})}
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

/** Several choices: a group with a name of its own, each a check box. */
export const RecordChecks = ({
  field,
  value,
  first,
  onChange,
}: {
  field: RecordField;
  value: string;
  first: boolean;
  onChange: (value: string) => void;
}): ReactElement => {
  const checked = checkedOf(value);
  return (
    <fieldset className="field">
      <legend>{field.label}</legend>
      <div className="row wrap">
        {(field.options ?? []).map((option, index) => {
          const on = checked.includes(option.value);
          return (
            <label key={option.value} className="row check">
              <input
                type="checkbox"
                name={field.name}
                autoFocus={first && index === 0}
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
    </fieldset>
  );
};
