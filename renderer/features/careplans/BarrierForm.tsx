/** Adds a barrier, or changes one: the same form for both. What is typed is kept as a draft. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarrierInput } from '../../../shared/contract/careplans';
import type { Barrier, Owner, Problem } from '../../../shared/careplans/plan';
import {
  barrierCategories,
  barrierCategorySchema,
  severities,
  type BarrierCategory,
  type BarrierSeverity,
} from '../../../shared/careplans/statuses';
import { instantOfLocal, localOf, wallTimeKind } from '../../../shared/time';
import type { Outcome } from '../../app/api';
import { useFormDraft } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { DateInput } from '../../components/DateInput';
import { Field } from '../../components/Field';
import { TimeInput } from '../../components/TimeInput';
import { ConflictPlace } from './ConflictPlace';
import { usePlanErrorText } from './error-text';

interface BarrierFormProps {
  /** Names the drafts: the barrier, or where a new one belongs. */
  form: string;
  patientId: string;
  barrier: Barrier | null;
  owners: readonly Owner[];
  /** The problem whose goals and interventions it may block; none for a barrier of the stay. */
  blockable?: Pick<Problem, 'goals' | 'activities'> | undefined;
  /** `present` is the record that somebody else saved and the person chose to write over. */
  save: (fields: BarrierInput, present?: Barrier) => Promise<Outcome<unknown>>;
  onDone: () => void;
}

/** The form's draft: a new barrier of a stay or a problem, or changes to one. */
export const barrierDraft = (form: string): string => `careplans:barrier:${form}`;

/** A barrier is due at a time of a day; a day alone means its end. */
const endOfDay = '23:59';

/** None yet for a new one; a code of an import that is none of ours must be chosen anew. */
const categoryOf = (barrier: Barrier | null): BarrierCategory | null => {
  const parsed = barrierCategorySchema.safeParse(barrier?.category);
  return parsed.success ? parsed.data : null;
};

/** A chosen goal or intervention as the barrier's tie. */
const tieOf = (
  id: string,
  { goals, activities }: Pick<Problem, 'goals' | 'activities'>,
): { goalId: string | null; activityId: string | null } => ({
  goalId: goals.some((goal) => goal.id === id) ? id : null,
  activityId: activities.some((activity) => activity.id === id) ? id : null,
});

