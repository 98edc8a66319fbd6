/** A display of our own (Xvfb), so that windows neither need a screen nor disturb one. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { isRoot } from './project.mjs';
import { ExpectedError } from './say.mjs';

const screen = '1920x1200x24';
const startMs = 20_000;

/** X keeps its sockets here, and only root can make the folder. */
const makeSocketFolder = () => {
  if (!isRoot()) return;
  mkdirSync('/tmp/.X11-unix', { recursive: true });
  chmodSync('/tmp/.X11-unix', 0o1777);
};

/** The display's number, which Xvfb writes to its fourth stream once it is ready. */
const displayNumber = (server) =>
  new Promise((found, failed) => {
    const timer = setTimeout(
      () => failed(new ExpectedError('Xvfb did not start in time.')),
      startMs,
    );
    const end = (settle, value) => {
      clearTimeout(timer);
      settle(value);
    };
    let text = '';
    let complaints = '';
    server.stderr.on('data', (bytes) => (complaints += bytes));
    server.stdio[3].on('data', (bytes) => {
      text += bytes;
      if (text.includes('\n')) end(found, text.trim());
    });
    server.on('error', () =>
      end(failed, new ExpectedError('Xvfb is not installed (Debian: apt-get install xvfb).')),
    );
    server.on('exit', () => end(failed, new ExpectedError(`Xvfb did not start.\n${complaints}`)));
  });

/** Starts one on a free number as the given user; answers `{display, stop}`. */
export const startDisplay = async (ids) => {
  makeSocketFolder();
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, {
    ...ids,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const stop = () => server.kill();
  try {
    return { display: `:${await displayNumber(server)}`, stop };
  } catch (error) {
    stop();
    throw error;
  }
};
