/** Chooses between set-up, lock screen and the open application, and listens to main. */
import { Suspense, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feature } from '../../shared/contract/define';
import type { SessionState } from '../../shared/session/session';
import { SessionGate } from '../features/session/SessionGate';
import { callOnce, forgetAnswersOf, useCallKeeping } from './api';
import { flushDrafts, tellDraftsTime } from './drafts';
import { lazyPart } from './lazy-part';
import { SingleKeysContext } from './keys';
import { MinuteContext, NowContext, type Now } from './now';
import { useAppDispatch } from './store';
import { WorkContext, type Work } from './work-context';

/** Events of main, as far as the window uses them. */
type MainEvent =
  | { type: 'changed'; features: Feature[] }
  | { type: 'progress'; job: string; done: number; of: number; label: string }
  | { type: 'jobEnded'; job: string }
  | { type: 'locking' }
  | { type: 'tick'; now: string; zone: string; locksInMs: number | null }
  | { type: 'menu'; command: string };

/** All of the work: what nobody needs before they are in. */
const { Part: OpenApplication, load: loadApplication } = lazyPart(
  async () => (await import('./OpenApplication')).OpenApplication,
);

/** Somebody at the keyboard or pointer is told to main at most this often. */
const activityEveryMs = 3000;

const useMain = (): { now: Now | null; work: Work } => {
  const dispatch = useAppDispatch();
  const [now, setNow] = useState<Now | null>(null);
  const [work, setWork] = useState<Work>({ savedAt: null, job: null });
  const latest = useRef<string | null>(null);
  useEffect(
    () =>
      window.liaison.on((event: MainEvent) => {
        if (event.type === 'tick') {
          latest.current = event.now;
          tellDraftsTime(event.now);
          setNow({ now: event.now, zone: event.zone, locksInMs: event.locksInMs });
        } else if (event.type === 'changed') {
          dispatch(forgetAnswersOf(event.features));
          setWork((before) => ({ ...before, savedAt: latest.current }));
        } else if (event.type === 'progress') setWork((before) => ({ ...before, job: event }));
        else if (event.type === 'jobEnded') setWork((before) => ({ ...before, job: null }));
        else if (event.type === 'locking') void flushDrafts();
      }),
    [dispatch],
  );
  return { now, work };
};

const useActivity = (isOpen: boolean): void => {
  useEffect(() => {
    if (!isOpen) return undefined;
    let last = -Infinity;
    const tell = (event: Event): void => {
      if (event.timeStamp - last < activityEveryMs) return;
      last = event.timeStamp;
      void callOnce('session.active', {}).catch(() => undefined);
    };
    const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, tell, { passive: true });
    return () => kinds.forEach((kind) => window.removeEventListener(kind, tell));
  }, [isOpen]);
};

/** Applies language, appearance and text direction of the device's settings. */
const useDevice = (state: SessionState | undefined): void => {
  const { i18n } = useTranslation();
  const language = state?.device.language;
  const appearance = state?.device.theme;
  useEffect(() => {
    if (language === undefined) return;
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  }, [language, i18n]);
  useEffect(() => {
    if (appearance === undefined || appearance === 'system')
      delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = appearance;
  }, [appearance]);
  const density = state?.device.density;
  useEffect(() => {
    if (density !== undefined) document.documentElement.dataset['density'] = density;
  }, [density]);
};

/** The lock screen is drawn and main has begun to load what it needs itself. */
const aheadAfterMs = 250;

/** Loads the work while somebody types their passphrase, once the lock screen stands there. */
const useWorkAhead = (isShown: boolean): void => {
  useEffect(() => {
    if (!isShown) return undefined;
    let idle: number | undefined;
    const timer = setTimeout(() => {
      idle = requestIdleCallback(() => {
        void loadApplication().then(() => import('../features/caseload'));
      });
    }, aheadAfterMs);
    return () => {
      clearTimeout(timer);
      if (idle !== undefined) cancelIdleCallback(idle);
    };
  }, [isShown]);
};

export const App = (): ReactElement | null => {
  const { data: state } = useCallKeeping('session.current', {});
  const { now, work } = useMain();
  useDevice(state);
  const isOpen = state?.state === 'open' && !state.user.mustChangePassphrase;
  useActivity(state?.state === 'open');
  useWorkAhead(state?.state === 'locked' && now !== null);
  const minute = now?.now.slice(0, 16);
  // The hospital's zone as soon as somebody is in: never a second of times in the computer's own.
  const zone = state?.state === 'open' ? state.hospital.zone : now?.zone;
  const minuteNow = useMemo(
    () => (minute === undefined || zone === undefined ? null : { now: `${minute}:00.000Z`, zone }),
    [minute, zone],
  );
  if (!state || !now || !minuteNow) return null;
  return (
    <NowContext value={{ ...now, zone: minuteNow.zone }}>
      <MinuteContext value={minuteNow}>
        <WorkContext value={work}>
          <SingleKeysContext value={state.device.singleKeys}>
            {isOpen ? (
              <Suspense fallback={null}>
                <OpenApplication key={state.user.id} state={state} />
              </Suspense>
            ) : (
              <SessionGate state={state} />
            )}
          </SingleKeysContext>
        </WorkContext>
      </MinuteContext>
    </NowContext>
  );
};
