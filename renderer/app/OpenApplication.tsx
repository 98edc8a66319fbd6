/** The application that is open for the person signed in: their drafts, their place, the shell. */
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { keptDraft, loadDrafts, putDraft } from './drafts';
import { restore, type NavigationState } from './navigation';
import { forgetWaitingForms, loadOpenForms } from './open-forms';
import { SessionContext, type OpenSessionState } from './session-context';
import { Shell } from './Shell';
import { useAppDispatch, useAppSelector } from './store';

/** Where a person was, kept as a draft so that the next sign-in returns there. */
const placeForm = 'app.place';

/** Keeps where the person is, and brings them back there after a sign-in. */
const usePlaceKept = (ready: boolean): void => {
  const place = useAppSelector((state) => state.navigation);
  const first = useRef(true);
  useEffect(() => {
    if (!ready) return;
    if (first.current) {
      first.current = false;
      return;
    }
    putDraft(placeForm, JSON.stringify({ ...place, past: [], future: [] }));
  }, [place, ready]);
  const where = `${place.present.name} ${place.present.params['patientId'] ?? ''}`;
  const began = useRef<string | null>(null);
  useEffect(() => {
    if (!ready) return;
    if (began.current !== null && began.current !== where) forgetWaitingForms();
    began.current = where;
  }, [where, ready]);
};

/** Everything of one person; another person's has a key of its own. */
export const OpenApplication = ({ state }: { state: OpenSessionState }): ReactElement | null => {
  const dispatch = useAppDispatch();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void loadDrafts().then(() => {
      loadOpenForms();
      const draft = keptDraft(placeForm);
      if (draft) dispatch(restore(JSON.parse(draft.text) as NavigationState));
      setReady(true);
    });
  }, [dispatch]);
  usePlaceKept(ready);
  return ready ? (
    <SessionContext value={state}>
      <Shell />
    </SessionContext>
  ) : null;
};
