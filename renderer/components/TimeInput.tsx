/** A time of day, typed on either clock and shown on the 24-hour one, as everywhere. */
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localOf } from '../../shared/time';
import { isWholeTime, readTime } from '../../shared/typed-time';
import { useMinute } from '../app/now';
import type { TypedInputProps } from './DateInput';
import { Icon } from './Icon';
import { useTyped } from './use-typed';

const stepMinutes = 15;
const dayMinutes = 24 * 60;

const plus = (time: string, minutes: number): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const total = (hour * 60 + minute + minutes + dayMinutes) % dayMinutes;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
};

export const TimeInput = ({
  value,
  onChange,
  className,
  'aria-describedby': describedBy,
  'aria-invalid': invalid,
  onBlur,
  ...rest
}: TypedInputProps): ReactElement => {
  const { t } = useTranslation('components');
  const { now, zone } = useMinute();
  const problemId = useId();
  const hintId = useId();
  const typed = useTyped({
    value,
    read: (text) => readTime(text, localOf(now, zone).slice(11)),
    write: (time) => time,
    isWhole: isWholeTime,
    step: (from, n) => (from === '' ? null : plus(from, n * stepMinutes)),
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
        maxLength={20}
        className={`${className ?? 'input'} typed-time`}
        placeholder={t('typed.timeFormat')}
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
        {t('typed.timeHint')}
      </span>
      {typed.unread ? (
        <div className="problem" id={problemId} role="alert">
          <Icon name="alert" size={14} />
          {t('typed.timeProblem')}
        </div>
      ) : null}
    </>
  );
};
