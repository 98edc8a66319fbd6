/** A patient's stays, newest first; each opens to its classes, places and moves of the date. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EncounterDetail, Stay } from '../../../shared/encounters/encounter';
import { lengthOfStayDays, localDateOf, stayDay } from '../../../shared/time';
import { useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { useStayLists } from './use-stay-lists';
import './encounters.css';

/** Stays read at once. */
const pageStays = 25;

export const StayHistory = ({ patientId }: { patientId: string }): ReactElement => {
  const { t } = useTranslation('encounters');
  const [limit, setLimit] = useState(pageStays);
  const { data, error, refetch } = useCall('encounters.ofPatient', { patientId, offset: 0, limit });
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  return (
    <section aria-label={t('stays')} className="stay-history">
      <div className="section-head">
        <h2>{t('stays')}</h2>
        <span className="n">{data?.total}</span>
      </div>
      {!data ? (
        <Skeleton />
      ) : data.total === 0 ? (
        <EmptyState icon="bed" title={t('noStays')}>
          {t('noStaysText')}
        </EmptyState>
      ) : (
        data.stays.map((stay, index) => <StayItem key={stay.id} stay={stay} opened={index === 0} />)
      )}
      {data && data.total > data.stays.length && limit < 100 ? (
        <Button
          size="small"
          variant="text"
          onClick={() => setLimit(Math.min(100, limit + pageStays))}
        >
          {t('olderStays', { count: data.total - data.stays.length })}
        </Button>
      ) : null}
    </section>
  );
};

const StayItem = ({ stay, opened }: { stay: Stay; opened: boolean }): ReactElement => {
  const { t } = useTranslation('encounters');
  const format = useFormat();
  const { now, zone } = useMinute();
  const [open, setOpen] = useState(opened);
  const today = localDateOf(now, zone);
  const day = (instant: string): string => format.date(localDateOf(instant, zone), today);
  const length =
    stay.admittedAt === null
      ? null
      : stay.dischargedAt === null
        ? stay.active
          ? t('dayOfStay', { day: stayDay(stay.admittedAt, now, zone) })
          : null
        : t('length', { count: lengthOfStayDays(stay.admittedAt, stay.dischargedAt, zone) });
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b className="m">
          {stay.admittedAt === null ? t('admissionUnknown') : day(stay.admittedAt)}
          {' – '}
          {stay.dischargedAt === null ? (stay.active ? t('now') : '') : day(stay.dischargedAt)}
        </b>
        <span>{t(`class.${stay.class}`)}</span>
        <span className="s2">{[stay.unitName, stay.bed].filter(Boolean).join(' ')}</span>
        <span className="s2">{stay.admitReason}</span>
        <span className="s3">{[length, stay.visitNumber].filter(Boolean).join(' · ')}</span>
      </summary>
      {open ? <StayDetail encounterId={stay.id} /> : null}
    </details>
  );
};

const StayDetail = ({ encounterId }: { encounterId: string }): ReactElement => {
  const { data: stay, error, refetch } = useCall('encounters.get', { encounterId });
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!stay) return <Skeleton rows={3} />;
  return (
    <div className="inner">
      <Classes stay={stay} />
      <Places stay={stay} />
      <Moves stay={stay} />
    </div>
  );
};

const useSpan = (): ((from: string, to: string | null) => string) => {
  const { t } = useTranslation('encounters');
  const format = useFormat();
  const { zone } = useMinute();
  return (from, to) =>
    to === null
      ? t('from', { when: format.dateTime(from, zone) })
      : `${format.dateTime(from, zone)} – ${format.dateTime(to, zone)}`;
};

const Classes = ({ stay }: { stay: EncounterDetail }): ReactElement => {
  const { t } = useTranslation('encounters');
  const span = useSpan();
  return (
    <div>
      <h3 className="t-label">{t('classes')}</h3>
      {stay.classPeriods.length === 0 ? <p className="s3">{t('notKnown')}</p> : null}
      <ol>
        {stay.classPeriods.map((period) => (
          <li key={period.id}>
            {t(`class.${period.class}`)}
            <span className="t-cap" style={{ display: 'block' }}>
              {span(period.fromAt, period.toAt)}
              {period.by === 'order' ? '' : `, ${t(`by.${period.by}`)}`}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
};

const Places = ({ stay }: { stay: EncounterDetail }): ReactElement => {
  const { t } = useTranslation('encounters');
  const span = useSpan();
  return (
    <div>
      <h3 className="t-label">{t('places')}</h3>
      {stay.locations.length === 0 ? <p className="s3">{t('notKnown')}</p> : null}
      <ol>
        {stay.locations.map((place) => (
          <li key={place.id}>
            {[place.unitName, place.label].filter(Boolean).join(', ')}
            <span className="t-cap" style={{ display: 'block' }}>
              {span(place.fromAt, place.toAt)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
};

const Moves = ({ stay }: { stay: EncounterDetail }): ReactElement => {
  const { t } = useTranslation('encounters');
  const format = useFormat();
  const { zone } = useMinute();
  const { reason } = useStayLists();
  const date = (on: string | null): string => (on === null ? t('unknown') : format.date(on));
  return (
    <div>
      <h3 className="t-label">{t('moves')}</h3>
      {stay.moves.length === 0 ? <p className="s3">{t('noMoves')}</p> : null}
      <ol>
        {stay.moves.map((move) => (
          <li key={move.id}>
            {move.inError ? (
              <s>
                {date(move.fromOn)} → {date(move.toOn)}
              </s>
            ) : move.fromOn === null ? (
              t('firstSet', { date: date(move.toOn) })
            ) : (
              `${date(move.fromOn)} → ${date(move.toOn)}`
            )}
            <span className="t-cap" style={{ display: 'block' }}>
              {[
                reason(move.reason),
                move.words,
                move.inError ? t('takenBack') : null,
                format.dateTime(move.at, zone),
                move.byName,
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
};
