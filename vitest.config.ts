import { defineConfig } from 'vitest/config';

/** Two cores: the heavy integration tests share them with what they start. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: ['tests/integration/db/**'],
        },
      },
      // The set-up starts PostgreSQL: only a run that has tests of both engines waits for it.
      {
        extends: true,
        test: {
          name: 'both engines',
          include: ['tests/integration/db/**/*.test.ts'],
          globalSetup: ['tests/support/engines/postgres-setup.ts'],
        },
      },
    ],
  },
});
