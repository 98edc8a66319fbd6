/** The floor of what Electron itself costs: an empty window as locked down as ours, and a bare answer. */
const { join } = require('node:path');
const { app, BrowserWindow, ipcMain } = require('electron');

if (process.env.LIAISON_SOFTWARE_RENDERING === '1') app.disableHardwareAcceleration();
if (process.getuid?.() !== 0) app.enableSandbox();
if (process.env.BENCH_PROFILE) app.setPath('userData', process.env.BENCH_PROFILE);

ipcMain.handle('bench:call', () => ({ ok: true, value: null }));

app.on('window-all-closed', () => app.quit());

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      partition: 'bench',
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(join(__dirname, 'index.html'));
});
