/** A patient's notes, newest first: sign an own one, amend a signed one; every text stays readable. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { noteChoices, type Note } from '../../../shared/notes/note';
import { useCall, useCommand } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useMay, useSession } from '../../app/session-context';
import { Field } from '../../components/Field';
import { EmptyState, ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { NoteBox } from './NoteBox';

const AmendForm = ({ note, onDone }: { note: Note; onDone: () => void }): ReactElement => {
  const { t } = useTranslation('notes');
  const errorText = useErrorText();
  const text = useDraft(`note.amend:${note.id}`, note.text, {
    patientId: note.patientId,
    baseRowVersion: note.rowVersion,
  });
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { run, error } = useCommand('notes.amend');
  const save = async (): Promise<void> => {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    const outcome = await run({
      id: note.id,
      rowVersion: note.rowVersion,
      text: text.text,
      reason,
    });
    if (!outcome.ok) return;
    text.clear();
    onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t('amend')} problem={error && errorText(error)}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            autoFocus
            value={text.text}
            onChange={(event) => text.set(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('amendReason')} problem={missing ? t('reasonMissing') : undefined}>
        {(control) => (
          <input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <div>
        <Button type="submit" variant="contained">
          {t('saveAmend')}
        </Button>
      </div>
    </form>
  );
};

const NoteItem = ({ note }: { note: Note }): ReactElement => {
  const { t } = useTranslation('notes');
  const format = useFormat();
  const errorText = useErrorText();
  const { zone } = useMinute();
  const { user } = useSession();
  const mayWrite = useMay('care.write');
  const { run: sign, error } = useCommand('notes.sign');
  const [amending, setAmending] = useState(false);
  const choices = noteChoices(note, user.id);
  return (
    <li style={{ display: 'block', padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
      <div className="t-cap">
        {format.dateTime(note.createdAt, zone)}, {note.authorName}
      </div>
      {note.amendsId === null ? null : (
        <div className="t-cap">{t('amends', { reason: note.amendReason })}</div>
      )}
      <p
        className={
          note.status === 'amended' || note.status === 'entered-in-error' ? 't-read s3' : 't-read'
        }
        style={{ whiteSpace: 'pre-wrap' }}
      >
        {note.text}
      </p>
      <div className="row t-cap wrap">
        {note.status === 'preliminary'
          ? t('unsigned')
          : note.status === 'amended'
            ? t('amended')
            : note.status === 'entered-in-error'
              ? t('inError', { reason: note.enteredInErrorReason })
              : t('signed', {
                  when: note.signedAt === null ? '' : format.dateTime(note.signedAt, zone),
                  name: note.signedByName,
                })}
        {mayWrite && choices.sign ? (
          <Button
            size="small"
            onClick={() => void sign({ id: note.id, rowVersion: note.rowVersion })}
          >
            {t('sign')}
          </Button>
        ) : null}
        {mayWrite && choices.amend && !amending ? (
          <Button size="small" variant="text" onClick={() => setAmending(true)}>
            {t('amend')}
          </Button>
        ) : null}
      </div>
      {error ? <div className="problem">{errorText(error)}</div> : null}
      {amending ? <AmendForm note={note} onDone={() => setAmending(false)} /> : null}
    </li>
  );
};

/** Notes read at once. */
const pageNotes = 50;

export const NoteList = ({
  patientId,
  encounterId,
  boxed = true,
}: {
  patientId: string;
  encounterId: string | null;
  boxed?: boolean;
}): ReactElement => {
  const { t } = useTranslation('notes');
  const mayWrite = useMay('care.write');
  const { data, error, refetch } = useCall('notes.ofPatient', {
    patientId,
    offset: 0,
    limit: pageNotes,
  });
  return (
    <section aria-label={t('title')} className="stack">
      {boxed && mayWrite ? <NoteBox patientId={patientId} encounterId={encounterId} /> : null}
      <div className="section-head">
        <h2>{t('title')}</h2>
        <span className="n">{data?.total}</span>
      </div>
      {error ? (
        <ErrorPlace error={error} onRetry={refetch} />
      ) : !data ? (
        <Skeleton />
      ) : data.notes.length === 0 ? (
        <EmptyState icon="note" title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <ul>
          {data.notes.map((note) => (
            <NoteItem key={note.id} note={note} />
          ))}
        </ul>
      )}
    </section>
  );
};
