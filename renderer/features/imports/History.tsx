/** What was imported, newest first, with what was refused of each file. */
import Button from '@mui/material/Button';
import { Fragment, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/imports/import';
import { useCallKeeping } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { ProblemList } from './Refused';

const BatchRows = ({ batch }: { batch: Batch }): ReactElement => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { zone } = useMinute();
  const [open, setOpen] = useState(false);
  const { sums } = batch;
  return (
    <Fragment>
      <tr>
        <th scope="row">
          <span className="m">{batch.fileName}</span>
          <span className="sub">{t(`outcome.${batch.outcome}`)}</span>
        </th>
        <td>{format.dateTime(batch.at, zone)}</td>
        <td>{batch.watched ? t('watchedBy') : batch.byName}</td>
        <td className="num">{format.number(sums.new)}</td>
        <td className="num">{format.number(sums.changed)}</td>
        <td className="num s3">{format.number(sums.unchanged)}</td>
        <td className="num">{format.number(sums.refused)}</td>
        <td>
          {batch.problemCount === 0 ? null : (
            <Button
              size="small"
              variant="text"
              aria-expanded={open}
              aria-label={`${open ? t('hideProblems') : t('showProblems')}: ${batch.fileName}`}
              onClick={() => setOpen(!open)}
            >
              {open ? t('hideProblems') : t('showProblems')}
            </Button>
          )}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={8}>
            <ProblemList found={batch.problems.map((problem) => ({ problem, file: '' }))} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
};

export const History = (): ReactElement => {
  const { t } = useTranslation('imports');
  const { data, error, refetch } = useCallKeeping('imports.batches', { before: null });
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!data) return <Skeleton rows={3} />;
  return (
    <section aria-label={t('historyTitle')}>
      <div className="section-head">
        <h2>{t('historyTitle')}</h2>
      </div>
      {data.length === 0 ? (
        <EmptyState icon="history" title={t('noHistory')}>
          {t('noHistoryText')}
        </EmptyState>
      ) : (
        <table className="table" aria-label={t('historyTitle')}>
          <thead>
            <tr>
              <th scope="col">{t('file')}</th>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('by')}</th>
              {(['new', 'changed', 'unchanged', 'refused'] as const).map((column) => (
                <th scope="col" className="num" key={column}>
                  {t(column)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {data.map((batch) => (
              <BatchRows key={batch.id} batch={batch} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
