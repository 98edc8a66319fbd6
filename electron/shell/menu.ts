/** The application menu: what the system expects, File → Import, the audit's verification, the help. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { LockReason } from '../../shared/session/session';
import type { MainEvent } from '../ipc/context';

const words = {
  en: {
    file: 'File',
    import: 'Import…',
    verifyAudit: 'Verify the audit',
    lock: 'Lock',
    quit: 'Quit',
    edit: 'Edit',
    help: 'Help',
    keys: 'Keys',
    promise: 'What Liaison promises',
  },
  es: {
    file: 'Archivo',
    import: 'Importar…',
    verifyAudit: 'Verificar la auditoría',
    lock: 'Bloquear',
    quit: 'Salir',
    edit: 'Editar',
    help: 'Ayuda',
    keys: 'Teclas',
    promise: 'Lo que Liaison promete',
  },
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
        {
          label: w.verifyAudit,
          click: () => emit({ type: 'menu', command: 'verifyAudit' }),
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
    {
      label: w.help,
      role: 'help',
      submenu: [
        { label: w.keys, click: () => emit({ type: 'menu', command: 'keys' }) },
        { label: w.promise, click: () => emit({ type: 'menu', command: 'help' }) },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
};
