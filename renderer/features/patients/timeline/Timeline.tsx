/**
 * What changed in the record, who changed it and when, newest first: from the audit and the
 * revisions. Beside the overview it is short; as a tab of its own it goes back to the beginning.
 */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  timelineKinds,
  type TimelineEvent,
  type TimelineKind,
} from '../../../../shared/patients/timeline';
import { localDateOf } from '../../../../shared/time';
import { useCall } from '../../../app/api';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { EmptyState, ErrorPlace, Skeleton } from '../../../components/PlaceState';
import { Icon } from '../../../components/Icon';
import { iconOf, useEventWords } from './event-words';
import './timeline.css';

/** Changes read at once in the tab, and beside the overview. */
const pageEvents = 50;
const shortEvents = 15;

export const Timeline = ({
  patientId,
  short = false,
  onWhole,
}: {
  patientId: string;
  /** One page, beside the overview. */
  short?: boolean;
  /** Leads from the short one to the whole. */
  onWhole?: () => void;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const [marks, setMarks] = useState<readonly (number | null)[]>([null]);
  const choose = (next: TimelineKind | null): void => {
    setKind(next);
    setMarks([null]);
  };
  return (
    <section aria-label={t('timeline')} className={short ? 'timeline short' : 'timeline'}>
      <div className="section-head">
        <h2>{t('timeline')}</h2>
        {short ? (
          <label className="end row">
            <Icon name="filter" size={14} />
            <select
              aria-label={t('timelineKind')}
              value={kind ?? ''}
              onChange={({ target }) =>
                choose(timelineKinds.find((each) => each === target.value) ?? null)
              }
            >
              <option value="">{t('allKinds')}</option>
              {timelineKinds.map((each) => (
                <option key={each} value={each}>
                  {t(`kinds.${each}`)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      {short ? null : (
        <div className="row wrap" role="group" aria-label={t('timelineKind')}>
          {([null, ...timelineKinds] as const).map((each) => (
            <button
              key={each ?? 'all'}
              type="button"
              className="chip"
              aria-pressed={kind === each}
              onClick={() => choose(each)}
            >
              {each === null ? t('allKinds') : t(`kinds.${each}`)}
            </button>
          ))}
        </div>
      )}
      {marks.map((before, index) => (
        <Page
          key={before ?? 'newest'}
          patientId={patientId}
          kind={kind}
          before={before}
          limit={short ? shortEvents : pageEvents}
          last={index === marks.length - 1}
          onOlder={onWhole ?? ((mark) => setMarks([...marks, mark]))}
          short={short}
        />
      ))}
    </section>
  );
};

const Page = ({
  patientId,
  kind,
  before,
  limit,
  last,
  short,
  onOlder,
}: {
  patientId: string;
  kind: TimelineKind | null;
  before: number | null;
  limit: number;
  last: boolean;
  short: boolean;
  onOlder: (mark: number) => void;
}): ReactElement | null => {
  const { t } = useTranslation('patients');
  const { data, error, refetch } = useCall('patients.timeline', { patientId, kind, before, limit });
  const { zone } = useMinute();
  if (error) return <ErrorPlace error={error} title={t('timelineFailed')} onRetry={refetch} />;
  if (!data) return <Skeleton rows={6} />;
  if (data.events.length === 0 && before === null)
    return (
      <EmptyState icon="history" title={t('noChanges')}>
        {kind === null ? t('noChangesText') : t('noChangesOfKind')}
      </EmptyState>
    );
  const days: { date: string; events: TimelineEvent[] }[] = [];
  for (const event of data.events) {
    const date = localDateOf(event.at, zone);
    if (days.at(-1)?.date !== date) days.push({ date, events: [] });
    days.at(-1)!.events.push(event);
  }
  return (
    <>
      {days.map(({ date, events }) => (
        <Day key={date} date={date} events={events} />
      ))}
      {last && data.before !== null ? (
        <Button size="small" variant="text" onClick={() => onOlder(data.before!)}>
          {t(short ? 'wholeHistory' : 'showOlder')}
        </Button>
      ) : null}
      {last && data.before === null && !short ? (
        <p className="t-cap begins">{t('historyBegins')}</p>
      ) : null}
    </>
  );
};

const Day = ({ date, events }: { date: string; events: TimelineEvent[] }): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const name =
    date === today
      ? t('todayWord')
      : date.slice(0, 4) === today.slice(0, 4)
        ? format.longDate(date)
        : format.date(date, today);
  return (
    <>
      <h3 className="t-label">{name}</h3>
      <ol>
        {events.map((event) => (
          <Event key={event.seq} event={event} />
        ))}
      </ol>
    </>
  );
};

const Event = ({ event }: { event: TimelineEvent }): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { zone } = useMinute();
  const { headline, sub, changes } = useEventWords()(event);
  const shown = (value: string | null): string => value ?? t('emptyValue');
  return (
    <li>
      <time dateTime={event.at}>{format.time(event.at, zone)}</time>
      <span className="sign">
        <Icon name={iconOf(event)} size={14} />
      </span>
      <span className="what">
        <span className={event.change === 'inError' ? 'm struck' : 'm'}>{headline}</span>
        <span className="sub">{sub}</span>
        {changes.map(({ field, label, from, to }) => (
          <span className="sub" key={field}>
            {label}: {from === null ? shown(to) : `${from} → ${shown(to)}`}
          </span>
        ))}
      </span>
    </li>
  );
};
