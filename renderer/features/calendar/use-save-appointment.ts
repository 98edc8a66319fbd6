/** Writes a new appointment, or a change of one at the scope a person chose. */
import type {
  Appointment,
  AppointmentKind,
  Changed,
} from '../../../shared/appointments/appointment';
import type { Scope } from '../../../shared/appointments/edit';
import {
  factsOfNew,
  formOf,
  occurrenceFactsOf,
  patientOf,
  seenOfForm,
  seriesFactsOf,
  type AppointmentForm,
} from '../../../shared/appointments/form';
import { useCommand, type Outcome } from '../../app/api';
import { useMinute } from '../../app/now';

/** Writes a new one or a change under the versions the form was opened with. */
export const useSaveAppointment = () => {
  const create = useCommand('appointments.create');
  const change = useCommand('appointments.change');
  const { zone } = useMinute();
  const make = (form: AppointmentForm): Promise<Outcome<Changed>> =>
    create.run({
      kind: form.kind as AppointmentKind,
      unitId: patientOf(form) === null || form.kind === 'round' ? form.unit || null : null,
      encounterId: patientOf(form)?.encounterId ?? null,
      facts: factsOfNew(form, zone),
    });
  const alter = async (
    appointment: Appointment,
    form: AppointmentForm,
    scope: Scope,
  ): Promise<Outcome<Changed> | 'ruleCannotFollow'> => {
    const { seriesId, occurrence } = appointment;
    const seen = { seriesId, originalLocal: occurrence.originalLocal, ...seenOfForm(form) };
    if (scope === 'this')
      return change.run({ ...seen, scope, facts: occurrenceFactsOf(form, occurrence.reason) });
    const facts = seriesFactsOf(appointment, formOf(appointment), form, scope);
    return facts === 'ruleCannotFollow' ? facts : change.run({ ...seen, scope, facts });
  };
  return { make, alter, isRunning: create.isRunning || change.isRunning };
};
