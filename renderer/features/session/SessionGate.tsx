/** What stands before the work: set-up, sign-in and lock, a first passphrase of one's own. */
import { Suspense, type ReactElement } from 'react';
import type { SessionState } from '../../../shared/session/session';
import { lazyPart } from '../../app/lazy-part';
import { Frame } from './Frame';
import { LockScreen } from './LockScreen';
import './session.css';

const { Part: SetUp } = lazyPart(async () => (await import('./SetUp')).SetUp);
const { Part: FirstPassphrase } = lazyPart(
  async () => (await import('./FirstPassphrase')).FirstPassphrase,
);

export const SessionGate = ({ state }: { state: SessionState }): ReactElement => (
  <Frame state={state}>
    <Suspense fallback={null}>
      {state.state === 'setUp' ? (
        <SetUp guessedZone={state.guessedZone} />
      ) : state.state === 'locked' ? (
        <LockScreen key={state.store} state={state} />
      ) : (
        <FirstPassphrase user={state.user} />
      )}
    </Suspense>
  </Frame>
);
