/**
 * The demonstration behind `npm run demo -- --out DIR`: the real application in a fresh profile, led
 * through its window from the first run to a restart that finds everything again. It leaves
 * pictures, papers and summary.json.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hospital, passphrase } from '../e2e/support/app';
import { abandon, begin, bringIn, lockAndRestart, workDay, type Seen } from './day';
import { readFigures } from './figures';
import { Recorder, type DemoSummary } from './recorder';

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const nothing: Omit<DemoSummary, 'ok' | 'screens' | 'documents' | 'steps'> = {
  electron: '',
  cipher: '',
  patients: 0,
  encounters: 0,
  activeEncounters: 0,
  carePlans: 0,
  rounds: 0,
  auditEntries: 0,
  auditVerified: false,
  networkRequests: 0,
};

const main = async (): Promise<number> => {
  const out = argument('--out');
  if (out === undefined) {
    process.stderr.write('Usage: npm run demo -- --out DIR\n');
    return 2;
  }
  const recorder = new Recorder(resolve(out));
  const seen: Seen = { electron: '', networkRequests: 0 };
  const data = resolve('..', 'shared', 'data');
  try {
    const liaison = await begin(recorder);
    await bringIn(liaison, recorder, data);
    const head = await workDay(liaison, recorder);
    await lockAndRestart(liaison, recorder, seen, head);
    const { profile } = liaison;
    const figures = await recorder.step('count the store', () =>
      readFigures(profile, hospital.administrator, passphrase),
    );
    const ok = figures.auditVerified && seen.networkRequests === 0 && figures.activeEncounters > 0;
    recorder.finish({
      ok,
      electron: seen.electron,
      ...figures,
      networkRequests: seen.networkRequests,
    });
    rmSync(profile, { recursive: true, force: true });
    return ok ? 0 : 1;
  } catch (failure) {
    await abandon(({ page }) => page.screenshot({ path: join(recorder.folder, 'failed.png') }));
    recorder.finish({ ok: false, ...nothing, ...seen }, failure);
    process.stderr.write(
      `${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`,
    );
    if (failure instanceof Error && failure.cause instanceof Error)
      process.stderr.write(`${failure.cause.message}\n`);
    return 1;
  }
};

process.exitCode = await main();
