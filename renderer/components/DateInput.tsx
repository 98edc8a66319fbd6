/** A date, typed: short or whole, in the language's order, shown in one format. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isDate, localDateOf, plusDays } from '../../shared/time';
import { isWholeDate, readDate, writeDate } from '../../shared/typed-date';
import { useMinute } from '../app/now';
import { TypedField, type TypedInputProps } from './TypedField';
import { useTyped } from './use-typed';

export const DateInput = ({
  value,
  onChange,
  half,
  max,
  ...rest
}: TypedInputProps & {
  /** The latest day that makes sense: today or before asks for what has been. */
  max?: string | undefined;
}): ReactElement => {
  const { i18n } = useTranslation();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  const typed = useTyped({
    value,
    read: (text) => readDate(text, { today, language, past: max !== undefined && max <= today }),
    write: (date) => writeDate(date, language),
    isWhole: isWholeDate,
    step: (from, n) => plusDays(isDate(from) ? from : plusDays(today, -n), n),
    onChange,
    half,
  });
  return <TypedField {...rest} kind="date" typed={typed} />;
};
