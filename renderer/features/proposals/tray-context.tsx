/** The stay's tray, asked once for the plan's lines and the cards beside them. */
import { createContext, useContext, useMemo, type ReactElement, type ReactNode } from 'react';
import type { LineGround, Tray } from '../../../shared/proposals/view';
import type { CallError } from '../../../shared/errors';
import { useCall } from '../../app/api';

export interface TrayOnScreen {
  patientId: string;
  encounterId: string;
  /** The plan on the screen; null = none is written yet. */
  carePlanId: string | null;
  tray: Tray | undefined;
  error: CallError | undefined;
  refetch: () => void;
}

const TrayContext = createContext<TrayOnScreen | null>(null);
/** Grounds alone: a line is drawn again only when they change. */
const GroundsContext = createContext<Readonly<Record<string, LineGround[]>>>({});

/** Null where no stay is known, as in a plan that an import brought without one. */
export const useTray = (): TrayOnScreen | null => useContext(TrayContext);
export const useGrounds = (id: string): readonly LineGround[] =>
  useContext(GroundsContext)[id] ?? [];

export const ProposalsOf = ({
  patientId,
  encounterId,
  carePlanId,
  children,
}: {
  patientId: string;
  encounterId: string | null;
  carePlanId: string | null;
  children: ReactNode;
}): ReactElement => {
  const {
    data: tray,
    error,
    refetch,
  } = useCall('proposals.ofStay', encounterId === null ? null : { encounterId });
  const value = useMemo(
    () =>
      encounterId === null ? null : { patientId, encounterId, carePlanId, tray, error, refetch },
    [patientId, encounterId, carePlanId, tray, error, refetch],
  );
  const grounds = tray?.grounds;
  return (
    <TrayContext value={value}>
      <GroundsContext value={useMemo(() => grounds ?? {}, [grounds])}>{children}</GroundsContext>
    </TrayContext>
  );
};
