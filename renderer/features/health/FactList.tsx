/** The promises, grouped by what they guard against: sign, promise, fact with its time, value (look.md, Fact row). */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactState, Health } from '../../../shared/health/health';
import { Icon, type IconName } from '../../components/Icon';
import { factGroups, useFactText } from './fact-text';

export const factIcons: Record<FactState, IconName> = {
  ok: 'checkCircle',
  attention: 'alert',
  due: 'clock',
  broken: 'alert',
};
export const factSeverities: Record<FactState, string> = {
  ok: 'ok',
  attention: 'today',
  due: 'soon',
  broken: 'overdue',
};

const FactRow = ({
  state,
  promise,
  sentence,
  value,
}: {
  state: FactState;
  promise: string;
  sentence: string;
  value: string;
}): ReactElement => {
  const { t } = useTranslation('health');
  const severity = factSeverities[state];
  return (
    <li className="fact-row">
      <span className={`sev ${severity}`}>
        <Icon name={factIcons[state]} />
        <span className="sr">{t(`state.${state}`)}</span>
      </span>
      <span className="m">{promise}</span>
      <span className="s2">{sentence}</span>
      <span className={state === 'ok' ? 'fact-value' : `fact-value sev ${severity}`}>{value}</span>
    </li>
  );
};

export const FactList = ({ health }: { health: Health }): ReactElement => {
  const { t } = useTranslation('health');
  const text = useFactText(health);
  return (
    <>
      {factGroups.map(([group, names]) => (
        <section key={group} aria-label={t(`group.${group}`)}>
          <h2 className="t-section fact-group">{t(`group.${group}`)}</h2>
          <ul>
            {names.map((name) => (
              <FactRow
                key={name}
                state={health[name].state}
                promise={t(`fact.${name}`)}
                {...text(name)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};
