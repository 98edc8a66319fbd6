/** The dark bar at the bottom centre: what was done, and Undo, for 8 seconds or while it is looked at. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDispatch } from 'react-redux';
import { useKey } from '../app/keys';
import { useAppSelector } from '../app/store';
import { undo, useRunUndo } from '../app/undo';
import { Icon } from './Icon';
import { Key } from './Key';

const shownMs = 8000;

/** Shows the last change that can be taken back. */
export const UndoBar = (): ReactElement | null => {
  const { t } = useTranslation('app');
  const { text, serial } = useAppSelector((state) => state.undo);
  const dispatch = useDispatch();
  const run = useRunUndo();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (text === null || held) return undefined;
    const timer = setTimeout(() => dispatch(undo.actions.cleared()), shownMs);
    return () => clearTimeout(timer);
  }, [text, serial, held, dispatch]);
  useKey('ctrl+z', () => void run(), text !== null);
  if (text === null) return null;
  return (
    <div
      className="undo-bar"
      role="status"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name="check" />
      <span>{text}</span>
      <button type="button" onClick={() => void run()}>
        {t('undo')} <Key keys="Ctrl Z" />
      </button>
    </div>
  );
};
