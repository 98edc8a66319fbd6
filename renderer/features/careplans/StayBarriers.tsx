/** What keeps a patient from leaving: barriers of the stay, in the plan or not. For the overview. */
import Button from '@mui/material/Button';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useCommand } from '../../app/api';
import { useKey } from '../../app/keys';
import { wasOpenAtLock } from '../../app/open-forms';
import { useMay } from '../../app/session-context';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import './careplans.css';
import { barrierDraft, BarrierForm } from './BarrierForm';
import { BarrierTable } from './BarrierTable';

export const StayBarriers = ({
  encounterId,
  patientId,
  asked,
}: {
  encounterId: string;
  patientId: string;
  /** Changes each time a new barrier is asked for: its form opens. */
  asked?: number | undefined;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const mayCare = useMay('care.write');
  const mayWrite = useMay('careplans.write');
  const { data: barriers, error, refetch } = useCall('careplans.barriers', { encounterId });
  const { data: owners } = useCall('careplans.owners', { of: 'encounter', id: encounterId });
  const { run: add } = useCommand('careplans.addStayBarrier');
  const [adding, setAdding] = useState(() => wasOpenAtLock(barrierDraft(`stay:${encounterId}`)));
  useKey('b', () => setAdding(true), mayCare);
  useEffect(() => {
    if (asked !== undefined && mayCare) setAdding(true);
  }, [asked, mayCare]);
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!barriers) return <Skeleton rows={3} />;
  const open = barriers.filter(({ resolvedAt }) => resolvedAt === null).length;
  return (
    <section aria-label={t('stayBarriers')}>
      <div className="section-head">
        <h2>{t('stayBarriers')}</h2>
        <span className="n grow">{t('barriersCount', { count: open })}</span>
        {mayCare ? (
          <Button size="small" onClick={() => setAdding(true)} aria-keyshortcuts="B">
            <Icon name="plus" /> {t('addBarrier')} <Key keys="B" />
          </Button>
        ) : null}
      </div>
      {mayCare ? (
        <LeftUnsaved
          form={barrierDraft(`stay:${encounterId}`)}
          what={t('addBarrier')}
          onGoOn={() => setAdding(true)}
        />
      ) : null}
      {adding ? (
        <BarrierForm
          form={`stay:${encounterId}`}
          patientId={patientId}
          barrier={null}
          owners={owners ?? []}
          save={(fields) => add({ encounterId, ...fields })}
          onDone={() => setAdding(false)}
        />
      ) : null}
      {barriers.length === 0 && !adding ? (
        <EmptyState compact icon="barrier" title={t('noStayBarriers')}>
          {mayCare ? t('noStayBarriersText') : null}
        </EmptyState>
      ) : (
        <BarrierTable
          barriers={barriers}
          owners={owners ?? []}
          patientId={patientId}
          mayWrite={mayWrite}
          mayCare={mayCare}
          tellPlan
        />
      )}
    </section>
  );
};
