/** Appointment series, what differs on single occurrences, and who is expected. */
import type {
  Appointment,
  AppointmentKind,
  AppointmentPatient,
  Attendance,
  Participant,
  UndoStep,
} from '../shared/appointments/appointment';
import { roomOf } from '../shared/appointments/conflicts';
import type { Rewritten } from '../shared/appointments/edit';
import type { SeriesTime } from '../shared/appointments/series-time';
import type { ParticipantInput } from '../shared/contract/appointments';
import { AppError, notFound } from '../shared/errors';
import type { Trx } from './connection';
import { insertRecord, revisionsOf, updateRecord, type Actor, type RecordColumns } from './records';

/** A series as it stands in its table. */
export interface SeriesRow extends RecordColumns, SeriesTime {
  kind: AppointmentKind;
  title: string;
  unitId: string | null;
  patientId: string | null;
  encounterId: string | null;
  endsLocal: string | null;
  place: string | null;
  placeFolded: string | null;
  address: string | null;
  travelBeforeMinutes: number;
  travelAfterMinutes: number;
  note: string | null;
  status: 'booked' | 'cancelled' | 'entered-in-error';
  cancelReason: string | null;
  enteredInErrorAt: string | null;
  enteredInErrorBy: string | null;
  enteredInErrorReason: string | null;
}

export interface ExceptionRow extends RecordColumns {
  seriesId: string;
  originalLocal: string;
  cancelled: number;
  startsLocal: string | null;
  minutes: number | null;
  title: string | null;
  /** '' = none, where the series has one. */
  place: string | null;
  note: string | null;
  reason: string | null;
}

export interface ParticipantRow extends RecordColumns {
  seriesId: string;
  userId: string | null;
  practitionerId: string | null;
  name: string | null;
  role: string | null;
  required: number;
  status: Attendance;
  removedAt: string | null;
}

type Written<Row> = Partial<Omit<Row, keyof RecordColumns>>;

/** An exception as the pure rules take it. */
export const toException = (row: ExceptionRow) => ({
  ...row,
  cancelled: row.cancelled === 1,
});
export type StoredException = ReturnType<typeof toException>;

/** A booked series. Throws `notFound` for one that was cancelled or entered in error. */
export const getSeries = async (trx: Trx, id: string): Promise<SeriesRow> => {
  const row = (await trx('appointment_series').where({ id, status: 'booked' }).first()) as
    SeriesRow | undefined;
  if (!row) throw notFound();
  return row;
};

/** What differs on the occurrences of series. */
export const exceptionsOf = async (
  trx: Trx,
  seriesIds: readonly string[],
): Promise<StoredException[]> => {
  const found: StoredException[] = [];
  for (let i = 0; i < seriesIds.length; i += 400) {
    const rows = (await trx('appointment_exception')
      .whereIn('seriesId', seriesIds.slice(i, i + 400))
      .orderBy(['originalLocal', 'id'])) as ExceptionRow[];
    found.push(...rows.map(toException));
  }
  return found;
};

/** One occurrence's exception, or null. */
export const exceptionAt = async (
  trx: Trx,
  seriesId: string,
  originalLocal: string,
): Promise<StoredException | null> => {
  const row = (await trx('appointment_exception').where({ seriesId, originalLocal }).first()) as
    ExceptionRow | undefined;
  return row ? toException(row) : null;
};

/** People expected at series, in the order they were put there; without those taken off. */
export const participantRows = async (
  trx: Trx,
  seriesIds: readonly string[],
): Promise<ParticipantRow[]> => {
  const found: ParticipantRow[] = [];
  for (let i = 0; i < seriesIds.length; i += 400)
    found.push(
      ...((await trx('appointment_participant')
        .whereIn('seriesId', seriesIds.slice(i, i + 400))
        .whereNull('removedAt')
        .orderBy(['createdAt', 'id'])) as ParticipantRow[]),
    );
  return found;
};

/** A participant as calls answer it. */
export const toParticipant = ({
  id,
  rowVersion,
  userId,
  practitionerId,
  name,
  role,
  status,
}: ParticipantRow): Participant => ({
  id,
  rowVersion,
  userId,
  practitionerId,
  name,
  role,
  status,
});

