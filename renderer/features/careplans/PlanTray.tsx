/** The column at the right of the plan: what stands there is mounted here and nowhere else. */
import type { ReactElement } from 'react';
import { ProposalTray } from '../proposals';

export const PlanTray = ({
  onAccepted,
}: {
  /** Shows the problem that lines were added to. */
  onAccepted: (problemId: string) => void;
}): ReactElement => <ProposalTray onAccepted={onAccepted} />;
