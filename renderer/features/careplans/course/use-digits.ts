/** Digits choose in a dialog, where the keys of the page are not heard; not while somebody types. */
import { useEffect, useRef } from 'react';
import { useSession } from '../../../app/session-context';

const typing = 'input:not([type="checkbox"]), textarea, select';

export const useDigits = (choose: (digit: number) => void): void => {
  const { device } = useSession();
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  useEffect(() => {
    if (!device.singleKeys) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
      if (event.target instanceof Element && event.target.matches(typing)) return;
      event.preventDefault();
      latest.current(Number(event.key));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [device.singleKeys]);
};
