/** Units of the reference load with their beds, staff and active stays. */
import { foldName } from '../../shared/folding';
import { localDateOf, plusHours } from '../../shared/time';
import type { Book } from './book';
import type { StemsDefinition } from './definitions';
import type { BusySpan, PastUnit } from './past-course';
import type { PastDetail } from './past-rows';
import { chanceOf } from './random';
import type { StoryTime } from './story-time';
import { icd10 } from './tell-parts';
import { drawPerson } from './unnamed';
import { must, type World } from './world';

/** Beds of a unit, and active stays in them. */
export const bedsPerUnit = 30;
export const staysPerUnit = 25;

/** Days before today on which the load's house was made: before its oldest stay. */
const madeDaysBefore = 3700;

const kinds = [
  ['tk-intake', 'Initial assessment'],
  ['tk-edd', 'Set expected discharge date'],
  ['tk-review', 'Continued-stay review'],
  ['tk-followup', 'Book follow-up within 7 days'],
  ['tk-ride', 'Arrange a ride'],
  ['tk-teach', 'Teaching with teach-back'],
] as const;

/** Makes the house, then unit after unit. */
export class LoadActive {
  readonly world: World;
  readonly staff = new Map<string, { caseManagers: string[]; attendings: string[] }>();
  private readonly stamp: { at: string; by: string };
  private patients = 0;

  constructor(
    private readonly book: Book,
    private readonly time: StoryTime,
    private readonly seed: string,
    now: string,
    private readonly stems: StemsDefinition,
    private readonly detail: PastDetail,
  ) {
    const at = time.instant({ day: -madeDaysBefore, time: '08:00' });
    const administratorId = book.id('user', 'administrator', at);
    this.stamp = { at, by: administratorId };
    const assignerId = book.record('assigner', 'LOAD', this.stamp, { name: 'LOAD', isOurs: 1 });
    book.record('hospital', 'hospital', this.stamp, { name: 'Reference load', zone: time.zone });
    this.user('administrator', 'administrator', 'administrator');
    this.world = {
      book,
      seed,
      time,
      now,
      systemUserId: administratorId,
      assignerId,
      users: new Map(),
      practitioners: new Map(),
      units: new Map(),
      beds: new Map(),
      history: [],
      feed: new Map(),
      lookup: new Map(),
    };
  }

  /** Adds a unit with beds, one case manager, one physician and its active stays. */
  unit(
    index: number,
    numbers: (admittedOn: string) => string,
    busy: Map<string, BusySpan[]>,
  ): PastUnit {
    const { book, stamp, world } = this;
    const key = `U${String(index + 1).padStart(2, '0')}`;
    const unitId = book.record('unit', key, stamp, {
      name: `Unit ${key}`,
      feedCodes: key,
      usualLeavingTime: '11:00',
      headLimit: 25,
      active: 1,
    });
    world.units.set(key, { id: unitId, name: `Unit ${key}` });
    const caseManagerId = this.user(`cm-${key.toLowerCase()}`, 'caseManager', key);
    book.record('membership', key, stamp, { userId: caseManagerId, unitId });
    const attendingId = book.record('practitioner', key, stamp, {
      familyName: `Attending ${key}`,
      nameFolded: foldName(`Attending ${key}`, ''),
      givenName: '',
      prefix: 'Dr.',
      assignerId: world.assignerId,
      identifier: key,
    });
    this.staff.set(key, { caseManagers: [caseManagerId], attendings: [attendingId] });
    const beds: string[] = [];
    for (let room = 1; room <= bedsPerUnit / 2; room += 1) {
      const roomName = `${key}-${String(room).padStart(2, '0')}`;
      const roomId = book.record('room', roomName, stamp, { unitId, name: roomName });
      for (const place of ['1', '2']) {
        const name = `${roomName}-${place}`;
        const id = book.record('bed', name, stamp, { roomId, name, status: 'open' });
        world.beds.set(name, { id, unitId, unitKey: key, unitName: `Unit ${key}` });
        beds.push(name);
      }
    }
    for (const bed of beds.slice(0, staysPerUnit)) {
      const from = this.stay(bed, { caseManagerId, attendingId, numbers });
      busy.set(bed, [{ from, to: null }]);
    }
    return { key, weight: 1, beds, like: (['4N', '5W', '5E'] as const)[index % 3] ?? '4N' };
  }

  private user(signInName: string, role: string, familyName: string): string {
    return this.book.record('user', signInName, this.stamp, {
      signInName,
      givenName: 'Load',
      familyName,
      role,
      mustChangePassphrase: 0,
      active: 1,
      preferences: '{}',
    });
  }

