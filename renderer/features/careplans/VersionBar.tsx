/** Which text of the plan this is, what was saved, and what can be done with it. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { activationBlockers, type Blocker } from '../../../shared/careplans/activation';
import { actionBetween, whyNot } from '../../../shared/careplans/actions';
import { draftNumber } from '../../../shared/careplans/plan';
import type { PlanStatus } from '../../../shared/careplans/statuses';
import { localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { wasOpenAtLock } from '../../app/open-forms';
import { useOfferUndo } from '../../app/undo';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { CourseButtons } from './course/CourseButtons';
import { DraftFrom } from './course/DraftFrom';
import { MoreMenu, type MoreItem } from './MoreMenu';
import { usePlan } from './plan-context';
import { SignDialog } from './SignDialog';
import { StatusDialog, statusForm, type Ending } from './StatusDialog';
import { useBlockerText } from './use-blocker-text';
import { savesSettled } from './use-saver';

const endings: readonly [Ending, 'hold' | 'complete' | 'revoke' | 'planInError'][] = [
  ['on-hold', 'hold'],
  ['completed', 'complete'],
  ['revoked', 'revoke'],
  ['entered-in-error', 'planInError'],
];

/** The choice among the draft and the signed versions. */
const VersionChoice = ({
  chosen,
  onChoose,
}: {
  chosen: number | null;
  onChoose: (version: number | null) => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const { now, zone } = useMinute();
  const { plan } = usePlan();
  const today = localDateOf(now, zone);
  return (
    <select
      className="cp-version"
      aria-label={t('versions')}
      value={chosen ?? ''}
      onChange={(event) => onChoose(event.target.value === '' ? null : Number(event.target.value))}
    >
      {plan.draftOpen ? (
        <option value="">{t('draftChoice', { version: draftNumber(plan) })}</option>
      ) : null}
      {plan.versions.map(({ version, signedAt, signedByName }) => (
        <option
          key={version}
          value={!plan.draftOpen && version === plan.newestVersion ? '' : version}
        >
          {t('versionChoice', {
            version,
            date: format.date(localDateOf(signedAt, zone), today),
            name: signedByName ?? t('somebody'),
          })}
        </option>
      ))}
    </select>
  );
};

/** Where the draft comes from, and when it was last kept. */
const DraftNote = (): ReactElement => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const { zone } = useMinute();
  const { plan } = usePlan();
  return (
    <>
      <span className="s2">
        {plan.imported
          ? t('imported')
          : plan.newestVersion === 0
            ? t('neverSigned')
            : plan.draftOpen
              ? t('changes', { count: plan.changes })
              : null}
      </span>
      <span className="good nw">
        <Icon name="check" size={14} />
        {t(plan.draftOpen ? 'draftKeptAt' : 'savedAt', { time: format.time(plan.savedAt, zone) })}
      </span>
    </>
  );
};

