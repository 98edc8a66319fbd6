import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** What stays outside main's bundle: native code, and packages that load parts of themselves by name. */
const outside = /^(electron|@signalapp\/sqlcipher|@node-rs\/argon2|knex|pg|pdfmake)(\/|$)/;

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
    plugins: [react()],
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
      },
    },
  },
});
