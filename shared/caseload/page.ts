/** Which page of a long list is read for what is shown of it. */

/** Rows asked at once; a unit has at most some sixty stays, a whole house is read page by page. */
export const pageRows = 200;

/** Pages begin at multiples of this, so that each overlaps the next by half. */
const pageStep = 100;
/** Rows kept before the first that is shown, so that a step back reads nothing. */
const margin = 25;

/** Offset of the page in which a list reads whose first shown row is `first`; it holds 75 rows from there at least. */
export const pageAt = (first: number): number =>
  Math.max(0, Math.floor((first - margin) / pageStep) * pageStep);
