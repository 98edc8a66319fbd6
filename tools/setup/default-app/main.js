/**
 * What Electron runs when it is started with a folder (`electron .`). The fallback runtime brings
 * none of its own, so this stands in for it: the app's main is awaited at the top level, so that
 * what it does before `ready` still comes before `ready`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** The folder named on the command line, and the modules to load before it (`-r`). */
const commandLine = () => {
  const preload = [];
  const rest = process.argv.slice(1);
  while (rest.length > 0) {
    const argument = rest.shift();
    if (argument === '-r' || argument === '--require') preload.push(rest.shift());
    else if (!argument.startsWith('-')) return { preload, folder: resolve(argument) };
  }
  return { preload, folder: null };
};

const { preload, folder } = commandLine();
if (!folder) {
  process.stderr.write('Name the folder of an application: electron <folder>\n');
  process.exit(1);
}

const require = createRequire(import.meta.url);
for (const module of preload) require(resolve(module));

const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setVersion(description.version);
app.setName(description.productName ?? description.name);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, description.main)).href);
