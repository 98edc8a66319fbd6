/** One row of the caseload: a stay, a restricted one, or one that is still being read. */
import Checkbox from '@mui/material/Checkbox';
import type { CSSProperties, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseloadRow, CaseloadStay } from '../../../shared/caseload/caseload';
import { Icon } from '../../components/Icon';
import { StayCells } from './StayCells';

export const isStay = (row: CaseloadRow): row is CaseloadStay => row.kind === 'stay';

/** What names a row across two answers. */
export const keyOf = (row: CaseloadRow): string => (isStay(row) ? row.encounterId : row.key);

export const RowLine = ({
  row,
  hasRisk,
  index,
  place,
  isCurrent,
  isSelected,
  onPoint,
  onOpen,
  onToggle,
}: {
  /** Undefined while its page is read. */
  row: CaseloadRow | undefined;
  /** The list has a column for the risk. */
  hasRisk: boolean;
  /** Its place in the whole list, from 0. */
  index: number;
  place: CSSProperties;
  isCurrent: boolean;
  isSelected: boolean;
  onPoint: () => void;
  onOpen: () => void;
  /** Null where stays may not be given to anybody. */
  onToggle: (() => void) | null;
}): ReactElement => {
  const { t } = useTranslation('caseload');
  const names = [
    'caseload-row',
    isCurrent ? 'current' : '',
    isSelected ? 'selected' : '',
    row && !isStay(row) ? 'masked' : '',
  ];
  return (
    <div
      id={`stay-${index}`}
      className={names.filter(Boolean).join(' ')}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-busy={row === undefined}
      style={place}
      onClick={onPoint}
      onDoubleClick={onOpen}
    >
      <span role="gridcell">
        {row && isStay(row) && onToggle ? (
          <Checkbox
            checked={isSelected}
            tabIndex={-1}
            sx={{ p: 0 }}
            onChange={onToggle}
            slotProps={{
              input: {
                'aria-label': t('select', { name: `${row.familyName}, ${row.givenName}` }),
              },
            }}
          />
        ) : null}
      </span>
      {row === undefined ? (
        <span role="gridcell" className="s3">
          {t('reading')}
        </span>
      ) : isStay(row) ? (
        <StayCells row={row} hasRisk={hasRisk} onOpen={onOpen} />
      ) : (
        <>
          <span role="gridcell" className="b">
            {row.bed}
          </span>
          <span role="gridcell">
            <Icon name="lock" size={14} /> {t('restricted')}
          </span>
        </>
      )}
    </div>
  );
};
