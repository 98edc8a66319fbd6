/** Runs a TypeScript entry of the project on Node 24: bundled first, since sources import without extensions. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { projectNode, projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';
import { ExpectedError } from './say.mjs';

/** The bundle of an entry, relative to the project's root. */
export const bundleOf = (entry) => join('out', 'tools', `${basename(entry, '.ts')}.mjs`);

/** Bundles an entry (a path relative to the root) to its place, in one step. */
export const bundle = async (entry) => {
  if (!existsSync(join(projectRoot, entry))) throw new ExpectedError(`There is no ${entry} yet.`);
  const target = join(projectRoot, bundleOf(entry));
  // As deep as its target, so that paths relative to the module mean the same in both.
  const work = join(projectRoot, 'out', `tools-making-${process.pid}`);
  mkdirSync(join(projectRoot, 'out', 'tools'), { recursive: true });
  try {
    const made = join(work, basename(target));
    const script = join(projectRoot, 'tools', 'lib', 'bundle-entry.mjs');
    const args = [script, join(projectRoot, entry), made];
    if ((await runCommand(projectNode, args, { cwd: projectRoot })) !== 0)
      throw new ExpectedError(`${entry} could not be bundled; see above.`);
    renameSync(made, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

/** Bundles an entry and runs it as ourselves, its stdout ours; answers its exit code. */
export const runTs = async (entry, args) => {
  await oneAtATime('build', () => bundle(entry));
  const module = join(projectRoot, bundleOf(entry));
  return runCommand(projectNode, ['--enable-source-maps', module, ...args], { stdio: 'inherit' });
};
