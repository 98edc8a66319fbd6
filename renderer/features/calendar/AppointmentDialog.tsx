/** The dialog of an appointment, new or changed: asks for the one that is meant and shows its form. */
import Dialog from '@mui/material/Dialog';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../shared/appointments/appointment';
import { formOf, newForm } from '../../../shared/appointments/form';
import { useCall } from '../../app/api';
import { useSession } from '../../app/session-context';
import { ErrorPlace, Skeleton } from '../../components/PlaceState';
import { AppointmentForm } from './AppointmentForm';
import type { Changes } from './use-changes';

/** What the form is about: a new one at a time, or one occurrence. */
export type FormSubject =
  | { kind: 'new'; startsLocal: string; minutes: number; unitId: string | null }
  | { kind: 'occurrence'; seriesId: string; originalLocal: string };

/** Draft of a new one. */
export const newAppointmentForm = 'appointments.new';
const changeForm = 'appointments:';
/** Draft of a change, which names what it is about. */
const occurrenceForm = (seriesId: string, originalLocal: string): string =>
  `${changeForm}${seriesId}/${originalLocal}`;
/** The occurrence whose draft this is; null for the others. */
export const occurrenceOfForm = (form: string): string | null =>
  form.startsWith(changeForm) ? form.slice(changeForm.length) : null;

interface DialogProps {
  subject: FormSubject;
  changes: Changes;
  onDone: (changed: Changed | null) => void;
}

export const AppointmentDialog = ({ subject, changes, onDone }: DialogProps): ReactElement => {
  const { t } = useTranslation('calendar');
  const titleId = useId();
  const { user } = useSession();
  const asked =
    subject.kind === 'occurrence'
      ? { seriesId: subject.seriesId, originalLocal: subject.originalLocal }
      : null;
  const { data, error, refetch } = useCall('appointments.get', asked);
  return (
    <Dialog
      open
      onClose={(_event, reason) => {
        // A click beside it must not throw away what was typed.
        if (reason === 'escapeKeyDown') onDone(null);
      }}
      aria-labelledby={titleId}
      slotProps={{ paper: { className: 'appointment-dialog' } }}
    >
      <h2 className="t-subject" id={titleId}>
        {subject.kind === 'new' ? t('form.titleNew') : t('form.titleChange')}
      </h2>
      {subject.kind === 'new' ? (
        <AppointmentForm
          draftName={newAppointmentForm}
          appointment={null}
          opened={newForm(
            'meeting',
            subject.startsLocal,
            subject.minutes,
            [
              {
                id: null,
                userId: user.id,
                practitionerId: null,
                name: null,
                role: user.role === 'unitLead' ? 'lead' : user.role === 'caseManager' ? 'cm' : 'dp',
                shown: `${user.givenName} ${user.familyName}`,
                status: 'accepted',
              },
            ],
            subject.unitId,
          )}
          changes={changes}
          onDone={onDone}
        />
      ) : error ? (
        <ErrorPlace error={error} onRetry={refetch} />
      ) : data ? (
        <AppointmentForm
          draftName={occurrenceForm(subject.seriesId, subject.originalLocal)}
          appointment={data}
          opened={formOf(data)}
          changes={changes}
          onDone={onDone}
        />
      ) : (
        <Skeleton rows={8} />
      )}
    </Dialog>
  );
};
