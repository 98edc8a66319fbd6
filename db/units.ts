/** Units, rooms and beds: what an administrator keeps of the house. */
import { AppError, conflict, notFound } from '../shared/errors';
import { fold } from '../shared/folding';
import type { RoomBeds } from '../shared/units/rooms';
import type { Bed, BedStatus, Room, Unit } from '../shared/units/unit';
import type { Trx } from './connection';
import { dropRecord, insertRecord, updateRecord, type Actor, type RecordColumns } from './records';

/** What is typed about a unit. */
export interface UnitFields {
  name: string;
  feedCodes: readonly string[];
  specialty: string | null;
  usualLeavingTime: string;
  headLimit: number;
}

interface UnitRow extends RecordColumns {
  name: string;
  feedCodes: string;
  specialty: string | null;
  usualLeavingTime: string;
  headLimit: number;
  active: number;
}

interface RoomRow extends RecordColumns {
  unitId: string;
  name: string;
}

interface BedRow extends RecordColumns {
  roomId: string;
  name: string;
  status: BedStatus;
  statusNote: string | null;
}

/** Rooms and beds are walked as numbers read: 9 before 10, 501-2 before 501-10. */
const inOrder = new Intl.Collator('en', { numeric: true });
const byName = (a: { name: string }, b: { name: string }): number =>
  inOrder.compare(a.name, b.name);

/** All units, open ones first, then by name. */
export const listUnits = async (trx: Trx): Promise<Unit[]> => {
  const rows = (await trx('unit').orderBy([
    { column: 'active', order: 'desc' },
    'name',
  ])) as UnitRow[];
  const rooms = (await trx('room')) as RoomRow[];
  const beds = (await trx('bed')) as BedRow[];
  const occupied = new Set<string>(
    await trx('encounter').where({ active: 1 }).whereNotNull('bedId').distinct().pluck('bedId'),
  );
  // Asked bed by bed: there are few beds, and stays of many years.
  const naming = (table: 'encounter' | 'encounter_location') =>
    trx(table).where(`${table}.bedId`, trx.ref('bed.id')).select(trx.raw('1'));
  const used = new Set<string>(
    await trx('bed')
      .whereExists(naming('encounter'))
      .orWhereExists(naming('encounter_location'))
      .pluck('id'),
  );
  const stays = await countBy(trx('encounter').where({ active: 1 }).whereNotNull('unitId'));
  const people = await countBy(
    trx('membership').join('user', 'user.id', 'membership.userId').where('user.active', 1),
  );
  const bedsOf = (roomId: string): Bed[] =>
    beds
      .filter((bed) => bed.roomId === roomId)
      .map(({ id, rowVersion, name, status, statusNote }) => ({
        id,
        rowVersion,
        name,
        status,
        statusNote,
        occupied: occupied.has(id),
        used: used.has(id),
      }))
      .sort(byName);
  const roomsOf = (unitId: string): Room[] =>
    rooms
      .filter((room) => room.unitId === unitId)
      .map(({ id, rowVersion, name }) => ({ id, rowVersion, name, beds: bedsOf(id) }))
      .sort(byName);
  return rows.map(({ id, rowVersion, name, feedCodes, active, ...row }) => ({
    id,
    rowVersion,
    name,
    feedCodes: codesOf(feedCodes),
    specialty: row.specialty,
    usualLeavingTime: row.usualLeavingTime,
    headLimit: row.headLimit,
    active: active === 1,
    rooms: roomsOf(id),
    stays: stays.get(id) ?? 0,
    people: people.get(id) ?? 0,
  }));
};

const codesOf = (feedCodes: string): string[] =>
  feedCodes
    .split(',')
    .map((code) => code.trim())
    .filter(Boolean);

type Query = ReturnType<Trx>;

const countBy = async (query: Query): Promise<Map<string, number>> => {
  const rows = (await query.groupBy('unitId').select('unitId').count({ count: '*' })) as {
    unitId: string;
    count: number | string;
  }[];
  return new Map(rows.map(({ unitId, count }) => [unitId, Number(count)]));
};

