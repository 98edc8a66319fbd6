/** The side panel and the chosen view. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../shared/appointments/appointment';
import type { ClockChange } from '../../../shared/appointments/clock-changes';
import { plusWallMinutes } from '../../../shared/appointments/zone-line';
import { EmptyState } from '../../components/PlaceState';
import { useFormat } from '../../app/format';
import { Key } from '../../components/Key';
import { DayHeadsContext } from './DayHead';
import { Agenda, DayLines } from './DayList';
import { MiniMonth } from './MiniMonth';
import { MonthGrid } from './MonthGrid';
import { SidePanel } from './SidePanel';
import { TimeGrid, type Dropped } from './TimeGrid';
import type { Answer, CalendarData } from './use-calendar-data';
import type { CalendarView } from './use-calendar-view';

interface BodyProps {
  view: CalendarView;
  data: CalendarData;
  answer: Answer;
  nowLocal: string;
  clockChanges: readonly ClockChange[];
  selectedKey: string | null;
  onOpen: (occurrence: Occurrence, anchor: HTMLElement) => void;
  onDrop: (dropped: Dropped) => void;
  onMoveTo: (occurrence: Occurrence, date: string) => void;
  onSlot: (startLocal: string, endLocal: string) => void;
  /** Null where the role may make nothing. */
  onNew: (() => void) | null;
}

export const CalendarBody = (props: BodyProps): ReactElement => {
  const { view, data, answer, nowLocal, clockChanges, onOpen } = props;
  const toCome = data.conflicts.filter(
    ({ fromLocal, minutes }) => plusWallMinutes(fromLocal, minutes) > nowLocal,
  );
  const openDay = (date: string): void => {
    view.set({ view: 'day' });
    view.goTo(date);
  };
  return (
    <div className="calendar-body">
      <SidePanel view={view} counts={data.counts} conflicts={toCome}>
        {answer.kind === 'month' ? (
          <ChosenDay {...props} onOpenDay={openDay} />
        ) : (
          <MiniMonth date={view.date} today={view.today} shown={view.window} onGoTo={view.goTo} />
        )}
      </SidePanel>
      <section className="calendar-main">
        {answer.kind === 'month' ? (
          <MonthGrid
            days={answer.month.days}
            date={view.date}
            today={view.today}
            nowLocal={nowLocal}
            hidden={view.hidden}
            changes={clockChanges}
            onChoose={view.goTo}
            onOpenDay={openDay}
            onOpen={onOpen}
            onMoveTo={props.onMoveTo}
          />
        ) : view.view === 'agenda' ? (
          <AgendaOrEmpty {...props} />
        ) : (
          <DayHeadsContext
            value={{
              today: view.today,
              days: new Map(data.days.map((day) => [day.date, day])),
              changes: clockChanges,
              edd: !view.hidden.includes('edd'),
              due: !view.hidden.includes('due'),
              onDay: openDay,
            }}
          >
            <TimeGrid
              view={view.view === 'day' ? 'day' : 'week'}
              date={view.date}
              nowLocal={nowLocal}
              occurrences={data.occurrences}
              conflicts={data.conflicts}
              selectedKey={props.selectedKey}
              onDrop={props.onDrop}
              onSlot={props.onSlot}
              onOpen={onOpen}
            />
          </DayHeadsContext>
        )}
      </section>
    </div>
  );
};

const AgendaOrEmpty = ({
  view,
  data,
  nowLocal,
  clockChanges,
  onOpen,
  onNew,
}: BodyProps): ReactElement => {
  const { t } = useTranslation('calendar');
  const holds =
    data.occurrences.length > 0 ||
    data.days.some(
      ({ edd, reviews }) =>
        (edd.expected > 0 && !view.hidden.includes('edd')) ||
        (reviews > 0 && !view.hidden.includes('due')),
    );
  if (!holds && view.hidden.length > 0)
    return (
      <EmptyState
        icon="filter"
        title={t('empty.hiddenTitle')}
        action={<Button onClick={() => view.set({ hidden: [] })}>{t('empty.showAll')}</Button>}
      >
        {t('empty.hiddenText')}
      </EmptyState>
    );
  if (!holds)
    return (
      <EmptyState
        icon="calendar"
        title={t('empty.title')}
        action={
          onNew === null ? undefined : (
            <Button onClick={onNew}>
              {t('new')} <Key keys="C" />
            </Button>
          )
        }
      >
        {t('empty.text')}
      </EmptyState>
    );
  return (
    <Agenda
      days={data.days}
      occurrences={data.occurrences}
      today={view.today}
      nowLocal={nowLocal}
      hidden={view.hidden}
      changes={clockChanges}
      onOpen={onOpen}
    />
  );
};

/** The chosen day of a month in lines. */
const ChosenDay = ({
  view,
  answer,
  nowLocal,
  onOpen,
  onOpenDay,
}: BodyProps & { onOpenDay: (date: string) => void }): ReactElement | null => {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const day =
    answer.kind === 'month' ? answer.month.days.find(({ date }) => date === view.date) : undefined;
  if (!day) return null;
  return (
    <section aria-label={format.longDate(day.date)} className="chosen-day">
      <h2 className="t-section">{format.longDate(day.date)}</h2>
      <DayLines
        facts={day}
        occurrences={day.events.filter(({ kind }) => !view.hidden.includes(kind))}
        today={view.today}
        nowLocal={nowLocal}
        hidden={view.hidden}
        onOpen={onOpen}
      />
      {view.hidden.includes('round')
        ? null
        : day.dailyRounds.map(({ key, title, startLocal }) => (
            <p key={key} className="s2">
              {startLocal.slice(11)} {title}
            </p>
          ))}
      <Button size="small" onClick={() => onOpenDay(day.date)}>
        {t('openTheDay')}
      </Button>
    </section>
  );
};
