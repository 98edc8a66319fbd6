/** The house itself: hospital, units, rooms, beds, the people who work there, and what they know of time. */
import { foldName } from '../../shared/folding';
import { daysBetween, plusDays, plusMinutes } from '../../shared/time';
import type { Book } from './book';
import { markFed } from './feed-keys';
import type { Definitions } from './resources';
import { holidaysAround } from './federal-holidays';
import { anchorDay, type StoryTime } from './story-time';
import { inWords, must, type World } from './world';

export { demonstrationPassphrase } from './passphrase';

/** Days before the stories on which the hospital was set up in Liaison: the two past years and a month. */
const setUpDaysBefore = 760;

/** `Elmcrest` → `elmcrest`: what each of the staff types to sign in. */
export const signInNameOf = (familyName: string): string => familyName.toLowerCase();

/** Writes the house into the book and answers with the world that patients live in. */
export const tellHospital = (
  definitions: Definitions,
  book: Book,
  seed: string,
  time: StoryTime,
  now: string,
): World => {
  const at = time.instant({ day: -setUpDaysBefore, time: '08:00' });
  const administrator = must(
    definitions.staff.users.find(({ role }) => role === 'administrator'),
    'administrator',
  );
  const systemUserId = book.id('user', administrator.id, at);
  const stamp = { at, by: systemUserId };
  const { hospital } = definitions;
  const assignerId = book.record('assigner', hospital.assigner, stamp, {
    name: hospital.assigner,
    isOurs: 1,
  });
  for (const alias of [hospital.assigner, ...hospital.aliases])
    book.row('assigner_alias', { alias, assignerId });
  const world: World = {
    book,
    seed,
    time,
    now,
    systemUserId,
    assignerId,
    users: new Map(),
    practitioners: new Map(),
    units: new Map(),
    beds: new Map(),
    history: [],
    feed: new Map(),
    lookup: new Map(),
  };
  book.record('hospital', 'hospital', stamp, {
    name: hospital.name,
    zone: time.zone,
    phone: hospital.phone,
    helpDesk: hospital.helpDesk,
  });
  tellUnits(world, definitions, stamp);
  tellStaff(world, definitions, stamp);
  const settings = { rowVersion: 1, updatedAt: at, updatedBy: systemUserId };
  book.row('setting', {
    key: 'holidays',
    value: JSON.stringify(holidaysAround(time.today)),
    ...settings,
  });
  book.row('setting', {
    key: 'workingHours',
    value: JSON.stringify(
      Object.fromEntries(
        definitions.staff.users.flatMap(({ id, works }) =>
          works ? [[must(world.users.get(id), id).id, works]] : [],
        ),
      ),
    ),
    ...settings,
  });
  return world;
};

const tellUnits = (
  world: World,
  { hospital }: Definitions,
  stamp: { at: string; by: string },
): void => {
  const { book } = world;
  const status = new Map(hospital.bedStatus.map((one) => [one.bed, one]));
  for (const unit of hospital.units) {
    const unitId = book.record('unit', unit.key, stamp, {
      name: unit.name,
      feedCodes: unit.key,
      specialty: unit.specialty,
      usualLeavingTime: unit.usualLeavingTime,
      headLimit: unit.headLimit,
      active: 1,
    });
    world.units.set(unit.key, { id: unitId, name: unit.name });
    world.lookup.set(`unit:${unit.key}`, unitId);
    for (let number = unit.rooms.from; number <= unit.rooms.to; number += 1) {
      const roomId = book.record('room', String(number), stamp, { unitId, name: String(number) });
      for (let place = 1; place <= unit.rooms.beds; place += 1) {
        const name = unit.rooms.beds === 1 ? String(number) : `${number}-${place}`;
        const special = status.get(name);
        const id = book.record('bed', name, stamp, {
          roomId,
          name,
          status: special?.status ?? 'open',
          statusNote: special === undefined ? undefined : inWords(world.time, special.note),
        });
        world.beds.set(name, { id, unitId, unitKey: unit.key, unitName: unit.name });
        world.lookup.set(`bed:${name}`, id);
      }
    }
  }
};

const tellStaff = (
  world: World,
  { staff }: Definitions,
  stamp: { at: string; by: string },
): void => {
  const { book, time } = world;
  // Licenses end as far from today as they do from the anchor, so that warnings never go stale.
  const shift = daysBetween(anchorDay, time.today);
  for (const user of staff.users) {
    const id = book.record('user', user.id, stamp, {
      signInName: signInNameOf(user.family),
      givenName: user.given,
      familyName: user.family,
      role: user.role,
      phone: user.phone,
      mustChangePassphrase: 0,
      active: 1,
      preferences: '{}',
    });
    for (const unit of user.units)
      book.record('membership', `${user.id}/${unit}`, stamp, {
        userId: id,
        unitId: must(world.units.get(unit), unit).id,
      });
    const valid: string[] = [];
    user.credentials.forEach(({ kind, expires }, index) => {
      const expiresOn = expires === undefined ? undefined : plusDays(expires, shift);
      if (expiresOn === undefined || expiresOn >= time.today) valid.push(kind);
      // Names print credentials in the order they were entered: a minute apart.
      const enteredAt = plusMinutes(stamp.at, index);
      book.record(
        'credential',
        `${user.id}/${kind}`,
        { ...stamp, at: enteredAt },
        {
          userId: id,
          kind,
          state: expires ? 'NY' : undefined,
          expiresOn,
        },
      );
    });
    const name = `${user.given} ${user.family}`;
    world.users.set(user.id, { id, name, printed: [name, ...valid].join(', '), phone: user.phone });
    world.lookup.set(user.id, id);
  }
  for (const one of staff.practitioners) {
    const id = book.record('practitioner', one.id, stamp, {
      familyName: one.family,
      nameFolded: foldName(one.family, one.given),
      givenName: one.given,
      prefix: one.prefix,
      specialty: one.specialty,
      phone: one.phone,
      assignerId: world.assignerId,
      identifier: one.identifier,
    });
    const name = [one.prefix, one.given, one.family].filter(Boolean).join(' ');
    world.practitioners.set(one.id, {
      id,
      name,
      specialty: one.specialty,
      phone: one.phone,
      identifier: one.identifier,
    });
    markFed(book, 'practitioner', id, stamp.at);
    world.lookup.set(one.id, id);
  }
};
