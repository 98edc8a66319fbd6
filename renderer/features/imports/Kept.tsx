/** Files that a lock took out of the hand: offered again, once, to whoever had chosen them. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import type { ImportAtHand } from './use-import';

/** Names drawn at once; a folder may hold hundreds. */
const namesShown = 3;

export const Kept = ({ at }: { at: ImportAtHand }): ReactElement | null => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { zone } = useMinute();
  const { data } = useCall('imports.kept', {});
  const { run: forget } = useCommand('imports.forgetKept');
  if (!data) return null;
  const time = format.time(data.at, zone);
  const listed = (names: readonly string[]): string =>
    names.length > namesShown
      ? t('keptMore', {
          names: names.slice(0, namesShown).join(', '),
          count: names.length - namesShown,
        })
      : names.join(', ');
  return (
    <section className="box stack" aria-label={t('keptTitle')}>
      <div>
        <h2 className="t-section row">
          <Icon name="history" /> {t('keptTitle')}
        </h2>
        <p className="s2">
          {data.writing === null
            ? t('keptLooking', { time })
            : t('keptWriting', { time, name: data.writing })}
        </p>
        {data.names.length === 0 ? null : (
          <p>{t('keptNames', { names: listed(data.names), count: data.names.length })}</p>
        )}
        {data.dropped.length === 0 ? null : (
          <p>{t('keptDropped', { names: listed(data.dropped), count: data.dropped.length })}</p>
        )}
      </div>
      <div className="row wrap">
        {data.names.length === 0 ? null : (
          <Button variant="contained" onClick={() => void at.choose('kept')}>
            {t('keptAgain')}
          </Button>
        )}
        <Button onClick={() => void forget({})}>{t('keptForget')}</Button>
      </div>
    </section>
  );
};
