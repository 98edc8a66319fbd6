/** One function, as ours has it. */
const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bench', {
  call: (name, input) => ipcRenderer.invoke('bench:call', String(name), input),
});
