/**
 * What is loaded before the first window is asked for. Each library more is time in which nothing is
 * seen: a heavy one is imported where it is needed, with `import()`.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Modules that a file imports when it is loaded: neither types alone nor `import()`. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^;]*?\sfrom\s+)?'([^']+)'/gm)].map(
    ([, from]) => from!,
  );

const fileOf = (from: string, name: string): string => {
  const path = join(dirname(from), name);
  const found = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find(
    (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
  );
  if (!found) throw new Error(`${name}, imported by ${from}, is not there`);
  return found;
};

/** What the build leaves of it is plain values (electron.vite.config.ts). */
const workedOut = join(root, 'renderer/app/call-effects.ts');

/** Packages and files that an entry loads, with everything they load. */
const loadedBy = (entry: string): { packages: string[]; files: string[] } => {
  const packages = new Set<string>();
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    if (!/\.tsx?$/.test(file) || file === workedOut) return;
    for (const name of importsOf(readFileSync(file, 'utf8')))
      if (name.startsWith('.')) visit(fileOf(file, name));
      else packages.add(name);
  };
  visit(join(root, entry));
  return {
    packages: [...packages].filter((name) => !name.startsWith('node:')).sort(),
    files: [...files].map((file) => relative(root, file)),
  };
};

test('imports are told from types and from what is loaded later', () => {
  const text = `import { a } from 'one';
import type { B } from 'two';
import './three.css';
export { c } from './four';
export type { D } from 'five';
const later = () => import('six');
import {
  e,
} from 'seven';`;
  expect(importsOf(text)).toEqual(['one', './three.css', './four', 'seven']);
});

describe('what main loads', () => {
  test('before its window: Electron and the calendar of time zones, no other library', () => {
    const { packages, files } = loadedBy('electron/main.ts');
    expect(packages).toEqual(['electron', 'temporal-polyfill']);
    expect(
      files.filter((file) => /^(db|shared\/contract|electron\/services)\//.test(file)),
    ).toEqual([]);
  });

  test('before its lock screen: what checks the key file, and no engine', () => {
    const { packages } = loadedBy('electron/services/closed-state.ts');
    expect(packages).toEqual(['@node-rs/argon2', 'temporal-polyfill', 'uuidv7', 'zod']);
  });
});

test('no store of this computer loads the driver of PostgreSQL', () => {
  expect(loadedBy('electron/application.ts').packages).not.toContain('pg');
});

test('the window loads for its lock screen no MUI, no schemas, and no feature but the session', () => {
  const { packages, files } = loadedBy('renderer/main.tsx');
  expect(packages).toEqual([
    '@fontsource-variable/inter/index.css',
    '@reduxjs/toolkit',
    '@reduxjs/toolkit/query/react',
    'i18next',
    'react',
    'react-dom/client',
    'react-i18next',
    'react-redux',
    'temporal-polyfill',
  ]);
  const features = files.flatMap((file) => /^renderer\/features\/([^/]+)/.exec(file)?.[1] ?? []);
  expect([...new Set(features)]).toEqual(['session']);
});
