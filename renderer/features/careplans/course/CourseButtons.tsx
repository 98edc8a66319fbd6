/** What is done with a plan in force: progress on all its goals, its review, the close of the stay. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { whyNot } from '../../../../shared/careplans/actions';
import type { Blocker } from '../../../../shared/careplans/activation';
import type { WalkKind } from '../../../../shared/careplans/walk';
import { useCall, useCommand } from '../../../app/api';
import { useKey } from '../../../app/keys';
import { wasOpenAtLock } from '../../../app/open-forms';
import { useSession } from '../../../app/session-context';
import { Icon } from '../../../components/Icon';
import { Key } from '../../../components/Key';
import { usePlan } from '../plan-context';
import { ProgressSheet, sheetDraft } from './ProgressSheet';
import { WalkDialog } from './WalkDialog';

export const CourseButtons = ({
  chosen,
  onMend,
}: {
  chosen: number | null;
  onMend: (blocker: Blocker) => void;
}): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const { user } = useSession();
  const { data: walk } = useCall('careplans.walk', { id: plan.id });
  const { run: start } = useCommand('careplans.startWalk');
  const [open, setOpen] = useState<'sheet' | 'walk' | null>(() =>
    wasOpenAtLock(sheetDraft(plan.id)) ? 'sheet' : null,
  );
  const mayRecord = mayWrite && chosen === null && plan.problems.length > 0;
  useKey('p', () => setOpen('sheet'), mayRecord);
  const begin = async (kind: WalkKind): Promise<void> => {
    const outcome = await start({ id: plan.id, kind });
    if (outcome.ok) setOpen('walk');
  };
  if (!mayRecord) return null;
  const walkButton = (kind: WalkKind): ReactElement | null =>
    whyNot(plan, user.role, kind) === null ? (
      <Button size="small" onClick={() => void begin(kind)}>
        {walk?.kind === kind
          ? t(kind === 'review' ? 'course.walk.goOnReview' : 'course.walk.goOnClose')
          : t(`course.walk.${kind}`)}
      </Button>
    ) : null;
  return (
    <>
      <Button size="small" onClick={() => setOpen('sheet')} aria-keyshortcuts="P">
        <Icon name="pencil" /> {t('course.progress.open')} <Key keys="P" />
      </Button>
      {walkButton('review')}
      {walkButton('close')}
      {open === 'sheet' ? <ProgressSheet onClose={() => setOpen(null)} /> : null}
      {open === 'walk' && walk ? (
        <WalkDialog
          walk={walk}
          onClose={() => setOpen(null)}
          onMend={(blocker) => {
            setOpen(null);
            onMend(blocker);
          }}
        />
      ) : null}
    </>
  );
};
