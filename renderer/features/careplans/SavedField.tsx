/**
 * A field that saves itself: a moment after the last key, and at once when it is left. What is not
 * saved yet is kept as an encrypted draft and offered back; a conflict shows both texts.
 */
import Button from '@mui/material/Button';
import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../app/api';
import { keptDraft, useDraft } from '../../app/drafts';
import { useHalfTyped } from '../../app/form-draft';
import { useOfferUndo } from '../../app/undo';
import { DateInput } from '../../components/DateInput';
import { Icon } from '../../components/Icon';
import { ConflictPlace } from './ConflictPlace';
import { usePlanErrorText } from './error-text';
import { endTyping } from './plan-deeds';
import type { SavedRecord } from './use-saver';

/** A save follows the last key after this long; leaving the field saves at once. */
const saveAfterMs = 700;

export interface FieldRecord extends SavedRecord {
  updatedAt: string;
  updatedByName: string | null;
}

/** Saves a field's text (null = empty) and answers with the record as it then stands. */
export type SaveText = (
  text: string | null,
  unchanged: (current: object) => boolean,
  over?: SavedRecord,
) => Promise<Outcome<SavedRecord>>;

export interface SavedFieldProps {
  record: FieldRecord;
  /** Names the field within the record. */
  field: string;
  label: string;
  value: string | null;
  save: SaveText;
  /** Reads this field from a record that main sent back. */
  read: (current: object) => string | null;
  patientId: string;
  kind?: 'line' | 'text' | 'date';
  /** The label is drawn elsewhere (a table's head) and only spoken here. */
  quietLabel?: boolean;
  required?: boolean;
  readOnly?: boolean;
  maxLength?: number;
  /** What is wrong with a text before it is sent. */
  problemOf?: (text: string) => string | undefined;
  /** Id of a list of suggestions. */
  list?: string;
  className?: string;
}

interface Conflict {
  base: string;
  theirs: string;
  record: FieldRecord;
}

const useSavedText = ({
  record,
  field,
  value,
  save,
  read,
  patientId,
  kind,
  required,
  problemOf,
}: SavedFieldProps) => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const offerUndo = useOfferUndo();
  const form = `careplans:${record.id}:${field}`;
  const shown = value ?? '';
  const draft = useDraft(form, shown, { patientId, baseRowVersion: record.rowVersion });
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  /** What the record held when the person began to type. */
  const base = useRef(shown);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef(draft.text);
  if (typed === null && !draft.wasKept && timer.current === null) base.current = shown;

  const commit = useCallback(
    async (text: string, over?: FieldRecord): Promise<void> => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      const clean = text.trim();
      if (clean === base.current && !over) {
        setProblem(undefined);
        draft.clear(clean);
        return;
      }
      if (required && clean === '') {
        setProblem(t('missing'));
        return;
      }
      const wrong = problemOf?.(clean);
      if (wrong !== undefined) {
        setProblem(wrong);
        return;
      }
      const began = over ? (read(over) ?? '') : base.current;
      const outcome = await save(clean || null, (current) => (read(current) ?? '') === began, over);
      if (outcome.ok) {
        base.current = clean;
        setProblem(undefined);
        setConflict(null);
        if (latest.current === text) draft.clear(clean);
      } else if (outcome.error.code === 'conflict' && outcome.error.current) {
        const present = outcome.error.current as FieldRecord;
        setConflict({ base: base.current, theirs: read(present) ?? '', record: present });
      } else setProblem(t('notSaved', { why: errorText(outcome.error) }));
    },
    [draft, errorText, problemOf, read, required, save, t],
  );

  // A field that goes away (another problem is opened) saves what it still holds.
  const commitRef = useRef(commit);
  commitRef.current = commit;
  useEffect(
    () => () => {
      if (timer.current !== null) void commitRef.current(latest.current);
    },
    [],
  );

  const change = (text: string): void => {
    const next = kind === 'text' ? text : text.replace(/\s*\n\s*/g, ' ');
    latest.current = next;
    setTyped(next);
    setProblem(undefined);
    draft.set(next);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void commitRef.current(next), saveAfterMs);
  };
  const leave = (): void => {
    const text = typed;
    setTyped(null);
    if (text !== null && conflict === null) void commit(text);
    endTyping();
  };
  const discard = (): void => {
    const mine = typed ?? draft.text;
    // The text that was not picked is not lost: it can be put back, and asks again.
    if (conflict !== null && mine.trim() !== conflict.theirs.trim())
      offerUndo(t('theirsTaken'), () => {
        setTyped(mine);
        void commit(mine);
      });
    setTyped(null);
    setConflict(null);
    setProblem(undefined);
    const present = conflict?.theirs ?? shown;
    base.current = present;
    latest.current = present;
    draft.clear(present);
  };
  return {
    draft,
    text: typed ?? draft.text,
    change,
    leave,
    commit,
    discard,
    problem,
    conflict,
    shown,
    form,
    typed,
  };
};

