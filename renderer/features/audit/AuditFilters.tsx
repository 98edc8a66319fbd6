/** Who, what, when, about whom, with what outcome. */
import Button from '@mui/material/Button';
import { useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormValues, HalfTyped } from '../../app/form-draft';
import { useKey } from '../../app/keys';
import { DateInput } from '../../components/DateInput';
import { Field, type ControlProps } from '../../components/Field';
import { actionGroups, daysAreSwapped, isFiltered, outcomes } from './filter-form';

export const AuditFilters = ({
  values,
  people,
  half,
  onSet,
  onClear,
}: {
  values: FormValues;
  people: readonly { id: string; name: string }[];
  half: (name: string) => HalfTyped;
  onSet: (name: string, value: string) => void;
  onClear: () => void;
}): ReactElement => {
  const { t } = useTranslation('audit');
  // Outside of the fields; in them the form hears it.
  useKey('escape', onClear, isFiltered(values));
  const form = useRef<HTMLFormElement>(null);
  useKey('/', () => form.current?.querySelector('select')?.focus());
  const select = (name: string, options: ReactNode) => (control: ControlProps) => (
    <select
      {...control}
      value={values[name] ?? ''}
      onChange={(event) => onSet(name, event.target.value)}
    >
      <option value="">{t(`all.${name}`)}</option>
      {options}
    </select>
  );
  const day = (name: 'from' | 'to') => (control: ControlProps) => (
    <DateInput
      {...control}
      half={half(name)}
      value={values[name] ?? ''}
      onChange={(next) => onSet(name, next)}
    />
  );
  const ask = (): void => onSet('askedMrn', (values['mrn'] ?? '').trim());
  return (
    <form
      ref={form}
      className="audit-filters"
      role="search"
      aria-label={t('filters')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClear();
      }}
    >
      <Field label={t('who')}>
        {select(
          'who',
          people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          )),
        )}
      </Field>
      <Field label={t('what')}>
        {select(
          'what',
          actionGroups.map((group) => (
            <option key={group} value={group}>
              {t(`feature.${group.slice(0, -1)}`)}
            </option>
          )),
        )}
      </Field>
      <Field label={t('outcome')}>
        {select(
          'outcome',
          outcomes.map((each) => (
            <option key={each} value={each}>
              {t(`outcomes.${each}`)}
            </option>
          )),
        )}
      </Field>
      <Field label={t('from')} problem={daysAreSwapped(values) ? t('swapped') : undefined}>
        {day('from')}
      </Field>
      <Field label={t('to')}>{day('to')}</Field>
      <Field label={t('mrn')} help={t('mrnHelp')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            value={values['mrn'] ?? ''}
            onChange={(event) => onSet('mrn', event.target.value)}
            onBlur={ask}
          />
        )}
      </Field>
      {isFiltered(values) ? (
        <span className="audit-clear">
          <Button variant="text" onClick={onClear}>
            {t('clear')}
          </Button>
        </span>
      ) : null}
    </form>
  );
};
