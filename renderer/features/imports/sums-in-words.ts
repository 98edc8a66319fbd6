/** The sums of an import as sentences: what is none is not said. */
import { useTranslation } from 'react-i18next';

export interface SumsInWords {
  /** `20 records are added and 43 are changed.`; null when nothing is written. */
  writes: (added: number, changed: number) => string | null;
  /** `7 refused and 1 undecided stay out.`; empty when all of it comes in. */
  leftOut: (refused: number, undecided: number) => string;
}

export const useSumsInWords = (): SumsInWords => {
  const { t, i18n } = useTranslation('imports');
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return {
    writes: (added, changed) => {
      const parts = [
        added > 0 ? t('footAdded', { count: added }) : '',
        changed > 0 ? t(added > 0 ? 'footChanged' : 'footChangedOnly', { count: changed }) : '',
      ].filter((part) => part !== '');
      return parts.length === 0 ? null : `${list.format(parts)}.`;
    },
    leftOut: (refused, undecided) => {
      const parts = [
        refused > 0 ? t('countRefused', { count: refused }) : '',
        undecided > 0 ? t('countUndecided', { count: undecided }) : '',
      ].filter((part) => part !== '');
      return parts.length === 0
        ? ''
        : t('staysOut', { count: refused + undecided, what: list.format(parts) });
    },
  };
};
