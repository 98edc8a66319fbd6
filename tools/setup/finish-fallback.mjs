/**
 * Makes a runnable Electron of the unpacked files in the folder argv names. Runs on Node 24, since
 * the two Electron tools it uses do.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

const [folder] = process.argv.slice(2);
const defaultApp = fileURLToPath(new URL('default-app', import.meta.url));

await createPackage(defaultApp, join(folder, 'resources', 'default_app.asar'));
await flipFuses(join(folder, 'electron'), {
  version: FuseVersion.V1,
  // Playwright attaches with --inspect. Packed applications have it off again.
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  // The product it was made for carries a snapshot of its own, which is left out.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
});
