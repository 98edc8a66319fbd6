/**
 * A text field whose text means something else (a date, a time): it is read when the field is left
 * or Enter is pressed, and at once when it is whole. What cannot be read says so, and its form is
 * not sent before it is mended: never the former value in silence.
 */
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import type { HalfTyped } from '../app/form-draft';

interface Reading {
  value: string;
  read: (text: string) => string | null;
  write: (value: string) => string;
  isWhole: (text: string) => boolean;
  /** The value `n` steps away, for the arrow keys; null without a value. */
  step: (value: string, n: number) => string | null;
  onChange: (value: string) => void;
  /** Keeps what cannot be read yet, where the form keeps its text. */
  half?: HalfTyped | undefined;
}

/** What a typed field shows and does. */
export interface Typed {
  ref: RefObject<HTMLInputElement | null>;
  text: string;
  /** What stands in the field cannot be read. */
  unread: boolean;
  change: (text: string) => void;
  /** Reads what was typed; false when it cannot be. */
  commit: () => boolean;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

export const useTyped = ({ value, read, write, isWhole, step, onChange, half }: Reading): Typed => {
  const ref = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(half?.text || null);
  const keep = (text: string): void => {
    if (half && half.text !== text) half.set(text);
  };
  const [unread, setUnread] = useState(false);
  const take = (next: string): void => {
    if (next !== value) onChange(next);
  };
  const change = (text: string): void => {
    setTyped(text);
    setUnread(false);
    const found = isWhole(text) ? read(text) : null;
    keep(found === null ? text.trim() : '');
    if (text.trim() === '') take('');
    else if (found !== null) take(found);
  };
  const commit = (): boolean => {
    if (typed === null) return true;
    const found = typed.trim() === '' ? '' : read(typed);
    setUnread(found === null);
    if (found === null) return false;
    setTyped(null);
    keep('');
    take(found);
    return true;
  };
  /** Sending the form: first this field is read; where it cannot be, nothing is sent. */
  const onForm = useEffectEvent((event: Event) => {
    const input = ref.current;
    const sends =
      event.type === 'submit' ||
      (event instanceof globalThis.KeyboardEvent && event.key === 'Enter' && event.ctrlKey);
    if (!sends || typed === null || !input) return;
    let fine = false;
    flushSync(() => {
      fine = commit();
    });
    if (fine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    input.focus();
  });
  useEffect(() => {
    const form = ref.current?.form;
    if (!form) return undefined;
    const listener = (event: Event): void => onForm(event);
    // Before React hears it, which listens at the root.
    form.addEventListener('submit', listener, true);
    form.addEventListener('keydown', listener, true);
    return () => {
      form.removeEventListener('submit', listener, true);
      form.removeEventListener('keydown', listener, true);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' && !event.ctrlKey && typed !== null && !commit()) {
      event.preventDefault();
      return;
    }
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0 || event.altKey || event.ctrlKey || event.currentTarget.readOnly) return;
    event.preventDefault();
    const from = typed === null ? value : (read(typed) ?? value);
    const next = step(from, by);
    if (next === null) return;
    setTyped(null);
    setUnread(false);
    keep('');
    take(next);
  };
  return { ref, text: typed ?? write(value), unread, change, commit, onKeyDown };
};
