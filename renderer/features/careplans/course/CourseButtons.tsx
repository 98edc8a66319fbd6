/** What is done with a plan in force: record progress on all its goals. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKey } from '../../../app/keys';
import { wasOpenAtLock } from '../../../app/open-forms';
import { Icon } from '../../../components/Icon';
import { Key } from '../../../components/Key';
import { usePlan } from '../plan-context';
import { ProgressSheet, sheetDraft } from './ProgressSheet';

export const CourseButtons = ({ chosen }: { chosen: number | null }): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite } = usePlan();
  const [open, setOpen] = useState<'sheet' | null>(() =>
    wasOpenAtLock(sheetDraft(plan.id)) ? 'sheet' : null,
  );
  const mayRecord = mayWrite && chosen === null && plan.problems.length > 0;
  useKey('p', () => setOpen('sheet'), mayRecord);
  if (!mayRecord) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen('sheet')} aria-keyshortcuts="P">
        <Icon name="pencil" /> {t('course.progress.open')} <Key keys="P" />
      </Button>
      {open === 'sheet' ? <ProgressSheet onClose={() => setOpen(null)} /> : null}
    </>
  );
};
