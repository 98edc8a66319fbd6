/** What blocks discharge and what comes next, the days of the stay, who is around, what is known. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientFile } from '../../../shared/patients/patient';
import { AssessmentFindings, OpenAlerts } from '../assessments';
import { StayBarriers } from '../careplans';
import { StayFacts, StayHistory, StayLine } from '../encounters';
import { useMay } from '../../app/session-context';
import { NoteBox } from '../notes';
import { ProposalsWaiting } from '../proposals';
import { TaskList } from '../tasks';
import {
  Allergies,
  CodeStatuses,
  Concerns,
  Conditions,
  Contacts,
  Coverages,
  Person,
  Team,
  type About,
} from './record';
import { Timeline } from './timeline';

/** What a key or the command bar asked the overview to open; `serial` tells one asking from the next. */
export interface Asked {
  what: 'note' | 'barrier' | 'task';
  serial: number;
}

export const Overview = ({
  file,
  about,
  asked,
  onMove,
  onHistory,
  onPlan,
  onAssessments,
}: {
  file: PatientFile;
  about: About;
  asked: Asked | null;
  /** Opens the dialog of the expected discharge; null where it may not be moved. */
  onMove: (() => void) | null;
  /** Shows the whole history. */
  onHistory: () => void;
  /** Shows the care plan, with what is suggested for it. */
  onPlan: () => void;
  /** Shows all assessments. */
  onAssessments: () => void;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const mayWrite = useMay('care.write');
  const { stay, patient } = file;
  const of = (what: Asked['what']): number | undefined =>
    asked?.what === what ? asked.serial : undefined;
  return (
    <div className="overview">
      <div className="main-part">
        <div className="wide">
          {stay ? (
            <>
              <OpenAlerts patientId={patient.id} />
              <StayLine stay={stay} />
              <StayFacts stay={stay} about={about.who} onMove={onMove} />
              <ProposalsWaiting encounterId={stay.id} onLook={onPlan} />
              <StayBarriers patientId={patient.id} encounterId={stay.id} asked={of('barrier')} />
              <TaskList encounterId={stay.id} patientId={patient.id} asked={of('task')} />
              <AssessmentFindings patientId={patient.id} onShow={onAssessments} />
            </>
          ) : (
            <p>{t('noStay')}</p>
          )}
        </div>
        <div className="around">
          <div className="stack">
            <Team about={about} team={file.team} />
            <Contacts about={about} contacts={file.contacts} />
            <Concerns about={about} concerns={file.concerns} />
          </div>
          <div className="stack">
            <Allergies about={about} allergies={file.allergies} />
            <CodeStatuses
              about={about}
              codeStatus={file.codeStatus}
              former={file.formerCodeStatuses}
            />
            <Coverages about={about} coverages={file.coverages} />
            <Conditions about={about} conditions={file.conditions} total={file.conditionCount} />
            <Person about={about} patient={patient} />
          </div>
          <div className="all">
            <StayHistory patientId={patient.id} />
          </div>
        </div>
      </div>
      <aside className="beside" aria-label={t('beside')}>
        {mayWrite ? (
          <NoteBox patientId={patient.id} encounterId={stay?.id ?? null} asked={of('note')} />
        ) : null}
        <Timeline patientId={patient.id} short onWhole={onHistory} />
      </aside>
    </div>
  );
};
