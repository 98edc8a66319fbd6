/** Which form is open. It stands in the place's parameters, so that a lock brings it back. */
import type { Occurrence } from '../../../shared/appointments/appointment';
import { plusWallMinutes, wallMinutesBetween } from '../../../shared/appointments/zone-line';
import { stay } from '../../app/navigation';
import { useAppDispatch, useAppSelector } from '../../app/store';
import type { FormSubject } from './AppointmentDialog';
import type { CalendarView } from './use-calendar-view';

const usualMinutes = 30;
/** The hour a new one is offered at on another day than today. */
const usualStart = '09:00';

export interface FormPlace {
  subject: FormSubject | null;
  /** At a span that was drawn, or at the next half hour. */
  openNew: (span: { startsLocal: string; endLocal: string } | null) => void;
  openOccurrence: (occurrence: Pick<Occurrence, 'key'>) => void;
  close: () => void;
}

/** The next half hour that is still to come. */
const nextHalfHour = (nowLocal: string): string => {
  const minute = Number(nowLocal.slice(14));
  return plusWallMinutes(nowLocal, minute < 30 ? 30 - minute : 60 - minute);
};

export const useFormPlace = (view: CalendarView, nowLocal: string): FormPlace => {
  const dispatch = useAppDispatch();
  const params = useAppSelector((state) => state.navigation.present.params);
  const put = (values: Record<string, string>): void => void dispatch(stay(values));
  const [seriesId, originalLocal] = (params['form'] ?? '').split('/');
  const subject: FormSubject | null =
    params['form'] === 'new'
      ? {
          kind: 'new',
          startsLocal: params['at'] ?? nextHalfHour(nowLocal),
          minutes: Number(params['minutes'] ?? usualMinutes),
          unitId: view.by === 'unit' ? view.unitId : null,
        }
      : seriesId && originalLocal
        ? { kind: 'occurrence', seriesId, originalLocal }
        : null;
  return {
    subject,
    openNew: (span) => {
      const at =
        span?.startsLocal ??
        (view.date === view.today ? nextHalfHour(nowLocal) : `${view.date}T${usualStart}`);
      const minutes = span === null ? usualMinutes : wallMinutesBetween(at, span.endLocal);
      put({ form: 'new', at, minutes: String(minutes) });
    },
    openOccurrence: ({ key }) => put({ form: key }),
    close: () => put({ form: '' }),
  };
};
