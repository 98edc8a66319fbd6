/** Adds a barrier, or changes one: the same form for both. What is typed is kept as a draft. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarrierInput } from '../../../shared/contract/careplans';
import { mergeFields, resolved, type Fields } from '../../../shared/careplans/merge';
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
import { useFormat } from '../../app/format';
import { useFormDraft } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { DateInput } from '../../components/DateInput';
import { Field } from '../../components/Field';
import { TimeInput } from '../../components/TimeInput';
import { usePlanErrorText } from './error-text';
import { MergePlace } from './MergePlace';
import { useFieldName, useValueText } from './use-value-text';

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
/** The fields of a barrier that the form changes. */
const fieldsOf = (barrier: Barrier): Fields => ({
  ...{ title: barrier.title, category: barrier.category, severity: barrier.severity },
  ...{ removableBy: barrier.removableBy, goalId: barrier.goalId, activityId: barrier.activityId },
  ...{ ownerId: barrier.ownerId, dueAt: barrier.dueAt, detail: barrier.detail },
});

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
  const format = useFormat();
  const fieldName = useFieldName();
  const valueText = useValueText();
  /** People, goals and interventions are said by name. */
  const nameOf = (field: string, value: string): string => {
    if (field === 'ownerId')
      return owners.find(({ userId }) => userId === value)?.name ?? t('somebody');
    if (field === 'goalId' || field === 'activityId')
      return (
        [...(blockable?.goals ?? []), ...(blockable?.activities ?? [])].find(
          ({ id }) => id === value,
        )?.description ?? t('notSet')
      );
    return valueText(field, value);
  };
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
      // What stood there when the person began: kept with the text over a lock.
      base: barrier === null ? '' : JSON.stringify(fieldsOf(barrier)),
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
  const [merging, setMerging] = useState<{ theirs: Barrier; mine: Fields } | null>(null);
  const base = draft.values['base'] ? (JSON.parse(draft.values['base']) as Fields) : null;

  /** Lays the person's changes over the present record; what both changed is asked first. */
  const lay = async (mine: Fields, theirs: Barrier): Promise<void> => {
    const merged = mergeFields(base ?? fieldsOf(theirs), mine, fieldsOf(theirs));
    const fields = resolved(merged, {});
    if (fields === null) return setMerging({ theirs, mine });
    return send(fields, theirs);
  };

  const send = async (fields: Fields, over?: Barrier): Promise<void> => {
    setBusy(true);
    const outcome = await save(fields as unknown as BarrierInput, over);
    setBusy(false);
    if (outcome.ok) return leave();
    if (outcome.error.code === 'conflict' && outcome.error.current)
      return lay(fields, outcome.error.current as Barrier);
    return setProblem({ field: 'title', text: errorText(outcome.error) });
  };

  const submit = async (): Promise<void> => {
    if (title.trim() === '') return setProblem({ field: 'title', text: t('missing') });
    if (category === null) return setProblem({ field: 'category', text: t('categoryMissing') });
    const local = day === '' ? null : `${day}T${time || endOfDay}`;
    if (local !== null && wallTimeKind(local, zone) === 'gap')
      return setProblem({ field: 'time', text: t('gap') });
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
    if (barrier === null) return send(fields);
    // A form without a choice of what is blocked leaves that as it is.
    return lay({ ...(base ?? fieldsOf(barrier)), ...fields }, barrier);
  };

  const leave = (): void => {
    draft.clear();
    onDone();
  };

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
      {merging === null ? null : (
        <MergePlace
          merged={mergeFields(
            base ?? fieldsOf(merging.theirs),
            merging.mine,
            fieldsOf(merging.theirs),
          )}
          words={{
            title: t('mergeTitle', {
              name: merging.theirs.updatedByName ?? t('somebody'),
              when: format.dateTime(merging.theirs.updatedAt, zone),
            }),
            base: t('mergeBase'),
            theirs: t('conflictTheirs', {
              name: merging.theirs.updatedByName ?? t('somebody'),
              when: format.dateTime(merging.theirs.updatedAt, zone),
            }),
            mine: t('conflictMine'),
            save: t('mergeSave'),
          }}
          fieldName={fieldName}
          valueText={(field, value) => nameOf(field, String(value))}
          onSave={(fields) => void send(fields, merging.theirs)}
          onCancel={{ text: t('useTheirs'), act: leave }}
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
