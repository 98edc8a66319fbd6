/**
 * Runs the same tests over both engines: each test gets an empty store of its own on a real
 * encrypted file, and then again in a real PostgreSQL database.
 */
import { describe } from 'vitest';
import type { Store } from '../../../db/connection';
import type { Engine } from '../../../db/dialect';
import { emptyStore, openedStore } from './stores';

/** What a suite asks of the engine that it runs on. */
export interface EngineUnderTest {
  engine: Engine;
  /** A migrated store without a row; gone when the test ends. */
  store: () => Promise<Store>;
  /** A store without a table. */
  bareStore: () => Promise<Store>;
}

const underTest = (engine: Engine): EngineUnderTest => ({
  engine,
  store: async () => openedStore(await emptyStore[engine](true)),
  bareStore: async () => openedStore(await emptyStore[engine](false), false),
});

/** Engines and the names they go by in a test's title. */
export const engineNames = {
  sqlcipher: 'SQLCipher',
  postgres: 'PostgreSQL',
} as const satisfies Record<Engine, string>;

/** The same tests, once over each engine. */
export const describeEachEngine = (
  subject: string,
  suite: (under: EngineUnderTest) => void,
): void => {
  for (const engine of Object.keys(engineNames) as Engine[])
    describe(`${subject} (${engineNames[engine]})`, () => suite(underTest(engine)));
};
