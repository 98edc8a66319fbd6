/** Beside the calendar: a month to go by (or the chosen day), layers, conflicts in words. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict, KindCounts } from '../../../shared/appointments/appointment';
import { useFormat } from '../../app/format';
import { Icon, type IconName } from '../../components/Icon';
import { kindIcon } from './calendar-format';
import { useOccurrenceTitle } from './EventBox';
import { layers, type CalendarView, type Layer } from './use-calendar-view';

export type LayerCounts = KindCounts & { due: number; edd: number };

const layerIcon: Record<Layer, IconName> = { ...kindIcon, due: 'flag', edd: 'diamond' };

export const SidePanel = ({
  view,
  counts,
  conflicts,
  children,
}: {
  view: CalendarView;
  counts: LayerCounts | null;
  conflicts: readonly Conflict[];
  /** The small month, or the chosen day. */
  children: ReactNode;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  return (
    <aside className="calendar-side" aria-label={t('side')}>
      {children}
      <h2 className="t-section">{t('layers')}</h2>
      <ul className="layers">
        {layers.map((layer) => (
          <li key={layer}>
            <label className="row">
              <input
                type="checkbox"
                checked={!view.hidden.includes(layer)}
                onChange={() => view.toggle(layer)}
              />
              <span className={`layer-sign ${layer}`}>
                <Icon name={layerIcon[layer]} size={14} />
              </span>
              <span className="grow">{t(`layer.${layer}`)}</span>
              <span className="s3">{counts?.[layer] ?? ''}</span>
            </label>
          </li>
        ))}
      </ul>
      {counts && layers.every((layer) => counts[layer] === 0) && view.view !== 'agenda' ? (
        <p className="side-empty" role="status">
          <b className="m">{t('empty.title')}</b> {t('empty.text')}
        </p>
      ) : null}
      {conflicts.length > 0 ? (
        <>
          <h2 className="t-section">
            {t('conflicts')} <span className="s3 n">{conflicts.length}</span>
          </h2>
          <ul className="conflict-list">
            {conflicts.map((conflict) => (
              <li key={conflict.keys.join()}>
                <Icon name="alert" size={14} />
                <ConflictWords conflict={conflict} onGoTo={view.goTo} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="t-cap side-foot">{t(view.view === 'month' ? 'footMonth' : 'foot')}</p>
    </aside>
  );
};

/** When, how long, and who is wanted at both. */
export const ConflictWords = ({
  conflict,
  onGoTo,
}: {
  conflict: Conflict;
  onGoTo: (date: string) => void;
}): ReactElement => {
  const { t, i18n } = useTranslation('calendar');
  const format = useFormat();
  const titleOf = useOccurrenceTitle();
  const { fromLocal, minutes, people, place, titles, masked } = conflict;
  const date = fromLocal.slice(0, 10);
  const [first, second] = [0, 1].map((i) =>
    titleOf({ masked: masked[i as 0 | 1], title: titles[i as 0 | 1] }),
  );
  const who = new Intl.ListFormat(i18n.language.startsWith('es') ? 'es-US' : 'en-US').format(
    people,
  );
  return (
    <div>
      <button type="button" className="link-button" onClick={() => onGoTo(date)}>
        {t('conflictAt', {
          when: `${format.weekdayDate(date)} ${fromLocal.slice(11)}`,
          count: minutes,
        })}
      </button>
      <p className="t-cap">
        {people.length > 0 ? t('conflictWho', { count: people.length, who, first, second }) : ''}
        {people.length > 0 && place !== null ? ' ' : ''}
        {place !== null ? t('conflictPlace', { place, first, second }) : ''}
      </p>
    </div>
  );
};
