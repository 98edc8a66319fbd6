/** A day in lines: what leaves, what is due, and each appointment. The agenda is many of them. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayFacts, Occurrence } from '../../../shared/appointments/appointment';
import type { ClockChange } from '../../../shared/appointments/clock-changes';
import { useFormat } from '../../app/format';
import { Icon } from '../../components/Icon';
import { kindIcon, useCalendarFormat } from './calendar-format';
import { ClockChangeLine, Due, Edd } from './DayHead';
import { eventClass, useOccurrenceTitle } from './EventBox';
import type { Layer } from './use-calendar-view';

export const DayLines = ({
  facts,
  occurrences,
  today,
  nowLocal,
  hidden,
  wide = false,
  onOpen,
}: {
  facts: DayFacts;
  occurrences: readonly Occurrence[];
  today: string;
  nowLocal: string;
  hidden: readonly Layer[];
  /** Room for place and patient. */
  wide?: boolean;
  onOpen: (occurrence: Occurrence, anchor: HTMLElement) => void;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const calendar = useCalendarFormat();
  const titleOf = useOccurrenceTitle();
  const { edd, reviews } = facts;
  return (
    <>
      <div className="day-facts">
        {edd.expected + edd.left > 0 && !hidden.includes('edd') ? (
          <Edd facts={facts} today={today} />
        ) : null}
        {reviews > 0 && !hidden.includes('due') ? <Due facts={facts} today={today} /> : null}
      </div>
      <ul className="day-lines">
        {occurrences.map((occurrence) => (
          <li key={occurrence.key}>
            <button
              type="button"
              className={`day-line ${eventClass(occurrence, nowLocal)}`}
              data-key={occurrence.key}
              onClick={(event) => onOpen(occurrence, event.currentTarget)}
            >
              <span className={`layer-sign ${occurrence.kind}`}>
                <Icon name={occurrence.cancelled ? 'close' : kindIcon[occurrence.kind]} size={14} />
              </span>
              <span className="line-time">
                {wide || occurrence.wholeDays > 0
                  ? calendar.when(occurrence)
                  : occurrence.startLocal.slice(11)}
              </span>
              <span className="line-title trunc">
                {titleOf(occurrence)}
                {occurrence.cancelled ? ` ${t('cancelledShort')}` : ''}
                {occurrence.moved && !occurrence.cancelled ? ` ${t('movedShort')}` : ''}
              </span>
              {wide ? (
                <span className="line-more trunc s2">
                  {[
                    occurrence.place,
                    occurrence.patient === null
                      ? null
                      : [
                          occurrence.patient.bed,
                          `${occurrence.patient.familyName}, ${occurrence.patient.givenName}`,
                        ]
                          .filter(Boolean)
                          .join(' '),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              ) : null}
              {wide && occurrence.conflicted && !occurrence.cancelled ? (
                <span className="conflict-mark inline">
                  <Icon name="alert" size={14} />
                  {t('conflict')}
                </span>
              ) : null}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The days that hold something, one below the other. */
export const Agenda = ({
  days,
  occurrences,
  today,
  nowLocal,
  hidden,
  changes,
  onOpen,
}: {
  days: readonly DayFacts[];
  occurrences: readonly Occurrence[];
  today: string;
  nowLocal: string;
  hidden: readonly Layer[];
  changes: readonly ClockChange[];
  onOpen: (occurrence: Occurrence, anchor: HTMLElement) => void;
}): ReactElement => {
  const format = useFormat();
  const held = days
    .map((facts) => ({
      facts,
      own: occurrences.filter(({ startLocal }) => startLocal.startsWith(facts.date)),
      change: changes.find(({ atLocal }) => atLocal.startsWith(facts.date)),
    }))
    .filter(
      ({ facts, own, change }) =>
        own.length > 0 ||
        change !== undefined ||
        (facts.edd.expected > 0 && !hidden.includes('edd')) ||
        (facts.reviews > 0 && !hidden.includes('due')),
    );
  return (
    <div className="agenda">
      {held.map(({ facts, own, change }) => (
        <section key={facts.date} aria-label={format.longDate(facts.date)}>
          <h2 className={facts.date === today ? 't-section today' : 't-section'}>
            {format.longDate(facts.date)}
          </h2>
          {change ? <ClockChangeLine change={change} /> : null}
          <DayLines
            facts={facts}
            occurrences={own}
            today={today}
            nowLocal={nowLocal}
            hidden={hidden}
            wide
            onOpen={onOpen}
          />
        </section>
      ))}
    </div>
  );
};
