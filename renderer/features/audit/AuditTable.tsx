/** Entries, newest first; each opens to what else stands in it. */
import { Fragment, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditItem } from '../../../shared/audit/audit';
import { localDateOf } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon, type IconName } from '../../components/Icon';
import { useActionText } from './action-words';
import { EntryDetail } from './EntryDetail';

const outcomeIcons: Record<AuditItem['outcome'], IconName> = {
  ok: 'check',
  refused: 'barrier',
  failed: 'alert',
};

const columns = ['seq', 'at', 'who', 'what', 'patient', 'outcome'] as const;

const AuditRow = ({ item }: { item: AuditItem }): ReactElement => {
  const { t, i18n } = useTranslation('audit');
  const format = useFormat();
  const actionText = useActionText();
  const { now, zone } = useMinute();
  const [open, setOpen] = useState(false);
  const action = actionText(item.action);
  // A lock's reason is a code of ours; any other was typed by a person.
  const reason =
    item.action === 'session.lock' && i18n.exists(`audit:lockReason.${item.reason}`)
      ? t(`lockReason.${item.reason}`)
      : item.reason;
  const role =
    item.role !== null && i18n.exists(`app:role.${item.role}`)
      ? t(`app:role.${item.role}`)
      : item.role;
  return (
    <Fragment>
      <tr>
        <td className="num s3">{format.number(item.seq)}</td>
        <td className="nw">
          {format.date(localDateOf(item.at, zone), localDateOf(now, zone))},{' '}
          {format.time(item.at, zone)}
        </td>
        <td>
          <span className="m">
            {item.userName ?? t(item.userId === null ? 'nobody' : 'noName')}
          </span>
          {role === null ? null : <span className="sub">{role}</span>}
        </td>
        <td>
          {action}
          {reason === null ? null : <span className="sub">{reason}</span>}
        </td>
        <td className="nw">
          {item.mrn ??
            (item.subjects > 0
              ? t('subjects', { count: item.subjects })
              : item.patientId === null
                ? ''
                : t('noMrn'))}
        </td>
        <td className="nw">
          <span className={item.outcome === 'ok' ? 'sev ok' : 'sev today'}>
            <Icon name={outcomeIcons[item.outcome]} size={14} />
            {t(`outcomes.${item.outcome}`)}
          </span>
        </td>
        <td>
          <button
            type="button"
            className="icon-button"
            aria-expanded={open}
            aria-label={t('detailsOf', { seq: item.seq, action })}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'up' : 'down'} />
          </button>
        </td>
      </tr>
      {open ? (
        <tr>
          <td />
          <td colSpan={6}>
            <EntryDetail item={item} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
};

export const AuditTable = ({ items }: { items: readonly AuditItem[] }): ReactElement => {
  const { t } = useTranslation('audit');
  return (
    <div className="audit-scroll">
      <table className="table" aria-label={t('entries')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={column === 'seq' ? 'num' : undefined}>
                {t(`column.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="sr">{t('details')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <AuditRow key={item.seq} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
