/** A patient's notes, newest first, page by page; the box for a new one above them. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../app/api';
import { useMay } from '../../app/session-context';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { NoteBox } from './NoteBox';
import { NoteItem } from './NoteItem';

/** Notes read at once. */
const pageNotes = 50;

export const NoteList = ({
  patientId,
  encounterId,
}: {
  patientId: string;
  encounterId: string | null;
}): ReactElement => {
  const { t } = useTranslation('notes');
  const mayWrite = useMay('care.write');
  const [pages, setPages] = useState(1);
  return (
    <section aria-label={t('title')} className="stack">
      {mayWrite ? <NoteBox patientId={patientId} encounterId={encounterId} /> : null}
      {Array.from({ length: pages }, (_, page) => (
        <NotePage
          key={page}
          patientId={patientId}
          offset={page * pageNotes}
          last={page === pages - 1}
          onOlder={() => setPages(pages + 1)}
        />
      ))}
    </section>
  );
};

const NotePage = ({
  patientId,
  offset,
  last,
  onOlder,
}: {
  patientId: string;
  offset: number;
  last: boolean;
  onOlder: () => void;
}): ReactElement => {
  const { t } = useTranslation('notes');
  const page = { patientId, offset, limit: pageNotes };
  const { data, error, refetch } = useCall('notes.ofPatient', page);
  const older = data ? data.total - offset - data.notes.length : 0;
  return (
    <>
      {offset === 0 ? (
        <div className="section-head">
          <h2>{t('title')}</h2>
          <span className="n">{data?.total}</span>
        </div>
      ) : null}
      {error ? (
        <ErrorPlace error={error} onRetry={refetch} />
      ) : !data ? (
        <Skeleton />
      ) : data.total === 0 ? (
        <EmptyState icon="note" title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <ul>
          {data.notes.map((note) => (
            <NoteItem key={note.id} note={note} />
          ))}
        </ul>
      )}
      {last && older > 0 ? (
        <div>
          <Button size="small" variant="text" onClick={onOlder}>
            {t('older', { count: older })}
          </Button>
        </div>
      ) : null}
    </>
  );
};
