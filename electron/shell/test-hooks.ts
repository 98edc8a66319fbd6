/**
 * What tests may drive in a build that is not a release: the idle source, the dialogs' answers, and
 * a way to read facts. `globalThis.liaisonTest` exists in main only, never in a window.
 */
import type { Host } from '../host';
import type { DialogAnswers } from './ports';
import { networkAttempts } from './hardening';

export interface TestHooks {
  /** Seconds the system says it is idle; null = ask the system. */
  idleSeconds: number | null;
  dialogs: DialogAnswers;
  /** Lets the last input seem this much older. */
  ageInput: (ms: number) => void;
  networkAttempts: () => number;
}

/** Installs the hooks; the caller has made sure that this is no release build. */
export const installTestHooks = (host: () => Host): TestHooks => {
  const hooks: TestHooks = {
    idleSeconds: null,
    dialogs: { open: [], save: [] },
    ageInput: (ms) => {
      const { lastInputAt } = host();
      host().lastInputAt = new Date(Date.parse(lastInputAt) - ms).toISOString();
    },
    networkAttempts,
  };
  (globalThis as { liaisonTest?: TestHooks }).liaisonTest = hooks;
  return hooks;
};
