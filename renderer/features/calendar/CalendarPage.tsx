/** The calendar: rounds, meetings and visits of a unit or a person, by day, week, month or as a list. */
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed, Occurrence } from '../../../shared/appointments/appointment';
import { clockChanges } from '../../../shared/appointments/clock-changes';
import { localOf, plusDays } from '../../../shared/time';
import { useKey } from '../../app/keys';
import { useMinute } from '../../app/now';
import { wasOpenAtLock } from '../../app/open-forms';
import { useMay } from '../../app/session-context';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { AppointmentDialog } from './AppointmentDialog';
import { CalendarBody } from './CalendarBody';
import { CalendarHead } from './CalendarHead';
import { CancelDialog, cancelForm } from './CancelDialog';
import { Details } from './Details';
import { LeftForms } from './LeftForms';
import { ScopeDialog } from './ScopeDialog';
import { useCalendarData } from './use-calendar-data';
import { useCalendarView } from './use-calendar-view';
import { useChanges } from './use-changes';
import { useFormPlace } from './use-form-place';
import { useGridKeys } from './use-grid-keys';
import { useMoves } from './use-moves';
import './calendar.css';

/** Element of an occurrence, in whatever view. */
const elementOf = (root: HTMLElement | null, key: string): HTMLElement | null => {
  const inner = root?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  return inner?.closest<HTMLElement>('.rbc-event') ?? inner ?? null;
};

interface Opened {
  occurrence: Occurrence;
  anchor: HTMLElement;
}

export const CalendarPage = (): ReactElement => {
  const { t } = useTranslation('calendar');
  const { now, zone } = useMinute();
  const view = useCalendarView();
  const mayWrite = useMay('appointments.write');
  const data = useCalendarData(view);
  const nowLocal = localOf(now, zone);
  const root = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [cancelling, setCancelling] = useState<Occurrence | null>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const formPlace = useFormPlace(view, nowLocal);

  // What was moved or made has the focus as soon as it is drawn.
  const keepFocus = ({ seriesId, originalLocal }: Changed): void =>
    setFocusKey(`${seriesId}/${originalLocal}`);
  const changes = useChanges(keepFocus);
  const moves = useMoves(changes);
  useEffect(() => {
    if (focusKey === null) return;
    const element = elementOf(root.current, focusKey);
    if (!element) return;
    element.focus({ preventScroll: false });
    setFocusKey(null);
  }, [focusKey, data.answer]);

  useKey('arrowleft', () => view.goTo(plusDays(view.date, -1)));
  useKey('arrowright', () => view.goTo(plusDays(view.date, 1)));
  useKey('shift+arrowleft', () => view.goTo(plusDays(view.date, -7)));
  useKey('shift+arrowright', () => view.goTo(plusDays(view.date, 7)));
  useKey('t', () => view.goTo(view.today));
  useKey('c', () => formPlace.openNew(null), mayWrite);

  // As it stands now: somebody may have changed it since it was opened.
  const present = (one: Occurrence): Occurrence =>
    data.occurrences.find(({ key }) => key === one.key) ?? one;
  const open = (occurrence: Occurrence, anchor: HTMLElement): void =>
    setOpened({ occurrence, anchor });
  const onKeyDown = useGridKeys(data.occurrences, { open, ...moves });
  const closeDetails = (): void => {
    const key = opened?.occurrence.key ?? null;
    setOpened(null);
    setFocusKey(key);
  };
  const askAgain = useEffectEvent(() => {
    // One that was being canceled when Liaison locked.
    const again = data.occurrences.find((one) => wasOpenAtLock(cancelForm(one)));
    if (again) setCancelling(again);
  });
  useEffect(() => {
    if (data.answer !== null) askAgain();
  }, [data.answer]);
  const changesOfClocks = clockChanges(view.window.from, view.window.to, zone);
  return (
    <div className="calendar" ref={root} onKeyDown={onKeyDown}>
      <CalendarHead view={view} onNew={() => formPlace.openNew(null)} />
      {mayWrite ? <LeftForms place={formPlace} /> : null}
      {view.whose === null ? (
        <EmptyState icon="calendar" title={t('empty.noUnit')}>
          {t('empty.noUnitText')}
        </EmptyState>
      ) : data.error ? (
        <div className="panel-body">
          <ErrorPlace error={data.error} onRetry={data.refetch} />
        </div>
      ) : data.answer === null ? (
        <div className="panel-body">
          <Skeleton rows={12} />
        </div>
      ) : (
        <CalendarBody
          view={view}
          data={data}
          answer={data.answer}
          nowLocal={nowLocal}
          clockChanges={changesOfClocks}
          selectedKey={opened?.occurrence.key ?? null}
          onOpen={open}
          onDrop={moves.drop}
          onMoveTo={moves.toDate}
          onSlot={(startsLocal, endLocal) => {
            if (mayWrite) formPlace.openNew({ startsLocal, endLocal });
          }}
          onNew={mayWrite ? () => formPlace.openNew(null) : null}
        />
      )}
      {data.cut ? <p className="t-cap cut">{t('cut')}</p> : null}
      {opened === null ? null : (
        <Details
          occurrence={present(opened.occurrence)}
          anchor={opened.anchor}
          changes={changes}
          onClose={closeDetails}
          onChange={() => {
            formPlace.openOccurrence(opened.occurrence);
            setOpened(null);
          }}
          onCancel={() => {
            setCancelling(opened.occurrence);
            setOpened(null);
          }}
        />
      )}
      {cancelling === null ? null : (
        <CancelDialog
          occurrence={present(cancelling)}
          changes={changes}
          onClose={() => {
            setFocusKey(cancelling.key);
            setCancelling(null);
          }}
        />
      )}
      {moves.asked === null ? null : (
        <ScopeDialog
          key={moves.asked.occurrence.key}
          title={t('moveTitle')}
          confirm={t('moveIt')}
          onKeyDown={moves.onDialogKey}
          onApply={moves.apply}
          onClose={() => {
            setFocusKey(moves.asked?.occurrence.key ?? null);
            moves.forget();
          }}
        >
          {moves.askedWords} <span className="t-cap">{t('moveKeys')}</span>
        </ScopeDialog>
      )}
      {formPlace.subject === null ? null : (
        <AppointmentDialog
          subject={formPlace.subject}
          changes={changes}
          onDone={(changed) => {
            formPlace.close();
            if (changed === null) return;
            view.goTo(changed.originalLocal.slice(0, 10));
            keepFocus(changed);
          }}
        />
      )}
    </div>
  );
};
