/** What signing asks for, line by line; each open thing is a link to where it is mended. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { checkList, type Blocker } from '../../../../shared/careplans/activation';
import { localDateOf } from '../../../../shared/time';
import { useMinute } from '../../../app/now';
import { Icon } from '../../../components/Icon';
import { usePlan } from '../plan-context';
import { useBlockerText } from '../use-blocker-text';

/** So many open things of a line are named. */
const named = 4;

export const CheckLines = ({ onMend }: { onMend: (blocker: Blocker) => void }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const { now, zone } = useMinute();
  const blockerText = useBlockerText(plan);
  const lines = checkList(plan, localDateOf(now, zone));
  return (
    <ul className="cp-check" aria-label={t('course.check.list')}>
      {lines.map(({ line, open }) => (
        <li key={line} className={open.length === 0 ? 'held' : 'open'}>
          <Icon name={open.length === 0 ? 'check' : 'alert'} size={16} />
          <div className="grow">
            <div className="row">
              <span className="grow">{t(`course.check.line.${line}`)}</span>
              <span className="t-cap nw">
                {open.length === 0
                  ? t('course.check.held')
                  : t('course.check.open', { count: open.length })}
              </span>
            </div>
            {open.slice(0, named).map((blocker, index) => (
              <button key={index} type="button" className="cp-link" onClick={() => onMend(blocker)}>
                {blockerText(blocker)}
              </button>
            ))}
            {open.length > named ? (
              <span className="t-cap">
                {t('course.check.more', { count: open.length - named })}
              </span>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
};
