/** The care plan in a patient's file: the plan that is open, a choice among several, or the first one. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpen, type PlanSummary } from '../../../shared/careplans/plan';
import { useCall, useCommand } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useMay } from '../../app/session-context';
import { Field } from '../../components/Field';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { ProposalsOf, ProposalTray } from '../proposals';
import './careplans.css';
import './course/course.css';
import { usePlanErrorText } from './error-text';
import { PlanEditor } from './PlanEditor';

const NewPlan = ({
  encounterId,
  patientId,
  onMade,
  onCancel,
}: {
  encounterId: string;
  patientId: string;
  onMade: (id: string) => void;
  onCancel: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tApp } = useTranslation('app');
  const errorText = usePlanErrorText();
  const title = useDraft(`careplans:new:${encounterId}`, '', { patientId });
  const [problem, setProblem] = useState<string>();
  const { run, isRunning } = useCommand('careplans.create');
  const create = async (): Promise<void> => {
    const text = title.text.trim();
    if (text === '') return setProblem(t('newTitleMissing'));
    const outcome = await run({ encounterId, title: text });
    if (!outcome.ok) return setProblem(errorText(outcome.error));
    title.clear();
    return onMade(outcome.value.id);
  };
  return (
    <form
      className="cp-new"
      aria-label={t('start')}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Field label={t('newTitle')} help={t('newTitleHelp')} problem={problem}>
        {(control) => (
          <input
            {...control}
            autoFocus
            maxLength={120}
            value={title.text}
            onChange={(event) => {
              title.set(event.target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" variant="contained" color="primary" disabled={isRunning}>
          {t('start')}
        </Button>
        <Button variant="text" onClick={onCancel}>
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};

const PlanChoice = ({
  plans,
  chosen,
  onChoose,
  onAnother,
}: {
  plans: readonly PlanSummary[];
  chosen: string;
  onChoose: (id: string) => void;
  onAnother: (() => void) | null;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  return (
    <div className="cp-plans row wrap">
      <label className="row">
        <span className="t-label">{t('plans')}</span>
        <select
          className="cp-version"
          value={chosen}
          onChange={(event) => onChoose(event.target.value)}
        >
          {plans.map(({ id, title, status }) => (
            <option key={id} value={id}>
              {t('planOf', { title, status: t(`planStatus.${status}`) })}
            </option>
          ))}
        </select>
      </label>
      {onAnother === null ? null : (
        <Button size="small" variant="text" onClick={onAnother}>
          {t('another')}
        </Button>
      )}
    </div>
  );
};

export const CarePlanTab = ({
  patientId,
  encounterId,
}: {
  patientId: string;
  /** The stay a new plan would belong to; null where none is known. */
  encounterId: string | null;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const mayWrite = useMay('careplans.write');
  const { data: plans, error, refetch } = useCall('careplans.ofPatient', { patientId });
  const [chosen, setChosen] = useState<string | null>(null);
  const [writing, setWriting] = useState(false);
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!plans) return <Skeleton />;
  const standing = plans.filter(({ status }) => status !== 'entered-in-error');
  const plan = standing.find(({ id }) => id === chosen) ?? standing[0];
  const mayStart = mayWrite && encounterId !== null;
  if (writing && encounterId !== null)
    return (
      <NewPlan
        encounterId={encounterId}
        patientId={patientId}
        onCancel={() => setWriting(false)}
        onMade={(id) => {
          setChosen(id);
          setWriting(false);
        }}
      />
    );
  if (!plan)
    return (
      <ProposalsOf patientId={patientId} encounterId={encounterId} carePlanId={null}>
        <div className="pr-beside">
          <EmptyState
            icon="note"
            title={t('none')}
            action={
              mayStart ? (
                <Button variant="contained" color="primary" onClick={() => setWriting(true)}>
                  {t('start')}
                </Button>
              ) : undefined
            }
          >
            {!mayWrite ? t('noneRead') : encounterId === null ? t('noStay') : t('noneText')}
          </EmptyState>
          <ProposalTray />
        </div>
      </ProposalsOf>
    );
  const another = mayStart && standing.every(({ status }) => !isOpen(status));
  return (
    <div className="cp">
      {standing.length > 1 || another ? (
        <PlanChoice
          plans={standing}
          chosen={plan.id}
          onChoose={setChosen}
          onAnother={another ? () => setWriting(true) : null}
        />
      ) : null}
      <ProposalsOf patientId={patientId} encounterId={plan.encounterId} carePlanId={plan.id}>
        <PlanEditor key={plan.id} planId={plan.id} />
      </ProposalsOf>
    </div>
  );
};
