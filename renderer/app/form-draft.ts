/** A form of several fields whose unsaved input survives as one draft. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { keptDraft, useDraft } from './drafts';
import { useStandsOpen } from './open-forms';

/** Field name → what stands in it. */
export type FormValues = Readonly<Record<string, string>>;

/** Text of a date or time that cannot be read yet: kept as it stands, beside the field's value. */
export interface HalfTyped {
  text: string;
  set: (text: string) => void;
}

/** What stands in a field that is no value yet is kept under its name and this. */
const halfMark = '~';

export interface FormDraft {
  values: FormValues;
  set: (name: string, value: string) => void;
  /** What was typed into a field and cannot be read yet. */
  half: (name: string) => HalfTyped;
  /** Forgets the draft, after a save or on purpose. */
  clear: () => void;
  /** What stands here was kept from before. */
  wasKept: boolean;
  /**
   * Version the person began with: that of the record when the form opened, or the one the kept
   * text was written under, so that a colleague's later save is seen and not overwritten.
   */
  baseRowVersion: number | null;
}

const read = (text: string): FormValues => {
  try {
    return JSON.parse(text) as FormValues;
  } catch {
    // A draft of an older form that kept one text only.
    return {};
  }
};

/** The form's values; `saved` is what the record holds. */
export const useFormDraft = (
  form: string,
  saved: FormValues,
  about: { patientId?: string | null; baseRowVersion?: number | null } = {},
): FormDraft => {
  useStandsOpen(form);
  const savedText = JSON.stringify(saved);
  const [{ baseRowVersion }] = useState(() => ({
    baseRowVersion: keptDraft(form)?.baseRowVersion ?? about.baseRowVersion ?? null,
  }));
  const {
    text,
    set: setText,
    clear: clearText,
    wasKept,
  } = useDraft(form, savedText, { ...about, baseRowVersion });
  const values = useMemo(() => ({ ...read(savedText), ...read(text) }), [savedText, text]);
  // Two fields may change in one event, before the next drawing.
  const latest = useRef(text);
  latest.current = text;
  const set = useCallback(
    (name: string, value: string) => {
      const next = { ...read(savedText), ...read(latest.current), [name]: value };
      if (name.endsWith(halfMark) && value === '') delete next[name];
      latest.current = JSON.stringify(next);
      // Typed and taken back again is nothing to keep.
      if (latest.current === savedText) clearText(savedText);
      else setText(latest.current);
    },
    [savedText, setText, clearText],
  );
  const clear = useCallback(() => clearText(savedText), [clearText, savedText]);
  const half = (name: string): HalfTyped => ({
    text: values[`${name}${halfMark}`] ?? '',
    set: (typed) => set(`${name}${halfMark}`, typed),
  });
  return { values, set, half, clear, wasKept, baseRowVersion };
};

/** The same for a field that is saved by itself: a draft of its own. */
export const useHalfTyped = (form: string): HalfTyped => {
  const { text, set, clear } = useDraft(`${form}${halfMark}`);
  return { text, set: (typed) => (typed === '' ? clear() : set(typed)) };
};
