/** Use cases about units, rooms and beds. */
import {
  addRooms,
  addUnit,
  changeBed,
  changeUnit,
  listUnits,
  removeBed,
  renameRoom,
  setUnitActive,
  shownUnit,
} from '../../db/units';
import type { unitCalls } from '../../shared/contract/units';
import type { Unit } from '../../shared/units/unit';
import type { CallContext, Handlers } from '../ipc/context';

type Changed = 'unit' | 'room' | 'bed';

/** Puts what was changed on the call's audit entry and answers the unit as it stands. */
const changed = async (
  ctx: CallContext,
  unitId: string,
  recordType: Changed,
  recordId: string,
  versionBefore?: number,
): Promise<Unit> => {
  const unit = await shownUnit(ctx.trx, unitId);
  const now =
    recordType === 'unit'
      ? unit
      : [...unit.rooms, ...unit.rooms.flatMap(({ beds }) => beds)].find(
          ({ id }) => id === recordId,
        );
  ctx.note({
    recordType,
    recordId,
    ...(versionBefore === undefined ? {} : { versionBefore }),
    ...(now === undefined ? {} : { versionAfter: now.rowVersion }),
  });
  return unit;
};

export const unitHandlers: Handlers<typeof unitCalls> = {
  'units.list': (ctx) => listUnits(ctx.trx),

  'units.add': async (ctx, { rooms, ...fields }) => {
    const id = await addUnit(ctx.trx, fields, rooms, ctx.actor);
    // An administrator has every unit, the new one without signing in again.
    if (!ctx.user.unitIds.includes(id)) ctx.user.unitIds.push(id);
    return changed(ctx, id, 'unit', id);
  },

  'units.change': async (ctx, { id, rowVersion, ...fields }) => {
    await changeUnit(ctx.trx, id, rowVersion, fields, ctx.actor);
    return changed(ctx, id, 'unit', id, rowVersion);
  },

  'units.setActive': async (ctx, { id, rowVersion, active }) => {
    await setUnitActive(ctx.trx, id, rowVersion, active, ctx.actor);
    return changed(ctx, id, 'unit', id, rowVersion);
  },

  'units.addRooms': async (ctx, { unitId, rooms }) => {
    await addRooms(ctx.trx, unitId, rooms, ctx.actor);
    return changed(ctx, unitId, 'unit', unitId);
  },

  'units.renameRoom': async (ctx, { id, rowVersion, name }) => {
    const unitId = await renameRoom(ctx.trx, id, rowVersion, name, ctx.actor);
    return changed(ctx, unitId, 'room', id, rowVersion);
  },

  'units.changeBed': async (ctx, { id, rowVersion, ...patch }) => {
    const unitId = await changeBed(ctx.trx, id, rowVersion, patch, ctx.actor);
    return changed(ctx, unitId, 'bed', id, rowVersion);
  },

  'units.removeBed': async (ctx, { id, rowVersion }) => {
    const unitId = await removeBed(ctx.trx, id, rowVersion, ctx.actor);
    return changed(ctx, unitId, 'bed', id, rowVersion);
  },
};
