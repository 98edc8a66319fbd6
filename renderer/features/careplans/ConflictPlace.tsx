/** The texts side by side, as it was before too, who and when; nothing is overwritten until a person picks (look.md, States). */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';

export const ConflictPlace = ({
  base,
  theirs,
  mine,
  byName,
  at,
  onMine,
  onTheirs,
}: {
  /** What stood there when the person began; undefined where nobody knows. */
  base?: string | undefined;
  theirs: string;
  mine: string;
  byName: string | null;
  at: string;
  onMine: () => void;
  onTheirs: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const { zone } = useMinute();
  const text = (value: string): string => (value === '' ? t('emptyText') : value);
  return (
    <div className="cp-conflict" role="alert">
      <div className="m">
        <Icon name="swap" size={14} /> {t('conflictTitle')}
      </div>
      <dl>
        {base === undefined ? null : (
          <div>
            <dt>{t('mergeBase')}</dt>
            <dd>{text(base)}</dd>
          </div>
        )}
        <div>
          <dt>
            {t('conflictTheirs', {
              name: byName ?? t('somebody'),
              when: format.dateTime(at, zone),
            })}
          </dt>
          <dd>{text(theirs)}</dd>
        </div>
        <div>
          <dt>{t('conflictMine')}</dt>
          <dd>{text(mine)}</dd>
        </div>
      </dl>
      <div className="row">
        <Button size="small" onClick={onTheirs}>
          {t('useTheirs')}
        </Button>
        <Button size="small" onClick={onMine}>
          {t('keepMine')}
        </Button>
      </div>
    </div>
  );
};
