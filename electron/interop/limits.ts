/** Sizes beyond which a file is refused with a reason instead of being read. */

const mebibyte = 1024 * 1024;

/** Largest file that is read at all. */
export const maxFileBytes = 256 * mebibyte;
/** Messages or rows of one file; more would hold the store too long in one transaction. */
export const maxItems = 100_000;
/** One HL7 message; embedded documents make them big, but none of what we read is. */
export const maxMessageBytes = 16 * mebibyte;
/** Nesting of JSON; FHIR's deepest resources stay below 40. */
export const maxJsonDepth = 128;
/** Problems that a report lists one by one; the rest are counted. */
export const maxProblems = 5_000;
/** An identifier, and a line of text; longer ones are no identifier and no name. */
export const maxIdentifier = 128;
export const maxName = 250;
export const maxText = 2_000;
/** Items between two turns of the event loop. */
export const itemsPerTurn = 50;
