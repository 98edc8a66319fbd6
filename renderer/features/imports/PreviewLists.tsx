/** Changed field by field, new, unchanged: long lists draw only what is in sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelectionPreview } from '../../../shared/imports/import';
import type { PreviewChange, PreviewEntry, PreviewRecord } from '../../../shared/imports/report';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { EmptyState } from '../../components/PlaceState';
import { typedKey, type ImportAtHand } from './use-import';
import { useImportWords } from './values';

const rowHeight = 40;
type List = 'changed' | 'new' | 'unchanged';

type Sourced<T> = T & { format: string };

const Who = ({ record, what }: { record: PreviewRecord; what?: string }): ReactElement => {
  const format = useFormat();
  const facts = [record.birthDate ? format.numericDate(record.birthDate) : '', record.mrn ?? ''];
  return (
    <>
      <span className="m trunc line">
        {record.patientName} <span className="s3">{record.bed}</span>
      </span>
      <span className="sub trunc">
        {facts.filter((fact) => fact !== '').join(' · ')}
        {what === undefined ? '' : ` · ${what}`}
      </span>
    </>
  );
};

/** A typed value stays unless the person lets the file's in. */
const Choice = ({ at, change }: { at: ImportAtHand; change: PreviewChange }): ReactElement => {
  const { t } = useTranslation('imports');
  const words = useImportWords();
  const key = typedKey(change);
  const taken = at.takeFile.has(key);
  const label = t('choiceOf', {
    field: words.field(change.table, change.field),
    name: change.patientName,
  });
  return (
    <span className="segments mini" role="group" aria-label={label}>
      <button type="button" aria-pressed={!taken} onClick={() => at.take(key, false)}>
        {t('keepOurs')}
      </button>
      <button type="button" aria-pressed={taken} onClick={() => at.take(key, true)}>
        {t('takeFile')}
      </button>
    </span>
  );
};

const ChangeCells = ({
  at,
  change,
}: {
  at: ImportAtHand;
  change: Sourced<PreviewChange>;
}): ReactElement => {
  const { t } = useTranslation('imports');
  const words = useImportWords();
  const format = useFormat();
  const { zone } = useMinute();
  const { typed } = change;
  const taken = typed !== null && at.takeFile.has(typedKey(change));
  return (
    <>
      <div role="cell">
        <Who record={change} />
      </div>
      <div role="cell" className="s2">
        <span className="line trunc">{words.field(change.table, change.field)}</span>
        <span className="sub trunc">{words.record(change.table)}</span>
      </div>
      <div role="cell" className="s2 trunc" title={words.value(change.field, change.now)}>
        {words.value(change.field, change.now)}
      </div>
      <div role="cell">
        <span
          className={typed && !taken ? 'line trunc' : 'line trunc m'}
          title={words.value(change.field, change.after)}
        >
          {words.value(change.field, change.after)}
        </span>
        {typed ? (
          <span className="sub trunc">
            {typed.by === ''
              ? t('typed', { when: format.dateTime(typed.at, zone) })
              : t('typedBy', { name: typed.by, when: format.dateTime(typed.at, zone) })}
          </span>
        ) : null}
      </div>
      <div role="cell">
        {typed ? (
          <Choice at={at} change={change} />
        ) : (
          <span className="sub">
            {change.format}, {words.place(change.from)}
          </span>
        )}
      </div>
    </>
  );
};

const EntryCells = ({ entry }: { entry: Sourced<PreviewEntry> }): ReactElement => {
  const words = useImportWords();
  return (
    <>
      <div role="cell">
        <Who record={entry} />
      </div>
      <div role="cell" className="s2 trunc">
        {words.record(entry.table)}
      </div>
      <div role="cell" className="wide trunc m" title={entry.label}>
        {entry.label}
      </div>
      <div role="cell">
        <span className="sub">
          {entry.format}, {words.place(entry.from)}
        </span>
      </div>
    </>
  );
};

