/** One care plan: its bar, the problems at the left, the chosen one in the middle. */
import Button from '@mui/material/Button';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpen, type CarePlan } from '../../../shared/careplans/plan';
import type { Hit } from '../../../shared/careplans/find';
import { useCall } from '../../app/api';
import { useKey } from '../../app/keys';
import { useMay } from '../../app/session-context';
import { useAppSelector } from '../../app/store';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { PrintPreview } from '../documents';
import './editor.css';
import type { Blocker } from '../../../shared/careplans/activation';
import { CompareVersions } from './course/CompareVersions';
import { FormerOffer } from './course/FormerOffer';
import { goToPlace, placeOf } from './course/go-to-place';
import { FindBar } from './FindBar';
import { Outline } from './Outline';
import { PlanTray } from './PlanTray';
import { PlanContext, usePlan } from './plan-context';
import { useRetracing } from './plan-deeds';
import { ProblemPane } from './ProblemPane';
import { TemplateDialog } from './TemplateDialog';
import { useCollapsed } from './use-collapsed';
import { useTemplateTitle } from './use-template-title';
import { VersionBar } from './VersionBar';
import { VersionView } from './VersionView';

/** The chosen problem; while none is chosen or it went, the first. */
const Working = ({
  selected,
  onSelect,
  onHit,
}: {
  selected: string | null;
  onSelect: (id: string) => void;
  onHit: (hit: Hit | null) => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite, addFromTemplate, foundId } = usePlan();
  const [finding, setFinding] = useState(false);
  const { undo, redo } = useRetracing();
  // An offer in the bar below is taken back first: it is what was done last.
  const offered = useAppSelector((state) => state.undo.text !== null);
  useKey('ctrl+f', () => setFinding(true), plan.problems.length > 0);
  useKey('ctrl+z', () => void undo(), mayWrite && !offered);
  useKey('ctrl+y', () => void redo(), mayWrite);
  useKey('ctrl+shift+z', () => void redo(), mayWrite);
  useEffect(() => {
    if (foundId === null) return;
    document
      .querySelector(`[data-part="${CSS.escape(foundId)}"]`)
      ?.scrollIntoView({ block: 'center' });
  }, [foundId]);
  const problem = plan.problems.find(({ id }) => id === selected) ?? plan.problems[0] ?? null;
  return (
    <div className="cp-columns">
      <Outline
        selectedId={problem?.id ?? null}
        onSelect={onSelect}
        onFind={() => setFinding(true)}
      />
      <div className="cp-main">
        {finding ? <FindBar onHit={onHit} onClose={() => setFinding(false)} /> : null}
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
      <PlanTray onAccepted={onSelect} />
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
  const [said, announce] = useState('');
  const [collapsed, setCollapsed] = useCollapsed(plan.id);
  const [foundId, setFoundId] = useState<string | null>(null);
  const showHit = useCallback(
    (hit: Hit | null) => {
      setFoundId(hit?.id ?? null);
      if (hit === null) return;
      setSelected(hit.problemId);
      if (hit.record === 'goal') setCollapsed([hit.id], false);
    },
    [setCollapsed],
  );
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
        announce,
        collapsed,
        setCollapsed,
        foundId,
      }}
    >
      <div className="sr" role="status">
        {said}
      </div>
      <VersionBar
        chosen={shownVersion}
        comparing={comparing}
        onChoose={setChosen}
        onCompare={() => setComparing(!comparing)}
        onPrint={mayPrint ? () => setPrinting(true) : null}
        onMend={mend}
      />
      {open && shownVersion === null ? <FormerOffer /> : null}
      {comparing ? <CompareVersions key={shownVersion} chosen={shownVersion} /> : null}
      {shownVersion === null ? (
        <Working selected={selected} onSelect={setSelected} onHit={showHit} />
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
