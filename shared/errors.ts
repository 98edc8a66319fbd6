/** Expected errors: a code for the program and a sentence that a nurse can act on. */
export type ErrorCode =
  | 'invalid'
  | 'notSignedIn'
  | 'locked'
  | 'forbidden'
  | 'needsReason'
  | 'notFound'
  | 'conflict'
  | 'refused'
  | 'busy'
  | 'cancelled'
  | 'damaged'
  | 'throttled'
  | 'internal';

/** What crosses to the window: never a stack trace, SQL or path. */
export interface CallError {
  code: ErrorCode;
  /** English sentence; the window translates by `key` where one is given. */
  message: string;
  /** i18n key under `errors.` with its values. */
  key?: string;
  values?: Record<string, string | number>;
  /** Field name → sentence, for forms. */
  fields?: Record<string, string>;
  /** On `conflict`: the record as it stands now. */
  current?: unknown;
  /** On `internal`: the number a help desk can look up in the log. */
  reference?: string;
}

/** An expected error, thrown by a use case and returned by the pipeline as it is. */
export class AppError extends Error {
  readonly detail: CallError;
  constructor(code: ErrorCode, message: string, more: Omit<CallError, 'code' | 'message'> = {}) {
    super(message);
    this.name = 'AppError';
    this.detail = { code, message, ...more };
  }
}

/** The record someone else saved first. */
export const conflict = (current: unknown): AppError =>
  new AppError('conflict', 'Somebody else changed this while you wrote. Nothing was overwritten.', {
    key: 'conflict',
    current,
  });

/** Nothing with that id, or nothing this person may know of: the same answer for both. */
export const notFound = (): AppError =>
  new AppError(
    'notFound',
    'This record is not here. It may have been merged or entered in error.',
    {
      key: 'notFound',
    },
  );
