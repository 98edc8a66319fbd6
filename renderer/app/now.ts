/** Time in the window comes only from main's `tick` (architecture.md, Time). */
import { createContext, useContext } from 'react';

export interface Now {
  /** UTC ISO-8601. */
  now: string;
  /** The hospital's zone. */
  zone: string;
  /** Milliseconds to the idle lock; null while nobody is signed in. */
  locksInMs: number | null;
}

export const NowContext = createContext<Now | null>(null);

/** The present instant and zone; changes every second, so use it in leaves. */
export const useNow = (): Now => {
  const now = useContext(NowContext);
  if (!now) throw new Error('useNow outside of the application');
  return now;
};

export const MinuteContext = createContext<Omit<Now, 'locksInMs'> | null>(null);

/** As `useNow`, but changes once a minute: for lists and whole pages. */
export const useMinute = (): Omit<Now, 'locksInMs'> => {
  const minute = useContext(MinuteContext);
  if (!minute) throw new Error('useMinute outside of the application');
  return minute;
};