/** The patients of stays and series, by the id that was written there, resolved through merges. */
export const patientsOf = async (
  trx: Trx,
  refs: readonly { patientId: string | null; encounterId: string | null }[],
): Promise<Map<string, AppointmentPatient>> => {
  const ids = [
    ...new Set(refs.flatMap(({ patientId }) => (patientId === null ? [] : [patientId]))),
  ];
  const found = new Map<string, AppointmentPatient>();
  for (let i = 0; i < ids.length; i += 400) {
    const rows = (await trx({ owner: 'patient' })
      .join('patient', 'patient.id', 'owner.survivorId')
      .whereIn('owner.id', ids.slice(i, i + 400))
      .select({
        asked: 'owner.id',
        id: 'patient.id',
        familyName: 'patient.familyName',
        givenName: 'patient.givenName',
        birthDate: 'patient.birthDate',
        mrn: 'patient.mrn',
      })) as (Omit<AppointmentPatient, 'bed'> & { asked: string })[];
    for (const { asked, ...patient } of rows) found.set(asked, { ...patient, bed: null });
  }
  const beds = await bedsOf(
    trx,
    refs.flatMap(({ encounterId }) => (encounterId === null ? [] : [encounterId])),
  );
  for (const { patientId, encounterId } of refs) {
    const bed = encounterId === null ? undefined : beds.get(encounterId);
    const patient = patientId === null ? undefined : found.get(patientId);
    if (patient && bed !== undefined) found.set(patientId!, { ...patient, bed });
  }
  return found;
};

/** Beds of active stays. */
const bedsOf = async (trx: Trx, encounterIds: readonly string[]): Promise<Map<string, string>> => {
  const ids = [...new Set(encounterIds)];
  const beds = new Map<string, string>();
  for (let i = 0; i < ids.length; i += 400) {
    const rows = (await trx('encounter')
      .leftJoin('bed', 'bed.id', 'encounter.bedId')
      .whereIn('encounter.id', ids.slice(i, i + 400))
      .where('encounter.active', 1)
      .select({
        id: 'encounter.id',
        bed: trx.raw('coalesce(??, ??)', ['bed.name', 'encounter.bedLabel']),
      })) as { id: string; bed: string | null }[];
    for (const { id, bed } of rows) if (bed !== null) beds.set(id, bed);
  }
  return beds;
};

/** How many active stays a unit has. */
export const activeStays = async (trx: Trx, unitId: string): Promise<number> => {
  const row = (await trx('encounter')
    .whereRaw('"active" = 1')
    .where({ unitId })
    .whereNull('enteredInErrorAt')
    .count({ n: '*' })
    .first()) as { n: number };
  return Number(row.n);
};

// ---- Writing --------------------------------------------------------------------------------------

const step = (record: UndoStep['record'], row: RecordColumns): UndoStep => ({
  record,
  id: row.id,
  rowVersion: row.rowVersion,
});

export type NewSeries = Pick<
  Appointment,
  | 'kind'
  | 'title'
  | 'unitId'
  | 'encounterId'
  | 'place'
  | 'address'
  | 'travelBeforeMinutes'
  | 'travelAfterMinutes'
  | 'note'
  | 'endsLocal'
> &
  SeriesTime & { patientId: string | null };

/** Adds a series. */
export const addSeries = async (
  trx: Trx,
  series: NewSeries,
  actor: Actor,
): Promise<{ id: string; undo: UndoStep }> => {
  const row = await insertRecord(
    trx,
    'appointment_series',
    { ...series, placeFolded: roomOf(series.place), status: 'booked' },
    actor,
  );
  return { id: row.id, undo: step('series', row) };
};

/** Changes a series under its rowVersion. */
export const changeSeries = async (
  trx: Trx,
  before: SeriesRow,
  patch: Written<SeriesRow>,
  actor: Actor,
): Promise<{ row: SeriesRow; undo: UndoStep[] }> => {
  const placed = patch.place === undefined ? {} : { placeFolded: roomOf(patch.place) };
  const row = await updateRecord<SeriesRow>(
    trx,
    'appointment_series',
    before.id,
    before.rowVersion,
    { ...patch, ...placed },
    actor,
  );
  return { row, undo: row.rowVersion === before.rowVersion ? [] : [step('series', row)] };
};

