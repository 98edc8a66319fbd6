/** The window when somebody is signed in: top bar, rail, the one white panel, status line. */
import { Suspense, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { mayRole } from '../../shared/permissions';
import { Icon } from '../components/Icon';
import { Skeleton } from '../components/PlaceState';
import { UndoBar } from '../components/UndoBar';
import { KeyHelp } from '../features/help/KeyHelp';
import { ImportEntry } from '../features/imports/ImportEntry';
import { useCommand } from './api';
import { CommandBar, findForm } from './CommandBar';
import { keptDraft } from './drafts';
import { useKey } from './keys';
import { useMenuCommands } from './menu-commands';
import { back, forward, go } from './navigation';
import { places } from './places';
import { Rail } from './Rail';
import { useSession } from './session-context';
import { StatusLine } from './StatusLine';
import { useAppDispatch, useAppSelector } from './store';
import { TopBar } from './TopBar';

/** Regions that F6 goes through, in order. */
const regions = ['region-rail', 'region-panel', 'region-status'];

const focusNextRegion = (): void => {
  const now = regions.findIndex((id) =>
    document.getElementById(id)?.contains(document.activeElement),
  );
  document.getElementById(regions[(now + 1) % regions.length]!)?.focus();
};

export const Shell = (): ReactElement => {
  const { t } = useTranslation('app');
  const session = useSession();
  const dispatch = useAppDispatch();
  const { run: lock } = useCommand('session.lock');
  const present = useAppSelector((state) => state.navigation.present);
  // Text that stood in it at a lock is offered back.
  const [commandOpen, setCommandOpen] = useState(() => Boolean(keptDraft(findForm)?.text));
  const [keysOpen, setKeysOpen] = useState(false);
  const allowed = places.filter(({ permission }) => mayRole(session.user.role, permission));
  const current = allowed.find(({ name }) => name === present.name);
  const first = allowed.find(({ inRail }) => inRail);

  useEffect(() => {
    if (!current && first) dispatch(go({ name: first.name, params: {} }));
  }, [current, first, dispatch]);

  useKey('ctrl+k', () => setCommandOpen(true));
  useKey('?', () => setKeysOpen(true));
  useMenuCommands(() => setKeysOpen(true));
  useKey('f6', focusNextRegion);
  useKey('ctrl+l', () => void lock({ reason: 'asked' }));
  useKey('alt+arrowleft', () => dispatch(back()), present.name !== 'calendar');
  useKey('alt+arrowright', () => dispatch(forward()), present.name !== 'calendar');

  const Page = current?.Page;
  const invented = session.store === 'demonstration';
  return (
    <div className={invented ? 'app invented' : 'app'}>
      <TopBar onCommand={() => setCommandOpen(true)} />
      {invented ? (
        <aside className="invented-band" aria-label={t('status.invented')}>
          <Icon name="eye" size={14} />
          {t('status.invented')}
        </aside>
      ) : null}
      <Rail places={allowed.filter(({ inRail }) => inRail)} />
      <main className="panel" id="region-panel" tabIndex={-1} aria-label={t('region.panel')}>
        <Suspense fallback={<Skeleton />}>{Page ? <Page /> : null}</Suspense>
      </main>
      <StatusLine onKeys={() => setKeysOpen(true)} />
      {commandOpen ? (
        <CommandBar
          places={allowed}
          onKeys={() => setKeysOpen(true)}
          onClose={() => setCommandOpen(false)}
        />
      ) : null}
      {keysOpen ? (
        <KeyHelp places={allowed.map(({ name }) => name)} onClose={() => setKeysOpen(false)} />
      ) : null}
      <UndoBar />
      <ImportEntry />
    </div>
  );
};
