import { describe, expect, test } from 'vitest';
// @ts-expect-error The tools run before anything is installed, so they are no TypeScript.
import { findingsIn } from '../../tools/lib/source-findings.mjs';

const find = findingsIn as (file: string, text: string) => string[];

describe('what security.md forbids outright does not pass `npm test`', () => {
  test.each([
    ['electron/services/notes.ts', "void shell.openExternal('https://x');"],
    ['electron/services/notes.ts', 'await shell.openPath(path);'],
    ['renderer/app/drafts.ts', "localStorage.setItem('draft', text);"],
    ['renderer/app/drafts.ts', "const db = indexedDB.open('x');"],
    ['electron/services/notes.ts', "ipcMain.handle('more', work);"],
    ['renderer/app/api.ts', "import { ipcRenderer } from 'electron';"],
    ['renderer/app/App.tsx', '<p dangerouslySetInnerHTML={{ __html: text }} />'],
    ['shared/time.ts', "const run = eval('1');"],
    ['electron/main.ts', "import { request } from 'node:https';"],
    ['electron/main.ts', "import { connect } from 'net';"],
    ['electron/main.ts', "const dns = await import('node:dns/promises');"],
    ['electron/main.ts', 'const http2 = require("http2");'],
    ['renderer/app/App.tsx', "const socket = new WebSocket('wss://x');"],
    ['renderer/app/App.tsx', 'const now = Date.now();'],
    ['db/notes.ts', 'x\n'.repeat(601)],
  ])('%s: %s', (file, text) => {
    expect(find(file, text)).toHaveLength(1);
  });

  test('the one door, the preload, the clock and words about them pass', () => {
    expect(find('electron/ipc/handle.ts', "ipcMain.handle('liaison:call', work);")).toEqual([]);
    expect(find('electron/preload/preload.ts', 'contextBridge.exposeInMainWorld(x);')).toEqual([]);
    expect(find('electron/shell/clock.ts', 'const now = Date.now();')).toEqual([]);
    expect(find('electron/main.ts', '// never shell.openPath: see security.md')).toEqual([]);
  });
});
