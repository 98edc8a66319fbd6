/** What was printed, saved or brought of a patient: newest first, with who and when. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';

export const DocumentList = ({ patientId }: { patientId: string }): ReactElement => {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { zone } = useMinute();
  const { data: documents, error, refetch } = useCall('documents.ofPatient', { patientId });
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!documents) return <Skeleton />;
  if (documents.length === 0)
    return (
      <EmptyState icon="printer" title={t('none')}>
        {t('noneText')}
      </EmptyState>
    );
  return (
    <table className="table" aria-label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('how')}</th>
          <th scope="col">{t('size')}</th>
          <th scope="col">{t('by')}</th>
          <th scope="col">{t('when')}</th>
        </tr>
      </thead>
      <tbody>
        {documents.map((entry) => (
          <tr key={entry.id}>
            <td>
              <span className="m">{entry.title}</span>
              {entry.carePlanId === null ? null : (
                <span className="sub">
                  {entry.version === null ? t('draft') : t('version', { version: entry.version })}
                </span>
              )}
            </td>
            <td>
              {t(`purpose.${entry.purpose}`)}
              {entry.recipient === null ? null : <span className="sub">{entry.recipient}</span>}
            </td>
            <td>
              {entry.paper === null ? null : t(`paperName.${entry.paper}`)}
              {entry.pages === null ? null : (
                <span className="sub">{t('pages', { count: entry.pages })}</span>
              )}
            </td>
            <td>{entry.createdByName}</td>
            <td>{format.dateTime(entry.createdAt, zone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
