/** The worklist of active stays: mine or the unit's, sorted, filtered, given to people; remembered. */
import Button from '@mui/material/Button';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  plainFilters,
  type CaseloadFilter,
  type CaseloadScope,
  type CaseloadSort,
} from '../../../shared/caseload/caseload';
import { pageAt, pageRows } from '../../../shared/caseload/page';
import { useCallKeeping } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useSession } from '../../app/session-context';
import { useAppSelector } from '../../app/store';
import { FilterField } from '../../components/FilterField';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { Key } from '../../components/Key';
import { CaseloadList } from './CaseloadList';
import './caseload.css';

/** How the list is looked at; kept with the person. */
export interface ListView {
  mine: boolean;
  sort: CaseloadSort;
  filters: CaseloadFilter[];
  /** The panel beside the list is open. */
  peek: boolean;
}

const usual: ListView = {
  mine: false,
  sort: { by: 'nextDue', direction: 'asc' },
  filters: [],
  peek: false,
};

const readView = (text: string): ListView => {
  try {
    return { ...usual, ...(JSON.parse(text) as Partial<ListView>) };
  } catch {
    return usual;
  }
};

export const CaseloadPage = (): ReactElement => {
  const { t } = useTranslation('caseload');
  const session = useSession();
  const unitId = useAppSelector((state) => state.navigation.unitId);
  const kept = useDraft('app.caseload', JSON.stringify(usual));
  const typed = useDraft('app.caseload.filter');
  const view = useMemo(() => readView(kept.text), [kept.text]);
  const setView = (patch: Partial<ListView>): void =>
    kept.set(JSON.stringify({ ...view, ...patch }));
  const scope: CaseloadScope = view.mine
    ? { kind: 'mine' }
    : unitId === null
      ? { kind: 'all' }
      : { kind: 'unit', unitId };
  const [offset, setOffset] = useState(0);
  const show = useCallback((first: number) => setOffset(pageAt(first)), []);
  const { data, error, refetch } = useCallKeeping('caseload.list', {
    scope,
    text: typed.text,
    filters: view.filters,
    sort: view.sort,
    offset,
    limit: pageRows,
  });
  const clear = (): void => {
    typed.clear();
    setView({ filters: [] });
  };
  const narrowed = typed.text !== '' || view.filters.length > 0;
  const where = view.mine
    ? `${session.user.givenName} ${session.user.familyName}`
    : (session.units.find(({ id }) => id === unitId)?.name ??
      session.units.map(({ name }) => name).join(', '));
  const unitCount =
    unitId === null
      ? data?.scopes.all
      : data?.scopes.units.find((unit) => unit.unitId === unitId)?.count;
  const toggle = (filter: CaseloadFilter): void =>
    setView({
      filters: view.filters.includes(filter)
        ? view.filters.filter((other) => other !== filter)
        : [...view.filters, filter],
    });
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2 t-read">
          {data ? t('about', { where, count: data.total, leaving: data.leavingToday }) : ''}
        </span>
        <span className="segments end" role="group">
          <button type="button" aria-pressed={view.mine} onClick={() => setView({ mine: true })}>
            {t('mine')} {data?.scopes.mine}
          </button>
          <button type="button" aria-pressed={!view.mine} onClick={() => setView({ mine: false })}>
            {t('unit')} {unitCount}
          </button>
        </span>
      </div>
      <div className="panel-head caseload-filters">
        <FilterField
          label={t('filterLabel')}
          value={typed.text}
          onChange={typed.set}
          onClear={clear}
        />
        {plainFilters.map((filter) => {
          const count = data?.counts.find((entry) => entry.filter === filter)?.count ?? 0;
          const on = view.filters.includes(filter);
          return count === 0 && !on ? null : (
            <button
              key={filter}
              type="button"
              className="chip"
              aria-pressed={on}
              onClick={() => toggle(filter)}
            >
              {t(`filter.${filter}`)} <span className="n">{count}</span>
            </button>
          );
        })}
        <Button
          size="small"
          sx={{ ml: 'auto' }}
          aria-pressed={view.peek}
          onClick={() => setView({ peek: !view.peek })}
        >
          {t(view.peek ? 'hidePeek' : 'showPeek')} <Key keys={view.peek ? '←' : '→'} />
        </Button>
      </div>
      {error ? (
        <div className="panel-body">
          <ErrorPlace error={error} onRetry={refetch} />
        </div>
      ) : !data ? (
        <div className="panel-body">
          <Skeleton rows={12} />
        </div>
      ) : data.matching > 0 ? (
        <CaseloadList
          page={data}
          onShow={show}
          sort={view.sort}
          onSort={(sort) => setView({ sort })}
          onClear={clear}
          peek={view.peek}
          onPeek={(peek) => {
            if (peek !== view.peek) setView({ peek });
          }}
        />
      ) : narrowed ? (
        <EmptyState
          icon="filter"
          title={t('noMatchTitle')}
          action={
            <Button onClick={clear}>
              {t('clear')} <Key keys="Esc" />
            </Button>
          }
        >
          {t('noMatch', { count: data.total })}
        </EmptyState>
      ) : (
        <EmptyState
          icon="list"
          title={t('emptyTitle')}
          action={
            view.mine ? (
              <Button onClick={() => setView({ mine: false })}>{t('showUnit')}</Button>
            ) : undefined
          }
        >
          {view.mine ? t('emptyMine') : t('emptyUnit')}
        </EmptyState>
      )}
    </>
  );
};
