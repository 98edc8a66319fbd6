/** The problems in their order at the left, J and K between them; the plan's own facts below. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarePlan, Problem } from '../../../shared/careplans/plan';
import type { Suggestion } from '../../../shared/careplans/suggestions';
import { agreements, type Agreement } from '../../../shared/careplans/statuses';
import { useCall, useCommand } from '../../app/api';
import { useKey } from '../../app/keys';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { AgreementReason } from './course/Reasons';
import { TeamLine } from './course/TeamLine';
import { NearDue } from './NearDue';
import { usePlan } from './plan-context';
import { useNoteDeed, useRetracing } from './plan-deeds';
import { chosenLine, QuickAdd } from './QuickAdd';
import { SavedField, type SaveText } from './SavedField';
import { SavedSelect } from './SavedSelect';
import { useReorder } from './use-reorder';
import { useSaver } from './use-saver';

type PlanField = 'title' | 'reviewOn' | 'agreedBy' | 'agreedOn';

/** Title, review and agreement of the plan. */
const PlanFacts = (): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const saver = useSaver('careplans.change', plan);
  const field = (name: PlanField, label: string, more: object = {}): ReactElement => {
    const save: SaveText = (text, unchanged, over) => saver({ [name]: text }, unchanged, over);
    return (
      <SavedField
        record={plan}
        field={name}
        label={label}
        value={plan[name]}
        read={(current) => (current as CarePlan)[name]}
        save={save}
        patientId={plan.patientId}
        readOnly={!mayWrite}
        maxLength={120}
        {...more}
      />
    );
  };
  return (
    <section className="cp-facts" aria-label={t('planFacts')}>
      <h3>{t('planFacts')}</h3>
      {field('title', t('newTitle'), { required: true })}
      {field('reviewOn', t('reviewOn'), { kind: 'date' })}
      {plan.reviewOn === null || plan.status !== 'active' ? null : <NearDue on={plan.reviewOn} />}
      {field('agreedBy', t('agreedBy'))}
      {field('agreedOn', t('agreedOn'), { kind: 'date' })}
      <div data-place={`${plan.id}:agreement`}>
        <SavedSelect
          label={t('agreementLabel')}
          value={plan.agreement}
          empty={t('agreementNone')}
          options={agreements.map((code) => [code, t(`agreement.${code}`)])}
          readOnly={!mayWrite}
          save={(agreement) =>
            saver(
              { agreement: agreement as Agreement | null },
              (current) => (current as CarePlan).agreement === plan.agreement,
            )
          }
        />
      </div>
      <AgreementReason />
      <TeamLine />
    </section>
  );
};

