/**
 * Step 4: who runs the application in tests. Chromium refuses its sandbox to root, so for root
 * (containers, CI) there is a user `liaison`, without home or password.
 */
import { isRoot } from '../lib/project.mjs';
import { answerOf, succeeds } from '../lib/run-command.mjs';
import { say, warn } from '../lib/say.mjs';

const step = 'user';
const name = 'liaison';

const idOf = (kind) => {
  const answer = answerOf('id', [kind, name]);
  return answer === null ? null : Number(answer);
};

const create = () =>
  succeeds('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    name,
  ]);

/** The ids to start programs with; empty for "as we are". */
export const unprivilegedIds = () => {
  if (!isRoot()) return {};
  if (idOf('-u') === null && create()) say(step, `made the unprivileged user ${name}`);
  const uid = idOf('-u');
  const gid = idOf('-g');
  // Inside a user namespace root may be the only user there is.
  if (uid === null || gid === null || !succeeds('true', [], { uid, gid })) return {};
  return { uid, gid };
};

/** Whether Chromium's sandbox works for these ids; on Linux it stands on user namespaces. */
export const sandboxWorks = (ids) =>
  process.platform !== 'linux' ||
  (!(isRoot() && ids.uid === undefined) &&
    succeeds('unshare', ['-Ur', 'true'], { ...ids, cwd: '/' }));

/** Who runs the application: `{ids: {uid?, gid?}, sandbox}`. */
export const provideUser = () => {
  const ids = unprivilegedIds();
  const sandbox = sandboxWorks(ids);
  if (!sandbox)
    warn(step, 'Chromium’s sandbox cannot work here; the application runs with --no-sandbox');
  else say(step, ids.uid === undefined ? 'sandbox on' : `windows run as ${name}, sandbox on`);
  return { ids, sandbox };
};
