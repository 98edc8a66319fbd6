/** Who did what, when, about whom; and whether the chain of entries is whole. */
import Button from '@mui/material/Button';
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetAnswersOf, useCall, useCallKeeping } from '../../app/api';
import { useFormat } from '../../app/format';
import { useFormDraft } from '../../app/form-draft';
import { useMinute } from '../../app/now';
import { stay } from '../../app/navigation';
import { useSession } from '../../app/session-context';
import { useAppDispatch, useAppSelector } from '../../app/store';
import { Icon } from '../../components/Icon';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { ChainBox } from './ChainBox';
import { SaveEntries } from './SaveEntries';
import { emptyFilter, filterDraft, filterOf, isFiltered } from './filter-form';
import './audit.css';

const pageSize = 100;

export const AuditPage = (): ReactElement => {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const dispatch = useAppDispatch();
  const { zone } = useMinute();
  const { user } = useSession();
  const draft = useFormDraft(filterDraft, emptyFilter);
  const filter = filterOf(draft.values, zone);
  /** Where each page begins that was gone back to; empty = the newest entries. */
  const [befores, setBefores] = useState<readonly number[]>([]);
  const before = befores.at(-1) ?? null;
  const about = useCall('audit.about', {});
  const { data, error, isFetching, refetch } = useCallKeeping(
    'audit.list',
    filter && { filter, before, limit: pageSize },
  );
  // Entries are written all the time, by every call: they are read anew whenever the page opens.
  useEffect(() => () => void dispatch(forgetAnswersOf(['audit'])), [dispatch]);
  // Led here by "Who saw this patient": the filter is that number, and nothing else.
  const number = useAppSelector(({ navigation }) => navigation.present.params['mrn'] ?? '');
  const showPatient = useEffectEvent((mrn: string) => {
    for (const name of Object.keys(emptyFilter))
      draft.set(name, name === 'mrn' || name === 'askedMrn' ? mrn : '');
    setBefores([]);
    dispatch(stay({ mrn: '' }));
  });
  useEffect(() => {
    if (number !== '') showPatient(number);
  }, [number]);
  const set = (name: string, value: string): void => {
    draft.set(name, value);
    if (name !== 'mrn') setBefores([]);
  };
  const clear = (): void => {
    draft.clear();
    setBefores([]);
  };
  const items = data?.items ?? [];
  const first = items[0];
  const last = items.at(-1);
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">{t(user.role === 'unitLead' ? 'aboutUnit' : 'about')}</span>
      </div>
      <div className="panel-body stack">
        <ChainBox
          about={about.data}
          onShow={(seq) => {
            draft.clear();
            setBefores([seq + 1]);
          }}
        />
        <AuditFilters
          values={draft.values}
          people={about.data?.people ?? []}
          half={draft.half}
          onSet={set}
          onClear={clear}
        />
        <SaveEntries filter={filter} />
        {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
        {!data && !error && filter ? <Skeleton rows={10} /> : null}
        {data && items.length === 0 ? (
          isFiltered(draft.values) ? (
            <EmptyState
              icon="search"
              title={t('noMatch')}
              action={<Button onClick={clear}>{t('clear')}</Button>}
            >
              {t('noMatchText')}
            </EmptyState>
          ) : (
            <EmptyState icon="history" title={t('none')}>
              {t('noneText')}
            </EmptyState>
          )
        ) : null}
        {items.length > 0 ? <AuditTable items={items} /> : null}
        {first && last ? (
          <nav className="row audit-pages" aria-label={t('pages')}>
            <Button
              disabled={befores.length === 0}
              onClick={() => setBefores(befores.slice(0, -1))}
            >
              <Icon name="left" size={14} /> {t('newer')}
            </Button>
            <Button
              disabled={data?.nextBefore === null}
              onClick={() => data?.nextBefore && setBefores([...befores, data.nextBefore])}
            >
              {t('older')} <Icon name="right" size={14} />
            </Button>
            <span className="s2" role="status">
              {t('range', { from: format.number(first.seq), to: format.number(last.seq) })}
            </span>
            <Button variant="text" disabled={isFetching} onClick={refetch}>
              {t('again')}
            </Button>
          </nav>
        ) : null}
      </div>
    </>
  );
};
