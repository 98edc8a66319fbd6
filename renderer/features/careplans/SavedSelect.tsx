/** A choice that is saved when it is made. */
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../app/api';
import { Icon } from '../../components/Icon';
import { usePlanErrorText } from './error-text';

export const SavedSelect = ({
  label,
  quietLabel = false,
  value,
  options,
  empty,
  readOnly = false,
  save,
}: {
  label: string;
  quietLabel?: boolean;
  value: string | null;
  /** Code and word. */
  options: readonly (readonly [string, string])[];
  /** The word for no choice; without it one must be made. */
  empty?: string;
  readOnly?: boolean;
  save: (value: string | null) => Promise<Outcome<unknown>>;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const id = useId();
  const [problem, setProblem] = useState<string>();
  // A code of an import that is none of ours stays choosable as it came.
  const foreign = value !== null && !options.some(([code]) => code === value);
  const choose = async (next: string): Promise<void> => {
    const outcome = await save(next === '' ? null : next);
    setProblem(outcome.ok ? undefined : t('notSaved', { why: errorText(outcome.error) }));
  };
  return (
    <div className="cp-field">
      <label htmlFor={id} className={quietLabel ? 'sr' : 't-label'}>
        {label}
      </label>
      <select
        id={id}
        className="cp-input"
        value={value ?? ''}
        disabled={readOnly}
        onChange={(event) => void choose(event.target.value)}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {foreign ? <option value={value}>{value}</option> : null}
        {options.map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </select>
      {problem === undefined ? null : (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {problem}
        </div>
      )}
    </div>
  );
};
