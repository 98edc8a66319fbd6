/** Collects what a reader could not use, with its place, and what it did not need. */
import type { Problem } from '../../shared/imports/report';
import { maxProblems } from './limits';

/**
 * Sets one message, row or file aside. Thrown inside a reader, caught by the loop over the items;
 * its reason repeats no patient fact, since reason files lie outside the encrypted store.
 */
export class Refusal extends Error {
  constructor(
    readonly where: string,
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'Refusal';
  }
}

/** The reader's notes on one file. */
export class ReadingLog {
  readonly problems: Problem[] = [];
  readonly notUsed: Record<string, number> = {};
  private left = 0;

  error(where: string, reason: string, item?: string): void {
    this.add({ where, severity: 'error', reason, ...(item ? { item } : {}) });
  }

  warn(where: string, reason: string, item?: string): void {
    this.add({ where, severity: 'warning', reason, ...(item ? { item } : {}) });
  }

  /** Counts a type that is not used; its name comes from the file, so it is held to a code's form. */
  unused(type: string): void {
    const name = /^[A-Za-z0-9_^ .-]{1,60}$/.test(type) ? type : 'other';
    this.notUsed[name] = (this.notUsed[name] ?? 0) + 1;
  }

  /** The problems, with one line for those beyond the limit. */
  finished(): Problem[] {
    if (this.left === 0) return this.problems;
    const rest: Problem = {
      where: 'file',
      severity: 'warning',
      reason: `${this.left} more problems of this file are not listed.`,
    };
    return [...this.problems, rest];
  }

  private add(problem: Problem): void {
    if (this.problems.length < maxProblems) this.problems.push(problem);
    else this.left += 1;
  }
}