  /** Adds one active stay; answers with its first local wall time in the bed. */
  private stay(
    bedName: string,
    by: { caseManagerId: string; attendingId: string; numbers: (on: string) => string },
  ): string {
    const { book, time, world } = this;
    const chance = chanceOf(this.seed, `active/${bedName}`);
    const days = chance.int(1, 9);
    const local = `${time.date(-days)}T${String(chance.int(8, 19)).padStart(2, '0')}:${chance.pick(['05', '20', '35', '50'])}`;
    const admittedAt = time.ofLocal(local);
    const system = { at: admittedAt, by: world.systemUserId };
    const own = { at: admittedAt, by: by.caseManagerId };
    const person = drawPerson(this.stems, chance, time.today);
    const situation = chance.pick(this.stems.situations);
    const patientId = book.id('patient', bedName, admittedAt);
    const mrn = String(9_000_000 + (this.patients += 1));
    const stayClass = situation.observation && days <= 2 ? 'observation' : 'inpatient';
    book.record('patient', bedName, system, {
      survivorId: patientId,
      familyName: person.family,
      givenName: person.given,
      nameFolded: foldName(person.family, person.given),
      birthDate: person.birthDate,
      sex: person.sex,
      language: 'en',
      phone: person.phone,
      mrn,
      restricted: 0,
      fedAt: admittedAt,
    });
    book.record('patient_identifier', bedName, system, {
      patientId,
      assignerId: world.assignerId,
      type: 'MR',
      value: mrn,
    });
    book.record('coverage', bedName, system, {
      patientId,
      payer: person.payer.payer,
      planClass: person.payer.planClass,
      rank: 1,
      memberNumber: person.member ?? null,
    });
    const bed = must(world.beds.get(bedName), bedName);
    const edd = time.date(chance.int(0, 5));
    const encounterId = book.record('encounter', bedName, system, {
      patientId,
      class: stayClass,
      status: 'in-progress',
      active: 1,
      visitNumber: by.numbers(localDateOf(admittedAt, time.zone)),
      visitAssignerId: world.assignerId,
      unitId: bed.unitId,
      bedId: bed.id,
      bedLabel: bedName,
      arrivedAt: admittedAt,
      careBeganAt: admittedAt,
      observationBeganAt: stayClass === 'observation' ? admittedAt : null,
      inpatientOrderedAt: stayClass === 'inpatient' ? admittedAt : null,
      admittedAt,
      admittedTimeKnown: 1,
      admitReason: situation.reason,
      expectedDischargeOn: edd,
      plannedDisposition: chance.pick(['home', 'home', 'hh', 'snf', 'irf']),
      medicallyReady: 'unknown',
      attendingId: by.attendingId,
      caseManagerId: by.caseManagerId,
      fedAt: admittedAt,
    });
    book.record('encounter_class_period', bedName, system, {
      encounterId,
      class: stayClass,
      fromAt: admittedAt,
      toAt: null,
      by: 'order',
    });
    book.record('encounter_location', bedName, system, {
      encounterId,
      unitId: bed.unitId,
      bedId: bed.id,
      label: bedName,
      fromAt: admittedAt,
      toAt: null,
    });
    book.record('edd_move', bedName, own, {
      encounterId,
      fromOn: null,
      toOn: edd,
      reason: null,
      at: admittedAt,
    });
    book.record('condition', bedName, system, {
      patientId,
      encounterId,
      system: icd10,
      code: situation.principal.code,
      display: situation.principal.display,
      clinicalStatus: 'active',
      principal: 1,
    });
    for (let n = 0; n < this.detail.tasks; n += 1) {
      const [kind, title] = must(kinds[n % kinds.length], 'kind');
      const done = n < 2;
      book.record('task', `${bedName}/${n}`, own, {
        patientId,
        encounterId,
        kind,
        title,
        ownerId: by.caseManagerId,
        dueAt: done
          ? plusHours(admittedAt, 24)
          : time.instant({ day: chance.int(0, 4), time: `1${chance.int(0, 7)}:30` }),
        priority: 'routine',
        status: done ? 'completed' : 'requested',
        open: done ? 0 : 1,
        completedAt: done ? plusHours(admittedAt, 5) : null,
        completedBy: done ? by.caseManagerId : null,
      });
    }
    for (let n = 0; n < this.detail.notes; n += 1)
      book.record('note', `${bedName}/${n}`, own, {
        patientId,
        encounterId,
        kind: 'note',
        text: chance.pick(situation.today),
        status: 'final',
        signedAt: admittedAt,
        signedBy: by.caseManagerId,
      });
    if (chance.is(0.3))
      book.record('barrier', bedName, own, {
        patientId,
        encounterId,
        category: 'post-acute-bed',
        title: 'No bed offered yet',
        severity: 'high',
        openedAt: admittedAt,
      });
    return local;
  }
}
