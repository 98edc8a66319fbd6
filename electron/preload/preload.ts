/** The window's only two ways out: ask (`call`) and be told (`on`). Nothing else of Electron is exposed. */
import { contextBridge, ipcRenderer } from 'electron';

const call = (name: unknown, input: unknown): Promise<unknown> =>
  ipcRenderer.invoke('liaison:call', String(name), input);

const on = (listener: (event: unknown) => void): (() => void) => {
  const forward = (_: unknown, event: unknown): void => listener(event);
  ipcRenderer.on('liaison:event', forward);
  return () => void ipcRenderer.removeListener('liaison:event', forward);
};

contextBridge.exposeInMainWorld('liaison', Object.freeze({ call, on }));
