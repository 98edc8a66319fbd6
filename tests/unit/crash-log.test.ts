import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCrashLog } from '../../electron/shell/crash-log';
import { testNow } from '../support/store';
import { tempFolder } from '../support/temp-folder';

const clock = { now: () => testNow, zone: () => 'America/New_York' };

test('the log names the call and the place, and nothing of what was said or written', async () => {
  const folder = await tempFolder();
  const log = makeCrashLog(folder, clock);
  const said = "insert into patient values ('Hazelmere', '1941-03-14') - UNIQUE constraint failed";
  log('L-4711', 'patients.change', Object.assign(new Error(said), { code: 'SQLITE_CONSTRAINT' }));
  log('L-4712', 'notes.add', 'Ruth Hazelmere fell');
  log('L-4713', 'notes.add', { patient: 'Hazelmere' });
  const text = readFileSync(join(folder, 'liaison.log'), 'utf8');
  const [first] = text.split('\n').map((line) => line && (JSON.parse(line) as object));
  expect(first).toMatchObject({
    at: testNow,
    reference: 'L-4711',
    call: 'patients.change',
    kind: 'Error SQLITE_CONSTRAINT',
  });
  expect(text).toContain('crash-log.test.ts:');
  expect(text).not.toMatch(/Hazelmere|1941|insert into|fell/);
  // Names of our files, and of no folder of this computer.
  expect(text).not.toContain(process.cwd());
  expect(statSync(join(folder, 'liaison.log')).mode & 0o077).toBe(0);
});

test('it starts anew at a megabyte and keeps the former one once', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'liaison.log');
  writeFileSync(path, 'x'.repeat(1_000_001));
  makeCrashLog(folder, clock)('L-1', 'notes.add', new Error('x'));
  expect(statSync(path).size).toBeLessThan(5000);
  expect(statSync(`${path}.old`).size).toBe(1_000_001);
});
