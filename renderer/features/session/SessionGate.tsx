/** What stands before the work: set-up, sign-in and lock, a first passphrase of one's own. */
import type { ReactElement } from 'react';
import type { SessionState } from '../../../shared/session/session';
import { FirstPassphrase } from './FirstPassphrase';
import { Frame } from './Frame';
import { LockScreen } from './LockScreen';
import { SetUp } from './SetUp';
import './session.css';

export const SessionGate = ({ state }: { state: SessionState }): ReactElement => (
  <Frame state={state}>
    {state.state === 'setUp' ? (
      <SetUp guessedZone={state.guessedZone} />
    ) : state.state === 'locked' ? (
      <LockScreen key={state.store} state={state} />
    ) : (
      <FirstPassphrase user={state.user} />
    )}
  </Frame>
);
