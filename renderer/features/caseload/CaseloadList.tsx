/** The rows: virtualised, moved through by keys, selected for a batch. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  CaseloadPage,
  CaseloadRow,
  CaseloadSort,
  SortKey,
} from '../../../shared/caseload/caseload';
import { go, patientPlace } from '../../app/navigation';
import { useMay } from '../../app/session-context';
import { useAppDispatch } from '../../app/store';
import { Icon } from '../../components/Icon';
import { BatchBar } from './BatchBar';
import { PeekPanel } from './PeekPanel';
import { isStay, keyOf, RowLine } from './RowLine';

const columns: readonly (SortKey | 'barriers')[] = [
  'bed',
  'patient',
  'edd',
  'disposition',
  'plan',
  'risk',
  'nextDue',
  'barriers',
  'caseManager',
];

const rowHeight = (): number =>
  document.documentElement.dataset['density'] === 'comfortable' ? 52 : 41;

export const CaseloadList = ({
  page,
  onShow,
  sort,
  onSort,
  onClear,
  peek,
  onPeek,
}: {
  /** The rows read so far around what is shown, and the order of all. */
  page: CaseloadPage;
  /** The first row that is shown changed: its surroundings are to be read. */
  onShow: (first: number) => void;
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
    count: page.matching,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 8,
  });
  const rowAt = (index: number): CaseloadRow | undefined => page.rows[index - page.offset];
  const first = virtual.getVirtualItems()[0]?.index ?? 0;
  useEffect(() => onShow(first), [first, onShow]);
  const at = Math.min(current, page.matching - 1);
  const open = (row: CaseloadRow | undefined): void => {
    // Scrolled far away from the current row: back to it, that what opens is seen first.
    if (!row) virtual.scrollToIndex(at);
    else if (isStay(row)) dispatch(go(patientPlace(row.patientId, row.encounterId)));
  };
  const note = (): void => {
    const row = rowAt(at);
    if (row && isStay(row)) {
      const place = patientPlace(row.patientId, row.encounterId);
      dispatch(go({ ...place, params: { ...place.params, ask: 'note' } }));
    }
  };
  const move = (to: number, extend: boolean): void => {
    const next = Math.min(page.matching - 1, Math.max(0, to));
    setCurrent(next);
    virtual.scrollToIndex(next);
    const stay = page.order[next];
    if (extend && stay) setSelected(new Set([...selected, stay.encounterId]));
  };
  const toggle = (row: CaseloadRow | undefined): void => {
    if (!row || !isStay(row)) return;
    const next = new Set(selected);
    if (!next.delete(row.encounterId)) next.add(row.encounterId);
    setSelected(next);
  };
  const stays = page.order.filter((stay) => stay !== null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement && event.key === ' ') return;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1, event.shiftKey),
      ArrowUp: () => move(at - 1, event.shiftKey),
      Home: () => move(0, false),
      End: () => move(page.matching - 1, false),
      Enter: () => open(rowAt(at)),
      ' ': () => mayAssign && toggle(rowAt(at)),
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
      setSelected(new Set(stays.map(({ encounterId }) => encounterId)));
      return;
    }
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    step();
  };
  const chosen = stays.filter(({ encounterId }) => selected.has(encounterId));
  return (
    <>
      <div className={peek ? 'caseload-split with-peek' : 'caseload-split'}>
        <div className="caseload-grid" ref={scroller}>
          <div
            className={page.hasRisk ? 'with-risk' : undefined}
            role="grid"
            aria-label={t('title')}
            aria-rowcount={page.matching + 1}
            aria-activedescendant={rowAt(at) ? `stay-${at}` : undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            <div className="caseload-row caseload-head" role="row" aria-rowindex={1}>
              <span role="columnheader">
                <span className="sr">{t('selected', { count: selected.size })}</span>
              </span>
              {columns
                .filter((column) => column !== 'risk' || page.hasRisk)
                .map((column) => (
                  <Head key={column} column={column} sort={sort} onSort={onSort} />
                ))}
            </div>
            <div
              className="caseload-body"
              role="rowgroup"
              style={{ height: virtual.getTotalSize() }}
            >
              {virtual.getVirtualItems().map(({ index, start, size }) => {
                const row = rowAt(index);
                return (
                  <RowLine
                    key={row ? keyOf(row) : index}
                    row={row}
                    hasRisk={page.hasRisk}
                    index={index}
                    place={{ height: size, transform: `translateY(${start}px)` }}
                    isCurrent={index === at}
                    isSelected={row !== undefined && isStay(row) && selected.has(row.encounterId)}
                    onPoint={() => setCurrent(index)}
                    onOpen={() => open(row)}
                    onToggle={mayAssign ? () => toggle(row) : null}
                  />
                );
              })}
            </div>
          </div>
        </div>
        {peek ? (
          <PeekPanel
            row={rowAt(at)}
            onOpen={() => open(rowAt(at))}
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
