/** A date and a time of the hospital's zone; in the repeated hour it asks which of the two. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { wallTimeKind } from '../../shared/time';
import type { WallTime } from '../../shared/wall-time';
import type { HalfTyped } from '../app/form-draft';
import { DateInput } from './DateInput';
import { Field } from './Field';
import { TimeInput } from './TimeInput';

export const MomentField = ({
  label,
  name,
  value,
  zone,
  problem,
  help,
  optional = false,
  max,
  half,
  onChange,
}: {
  label: string;
  /** Name of the day's control, by which a form finds it. */
  name?: string;
  value: WallTime;
  zone: string;
  problem?: string | undefined;
  help?: string;
  optional?: boolean;
  /** The latest day that makes sense, YYYY-MM-DD. */
  max?: string;
  /** Keeps what is half typed, `date` and `time` apart. */
  half?: (part: 'date' | 'time') => HalfTyped;
  onChange: (value: WallTime) => void;
}): ReactElement => {
  const { t } = useTranslation('components');
  const repeated =
    value.date !== '' &&
    value.time !== '' &&
    wallTimeKind(`${value.date}T${value.time}`, zone) === 'repeated';
  return (
    <div className="row wrap moment">
      <Field label={t('momentDay', { label })} optional={optional} problem={problem} help={help}>
        {(control) => (
          <DateInput
            {...control}
            name={name}
            max={max}
            half={half?.('date')}
            value={value.date}
            onChange={(next) => onChange({ ...value, date: next, which: null })}
          />
        )}
      </Field>
      <Field label={t('momentTime', { label })} optional={optional}>
        {(control) => (
          <TimeInput
            {...control}
            half={half?.('time')}
            value={value.time}
            onChange={(next) => onChange({ ...value, time: next, which: null })}
          />
        )}
      </Field>
      {repeated ? (
        <Field label={t('momentWhich')}>
          {(control) => (
            <select
              {...control}
              value={value.which ?? ''}
              onChange={(event) =>
                onChange({
                  ...value,
                  which: (event.target.value || null) as WallTime['which'],
                })
              }
            >
              <option value="">{t('momentChoose')}</option>
              <option value="first">{t('momentFirst')}</option>
              <option value="second">{t('momentSecond')}</option>
            </select>
          )}
        </Field>
      ) : null}
    </div>
  );
};
