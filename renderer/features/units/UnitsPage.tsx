/** The hospital's units with their rooms and beds. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { countBeds } from '../../../shared/units/rooms';
import { useCall } from '../../app/api';
import { wasOpenAtLock } from '../../app/open-forms';
import { Icon } from '../../components/Icon';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { draftName } from './unit-form';
import { UnitForm } from './UnitForm';
import { UnitSection } from './UnitSection';
import './units.css';

export const UnitsPage = (): ReactElement => {
  const { t } = useTranslation('units');
  const { data: units, error, refetch } = useCall('units.list', {});
  const [adding, setAdding] = useState(() => wasOpenAtLock(draftName(null)));
  const open = units?.filter(({ active }) => active) ?? [];
  const beds = open.flatMap(({ rooms }) => rooms);
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">
          {units
            ? `${t('unitCount', { count: open.length })}, ${t('bedCount', {
                count: countBeds(
                  beds.map((r) => ({ name: r.name, beds: r.beds.map((b) => b.id) })),
                ),
              })}`
            : ''}
        </span>
        <span className="end">
          <Button variant="contained" onClick={() => setAdding(true)}>
            <Icon name="plus" /> {t('add')}
          </Button>
        </span>
      </div>
      <div className="panel-body stack">
        <LeftUnsaved form={draftName(null)} what={t('add')} onGoOn={() => setAdding(true)} />
        {adding ? <UnitForm unit={null} onDone={() => setAdding(false)} /> : null}
        {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
        {!units && !error ? <Skeleton rows={8} /> : null}
        {units?.length === 0 ? (
          <EmptyState icon="bed" title={t('none')}>
            {t('noneText')}
          </EmptyState>
        ) : null}
        {units?.map((unit) => (
          <UnitSection key={unit.id} unit={unit} />
        ))}
      </div>
    </>
  );
};
