/** After a save that was refused the first field with a problem has the focus (look.md, States). */
import { useEffect, useRef, type RefObject } from 'react';

/** Put the answer on the form; `problems` is what was found, anew at each attempt. */
export const useFirstProblem = (problems: unknown): RefObject<HTMLFormElement | null> => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  return form;
};
