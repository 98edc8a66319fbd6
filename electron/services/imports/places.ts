/** Places as a feed writes them to units and beds of ours. */
import type { Trx } from '../../../db/connection';
import { fold } from '../../../shared/folding';
import type { LocationFact } from '../../../shared/imports/facts';

export interface Place {
  unitId: string | null;
  bedId: string | null;
  /** The bed as said aloud; of a place that is none of ours with its unit. */
  label: string;
}

interface Bed {
  id: string;
  name: string;
  room: string;
  unitId: string;
}

/** Units, rooms and beds by the names and codes that feeds use. */
export class Places {
  private readonly units = new Map<string, string>();
  private readonly names = new Map<string, string>();
  private readonly beds: Bed[] = [];
  private readonly bedNames = new Map<string, string>();

  static async load(trx: Trx): Promise<Places> {
    const places = new Places();
    const units = (await trx('unit').select('id', 'name', 'feedCodes')) as {
      id: string;
      name: string;
      feedCodes: string;
    }[];
    for (const { id, name, feedCodes } of units) {
      places.names.set(id, name);
      for (const code of [name, ...feedCodes.split(',')])
        if (fold(code)) places.units.set(fold(code), id);
    }
    const beds = (await trx('bed')
      .join('room', 'room.id', 'bed.roomId')
      .select('bed.id', 'bed.name', 'room.name as room', 'room.unitId')) as Bed[];
    for (const bed of beds) {
      places.beds.push({ ...bed, name: fold(bed.name), room: fold(bed.room) });
      places.bedNames.set(bed.id, bed.name);
    }
    return places;
  }

  /** The unit's name. */
  unitName(id: string | null): string | null {
    return id === null ? null : (this.names.get(id) ?? null);
  }

  /** PV1-3 or a census' columns: `508^1` and `508-1` are bed 508-1. */
  find(location: LocationFact): Place {
    const unitId = this.units.get(fold(location.unit)) ?? null;
    const wanted = bedNames(location);
    const bed = wanted
      .map((name) => this.bedNamed(fold(name), fold(location.room), unitId, location.unit === ''))
      .find((found) => found !== undefined);
    const label = bed ? this.bedNames.get(bed.id)! : (wanted[0] ?? '');
    const unit = unitId ?? bed?.unitId ?? null;
    return {
      unitId: unit,
      bedId: bed?.id ?? null,
      label:
        unit === null ? `${location.unit} ${label}`.trim() : label || (this.unitName(unit) ?? ''),
    };
  }

  /** A bed of the unit; without a unit only where the name is the only one of its kind. */
  private bedNamed(
    name: string,
    room: string,
    unitId: string | null,
    anywhere: boolean,
  ): Bed | undefined {
    if (unitId === null && !anywhere) return undefined;
    const named = this.beds.filter(
      (bed) => bed.name === name && (unitId === null || bed.unitId === unitId),
    );
    if (named.length <= 1) return named[0];
    const inRoom = named.filter((bed) => bed.room === room);
    return inRoom.length === 1 ? inRoom[0] : undefined;
  }
}

/** Names a bed may have, the likeliest first. */
const bedNames = ({ room, bed }: LocationFact): string[] => {
  if (bed === '') return room === '' ? [] : [room];
  if (room === '' || fold(bed).startsWith(fold(room))) return [bed];
  return [`${room}-${bed}`, `${room}${bed}`, bed];
};

/** Tells one place from another in a history. */
export const placeKey = (place: Place): string =>
  place.bedId ?? `${place.unitId ?? ''} ${fold(place.label)}`;
