/** Parts of an appointment's form: kind and calendar, place, and which dates it is for. */
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment, AppointmentKind } from '../../../shared/appointments/appointment';
import { scopes, type Scope } from '../../../shared/appointments/edit';
import { patientOf, type AppointmentForm, type FormField } from '../../../shared/appointments/form';
import { mayMakeSeries } from '../../../shared/appointments/permission';
import { useSession } from '../../app/session-context';
import { Field } from '../../components/Field';

type SetField = (name: FormField, value: string) => void;

/** What kind a new one is, and on whose calendar it stands. */
export const KindFields = ({
  form,
  set,
}: {
  form: AppointmentForm;
  set: SetField;
}): ReactElement => {
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

/** What a change is about: kind, unit, patient with the record number. */
export const About = ({ appointment }: { appointment: Appointment }): ReactElement => {
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

/** Where it is; for what is away also the address and the minutes of the way. */
export const PlaceFields = ({
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

/** Which dates of a series a change is for. */
export const ScopeField = ({
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
