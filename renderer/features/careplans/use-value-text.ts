/** A field's name and its value as people read them: codes in words, dates formatted. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { labelOf, planLabels } from '../../../shared/careplans/labels';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';

const days: readonly string[] = ['reviewOn', 'agreedOn', 'dueOn', 'startOn'];

export const useValueText = (): ((field: string | null, value: string | null) => string) => {
  const { t, i18n } = useTranslation('careplans');
  const format = useFormat();
  const { zone } = useMinute();
  const labels = planLabels[i18n.language.startsWith('es') ? 'es' : 'en'];
  return useCallback(
    (field, value) => {
      if (value === null) return t('notSet');
      if (field !== null && days.includes(field)) return format.weekdayDate(value);
      if (field === 'dueAt') return format.dateTime(value, zone);
      if (field === 'severity') return labelOf(labels.severity, value);
      if (field === 'category') return labelOf(labels.barrierCategory, value);
      if (field === 'agreement') return labelOf(labels.agreement, value);
      if (field === 'kind') return labelOf(labels.activityKind, value);
      if (field === 'measureKind') return labelOf(labels.measureKind, value);
      return value;
    },
    [t, format, zone, labels],
  );
};

export const useFieldName = (): ((field: string) => string) => {
  const { t, i18n } = useTranslation('careplans');
  return useCallback(
    (field) =>
      i18n.exists(`careplans:field.${field}`) ? String(t(`field.${field}` as never)) : field,
    [t, i18n],
  );
};
