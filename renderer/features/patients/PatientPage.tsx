/** One patient's file: header, tabs. Opening it is on record; outside of one's reach it asks for a reason. */
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientFile } from '../../../shared/patients/patient';
import { useCall, useCommand } from '../../app/api';
import { go, openPatient, stay as stayHere } from '../../app/navigation';
import { useAppDispatch, useAppSelector } from '../../app/store';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { CarePlanTab } from '../careplans';
import { DocumentList } from '../documents';
import { NoteList } from '../notes';
import { TaskList } from '../tasks';
import { Overview } from './Overview';
import { PatientHeader } from './PatientHeader';
import './patients.css';

const tabs = ['overview', 'careplan', 'tasks', 'notes', 'documents'] as const;
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
    <ConfirmDialog
      title={t('glassTitle')}
      confirm={t('glassOpen')}
      safe={t('glassKeep')}
      reasonLabel={t('glassReason')}
      problem={error && errorText(error)}
      onClose={() => dispatch(go({ name: 'caseload', params: {} }))}
      onConfirm={(reason) =>
        void run({ patientId, reason }).then((outcome) => outcome.ok && onOpen())
      }
    >
      {t('glassText')}
    </ConfirmDialog>
  );
};

const TabBody = ({ tab, file }: { tab: Tab; file: PatientFile }): ReactElement => {
  const { t } = useTranslation('patients');
  const patientId = file.patient.id;
  const encounterId = file.stay?.id ?? null;
  if (tab === 'careplan') return <CarePlanTab patientId={patientId} encounterId={encounterId} />;
  if (tab === 'notes') return <NoteList patientId={patientId} encounterId={encounterId} />;
  if (tab === 'documents') return <DocumentList patientId={patientId} />;
  if (tab === 'tasks')
    return encounterId === null ? (
      <p>{t('noStay')}</p>
    ) : (
      <TaskList encounterId={encounterId} patientId={patientId} />
    );
  return <Overview file={file} />;
};

export const PatientPage = (): ReactElement | null => {
  const { t } = useTranslation('patients');
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
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!file) return <Skeleton rows={10} />;
  const tab = tabs.find((name) => name === params['tab']) ?? 'overview';
  const count: Partial<Record<Tab, number>> = {
    tasks: file.counts.openTasks,
    notes: file.counts.notes,
  };
  return (
    <>
      <div className="patient-head">
        <PatientHeader file={file} />
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
              onClick={() => dispatch(stayHere({ tab: name }))}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                if (step === 0) return;
                const next = tabs[(i + step + tabs.length) % tabs.length]!;
                dispatch(stayHere({ tab: next }));
                document.getElementById(`tab-${next}`)?.focus();
              }}
            >
              {t(`tab.${name}`)}{' '}
              {count[name] === undefined ? null : <span className="n">{count[name]}</span>}
            </button>
          ))}
        </div>
      </div>
      <div
        className={tab === 'careplan' ? 'patient-body bare' : 'patient-body'}
        id="patient-tab"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
      >
        <TabBody key={tab} tab={tab} file={file} />
      </div>
    </>
  );
};