/** One unit. Throws `notFound`. */
export const shownUnit = async (trx: Trx, id: string): Promise<Unit> => {
  const unit = (await listUnits(trx)).find((other) => other.id === id);
  if (!unit) throw notFound();
  return unit;
};

const columnsOf = ({ feedCodes, ...rest }: UnitFields) => ({
  ...rest,
  feedCodes: [...new Set(feedCodes)].join(','),
});

/** Adds a unit with its rooms. */
export const addUnit = async (
  trx: Trx,
  fields: UnitFields,
  rooms: readonly RoomBeds[],
  actor: Actor,
): Promise<string> => {
  await refuseTaken(trx, fields, null);
  const { id } = await insertRecord(trx, 'unit', columnsOf(fields), actor);
  await addRooms(trx, id, rooms, actor);
  return id;
};

/** Changes what is typed about a unit. */
export const changeUnit = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  fields: UnitFields,
  actor: Actor,
): Promise<void> => {
  await requireUnit(trx, id);
  await refuseTaken(trx, fields, id);
  await updateUnit(trx, id, rowVersion, columnsOf(fields), actor);
};

/** As every record, but a conflict tells the unit as a window shows it. */
const updateUnit = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<UnitRow, keyof RecordColumns>>,
  actor: Actor,
): Promise<void> => {
  const before = await requireUnit(trx, id);
  if (before.rowVersion !== rowVersion) throw conflict(await shownUnit(trx, id));
  await updateRecord<UnitRow>(trx, 'unit', id, rowVersion, patch, actor);
};

/** A name or a feed's code names one unit: else a message could mean two. */
const refuseTaken = async (
  trx: Trx,
  fields: UnitFields,
  exceptId: string | null,
): Promise<void> => {
  const others = ((await trx('unit').select('id', 'name', 'feedCodes')) as UnitRow[]).filter(
    ({ id }) => id !== exceptId,
  );
  const known = new Map(
    others.flatMap(({ name, feedCodes }) =>
      [name, ...codesOf(feedCodes)].map((word) => [fold(word), name] as const),
    ),
  );
  if (known.has(fold(fields.name)))
    throw new AppError('invalid', 'Another unit has this name or code already.', {
      key: 'unitNameTaken',
      values: { unit: known.get(fold(fields.name))! },
      fields: { name: 'taken' },
    });
  const code = fields.feedCodes.find((each) => known.has(fold(each)));
  if (code !== undefined)
    throw new AppError('invalid', 'Another unit has this name or code already.', {
      key: 'unitCodeTaken',
      values: { code, unit: known.get(fold(code))! },
      fields: { feedCodes: 'taken' },
    });
};

const requireUnit = async (trx: Trx, id: string): Promise<UnitRow> => {
  const row = (await trx('unit').where({ id }).first()) as UnitRow | undefined;
  if (!row) throw notFound();
  return row;
};

/** Closes a unit in which nobody has a stay, or opens it again. */
export const setUnitActive = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  active: boolean,
  actor: Actor,
): Promise<void> => {
  const stay = active ? null : await trx('encounter').where({ unitId: id, active: 1 }).first('id');
  if (stay)
    throw new AppError(
      'refused',
      'Patients are on this unit. It can be closed once they have left.',
      {
        key: 'unitOccupied',
      },
    );
  await updateUnit(trx, id, rowVersion, { active: active ? 1 : 0 }, actor);
};

/** Adds rooms and beds; what is there already stays as it is. Bed names are single in a unit. */
export const addRooms = async (
  trx: Trx,
  unitId: string,
  rooms: readonly RoomBeds[],
  actor: Actor,
): Promise<void> => {
  await requireUnit(trx, unitId);
  const present = (await trx('room').where({ unitId }).select('id', 'name')) as {
    id: string;
    name: string;
  }[];
  const taken = await bedsOfUnit(trx, unitId);
  for (const { name, beds } of rooms) {
    const room = present.find((other) => fold(other.name) === fold(name));
    const roomId = room?.id ?? (await insertRecord(trx, 'room', { unitId, name }, actor)).id;
    // Named again in the same list, it is the same room.
    if (!room) present.push({ id: roomId, name });
    for (const bed of beds) {
      const twin = taken.find((other) => fold(other.name) === fold(bed));
      if (twin && twin.roomId === roomId) continue;
      if (twin) throw bedTaken(bed);
      const { id } = await insertRecord(trx, 'bed', { roomId, name: bed }, actor);
      taken.push({ id, roomId, name: bed });
    }
  }
};

