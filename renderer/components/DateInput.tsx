/** A date, typed: short or whole, in the language's order, shown in one format. */
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isDate, localDateOf, plusDays } from '../../shared/time';
import { isWholeDate, readDate, writeDate } from '../../shared/typed-date';
import { useMinute } from '../app/now';
import type { ControlProps } from './Field';
import { Icon } from './Icon';
import { useTyped } from './use-typed';

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
}

export const DateInput = ({
  value,
  onChange,
  max,
  className,
  'aria-describedby': describedBy,
  'aria-invalid': invalid,
  onBlur,
  ...rest
}: TypedInputProps & {
  /** The latest day that makes sense: today or before asks for what has been. */
  max?: string | undefined;
}): ReactElement => {
  const { t, i18n } = useTranslation('components');
  const { now, zone } = useMinute();
  const problemId = useId();
  const hintId = useId();
  const today = localDateOf(now, zone);
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  const typed = useTyped({
    value,
    read: (text) => readDate(text, { today, language, past: max !== undefined && max <= today }),
    write: (date) => writeDate(date, language),
    isWhole: isWholeDate,
    step: (from, n) => plusDays(isDate(from) ? from : plusDays(today, -n), n),
    onChange,
  });
  return (
    <>
      <input
        {...rest}
        ref={typed.ref}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        className={`${className ?? 'input'} typed-date`}
        placeholder={t('typed.dateFormat')}
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
        {t('typed.dateHint')}
      </span>
      {typed.unread ? (
        <div className="problem" id={problemId} role="alert">
          <Icon name="alert" size={14} />
          {t('typed.dateProblem')}
        </div>
      ) : null}
    </>
  );
};
