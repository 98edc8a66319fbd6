/** Compares a file with the store and writes nothing: the preview (look.md: Preview before writing). */
import type { Trx } from '../../../db/connection';
import type { Tracked, Value } from '../../../db/fed-rows';
import { personNames } from '../../../db/person-names';
import type { Feed } from '../../../shared/imports/facts';
import type {
  Preview,
  PreviewChange,
  PreviewEntry,
  PreviewRecord,
} from '../../../shared/imports/report';
import { localDateOf } from '../../../shared/time';
import { takenBefore } from './apply-feed';
import { FeedRun, type ImportContext } from './feed-run';
import { changedFields, kindOf, outcomeOf, problemsOf, RecordSums, refusedCount } from './outcome';
import { runItems } from './run-items';

/** Rows of each list that are sent to the window; the sums are whole. */
const listLimit = 500;

/** What an import of this feed would do now. `sha256` is that of the file's bytes. */
export const compareFeed = async (
  trx: Trx,
  feed: Feed,
  ctx: ImportContext,
  sha256: string,
): Promise<Preview> => {
  const importedBefore = await takenBefore(trx, feed, sha256);
  const run = await FeedRun.start(trx, feed, ctx);
  if (feed.readable && importedBefore === null) await runItems(run, async () => undefined);
  const outcome = outcomeOf(feed, run);
  const sums = new RecordSums();
  if (outcome !== 'refused') sums.add(run);
  const { created, unchanged, changes } = outcome === 'refused' ? nothing : await lists(trx, run);
  const total = sums.total(run);
  return {
    format: feed.format,
    describedAs: feed.describedAs,
    outcome,
    found: feed.found,
    sums: {
      new: outcome === 'refused' ? 0 : total.new,
      changed: outcome === 'refused' ? 0 : total.changed,
      unchanged:
        importedBefore === null ? (outcome === 'refused' ? 0 : total.unchanged) : feed.items.length,
      refused: refusedCount(feed, run),
      toDecide: run.duplicates.size + changes.filter(({ typed }) => typed !== null).length,
    },
    created: created.slice(0, listLimit),
    changes: changes.slice(0, listLimit),
    unchanged: unchanged.slice(0, listLimit),
    duplicates: [...run.duplicates.values()],
    problems: problemsOf(feed, run),
    notUsed: feed.notUsed,
    cutAt: listLimit,
    importedBefore,
  };
};

interface Lists {
  created: PreviewEntry[];
  unchanged: PreviewEntry[];
  changes: PreviewChange[];
}

const nothing: Lists = { created: [], unchanged: [], changes: [] };

const lists = async (trx: Trx, run: FeedRun): Promise<Lists> => {
  const found: Lists = { created: [], unchanged: [], changes: [] };
  for (const record of run.rows.everything()) {
    const kind = kindOf(record);
    if (kind === null) continue;
    const entry = { ...recordOf(run, record), label: labelOf(record), from: record.from };
    if (kind === 'new') found.created.push(entry);
    if (kind === 'unchanged') found.unchanged.push(entry);
    if (kind === 'changed') found.changes.push(...changesOf(run, record));
  }
  found.changes.push(...(await typedOf(trx, run)));
  return found;
};

const recordOf = (run: FeedRun, { table, row }: Tracked): PreviewRecord => {
  const patient =
    table === 'patient' ? row : run.rows.get('patient', String(row['patientId']))?.row;
  const stay =
    table === 'encounter'
      ? row
      : (run.staysOf.get(patient?.id ?? '') ?? []).find((s) => s.row['active'] === 1)?.row;
  return {
    table,
    rowId: row.id,
    patientId: patient?.id ?? '',
    patientName: patient
      ? [patient['familyName'], patient['givenName']].filter((part) => part).join(', ')
      : '',
    birthDate: text(patient?.['birthDate']),
    mrn: text(patient?.['mrn']),
    bed: text(stay?.['bedLabel']),
  };
};

const text = (value: Value | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

const labelFields: Record<string, readonly string[]> = {
  patient: ['familyName', 'givenName'],
  encounter: ['visitNumber', 'bedLabel'],
  condition: ['display'],
  allergy: ['substance'],
  coverage: ['payer'],
  related_person: ['name', 'relationship'],
  care_team_member: ['name', 'role'],
  care_plan: ['title'],
  goal: ['description'],
  observation: ['display', 'value'],
  procedure: ['display'],
  service_request: ['display'],
  document: ['title'],
};

const labelOf = ({ table, row }: Tracked): string =>
  (labelFields[table] ?? [])
    .map((field) => text(row[field]))
    .filter((part) => part !== null)
    .join(', ');

const changesOf = (run: FeedRun, record: Tracked): PreviewChange[] =>
  changedFields(record).map((field) => ({
    ...recordOf(run, record),
    field,
    now: shown(run, field, record.stored?.[field]),
    after: shown(run, field, record.row[field]),
    from: record.changedFrom.get(field) ?? record.from,
    typed: null,
  }));

/** Ids in words. */
const shown = (run: FeedRun, field: string, value: Value | undefined): string | null => {
  if (field === 'unitId') return run.places.unitName(text(value));
  if (field === 'attendingId') {
    const clinician = run.rows.get('practitioner', text(value))?.row;
    if (!clinician) return null;
    return [clinician['prefix'], clinician['givenName'], clinician['familyName']]
      .filter((part) => part)
      .join(' ');
  }
  if (field === 'survivorId') {
    const patient = run.rows.get('patient', text(value))?.row;
    return patient ? text(patient['mrn']) : null;
  }
  return text(value);
};

/** Typed values that the file says otherwise: they stay unless a person takes the file's. */
const typedOf = async (trx: Trx, run: FeedRun): Promise<PreviewChange[]> => {
  const { differences } = run.rows;
  const clinicians = differences
    .filter(({ field }) => field === 'attendingId')
    .map(({ ours }) => text(ours));
  await run.load('practitioner', 'id', clinicians);
  const names = await personNames(
    trx,
    differences.map(({ record, field }) => record.typed.get(field)?.by),
    localDateOf(run.ctx.now, run.ctx.zone),
  );
  const last = new Map<string, PreviewChange>();
  for (const { record, field, ours, theirs, from } of differences) {
    const typed = record.typed.get(field);
    last.set(`${record.table}/${record.row.id}/${field}`, {
      ...recordOf(run, record),
      field,
      now: shown(run, field, ours),
      after: shown(run, field, theirs),
      from,
      typed: typed ? { by: names.get(typed.by) ?? '', at: typed.at } : null,
    });
  }
  return [...last.values()];
};