const bedsOfUnit = (
  trx: Trx,
  unitId: string,
): Promise<{ id: string; roomId: string; name: string }[]> =>
  trx('bed')
    .join('room', 'room.id', 'bed.roomId')
    .where('room.unitId', unitId)
    .select('bed.id', 'bed.roomId', 'bed.name');

const bedTaken = (bed: string): AppError =>
  new AppError('invalid', 'The unit has a bed of this name already.', {
    key: 'bedNameTaken',
    values: { bed },
    fields: { name: 'taken' },
  });

/** Names a room otherwise; answers its unit. */
export const renameRoom = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  name: string,
  actor: Actor,
): Promise<string> => {
  const room = (await trx('room').where({ id }).first()) as RoomRow | undefined;
  if (!room) throw notFound();
  const others = (await trx('room').where({ unitId: room.unitId }).whereNot({ id })) as RoomRow[];
  if (others.some((other) => fold(other.name) === fold(name)))
    throw new AppError('invalid', 'The unit has a room of this name already.', {
      key: 'roomNameTaken',
      values: { room: name },
      fields: { name: 'taken' },
    });
  await updateRecord<RoomRow>(trx, 'room', id, rowVersion, { name }, actor);
  return room.unitId;
};

const requireBed = async (trx: Trx, id: string): Promise<BedRow & { unitId: string }> => {
  const row = (await trx('bed')
    .join('room', 'room.id', 'bed.roomId')
    .where('bed.id', id)
    .first('bed.*', 'room.unitId')) as (BedRow & { unitId: string }) | undefined;
  if (!row) throw notFound();
  return row;
};

const occupiedBed = async (trx: Trx, id: string): Promise<boolean> =>
  (await trx('encounter').where({ bedId: id, active: 1 }).first('id')) !== undefined;

/** Names a bed otherwise, closes it, opens it; answers its unit. */
export const changeBed = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  patch: Pick<BedRow, 'name' | 'status' | 'statusNote'>,
  actor: Actor,
): Promise<string> => {
  const bed = await requireBed(trx, id);
  const twin = (await bedsOfUnit(trx, bed.unitId)).find(
    (other) => other.id !== id && fold(other.name) === fold(patch.name),
  );
  if (twin) throw bedTaken(patch.name);
  if (patch.status !== 'open' && patch.status !== bed.status && (await occupiedBed(trx, id)))
    throw new AppError(
      'refused',
      'Somebody lies in this bed. It can be closed once they have left.',
      {
        key: 'bedOccupied',
      },
    );
  await updateRecord<BedRow>(trx, 'bed', id, rowVersion, patch, actor);
  return bed.unitId;
};

/** Takes away a bed that no stay ever named, and its room with the last bed; answers the unit. */
export const removeBed = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  actor: Actor,
): Promise<string> => {
  const { unitId, ...bed } = await requireBed(trx, id);
  if (bed.rowVersion !== rowVersion) throw conflict(await shownUnit(trx, unitId));
  const used =
    (await trx('encounter').where({ bedId: id }).first('id')) ??
    (await trx('encounter_location').where({ bedId: id }).first('id'));
  if (used)
    throw new AppError(
      'refused',
      'Stays name this bed, so it stays in the record. Close it instead.',
      {
        key: 'bedUsed',
      },
    );
  await dropRecord(trx, 'bed', bed, actor);
  if (!(await trx('bed').where({ roomId: bed.roomId }).first('id'))) {
    const room = (await trx('room').where({ id: bed.roomId }).first()) as RoomRow;
    await dropRecord(trx, 'room', room, actor);
  }
  return unitId;
};
