/** What the application menu asks of the window; File → Import is heard by the import itself. */
import { useEffect, useRef } from 'react';
import { go } from './navigation';
import { useMay } from './session-context';
import { useAppDispatch } from './store';

/** Listens while somebody is signed in. */
export const useMenuCommands = (onKeys: () => void): void => {
  const dispatch = useAppDispatch();
  const mayAudit = useMay('audit.read');
  const showKeys = useRef(onKeys);
  showKeys.current = onKeys;
  useEffect(
    () =>
      window.liaison.on((event: { type: string; command?: string }) => {
        if (event.type !== 'menu') return;
        if (event.command === 'verifyAudit' && mayAudit)
          dispatch(go({ name: 'audit', params: { walk: 'now' } }));
        else if (event.command === 'help') dispatch(go({ name: 'help', params: {} }));
        else if (event.command === 'keys') showKeys.current();
      }),
    [dispatch, mayAudit],
  );
};
