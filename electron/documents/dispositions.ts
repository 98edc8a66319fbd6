/** Where a stay ends, in the words of the hospital's list. */
import lists from '../../resources/lists/stay.json';
import type { Language } from '../../shared/careplans/labels';

/** The list's words for a disposition; a code that is not in the list stands as it came. */
export const dispositionName = (id: string, language: Language): string =>
  lists.dispositions.find((each) => each.id === id)?.[language] ?? id;
