/** The lists a stay's end is described with, in the chosen language. */
import { useTranslation } from 'react-i18next';
import type { StayLists } from '../../../shared/encounters/expected-discharge';
import { useCall } from '../../app/api';

export interface StayListWords {
  lists: StayLists | undefined;
  /** Label of a reason for moving or not setting the date. */
  reason: (id: string | null) => string | null;
  /** Label of a disposition; the id itself where the list does not know it. */
  disposition: (id: string | null, width?: 'short' | 'long') => string | null;
}

/** Labels by id; an id that is in no list is shown as it is, and none before the lists are here. */
export const useStayLists = (): StayListWords => {
  const { i18n } = useTranslation();
  const { data: lists } = useCall('encounters.lists', {});
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  return {
    lists,
    reason: (id) => {
      if (id === null) return null;
      if (!lists) return '';
      const known = [...lists.moveReasons, ...lists.unknownReasons];
      return known.find((reason) => reason.id === id)?.[language] ?? id;
    },
    disposition: (id, width = 'short') => {
      if (id === null) return null;
      if (!lists) return '';
      const found = lists.dispositions.find((disposition) => disposition.id === id);
      if (!found) return id;
      return width === 'short' ? found.short[language] : found[language];
    },
  };
};
