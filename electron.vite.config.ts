import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { runnerImport, type Plugin } from 'vite';

/** What stays outside main's bundle: native code, and packages that load parts of themselves by name. */
const outside = /^(electron|@signalapp\/sqlcipher|@node-rs\/argon2|knex|pg|pdfmake)(\/|$)/;

/**
 * What the lock screen is made of, in one file: each file more is a turn through main. Only gathers
 * what is loaded at the start in any case; what must not be is a matter of imports (unit/entry-imports).
 */
const lockScreen = [
  /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|html-parse-stringify)\//,
  /node_modules\/(@reduxjs|redux|redux-thunk|immer|reselect|react-redux|use-sync-external-store)\//,
  /node_modules\/(temporal-polyfill|temporal-utils|void-elements)\//,
  /renderer\/app\/(api|call-effects|drafts|format|i18n|keys|lazy-part|navigation|now)\.tsx?$/,
  /renderer\/app\/(store|undo|words|work-context)\.tsx?$/,
  /renderer\/components\/(Avatar|BrandMark|Field|Icon|Key|PlainButton|use-error-text|words)\.tsx?$/,
  /renderer\/features\/session\/(DemonstrationBox|Frame|LockScreen|LockSide|PassphraseField)\.tsx$/,
  /renderer\/features\/session\/(SessionGate|SignInForm|TextField|words(-..)?)\.tsx?$/,
  /shared\/(folding|time)\.ts$/,
];

/** Leaves of a module of plain values only the values, so that what they are made from stays out. */
const workedOut = (file: string): Plugin => {
  const id = resolve(file);
  return {
    name: 'worked-out',
    load: {
      filter: { id },
      handler: async () => {
        const { module } = await runnerImport<Record<string, unknown>>(id, { configFile: false });
        return Object.entries(module)
          .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
          .join('\n');
      },
    },
  };
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      sourcemap: false,
      minify: true,
      rollupOptions: {
        input: {
          main: resolve('electron/main.ts'),
          'reader-worker': resolve('electron/worker/reader-worker.ts'),
          'pdf-worker': resolve('electron/documents/pdf-worker.ts'),
        },
        external: [outside],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      rollupOptions: {
        input: { preload: resolve('electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), workedOut('renderer/app/call-effects.ts')],
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir: resolve('out/renderer'),
      emptyOutDir: true,
      sourcemap: false,
      // electron-vite leaves the window's code as it is, which costs half a second of each start.
      minify: true,
      assetsInlineLimit: 0,
      rollupOptions: {
        input: { index: resolve('renderer/index.html'), print: resolve('renderer/print.html') },
        output: {
          codeSplitting: {
            groups: [
              { name: 'lock-screen', test: (id) => lockScreen.some((part) => part.test(id)) },
            ],
          },
        },
      },
    },
  },
});
