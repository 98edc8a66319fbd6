/**
 * Reads back what was packed (argv: its folder): the fuses of the binary, native code outside the
 * archive, nothing that only a developer needs. One line a finding, exit code 1 when there is one.
 * Runs on Node 24.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const [folder, executable] = process.argv.slice(2);

/** What security asks of the packed application. */
const promised = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
};

const wire = await getCurrentFuseWire(join(folder, executable));
const fuseFindings = Object.entries(promised)
  .filter(([name, on]) => (wire[FuseV1Options[name]] === FuseState.ENABLE) !== on)
  .map(([name, on]) => `the fuse ${name} is not ${on ? 'on' : 'off'}`);

const archive = join(folder, 'resources', 'app.asar');
const packed = listPackage(archive, { isPack: false });
const needless = packed.filter((path) => /\.map$|^\/(tests|tools|docs)\//.test(path));
const missing = [
  '/out/main/main.js',
  '/out/preload/preload.cjs',
  '/out/renderer/index.html',
].filter((path) => !packed.includes(path));
const buried = packed.filter(
  (path) => path.endsWith('.node') && !existsSync(join(`${archive}.unpacked`, path)),
);

const findings = [
  ...fuseFindings,
  ...needless.map((path) => `${path} is packed`),
  ...missing.map((path) => `${path} is missing`),
  ...buried.map((path) => `${path} is inside the archive`),
];
for (const finding of findings) process.stderr.write(`${finding}\n`);
const states = Object.keys(promised).map(
  (name) => `${name} ${wire[FuseV1Options[name]] === FuseState.ENABLE ? 'on' : 'off'}`,
);
process.stderr.write(`fuses read back: ${states.join(', ')}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
