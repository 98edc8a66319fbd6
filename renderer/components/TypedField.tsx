/** The field that a date or a time is typed into: its format, its hint, and the word when it cannot be read. */
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from './Field';
import type { HalfTyped } from '../app/form-draft';
import { Icon } from './Icon';
import type { Typed } from './use-typed';

export interface TypedInputProps extends Partial<ControlProps> {
  /** Empty, or YYYY-MM-DD (a date), HH:MM (a time). */
  value: string;
  onChange: (value: string) => void;
  name?: string | undefined;
  disabled?: boolean;
  readOnly?: boolean;
  autoFocus?: boolean;
  /** The field was left; what was typed has been read before. */
  onBlur?: () => void;
  /** Keeps what is half typed with the form's draft. */
  half?: HalfTyped | undefined;
}

export const TypedField = ({
  kind,
  typed,
  className,
  'aria-describedby': describedBy,
  'aria-invalid': invalid,
  onBlur,
  ...rest
}: Omit<TypedInputProps, 'value' | 'onChange' | 'half'> & {
  kind: 'date' | 'time';
  typed: Typed;
}): ReactElement => {
  const { t } = useTranslation('components');
  const problemId = useId();
  const hintId = useId();
  return (
    <>
      <input
        {...rest}
        ref={typed.ref}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        className={`${className ?? 'input'} typed-${kind}`}
        placeholder={t(`typed.${kind}Format`)}
        aria-invalid={typed.unread || invalid === true}
        aria-describedby={[typed.unread ? problemId : '', describedBy ?? '', hintId]
          .filter(Boolean)
          .join(' ')}
        value={typed.text}
        onChange={(event) => typed.change(event.target.value)}
        onKeyDown={typed.onKeyDown}
        onBlur={() => {
          typed.commit();
          onBlur?.();
        }}
      />
      <span className="sr" id={hintId}>
        {t(`typed.${kind}Hint`)}
      </span>
      {typed.unread ? (
        <div className="problem" id={problemId} role="alert">
          <Icon name="alert" size={14} />
          {t(`typed.${kind}Problem`)}
        </div>
      ) : null}
    </>
  );
};