/** Adds a problem in one's own words, or from a condition of the patient. */
const AddProblem = ({
  onAdded,
  onClose,
}: {
  onAdded: (id: string) => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const { data: conditions } = useCall('careplans.conditions', { id: plan.id });
  const { run } = useCommand('careplans.addProblem');
  const note = useNoteDeed();
  const add = async (title: string, conditionId: string | null = null, suggestion?: Suggestion) => {
    const source =
      conditionId === null ? null : t('fromCondition', { condition: title }).slice(0, 120);
    const outcome = await run({
      ...{ carePlanId: plan.id, title, source, conditionId },
      ...chosenLine(suggestion),
    });
    if (outcome.ok) {
      const { id } = outcome.value;
      note(t('added', { what: title }), [{ record: 'problem', id, from: 0, to: 1 }]);
      onAdded(id);
    }
    return outcome;
  };
  return (
    <div className="cp-add-problem">
      <QuickAdd
        form={`careplans:problem:${plan.id}`}
        label={t('problemTitle')}
        record="problem"
        standing={plan.problems.map(({ title }) => title)}
        add={(title, suggestion) => add(title, null, suggestion)}
        onClose={onClose}
      />
      {conditions && conditions.length > 0 ? (
        <div className="cp-conditions" role="group" aria-label={t('fromConditions')}>
          <span className="t-cap">{t('fromConditions')}</span>
          {conditions.map(({ id, display }) => (
            <button
              key={id}
              type="button"
              className="chip"
              onClick={() => void add(display.slice(0, 300), id)}
            >
              <Icon name="plus" size={14} />
              <span className="trunc">{display}</span>
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
};

/** Undo and redo of what was done to the plan in this session. */
const RetraceButtons = (): ReactElement => {
  const { t } = useTranslation('careplans');
  const { undo, redo, canUndo, canRedo } = useRetracing();
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={t('undoPlan')}
        aria-keyshortcuts="Control+Z"
        disabled={!canUndo}
        onClick={() => void undo()}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="icon-button cp-redo"
        aria-label={t('redoPlan')}
        aria-keyshortcuts="Control+Y"
        disabled={!canRedo}
        onClick={() => void redo()}
      >
        <Icon name="undo" />
      </button>
    </>
  );
};

const useProblemSummary = (): ((problem: Problem) => string) => {
  const { t } = useTranslation('careplans');
  return ({ goals, barriers }) => {
    const open = barriers.filter(({ resolvedAt }) => resolvedAt === null).length;
    const reached =
      goals.length > 0 && goals.every(({ achievementStatus }) => achievementStatus === 'achieved');
    return [
      t('goals', { count: goals.length }),
      ...(reached ? [t('allReached')] : []),
      ...(open > 0 ? [t('barriersOpen', { count: open })] : []),
    ].join(', ');
  };
};

export const Outline = ({
  selectedId,
  onSelect,
  onFind,
}: {
  selectedId: string | null;
  onSelect: (id: string) => void;
  onFind: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite, addFromTemplate } = usePlan();
  const summaryOf = useProblemSummary();
  // Until somebody says otherwise the field stands open as long as there is nothing, however it came.
  const [asked, setAdding] = useState<boolean | null>(null);
  const adding = asked ?? plan.problems.length === 0;
  const reorder = useReorder('problem', plan.problems, ({ title }) => title);
  const step = (by: number): void => {
    const at = plan.problems.findIndex(({ id }) => id === selectedId);
    const next = plan.problems[Math.min(plan.problems.length - 1, Math.max(0, at + by))];
    if (next) onSelect(next.id);
  };
  useKey('j', () => step(1));
  useKey('k', () => step(-1));
  return (
    <nav className="cp-outline" aria-label={t('problems')}>
      <div className="section-head">
        <h2>{t('problems')}</h2>
        <span className="n grow">{plan.problems.length}</span>
        {plan.problems.length === 0 ? null : (
          <button
            type="button"
            className="icon-button"
            aria-label={t('findInPlan')}
            aria-keyshortcuts="Control+F"
            onClick={onFind}
          >
            <Icon name="search" />
          </button>
        )}
        {mayWrite ? <RetraceButtons /> : null}
        {mayWrite ? (
          <span data-place="plan:problems">
            <button
              type="button"
              className="icon-button"
              aria-label={t('addProblem')}
              aria-expanded={adding}
              onClick={() => setAdding(!adding)}
            >
              <Icon name="plus" />
            </button>
          </span>
        ) : null}
      </div>
      <ol>
        {plan.problems.map((problem, index) => (
          <li key={problem.id} {...reorder.item(problem)}>
            <button
              type="button"
              className="cp-outline-item"
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              {...reorder.handle(problem)}
              aria-current={problem.id === selectedId ? 'true' : undefined}
              onClick={() => onSelect(problem.id)}
            >
              <span className="no">{index + 1}</span>
              <span className="grow">
                <span className="m">{problem.title}</span>
                <span className="t-cap">{summaryOf(problem)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {adding && mayWrite ? (
        <AddProblem
          onAdded={(id) => {
            // What was typed here is followed by more.
            setAdding(true);
            onSelect(id);
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {addFromTemplate === null || plan.problems.length === 0 ? null : (
        <button type="button" className="cp-from-template" onClick={addFromTemplate}>
          <Icon name="plus" size={14} /> {t('template.open')}
        </button>
      )}
      <PlanFacts />
      <div className="cp-keys" aria-hidden="true">
        <span>
          <Key keys="J" /> <Key keys="K" /> {t('keysProblem')}
        </span>
        <span>
          <Key keys="Tab" /> {t('keysField')}
        </span>
        <span>
          <Key keys="Alt ↑" /> <Key keys="↓" /> {t('keysMove')}
        </span>
      </div>
    </nav>
  );
};
