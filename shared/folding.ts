/** Text folded for search, sorting and comparing: lower case, no accents, single spaces. */

/** `García-López ` → `garcia-lopez`; what the search columns hold and what is looked up in them. */
export const fold = (text: string): string => {
  // Most names are plain: they need no taking apart.
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
  return plain.toLowerCase().replace(/\s+/g, ' ').trim();
};

/** The folded column of a patient: family name first, as lists sort. */
export const foldName = (familyName: string, givenName: string): string =>
  fold(`${familyName} ${givenName}`);
