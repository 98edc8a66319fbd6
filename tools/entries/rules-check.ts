/** npm run rules:check -- FILE: vectors of a rule in, results out, as JSON on stdout. */
import { readFileSync } from 'node:fs';
import { clockDefinitions } from '../../electron/clinical/clocks';
import { instruments } from '../../electron/clinical/instruments';
import { checkRules } from '../../shared/clinical/rules-check';

const [file] = process.argv.slice(2);
try {
  if (file === undefined) throw new Error('Name the file of vectors.');
  process.stdout.write(
    `${JSON.stringify(checkRules(JSON.parse(readFileSync(file, 'utf8')), { instruments, clocks: clockDefinitions }))}\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