/** A table whose rows are drawn as they come into sight. */
const VirtualTable = <Row,>({
  label,
  heads,
  rows,
  className,
  keyOf,
  isMarked,
  children,
}: {
  label: string;
  heads: readonly string[];
  rows: readonly Row[];
  className: string;
  keyOf: (row: Row, index: number) => string;
  isMarked: (row: Row) => boolean;
  children: (row: Row) => ReactNode;
}): ReactElement => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    <div
      className={`virtual-table ${className}`}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      ref={scroller}
    >
      <div role="rowgroup">
        <div role="row" className="head" aria-rowindex={1}>
          {heads.map((head) => (
            <div role="columnheader" key={head}>
              {head}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]!;
          return (
            <div
              role="row"
              key={keyOf(row, item.index)}
              aria-rowindex={item.index + 2}
              className={isMarked(row) ? 'line-row marked' : 'line-row'}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {children(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
};

const formatNames: Record<string, string> = { hl7v2: 'HL7', fhir: 'FHIR', csv: 'CSV' };

export const PreviewLists = ({
  at,
  preview,
}: {
  at: ImportAtHand;
  preview: SelectionPreview;
}): ReactElement => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  // The first list that has something: “nothing changes” is no news where records are new.
  const [list, setList] = useState<List>(() =>
    preview.files.some((file) => file.preview.sums.changed > 0) ||
    preview.files.every((file) => file.preview.sums.new === 0)
      ? 'changed'
      : 'new',
  );
  const from = <T,>(
    pick: (file: SelectionPreview['files'][number]['preview']) => readonly T[],
  ): Sourced<T>[] =>
    preview.files.flatMap((file) =>
      pick(file.preview).map((row) => ({ ...row, format: formatNames[file.preview.format] ?? '' })),
    );
  // What a person must decide comes first.
  const changes = from((file) => file.changes).sort(
    (a, b) => Number(b.typed !== null) - Number(a.typed !== null),
  );
  const total = (key: 'new' | 'changed' | 'unchanged'): number =>
    preview.files.reduce((all, file) => all + file.preview.sums[key], 0);
  const entries = list === 'new' ? from((file) => file.created) : from((file) => file.unchanged);
  const shown = list === 'changed' ? changes.length : entries.length;
  const cutAt = preview.files[0]?.preview.cutAt ?? 0;
  return (
    <section className="preview-lists" aria-label={t('lists')}>
      <div className="section-head">
        <span className="segments" role="group" aria-label={t('lists')}>
          {(['changed', 'new', 'unchanged'] as const).map((name) => (
            <button
              type="button"
              key={name}
              aria-pressed={list === name}
              onClick={() => setList(name)}
            >
              {t(name)} {format.number(total(name))}
            </button>
          ))}
        </span>
        <span className="end s3">
          {shown >= cutAt && cutAt > 0
            ? t('cutAt', { count: cutAt })
            : list === 'changed'
              ? t('fieldByField')
              : ''}
        </span>
      </div>
      {shown === 0 ? (
        <EmptyState
          title={t(list === 'changed' ? 'noChanges' : list === 'new' ? 'noNew' : 'noUnchanged')}
        >
          {list === 'changed' ? t('noChangesText') : undefined}
        </EmptyState>
      ) : list === 'changed' ? (
        <VirtualTable
          label={t('changed')}
          className="changes"
          heads={[t('record'), t('field'), t('inLiaison'), t('after'), t('from')]}
          rows={changes}
          keyOf={(change, index) => `${typedKey(change)}/${index}`}
          isMarked={(change) => change.typed !== null}
        >
          {(change) => <ChangeCells at={at} change={change} />}
        </VirtualTable>
      ) : (
        <VirtualTable
          label={t(list)}
          className="entries"
          heads={[t('record'), t('field'), t('what'), t('from')]}
          rows={entries}
          keyOf={(entry, index) => `${entry.rowId}/${index}`}
          isMarked={() => false}
        >
          {(entry) => <EntryCells entry={entry} />}
        </VirtualTable>
      )}
    </section>
  );
};
