/** The box for a note with the newest notes below it. */
import type { ReactElement } from 'react';
import { useMay } from '../../app/session-context';
import { NoteBox } from './NoteBox';
import { NoteList } from './NoteList';

export const QuickNote = ({
  patientId,
  encounterId,
  asked,
}: {
  patientId: string;
  encounterId: string | null;
  /** Changes each time the box is asked for. */
  asked?: number | undefined;
}): ReactElement => {
  const mayWrite = useMay('care.write');
  return (
    <div className="stack notes">
      {mayWrite ? <NoteBox patientId={patientId} encounterId={encounterId} asked={asked} /> : null}
      <NoteList patientId={patientId} encounterId={encounterId} boxed={false} />
    </div>
  );
};
