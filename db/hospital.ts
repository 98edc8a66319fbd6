/** The hospital and its house: units, rooms, beds. */
import type { SetUpInput } from '../shared/contract/session';
import { AppError } from '../shared/errors';
import { fold } from '../shared/folding';
import type { Trx } from './connection';
import { insertRecord, type Actor, type RecordColumns } from './records';

export interface HospitalRow extends RecordColumns {
  name: string;
  zone: string;
  phone: string | null;
  helpDesk: string | null;
}

/** The one hospital of this store. */
export const getHospital = async (trx: Trx): Promise<HospitalRow> => {
  const row = (await trx('hospital').first()) as HospitalRow | undefined;
  if (!row) throw new Error('the store has no hospital');
  return row;
};

/** Writes the hospital of a set-up with its units, rooms and beds; answers the units' ids. */
export const createHospital = async (
  trx: Trx,
  input: Pick<SetUpInput, 'hospitalName' | 'zone' | 'helpDesk' | 'units'>,
  actor: Actor,
): Promise<string[]> => {
  await insertRecord(
    trx,
    'hospital',
    { name: input.hospitalName, zone: input.zone, helpDesk: input.helpDesk },
    actor,
  );
  await createOwnAssigner(trx, input.hospitalName, actor);
  refuseTwins(input.units);
  const unitIds: string[] = [];
  for (const { name, rooms } of input.units) {
    const unit = await insertRecord(trx, 'unit', { name }, actor);
    unitIds.push(unit.id);
    for (const room of roomsOf(rooms)) {
      const { id: roomId } = await insertRecord(
        trx,
        'room',
        { unitId: unit.id, name: room.name },
        actor,
      );
      for (const bed of room.beds) await insertRecord(trx, 'bed', { roomId, name: bed }, actor);
    }
  }
  return unitIds;
};

const refuseTwins = (units: SetUpInput['units']): void => {
  const names = units.map(({ name }) => fold(name));
  const twin = units.find((_, at) => names.indexOf(names[at]!) !== at);
  if (twin)
    throw new AppError('invalid', 'Two units have one name. Give one of them another.', {
      key: 'unitTwice',
      values: { unit: twin.name },
    });
};

/** A room that is named twice is one room, and a bed in it one bed. */
const roomsOf = (
  rooms: SetUpInput['units'][number]['rooms'],
): { name: string; beds: string[] }[] => {
  const merged = new Map<string, { name: string; beds: Map<string, string> }>();
  for (const { name, beds } of rooms) {
    const room = merged.get(fold(name)) ?? { name, beds: new Map<string, string>() };
    merged.set(fold(name), room);
    for (const bed of beds) if (!room.beds.has(fold(bed))) room.beds.set(fold(bed), bed);
  }
  return [...merged.values()].map(({ name, beds }) => ({ name, beds: [...beds.values()] }));
};

/** The hospital's own assigner of record numbers; census files without one mean it (records.md). */
const createOwnAssigner = async (trx: Trx, name: string, actor: Actor): Promise<void> => {
  const assigner = await insertRecord(trx, 'assigner', { name, isOurs: 1 }, actor);
  const aliases = new Set(['CSV: none', fold(name)]);
  for (const alias of aliases)
    await trx('assigner_alias').insert({ alias, assignerId: assigner.id });
};
