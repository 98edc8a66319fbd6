/** One care plan: its bar, the problems at the left, the chosen one in the middle. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpen, type CarePlan } from '../../../shared/careplans/plan';
import { useCall } from '../../app/api';
import { useMay } from '../../app/session-context';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { PrintPreview } from '../documents';
import './editor.css';
import type { Blocker } from '../../../shared/careplans/activation';
import { CompareVersions } from './course/CompareVersions';
import { goToPlace, placeOf } from './course/go-to-place';
import { Outline } from './Outline';
import { PlanContext, usePlan } from './plan-context';
import { ProblemPane } from './ProblemPane';
import { TemplateDialog } from './TemplateDialog';
import { useTemplateTitle } from './use-template-title';
import { VersionBar } from './VersionBar';
import { VersionView } from './VersionView';

/** The chosen problem; while none is chosen or it went, the first. */
const Working = ({
  selected,
  onSelect,
}: {
  selected: string | null;
  onSelect: (id: string) => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite, addFromTemplate } = usePlan();
  const problem = plan.problems.find(({ id }) => id === selected) ?? plan.problems[0] ?? null;
  return (
    <div className="cp-columns">
      <Outline selectedId={problem?.id ?? null} onSelect={onSelect} />
      <div className="cp-main">
        {problem === null ? (
          <EmptyState
            icon="note"
            title={t('noProblems')}
            action={
              addFromTemplate === null ? undefined : (
                <Button variant="contained" color="primary" onClick={addFromTemplate}>
                  {t('template.open')}
                </Button>
              )
            }
          >
            {mayWrite ? `${t('noProblemsText')} ${t('template.openText')}` : null}
          </EmptyState>
        ) : (
          <ProblemPane
            key={problem.id}
            problem={problem}
            number={plan.problems.indexOf(problem) + 1}
          />
        )}
      </div>
    </div>
  );
};

const SignedVersion = ({ version }: { version: number }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const { data, error, refetch } = useCall('careplans.version', { id: plan.id, version });
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!data) return <Skeleton />;
  const note = version === plan.newestVersion ? 'newestRead' : 'readOnlyVersion';
  return <VersionView content={data.content} note={t(note, { version })} />;
};

export const PlanEditor = ({ planId }: { planId: string }): ReactElement => {
  const { data: plan, error, refetch } = useCall('careplans.get', { id: planId });
  if (plan) return <OpenPlan plan={plan} />;
  return error ? <ErrorPlace error={error} onRetry={refetch} /> : <Skeleton />;
};

const OpenPlan = ({ plan }: { plan: CarePlan }): ReactElement => {
  const { data: owners } = useCall('careplans.owners', { of: 'carePlan', id: plan.id });
  const mayWritePlans = useMay('careplans.write');
  const mayCare = useMay('care.write');
  const mayPrint = useMay('documents.make');
  const [selected, setSelected] = useState<string | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [comparing, setComparing] = useState(false);
  const [printing, setPrinting] = useState(false);
  const [applying, setApplying] = useState(false);
  const templateTitle = useTemplateTitle(plan);
  const open = isOpen(plan.status);
  // An ended plan is what was signed last, not the draft that nobody signed.
  const shownVersion = chosen ?? (!open && plan.newestVersion > 0 ? plan.newestVersion : null);
  const mend = (blocker: Blocker): void => {
    if ('problemId' in blocker) setSelected(blocker.problemId);
    const place = placeOf(plan, blocker);
    // Who takes part is a window of its own: it opens at once.
    if (place !== null) goToPlace(place, blocker.code === 'noParticipants');
  };
  return (
    <PlanContext
      value={{
        plan,
        owners: owners ?? [],
        mayWrite: mayWritePlans && open,
        mayTurnPlan: mayWritePlans,
        addFromTemplate: mayWritePlans && open ? () => setApplying(true) : null,
        templateTitle,
        mayCare: mayCare && open,
        mayTell: mayCare && plan.status !== 'entered-in-error',
      }}
    >
      <VersionBar
        chosen={shownVersion}
        comparing={comparing}
        onChoose={setChosen}
        onCompare={() => setComparing(!comparing)}
        onPrint={mayPrint ? () => setPrinting(true) : null}
        onMend={mend}
      />
      {comparing ? <CompareVersions key={shownVersion} chosen={shownVersion} /> : null}
      {shownVersion === null ? (
        <Working selected={selected} onSelect={setSelected} />
      ) : (
        <SignedVersion version={shownVersion} />
      )}
      {applying && open ? (
        <TemplateDialog onClose={() => setApplying(false)} onAdded={setSelected} />
      ) : null}
      {printing ? (
        <PrintPreview
          carePlanId={plan.id}
          version={shownVersion}
          patient={plan.patient}
          onClose={() => setPrinting(false)}
        />
      ) : null}
    </PlanContext>
  );
};