/** Text from before a lock or a crash: offered back, as a conflict where the record moved on. */
const KeptOffer = ({
  state,
  record,
}: {
  state: ReturnType<typeof useSavedText>;
  record: FieldRecord;
}): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { draft, typed, shown, conflict, form } = state;
  const same = draft.text.trim() === shown;
  const offered = draft.wasKept && typed === null && conflict === null;
  useEffect(() => {
    if (offered && same) draft.clear(shown);
  }, [offered, same, shown, draft]);
  if (!offered || same) return null;
  const moved = (keptDraft(form)?.baseRowVersion ?? record.rowVersion) !== record.rowVersion;
  if (moved)
    return (
      <ConflictPlace
        theirs={shown}
        mine={draft.text}
        byName={record.updatedByName}
        at={record.updatedAt}
        onTheirs={state.discard}
        onMine={() => void state.commit(draft.text, record)}
      />
    );
  return (
    <div className="cp-kept row wrap" role="status">
      <Icon name="pencil" size={14} />
      <span>{t('keptText')}</span>
      <Button size="small" onClick={() => void state.commit(draft.text, record)}>
        {t('saveKept')}
      </Button>
      <Button size="small" variant="text" onClick={state.discard}>
        {t('dropKept')}
      </Button>
    </div>
  );
};

/** One self-saving field with its label, problem, offer and conflict. */
export const SavedField = (props: SavedFieldProps): ReactElement => {
  const {
    label,
    quietLabel = false,
    kind = 'line',
    readOnly = false,
    maxLength,
    list,
    record,
    className,
  } = props;
  const id = useId();
  const half = useHalfTyped(`careplans:${record.id}:${props.field}`);
  const state = useSavedText({ ...props, kind });
  const { text, change, leave, problem, conflict } = state;
  const control = {
    id,
    value: text,
    readOnly,
    maxLength,
    className: text === '' ? 'cp-input empty' : 'cp-input',
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
    onBlur: leave,
  };
  const endsLine = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || kind === 'text') return;
    event.preventDefault();
    void state.commit(text);
  };
  return (
    <div className={`cp-field ${className ?? ''}`} data-place={`${record.id}:${props.field}`}>
      <label htmlFor={id} className={quietLabel ? 'sr' : 't-label'}>
        {label}
      </label>
      {kind === 'date' ? (
        <DateInput
          {...control}
          half={half}
          // Only a date that was read comes here; it is saved a moment later, like any text.
          onChange={change}
        />
      ) : list !== undefined ? (
        <input
          {...control}
          list={list}
          onKeyDown={endsLine}
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <textarea
          {...control}
          rows={1}
          onKeyDown={endsLine}
          onChange={(event) => change(event.target.value)}
        />
      )}
      {problem === undefined ? null : (
        <div className="problem" id={`${id}-problem`} role="alert">
          <Icon name="alert" size={14} />
          {problem}
        </div>
      )}
      {conflict === null ? null : (
        <ConflictPlace
          base={conflict.base}
          theirs={conflict.theirs}
          mine={text}
          byName={conflict.record.updatedByName}
          at={conflict.record.updatedAt}
          onTheirs={state.discard}
          onMine={() => void state.commit(text, conflict.record)}
        />
      )}
      {readOnly ? null : <KeptOffer state={state} record={record} />}
    </div>
  );
};
