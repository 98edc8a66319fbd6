/** Text folded for search, sorting and comparing: lower case, no accents, single spaces. */

/** `García-López ` → `garcia-lopez`; what the search columns hold and what is looked up in them. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** The folded column of a patient: family name first, as lists sort. */
export const foldName = (familyName: string, givenName: string): string =>
  fold(`${familyName} ${givenName}`);
