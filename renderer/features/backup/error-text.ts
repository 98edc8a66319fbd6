/** Errors of backup and restore in this feature's words, and instants as backups are told apart. */
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../shared/errors';
import { localDateOf } from '../../../shared/time';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';

/** Date and time, with the year when it is not this one: backups are kept for long. */
export const useWhen = (): ((at: string) => string) => {
  const format = useFormat();
  const { now, zone } = useMinute();
  return (at) =>
    `${format.date(localDateOf(at, zone), localDateOf(now, zone))}, ${format.time(at, zone)}`;
};

/** A sentence of this feature, with the wait as a time of day. */
export const useBackupErrorText = (): ((error: CallError) => string) => {
  const { t } = useTranslation('backup');
  const text = useFeatureErrorText('backup');
  const format = useFormat();
  const { zone } = useMinute();
  return (error) => {
    const waitUntil = error.values?.['waitUntil'];
    return error.key === 'throttled' && typeof waitUntil === 'string' && waitUntil
      ? t('errors.throttled', { time: format.time(waitUntil, zone) })
      : text(error);
  };
};
