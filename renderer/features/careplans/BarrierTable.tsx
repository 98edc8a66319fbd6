/** Barriers: open ones first; resolving is recorded live and can be taken back. */
import Button from '@mui/material/Button';
import { useContext, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Barrier, Owner, Problem } from '../../../shared/careplans/plan';
import { labelOf, planLabels } from '../../../shared/careplans/labels';
import { daysBetween, localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useFormat } from '../../app/format';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { useStandsOpen, wasOpenAtLock } from '../../app/open-forms';
import { DueLabel } from '../../components/DueLabel';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { barrierDraft, BarrierForm } from './BarrierForm';
import { usePlanErrorText } from './error-text';
import { MoreMenu, type MoreItem } from './MoreMenu';
import { PlanContext } from './plan-context';
import { useOfferDeed } from './plan-deeds';
import { useSaver } from './use-saver';

const resolveDraft = (id: string): string => `careplans:resolve:${id}`;

/** How it was removed, in words; optional, and kept while it is typed. */
const ResolveForm = ({
  barrier,
  patientId,
  onDone,
}: {
  barrier: Barrier;
  patientId: string;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tApp } = useTranslation('app');
  const errorText = usePlanErrorText();
  const offerDeed = useOfferDeed();
  const how = useDraft(resolveDraft(barrier.id), '', { patientId });
  useStandsOpen(resolveDraft(barrier.id));
  const throwAway = useThrowAway();
  const { run, error, isRunning } = useCommand('careplans.resolveBarrier');
  const { run: reopen } = useCommand('careplans.reopenBarrier');
  const save = async (): Promise<void> => {
    const { id, rowVersion, title } = barrier;
    const outcome = await run({ id, rowVersion, resolution: how.text.trim() || null });
    if (!outcome.ok) return;
    how.clear();
    const next = outcome.value.rowVersion;
    offerDeed(
      t('barrierResolved', { title }),
      [{ record: 'barrier', id, from: rowVersion, to: next }],
      () => reopen({ id, rowVersion: next }),
    );
    onDone();
  };
  return (
    <form
      className="cp-form"
      aria-label={`${t('resolve')}: ${barrier.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <Field label={t('resolveHow')} optional problem={error && errorText(error)}>
        {(control) => (
          <input
            {...control}
            autoFocus
            maxLength={300}
            value={how.text}
            onChange={(event) => how.set(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" size="small" variant="contained" disabled={isRunning}>
          {t('resolveSave')}
        </Button>
        <Button
          size="small"
          variant="text"
          onClick={() => {
            throwAway(resolveDraft(barrier.id), `${t('resolve')}: ${barrier.title}`);
            onDone();
          }}
        >
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};

interface BarrierListProps {
  barriers: readonly Barrier[];
  owners: readonly Owner[];
  /** The problem whose goals and interventions they may block. */
  blockable?: Pick<Problem, 'goals' | 'activities'>;
  patientId: string;
  /** May the wording be changed? */
  mayWrite: boolean;
  /** May it be resolved and opened again? */
  mayCare: boolean;
  /** More that can be done to one, for instance marking it as entered in error. */
  more?: (barrier: Barrier) => MoreItem[];
  /** Says of each whether it stands in the care plan. */
  tellPlan?: boolean;
}

const BarrierRow = ({
  barrier,
  owners,
  blockable,
  patientId,
  mayWrite,
  mayCare,
  more,
  tellPlan = false,
}: Omit<BarrierListProps, 'barriers'> & { barrier: Barrier }): ReactElement => {
  const { t, i18n } = useTranslation('careplans');
  const format = useFormat();
  const { now, zone } = useMinute();
  const offerDeed = useOfferDeed();
  const [open, setOpen] = useState<'change' | 'resolve' | null>(() =>
    wasOpenAtLock(barrierDraft(barrier.id))
      ? 'change'
      : wasOpenAtLock(resolveDraft(barrier.id))
        ? 'resolve'
        : null,
  );
  const saver = useSaver('careplans.changeBarrier', barrier);
  const foundId = useContext(PlanContext)?.foundId ?? null;
  const { run: reopen } = useCommand('careplans.reopenBarrier');
  const { run: resolve } = useCommand('careplans.resolveBarrier');
  const labels = planLabels[i18n.language.startsWith('es') ? 'es' : 'en'];
  const today = localDateOf(now, zone);
  const days = Math.max(0, daysBetween(localDateOf(barrier.openedAt, zone), today));
  const state = barrier.resolvedAt
    ? t('resolved', { date: format.date(localDateOf(barrier.resolvedAt, zone), today) })
    : days === 0
      ? t('openToday')
      : t('openDays', { count: days });
  const blocked = [...(blockable?.goals ?? []), ...(blockable?.activities ?? [])].find(
    ({ id }) => id === barrier.goalId || id === barrier.activityId,
  )?.description;
  const openAgain = async (): Promise<void> => {
    const { resolution, id } = barrier;
    const outcome = await reopen({ id, rowVersion: barrier.rowVersion });
    if (!outcome.ok) return;
    const { rowVersion } = outcome.value;
    offerDeed(
      t('barrierReopened', { title: barrier.title }),
      [{ record: 'barrier', id, from: barrier.rowVersion, to: rowVersion }],
      () => resolve({ id, rowVersion, resolution }),
    );
  };
  return (
    <>
      <tr className={foundId === barrier.id ? 'found' : undefined} data-part={barrier.id}>
        <td>
          <span className={barrier.resolvedAt ? 's2' : 'm'}>{barrier.title}</span>
          <span className="sub">
            {[
              labelOf(labels.barrierCategory, barrier.category),
              ...(blocked === undefined ? [] : [t('blocksWhat', { what: blocked })]),
              ...(tellPlan && barrier.problemId !== null ? [t('underPlan')] : []),
              barrier.resolvedAt ? barrier.resolution : barrier.detail,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {mayWrite && barrier.resolvedAt === null ? (
            <LeftUnsaved
              form={barrierDraft(barrier.id)}
              what={`${t('edit')}: ${barrier.title}`}
              onGoOn={() => setOpen('change')}
            />
          ) : null}
          {mayCare && barrier.resolvedAt === null ? (
            <LeftUnsaved
              form={resolveDraft(barrier.id)}
              what={`${t('resolve')}: ${barrier.title}`}
              onGoOn={() => setOpen('resolve')}
            />
          ) : null}
        </td>
        <td>{labels.severity[barrier.severity]}</td>
        <td>{barrier.removableBy}</td>
        <td>{barrier.ownerName}</td>
        <td>
          {barrier.dueAt === null || barrier.resolvedAt ? null : (
            <DueLabel due={{ dueAt: barrier.dueAt, dueOn: null }} />
          )}
        </td>
        <td>{state}</td>
        <td>
          <div className="row">
            {mayCare && barrier.resolvedAt === null ? (
              <Button
                size="small"
                aria-label={`${t('resolve')}: ${barrier.title}`}
                onClick={() => setOpen('resolve')}
              >
                {t('resolve')}
              </Button>
            ) : null}
            {mayCare && barrier.resolvedAt !== null ? (
              <Button
                size="small"
                aria-label={`${t('reopenBarrier')}: ${barrier.title}`}
                onClick={() => void openAgain()}
              >
                {t('reopenBarrier')}
              </Button>
            ) : null}
            {mayWrite && barrier.resolvedAt === null ? (
              <button
                type="button"
                className="icon-button"
                aria-label={`${t('edit')}: ${barrier.title}`}
                onClick={() => setOpen('change')}
              >
                <Icon name="pencil" />
              </button>
            ) : null}
            {mayWrite && more ? (
              <MoreMenu label={t('moreFor', { what: barrier.title })} items={more(barrier)} />
            ) : null}
          </div>
        </td>
      </tr>
      {open === null ? null : (
        <tr>
          <td colSpan={7}>
            {open === 'resolve' ? (
              <ResolveForm barrier={barrier} patientId={patientId} onDone={() => setOpen(null)} />
            ) : (
              <BarrierForm
                form={barrier.id}
                patientId={patientId}
                barrier={barrier}
                owners={owners}
                blockable={blockable}
                save={(fields, present) => saver(fields, () => false, present)}
                onDone={() => setOpen(null)}
              />
            )}
          </td>
        </tr>
      )}
    </>
  );
};

export const BarrierTable = ({ barriers, ...rest }: BarrierListProps): ReactElement => {
  const { t } = useTranslation('careplans');
  const [showResolved, setShowResolved] = useState(false);
  const resolved = barriers.filter(({ resolvedAt }) => resolvedAt !== null);
  const shown = [
    ...barriers.filter(({ resolvedAt }) => resolvedAt === null),
    ...(showResolved ? resolved : []),
  ];
  return (
    <div className="cp-table-scroll">
      {shown.length === 0 ? null : (
        <table
          className={rest.tellPlan ? 'table cp-table fit' : 'table cp-table'}
          aria-label={t('stayBarriers')}
        >
          {rest.tellPlan ? null : (
            <colgroup>
              <col />
              <col style={{ width: '5.5rem' }} />
              <col style={{ width: '8.5rem' }} />
              <col style={{ width: '8rem' }} />
              <col style={{ width: '10.5rem' }} />
              <col style={{ width: '6.5rem' }} />
              <col style={{ width: '10rem' }} />
            </colgroup>
          )}
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('severityLabel')}</th>
              <th scope="col">{t('removableBy')}</th>
              <th scope="col">{t('owner')}</th>
              <th scope="col">{t('due')}</th>
              <th scope="col">{t('status')}</th>
              <th scope="col">
                <span className="sr">{t('more')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((barrier) => (
              <BarrierRow key={barrier.id} barrier={barrier} {...rest} />
            ))}
          </tbody>
        </table>
      )}
      {resolved.length === 0 ? null : (
        <Button
          variant="text"
          size="small"
          aria-expanded={showResolved}
          onClick={() => setShowResolved(!showResolved)}
        >
          {showResolved ? t('hideResolved') : t('showResolved', { count: resolved.length })}
        </Button>
      )}
    </div>
  );
};
