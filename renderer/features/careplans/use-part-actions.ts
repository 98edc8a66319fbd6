/** What can be done to any part of the plan: take it out (and back), or mark it as entered in error. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { wasOpenAtLock } from '../../app/open-forms';
import { inErrorForm, type ErroneousRecord } from './InErrorDialog';
import { useOfferDeed } from './plan-deeds';
import type { MoreItem } from './MoreMenu';

interface Part {
  id: string;
  rowVersion: number;
}

export const usePartActions = (
  record: 'problem' | 'goal' | 'activity',
  part: Part,
  what: string,
): { items: MoreItem[]; erroneous: ErroneousRecord | null; close: () => void } => {
  const { t } = useTranslation('careplans');
  const offerDeed = useOfferDeed();
  const { run } = useCommand('careplans.setRemoved');
  const [erroneous, setErroneous] = useState<ErroneousRecord | null>(() =>
    wasOpenAtLock(inErrorForm(part.id)) ? { record, ...part, what } : null,
  );
  const takeOut = async (): Promise<void> => {
    const { id, rowVersion } = part;
    const outcome = await run({ record, id, rowVersion, removed: true });
    if (outcome.ok)
      offerDeed(
        t('takenOut', { what }),
        [{ record, id, from: rowVersion, to: rowVersion + 1 }],
        () => run({ record, id, rowVersion: rowVersion + 1, removed: false }),
      );
  };
  return {
    items: [
      { text: t('takeOut'), act: () => void takeOut() },
      { text: t('inError'), act: () => setErroneous({ record, ...part, what }) },
    ],
    erroneous,
    close: () => setErroneous(null),
  };
};
