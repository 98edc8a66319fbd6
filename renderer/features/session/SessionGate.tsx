import type { ReactElement } from 'react';
import type { SessionState } from '../../../shared/session/session';

/** What stands before the work: set-up, sign-in and lock, a first passphrase of one's own. */
export const SessionGate = ({ state }: { state: SessionState }): ReactElement => <p>{state.state}</p>;
