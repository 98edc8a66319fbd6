/** Find in the plan: Ctrl+F opens it, Enter goes on, Shift+Enter goes back, Escape closes. */
import { useEffect, useEffectEvent, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { findInPlan, type Hit } from '../../../shared/careplans/find';
import { Icon } from '../../components/Icon';
import { usePlan } from './plan-context';

export const FindBar = ({
  onHit,
  onClose,
}: {
  /** The record to show; null while nothing is found. */
  onHit: (hit: Hit | null) => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = useMemo(() => findInPlan(plan, text), [plan, text]);
  const shown = hits.length === 0 ? null : hits[Math.min(at, hits.length - 1)]!;
  const key = shown === null ? null : `${text} ${shown.id}`;
  const tell = useEffectEvent(() => onHit(shown));
  // The same record of a plan that was saved again is no new hit.
  useEffect(() => tell(), [key]);
  const step = (by: number): void => {
    if (hits.length > 0) setAt((Math.min(at, hits.length - 1) + by + hits.length) % hits.length);
  };
  const close = (): void => {
    onHit(null);
    onClose();
  };
  return (
    <div className="cp-find" role="search">
      <Icon name="search" size={14} />
      <input
        type="search"
        autoFocus
        aria-label={t('findInPlan')}
        value={text}
        maxLength={120}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') close();
        }}
      />
      <span className="t-cap nw" role="status">
        {text.trim() === ''
          ? ''
          : shown === null
            ? t('findNone')
            : t('findAt', { at: Math.min(at, hits.length - 1) + 1, of: hits.length })}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={t('findBack')}
        disabled={hits.length === 0}
        onClick={() => step(-1)}
      >
        <Icon name="up" size={14} />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('findOn')}
        disabled={hits.length === 0}
        onClick={() => step(1)}
      >
        <Icon name="down" size={14} />
      </button>
      <button type="button" className="icon-button" aria-label={t('findClose')} onClick={close}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
};