/** Writes what differs on one occurrence: a new exception, or the one that is there. */
export const putException = async (
  trx: Trx,
  seriesId: string,
  originalLocal: string,
  values: Written<ExceptionRow>,
  actor: Actor,
): Promise<{ undo: UndoStep[] }> => {
  const known = await exceptionAt(trx, seriesId, originalLocal);
  const isNothing = Object.values(values).every((value) => value === null || value === 0);
  if (known === null && isNothing) return { undo: [] };
  if (known === null) {
    const row = await insertRecord(
      trx,
      'appointment_exception',
      { cancelled: 0, ...values, seriesId, originalLocal },
      actor,
    );
    return { undo: [step('exception', row)] };
  }
  const row = await updateRecord<ExceptionRow>(
    trx,
    'appointment_exception',
    known.id,
    known.rowVersion,
    values,
    actor,
  );
  return { undo: row.rowVersion === known.rowVersion ? [] : [step('exception', row)] };
};

/** What differs on an occurrence, without which one it is. */
const differences = ({
  cancelled,
  startsLocal,
  minutes,
  title,
  place,
  note,
  reason,
}: StoredException) => ({
  cancelled: cancelled ? 1 : 0,
  ...{ startsLocal, minutes, title, place, note, reason },
});

/** Nothing differs: such a row has no effect. */
export const noDifference = {
  cancelled: 0,
  startsLocal: null,
  minutes: null,
  title: null,
  place: null,
  note: null,
  reason: null,
};

/**
 * Gives exceptions their new original starts, in the same series or a new one. Every row is written
 * at most once, so that undo finds each as this change left it: a row that stands at a new start
 * takes over what belongs there, the others move. `dropped` was dragged: its own start and length
 * no longer count.
 */
export const rewriteExceptions = async (
  trx: Trx,
  exceptions: readonly StoredException[],
  rewritten: readonly Rewritten[],
  { seriesId, dropped }: { seriesId: string; dropped: string | null },
  actor: Actor,
): Promise<UndoStep[]> => {
  const known = new Map(exceptions.map((each) => [each.originalLocal, each]));
  const isHere = (local: string): boolean => known.get(local)?.seriesId === seriesId;
  const targets = new Set(rewritten.map(({ to }) => to));
  const free = rewritten
    .map(({ from }) => from)
    .filter((from) => !isHere(from) || !targets.has(from));
  const undo: UndoStep[] = [];
  const write = async (at: string, patch: Written<ExceptionRow>): Promise<void> => {
    const { id, rowVersion } = known.get(at)!;
    const table = 'appointment_exception';
    const row = await updateRecord<ExceptionRow>(trx, table, id, rowVersion, patch, actor);
    if (row.rowVersion !== rowVersion) undo.push(step('exception', row));
  };
  for (const { from, to } of rewritten) {
    const own = from === dropped ? { startsLocal: null, minutes: null } : {};
    const values = { ...differences(known.get(from)!), ...own };
    if (isHere(to)) await write(to, values);
    else {
      const at = free.splice(Math.max(free.indexOf(from), 0), 1)[0]!;
      await write(at, { ...values, seriesId, originalLocal: to });
    }
  }
  for (const at of free) await write(at, noDifference);
  return undo;
};

/** Puts people on a new series; answers of those known from the series before it are kept. */
export const addParticipants = async (
  trx: Trx,
  seriesId: string,
  people: readonly ParticipantInput[],
  known: readonly ParticipantRow[],
  actor: Actor,
): Promise<UndoStep[]> => {
  const undo: UndoStep[] = [];
  for (const { id, ...person } of people) {
    const before = known.find((each) => each.id === id);
    const isMe = person.userId === actor.userId;
    const row = await insertRecord(
      trx,
      'appointment_participant',
      {
        ...person,
        seriesId,
        required: 1,
        status: before?.status ?? (isMe ? 'accepted' : 'needs-action'),
      },
      actor,
    );
    undo.push(step('participant', row));
  }
  return undo;
};

/** Makes the people of a series those given: new ones are added, missing ones taken off. */
export const setParticipants = async (
  trx: Trx,
  seriesId: string,
  people: readonly ParticipantInput[],
  actor: Actor,
): Promise<UndoStep[]> => {
  const known = await participantRows(trx, [seriesId]);
  const undo: UndoStep[] = [];
  for (const before of known) {
    const kept = people.find(({ id }) => id === before.id);
    const patch = kept
      ? {
          role: kept.role,
          name: kept.name,
          userId: kept.userId,
          practitionerId: kept.practitionerId,
        }
      : { removedAt: actor.at };
    const row = await changeParticipant(trx, before, patch, actor);
    undo.push(...row);
  }
  const fresh = people.filter(({ id }) => id === null || !known.some((each) => each.id === id));
  return [...undo, ...(await addParticipants(trx, seriesId, fresh, [], actor))];
};

