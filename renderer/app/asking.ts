/**
 * A question that wants a reason: what was typed as one survives a lock, and the dialog that asks
 * for it stands open again (security.md, Session: a lock asks nothing and discards nothing).
 */
import { useState } from 'react';
import { wasOpenAtLock } from './open-forms';

export interface Asking {
  asking: boolean;
  ask: () => void;
  end: () => void;
}

/** Whether the dialog with this form's reason is open. */
export const useAsking = (form: string): Asking => {
  const [asking, setAsking] = useState(() => wasOpenAtLock(form));
  return { asking, ask: () => setAsking(true), end: () => setAsking(false) };
};
