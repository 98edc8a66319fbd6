/**
 * Which forms stand open. One that was open at a lock or a crash comes back open, with what was
 * typed (security.md, Session); text that was left before stays kept and is only offered.
 */
import { useEffect, useSyncExternalStore } from 'react';
import type { Draft } from '../../shared/contract/drafts';
import { keptDraft, keptForms, putDraft, tellKeptChanged, watchKept } from './drafts';

/** The draft that remembers them; `app.` marks it as no text of a person. */
const openDraft = 'app.open';

const open = new Set<string>();
/** Open at the last lock and not seen again yet. */
let waiting = new Set<string>();

const remember = (): void => {
  putDraft(openDraft, JSON.stringify([...new Set([...open, ...waiting])]));
  tellKeptChanged();
};

/** After the drafts were read: what was open when this person's work was last put away. */
export const loadOpenForms = (): void => {
  open.clear();
  waiting = new Set(JSON.parse(keptDraft(openDraft)?.text ?? '[]') as string[]);
};

/** The person went elsewhere: what was open there is from now on only offered. */
export const forgetWaitingForms = (): void => {
  if (waiting.size === 0) return;
  waiting = new Set();
  remember();
};

/** Was this form open at the lock? Then it opens again by itself. */
export const wasOpenAtLock = (form: string): boolean => waiting.has(form);

/** Was a form whose name begins so open at the lock? */
export const wasAnyOpenAtLock = (prefix: string): boolean =>
  [...waiting].some((form) => form.startsWith(prefix));

/** Says that a form stands open as long as it is drawn. */
export const useStandsOpen = (form: string): void => {
  useEffect(() => {
    open.add(form);
    waiting.delete(form);
    remember();
    return () => {
      open.delete(form);
      remember();
    };
  }, [form]);
};

/** Kept text of a form that is not open: to be offered. */
export const useOfferedDraft = (form: string): Draft | undefined =>
  useSyncExternalStore(watchKept, () => (open.has(form) ? undefined : keptDraft(form)));

/** Names of forms that begin so, have kept text and are not open. */
export const useOfferedForms = (prefix: string): readonly string[] => {
  const names = useSyncExternalStore(watchKept, () =>
    keptForms()
      .filter((form) => form.startsWith(prefix) && !open.has(form))
      .toSorted()
      .join('\n'),
  );
  return names === '' ? [] : names.split('\n');
};
