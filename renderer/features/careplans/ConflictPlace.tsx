/** Both texts side by side, who and when; nothing is overwritten until a person picks (look.md, States). */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';

export const ConflictPlace = ({
  theirs,
  mine,
  byName,
  at,
  onMine,
  onTheirs,
}: {
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
