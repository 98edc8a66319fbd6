import type { ReactElement } from 'react';

/** A key beside what it does: `Ctrl K`. Hidden from screen readers, which get `aria-keyshortcuts`. */
export const Key = ({ keys, on = false }: { keys: string; on?: boolean }): ReactElement => (
  <kbd className={on ? 'kbd on' : 'kbd'} aria-hidden="true">
    {keys}
  </kbd>
);
