/**
 * Bundles one TypeScript entry into one module for Node (argv: entry, target). Packages stay
 * outside and are loaded from node_modules. Runs on Node 24, as Vite asks.
 */
import { basename, dirname } from 'node:path';
import { build } from 'vite';

const [entry, target] = process.argv.slice(2);

await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    ssr: entry,
    outDir: dirname(target),
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: 'inline',
    rollupOptions: {
      output: { format: 'es', entryFileNames: basename(target), codeSplitting: false },
    },
  },
});
