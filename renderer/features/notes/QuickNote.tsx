/** The box for a note with the newest notes below it. */
import type { ReactElement } from 'react';
import { useMay } from '../../app/session-context';
import { NoteBox } from './NoteBox';
import { NoteList } from './NoteList';

export const QuickNote = ({
  patientId,
  encounterId,
}: {
  patientId: string;
  encounterId: string | null;
}): ReactElement => {
  const mayWrite = useMay('care.write');
  return (
    <div className="stack notes">
      {mayWrite ? <NoteBox patientId={patientId} encounterId={encounterId} /> : null}
      <NoteList patientId={patientId} encounterId={encounterId} boxed={false} />
    </div>
  );
};
