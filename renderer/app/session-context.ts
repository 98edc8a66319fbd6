/** Who is signed in, for every component below the open application. */
import { createContext, useContext } from 'react';
import { mayRole, type Permission } from '../../shared/permissions';
import type { SessionState } from '../../shared/session/session';

export type OpenSessionState = Extract<SessionState, { state: 'open' }>;

export const SessionContext = createContext<OpenSessionState | null>(null);

/** The open session. */
export const useSession = (): OpenSessionState => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession while nobody is signed in');
  return session;
};

/** Whether the role may do it at all: hides what the pipeline would refuse. */
export const useMay = (permission: Permission): boolean =>
  mayRole(useSession().user.role, permission);
