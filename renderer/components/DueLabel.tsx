/** When something is due: icon, word and time, so that no colour is needed (look.md, Severity). */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../app/format';
import { useMinute } from '../app/now';
import { dueMark } from '../../shared/due';
import { localDateOf } from '../../shared/time';
import { Icon } from './Icon';

interface Due {
  dueAt: string | null;
  dueOn: string | null;
}

/** `boxed`: the strongest mark only where one stands alone; lists use plain text for what is later. */
export const DueLabel = ({
  due,
  boxed = false,
}: {
  due: Due;
  boxed?: boolean;
}): ReactElement | null => {
  const { t } = useTranslation('components');
  const format = useFormat();
  const { now, zone } = useMinute();
  const mark = dueMark(due, now, zone);
  if (!mark) return null;
  const text = dueText(t, format, due, mark.severity, zone, now);
  if (mark.severity === 'overdue')
    return (
      <span className="pill overdue">
        <Icon name="alert" size={14} />
        {text}
      </span>
    );
  const box = (mark.severity === 'today' && mark.near) || (boxed && mark.severity === 'soon');
  return (
    <span className={`${box ? 'pill' : 'sev'} ${mark.severity}`}>
      <Icon name="clock" size={14} />
      {text}
    </span>
  );
};

type Words = ReturnType<typeof useTranslation<'components'>>['t'];

const dueText = (
  t: Words,
  format: ReturnType<typeof useFormat>,
  due: Due,
  severity: string,
  zone: string,
  now: string,
): string => {
  const date = due.dueOn ?? localDateOf(due.dueAt!, zone);
  const isToday = date === localDateOf(now, zone);
  const time = due.dueOn === null ? format.time(due.dueAt!, zone) : null;
  if (severity === 'overdue')
    return t('overdueSince', { when: isToday && time !== null ? time : format.date(date) });
  if (severity === 'today') return time === null ? t('today') : t('todayBy', { time });
  return time === null ? format.weekdayDate(date) : `${format.weekdayDate(date)} ${time}`;
};
