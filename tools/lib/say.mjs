/**
 * What the tools tell a person while they work. Always on stderr: a command's stdout belongs to
 * its answer.
 */

/** One line of progress under the name of the step it belongs to. */
export const say = (step, words) => process.stderr.write(`[${step}] ${words}\n`);

/** Something a person should not overlook. */
export const warn = (step, words) => process.stderr.write(`\n[${step}] *** ${words} ***\n\n`);

/** Seconds since an earlier `performance.now()`, for a person. */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** Ends the process with a reason instead of a stack trace; unexpected errors keep theirs. */
export const endWith = (error) => {
  process.stderr.write(`\n${error.expected ? error.message : error.stack}\n`);
  process.exit(1);
};

/** An error whose message is all that a person needs. */
export class ExpectedError extends Error {
  expected = true;
}