export const BarrierForm = ({
  form,
  patientId,
  barrier,
  owners,
  blockable,
  save,
  onDone,
}: BarrierFormProps): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tApp } = useTranslation('app');
  const { t: tParts } = useTranslation('components');
  const errorText = usePlanErrorText();
  const { zone } = useMinute();
  const due = barrier?.dueAt ? localOf(barrier.dueAt, zone) : null;
  const draft = useFormDraft(
    barrierDraft(form),
    {
      title: barrier?.title ?? '',
      removableBy: barrier?.removableBy ?? '',
      detail: barrier?.detail ?? '',
      category: categoryOf(barrier) ?? '',
      severity: barrier?.severity ?? 'moderate',
      ownerId: barrier?.ownerId ?? '',
      blocks: barrier?.goalId ?? barrier?.activityId ?? '',
      day: due?.slice(0, 10) ?? '',
      time: due?.slice(11) ?? '',
    },
    { patientId, baseRowVersion: barrier?.rowVersion ?? null },
  );
  const { title = '', removableBy = '', detail = '', ownerId, day = '', time = '' } = draft.values;
  const category = barrierCategorySchema.safeParse(draft.values['category']).data ?? null;
  const severity = (draft.values['severity'] ?? 'moderate') as BarrierSeverity;
  const throwAway = useThrowAway();
  const [problem, setProblem] = useState<{
    field: 'title' | 'category' | 'time';
    text: string;
  } | null>(null);
  const [busy, setBusy] = useState(false);
  const [theirs, setTheirs] = useState<Barrier | null>(null);

  const submit = async (present?: Barrier): Promise<void> => {
    if (title.trim() === '') return setProblem({ field: 'title', text: t('missing') });
    if (category === null) return setProblem({ field: 'category', text: t('categoryMissing') });
    const local = day === '' ? null : `${day}T${time || endOfDay}`;
    if (local !== null && wallTimeKind(local, zone) === 'gap')
      return setProblem({ field: 'time', text: t('gap') });
    setBusy(true);
    const fields = {
      category,
      title: title.trim(),
      detail: detail.trim() || null,
      severity,
      removableBy: removableBy.trim() || null,
      ownerId: ownerId || null,
      ...(blockable ? tieOf(draft.values['blocks'] ?? '', blockable) : {}),
      dueAt: local === null ? null : instantOfLocal(local, zone),
    };
    const outcome = await save(fields, present);
    setBusy(false);
    if (outcome.ok) return leave();
    if (outcome.error.code === 'conflict' && outcome.error.current)
      return setTheirs(outcome.error.current as Barrier);
    return setProblem({ field: 'title', text: errorText(outcome.error) });
  };

  const leave = (): void => {
    draft.clear();
    onDone();
  };
  const inWords = (parts: (string | null)[]): string => parts.filter(Boolean).join(' · ');

  return (
    <form
      className="cp-form"
      aria-label={barrier === null ? t('addBarrier') : barrier.title}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      {draft.wasKept ? <div className="good">{tParts('draftFromBefore')}</div> : null}
      <Field
        label={t('barrierWhat')}
        problem={problem?.field === 'title' ? problem.text : undefined}
      >
        {(control) => (
          <input
            {...control}
            autoFocus
            maxLength={300}
            value={title}
            onChange={(event) => {
              draft.set('title', event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
      <div className="cp-form-row">
        <Field
          label={t('barrierCategoryLabel')}
          problem={problem?.field === 'category' ? problem.text : undefined}
        >
          {(control) => (
            <select
              {...control}
              value={category ?? ''}
              onChange={(event) => {
                draft.set('category', event.target.value);
                setProblem(null);
              }}
            >
              {category === null ? <option value="">{t('choose')}</option> : null}
              {barrierCategories.map((code) => (
                <option key={code} value={code}>
                  {t(`barrierCategory.${code}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('severityLabel')} help={t(`severityHelp.${severity}`)}>
          {(control) => (
            <select
              {...control}
              value={severity}
              onChange={(event) => draft.set('severity', event.target.value)}
            >
              {severities.map((code) => (
                <option key={code} value={code}>
                  {t(`severity.${code}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('removableBy')} optional>
          {(control) => (
            <input
              {...control}
              maxLength={120}
              value={removableBy}
              onChange={(event) => draft.set('removableBy', event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="cp-form-row">
        <Field label={t('owner')} optional>
          {(control) => (
            <select
              {...control}
              value={ownerId}
              onChange={(event) => draft.set('ownerId', event.target.value)}
            >
              <option value="">{t('kindNone')}</option>
              {owners.map(({ userId, name }) =>
                userId === null ? null : (
                  <option key={userId} value={userId}>
                    {name}
                  </option>
                ),
              )}
            </select>
          )}
        </Field>
        <Field label={t('due')} optional>
          {(control) => (
            <DateInput
              {...control}
              half={draft.half('day')}
              value={day}
              onChange={(next) => draft.set('day', next)}
            />
          )}
        </Field>
        <Field
          label={t('dueTime')}
          optional
          problem={problem?.field === 'time' ? problem.text : undefined}
        >
          {(control) => (
            <TimeInput
              {...control}
              disabled={day === ''}
              half={draft.half('time')}
              value={time}
              onChange={(next) => {
                draft.set('time', next);
                setProblem(null);
              }}
            />
          )}
        </Field>
      </div>
      {blockable && blockable.goals.length + blockable.activities.length > 0 ? (
        <Field label={t('blocks')}>
          {(control) => (
            <select
              {...control}
              value={draft.values['blocks'] ?? ''}
              onChange={(event) => draft.set('blocks', event.target.value)}
            >
              <option value="">{t('wholeProblem')}</option>
              <optgroup label={t('goalsTitle')}>
                {blockable.goals.map(({ id, description }) => (
                  <option key={id} value={id}>
                    {description}
                  </option>
                ))}
              </optgroup>
              <optgroup label={t('interventions')}>
                {blockable.activities.map(({ id, description }) => (
                  <option key={id} value={id}>
                    {description}
                  </option>
                ))}
              </optgroup>
            </select>
          )}
        </Field>
      ) : null}
      <Field label={t('barrierDetail')} optional>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={detail}
            onChange={(event) => draft.set('detail', event.target.value)}
          />
        )}
      </Field>
      {theirs === null ? null : (
        <ConflictPlace
          theirs={inWords([
            theirs.title,
            t(`severity.${theirs.severity}`),
            theirs.removableBy,
            theirs.detail,
          ])}
          mine={inWords([title, t(`severity.${severity}`), removableBy, detail])}
          byName={theirs.updatedByName}
          at={theirs.updatedAt}
          onTheirs={leave}
          onMine={() => void submit(theirs)}
        />
      )}
      <div className="row">
        <Button type="submit" size="small" variant="contained" disabled={busy}>
          {barrier === null ? t('add') : t('saveChange')}
        </Button>
        <Button
          size="small"
          variant="text"
          onClick={() => {
            throwAway(barrierDraft(form), barrier === null ? t('addBarrier') : barrier.title);
            onDone();
          }}
        >
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
