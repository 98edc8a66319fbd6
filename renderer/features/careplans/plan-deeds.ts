/**
 * What was done to each plan in this session, for undo and redo. It lives in the window only: a
 * lock, another person and a restart begin anew.
 */
import { useCallback, useContext, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import {
  afterRedo,
  afterUndo,
  backward,
  noDeeds,
  withDeed,
  type Deeds,
  type Step,
} from '../../../shared/careplans/steps';
import { useCommand } from '../../app/api';
import { useOfferUndo } from '../../app/undo';
import { usePlanErrorText } from './error-text';
import { PlanContext } from './plan-context';
import { savesSettled } from './saves';

const kept = new Map<string, Deeds>();
const watchers = new Set<() => void>();
/** Deeds of one field are one until it is left. */
let typing = 0;
/** One way back or forth at a time. */
let underWay = false;

const deedsOf = (planId: string | null): Deeds =>
  (planId === null ? undefined : kept.get(planId)) ?? noDeeds;

const keep = (planId: string, deeds: Deeds): void => {
  kept.set(planId, deeds);
  for (const watcher of watchers) watcher();
};

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** The field was left: what is typed into it from now on is another deed. */
export const endTyping = (): void => {
  typing += 1;
};

/** Notes what was done; nothing outside of a plan. */
export const useNoteDeed = (): ((
  text: string,
  steps: readonly Step[],
  field?: string | undefined,
) => void) => {
  const planId = useContext(PlanContext)?.plan.id ?? null;
  return useCallback(
    (text, steps, field) => {
      if (planId === null || steps.length === 0) return;
      const key = field === undefined ? null : `${field}:${typing}`;
      keep(planId, withDeed(deedsOf(planId), { text, key, steps }));
    },
    [planId],
  );
};

export interface Retracing {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
  canUndo: boolean;
  canRedo: boolean;
}

/** Undo and redo of the plan on the screen. */
export const useRetracing = (): Retracing => {
  const { t } = useTranslation('careplans');
  const context = useContext(PlanContext);
  const planId = context?.plan.id ?? null;
  const announce = context?.announce;
  const errorText = usePlanErrorText();
  const offerUndo = useOfferUndo();
  const { run } = useCommand('careplans.retrace');
  const deeds = useSyncExternalStore(watch, () => deedsOf(planId));
  const go = useCallback(
    async (way: 'undo' | 'redo'): Promise<void> => {
      if (planId === null || underWay) return;
      underWay = true;
      try {
        // What is still in a field is saved first: it is what was done last.
        const active = document.activeElement;
        if (active instanceof HTMLElement) active.blur();
        await savesSettled();
        const before = deedsOf(planId);
        const deed = (way === 'undo' ? before.done : before.undone).at(-1);
        if (!deed) return;
        const steps = way === 'undo' ? backward(deed.steps) : [...deed.steps];
        const outcome = await run({ id: planId, steps });
        const after = (way === 'undo' ? afterUndo : afterRedo)(deedsOf(planId));
        if (outcome.ok) {
          keep(planId, after);
          announce?.(t(way === 'undo' ? 'undone' : 'redone', { what: deed.text }));
        } else {
          // The record moved on: this deed can no longer be gone back, those before it may.
          keep(planId, way === 'undo' ? { ...after, undone: before.undone } : before);
          const said = `${deed.text}: ${errorText(outcome.error)}`;
          offerUndo(said, null);
        }
        if (active instanceof HTMLElement && active.isConnected) active.focus();
      } finally {
        underWay = false;
      }
    },
    [planId, announce, errorText, offerUndo, run, t],
  );
  return {
    undo: useCallback(() => go('undo'), [go]),
    redo: useCallback(() => go('redo'), [go]),
    canUndo: deeds.done.length > 0,
    canRedo: deeds.undone.length > 0,
  };
};

/** Notes a deed and offers at once to take it back, in the bar at the bottom. */
export const useOfferDeed = (): ((
  text: string,
  steps: readonly Step[],
  otherwise: () => Promise<unknown>,
) => void) => {
  const isPlan = useContext(PlanContext) !== null;
  const note = useNoteDeed();
  const { undo } = useRetracing();
  const offerUndo = useOfferUndo();
  return (text, steps, otherwise) => {
    note(text, steps);
    offerUndo(text, isPlan ? undo : otherwise);
  };
};
