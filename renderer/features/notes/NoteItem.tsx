/** One note: its text and standing, and what the person may do with it now. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { noteChoices, type Note } from '../../../shared/notes/note';
import { useCommand } from '../../app/api';
import { useAsking } from '../../app/asking';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { wasOpenAtLock } from '../../app/open-forms';
import { useMay, useSession } from '../../app/session-context';
import { ReasonDialog } from '../../components/ConfirmDialog';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { RecordForm } from '../../components/RecordForm';

const inErrorForm = (id: string): string => `note.inError:${id}`;
const formOf = (kind: 'change' | 'amend', id: string): string => `note.${kind}:${id}`;

export const NoteItem = ({ note }: { note: Note }): ReactElement => {
  const { t } = useTranslation('notes');
  const format = useFormat();
  const errorText = useFeatureErrorText('notes');
  const { zone } = useMinute();
  const { user } = useSession();
  const mayWrite = useMay('care.write');
  const { run: sign, error } = useCommand('notes.sign');
  const choices = noteChoices(note, user.id);
  const [writing, setWriting] = useState<'change' | 'amend' | null>(() =>
    wasOpenAtLock(formOf('change', note.id)) && choices.change
      ? 'change'
      : wasOpenAtLock(formOf('amend', note.id)) && choices.amend
        ? 'amend'
        : null,
  );
  const { asking: removing, ask, end } = useAsking(inErrorForm(note.id));
  const former = note.status === 'amended' || note.status === 'entered-in-error';
  return (
    <li style={{ display: 'block', padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
      <div className="t-cap">
        {format.dateTime(note.createdAt, zone)}, {note.authorName}
      </div>
      {note.amendsId === null ? null : (
        <div className="t-cap">{t('amends', { reason: note.amendReason })}</div>
      )}
      <p
        className={former ? 't-read s3' : 't-read'}
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '75ch' }}
      >
        {note.text}
      </p>
      <div className="row t-cap wrap">
        <Standing note={note} />
        {mayWrite && writing === null ? (
          <>
            {choices.sign ? (
              <Button
                size="small"
                onClick={() => void sign({ id: note.id, rowVersion: note.rowVersion })}
              >
                {t('sign')}
              </Button>
            ) : null}
            {choices.change ? (
              <Button size="small" variant="text" onClick={() => setWriting('change')}>
                {t('change')}
              </Button>
            ) : null}
            {choices.amend ? (
              <Button size="small" variant="text" onClick={() => setWriting('amend')}>
                {t('amend')}
              </Button>
            ) : null}
            {choices.enterInError ? (
              <Button size="small" variant="text" onClick={ask}>
                {t('enterInError')}
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
      {error ? (
        <div className="problem" role="alert">
          {errorText(error)}
        </div>
      ) : null}
      {(['change', 'amend'] as const)
        .filter((kind) => mayWrite && choices[kind] && writing === null)
        .map((kind) => (
          <LeftUnsaved
            key={kind}
            form={formOf(kind, note.id)}
            what={t(kind)}
            onGoOn={() => setWriting(kind)}
          />
        ))}
      {writing === null ? null : (
        <NoteForm note={note} kind={writing} onDone={() => setWriting(null)} />
      )}
      {removing ? <InError note={note} onClose={end} /> : null}
    </li>
  );
};

const Standing = ({ note }: { note: Note }): ReactElement => {
  const { t } = useTranslation('notes');
  const format = useFormat();
  const { zone } = useMinute();
  switch (note.status) {
    case 'preliminary':
      return <>{t('unsigned')}</>;
    case 'amended':
      return <>{t('amended')}</>;
    case 'entered-in-error':
      return <>{t('inError', { reason: note.enteredInErrorReason })}</>;
    case 'final':
      return (
        <>
          {t('signed', {
            when: note.signedAt === null ? '' : format.dateTime(note.signedAt, zone),
            name: note.signedByName,
          })}
        </>
      );
  }
};

/** An own unsigned note is changed; a signed one gets a successor, with the reason. */
const NoteForm = ({
  note,
  kind,
  onDone,
}: {
  note: Note;
  kind: 'change' | 'amend';
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('notes');
  const errorText = useFeatureErrorText('notes');
  const { run: change } = useCommand('notes.change');
  const { run: amend } = useCommand('notes.amend');
  return (
    <RecordForm
      label={t(kind)}
      draft={formOf(kind, note.id)}
      patientId={note.patientId}
      rowVersion={note.rowVersion}
      fields={[
        {
          name: 'text',
          label: t('text'),
          kind: 'text',
          wide: true,
          needed: t('missing'),
          maxLength: 20_000,
        },
        {
          name: 'reason',
          label: t('amendReason'),
          kind: 'line',
          wide: true,
          needed: t('reasonMissing'),
          maxLength: 200,
          when: () => kind === 'amend',
        },
      ]}
      saved={{ text: note.text, reason: '' }}
      submit={t(kind === 'amend' ? 'saveAmend' : 'save')}
      onSave={({ text = '', reason = '' }, rowVersion) => {
        const version = { id: note.id, rowVersion: rowVersion ?? note.rowVersion };
        return kind === 'amend'
          ? amend({ ...version, text, reason: reason.trim() })
          : change({ ...version, text });
      }}
      errorText={errorText}
      onDone={onDone}
    />
  );
};

const InError = ({ note, onClose }: { note: Note; onClose: () => void }): ReactElement => {
  const { t } = useTranslation('notes');
  const errorText = useFeatureErrorText('notes');
  const { run, error } = useCommand('notes.enterInError');
  return (
    <ReasonDialog
      form={inErrorForm(note.id)}
      title={t('errorTitle')}
      confirm={t('enterInError')}
      reasonLabel={t('errorReason')}
      problem={error && errorText(error)}
      onClose={onClose}
      onConfirm={async (reason) =>
        (await run({ id: note.id, rowVersion: note.rowVersion, reason })).ok
      }
    >
      {t('errorText')}
    </ReasonDialog>
  );
};
