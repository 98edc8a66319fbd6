/**
 * npm run import:check -- FOLDER: one JSON document on stdout, everything else on stderr. Exit 0
 * whatever is refused; 2 when it could not run.
 */
import { checkFolder } from '../../electron/services/imports/check-folder';
import { instantOfEpoch, isZone } from '../../shared/time';

/** Could not run: no folder, or no throw-away store. */
const couldNotRun = 2;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Ends with the exit code. */
export const main = async (args: readonly string[]): Promise<number> => {
  const [folder, ...rest] = args.filter((arg) => arg !== '--');
  if (!folder || rest.length > 0) {
    say('Usage: npm run import:check -- FOLDER');
    return couldNotRun;
  }
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    const report = await checkFolder(folder, {
      zone: isZone(timeZone) ? timeZone : 'UTC',
      now: instantOfEpoch(Math.floor(performance.timeOrigin + performance.now())),
      onFault: (file, error) =>
        say(`${file}: ${error instanceof Error ? error.message : 'unknown fault'}`),
      onFile: (file, index, of) => say(`${index + 1} of ${of}: ${file}`),
    });
    await new Promise<void>((resolve) => {
      process.stdout.write(`${JSON.stringify(report)}\n`, () => resolve());
    });
    return 0;
  } catch (error) {
    say(`The check could not run: ${error instanceof Error ? error.message : 'unknown reason'}`);
    return couldNotRun;
  }
};

process.exitCode = await main(process.argv.slice(2));
