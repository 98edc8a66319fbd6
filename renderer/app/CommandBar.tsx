/** Ctrl+K: finds a patient of the own units, or a command; arrows choose, Enter does. */
import Dialog from '@mui/material/Dialog';
import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandItem } from '../components/command-item';
import { Icon, type IconName } from '../components/Icon';
import { Key } from '../components/Key';
import { fold } from '../../shared/folding';
import { useFoundPatients } from '../features/search';
import { useCommand } from './api';
import { useDraft } from './drafts';
import { go } from './navigation';
import { offeredActions } from './place-actions';
import type { PlaceDefinition } from './places';
import { useMay, useSession } from './session-context';
import { useAppDispatch } from './store';

const textSizeStep = 10;

/** Draft of what is typed in the bar: closed, it is forgotten. */
export const findForm = 'app.find';

const useCommands = (
  places: readonly PlaceDefinition[],
  onKeys: () => void,
): { text: string; item: CommandItem }[] => {
  const { t, i18n } = useTranslation('app');
  const dispatch = useAppDispatch();
  const { device } = useSession();
  const { run: setDevice } = useCommand('session.device');
  const { run: lock } = useCommand('session.lock');
  const command = (id: string, icon: IconName, label: string, run: () => void, hint?: string) => ({
    text: fold(label),
    item: { id, group: t('command.title'), icon, label, run, ...(hint ? { hint } : {}) },
  });
  const size = (by: number) => () =>
    void setDevice({ textSize: Math.min(200, Math.max(80, device.textSize + by)) });
  return [
    ...places
      .filter(({ inRail }) => inRail)
      .map(({ name, icon }) =>
        command(
          `go:${name}`,
          icon,
          t('command.goTo', { place: t(`place.${name}`) }),
          () => void dispatch(go({ name, params: {} })),
        ),
      ),
    command('lock', 'lock', t('menu.lock'), () => void lock({ reason: 'asked' }), 'Ctrl L'),
    command('switch', 'swap', t('menu.switchUser'), () => void lock({ reason: 'switchUser' })),
    command('keys', 'list', t('command.keys'), onKeys, '?'),
    command(
      'help',
      'shield',
      t('place.help'),
      () => void dispatch(go({ name: 'help', params: {} })),
    ),
    command(
      'language',
      'globe',
      t('command.language'),
      () => void setDevice({ language: i18n.language === 'es' ? 'en' : 'es' }),
    ),
    command('dark', 'eye', t('command.dark'), () => void setDevice({ theme: 'dark' })),
    command('light', 'eye', t('command.light'), () => void setDevice({ theme: 'light' })),
    command('larger', 'plus', t('command.larger'), size(textSizeStep)),
    command('smaller', 'eye', t('command.smaller'), size(-textSizeStep)),
  ];
};

export const CommandBar = ({
  places,
  onKeys,
  onClose,
}: {
  places: readonly PlaceDefinition[];
  onKeys: () => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('app');
  const { text, set, clear } = useDraft(findForm);
  const [chosen, setChosen] = useState(0);
  /** The text under which Enter was pressed before its answer was there. */
  const [awaited, setAwaited] = useState<string | null>(null);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const mayRead = useMay('patients.read');
  const close = (): void => {
    clear();
    onClose();
  };
  const wanted = fold(text.trim());
  const commands = useCommands(places, onKeys)
    .filter((command) => command.text.includes(wanted))
    .map(({ item }) => item);
  const { items: patients, isSearching } = useFoundPatients(text.trim());
  const ofPlace = offeredActions().filter(({ label, foundBy }) =>
    fold(foundBy ?? label).includes(wanted),
  );
  const items = [...patients, ...ofPlace, ...commands];
  const current = Math.min(chosen, items.length - 1);
  const runItem = (item: CommandItem): void => {
    if (item.saysOnly) return;
    close();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && items.length > 0) {
      event.preventDefault();
      setChosen((current + step + items.length) % items.length);
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    // What Enter would open is not on screen yet: it waits for just this text's answer.
    if (isSearching) setAwaited(text);
    else if (items[current]) runItem(items[current]);
  };
  const answered = useEffectEvent(() => {
    setAwaited(null);
    const [only] = items;
    // Of several patients nobody is opened unseen.
    if (awaited === text && only && patients.length < 2) runItem(only);
  });
  useEffect(() => {
    if (awaited !== null && !isSearching) answered();
  }, [awaited, isSearching]);
  return (
    <Dialog
      open
      onClose={close}
      // A form that is drawn late takes the focus once; the dialog's trap brings it back as far as its
      // frame. Every key here belongs to the field.
      onFocus={() => field.current?.focus()}
      slotProps={{
        paper: {
          'aria-label': t('find'),
          sx: { width: 560, maxWidth: '92vw', position: 'absolute', top: 44, m: 0 },
        },
      }}
    >
      <input
        ref={field}
        className="command-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={items[current] ? `${listId}-${current}` : undefined}
        aria-label={t('find')}
        autoFocus
        value={text}
        onChange={(event) => {
          set(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="command-list" role="listbox" id={listId} aria-label={t('find')}>
        {items.length === 0 ? (
          <div className="command-group">
            {t(mayRead ? 'command.none' : 'command.noneWithoutPatients')}
          </div>
        ) : null}
        {items.map((item, index) => (
          <div key={item.id}>
            {index === 0 || items[index - 1]!.group !== item.group ? (
              <div className="command-group" aria-hidden="true">
                {item.group}
              </div>
            ) : null}
            <div
              className="command-item"
              role="option"
              id={`${listId}-${index}`}
              aria-selected={index === current}
              onMouseMove={() => setChosen(index)}
              onClick={() => runItem(item)}
            >
              <Icon name={item.icon} />
              <span className={item.saysOnly ? 'says' : 'trunc'}>{item.label}</span>
              <span className="end">
                {item.hint === undefined ? null : <Key keys={item.hint} />}
                {index === current && !item.saysOnly ? <Key keys="Enter" /> : null}
              </span>
            </div>
          </div>
        ))}
      </div>
    </Dialog>
  );
};
