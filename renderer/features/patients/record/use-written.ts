/** “Mar 12, 09:42, Robin Elmcrest”: when an entry was written down and by whom. */
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../../shared/time';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';

export const useWritten = (): ((entry: { at: string; byName: string | null }) => string) => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { now, zone } = useMinute();
  return ({ at, byName }) =>
    [format.date(localDateOf(at, zone), localDateOf(now, zone)), byName ?? t('byImport')].join(
      ', ',
    );
};