/** Changes one participant under its rowVersion. */
export const changeParticipant = async (
  trx: Trx,
  before: ParticipantRow,
  patch: Written<ParticipantRow>,
  actor: Actor,
): Promise<UndoStep[]> => {
  const row = await updateRecord<ParticipantRow>(
    trx,
    'appointment_participant',
    before.id,
    before.rowVersion,
    patch,
    actor,
  );
  return row.rowVersion === before.rowVersion ? [] : [step('participant', row)];
};

const tables = {
  series: 'appointment_series',
  exception: 'appointment_exception',
  participant: 'appointment_participant',
} as const;

/** What takes back a row that the change itself made: it stays, and no longer counts. */
const madeUndone = (
  record: UndoStep['record'],
  actor: Actor,
): Record<string, string | number | null> => {
  switch (record) {
    case 'series':
      return {
        status: 'entered-in-error',
        enteredInErrorAt: actor.at,
        enteredInErrorBy: actor.userId,
        enteredInErrorReason: 'undone',
      };
    case 'exception':
      return noDifference;
    case 'participant':
      return { removedAt: actor.at };
  }
};

const movedOn = (): AppError =>
  new AppError('refused', 'This was changed again since. Nothing was taken back.', {
    key: 'undoMovedOn',
  });

/** The series a row belongs to, and the row. */
const rowOf = async (trx: Trx, { record, id }: UndoStep) => {
  const row = (await trx(tables[record]).where({ id }).first()) as
    (RecordColumns & { seriesId?: string }) | undefined;
  if (!row) throw notFound();
  return { row, seriesId: row.seriesId ?? row.id };
};

/** Series that steps would write to: each is asked whether its patient and rounds are the caller's. */
export const seriesOfSteps = async (trx: Trx, steps: readonly UndoStep[]): Promise<string[]> => {
  const ids = new Set<string>();
  for (const one of steps) ids.add((await rowOf(trx, one)).seriesId);
  return [...ids];
};

/**
 * Do the steps take back nothing but this person's own answers whether they come? Who was put on,
 * taken off or given another role by somebody else is theirs to take back.
 */
export const areOwnAnswers = async (
  trx: Trx,
  steps: readonly UndoStep[],
  userId: string,
): Promise<boolean> => {
  for (const { record, id, rowVersion } of steps) {
    if (record !== 'participant') return false;
    const row = (await trx('appointment_participant').where({ id, userId }).first()) as
      ParticipantRow | undefined;
    const former = (await revisionsOf(trx, 'appointment_participant', id)).find(
      (revision) => revision.rowVersion === rowVersion - 1,
    );
    if (!row || !former) return false;
    const before = recordedValues(JSON.parse(former.before) as RecordedRow);
    const { status: _then, ...then } = before;
    const { status: _now, ...now } = recordedValues(row as unknown as RecordedRow);
    if (Object.entries(then).some(([name, value]) => now[name] !== value)) return false;
  }
  return true;
};

/**
 * Takes a change back, its last row first. Each row must stand as the change left it; throws
 * `refused` when one does not.
 */
export const undoSteps = async (
  trx: Trx,
  steps: readonly UndoStep[],
  actor: Actor,
): Promise<void> => {
  for (const one of steps.toReversed()) {
    const { row } = await rowOf(trx, one);
    if (row.rowVersion !== one.rowVersion) throw movedOn();
    const table = tables[one.record];
    const former = (await revisionsOf(trx, table, one.id)).find(
      ({ rowVersion }) => rowVersion === one.rowVersion - 1,
    );
    const values = former
      ? recordedValues(JSON.parse(former.before) as RecordedRow)
      : madeUndone(one.record, actor);
    await updateRecord<RecordColumns & Record<string, string | number | null>>(
      trx,
      table,
      one.id,
      one.rowVersion,
      values,
      actor,
    );
  }
};

const recordColumns = new Set([
  'id',
  'rowVersion',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
]);

type RecordedRow = Record<string, string | number | null>;

const recordedValues = (row: RecordedRow): RecordedRow =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !recordColumns.has(name)));
