/** Asks before a plan is put on hold, completed, revoked or marked as entered in error. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { useOfferUndo } from '../../app/undo';
import { ConfirmDialog, ReasonDialog } from '../../components/ConfirmDialog';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

export type Ending = 'on-hold' | 'completed' | 'revoked' | 'entered-in-error';

/** The draft of the reason why a plan ends so. */
export const statusForm = (planId: string, status: Ending): string =>
  `careplans.status.${status}:${planId}`;

const words = {
  'on-hold': { title: 'holdTitle', text: 'holdText', verb: 'hold' },
  completed: { title: 'completeTitle', text: 'completeText', verb: 'complete' },
  revoked: { title: 'revokeTitle', text: 'revokeText', verb: 'revoke' },
  'entered-in-error': { title: 'errorTitle', text: 'errorText', verb: 'planInError' },
} as const;

export const StatusDialog = ({
  status,
  onClose,
}: {
  status: Ending;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const offerUndo = useOfferUndo();
  const { plan } = usePlan();
  const { run, error } = useCommand('careplans.setStatus');
  const { name } = plan.patient;
  const ends = status === 'completed' || status === 'revoked';
  const lost = ends && plan.newestVersion > 0 && plan.draftOpen ? plan.changes : 0;
  const turn = async (reason: string | null): Promise<boolean> => {
    const { id, rowVersion } = plan;
    const outcome = await run({ id, rowVersion, status, reason });
    if (!outcome.ok) return false;
    if (status !== 'entered-in-error')
      offerUndo(t('turned', { status: t(`planStatus.${status}`) }), () =>
        run({ id, rowVersion: outcome.value.rowVersion, status: 'active', reason: null }),
      );
    return true;
  };
  const question = {
    title: t(words[status].title, { name }),
    confirm: t(words[status].verb),
    safe: t('keepPlan'),
    dangerous: status === 'entered-in-error',
    problem: error && errorText(error),
    children: [t(words[status].text), lost > 0 ? t('draftUnsigned', { count: lost }) : '']
      .join(' ')
      .trim(),
    onClose,
  };
  return status === 'completed' ? (
    <ConfirmDialog
      {...question}
      onConfirm={() => void turn(null).then((done) => done && onClose())}
    />
  ) : (
    <ReasonDialog
      {...question}
      form={statusForm(plan.id, status)}
      reasonLabel={t('reason')}
      onConfirm={turn}
    />
  );
};
