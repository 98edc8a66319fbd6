/** Saves the entries that the filters let through, where the person says: a table, or FHIR. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useWork } from '../../app/work-context';
import { Icon } from '../../components/Icon';
import { useErrorText } from '../../components/PlaceState';
import type { AuditFilter } from './filter-form';

const exportJob = 'audit.export';

export const SaveEntries = ({ filter }: { filter: AuditFilter | null }): ReactElement => {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const errorText = useErrorText();
  const { job } = useWork();
  const { run, isRunning, error } = useCommand('audit.export');
  const [saved, setSaved] = useState<number | null>(null);
  const save = async (kind: 'csv' | 'fhir'): Promise<void> => {
    if (filter === null) return;
    setSaved(null);
    const outcome = await run({ filter, format: kind });
    if (outcome.ok && outcome.value.saved) setSaved(outcome.value.entries);
  };
  const saving = job?.job === exportJob ? job : null;
  return (
    <div className="row wrap audit-save">
      <span className="s2">{t('save.what')}</span>
      {(['csv', 'fhir'] as const).map((kind) => (
        <Button
          key={kind}
          size="small"
          disabled={isRunning || filter === null}
          onClick={() => void save(kind)}
        >
          <Icon name="download" size={14} /> {t(`save.${kind}`)}
        </Button>
      ))}
      {isRunning && saving ? (
        <progress aria-label={t('save.running')} value={saving.done} max={saving.of} />
      ) : null}
      <span role="status" className={saved === null ? 's2' : 'sev ok'}>
        {isRunning
          ? t('save.running')
          : saved === null
            ? ''
            : t('save.done', { count: saved, entries: format.number(saved) })}
      </span>
      {error && !isRunning ? (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {errorText(error)}
        </div>
      ) : null}
    </div>
  );
};
