/** Two ways out of a form: Esc keeps what was typed, Cancel throws it away and offers it back. */
import { useTranslation } from 'react-i18next';
import { dropDraft, keptDraft, putDraft } from './drafts';
import { useOfferUndo } from './undo';

/** Throws kept text away; `what` names it in the bar that offers it back. */
export const useThrowAway = (): ((form: string, what: string) => void) => {
  const { t } = useTranslation('components');
  const offerUndo = useOfferUndo();
  return (form, what) => {
    const former = keptDraft(form);
    dropDraft(form);
    if (former && former.text !== '')
      offerUndo(t('left.thrownAway', { what }), () => putDraft(form, former.text, former));
  };
};
