/**
 * Typed text of an answer: an encrypted draft at every key, an answer of the whole team a moment
 * after the last one and at once when the field is left. What a lock or a crash caught in between is
 * there again, and saved where nobody else answered meanwhile.
 */
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Entry } from '../../../shared/clinical/instruments/answers';
import { keptDraft, useDraft } from '../../app/drafts';

/** A save follows the last key after this long. */
const saveAfterMs = 600;

/** An answer that nobody gave: what was typed under an older version meets whatever stands now. */
const unknownBase: Entry = {
  value: null,
  skipped: null,
  note: '\u0000',
  source: null,
  confirmed: false,
};

export interface TypedText {
  text: string;
  change: (text: string) => void;
  leave: () => void;
}

export const useTypedAnswer = ({
  form,
  patientId,
  rowVersion,
  saved,
  entry,
  onSave,
}: {
  form: string;
  patientId: string;
  /** Of the assessment. */
  rowVersion: number;
  /** The text that the record holds. */
  saved: string;
  entry: Entry | undefined;
  /** `base` is what the item held when the person began to type. */
  onSave: (text: string, base: Entry | null) => void;
}): TypedText => {
  const draft = useDraft(form, saved, { patientId, baseRowVersion: rowVersion });
  const [typing, setTyping] = useState<string | null>(null);
  const base = useRef<Entry | null>(entry ?? null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef<string | null>(null);

  const commit = useCallback((): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const text = latest.current;
    if (text === null) return;
    latest.current = null;
    onSave(text, base.current);
    base.current = null;
  }, [onSave]);
  const commitRef = useRef(commit);
  commitRef.current = commit;

  // What is saved needs no draft any more.
  useEffect(() => {
    if (latest.current === null && typing !== null && typing.trim() === saved) {
      setTyping(null);
      draft.clear(saved);
    }
  }, [saved, typing, draft]);

  // Kept from before a lock or a crash: the person's own words, saved once when the field appears.
  const resume = useEffectEvent((): void => {
    const kept = keptDraft(form);
    if (!kept) return;
    if (kept.text.trim() === saved) return draft.clear(saved);
    latest.current = kept.text;
    setTyping(kept.text);
    base.current =
      kept.baseRowVersion === rowVersion || saved === '' ? (entry ?? null) : unknownBase;
    commitRef.current();
    return undefined;
  });
  useEffect(() => resume(), []);

  useEffect(() => () => commitRef.current(), []);

  return {
    text: typing ?? saved,
    change: (text) => {
      if (latest.current === null) base.current = entry ?? null;
      latest.current = text;
      setTyping(text);
      draft.set(text);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(() => commitRef.current(), saveAfterMs);
    },
    leave: () => {
      commit();
      // Nothing was typed, or what was typed cannot be an answer yet: it stays to be mended.
    },
  };
};
