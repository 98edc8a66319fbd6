/** The form of an appointment; what is typed is kept as a draft. */
import Button from '@mui/material/Button';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment, Changed } from '../../../shared/appointments/appointment';
import {
  changesSeries,
  checkForm,
  formFields,
  formOf,
  scopeOfForm,
  type AppointmentForm as AppointmentValues,
  type FormField,
} from '../../../shared/appointments/form';
import { useFormDraft, type FormValues } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { About, KindFields, PlaceFields, ScopeField } from './AppointmentFields';
import { FormConflict } from './FormConflict';
import { PatientField, PeopleField } from './PeopleFields';
import type { Changes } from './use-changes';
import { useSaveAppointment } from './use-save-appointment';
import { RepeatFields, TimeFields } from './WhenFields';

interface FormProps {
  draftName: string;
  /** Null for a new one. */
  appointment: Appointment | null;
  opened: AppointmentValues;
  changes: Changes;
  /** Null: left without a change. */
  onDone: (changed: Changed | null) => void;
}

const asForm = (values: FormValues): AppointmentValues =>
  Object.fromEntries(formFields.map((name) => [name, values[name] ?? ''])) as AppointmentValues;

export const AppointmentForm = ({
  draftName,
  appointment,
  opened,
  changes,
  onDone,
}: FormProps): ReactElement => {
  const { t } = useTranslation('calendar');
  const { t: tApp } = useTranslation('app');
  const { t: tParts } = useTranslation('components');
  const formId = useId();
  const { zone: hospitalZone } = useMinute();
  const zone = appointment?.zone ?? hospitalZone;
  const draft = useFormDraft(draftName, opened, {
    patientId: appointment?.patient?.id ?? null,
    baseRowVersion: appointment?.rowVersion ?? null,
  });
  const form = asForm(draft.values);
  const { make, alter, isRunning } = useSaveAppointment();
  const [problems, setProblems] = useState<Partial<Record<FormField, string>>>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<Appointment | null>(null);
  const throwAway = useThrowAway();
  const recurring = appointment !== null && appointment.rule !== null;
  const scope = scopeOfForm(opened, form, recurring);
  const set = (name: FormField, value: string): void => {
    draft.set(name, value);
    setProblems({});
    setFailed(null);
  };
  const leave = (changed: Changed | null): void => {
    draft.clear();
    onDone(changed);
  };
  const save = async (base: Appointment | null, values: AppointmentValues): Promise<void> => {
    const found = Object.entries(checkForm(values, zone));
    if (found.length > 0) {
      setProblems(Object.fromEntries(found.map(([name, key]) => [name, t(`problem.${key}`)])));
      document
        .getElementById(formId)
        ?.querySelector<HTMLElement>(`[name="${found[0]![0]}"]`)
        ?.focus();
      return;
    }
    const outcome = base === null ? await make(values) : await alter(base, values, scope);
    if (outcome === 'ruleCannotFollow') return setFailed(t('errors.ruleCannotFollow'));
    if (!outcome.ok) {
      const { error } = outcome;
      if (error.code === 'conflict' && error.current)
        return setTheirs(error.current as unknown as Appointment);
      return setFailed(changes.errorText(error));
    }
    changes.offer(
      base === null
        ? t('said.made', { title: values.title })
        : t(`said.changed.${outcome.value.scope}`),
      outcome.value,
    );
    leave(outcome.value);
    return undefined;
  };
  const saveMine = (current: Appointment): void => {
    const renewed = { ...form, seen: formOf(current).seen };
    draft.set('seen', renewed.seen);
    setTheirs(null);
    void save(current, renewed);
  };
  const fields = { form, set, problems, half: draft.half };
  return (
    <form
      id={formId}
      className="stack appointment-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(appointment, form);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) {
          event.preventDefault();
          void save(appointment, form);
        } else if (event.key === 'Escape') {
          // Closes; what was typed stays kept and is offered in the calendar.
          event.stopPropagation();
          onDone(null);
        }
      }}
    >
      {draft.wasKept ? <div className="good">{tParts('draftFromBefore')}</div> : null}
      {appointment === null ? (
        <KindFields form={form} set={set} />
      ) : (
        <About appointment={appointment} />
      )}
      <Field label={t('form.title')} problem={problems.title}>
        {(control) => (
          <input
            {...control}
            name="title"
            autoFocus
            maxLength={120}
            value={form.title}
            onChange={(event) => set('title', event.target.value)}
          />
        )}
      </Field>
      <TimeFields {...fields} />
      <RepeatFields {...fields} zone={zone} own={appointment?.rule ?? null} />
      {appointment === null && form.kind !== 'round' ? (
        <PatientField form={form} set={set} />
      ) : null}
      <PlaceFields {...fields} />
      <PeopleField form={form} set={set} />
      <Field label={t('form.note')} optional>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={4000}
            value={form.note}
            onChange={(event) => set('note', event.target.value)}
          />
        )}
      </Field>
      {recurring ? (
        <ScopeField
          scope={scope}
          seriesChanged={changesSeries(opened, form)}
          onChange={(next) => set('scope', next)}
        />
      ) : null}
      {theirs === null ? null : (
        <FormConflict
          mine={form}
          theirs={theirs}
          onMine={() => saveMine(theirs)}
          onTheirs={() => leave(null)}
        />
      )}
      {failed === null ? null : (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {failed}
        </div>
      )}
      <div className="row form-foot">
        <span className="t-cap grow">{tParts('draftKept')}</span>
        <Button
          onClick={() => {
            throwAway(draftName, form.title || t('form.titleNew'));
            onDone(null);
          }}
        >
          {tApp('cancel')}
        </Button>
        <Button type="submit" variant="contained" disabled={isRunning || theirs !== null}>
          {appointment === null ? t('form.make') : t('form.save')} <Key keys="Ctrl Enter" on />
        </Button>
      </div>
    </form>
  );
};
