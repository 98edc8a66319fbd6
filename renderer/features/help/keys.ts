/** Every key that does something, by where it does; `place` hides a group from who has no such place. */
export interface KeyGroup {
  name: string;
  /** A place of the window that the person must have. */
  place: string | null;
  /** The key as it is printed, and the word of what it does. */
  keys: readonly (readonly [string, string])[];
}

export const keyGroups: readonly KeyGroup[] = [
  {
    name: 'everywhere',
    place: null,
    keys: [
      ['Ctrl K', 'find'],
      ['Ctrl L', 'lock'],
      ['Ctrl Z', 'undo'],
      ['Ctrl 1…9, 0', 'places'],
      ['Alt ← →', 'history'],
      ['F6', 'region'],
      ['Esc', 'close'],
      ['?', 'keys'],
    ],
  },
  {
    name: 'lists',
    place: null,
    keys: [
      ['/', 'filter'],
      ['↑ ↓ Home End', 'move'],
      ['Enter', 'open'],
    ],
  },
  {
    name: 'caseload',
    place: 'caseload',
    keys: [
      ['Space', 'select'],
      ['Shift ↑ ↓', 'extend'],
      ['Ctrl A', 'all'],
      ['→ ←', 'peek'],
    ],
  },
  {
    name: 'patient',
    place: 'patient',
    keys: [
      ['Alt 1…4', 'patients'],
      ['Ctrl Tab', 'tab'],
      ['N', 'note'],
      ['T', 'task'],
      ['B', 'barrier'],
      ['E', 'discharge'],
      ['Ctrl Enter', 'save'],
    ],
  },
  {
    name: 'carePlan',
    place: 'patient',
    keys: [
      ['J K', 'problem'],
      ['I', 'intervention'],
      ['B', 'barrier'],
      ['Alt G', 'suggestion'],
      ['A E X', 'decideSuggestion'],
      ['Ctrl Shift S', 'sign'],
      ['Ctrl P', 'print'],
    ],
  },
  {
    name: 'calendar',
    place: 'calendar',
    keys: [
      ['← →', 'day'],
      ['Shift ← →', 'week'],
      ['T', 'today'],
      ['C', 'newEvent'],
      ['Enter', 'details'],
      ['Alt ↑ ↓ ← →', 'moveEvent'],
      ['Alt Shift ↑ ↓', 'eventLength'],
    ],
  },
  { name: 'import', place: 'import', keys: [['Ctrl Enter', 'write']] },
  {
    name: 'locked',
    place: null,
    keys: [
      ['Enter', 'unlock'],
      ['Alt U', 'switchUser'],
      ['Alt R', 'recoveryKey'],
    ],
  },
];
