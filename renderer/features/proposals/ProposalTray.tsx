/**
 * The tray beside the plan: what answers, conditions and typed needs propose, as cards that a person
 * accepts, edits or rejects; below it what was decided. It folds to a strip.
 */
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalView } from '../../../shared/proposals/view';
import { useDraft } from '../../app/drafts';
import { useKey } from '../../app/keys';
import { useMay } from '../../app/session-context';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { DecidedList } from './DecidedList';
import { NeedField } from './NeedField';
import { ProposalCard } from './ProposalCard';
import { useTray, type TrayOnScreen } from './tray-context';
import './proposals.css';

/** The person's choice, for every plan: `closed`, else open. */
const foldedDraft = 'proposals.tray';

const cardsOf = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>(':scope > li') ?? []),
];

const Cards = ({
  open,
  onAccepted,
}: {
  open: readonly ProposalView[];
  onAccepted: (problemId: string) => void;
}): ReactElement => {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const chosen = open.find(({ key }) => key === current) ?? open[0];
  const focus = (at: number): void => {
    const cards = cardsOf(list.current);
    cards[Math.max(0, Math.min(at, cards.length - 1))]?.focus();
  };
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !(event.target instanceof HTMLLIElement)) return;
    event.preventDefault();
    focus(cardsOf(list.current).indexOf(event.target) + step);
  };
  // The one that takes its place is next; the list's own order stays.
  const goOn = (key: string): void => {
    const at = open.findIndex((each) => each.key === key);
    setCurrent(open[at + 1]?.key ?? open[at - 1]?.key ?? null);
    requestAnimationFrame(() => focus(at));
  };
  useKey('alt+g', () => focus(open.findIndex(({ key }) => key === chosen?.key)), open.length > 0);
  return (
    <ul className="pr-cards" ref={list} onKeyDown={move}>
      {open.map((view) => (
        <ProposalCard
          key={view.key}
          view={view}
          isCurrent={view === chosen}
          onFocus={() => setCurrent(view.key)}
          onDecided={(problemId) => {
            goOn(view.key);
            if (problemId !== null) onAccepted(problemId);
          }}
        />
      ))}
    </ul>
  );
};

const OpenTray = ({
  on: { tray, error, refetch, carePlanId },
  onClose,
  onAccepted,
}: {
  on: TrayOnScreen;
  onClose: () => void;
  onAccepted: (problemId: string) => void;
}): ReactElement => {
  const { t } = useTranslation('proposals');
  const mayWrite = useMay('careplans.write');
  const ended = carePlanId !== null && tray !== undefined && tray.carePlanId !== carePlanId;
  return (
    <aside className="pr-tray" aria-label={t('title')}>
      <div className="pr-head">
        <Icon name="bulb" />
        <h2 className="t-section">{t('title')}</h2>
        <span className="n grow" aria-live="polite">
          {tray?.open.length ?? ''}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t('close')}
          aria-expanded
          onClick={onClose}
        >
          <Icon name="right" />
        </button>
      </div>
      <p className="t-cap">{t('hint')}</p>
      {mayWrite ? <NeedField /> : null}
      {error && !tray ? <ErrorPlace error={error} onRetry={refetch} /> : null}
      {tray === undefined ? (
        error ? null : (
          <Skeleton rows={4} />
        )
      ) : (
        <>
          {carePlanId === null && tray.open.some(({ kind }) => kind !== 'tasks') ? (
            <p className="pr-note">{t('noPlan')}</p>
          ) : ended ? (
            <p className="pr-note">{t('readOnly')}</p>
          ) : null}
          {tray.open.length === 0 ? (
            <EmptyState compact icon="bulb" title={t('emptyTitle')}>
              {t('empty')}
            </EmptyState>
          ) : (
            <>
              <p className="pr-keys t-cap">
                <Key keys="Alt G" /> {t('keys')}
                <Key keys="A" /> {t('accept')} <Key keys="E" /> {t('adapt')} <Key keys="X" />{' '}
                {t('reject')}
              </p>
              <Cards open={tray.open} onAccepted={onAccepted} />
            </>
          )}
          <DecidedList decided={tray.decided} />
        </>
      )}
    </aside>
  );
};

/** Nothing where no stay is known. */
export const ProposalTray = ({
  onAccepted = () => undefined,
}: {
  /** Shows the problem that lines were added to. */
  onAccepted?: (problemId: string) => void;
}): ReactElement | null => {
  const { t } = useTranslation('proposals');
  const on = useTray();
  const folded = useDraft(foldedDraft);
  if (on === null) return null;
  if (folded.text !== 'closed')
    return <OpenTray on={on} onClose={() => folded.set('closed')} onAccepted={onAccepted} />;
  const count = on.tray?.open.length ?? 0;
  return (
    <aside className="pr-strip" aria-label={t('title')}>
      <button
        type="button"
        className="icon-button"
        aria-label={t('open')}
        aria-expanded={false}
        onClick={() => folded.clear()}
      >
        <Icon name="bulb" />
      </button>
      {count === 0 ? null : <span className="pr-badge">{count}</span>}
    </aside>
  );
};
