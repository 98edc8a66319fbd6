/**
 * Start-up: harden, single instance, window; then what stands behind the window. Before the window is
 * asked for, only what a window needs is loaded: each library more is time before anything is seen.
 */
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, Menu, nativeTheme } from 'electron';
import type { LockReason } from '../shared/session/session';
import packageJson from '../package.json';
import { Behind } from './behind';
import { openDeviceFile } from './device/device-file';
import { makePdfRenderer } from './documents/pdf-renderer';
import type { Host } from './host';
import { handleCalls } from './ipc/handle';
import { makeClock } from './shell/clock';
import { makeCrashLog } from './shell/crash-log';
import {
  hardenContents,
  hardenDefaultSession,
  hardenSession,
  quietenChromium,
} from './shell/hardening';
import { systemIdleSeconds, watchIdle } from './shell/idle-watch';
import { setMenu } from './shell/menu';
import { makePorts } from './shell/ports';
import { registerScheme, serveBundle } from './shell/protocol';
import { asksForRemote } from './shell/remote-switches';
import { installTestHooks } from './shell/test-hooks';
import { emitToWindows, openMainWindow, untilDrawn, windowSession } from './shell/windows';

const testBuild = 'testBuild' in packageJson && packageJson.testBuild === true;
/** Tests may drive this build: it runs from source, or was packed for tests. */
const drivable = !app.isPackaged || testBuild;

if (!drivable && asksForRemote(process.argv)) app.exit(1);

const profile = (drivable && process.env['LIAISON_PROFILE']) || app.getPath('userData');
mkdirSync(profile, { recursive: true, mode: 0o700 });
app.setPath('userData', profile);
app.setPath('sessionData', join(profile, 'session'));
app.setPath('crashDumps', join(profile, 'session', 'crashes'));
process.umask(0o077);

quietenChromium();
registerScheme();
if (drivable && process.env['LIAISON_SOFTWARE_RENDERING'] === '1')
  app.disableHardwareAcceleration();
// As root Chromium runs only without its sandbox (environment.md); everybody else gets it everywhere.
if (process.getuid?.() !== 0) app.enableSandbox();
hardenContents();

// Ours is set with the window; until then none, or Electron builds its own first.
Menu.setApplicationMenu(null);

/** Makes the host around the calls. */
const makeHost = (): { host: Host; idleSeconds: () => number } => {
  const clock = makeClock(drivable ? process.env['LIAISON_CLOCK'] : undefined);
  const holder: { host: Host | null } = { host: null };
  const present = (): Host => holder.host!;
  const hooks = drivable ? installTestHooks(present) : null;
  const device = openDeviceFile(profile, app.getLocale().startsWith('es') ? 'es' : 'en');
  const host: Host = {
    clock,
    profile,
    resources: join(app.getAppPath(), 'resources'),
    workstation: hostname(),
    version: packageJson.version,
    testBuild,
    device,
    ports: makePorts(present, hooks?.dialogs ?? null),
    storeKind: device.get().store,
    record: null,
    lastLock: null,
    locking: false,
    reader: null,
    pdf: makePdfRenderer(
      join(import.meta.dirname, 'pdf-worker.js'),
      join(app.getAppPath(), 'resources', 'fonts'),
    ),
    lastInputAt: clock.now(),
    jobs: new Map(),
    session: () => present().record,
    isLocking: () => present().locking,
    emit: emitToWindows,
    logCrash: makeCrashLog(profile, clock),
  };
  holder.host = host;
  if (device.get().store === 'real') clock.setZone(device.get().hospitalZone);
  return { host, idleSeconds: () => hooks?.idleSeconds ?? systemIdleSeconds() };
};

const start = async (): Promise<void> => {
  await app.whenReady();
  const { host, idleSeconds } = makeHost();
  hardenSession(windowSession());
  serveBundle(windowSession(), join(import.meta.dirname, '../renderer'));
  nativeTheme.themeSource = host.device.get().theme;
  const window = openMainWindow({
    state: host.device.get().window,
    onState: (state) => host.device.set({ window: state }),
    dark: nativeTheme.shouldUseDarkColors,
    devTools: drivable,
  });
  // The window's own process is on its way now: what follows costs nobody anything.
  const behind = new Behind(host, () => untilDrawn(window));
  const lock = (reason: LockReason): Promise<void> => behind.lock(reason);
  const { tell } = watchIdle(host, idleSeconds, lock);
  handleCalls(async (name, input) => {
    const answer = await behind.answer(name, input);
    // Whoever asks how things stand is a window that was just loaded, and draws nothing without the time.
    if (name === 'session.current') tell();
    return answer;
  });
  hardenDefaultSession();
  setMenu(host.device.get().language, emitToWindows, lock);
  window.webContents.on('did-finish-load', () => host.ports.applyDevice());
  window.webContents.on('render-process-gone', () => {
    // The renderer died: what it had sent is kept; the record closes and the window comes back locked.
    void lock('windowLost').then(() => host.ports.reloadWindows());
  });
  app.on('second-instance', () => {
    const [first] = BrowserWindow.getAllWindows();
    if (first?.isMinimized()) first.restore();
    first?.focus();
  });
  quitAfterLock(behind);
};

/**
 * Quitting closes the record first: drafts written, log checkpointed, audit head kept; and lets a long
 * reading come to its end, with no window left to wait for.
 */
const quitAfterLock = (behind: Behind): void => {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void behind
      .lock('signOut')
      .then(() => behind.stop())
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
};

// Two programs on one profile would write one store: the second shows the first's window and ends.
if (app.requestSingleInstanceLock()) void start();
else app.quit();
