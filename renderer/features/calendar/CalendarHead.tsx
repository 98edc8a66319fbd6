/** The calendar's title, the way through time, unit or person, view, and New. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMay, useSession } from '../../app/session-context';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { useCalendarFormat } from './calendar-format';
import { viewNames, type CalendarView } from './use-calendar-view';

const useTitle = (view: CalendarView): string => {
  const format = useFormat();
  const calendar = useCalendarFormat();
  const { from, to } = view.window;
  if (view.view === 'day') return format.longDate(view.date);
  return view.view === 'month' ? calendar.month(view.date) : calendar.span(from, to);
};

export const CalendarHead = ({
  view,
  onNew,
}: {
  view: CalendarView;
  onNew: () => void;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const title = useTitle(view);
  const mayWrite = useMay('appointments.write');
  return (
    <div className="panel-head calendar-head">
      <h1 className="t-page" aria-live="polite">
        {title}
      </h1>
      <span className="row go">
        <button
          type="button"
          className="icon-button"
          aria-label={t(`earlier.${view.view}`)}
          onClick={() => view.step(-1)}
        >
          <Icon name="left" />
        </button>
        <Button aria-keyshortcuts="T" onClick={() => view.goTo(view.today)}>
          {t('today')} <Key keys="T" />
        </Button>
        <button
          type="button"
          className="icon-button"
          aria-label={t(`later.${view.view}`)}
          onClick={() => view.step(1)}
        >
          <Icon name="right" />
        </button>
      </span>
      <WhoseChoice view={view} />
      <span className="segments" role="group" aria-label={t('viewLabel')}>
        {viewNames.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={view.view === name}
            onClick={() => view.set({ view: name })}
          >
            {t(`view.${name}`)}
          </button>
        ))}
      </span>
      {mayWrite ? (
        <Button variant="contained" aria-keyshortcuts="C" onClick={onNew}>
          <Icon name="plus" />
          {t('new')} <Key keys="C" on />
        </Button>
      ) : null}
    </div>
  );
};

/** By unit or by person, and which. */
const WhoseChoice = ({ view }: { view: CalendarView }): ReactElement => {
  const { t } = useTranslation('calendar');
  const { units, user } = useSession();
  const { data: colleagues } = useCall('appointments.colleagues', {});
  const people =
    colleagues && colleagues.some(({ userId }) => userId === user.id)
      ? colleagues
      : [{ userId: user.id, name: `${user.givenName} ${user.familyName}` }, ...(colleagues ?? [])];
  return (
    <span className="row end whose">
      <span className="s2" id="calendar-by">
        {t('by')}
      </span>
      <span className="segments" role="group" aria-labelledby="calendar-by">
        {(['unit', 'person'] as const).map((by) => (
          <button
            key={by}
            type="button"
            aria-pressed={view.by === by}
            onClick={() => view.set({ by })}
          >
            {t(`by_${by}`)}
          </button>
        ))}
      </span>
      {view.by === 'unit' ? (
        <select
          className="input compact"
          aria-label={t('whichUnit')}
          value={view.unitId ?? ''}
          onChange={(event) => view.setUnit(event.target.value)}
        >
          {units.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <select
          className="input compact"
          aria-label={t('whichPerson')}
          value={view.userId ?? user.id}
          onChange={(event) => view.set({ userId: event.target.value })}
        >
          {people.map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </select>
      )}
    </span>
  );
};
