/** The form of an appointment, new or changed; what is typed is kept as a draft. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  Appointment,
  AppointmentKind,
  Changed,
} from '../../../shared/appointments/appointment';
import { scopes, type Scope } from '../../../shared/appointments/edit';
import {
  changesSeries,
  checkForm,
  factsOfNew,
  formFields,
  formOf,
  newForm,
  occurrenceFactsOf,
  patientOf,
  scopeOfForm,
  seenOfForm,
  seriesFactsOf,
  type AppointmentForm,
  type FormField,
} from '../../../shared/appointments/form';
import { mayMakeSeries } from '../../../shared/appointments/permission';
import { useCall, useCommand, type Outcome } from '../../app/api';
import { useFormDraft, type FormValues } from '../../app/form-draft';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { ErrorPlace, Skeleton } from '../../components/PlaceState';
import { FormConflict } from './FormConflict';
import { PatientField, PeopleField } from './PeopleFields';
import type { Changes } from './use-changes';
import { RepeatFields, TimeFields } from './WhenFields';

/** What the form is about: a new one at a time, or one occurrence. */
export type FormSubject =
  | { kind: 'new'; startsLocal: string; minutes: number; unitId: string | null }
  | { kind: 'occurrence'; seriesId: string; originalLocal: string };

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
        <Form
          draftName="appointments.new"
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
        <Form
          draftName={`appointments:${subject.seriesId}:${subject.originalLocal}`}
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

interface FormProps extends Pick<DialogProps, 'changes' | 'onDone'> {
  draftName: string;
  /** Null for a new one. */
  appointment: Appointment | null;
  opened: AppointmentForm;
}

const asForm = (values: FormValues): AppointmentForm =>
  Object.fromEntries(formFields.map((name) => [name, values[name] ?? ''])) as AppointmentForm;

/** Writes a new one or a change under the versions the form was opened with. */
const useSave = () => {
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

const Form = ({ draftName, appointment, opened, changes, onDone }: FormProps): ReactElement => {
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
  const { make, alter, isRunning } = useSave();
  const [problems, setProblems] = useState<Partial<Record<FormField, string>>>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<Appointment | null>(null);
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
  const save = async (base: Appointment | null, values: AppointmentForm): Promise<void> => {
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
  const fields = { form, set, problems };
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
          event.stopPropagation();
          leave(null);
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
        <Button onClick={() => leave(null)}>
          {tApp('cancel')} <Key keys="Esc" />
        </Button>
        <Button type="submit" variant="contained" disabled={isRunning || theirs !== null}>
          {appointment === null ? t('form.make') : t('form.save')} <Key keys="Ctrl Enter" on />
        </Button>
      </div>
    </form>
  );
};

type SetField = (name: FormField, value: string) => void;

/** What kind a new one is, and on whose calendar it stands. */
const KindFields = ({ form, set }: { form: AppointmentForm; set: SetField }): ReactElement => {
  const { t } = useTranslation('calendar');
  const name = useId();
  const { user, units } = useSession();
  const mayRound = units.some(({ id }) => mayMakeSeries(user, { kind: 'round', unitId: id }));
  const kinds: AppointmentKind[] = mayRound ? ['round', 'meeting', 'visit'] : ['meeting', 'visit'];
  return (
    <div className="row wrap fields-row">
      <fieldset className="kinds">
        <legend className="t-label">{t('form.kind')}</legend>
        <div className="row">
          {kinds.map((kind) => (
            <label key={kind} className="row check">
              <input
                type="radio"
                name={name}
                checked={form.kind === kind}
                onChange={() => {
                  set('kind', kind);
                  if (kind === 'round' && form.unit === '') set('unit', units[0]?.id ?? '');
                }}
              />
              {t(`kind.${kind}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {patientOf(form) === null || form.kind === 'round' ? (
        <Field label={t('form.unit')}>
          {(control) => (
            <select
              {...control}
              value={form.unit}
              onChange={(event) => set('unit', event.target.value)}
            >
              {units.map(({ id, name: unit }) => (
                <option key={id} value={id}>
                  {unit}
                </option>
              ))}
              {form.kind === 'round' ? null : <option value="">{t('form.onlyMine')}</option>}
            </select>
          )}
        </Field>
      ) : null}
    </div>
  );
};

const About = ({ appointment }: { appointment: Appointment }): ReactElement => {
  const { t } = useTranslation('calendar');
  const { kind, unitName, patient } = appointment;
  return (
    <p className="s2">
      {[
        t(`kind.${kind}`),
        unitName,
        patient === null ? null : `${patient.familyName}, ${patient.givenName}`,
        patient?.mrn,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
};

const PlaceFields = ({
  form,
  set,
  problems,
}: {
  form: AppointmentForm;
  set: SetField;
  problems: Partial<Record<FormField, string>>;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const line = (name: 'place' | 'address', max: number) => (
    <Field label={t(`form.${name}`)} optional>
      {(control) => (
        <input
          {...control}
          maxLength={max}
          value={form[name]}
          onChange={(event) => set(name, event.target.value)}
        />
      )}
    </Field>
  );
  const travel = (name: 'travelBefore' | 'travelAfter') => (
    <Field label={t(`form.${name}`)} problem={problems[name]}>
      {(control) => (
        <input
          {...control}
          name={name}
          inputMode="numeric"
          style={{ width: 88 }}
          maxLength={3}
          value={form[name]}
          onChange={(event) => set(name, event.target.value)}
        />
      )}
    </Field>
  );
  const away = form.kind === 'visit' || form.travelBefore !== '0' || form.travelAfter !== '0';
  return (
    <div className="fields-grid">
      {line('place', 120)}
      {away ? line('address', 200) : null}
      {away ? (
        <div className="row wrap fields-row">
          {travel('travelBefore')}
          {travel('travelAfter')}
        </div>
      ) : null}
    </div>
  );
};

const ScopeField = ({
  scope,
  seriesChanged,
  onChange,
}: {
  scope: Scope;
  seriesChanged: boolean;
  onChange: (scope: Scope) => void;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const name = useId();
  return (
    <fieldset className="scopes">
      <legend className="t-label">{t('scopeLegend')}</legend>
      {scopes.map((each) => (
        <label key={each} className="row check">
          <input
            type="radio"
            name={name}
            disabled={each === 'this' && seriesChanged}
            checked={scope === each}
            onChange={() => onChange(each)}
          />
          <span>
            {t(`scope.${each}`)}
            {each === 'this' && seriesChanged ? (
              <span className="help"> {t('seriesOnly')}</span>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
