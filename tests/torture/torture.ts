/**
 * npm run torture -- --rounds N [--seed S]: in every round a program that runs the whole of main's
 * logic over a real encrypted record is killed (SIGKILL) at a random moment of its writing; then the
 * record is judged. Exit code 0 only when nothing that was acknowledged is lost and all is whole.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { demonstrationPassphrase } from '../../electron/demonstration';
import { backupsFolder } from '../../electron/services/newest-backup';
import { chanceFrom, type Chance } from './chance';
import { faultsOf } from './judge';
import { Ledger, type Line } from './ledger';
import { makeOldScene, makeScene, oldAccount } from './scene';
import { works, workUntilKilled, type Orders, type Work } from './worker';

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/**
 * The longest that a work goes on before it is killed, on a quick machine; long enough for the slow
 * ones to end once.
 */
const longestMs: Record<Work, number> = {
  ...{ saves: 700, drafts: 400, notes: 700, plan: 900 },
  ...{ import: 5000, backup: 2500, rekey: 4000, migration: 900 },
};
const patienceMs = 120_000;
/** What making the scene takes there; a machine that needs longer gets as much more time for its work. */
const usualSceneMs = 3000;

/** Starts the worker, kills it, and answers with what it said. */
const tormented = (
  orders: Orders,
  killAfterMs: number,
): Promise<{ lines: Line[]; ended: string }> =>
  new Promise((resolve, reject) => {
    const script = process.argv[1]!;
    const child = spawn(
      process.execPath,
      [...process.execArgv, script, '--work', JSON.stringify(orders)],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const lines: Line[] = [];
    let complaints = '';
    const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    createInterface(child.stdout).on('line', (text) => {
      const line = JSON.parse(text) as Line | { what: 'ready' };
      if (line.what === 'ready') setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      else lines.push(line);
    });
    child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(late);
      // A migration may have ended before the kill; nothing else ends by itself.
      if (signal === 'SIGKILL' || (orders.work === 'migration' && code === 0))
        resolve({ lines, ended: signal === 'SIGKILL' ? 'killed' : 'ended first' });
      else reject(new Error(`the worker ended with ${code ?? signal}: ${complaints}`));
    });
  });

interface Setting {
  /** How many times slower than a quick machine this one is now. */
  slowness: number;
  folder: string;
  profile: string;
  ledger: Ledger;
  chance: Chance;
}

const round = async (n: number, work: Work, setting: Setting): Promise<string[]> => {
  const { folder, chance } = setting;
  const killAfterMs = chance.int(Math.round(longestMs[work] * setting.slowness));
  const seed = chance.int(2 ** 31);
  const began = performance.now();
  const old = work === 'migration';
  const profile = old ? join(folder, `old-${n}`) : setting.profile;
  const ledger = old ? new Ledger() : setting.ledger;
  if (old) await makeOldScene(profile);
  const orders = { work, profile, folder, seed, round: String(n), ...(old ? oldAccount : {}) };
  const { lines, ended } = await tormented(orders, killAfterMs);
  for (const line of lines) ledger.take(line);
  const kept = lines.filter(({ what }) => what === 'kept').length;
  const account = { signInName: 'wetherlam', passphrase: demonstrationPassphrase };
  const faults = await faultsOf(
    profile,
    old ? 'real' : 'demonstration',
    old ? oldAccount : account,
    ledger,
  );
  // Each was opened and read: they are not needed again, and the next round's reading stays short.
  rmSync(backupsFolder(profile, old ? 'real' : 'demonstration'), { recursive: true, force: true });
  ledger.forget('backup:');
  const took = ((performance.now() - began) / 1000).toFixed(1);
  say(
    `round ${n}: ${work}, ${ended} after ${killAfterMs} ms, ${kept} acknowledged, ${faults.length === 0 ? 'whole' : 'NOT WHOLE'} (${took} s)`,
  );
  return faults;
};

const torture = async (): Promise<number> => {
  const rounds = Number(argument('--rounds') ?? 50);
  const seed = Number(argument('--seed') ?? randomInt(2 ** 31));
  say(`torture: ${rounds} rounds, --seed ${seed}`);
  const folder = mkdtempSync(join(tmpdir(), 'liaison-torture-'));
  const setting = {
    ...{ folder, profile: join(folder, 'profile') },
    ...{ ledger: new Ledger(), chance: chanceFrom(seed), slowness: 1 },
  };
  const all: Work[] = [...works, 'migration'];
  const faults: string[] = [];
  try {
    mkdirSync(setting.profile, { recursive: true });
    const began = performance.now();
    await makeScene(setting.profile);
    setting.slowness = Math.max(1, (performance.now() - began) / usualSceneMs);
    for (let n = 1; n <= rounds; n += 1) {
      const found = await round(n, all[(n - 1 + seed) % all.length]!, setting);
      faults.push(...found.map((fault) => `round ${n}: ${fault}`));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const fault of faults) say(fault);
  say(
    `torture: ${rounds} kills, ${setting.ledger.acknowledged} acknowledged writes, ${faults.length} faults, --seed ${seed}`,
  );
  return faults.length === 0 ? 0 : 1;
};

const orders = argument('--work');
process.exitCode = orders
  ? await workUntilKilled(JSON.parse(orders) as Orders).then(() => 0)
  : await torture();
