/** The column at the right of the plan: what stands there is mounted here and nowhere else. */
import type { ReactElement } from 'react';

export const PlanTray = (): ReactElement | null => null;
