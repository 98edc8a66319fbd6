import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const results = process.env['LIAISON_RESULTS_DIR'] ?? 'test-results';

/** The stories drive one real application each: one at a time on each of the run's displays. */
const workers = process.env['LIAISON_DISPLAYS']?.split(' ').length ?? 1;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: join(results, 'e2e'),
  workers,
  // Each story is one of its own: the long ones of one file need not wait for each other.
  fullyParallel: true,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  // The JSON report's place is named by PLAYWRIGHT_JSON_OUTPUT_FILE.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : 'list',
  use: { trace: 'off', screenshot: 'off', video: 'off' },
});
