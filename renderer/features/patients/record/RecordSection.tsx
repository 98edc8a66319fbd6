/**
 * One kind of record in a patient's file: what stands, a form to add or change it, and entering in
 * error with a reason. Every kind has this shape, so whoever knows one knows all.
 */
import Button from '@mui/material/Button';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../../app/api';
import { useFeatureErrorText } from '../../../app/error-text';
import type { FormValues } from '../../../app/form-draft';
import { wasOpenAtLock } from '../../../app/open-forms';
import { useMay } from '../../../app/session-context';
import { useOfferUndo } from '../../../app/undo';
import { ReasonDialog } from '../../../components/ConfirmDialog';
import { Icon } from '../../../components/Icon';
import { LeftUnsaved } from '../../../components/LeftUnsaved';
import { RecordForm, type RecordField } from '../../../components/RecordForm';

/** What every record has. */
export interface RecordEntry {
  id: string;
  rowVersion: number;
}

/** The patient as sections and dialogs name it. */
export interface About {
  patientId: string;
  encounterId: string | null;
  /** Name and birth date. */
  who: string;
}

/** How an entry is read: a first line, a second one, and what stands at the right. */
export interface ShownEntry {
  /** Names it in dialogs and labels. */
  name: string;
  title: ReactNode;
  sub?: ReactNode;
  end?: ReactNode;
  /** No longer current: drawn back, in the same list. */
  former?: boolean;
}

interface RecordSectionProps<T extends RecordEntry> {
  title: string;
  /** Part of the draft's name: `patients.allergy`. */
  form: string;
  about: About;
  entries: readonly T[];
  show: (entry: T) => ShownEntry;
  fields: readonly RecordField[];
  empty: FormValues;
  valuesOf: (entry: T) => FormValues;
  check?: (values: FormValues) => Record<string, string>;
  add?: (values: FormValues) => Promise<Outcome<RecordEntry>>;
  change?: (entry: RecordEntry, values: FormValues) => Promise<Outcome<RecordEntry>>;
  inError?: (entry: RecordEntry, reason: string) => Promise<Outcome<unknown>>;
  addLabel: string;
  /** Entries that can be changed; all unless told. */
  mayChange?: (entry: T) => boolean;
  /** What stands where there is no entry. */
  nothing: string;
  /** Further buttons of an entry, before those that every one has. */
  actions?: (entry: T) => ReactNode;
  /** Between head and list. */
  before?: ReactNode;
  /** Below the list. */
  children?: ReactNode;
}

const isFormer = (shown: ShownEntry): boolean => shown.former === true;