export const VersionBar = ({
  chosen,
  comparing,
  onChoose,
  onCompare,
  onPrint,
  onMend,
}: {
  /** A signed version that is read; null = the plan as it stands. */
  chosen: number | null;
  comparing: boolean;
  onChoose: (version: number | null) => void;
  onCompare: () => void;
  onPrint: (() => void) | null;
  /** Goes to where the thing is mended that keeps the plan from being signed. */
  onMend: (blocker: Blocker) => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const { now, zone } = useMinute();
  const blockerText = useBlockerText(plan);
  const offerUndo = useOfferUndo();
  const { run: turn } = useCommand('careplans.setStatus');
  const [asking, setAsking] = useState<'sign' | Ending | null>(
    () =>
      endings.map(([status]) => status).find((each) => wasOpenAtLock(statusForm(plan.id, each))) ??
      null,
  );
  const blockers = activationBlockers(plan, localDateOf(now, zone));
  const [first] = blockers;
  // What is missing is told by the check list, which opens with the same key.
  const canSign =
    mayWrite && chosen === null && first?.code !== 'ended' && first?.code !== 'nothingToSign';
  const sign = async (): Promise<void> => {
    // What is still in a field is saved first, so that it is part of what is signed.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    await savesSettled();
    setAsking('sign');
  };
  useKey('ctrl+shift+s', () => void sign(), canSign);
  useKey('ctrl+p', () => onPrint?.(), onPrint !== null);
  const { user } = useSession();
  const mayTurn = (to: PlanStatus): boolean => {
    const action = actionBetween(plan.status, to);
    return action !== null && whyNot(plan, user.role, action) === null;
  };
  const backToActive = async (): Promise<void> => {
    const { status, statusReason } = plan;
    const outcome = await turn({
      id: plan.id,
      rowVersion: plan.rowVersion,
      status: 'active',
      reason: null,
    });
    if (!outcome.ok) return;
    const { rowVersion } = outcome.value;
    offerUndo(t('turned', { status: t('planStatus.active') }), () =>
      turn({
        id: plan.id,
        rowVersion,
        status: status === 'draft' ? 'active' : status,
        reason: statusReason,
      }),
    );
  };
  const items: MoreItem[] = [
    ...(mayTurn('active')
      ? [
          {
            text: plan.status === 'on-hold' ? t('resume') : t('reopen'),
            act: () => void backToActive(),
          },
        ]
      : []),
    ...endings
      .filter(([status]) => mayTurn(status))
      .map(([status, verb]) => ({ text: t(verb), act: () => setAsking(status) })),
  ];
  const pill =
    plan.draftOpen && plan.status !== 'on-hold' && chosen === null ? 'draft' : plan.status;
  return (
    <div className="cp-bar">
      <span className="pill plain cp-state">{t(`planStatus.${pill}`)}</span>
      <VersionChoice chosen={chosen} onChoose={onChoose} />
      {chosen === null ? <DraftNote /> : null}
      <span className="grow" />
      {mayWrite && chosen === null && first !== undefined && first.code !== 'ended' ? (
        <span className={first.code === 'nothingToSign' ? 't-cap' : 'cp-blocker'}>
          {first.code === 'nothingToSign' ? null : (
            <>
              <Icon name="alert" size={14} />
              <span className="m">{t('cannotSign')}</span>
            </>
          )}
          {first.code === 'nothingToSign' ? (
            <span>{blockerText(first)}</span>
          ) : (
            <button type="button" className="cp-link" onClick={() => onMend(first)}>
              {blockerText(first)}
            </button>
          )}
          {blockers.length > 1 ? <span>{t('andMore', { count: blockers.length - 1 })}</span> : null}
        </span>
      ) : null}
      {plan.newestVersion > 1 || (plan.newestVersion === 1 && plan.draftOpen) ? (
        <Button size="small" variant="text" aria-pressed={comparing} onClick={onCompare}>
          <Icon name="history" /> {comparing ? t('compareClose') : t('compare')}
        </Button>
      ) : null}
      {onPrint === null ? null : (
        <Button size="small" onClick={onPrint} aria-keyshortcuts="Control+P">
          <Icon name="printer" /> {t('print')}
        </Button>
      )}
      {mayWrite && chosen !== null ? (
        <DraftFrom version={chosen} onBegun={() => onChoose(null)} />
      ) : null}
      {mayWrite && chosen === null ? (
        <Button
          size="small"
          variant="contained"
          color="primary"
          disabled={!canSign}
          onClick={() => void sign()}
          aria-keyshortcuts="Control+Shift+S"
        >
          <Icon name="sign" /> {t('sign')} <Key keys="Ctrl Shift S" on />
        </Button>
      ) : null}
      <CourseButtons chosen={chosen} onMend={onMend} />
      <MayTurnMenu items={items} />
      {asking === 'sign' ? (
        <SignDialog
          onClose={() => setAsking(null)}
          onMend={(blocker) => {
            setAsking(null);
            onMend(blocker);
          }}
        />
      ) : null}
      {asking !== null && asking !== 'sign' ? (
        <StatusDialog status={asking} onClose={() => setAsking(null)} />
      ) : null}
    </div>
  );
};

/** Ending and resuming, for those who write plans; an ended plan is resumed here too. */
const MayTurnMenu = ({ items }: { items: readonly MoreItem[] }): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { mayTurnPlan } = usePlan();
  return mayTurnPlan ? <MoreMenu label={t('moreFor', { what: t('title') })} items={items} /> : null;
};
