/** The application menu: only what the system expects; File → Import and Lock by their keys. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { LockReason } from '../../shared/session/session';
import type { MainEvent } from '../ipc/context';

const words = {
  en: { file: 'File', import: 'Import…', lock: 'Lock', quit: 'Quit', edit: 'Edit' },
  es: { file: 'Archivo', import: 'Importar…', lock: 'Bloquear', quit: 'Salir', edit: 'Editar' },
};

export const setMenu = (
  language: 'en' | 'es',
  emit: (event: MainEvent) => void,
  lock: (reason: LockReason) => Promise<void>,
): void => {
  const w = words[language];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: w.file,
      submenu: [
        {
          label: w.import,
          accelerator: 'CmdOrCtrl+Shift+I',
          click: () => emit({ type: 'menu', command: 'import' }),
        },
        { label: w.lock, accelerator: 'CmdOrCtrl+L', click: () => void lock('asked') },
        { type: 'separator' },
        { role: 'quit', label: w.quit },
      ],
    },
    {
      label: w.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
};
