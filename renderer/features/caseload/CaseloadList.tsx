/** The rows: virtualised, moved through by keys, selected for a batch. */
import Checkbox from '@mui/material/Checkbox';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  CaseloadRow,
  CaseloadSort,
  CaseloadStay,
  SortKey,
} from '../../../shared/caseload/caseload';
import { go, patientPlace } from '../../app/navigation';
import { useMay } from '../../app/session-context';
import { useAppDispatch } from '../../app/store';
import { Icon } from '../../components/Icon';
import { BatchBar } from './BatchBar';
import { PeekPanel } from './PeekPanel';
import { StayCells } from './StayCells';

const columns: readonly (SortKey | 'barriers')[] = [
  'bed',
  'patient',
  'edd',
  'payer',
  'plan',
  'nextDue',
  'barriers',
  'caseManager',
];

const rowHeight = (): number =>
  document.documentElement.dataset['density'] === 'comfortable' ? 52 : 41;

const isStay = (row: CaseloadRow): row is CaseloadStay => row.kind === 'stay';

export const CaseloadList = ({
  rows,
  sort,
  onSort,
  onClear,
  peek,
  onPeek,
}: {
  rows: readonly CaseloadRow[];
  sort: CaseloadSort;
  onSort: (sort: CaseloadSort) => void;
  onClear: () => void;
  /** The panel beside the list is open. */
  peek: boolean;
  onPeek: (open: boolean) => void;
}): ReactElement => {
  const { t } = useTranslation('caseload');
  const dispatch = useAppDispatch();
  const mayAssign = useMay('caseload.assign');
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 8,
  });
  const at = Math.min(current, rows.length - 1);
  const open = (row: CaseloadRow | undefined): void => {
    if (row && isStay(row)) dispatch(go(patientPlace(row.patientId, row.encounterId)));
  };
  const note = (): void => {
    const row = rows[at];
    if (row && isStay(row)) {
      const place = patientPlace(row.patientId, row.encounterId);
      dispatch(go({ ...place, params: { ...place.params, ask: 'note' } }));
    }
  };
  const move = (to: number, extend: boolean): void => {
    const next = Math.min(rows.length - 1, Math.max(0, to));
    setCurrent(next);
    virtual.scrollToIndex(next);
    const row = rows[next];
    if (extend && row && isStay(row)) setSelected(new Set([...selected, row.encounterId]));
  };
  const toggle = (row: CaseloadRow | undefined): void => {
    if (!row || !isStay(row)) return;
    const next = new Set(selected);
    if (!next.delete(row.encounterId)) next.add(row.encounterId);
    setSelected(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement && event.key === ' ') return;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1, event.shiftKey),
      ArrowUp: () => move(at - 1, event.shiftKey),
      Home: () => move(0, false),
      End: () => move(rows.length - 1, false),
      Enter: () => open(rows[at]),
      ' ': () => mayAssign && toggle(rows[at]),
      ArrowRight: () => onPeek(true),
      ArrowLeft: () => onPeek(false),
      Escape: () => {
        if (selected.size > 0) setSelected(new Set());
        else if (peek) onPeek(false);
        else onClear();
      },
    };
    if (event.ctrlKey && event.key === 'a' && mayAssign) {
      event.preventDefault();
      setSelected(new Set(rows.filter(isStay).map(({ encounterId }) => encounterId)));
      return;
    }
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    step();
  };
  const chosen = rows.filter(isStay).filter(({ encounterId }) => selected.has(encounterId));
  return (
    <>
      <div className={peek ? 'caseload-split with-peek' : 'caseload-split'}>
        <div className="caseload-grid" ref={scroller}>
          <div
            role="grid"
            aria-label={t('title')}
            aria-rowcount={rows.length + 1}
            aria-activedescendant={rows[at] ? `stay-${at}` : undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            <div className="caseload-row caseload-head" role="row" aria-rowindex={1}>
              <span role="columnheader">
                <span className="sr">{t('selected', { count: selected.size })}</span>
              </span>
              {columns.map((column) => (
                <Head key={column} column={column} sort={sort} onSort={onSort} />
              ))}
            </div>
            <div
              className="caseload-body"
              role="rowgroup"
              style={{ height: virtual.getTotalSize() }}
            >
              {virtual.getVirtualItems().map(({ index, start, size }) => {
                const row = rows[index]!;
                const isSelected = isStay(row) && selected.has(row.encounterId);
                const names = [
                  'caseload-row',
                  index === at ? 'current' : '',
                  isSelected ? 'selected' : '',
                  isStay(row) ? '' : 'masked',
                ];
                return (
                  <div
                    key={isStay(row) ? row.encounterId : row.key}
                    id={`stay-${index}`}
                    className={names.filter(Boolean).join(' ')}
                    role="row"
                    aria-rowindex={index + 2}
                    aria-selected={isSelected}
                    style={{ height: size, transform: `translateY(${start}px)` }}
                    onClick={() => setCurrent(index)}
                    onDoubleClick={() => open(row)}
                  >
                    <span role="gridcell">
                      {isStay(row) && mayAssign ? (
                        <Checkbox
                          checked={isSelected}
                          tabIndex={-1}
                          sx={{ p: 0 }}
                          onChange={() => toggle(row)}
                          slotProps={{
                            input: {
                              'aria-label': t('select', {
                                name: `${row.familyName}, ${row.givenName}`,
                              }),
                            },
                          }}
                        />
                      ) : null}
                    </span>
                    {isStay(row) ? (
                      <StayCells row={row} onOpen={() => open(row)} />
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
              })}
            </div>
          </div>
        </div>
        {peek ? (
          <PeekPanel
            row={rows[at]}
            onOpen={() => open(rows[at])}
            onNote={note}
            onClose={() => {
              onPeek(false);
              scroller.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
            }}
          />
        ) : null}
      </div>
      {chosen.length > 0 ? <BatchBar stays={chosen} onDone={() => setSelected(new Set())} /> : null}
    </>
  );
};

const Head = ({
  column,
  sort,
  onSort,
}: {
  column: SortKey | 'barriers';
  sort: CaseloadSort;
  onSort: (sort: CaseloadSort) => void;
}): ReactElement => {
  const { t } = useTranslation('caseload');
  if (column === 'barriers')
    return (
      <span role="columnheader" className="t-label">
        {t('column.barriers')}
      </span>
    );
  const active = sort.by === column;
  const next = active && sort.direction === 'asc' ? 'desc' : 'asc';
  return (
    <span
      role="columnheader"
      aria-sort={active ? (sort.direction === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <button type="button" onClick={() => onSort({ by: column, direction: next })}>
        {t(`column.${column}`)}{' '}
        {active ? <Icon name={sort.direction === 'asc' ? 'up' : 'down'} size={12} /> : null}
      </button>
    </span>
  );
};
