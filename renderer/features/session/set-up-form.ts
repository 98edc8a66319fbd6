/** What is typed in a set-up, and what is still missing in it. */
import type { CallInput, CallOutput } from '../../app/api';
import type { KeptSetUp } from '../../../shared/contract/session';
import { countBeds, parseRooms, withBedNames, firstTwice } from '../../../shared/units/rooms';
import { isZone } from '../../../shared/time';

export type StepName = KeptSetUp['step'];
export const steps: readonly StepName[] = ['hospital', 'units', 'administrator', 'recovery'];

export type UnitForm = KeptSetUp['units'][number];

/** Everything a person types before the record is made. */
export type SetUpForm = Omit<KeptSetUp, 'step'> & { passphrase: string };

/** The key that set-up shows once. */
export type ShownKey = CallOutput<'session.setUp'>;

export const emptyUnit: UnitForm = { name: '', rooms: '', beds: {} };

export const emptyForm = (zone: string): SetUpForm => ({
  hospitalName: '',
  zone,
  helpDesk: '',
  units: [emptyUnit],
  givenName: '',
  familyName: '',
  signInName: '',
  passphrase: '',
});

const missing = (value: string, name: string): string[] => (value.trim() === '' ? [name] : []);

/** Fields of a step that are still missing or wrong; empty = go on. */
export const problemsOf = (form: SetUpForm, step: StepName): string[] => {
  if (step === 'hospital')
    return [...missing(form.hospitalName, 'hospitalName'), ...(isZone(form.zone) ? [] : ['zone'])];
  if (step === 'units')
    return form.units.flatMap((unit, i) => [
      ...missing(unit.name, `units.${i}.name`),
      ...(namedTwice(form, i) ? [`units.${i}.name`] : []),
      ...(roomsOf(unit) === null ? [`units.${i}.rooms`] : []),
    ]);
  if (step === 'administrator')
    return [
      ...missing(form.givenName, 'givenName'),
      ...missing(form.familyName, 'familyName'),
      ...missing(form.signInName, 'signInName'),
      ...missing(form.passphrase, 'passphrase'),
    ];
  return [];
};

/** Has a unit before this one the same name? */
export const namedTwice = ({ units }: SetUpForm, index: number): boolean => {
  const name = units[index]!.name.trim().toLowerCase();
  return name !== '' && units.findIndex((u) => u.name.trim().toLowerCase() === name) < index;
};

/** A unit's rooms with their beds as named; null while they cannot be read. */
export const roomsOf = (unit: UnitForm): { name: string; beds: string[] }[] | null => {
  const parsed = parseRooms(unit.rooms);
  if (!parsed.ok) return null;
  const rooms = withBedNames(parsed.rooms, unit.beds);
  return firstTwice(rooms.flatMap(({ beds }) => beds)) === null ? rooms : null;
};

/** Beds of all units, as far as they can be read. */
export const bedsOfForm = (form: SetUpForm): number =>
  form.units.reduce((sum, unit) => sum + countBeds(roomsOf(unit) ?? []), 0);

export const toInput = (form: SetUpForm): CallInput<'session.setUp'> => ({
  hospitalName: form.hospitalName,
  zone: form.zone,
  helpDesk: form.helpDesk.trim() === '' ? null : form.helpDesk,
  units: form.units.map((unit) => ({ name: unit.name, rooms: roomsOf(unit) ?? [] })),
  administrator: {
    givenName: form.givenName,
    familyName: form.familyName,
    signInName: form.signInName,
    passphrase: form.passphrase,
  },
});

/** The step that an error of main belongs to. */
export const stepOfError = (fields: Record<string, string> | undefined): StepName => {
  const names = Object.keys(fields ?? {});
  if (names.some((name) => /^(zone|hospitalName|helpDesk)/.test(name))) return 'hospital';
  return names.some((name) => name.startsWith('units')) ? 'units' : 'administrator';
};