export const RecordSection = <T extends RecordEntry>(
  props: RecordSectionProps<T>,
): ReactElement => {
  const { title, form, about, entries, show, add, change, inError } = props;
  const { t } = useTranslation('patients');
  const mayWrite = useMay('care.write');
  const draftOf = (entry: T | null): string => `${form}:${entry?.id ?? about.patientId}`;
  const [open, setOpen] = useState<{ id: string | null } | null>(() => {
    if (wasOpenAtLock(draftOf(null))) return { id: null };
    const again = entries.find((entry) => wasOpenAtLock(draftOf(entry)));
    return again ? { id: again.id } : null;
  });
  const inErrorForm = (entry: T): string => `${form}.inError:${entry.id}`;
  const [removing, setRemoving] = useState<T | null>(
    () => entries.find((entry) => wasOpenAtLock(inErrorForm(entry))) ?? null,
  );
  const close = (): void => setOpen(null);
  const shown = entries.map((entry) => ({ entry, ...show(entry) }));
  // What stands first, former ones below; the order is otherwise that of the record.
  const ordered = [
    ...shown.filter((each) => !isFormer(each)),
    ...shown.filter((each) => isFormer(each)),
  ];
  return (
    <section aria-label={title} className="record-section">
      <div className="section-head">
        <h2>{title}</h2>
        {mayWrite && add ? (
          <Button
            size="small"
            sx={{ ml: 'auto' }}
            aria-label={props.addLabel}
            onClick={() => setOpen({ id: null })}
          >
            <Icon name="plus" /> {t('add')}
          </Button>
        ) : null}
      </div>
      {props.before}
      {mayWrite && open?.id === null ? (
        <EntryForm {...props} draft={draftOf(null)} entry={null} onDone={close} />
      ) : null}
      {mayWrite && add ? (
        <LeftUnsaved
          form={draftOf(null)}
          what={props.addLabel}
          onGoOn={() => setOpen({ id: null })}
        />
      ) : null}
      {entries.length === 0 && open === null ? <p className="s3">{props.nothing}</p> : null}
      <ul>
        {ordered.map(({ entry, name, title: first, sub, end, former }) =>
          mayWrite && open?.id === entry.id ? (
            <li key={entry.id} className="editing">
              <EntryForm {...props} draft={draftOf(entry)} entry={entry} onDone={close} />
            </li>
          ) : (
            <li key={entry.id} className={former ? 'former' : undefined}>
              <span className="grow">
                <span className="m">{first}</span>
                {sub ? <span className="sub">{sub}</span> : null}
                {mayWrite && change ? (
                  <LeftUnsaved
                    form={draftOf(entry)}
                    what={t('changeEntry', { name })}
                    onGoOn={() => setOpen({ id: entry.id })}
                  />
                ) : null}
              </span>
              {end}
              {mayWrite ? (
                <span className="entry-actions">
                  {props.actions?.(entry)}
                  {change && (props.mayChange?.(entry) ?? true) ? (
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={t('changeEntry', { name })}
                      onClick={() => setOpen({ id: entry.id })}
                    >
                      <Icon name="pencil" />
                    </button>
                  ) : null}
                  {inError ? (
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={t('inErrorEntry', { name })}
                      onClick={() => setRemoving(entry)}
                    >
                      <Icon name="close" />
                    </button>
                  ) : null}
                </span>
              ) : null}
            </li>
          ),
        )}
      </ul>
      {props.children}
      {removing && inError ? (
        <InErrorDialog
          form={inErrorForm(removing)}
          name={show(removing).name}
          who={about.who}
          run={(reason) => inError(removing, reason)}
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </section>
  );
};

const EntryForm = <T extends RecordEntry>({
  entry,
  draft,
  onDone,
  about,
  fields,
  empty,
  valuesOf,
  check,
  add,
  change,
  inError,
  addLabel,
  show,
}: RecordSectionProps<T> & {
  entry: T | null;
  draft: string;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const errorText = useFeatureErrorText('patients');
  const offerUndo = useOfferUndo();
  const name = entry === null ? addLabel : show(entry).name;
  const saved = entry === null ? empty : valuesOf(entry);
  const takeBack = async (undo: Promise<Outcome<unknown>>): Promise<void> => {
    const outcome = await undo;
    if (!outcome.ok) offerUndo(errorText(outcome.error), null);
  };
  const save = async (values: FormValues, version: number | null): Promise<Outcome<unknown>> => {
    if (entry === null || version === null) {
      const outcome = await add!(values);
      if (outcome.ok && inError)
        offerUndo(t('added'), () => takeBack(inError(outcome.value, t('undoneReason'))));
      return outcome;
    }
    const outcome = await change!({ id: entry.id, rowVersion: version }, values);
    if (outcome.ok && outcome.value.rowVersion !== version)
      offerUndo(t('changed', { name }), () => takeBack(change!(outcome.value, saved)));
    return outcome;
  };
  return (
    <RecordForm
      label={entry === null ? addLabel : t('changeEntry', { name })}
      draft={draft}
      patientId={about.patientId}
      rowVersion={entry?.rowVersion ?? null}
      fields={fields}
      saved={saved}
      submit={entry === null ? t('add') : t('save')}
      {...(check ? { check } : {})}
      onSave={save}
      valuesOf={valuesOf}
      errorText={errorText}
      onDone={onDone}
    />
  );
};

/** Entered in error cannot be undone: it asks, and wants a reason. */
const InErrorDialog = ({
  form,
  name,
  who,
  run,
  onClose,
}: {
  form: string;
  name: string;
  who: string;
  run: (reason: string) => Promise<Outcome<unknown>>;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const errorText = useFeatureErrorText('patients');
  const [problem, setProblem] = useState<string>();
  return (
    <ReasonDialog
      form={form}
      title={t('inErrorTitle', { name })}
      confirm={t('inError')}
      reasonLabel={t('reason')}
      problem={problem}
      onClose={onClose}
      onConfirm={async (reason) => {
        const outcome = await run(reason);
        if (!outcome.ok) setProblem(errorText(outcome.error));
        return outcome.ok;
      }}
    >
      {t('inErrorText', { who })}
    </ReasonDialog>
  );
};
