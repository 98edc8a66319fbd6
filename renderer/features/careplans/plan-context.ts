/** The plan on the screen, for the parts below it: whose it is and whether its text may be changed. */
import { createContext, useContext } from 'react';
import type { CarePlan, Owner } from '../../../shared/careplans/plan';

export interface PlanOnScreen {
  plan: CarePlan;
  owners: readonly Owner[];
  /** The person may write plans, and this one is open. */
  mayWrite: boolean;
  /** The person may write plans: also one that has ended can be made active again. */
  mayTurnPlan: boolean;
  /** Shows the templates; null where the person may not add. */
  addFromTemplate: (() => void) | null;
  /** A template's name in the chosen language; null while it is not known. */
  templateTitle: (id: string) => string | null;
  /** The person may record what happened to a barrier. */
  mayCare: boolean;
  /** The person may record who was told of the plan. */
  mayTell: boolean;
  /** Says something to those who do not see the screen. */
  announce: (text: string) => void;
  /** Goals of which only the wording is shown. */
  collapsed: ReadonlySet<string>;
  setCollapsed: (ids: readonly string[], collapsed: boolean) => void;
  /** The record that find shows; null for none. */
  foundId: string | null;
}

export const PlanContext = createContext<PlanOnScreen | null>(null);

export const usePlan = (): PlanOnScreen => {
  const value = useContext(PlanContext);
  if (!value) throw new Error('usePlan outside of a care plan');
  return value;
};
