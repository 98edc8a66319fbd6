/** A hospital that was set up through the calls, with its first administrator. */
import { sessionOwnHandlers } from '../../electron/services/session';
import { signIn } from '../../electron/services/sign-in';
import { jules, setUpInput, testHost, type TestHost } from './host';

/** Types the groups that were asked back. */
export const typedBack = (shown: {
  recoveryKey: readonly string[];
  askBack: readonly number[];
}): Record<string, string> =>
  Object.fromEntries(shown.askBack.map((group) => [String(group), shown.recoveryKey[group - 1]!]));

export interface TestRecord {
  host: TestHost;
  recoveryKey: string;
}

/** Sets a hospital up; its administrator is signed in. */
export const testRecord = async (profile?: string): Promise<TestRecord> => {
  const host = await testHost(profile);
  const shown = await sessionOwnHandlers['session.setUp'](host, setUpInput);
  await sessionOwnHandlers['session.confirmRecoveryKey'](host, {
    groups: typedBack(shown),
    keptIn: 'Hospital safe',
  });
  return { host, recoveryKey: shown.recoveryKey.join(' ') };
};

/** Signs the administrator in. */
export const signInJules = (host: TestHost): Promise<void> =>
  signIn(host, jules.signInName, jules.passphrase);
