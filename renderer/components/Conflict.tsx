/** What somebody else saved beside what was being written; nothing is overwritten until a person picks. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LastChange } from '../../shared/last-change';
import { useFormat } from '../app/format';
import { useMinute } from '../app/now';
import { Icon } from './Icon';
import './record-form.css';

/** One field that both have in different words; empty text reads “empty”. */
export interface ConflictLine {
  label: string;
  mine: string;
  theirs: string;
}

export const Conflict = ({
  lines,
  theirs,
  onMine,
  onTheirs,
}: {
  lines: readonly ConflictLine[];
  theirs: LastChange;
  onMine: () => void;
  onTheirs: () => void;
}): ReactElement => {
  const { t } = useTranslation('components');
  const format = useFormat();
  const { zone } = useMinute();
  const shown = (text: string): string => (text === '' ? t('emptyValue') : text);
  return (
    <div className="conflict" role="alert">
      <div className="m">
        <Icon name="swap" size={14} /> {t('conflictTitle')}
      </div>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('conflictField')}</th>
            <th scope="col">{t('conflictMine')}</th>
            <th scope="col">
              {t('conflictTheirs', {
                name: theirs.changedByName ?? t('conflictFeed'),
                when: format.dateTime(theirs.changedAt, zone),
              })}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.label}>
              <th scope="row">{line.label}</th>
              <td className="b">{shown(line.mine)}</td>
              <td className="b">{shown(line.theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row wrap">
        <Button size="small" onClick={onTheirs}>
          {t('conflictKeepTheirs')}
        </Button>
        <Button size="small" onClick={onMine}>
          {t('conflictUseMine')}
        </Button>
        <span className="t-cap end">{t('conflictNothing')}</span>
      </div>
    </div>
  );
};
