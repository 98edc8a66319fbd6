/** One patient's file: header, tabs. Opening it is on record; outside of one's reach it asks for a reason. */
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { listName, type PatientFile } from '../../../shared/patients/patient';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { go, openPatient, stay as stayHere } from '../../app/navigation';
import { wasOpenAtLock } from '../../app/open-forms';
import { useMay } from '../../app/session-context';
import { useAppDispatch, useAppSelector } from '../../app/store';
import { ReasonDialog } from '../../components/ConfirmDialog';
import { ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { AssessmentsTab } from '../assessments';
import { CarePlanTab } from '../careplans';
import { DocumentList } from '../documents';
import { ExpectedDischargeDialog, expectedDischargeForm } from '../encounters';
import { NoteList } from '../notes';
import { ProposalCount } from '../proposals';
import { TaskList } from '../tasks';
import { Overview, type Asked } from './Overview';
import { PatientHeader } from './PatientHeader';
import type { About } from './record';
import { Timeline } from './timeline';
import { usePatientActions } from './use-patient-actions';
import './patients.css';

const tabs = [
  'overview',
  'careplan',
  'assessments',
  'tasks',
  'notes',
  'documents',
  'history',
] as const;
type Tab = (typeof tabs)[number];

const BreakGlass = ({
  patientId,
  onOpen,
}: {
  patientId: string;
  onOpen: () => void;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const errorText = useErrorText();
  const dispatch = useAppDispatch();
  const { run, error } = useCommand('patients.breakGlass');
  return (
    <ReasonDialog
      form={`patients.breakGlass:${patientId}`}
      title={t('glassTitle')}
      confirm={t('glassOpen')}
      safe={t('glassKeep')}
      reasonLabel={t('glassReason')}
      problem={error && errorText(error)}
      onClose={() => dispatch(go({ name: 'caseload', params: {} }))}
      onConfirm={async (reason) => (await run({ patientId, reason })).ok}
      onDone={onOpen}
    >
      {t('glassText')}
    </ReasonDialog>
  );
};

export const PatientPage = (): ReactElement | null => {
  const { t } = useTranslation('app');
  const dispatch = useAppDispatch();
  const { params } = useAppSelector((state) => state.navigation.present);
  const patientId = params['patientId'] ?? null;
  const { run: open } = useCommand('patients.open');
  const {
    data: file,
    error,
    refetch,
  } = useCall('patients.file', patientId === null ? null : { patientId });
  useEffect(() => {
    if (patientId !== null) void open({ patientId });
  }, [patientId, open]);
  const survivor = file?.patient.id;
  const encounterId = file?.stay?.id ?? null;
  useEffect(() => {
    if (survivor !== undefined) dispatch(openPatient({ patientId: survivor, encounterId }));
  }, [survivor, encounterId, dispatch]);
  if (patientId === null) return null;
  if (error?.code === 'needsReason') return <BreakGlass patientId={patientId} onOpen={refetch} />;
  if (!file)
    return (
      <>
        <div className="panel-head">
          <h1 className="t-page">{t('place.patient')}</h1>
        </div>
        <div className="panel-body">
          {error ? <ErrorPlace error={error} onRetry={refetch} /> : <Skeleton rows={10} />}
        </div>
      </>
    );
  const tab = tabs.find((name) => name === params['tab']) ?? 'overview';
  return <OpenFile key={file.patient.id} file={file} tab={tab} ask={params['ask'] ?? null} />;
};

const OpenFile = ({
  file,
  tab,
  ask: askedFirst,
}: {
  file: PatientFile;
  tab: Tab;
  /** What the place that led here asked to open. */
  ask: string | null;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const dispatch = useAppDispatch();
  const { patient, stay } = file;
  const encounterId = stay?.id ?? null;
  const mayWrite = useMay('care.write');
  const [asked, setAsked] = useState<Asked | null>(() =>
    askedFirst === 'note' ? { what: 'note', serial: 0 } : null,
  );
  const [moving, setMoving] = useState(
    () => encounterId !== null && wasOpenAtLock(expectedDischargeForm(encounterId)),
  );
  const show = useCallback(
    (next: string) => {
      setAsked(null);
      dispatch(stayHere({ tab: next }));
    },
    [dispatch],
  );
  const ask = useCallback(
    (what: Asked['what']) => {
      dispatch(stayHere({ tab: 'overview' }));
      setAsked((before) => ({ what, serial: (before?.serial ?? 0) + 1 }));
    },
    [dispatch],
  );
  const mayMove = mayWrite && stay?.active === true;
  const move = useMemo(() => (mayMove ? () => setMoving(true) : null), [mayMove]);
  usePatientActions({ tab, file, show, ask, move });
  const turn = (by: number): string => tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length]!;
  useKey('ctrl+tab', () => show(turn(1)));
  useKey('ctrl+shift+tab', () => show(turn(-1)));
  const born = patient.birthDate === null ? null : format.numericDate(patient.birthDate);
  const about: About = {
    patientId: patient.id,
    encounterId,
    who: [
      listName(patient),
      born === null ? `${t('mrn')} ${patient.mrn ?? '–'}` : `${t('born')} ${born}`,
    ].join(', '),
  };
  return (
    <>
      <div className="patient-head">
        <PatientHeader file={file} onMove={move} />
        <Tabs file={file} tab={tab} show={show} />
      </div>
      <div
        className={
          tab === 'careplan' || tab === 'assessments' || tab === 'overview'
            ? 'patient-body bare'
            : 'patient-body'
        }
        id="patient-tab"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
      >
        {tab === 'overview' ? (
          <Overview
            file={file}
            about={about}
            asked={asked}
            onMove={move}
            onHistory={() => show('history')}
            onPlan={() => show('careplan')}
            onAssessments={() => show('assessments')}
          />
        ) : (
          <TabBody key={tab} tab={tab} about={about} language={patient.language} />
        )}
      </div>
      {moving && encounterId !== null ? (
        <ExpectedDischargeDialog
          encounterId={encounterId}
          patientId={patient.id}
          about={about.who}
          onClose={() => setMoving(false)}
        />
      ) : null}
    </>
  );
};

const TabBody = ({
  tab,
  about: { patientId, encounterId },
  language,
}: {
  tab: Exclude<Tab, 'overview'>;
  about: About;
  /** The patient's; null where nobody said it. */
  language: string | null;
}): ReactElement => {
  const { t } = useTranslation('patients');
  switch (tab) {
    case 'careplan':
      return <CarePlanTab patientId={patientId} encounterId={encounterId} />;
    case 'assessments':
      return <AssessmentsTab {...{ patientId, encounterId }} patientLanguage={language} />;
    case 'notes':
      return <NoteList patientId={patientId} encounterId={encounterId} />;
    case 'documents':
      return <DocumentList patientId={patientId} />;
    case 'history':
      return <Timeline patientId={patientId} />;
    case 'tasks':
      return encounterId === null ? (
        <p>{t('noStay')}</p>
      ) : (
        <TaskList encounterId={encounterId} patientId={patientId} />
      );
  }
};

const Tabs = ({
  file,
  tab,
  show,
}: {
  file: PatientFile;
  tab: Tab;
  show: (tab: Tab) => void;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const count: Partial<Record<Tab, number>> = {
    tasks: file.counts.openTasks,
    notes: file.counts.notes,
  };
  return (
    <div className="tabs" role="tablist">
      {tabs.map((name, i) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={tab === name}
          aria-controls="patient-tab"
          tabIndex={tab === name ? 0 : -1}
          onClick={() => show(name)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
            if (step === 0) return;
            const next = tabs[(i + step + tabs.length) % tabs.length]!;
            show(next);
            document.getElementById(`tab-${next}`)?.focus();
          }}
        >
          {t(`tab.${name}`)}{' '}
          {count[name] === undefined ? null : <span className="n">{count[name]}</span>}
          {name === 'careplan' ? <ProposalCount encounterId={file.stay?.id ?? null} /> : null}
        </button>
      ))}
    </div>
  );
};
