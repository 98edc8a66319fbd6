import type { ReactNode } from 'react';
import type { IconName } from './Icon';

/** One line of the command bar: a command, or something found. Lines of one group follow each other. */
export interface CommandItem {
  id: string;
  group: string;
  icon: IconName;
  label: ReactNode;
  /** Keys shown at the right. */
  hint?: string;
  run: () => void;
  /** Only says something: it is not pressed, and says all of it. */
  saysOnly?: boolean;
}
