/**
 * What each call reads and changes: all that the window needs to know of the contract. The build works
 * this module out and leaves only what it exports (electron.vite.config.ts), so that the schemas of
 * what main accepts, and their library, are no part of the window.
 */
import { calls, ownCalls } from '../../shared/contract';
import type { CallDeclaration, Feature } from '../../shared/contract/define';

export interface CallEffects {
  writes: boolean;
  reads: readonly Feature[];
  changes: readonly Feature[];
}

const declarations = Object.entries({ ...calls, ...ownCalls }) as unknown as [
  string,
  CallDeclaration<never, unknown>,
][];

export const callEffects: Readonly<Record<string, CallEffects>> = Object.fromEntries(
  declarations.map(([name, { writes, reads, changes }]) => [name, { writes, reads, changes }]),
);
