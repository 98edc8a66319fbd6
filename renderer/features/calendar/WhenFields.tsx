/** When it is, and how it repeats: plain choices, told back in words. Nobody types a rule. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  choiceOfForm,
  endsNextDay,
  ruleOfForm,
  timesOfForm,
  type AppointmentForm,
  type FormField,
} from '../../../shared/appointments/form';
import { weekdays } from '../../../shared/appointments/rule';
import { repetitionsFor } from '../../../shared/appointments/rule-choice';
import { nthWords, ruleWords } from '../../../shared/appointments/rule-words';
import { plusWallMinutes } from '../../../shared/appointments/zone-line';
import { isDate, plusDays } from '../../../shared/time';
import type { HalfTyped } from '../../app/form-draft';
import { DateInput } from '../../components/DateInput';
import { Field } from '../../components/Field';
import { TimeInput } from '../../components/TimeInput';
import { useCalendarFormat } from './calendar-format';

export interface FieldsProps {
  form: AppointmentForm;
  set: (name: FormField, value: string) => void;
  problems: Partial<Record<FormField, string>>;
  half: (name: FormField) => HalfTyped;
}

export const TimeFields = ({ form, set, problems, half }: FieldsProps): ReactElement => {
  const { t } = useTranslation('calendar');
  const whole = form.wholeDays === 'yes';
  const setFrom = (from: string): void => {
    // The length stays as it was.
    const { minutes } = timesOfForm(form);
    set('from', from);
    if (from !== '' && isDate(form.date) && minutes > 0)
      set('to', plusWallMinutes(`${form.date}T${from}`, minutes).slice(11));
  };
  return (
    <>
      <div className="row wrap fields-row">
        <Field label={t('form.date')} problem={problems.date}>
          {(control) => (
            <DateInput
              {...control}
              name="date"
              half={half('date')}
              value={form.date}
              onChange={(next) => {
                set('date', next);
                if (next > form.lastDate) set('lastDate', next);
              }}
            />
          )}
        </Field>
        {whole ? (
          <Field label={t('form.lastDate')} problem={problems.lastDate}>
            {(control) => (
              <DateInput
                {...control}
                name="lastDate"
                half={half('lastDate')}
                value={form.lastDate}
                onChange={(next) => set('lastDate', next)}
              />
            )}
          </Field>
        ) : (
          <>
            <Field label={t('form.from')} problem={problems.from}>
              {(control) => (
                <TimeInput
                  {...control}
                  name="from"
                  half={half('from')}
                  value={form.from}
                  onChange={(next) => setFrom(next)}
                />
              )}
            </Field>
            <Field
              label={t('form.to')}
              problem={problems.to}
              {...(endsNextDay(form) ? { help: t('form.nextDay') } : {})}
            >
              {(control) => (
                <TimeInput
                  {...control}
                  name="to"
                  half={half('to')}
                  value={form.to}
                  onChange={(next) => set('to', next)}
                />
              )}
            </Field>
          </>
        )}
      </div>
      <label className="row check">
        <input
          type="checkbox"
          checked={whole}
          onChange={(event) => set('wholeDays', event.target.checked ? 'yes' : '')}
        />
        {t('form.wholeDays')}
      </label>
    </>
  );
};

export const RepeatFields = ({
  form,
  set,
  problems,
  half,
  zone,
  own,
}: FieldsProps & {
  zone: string;
  /** The rule as it stands, where the form cannot say it. */
  own: string | null;
}): ReactElement => {
  const { t, i18n } = useTranslation('calendar');
  const calendar = useCalendarFormat();
  const choice = choiceOfForm(form);
  const date = isDate(form.date) ? form.date : '2024-01-01';
  const offered = [...repetitionsFor(date), ...(form.repeats === 'own' ? (['own'] as const) : [])];
  const nth = (last: boolean): string => nthWords(date, last, i18n.language);
  const whole = form.wholeDays === 'yes';
  const startsLocal = `${date}T${whole || form.from === '' ? '00:00' : form.from}`;
  const rule =
    form.repeats === 'never' || !isDate(form.date)
      ? null
      : ruleOfForm({ ...form, date }, whole ? 'UTC' : zone, own);
  const repeats = form.repeats !== 'never';
  const hasInterval = repeats && !['weekdays', 'own'].includes(form.repeats);
  // A Monday: the letters of the days that follow it.
  const someMonday = '2024-01-01';
  return (
    <>
      <div className="row wrap fields-row">
        <Field label={t('form.repeats')}>
          {(control) => (
            <select
              {...control}
              name="repeats"
              value={form.repeats}
              onChange={(event) => set('repeats', event.target.value)}
            >
              {offered.map((each) => (
                <option key={each} value={each}>
                  {t(`repeats.${each}`, {
                    day: Number(date.slice(8)),
                    nth: nth(false),
                    last: nth(true),
                  })}
                </option>
              ))}
            </select>
          )}
        </Field>
        {hasInterval ? (
          <Field label={t('form.interval')} problem={problems.interval}>
            {(control) => (
              <span className="row">
                <input
                  {...control}
                  name="interval"
                  inputMode="numeric"
                  style={{ width: 56 }}
                  maxLength={3}
                  value={form.interval}
                  onChange={(event) => set('interval', event.target.value)}
                />
                {t(`unit.${unitOf(choice.repeats)}`, { count: choice.interval })}
              </span>
            )}
          </Field>
        ) : null}
        {repeats ? (
          <Field label={t('form.ends')}>
            {(control) => (
              <select
                {...control}
                name="ends"
                value={form.ends}
                onChange={(event) => set('ends', event.target.value)}
              >
                {(['never', 'on', 'after'] as const).map((each) => (
                  <option key={each} value={each}>
                    {t(`ends.${each}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
        {repeats && form.ends === 'on' ? (
          <Field label={t('form.endsOn')} problem={problems.endsOn}>
            {(control) => (
              <DateInput
                {...control}
                name="endsOn"
                half={half('endsOn')}
                value={form.endsOn}
                onChange={(next) => set('endsOn', next)}
              />
            )}
          </Field>
        ) : null}
        {repeats && form.ends === 'after' ? (
          <Field label={t('form.times')} problem={problems.times}>
            {(control) => (
              <input
                {...control}
                name="times"
                inputMode="numeric"
                style={{ width: 72 }}
                maxLength={4}
                value={form.times}
                onChange={(event) => set('times', event.target.value)}
              />
            )}
          </Field>
        ) : null}
      </div>
      {form.repeats === 'weekly' ? (
        <fieldset className="weekdays">
          <legend className="t-label">{t('form.days')}</legend>
          <div className="row wrap">
            {weekdays.map((day, index) => {
              const on = choice.days.includes(day);
              return (
                <button
                  key={day}
                  type="button"
                  className="chip"
                  aria-pressed={on}
                  onClick={() =>
                    set(
                      'days',
                      weekdays
                        .filter((each) => (each === day ? !on : choice.days.includes(each)))
                        .join(','),
                    )
                  }
                >
                  {calendar.weekday(plusDays(someMonday, index))}
                </button>
              );
            })}
          </div>
          {problems.days === undefined ? null : (
            <div className="problem" role="alert">
              {problems.days}
            </div>
          )}
        </fieldset>
      ) : null}
      {rule === null ? null : (
        <p className="rule-words" aria-live="polite">
          {ruleWords(rule, startsLocal, whole ? 'UTC' : zone, i18n.language)}
        </p>
      )}
    </>
  );
};

const unitOf = (repeats: string): 'day' | 'week' | 'month' | 'year' => {
  if (repeats === 'daily') return 'day';
  if (repeats === 'weekly') return 'week';
  return repeats === 'yearly' ? 'year' : 'month';
};
