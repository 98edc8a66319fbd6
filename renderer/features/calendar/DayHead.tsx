/** The head of a day's column: its date, who is expected to leave, what is due. */
import { createContext, useContext, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeaderProps } from 'react-big-calendar';
import type { DayFacts } from '../../../shared/appointments/appointment';
import type { ClockChange } from '../../../shared/appointments/clock-changes';
import { Icon } from '../../components/Icon';
import { useCalendarFormat } from './calendar-format';
import { localOfDate } from './localizer';

interface DayHeads {
  today: string;
  days: ReadonlyMap<string, DayFacts>;
  changes: readonly ClockChange[];
  edd: boolean;
  due: boolean;
  onDay: (date: string) => void;
}

export const DayHeadsContext = createContext<DayHeads | null>(null);

const useHeads = (): DayHeads => {
  const heads = useContext(DayHeadsContext);
  if (!heads) throw new Error('a day head outside of the calendar');
  return heads;
};

/** What is said of a day's expected discharges. */
export const useEddWords = (): ((facts: DayFacts, today: string) => string) => {
  const { t } = useTranslation('calendar');
  return ({ date, edd }, today) => {
    if (date < today) return edd.left > 0 ? t('edd.left', { count: edd.left }) : '';
    if (date === today)
      return edd.left > 0 ? t('edd.left', { count: edd.left }) : t('edd.noneLeft');
    return edd.notReady > 0 ? t('edd.notReady', { count: edd.notReady }) : '';
  };
};

export const Edd = ({ facts, today }: { facts: DayFacts; today: string }): ReactElement | null => {
  const { t } = useTranslation('calendar');
  const words = useEddWords()(facts, today);
  const past = facts.date < today;
  const count = past ? facts.edd.left : facts.edd.expected;
  if (count === 0) return <span className="lane-none" />;
  return (
    <span className={past ? 'edd-chip past' : 'edd-chip'}>
      <Icon name="diamond" size={14} />
      <span className="sr">{t('edd.spoken')}</span>
      <b className="b">{count}</b>
      {past ? (
        <span className="trunc">{t('edd.gone')}</span>
      ) : (
        <span className="trunc">{words}</span>
      )}
    </span>
  );
};

export const Due = ({ facts, today }: { facts: DayFacts; today: string }): ReactElement | null => {
  const { t } = useTranslation('calendar');
  const { reviews, date } = facts;
  if (reviews === 0) return <span className="lane-none" />;
  const severity = date < today ? 'overdue' : date === today ? 'today' : 'soon';
  return (
    <span className={`pill ${severity}`}>
      <Icon name={severity === 'overdue' ? 'alert' : 'flag'} size={14} />
      <span className="trunc">{t(`due.${severity}`, { count: reviews })}</span>
    </span>
  );
};

/** The labels of the two lanes, above the hours. */
export const LaneLabels = (): ReactElement => {
  const { t } = useTranslation('calendar');
  const { edd, due, days } = useHeads();
  const { someEdd, someDue } = lanesShown(days, edd, due);
  return (
    <div className="lane-labels">
      {someEdd ? <span title={t('edd.long')}>{t('edd.short')}</span> : null}
      {someDue ? <span>{t('due.short')}</span> : null}
    </div>
  );
};

const lanesShown = (days: ReadonlyMap<string, DayFacts>, edd: boolean, due: boolean) => ({
  someEdd: edd && [...days.values()].some((day) => day.edd.expected + day.edd.left > 0),
  someDue: due && [...days.values()].some((day) => day.reviews > 0),
});

/** That the clocks are set on this day, when and by how much. */
export const ClockChangeLine = ({ change }: { change: ClockChange }): ReactElement => {
  const { t } = useTranslation('calendar');
  const minutes = Math.abs(change.minutes);
  const sign = change.minutes > 0 ? '+' : '−';
  return (
    <span className="clock-change">
      <Icon name="clock" size={14} />
      {t('clocks', {
        time: change.atLocal.slice(11),
        by: minutes % 60 === 0 ? `${sign}${minutes / 60}h` : `${sign}${minutes} min`,
      })}
    </span>
  );
};

export const DayHead = ({ date: at }: HeaderProps): ReactElement => {
  const { t } = useTranslation('calendar');
  const calendar = useCalendarFormat();
  const { today, days, changes, edd, due, onDay } = useHeads();
  const date = localOfDate(at).slice(0, 10);
  const facts = days.get(date);
  const { someEdd, someDue } = lanesShown(days, edd, due);
  const change = changes.find(({ atLocal }) => atLocal.startsWith(date));
  return (
    <div className="day-head">
      <button
        type="button"
        className="day-name"
        aria-current={date === today ? 'date' : undefined}
        onClick={() => onDay(date)}
      >
        {calendar.weekday(date)} <b className="b">{Number(date.slice(8))}</b>
        <span className="sr">, {t('openTheDay')}</span>
      </button>
      {change ? <ClockChangeLine change={change} /> : null}
      {facts && someEdd ? <Edd facts={facts} today={today} /> : null}
      {facts && someDue ? <Due facts={facts} today={today} /> : null}
    </div>
  );
};
