/** Words of the help: what is promised (security.md), what cannot be, and the keys. */
export const words = {
  en: {
    title: 'What Liaison promises',
    about: 'On one page, in words. The health page states each as a present fact.',
    toHealth: 'See each as a fact',
    toPromise: 'What Liaison promises',
    helpDesk: 'Help desk {{phone}}',
    keys: 'Keys',
    promise: {
      closed: {
        title: 'Closed to others',
        disk: 'Nothing on the disk can be read without a passphrase of somebody here: not the record, its log, its backups, nor text you have not saved yet. In clear are only settings, the sign-in names and the hospital’s name.',
        passphrase:
          'Nobody can read your passphrase, the administrator included. It is never kept; a key is made from it each time.',
        role: 'Nobody acts beyond their role. You see patients of your units and your team; any other record opens with a reason, which the privacy officer reads.',
        locks_one:
          'Liaison locks after {{count}} minute without a touch, after {{elsewhere}} minutes in another program, and whenever the computer locks or sleeps. A locked record is closed and its key is out of memory.',
        locks_other:
          'Liaison locks after {{count}} minutes without a touch, after {{elsewhere}} minutes in another program, and whenever the computer locks or sleeps. A locked record is closed and its key is out of memory.',
        lockKeeps:
          'Nothing stops a lock, and a lock asks nothing and loses nothing: whatever you were typing is kept encrypted and is there again when you come back.',
        lockSays:
          'The locked screen says who, since when and why, and which rule is in force. Passphrase and recovery key always open it.',
      },
      lost: {
        title: 'Nothing lost',
        saved:
          'What was saved stays saved, even if the program is killed or the power fails the next moment.',
        draft: 'What you are typing is kept within half a second, before you save it.',
        import:
          'An import is written whole or not at all, and never over something a person typed without showing it.',
        damage:
          'A damaged file is noticed and set aside as it is. Nothing is ever “repaired” over it.',
        backup:
          'A backup counts only after it was opened and read in full. It is sealed like the record.',
        restore:
          'A restore brings back the exact record with its audit, never a mixture. The record it replaces is kept aside.',
      },
      unseen: {
        title: 'Nothing unseen',
        everyAccess:
          'Every access is on record: who, when, what, from which computer. What cannot be recorded is not done.',
        chain:
          'Each entry is bound to the one before. A changed or missing entry shows, and the first broken one is named.',
        lists:
          'Who was on a list you looked at is on record too, so “who saw this patient” has an answer.',
      },
      leaves: {
        title: 'Nothing leaves by itself',
        network:
          'Liaison sends nothing over the network: no report, no update check, no font, no picture.',
        people:
          'Only a person lets something out, by printing it or saving it where they say; that is on record.',
      },
      way: {
        title: 'Always a way in',
        recovery:
          'The recovery key on paper opens the record when nobody can sign in, and gives one administrator a new passphrase.',
        reset: 'An administrator gives a new temporary passphrase to whoever forgot theirs.',
        nobodyElse:
          'There is no other key. We hold none, and nobody can make one: with every passphrase and the paper lost, the record is lost.',
      },
      cannot: {
        title: 'What it cannot promise',
        known:
          'Taking a sign-in away does not take back what a person knows. After a new data key, no later copy opens for them.',
        forge:
          'Whoever holds the record’s key could write a whole new audit. The heads kept beside it and in the backups would then disagree.',
        disk: 'Whoever owns the disk can take it away or delete it. Backups in another place are the answer.',
        exported:
          'A printed page, a saved document and a folder that another system writes into are outside of it.',
      },
    },
    keyGroup: {
      everywhere: 'Everywhere',
      lists: 'Lists',
      caseload: 'Caseload',
      patient: 'Patient',
      carePlan: 'Care plan',
      calendar: 'Calendar',
      import: 'Import',
      locked: 'While it is locked',
    },
    key: {
      find: 'Find a patient or a command',
      lock: 'Lock',
      undo: 'Undo',
      places: 'Places of the rail',
      history: 'Back, forward',
      patients: 'Open patients',
      region: 'Next region',
      close: 'Close, clear, leave the field',
      keys: 'This list',
      filter: 'Filter',
      move: 'Move',
      open: 'Open',
      select: 'Select',
      extend: 'Extend the selection',
      day: 'A day earlier or later',
      week: 'A week earlier or later',
      today: 'Today',
      newEvent: 'Put something into the calendar',
      details: 'Details of an event',
      moveEvent: 'Move it by 15 minutes or a day',
      eventLength: 'Make it shorter or longer',
      all: 'Select all',
      tab: 'Next tab',
      peek: 'Glance at the stay beside the list',
      note: 'Note',
      task: 'Task',
      barrier: 'Barrier',
      discharge: 'Expected discharge',
      save: 'Save',
      problem: 'Next, former problem',
      intervention: 'Intervention',
      suggestion: 'Go to a suggestion',
      decideSuggestion: 'On a suggestion: accept, edit, reject',
      sign: 'Sign and activate',
      print: 'Print',
      write: 'Write what the preview shows',
      unlock: 'Unlock',
      switchUser: 'Switch user',
      recoveryKey: 'Recovery key',
    },
  },
  es: {
    title: 'Lo que Liaison promete',
    about: 'En una página, en palabras. La página de estado dice cada cosa como un hecho.',
    toHealth: 'Ver cada una como hecho',
    toPromise: 'Lo que Liaison promete',
    helpDesk: 'Mesa de ayuda {{phone}}',
    keys: 'Teclas',
    promise: {
      closed: {
        title: 'Cerrado a otros',
        disk: 'Nada en el disco se puede leer sin la frase de acceso de alguien de aquí: ni el registro, ni su diario, ni sus copias, ni el texto que aún no guardó. A la vista quedan solo los ajustes, los nombres de acceso y el nombre del hospital.',
        passphrase:
          'Nadie puede leer su frase de acceso, tampoco administración. Nunca se guarda; cada vez se hace una clave con ella.',
        role: 'Nadie actúa más allá de su función. Usted ve a pacientes de sus unidades y de su equipo; cualquier otro registro se abre con un motivo, que lee la persona a cargo de la privacidad.',
        locks_one:
          'Liaison se bloquea tras {{count}} minuto sin tocar nada, tras {{elsewhere}} minutos en otro programa y siempre que la computadora se bloquea o duerme. Un registro bloqueado está cerrado y su clave, fuera de la memoria.',
        locks_many:
          'Liaison se bloquea tras {{count}} minutos sin tocar nada, tras {{elsewhere}} minutos en otro programa y siempre que la computadora se bloquea o duerme. Un registro bloqueado está cerrado y su clave, fuera de la memoria.',
        locks_other:
          'Liaison se bloquea tras {{count}} minutos sin tocar nada, tras {{elsewhere}} minutos en otro programa y siempre que la computadora se bloquea o duerme. Un registro bloqueado está cerrado y su clave, fuera de la memoria.',
        lockKeeps:
          'Nada detiene un bloqueo, y un bloqueo no pregunta nada ni pierde nada: lo que escribía queda guardado, cifrado, y está otra vez cuando vuelve.',
        lockSays:
          'La pantalla bloqueada dice quién, desde cuándo y por qué, y qué regla rige. La frase de acceso y la clave de recuperación siempre la abren.',
      },
      lost: {
        title: 'Nada se pierde',
        saved:
          'Lo guardado sigue guardado, aunque el programa muera o se vaya la luz un instante después.',
        draft: 'Lo que escribe se guarda en medio segundo, antes de que usted lo guarde.',
        import:
          'Una importación se escribe entera o nada, y nunca encima de algo que escribió una persona sin mostrarlo.',
        damage:
          'Un archivo dañado se nota y se aparta tal como está. Nunca se «repara» nada encima.',
        backup:
          'Una copia cuenta solo después de abrirla y leerla por completo. Está sellada como el registro.',
        restore:
          'Restaurar devuelve el registro exacto con su auditoría, nunca una mezcla. El registro que reemplaza se guarda aparte.',
      },
      unseen: {
        title: 'Nada sin ver',
        everyAccess:
          'Cada acceso consta: quién, cuándo, qué, desde qué computadora. Lo que no puede constar no se hace.',
        chain:
          'Cada entrada está atada a la anterior. Una cambiada o quitada se nota, y se nombra la primera rota.',
        lists:
          'También consta quién estaba en una lista que usted miró: «quién vio a este paciente» tiene respuesta.',
      },
      leaves: {
        title: 'Nada sale solo',
        network:
          'Liaison no envía nada por la red: ni informes, ni búsqueda de versiones, ni letras, ni imágenes.',
        people:
          'Solo una persona deja salir algo, al imprimirlo o guardarlo donde diga; eso consta.',
      },
      way: {
        title: 'Siempre hay entrada',
        recovery:
          'La clave de recuperación en papel abre el registro cuando nadie puede entrar, y da una frase nueva a una persona de administración.',
        reset: 'Administración da una frase temporal nueva a quien olvidó la suya.',
        nobodyElse:
          'No hay otra clave. Nosotros no tenemos ninguna y nadie puede hacerla: con todas las frases y el papel perdidos, el registro está perdido.',
      },
      cannot: {
        title: 'Lo que no puede prometer',
        known:
          'Quitar el acceso a alguien no borra lo que sabe. Con una clave de datos nueva, ninguna copia posterior se abre para esa persona.',
        forge:
          'Quien tenga la clave del registro podría escribir otra auditoría entera. Las cabezas guardadas al lado y en las copias no coincidirían.',
        disk: 'Quien es dueño del disco puede llevárselo o borrarlo. La respuesta son copias en otro lugar.',
        exported:
          'Una página impresa, un documento guardado y una carpeta en la que escribe otro sistema quedan fuera.',
      },
    },
    keyGroup: {
      everywhere: 'En todas partes',
      lists: 'Listas',
      caseload: 'Mis casos',
      patient: 'Paciente',
      carePlan: 'Plan de cuidados',
      calendar: 'Calendario',
      import: 'Importar',
      locked: 'Mientras está bloqueado',
    },
    key: {
      find: 'Buscar un paciente o una orden',
      lock: 'Bloquear',
      undo: 'Deshacer',
      places: 'Lugares del panel',
      history: 'Atrás, adelante',
      patients: 'Pacientes abiertos',
      region: 'Zona siguiente',
      close: 'Cerrar, borrar, salir del campo',
      keys: 'Esta lista',
      filter: 'Filtrar',
      move: 'Moverse',
      open: 'Abrir',
      select: 'Seleccionar',
      extend: 'Ampliar la selección',
      day: 'Un día antes o después',
      week: 'Una semana antes o después',
      today: 'Hoy',
      newEvent: 'Anotar algo en el calendario',
      details: 'Detalles de una cita',
      moveEvent: 'Moverla 15 minutos o un día',
      eventLength: 'Acortarla o alargarla',
      all: 'Seleccionar todo',
      tab: 'Pestaña siguiente',
      peek: 'Ver la estancia junto a la lista',
      note: 'Nota',
      task: 'Tarea',
      barrier: 'Barrera',
      discharge: 'Alta prevista',
      save: 'Guardar',
      problem: 'Problema siguiente, anterior',
      intervention: 'Intervención',
      suggestion: 'Ir a una sugerencia',
      decideSuggestion: 'En una sugerencia: aceptar, editar, rechazar',
      sign: 'Firmar y activar',
      print: 'Imprimir',
      write: 'Escribir lo que muestra la vista previa',
      unlock: 'Desbloquear',
      switchUser: 'Cambiar de usuario',
      recoveryKey: 'Clave de recuperación',
    },
  },
};
