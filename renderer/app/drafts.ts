/**
 * Text a person is still typing is kept: each input event sends the field's whole text to main,
 * which writes it encrypted. It is offered back after a lock, a crash or a restart.
 */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Draft } from '../../shared/contract/drafts';
import { callOnce } from './api';

interface Held {
  patientId: string | null;
  baseRowVersion: number | null;
  text: string;
}

/** Every field with unsaved text in this window, by form name. */
const held = new Map<string, Held>();
/** Drafts of the person signed in, as main had them at sign-in. */
const kept = new Map<string, Draft>();

/** Who shows what is kept, and is told when it changes. */
const watchers = new Set<() => void>();
/** Main's time as last told, for "left at 14:02". */
let lastTick = '';

/** Tells everyone who shows kept text that it, or what stands open, is no longer the same. */
export const tellKeptChanged = (): void => {
  for (const watcher of watchers) watcher();
};

/** Asks to be told; answers with the way to end it. */
export const watchKept = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** The time of what is typed from now on. */
export const tellDraftsTime = (now: string): void => {
  lastTick = now;
};

/** Reads the person's drafts; once after each sign-in, before the first page is shown. */
export const loadDrafts = async (): Promise<number> => {
  kept.clear();
  held.clear();
  for (const draft of await callOnce('drafts.list', {})) kept.set(draft.form, draft);
  tellKeptChanged();
  return kept.size;
};

/** The kept text of a form, or undefined. */
export const keptDraft = (form: string): Draft | undefined => kept.get(form);

/** Names of every form with kept text. */
export const keptForms = (): string[] => [...kept.keys()];

/** Forms of a patient with unsaved text. */
export const draftsOfPatient = (patientId: string): Draft[] =>
  [...kept.values()].filter((draft) => draft.patientId === patientId);

/** When unsaved text of a patient was last typed; null when there is none. Follows what is typed. */
export const useLastDraftOf = (patientId: string): string | null =>
  useSyncExternalStore(
    watchKept,
    () =>
      draftsOfPatient(patientId)
        .map(({ updatedAt }) => updatedAt)
        .toSorted()
        .at(-1) ?? null,
  );

/** Sends the whole text of one field to main. */
export const putDraft = (
  form: string,
  text: string,
  about: { patientId?: string | null; baseRowVersion?: number | null } = {},
): void => {
  const draft = {
    patientId: about.patientId ?? null,
    baseRowVersion: about.baseRowVersion ?? null,
    text,
  };
  held.set(form, draft);
  kept.set(form, { form, ...draft, updatedAt: lastTick });
  tellKeptChanged();
  void callOnce('drafts.put', { form, ...draft }).catch(() => undefined);
};

/** The text was saved, or thrown away on purpose. */
export const dropDraft = (form: string): void => {
  if (!kept.has(form) && !held.has(form)) return;
  held.delete(form);
  kept.delete(form);
  tellKeptChanged();
  void callOnce('drafts.drop', { form }).catch(() => undefined);
};

/** Main is locking: ends an input method's composition and sends every held text. */
export const flushDrafts = async (): Promise<void> => {
  const active = document.activeElement;
  if (active instanceof HTMLElement) active.blur();
  const drafts = [...held].map(([form, draft]) => ({ form, ...draft }));
  await callOnce('drafts.flush', { drafts }).catch(() => undefined);
};

export interface DraftField {
  text: string;
  set: (text: string) => void;
  /** Forgets the draft (after a save, or on purpose) and shows `next`. */
  clear: (next?: string) => void;
  /** The text was kept from before: offer it as such. */
  wasKept: boolean;
}

/** A text field whose unsaved text survives. `saved` is what the record holds. */
export const useDraft = (
  form: string,
  saved = '',
  about: { patientId?: string | null; baseRowVersion?: number | null } = {},
): DraftField => {
  const [text, setText] = useState(() => kept.get(form)?.text ?? saved);
  const [wasKept, setWasKept] = useState(() => kept.has(form));
  const aboutRef = useRef(about);
  aboutRef.current = about;
  useEffect(() => {
    const draft = kept.get(form);
    setText(draft?.text ?? saved);
    setWasKept(draft !== undefined);
    // The record's text is taken over only when the field's form changes or nothing is being typed.
  }, [form, saved]);
  const set = useCallback(
    (next: string) => {
      setText(next);
      putDraft(form, next, aboutRef.current);
    },
    [form],
  );
  const clear = useCallback(
    (next = '') => {
      setText(next);
      setWasKept(false);
      dropDraft(form);
    },
    [form],
  );
  return { text, set, clear, wasKept };
};
