/** Keys: one listener a combination, single letters only outside of text fields (WCAG 2.1.4). */
import { createContext, useContext, useLayoutEffect, useRef } from 'react';

/** Whether single-letter keys are on: a person's setting. */
export const SingleKeysContext = createContext(true);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type));

const inDialog = (): boolean => document.querySelector('[role="dialog"]') !== null;

/** `ctrl+k`, `alt+1`, `shift+arrowdown`, `n`: the combination of a key event. */
export const combinationOf = (event: KeyboardEvent): string =>
  [
    event.ctrlKey || event.metaKey ? 'ctrl' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey && event.key.length > 1 ? 'shift' : '',
    event.shiftKey && event.key.length === 1 && (event.ctrlKey || event.altKey) ? 'shift' : '',
    event.key.toLowerCase(),
  ]
    .filter(Boolean)
    .join('+');

/**
 * Calls `act` at a key combination while the component is mounted. Keys without Ctrl or Alt are
 * left to text fields and to an open dialog.
 */
export const useKey = (
  combination: string,
  act: (event: KeyboardEvent) => void,
  on = true,
): void => {
  const single = useContext(SingleKeysContext);
  const ref = useRef(act);
  ref.current = act;
  // Before the first paint: a key pressed the moment a screen shows must not be lost.
  useLayoutEffect(() => {
    if (!on) return undefined;
    const modified = /^(ctrl|alt)\+/.test(combination);
    if (!modified && combination.length === 1 && !single) return undefined;
    const listener = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || combinationOf(event) !== combination) return;
      if (!modified && (isTyping(event.target) || inDialog())) return;
      event.preventDefault();
      ref.current(event);
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [combination, on, single]);
};
