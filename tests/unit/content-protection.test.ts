import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { openDeviceFile } from '../../electron/device/device-file';
import type { Host } from '../../electron/host';
import { makePorts } from '../../electron/shell/ports';

const { windows } = vi.hoisted(() => ({ windows: [] as { protected: boolean[] }[] }));

vi.mock('electron', () => ({
  BrowserWindow: {
    getAllWindows: () =>
      windows.map((window) => ({
        webContents: { setZoomFactor: () => undefined },
        setContentProtection: (on: boolean) => window.protected.push(on),
      })),
  },
  nativeTheme: { themeSource: 'system' },
  dialog: {},
  app: {},
  protocol: {},
  session: {},
  screen: {},
}));

beforeEach(() => windows.splice(0));

test('the window can be seen on a shared screen until somebody chooses otherwise, and then never', () => {
  const profile = mkdtempSync(join(tmpdir(), 'liaison-test-'));
  const device = openDeviceFile(profile, 'en');
  expect(device.shown().contentProtection).toBe(false);
  windows.push({ protected: [] }, { protected: [] });
  const ports = makePorts(() => ({ device }) as unknown as Host, null);
  ports.applyDevice();
  device.set({ contentProtection: true });
  ports.applyDevice();
  expect(windows.map((window) => window.protected)).toEqual([
    [false, true],
    [false, true],
  ]);
  expect(openDeviceFile(profile, 'en').get().contentProtection).toBe(true);
});

test('a settings file that holds nonsense does not hide the window', () => {
  const profile = mkdtempSync(join(tmpdir(), 'liaison-test-'));
  writeFileSync(join(profile, 'settings.json'), '{"contentProtection":"yes"}');
  expect(openDeviceFile(profile, 'en').get().contentProtection).toBe(false);
  expect(readFileSync(join(profile, 'settings.json'), 'utf8')).toContain('yes');
});
