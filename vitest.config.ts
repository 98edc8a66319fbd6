import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Tests of use cases that go through most of db/ and ask for no file: they run once more with their
 * stores on PostgreSQL.
 */
const overPostgres = [
  'tests/integration/{caseload,careplans,coverage,documents,encounters,notes,patients,search}.test.ts',
  'tests/integration/{appointments,appointments-days,appointments-reach,appointments-scopes}.test.ts',
  'tests/integration/imports/{fhir-and-csv,identity,stays,typed-against-fed}.test.ts',
];

const migrated = 'tests/support/engines/migrated-setup.ts';
const postgres = 'tests/support/engines/postgres-setup.ts';

/** Passphrases cost the tests little; what they cost the product is tests/unit/vault's to prove. */
const alias = [{ find: './kdf-cost', replacement: resolve('tests/support/kdf-cost.ts') }];

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
        resolve: { alias },
        test: {
          name: 'integration',
          globalSetup: [migrated],
          include: ['tests/integration/**/*.test.ts'],
          exclude: ['tests/integration/db/**'],
        },
      },
      // The set-up starts PostgreSQL: only a run that has tests of both engines waits for it.
      {
        extends: true,
        resolve: { alias },
        test: {
          name: 'both engines',
          include: ['tests/integration/db/**/*.test.ts'],
          globalSetup: [migrated, postgres],
        },
      },
      {
        extends: true,
        resolve: { alias },
        test: {
          name: 'on PostgreSQL',
          include: overPostgres,
          globalSetup: [migrated, postgres],
          provide: { engine: 'postgres' },
        },
      },
    ],
  },
});
