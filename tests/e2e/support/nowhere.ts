/** Searches what a program of this user could have written, and proves that the search is not blind. */
import { accessSync, constants, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { findWord, wordIn } from '../../support/canary';

/** Where the system puts the memory of a program that crashed, as far as this user may look. */
const coreDumps = (): string[] => {
  const pattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim();
  const folders = ['/var/crash', '/var/lib/systemd/coredump', '/var/lib/apport/coredump'];
  if (isAbsolute(pattern)) folders.push(dirname(pattern));
  return [
    ...folders.filter((folder) => {
      try {
        accessSync(folder, constants.R_OK);
        return true;
      } catch {
        return false;
      }
    }),
    // Without a folder in the pattern: where the program was started.
    ...readdirSync('.').filter((name) => /^core(\.\d+)?$/.test(name)),
  ];
};

/** Every folder that the application, Chromium, Electron or a crash writes to for this user. */
const foldersOf = (profile: string): string[] => [
  profile,
  ...['TMPDIR', 'HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined),
  tmpdir(),
  ...(process.platform === 'linux' ? coreDumps() : []),
];

/** Nothing is found; and what is planted is, so that the search cannot pass blind. */
export const expectNowhere = (word: string, profile: string, output: Buffer): void => {
  const folders = [...new Set(foldersOf(profile))];
  const planted = [
    join(profile, 'session', 'planted.log'),
    join(tmpdir(), 'planted.tmp'),
    join(profile, 'planted.bin'),
  ] as const;
  writeFileSync(planted[0], `2026-03-12 note ${word.toLowerCase()} saved`);
  writeFileSync(planted[1], Buffer.from(`x${word}`, 'utf16le').toString('base64'));
  writeFileSync(planted[2], gzipSync(`${'The daughter said. '.repeat(40)}${word}`));
  const { found, files } = findWord(folders, word);
  for (const file of planted) rmSync(file);
  const where = [...new Set(found.map(({ path }) => path))];
  expect(where.filter((path) => (planted as readonly string[]).includes(path)).sort()).toEqual(
    [...planted].sort(),
  );
  expect(found.filter(({ path }) => !(planted as readonly string[]).includes(path))).toEqual([]);
  // The store, its key file and the settings at least.
  expect(files).toBeGreaterThan(planted.length + 3);
  expect(wordIn(output, word)).toBeNull();
};
