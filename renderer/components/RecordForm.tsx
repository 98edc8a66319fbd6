/**
 * One form for a record, new or changed: its fields, the draft that keeps them, the problems below
 * them, and both versions side by side when somebody else saved first.
 */
import Button from '@mui/material/Button';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../shared/errors';
import type { Outcome } from '../app/api';
import { useFormDraft, type FormValues } from '../app/form-draft';
import { Field } from './Field';
import { Icon } from './Icon';
import { Key } from './Key';
import { RecordControl, type RecordField } from './RecordControl';
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
  errorText: (error: CallError) => string;
  onDone: () => void;
}

/** The record somebody else saved, as main answers it. */
type Theirs = Record<string, unknown> & { rowVersion: number };

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
  errorText,
  onDone,
}: RecordFormProps): ReactElement => {
  const { t } = useTranslation('components');
  const { t: tApp } = useTranslation('app');
  const formId = useId();
  const draft = useFormDraft(draftName, saved, { patientId, baseRowVersion: rowVersion });
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [failed, setFailed] = useState<string>();
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const [busy, setBusy] = useState(false);

  const show = (found: Record<string, string>): void => {
    setProblems(found);
    const first = fields.find(({ name }) => found[name] !== undefined);
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

  const save = async (version: number | null): Promise<void> => {
    const missing = Object.fromEntries(
      fields
        .filter(
          ({ name, needed }) => needed !== undefined && (draft.values[name] ?? '').trim() === '',
        )
        .map(({ name, needed }) => [name, needed!]),
    );
    const found = { ...missing, ...check?.(draft.values) };
    setFailed(undefined);
    if (Object.keys(found).length > 0) return show(found);
    setBusy(true);
    const outcome = await onSave(draft.values, version);
    setBusy(false);
    if (outcome.ok) return leave();
    const { error } = outcome;
    if (error.code === 'conflict' && error.current) return setTheirs(error.current as Theirs);
    setFailed(errorText(error));
    return undefined;
  };

  return (
    <form
      id={formId}
      className="box stack record-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void save(rowVersion);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) {
          event.preventDefault();
          void save(rowVersion);
        } else if (event.key === 'Escape') {
          event.stopPropagation();
          leave();
        }
      }}
    >
      {draft.wasKept ? <div className="good">{t('draftFromBefore')}</div> : null}
      <div className="record-fields">
        {fields.map((field, index) => (
          <div key={field.name} className={field.wide ? 'wide' : undefined}>
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
                  value={draft.values[field.name] ?? ''}
                  onChange={(value) => {
                    draft.set(field.name, value);
                    setProblems(({ [field.name]: _gone, ...rest }) => rest);
                  }}
                />
              )}
            </Field>
          </div>
        ))}
      </div>
      {theirs === null ? null : (
        <Conflict
          fields={fields}
          mine={draft.values}
          theirs={theirs}
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
      <div className="row">
        <Button type="submit" variant="contained" disabled={busy || theirs !== null}>
          {submit} <Key keys="Ctrl Enter" on />
        </Button>
        <Button variant="text" onClick={leave}>
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};

const Conflict = ({
  fields,
  mine,
  theirs,
  onMine,
  onTheirs,
}: {
  fields: readonly RecordField[];
  mine: FormValues;
  theirs: Theirs;
  onMine: () => void;
  onTheirs: () => void;
}): ReactElement => {
  const { t } = useTranslation('components');
  const shown = (field: RecordField, value: unknown): string => {
    const text = value === null || value === undefined ? '' : String(value);
    const option = field.options?.find((each) => each.value === text);
    return option?.label ?? (text === '' ? t('emptyValue') : text);
  };
  const different = fields.filter(
    ({ name }) => name in theirs && String(theirs[name] ?? '') !== (mine[name] ?? ''),
  );
  return (
    <div className="conflict" role="alert">
      <div className="m">
        <Icon name="swap" size={14} /> {t('conflictTitle')}
      </div>
      <table className="table">
        <thead>
          <tr>
            <th />
            <th>{t('conflictMine')}</th>
            <th>{t('conflictTheirs')}</th>
          </tr>
        </thead>
        <tbody>
          {different.map((field) => (
            <tr key={field.name}>
              <th scope="row">{field.label}</th>
              <td>{shown(field, mine[field.name])}</td>
              <td>{shown(field, theirs[field.name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button size="small" onClick={onTheirs}>
          {t('conflictKeepTheirs')}
        </Button>
        <Button size="small" onClick={onMine}>
          {t('conflictUseMine')}
        </Button>
        <span className="t-cap end">{t('conflictNothing')}</span>
      </div>
    </div>
  );
};
