/** A value once it has rested: for what is asked of main while a person moves quickly through a list. */
import { useEffect, useState } from 'react';

/** The value as it was when it last stood still for `ms`. */
export const useSettled = <T>(value: T, ms: number): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
};
