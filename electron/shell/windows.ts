/** Makes the main window, with its state remembered, and speaks to all windows. */
import { join } from 'node:path';
import { BrowserWindow, screen, session, type Rectangle } from 'electron';
import type { MainEvent } from '../ipc/context';
import { appOrigin } from './protocol';

/** In memory: no `persist:`, so nothing of a window reaches the disk. */
export const partition = 'liaison';

export const windowSession = (): Electron.Session => session.fromPartition(partition);

export interface WindowState {
  bounds: Rectangle | null;
  maximized: boolean;
}

const least = { width: 1024, height: 680 };
const usual = { width: 1440, height: 900 };

/** Bounds kept from last time, where they still lie on a screen. */
const usableBounds = (kept: Rectangle | null): Partial<Rectangle> => {
  if (!kept) return usual;
  const onScreen = screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, kept));
  return onScreen ? kept : usual;
};

const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export interface WindowOptions {
  state: WindowState;
  onState: (state: WindowState) => void;
  dark: boolean;
  devTools: boolean;
}

/** Opens the main window; shown when it has painted. */
export const openMainWindow = (options: WindowOptions): BrowserWindow => {
  const window = new BrowserWindow({
    ...usual,
    ...usableBounds(options.state.bounds),
    minWidth: least.width,
    minHeight: least.height,
    show: false,
    title: 'Liaison',
    backgroundColor: options.dark ? '#0D1314' : '#F2F5F5',
    autoHideMenuBar: true,
    ...(process.platform === 'linux'
      ? {}
      : { titleBarStyle: 'hidden' as const, titleBarOverlay: { height: 44, color: '#00000000' } }),
    webPreferences: {
      partition,
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools: options.devTools,
      // A locked window must still hear that it is being locked when it lies behind another one.
      backgroundThrottling: false,
    },
  });
  if (options.state.maximized) window.maximize();
  const remember = (): void =>
    options.onState({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  window.on('resized', remember);
  window.on('moved', remember);
  window.on('maximize', remember);
  window.on('unmaximize', remember);
  window.on('close', remember);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${appOrigin}/`);
  return window;
};

/** A window that draws nothing for so long (it is covered, or has gone) is not waited for. */
const drawnWithinMs = 1000;

const twoFrames = `new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(resolve))),
).then(() => null)`;

/** Resolves when a window has drawn what it was last told and has nothing else to do. */
export const untilDrawn = async (window: BrowserWindow): Promise<void> => {
  const idle = window.webContents.executeJavaScript(twoFrames).catch(() => undefined);
  await Promise.race([idle, new Promise((resolve) => setTimeout(resolve, drawnWithinMs))]);
};

/** Tells every window. */
export const emitToWindows = (event: MainEvent): void => {
  for (const window of BrowserWindow.getAllWindows())
    if (!window.webContents.isDestroyed()) window.webContents.send('liaison:event', event);
};

/** Replaces what every window shows by a fresh load: nothing of the work stays in its memory. */
export const reloadWindows = (): void => {
  for (const window of BrowserWindow.getAllWindows()) void window.loadURL(`${appOrigin}/`);
};
