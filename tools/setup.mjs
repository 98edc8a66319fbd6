/**
 * npm run setup: everything a new machine lacks, step by step. Safe to stop, safe to repeat, and
 * silent on the network once done. Every other command calls it first.
 */
import { pathToFileURL } from 'node:url';
import { oneAtATime } from './lib/one-at-a-time.mjs';
import { endWith } from './lib/say.mjs';
import { provideRuntime } from './setup/electron-runtime.mjs';
import { providePackages } from './setup/packages.mjs';
import { provideSystemLibraries } from './setup/system-libraries.mjs';
import { provideUser } from './setup/unprivileged-user.mjs';

/** Makes ready what runs without a window. */
export const setUpPackages = () => oneAtATime('setup', providePackages);

/** Makes ready all of it; answers the Electron runtime and who runs it. */
export const setUp = () =>
  oneAtATime('setup', async () => {
    await providePackages();
    await provideSystemLibraries();
    const runtime = await provideRuntime();
    return { runtime, user: provideUser() };
  });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await setUp().catch(endWith);
