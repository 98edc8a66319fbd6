/** The application's host over a real profile folder, closed when the test ends. */
import { testNow } from './store';
import { tempFolder } from './temp-folder';
import { plainHost, type PlainHost } from './plain-host';
import type { MainEvent } from '../../electron/ipc/context';
import { flushed, lockRecord } from '../../electron/services/lock';
import { whenDone } from './when-done';

export interface TestHost extends PlainHost {
  /** Says at once that no text is left to send when a lock asks for it, as an idle window does. */
  windowAnswers: boolean;
}

/** A host on an empty profile (or a given one: another start on the same computer). */
export const testHost = async (profile?: string): Promise<TestHost> => {
  const plain = plainHost(profile ?? (await tempFolder()), testNow);
  const { emit } = plain;
  const host: TestHost = Object.assign(plain, {
    windowAnswers: true,
    emit: (event: MainEvent) => {
      emit(event);
      if (event.type === 'locking' && host.windowAnswers) flushed(host);
    },
  });
  whenDone(() => lockRecord(host, 'signOut'));
  return host;
};

/** The first administrator of test hospitals. */
export const jules = {
  givenName: 'Jules',
  familyName: 'Wetherlam',
  signInName: 'wetherlam',
  passphrase: 'violet harbor under glass',
};

/** What the set-up screen sends. */
export const setUpInput = {
  hospitalName: 'Alderpoint General Hospital',
  zone: 'America/New_York',
  helpDesk: '555-0199',
  units: [
    { name: '5 West', rooms: [{ name: '508', beds: ['508-1', '508-2'] }] },
    { name: 'ICU', rooms: [{ name: '1', beds: ['1'] }] },
  ],
  administrator: jules,
};
