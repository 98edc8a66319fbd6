/**
 * One form for a record, new or changed: its fields, the draft that keeps them, the problems below
 * them, and both versions side by side when somebody else saved first.
 */
import Button from '@mui/material/Button';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../shared/errors';
import type { LastChange } from '../../shared/last-change';
import { wallTimeOfText, wallTimeProblem, textOfWallTime } from '../../shared/wall-time';
import type { Outcome } from '../app/api';
import { useFormDraft, type FormValues } from '../app/form-draft';
import { useFormat } from '../app/format';
import { useThrowAway } from '../app/leave-form';
import { useMinute } from '../app/now';
import { Conflict } from './Conflict';
import { Field } from './Field';
import { Icon } from './Icon';
import { Key } from './Key';
import { MomentField } from './MomentField';
import { checkedOf, RecordChecks, RecordControl, type RecordField } from './RecordControl';
import './record-form.css';

export type { RecordField } from './RecordControl';

interface RecordFormProps {
  /** Names the form, and is read out. */
  label: string;
  /** Names the draft: `patients.contact:<id or patient>`. */
  draft: string;
  patientId: string;
  /** Version the form was opened with; null for a new record. */
  rowVersion: number | null;
  fields: readonly RecordField[];
  saved: FormValues;
  submit: string;
  /** Problems that need no call, by field. */
  check?: (values: FormValues) => Record<string, string>;
  /** Saves under this version (null for a new record). */
  onSave: (values: FormValues, rowVersion: number | null) => Promise<Outcome<unknown>>;
  /** What the form would hold of the record that somebody else saved. */
  valuesOf?: (current: never) => FormValues;
  errorText: (error: CallError) => string;
  onDone: () => void;
}

/** The record somebody else saved, as main answers it. */
type Theirs = LastChange & { rowVersion: number };

export const RecordForm = ({
  label,
  draft: draftName,
  patientId,
  rowVersion,
  fields,
  saved,
  submit,
  check,
  onSave,
  valuesOf,
  errorText,
  onDone,
}: RecordFormProps): ReactElement => {
  const { t } = useTranslation('components');
  const { t: tApp } = useTranslation('app');
  const formId = useId();
  const { zone } = useMinute();
  const shown = useShownValue();
  const draft = useFormDraft(draftName, saved, { patientId, baseRowVersion: rowVersion });
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [failed, setFailed] = useState<string>();
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const [busy, setBusy] = useState(false);
  const throwAway = useThrowAway();
  const asked = fields.filter(({ when }) => when?.(draft.values) ?? true);

  const show = (found: Record<string, string>): void => {
    setProblems(found);
    const first = asked.find(({ name }) => found[name] !== undefined);
    if (first)
      document
        .getElementById(formId)
        ?.querySelector<HTMLElement>(`[name="${first.name}"]`)
        ?.focus();
  };

  const leave = (): void => {
    draft.clear();
    onDone();
  };

  const localProblems = (): Record<string, string> => {
    const found: Record<string, string> = {};
    for (const field of asked) {
      const value = draft.values[field.name] ?? '';
      if (field.kind === 'moment') {
        const problem = wallTimeProblem(wallTimeOfText(value), zone);
        if (problem !== null) found[field.name] = t(`momentProblem.${problem}`);
      } else if (field.needed !== undefined && value.trim() === '')
        found[field.name] = field.needed;
    }
    return Object.keys(found).length > 0 ? found : (check?.(draft.values) ?? {});
  };

  const save = async (version: number | null): Promise<void> => {
    setFailed(undefined);
    const found = localProblems();
    if (Object.keys(found).length > 0) return show(found);
    setBusy(true);
    const outcome = await onSave(draft.values, version);
    setBusy(false);
    if (outcome.ok) return leave();
    const { error } = outcome;
    if (error.code === 'conflict' && error.current && valuesOf)
      return setTheirs(error.current as Theirs);
    return setFailed(errorText(error));
  };

  return (
    <form
      id={formId}
      className="box stack record-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void save(draft.baseRowVersion);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) {
          event.preventDefault();
          void save(draft.baseRowVersion);
        } else if (event.key === 'Escape') {
          // Closes; what was typed stays kept and is offered where the form belongs.
          event.stopPropagation();
          onDone();
        }
      }}
    >
      {draft.wasKept ? <div className="good">{t('draftFromBefore')}</div> : null}
      <div className="record-fields">
        {asked.map((field, index) => {
          const value = draft.values[field.name] ?? '';
          const change = (next: string): void => {
            draft.set(field.name, next);
            setProblems(({ [field.name]: _gone, ...rest }) => rest);
          };
          return (
            <div key={field.name} className={field.wide ? 'wide' : undefined}>
              {field.kind === 'checks' ? (
                <RecordChecks field={field} value={value} first={index === 0} onChange={change} />
              ) : field.kind === 'moment' ? (
                <MomentField
                  label={field.label}
                  name={field.name}
                  zone={zone}
                  value={wallTimeOfText(value)}
                  problem={problems[field.name]}
                  {...(field.max === undefined ? {} : { max: field.max })}
                  half={(part) => draft.half(`${field.name}.${part}`)}
                  onChange={(wall) => change(textOfWallTime(wall))}
                />
              ) : (
                <Field
                  label={field.label}
                  optional={field.needed === undefined && field.kind !== 'select'}
                  help={field.help}
                  problem={problems[field.name]}
                >
                  {(control) => (
                    <RecordControl
                      field={field}
                      control={control}
                      first={index === 0}
                      value={value}
                      half={draft.half(field.name)}
                      onChange={change}
                    />
                  )}
                </Field>
              )}
            </div>
          );
        })}
      </div>
      {theirs === null || valuesOf === undefined ? null : (
        <Conflict
          theirs={theirs}
          lines={fields
            .map((field) => ({
              label: field.label,
              mine: shown(field, draft.values[field.name] ?? ''),
              theirs: shown(field, valuesOf(theirs as never)[field.name] ?? ''),
            }))
            .filter(({ mine, theirs: other }) => mine !== other)}
          onMine={() => {
            setTheirs(null);
            void save(theirs.rowVersion);
          }}
          onTheirs={leave}
        />
      )}
      {failed === undefined ? null : (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {failed}
        </div>
      )}
      <div className="row wrap">
        <Button type="submit" variant="contained" disabled={busy || theirs !== null}>
          {submit} <Key keys="Ctrl Enter" on />
        </Button>
        <Button
          variant="text"
          onClick={() => {
            throwAway(draftName, label);
            onDone();
          }}
        >
          {tApp('cancel')}
        </Button>
        <span className="t-cap">{t('draftKeptAsTyped')}</span>
      </div>
    </form>
  );
};

/** A field's value as a person reads it beside the other one. */
const useShownValue = (): ((field: RecordField, value: string) => string) => {
  const format = useFormat();
  return (field, value) => {
    const label = (code: string): string =>
      field.options?.find((option) => option.value === code)?.label ?? code;
    if (value === '') return '';
    if (field.kind === 'select') return label(value);
    if (field.kind === 'checks') return checkedOf(value).map(label).join(', ');
    if (field.kind === 'date') return format.numericDate(value);
    if (field.kind === 'moment') {
      const { date, time } = wallTimeOfText(value);
      return date === '' ? '' : `${format.numericDate(date)} ${time}`;
    }
    return value;
  };
};
