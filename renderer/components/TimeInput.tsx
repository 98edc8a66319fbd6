/** A time of day, typed on either clock and shown on the 24-hour one, as everywhere. */
import type { ReactElement } from 'react';
import { localOf } from '../../shared/time';
import { isWholeTime, readTime } from '../../shared/typed-time';
import { useMinute } from '../app/now';
import { TypedField, type TypedInputProps } from './TypedField';
import { useTyped } from './use-typed';

const stepMinutes = 15;
const dayMinutes = 24 * 60;

const plus = (time: string, minutes: number): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const total = (hour * 60 + minute + minutes + dayMinutes) % dayMinutes;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
};

export const TimeInput = ({ value, onChange, half, ...rest }: TypedInputProps): ReactElement => {
  const { now, zone } = useMinute();
  const typed = useTyped({
    value,
    read: (text) => readTime(text, localOf(now, zone).slice(11)),
    write: (time) => time,
    isWhole: isWholeTime,
    step: (from, n) => (from === '' ? null : plus(from, n * stepMinutes)),
    onChange,
    half,
  });
  return <TypedField {...rest} kind="time" typed={typed} />;
};
