/** All that stands in one entry: ids, versions, field names, counts. Never clinical text. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditItem } from '../../../shared/audit/audit';

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value).replaceAll(/([,:])(?=\S)/g, '$1 ');

export const EntryDetail = ({ item }: { item: AuditItem }): ReactElement => {
  const { t } = useTranslation('audit');
  const versions =
    item.versionBefore === null && item.versionAfter === null
      ? null
      : `${item.versionBefore ?? '–'} → ${item.versionAfter ?? '–'}`;
  const facts: readonly (readonly [string, string | null])[] = [
    ['action', item.action],
    ['workstation', item.workstation],
    ['record', item.recordType === null ? null : `${item.recordType} ${item.recordId ?? ''}`],
    ['versions', versions],
    ['patientId', item.patientId],
    ['encounterId', item.encounterId],
    ['userId', item.userId],
    ['at', item.at],
  ];
  return (
    <dl className="audit-detail">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{t(`detail.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
      {Object.entries(item.detail ?? {}).map(([name, value]) => (
        <div key={`detail ${name}`}>
          <dt>{name}</dt>
          <dd>{shown(value)}</dd>
        </div>
      ))}
    </dl>
  );
};
