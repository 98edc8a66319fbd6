import { readFileSync, writeFileSync } from 'node:fs';
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

const writeSettings = async (values: object): Promise<string> => {
  const folder = await tempFolder();
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(values));
  return folder;
};

const usual = {
  language: 'es',
  theme: 'system',
  textSize: 100,
  density: 'compact',
  singleKeys: true,
  contentProtection: false,
  lastSignInName: null,
  store: 'real',
  lockPolicy: { idleMinutes: 5, idleElsewhereMinutes: 15, setByName: null, setAt: null },
  hospitalName: '',
  hospitalZone: null,
  window: { bounds: null, maximized: false },
  helpDesk: null,
};

const kept = {
  language: 'en',
  theme: 'dark',
  textSize: 150,
  density: 'comfortable',
  singleKeys: false,
  contentProtection: true,
  lastSignInName: 'jules',
  store: 'demonstration',
  lockPolicy: { idleMinutes: 2, idleElsewhereMinutes: 30, setByName: 'Ana', setAt: 'then' },
  hospitalName: 'Alderpoint General',
  hospitalZone: 'America/New_York',
  window: { bounds: { x: -10, y: 0, width: 1200, height: 800 }, maximized: true },
};

test('what was kept is read again, and nothing that is not ours', async () => {
  const folder = await writeSettings({ ...kept, helpDesk: '555-0199', other: 1 });
  expect(openDeviceFile(folder, 'es').get()).toEqual({ ...kept, helpDesk: null });
});

test.each<[string, unknown]>([
  ['language', 'fr'],
  ['theme', 1],
  ['textSize', 79],
  ['textSize', 201],
  ['textSize', 100.5],
  ['textSize', '120'],
  ['density', null],
  ['singleKeys', 'no'],
  ['contentProtection', 1],
  ['lastSignInName', 'x'.repeat(61)],
  ['store', 'other'],
  ['lockPolicy', { ...kept.lockPolicy, idleMinutes: 0 }],
  ['lockPolicy', { ...kept.lockPolicy, idleElsewhereMinutes: 61 }],
  ['lockPolicy', { ...kept.lockPolicy, setByName: 3 }],
  ['lockPolicy', { idleMinutes: 1, idleElsewhereMinutes: 1 }],
  ['lockPolicy', null],
  ['hospitalName', 'x'.repeat(121)],
  ['hospitalZone', 7],
  ['window', { ...kept.window, maximized: 'yes' }],
  ['window', { ...kept.window, bounds: { x: 0, y: 0, width: 1.5, height: 2 } }],
  ['window', { maximized: true }],
])(
  'a value of %s that cannot be used (%j) gives the usual one and spoils no other',
  async (name, value) => {
    const folder = await writeSettings({ ...kept, [name]: value });
    const expected = { ...kept, helpDesk: null, [name]: usual[name as keyof typeof usual] };
    if (name === 'language') expected.language = 'en';
    expect(openDeviceFile(folder, 'es').get()).toEqual(expected);
  },
);

test.each(['', 'not json', '[]', 'null', '7'])(
  'a file of %j gives the usual values',
  async (text) => {
    const folder = await tempFolder();
    writeFileSync(join(folder, 'settings.json'), text);
    expect(openDeviceFile(folder, 'es').get()).toEqual(usual);
  },
);
