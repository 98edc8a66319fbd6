import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDeviceFile } from '../../electron/device/device-file';
import { tempFolder } from '../support/temp-folder';

test('the help desk is known for the lock screen and stands in no file', async () => {
  const folder = await tempFolder();
  const device = openDeviceFile(folder, 'en');
  device.set({ hospitalName: 'Alderpoint General', helpDesk: '555-0199' });
  expect(device.get().helpDesk).toBe('555-0199');
  const kept = readFileSync(join(folder, 'settings.json'), 'utf8');
  expect(kept).toContain('Alderpoint General');
  expect(kept).not.toContain('555-0199');
  expect(openDeviceFile(folder, 'en').get()).toMatchObject({
    hospitalName: 'Alderpoint General',
    helpDesk: null,
  });
});
