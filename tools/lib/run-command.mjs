/** Runs a program to its end, with what it prints kept off our stdout. */
import { spawn, spawnSync } from 'node:child_process';
import { say, secondsSince } from './say.mjs';

/** A sign of life this often while a quiet program runs. */
const heartbeatMs = 10_000;

/**
 * Runs a program and answers its exit code (127 when it cannot be started). Its stdout goes to our
 * stderr unless `options.stdio` says otherwise. With `options.step` it says so every ten seconds;
 * `options.onStart` is given the child.
 */
export const runCommand = (command, args, { step, onStart, ...options } = {}) =>
  new Promise((done) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], ...options });
    onStart?.(child);
    const heartbeat = step
      ? setInterval(() => say(step, `still working, ${secondsSince(start)}`), heartbeatMs)
      : undefined;
    const end = (code) => {
      clearInterval(heartbeat);
      done(code);
    };
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      end(127);
    });
    // Not `exit`: what it printed last may still be on the way.
    child.on('close', (code, signal) => end(code ?? (signal ? 128 : 1)));
  });

/**
 * Runs a program that works beside others; answers its exit code and all it printed, for whoever
 * prints it in one piece.
 */
export const runAside = async (command, args, options = {}) => {
  const said = [];
  const code = await runCommand(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    onStart: (child) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (bytes) => said.push(bytes));
    },
  });
  return { code, said: Buffer.concat(said).toString('utf8') };
};

/** What a short program printed, or null when it failed or is not there. */
export const answerOf = (command, args, options = {}) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', ...options });
  return status === 0 ? stdout : null;
};

/** True when a short program ends well. */
export const succeeds = (command, args, options = {}) =>
  spawnSync(command, args, { stdio: 'ignore', ...options }).status === 0;

/** npm as a command and its first arguments: the npm that runs us, else the one on the PATH. */
export const npmCommand = () => {
  // People read what it says here; the project's .npmrc asks for JSON.
  const plain = '--no-json';
  return process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, [process.env.npm_execpath, plain]]
    : ['npm', [plain]];
};
