/** What the status line tells of work behind the screen: the last save and a long job's progress. */
import { createContext, useContext } from 'react';

export interface Work {
  /** Instant of the last acknowledged save of this session. */
  savedAt: string | null;
  job: { job: string; done: number; of: number; label: string } | null;
}

export const WorkContext = createContext<Work>({ savedAt: null, job: null });

export const useWork = (): Work => useContext(WorkContext);
