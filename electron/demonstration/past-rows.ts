/** Past stays as rows: the patient at the first stay, the stay with its histories, its fact, a little of the work. */
import { foldName } from '../../shared/folding';
import { plusDays } from '../../shared/time';
import type { PastCourse, PastPatient } from './past-course';
import { conditionKey, coverageKey, markFed, memberKey } from './feed-keys';
import { icd10, roleWords } from './tell-parts';
import { must, type World } from './world';

/** How much of the work of a past stay is told. */
export interface PastDetail {
  notes: number;
  tasks: number;
}

/** The past as the demonstration hospital tells it: a note and the intake. */
export const usualDetail: PastDetail = { notes: 1, tasks: 1 };

/** Destination of the lists by patient discharge status. */
const plannedBy: Record<string, string> = {
  '01': 'home',
  '06': 'hh',
  '03': 'snf',
  '62': 'irf',
  '63': 'ltch',
  '50': 'hoh',
  '51': 'hof',
  '07': 'ama',
  '20': 'died',
  '02': 'acute',
  '70': 'she',
};

/** Record numbers of past patients count from here. */
const firstPastNumber = 9_100_000;
const minuteMs = 60_000;
/** Days after which no feed speaks of a stay that ended. */
const fedDays = 35;

const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * minuteMs).toISOString();

const workKinds = [
  ['tk-intake', 'Initial assessment'],
  ['tk-edd', 'Set expected discharge date'],
  ['tk-followup', 'Book follow-up within 7 days'],
  ['tk-teach', 'Teaching with teach-back'],
  ['tk-ride', 'Arrange a ride'],
  ['tk-meds', 'Medicines in hand'],
] as const;

/** Writes the stays of the past with people of one unit's staff. */
export class PastWriter {
  /** Local date from which the feed's marks are kept. */
  private readonly fedFrom: string;

  constructor(
    private readonly world: World,
    private readonly detail: PastDetail,
    /** Case managers and attendings by unit. */
    private readonly staff: ReadonlyMap<string, { caseManagers: string[]; attendings: string[] }>,
  ) {
    this.fedFrom = world.time.date(-fedDays);
  }

  /** Adds one stay; `visit` is its number, null where numbers are given out later. */
  write(course: PastCourse, visit: string | null): void {
    const { world } = this;
    const { time, book } = world;
    const key = `past/${course.number}`;
    const admittedAt = time.ofLocal(course.admitted);
    const leftAt = time.ofLocal(course.discharged);
    const arrivedAt = later(admittedAt, -140);
    const patientId = this.patient(course.patient, arrivedAt);
    const staff = must(this.staff.get(course.unit), `staff of ${course.unit}`);
    const caseManagerId = must(
      staff.caseManagers[course.number % staff.caseManagers.length],
      'case manager',
    );
    const bed = must(world.beds.get(course.bed), course.bed);
    const days = Math.max(
      1,
      Math.round(
        (Date.parse(`${course.discharged.slice(0, 10)}T00:00Z`) -
          Date.parse(`${course.admitted.slice(0, 10)}T00:00Z`)) /
          86_400_000,
      ),
    );
    const payerClass = course.patient.person.payer.planClass;
    const system = { at: arrivedAt, by: world.systemUserId };
    const encounterId = book.record(
      'encounter',
      key,
      { ...system, changedAt: leftAt },
      {
        patientId,
        class: course.class,
        status: 'finished',
        active: 0,
        visitNumber: visit,
        visitAssignerId: visit === null ? null : world.assignerId,
        unitId: bed.unitId,
        bedId: bed.id,
        bedLabel: course.bed,
        arrivedAt,
        careBeganAt: later(arrivedAt, 20),
        observationBeganAt: course.class === 'observation' ? admittedAt : null,
        inpatientOrderedAt: course.class === 'inpatient' ? admittedAt : null,
        admittedAt,
        admittedTimeKnown: 1,
        dischargeOrderedAt: later(leftAt, -150),
        dischargedAt: leftAt,
        dischargeDisposition: course.code,
        admitReason: course.situation.reason,
        admitSource: 'Emergency',
        expectedDischargeOn: course.lastDate,
        plannedDisposition: plannedBy[course.code] ?? null,
        medicallyReady: course.code === '20' || course.code === '07' ? 'no' : 'yes',
        medicallyReadySince: time.ofLocal(course.readyAt),
        attendingId: this.attendingOf(course),
        caseManagerId,
        fedAt: leftAt,
      },
    );
    book.record('encounter_class_period', `${key}/0`, system, {
      encounterId,
      class: 'emergency',
      fromAt: arrivedAt,
      toAt: admittedAt,
      by: 'order',
    });
    book.record(
      'encounter_class_period',
      `${key}/1`,
      { at: admittedAt, by: system.by },
      { encounterId, class: course.class, fromAt: admittedAt, toAt: leftAt, by: 'order' },
    );
    book.record(
      'encounter_location',
      key,
      { at: admittedAt, by: system.by },
      {
        encounterId,
        unitId: bed.unitId,
        bedId: bed.id,
        label: course.bed,
        fromAt: admittedAt,
        toAt: leftAt,
      },
    );
    const recent = course.discharged >= this.fedFrom;
    const conditionId = book.record('condition', key, system, {
      patientId,
      encounterId,
      system: icd10,
      code: course.situation.principal.code,
      display: course.situation.principal.display,
      clinicalStatus: recent ? 'active' : 'resolved',
      principal: 1,
      onsetOn: course.admitted.slice(0, 10),
      sourceKey: conditionKey(patientId, encounterId, course.situation.principal.code),
    });
    book.row('encounter_fact', {
      encounterId,
      unitId: bed.unitId,
      class: course.class,
      payerClass,
      dischargedOn: course.discharged.slice(0, 10),
      dischargedAt: leftAt,
      lengthOfStayDays: days,
      disposition: course.code,
    });
    if (recent) this.markStayFed(course, key, { patientId, encounterId, conditionId, leftAt });
    this.moves(course, key, encounterId, admittedAt, caseManagerId);
    this.work(course, key, { patientId, encounterId, caseManagerId, admittedAt, leftAt, days });
  }

  private patient(patient: PastPatient, at: string): string {
    const { world } = this;
    const { book } = world;
    const key = `past-patient/${patient.number}`;
    if (patient.written) return must(patient.id, 'past patient');
    patient.written = true;
    const { person } = patient;
    const stamp = { at, by: world.systemUserId };
    const id = book.id('patient', key, at);
    patient.id = id;
    const mrn = String(firstPastNumber + patient.number);
    book.record('patient', key, stamp, {
      survivorId: id,
      familyName: person.family,
      givenName: person.given,
      nameFolded: foldName(person.family, person.given),
      birthDate: person.birthDate,
      sex: person.sex,
      language: 'en',
      phone: person.phone,
      addressLine: person.address.line,
      city: person.address.city,
      state: 'NY',
      postalCode: person.address.postalCode,
      mrn,
      restricted: 0,
      fedAt: at,
    });
    book.record('patient_identifier', key, stamp, {
      patientId: id,
      assignerId: world.assignerId,
      type: 'MR',
      value: mrn,
    });
    patient.coverageId = book.record('coverage', key, stamp, {
      patientId: id,
      payer: person.payer.payer,
      planClass: person.payer.planClass,
      rank: 1,
      memberNumber: person.member ?? null,
      sourceKey: coverageKey(id, person.payer.payer, person.payer.planClass),
    });
    return id;
  }

  /** The feed still speaks of stays that ended in the last weeks: it finds what it said before. */
  private markStayFed(
    course: PastCourse,
    key: string,
    of: { patientId: string; encounterId: string; conditionId: string; leftAt: string },
  ): void {
    const { world } = this;
    const { book } = world;
    const attendingId = this.attendingOf(course);
    const one = [...world.practitioners.values()].find(({ id }) => id === attendingId);
    markFed(book, 'encounter', of.encounterId, of.leftAt);
    markFed(book, 'condition', of.conditionId, of.leftAt);
    if (one) {
      const role = must(roleWords.md, 'role');
      const memberId = book.record(
        'care_team_member',
        key,
        { at: of.leftAt, by: world.systemUserId },
        {
          patientId: of.patientId,
          encounterId: of.encounterId,
          practitionerId: one.id,
          name: one.name,
          role,
          endsAt: of.leftAt,
          sourceKey: memberKey(of.patientId, of.encounterId, role, one.identifier),
        },
      );
      markFed(book, 'care_team_member', memberId, of.leftAt);
    }
    if (course.patient.fed) return;
    course.patient.fed = true;
    markFed(book, 'patient', of.patientId, of.leftAt);
    const coverageId = course.patient.coverageId;
    if (coverageId !== undefined) markFed(book, 'coverage', coverageId, of.leftAt);
  }

  private attendingOf(course: PastCourse): string {
    const { attendings } = must(this.staff.get(course.unit), `staff of ${course.unit}`);
    return must(attendings[course.number % attendings.length], 'attending');
  }

  private moves(
    course: PastCourse,
    key: string,
    encounterId: string,
    admittedAt: string,
    by: string,
  ): void {
    const { book } = this.world;
    const setAt = later(admittedAt, 260);
    book.record(
      'edd_move',
      `${key}/0`,
      { at: setAt, by },
      { encounterId, fromOn: null, toOn: course.firstDate, reason: null, at: setAt },
    );
    if (course.firstDate === course.lastDate) return;
    const early = course.firstDate > course.lastDate;
    const onDate = early ? course.lastDate : course.firstDate;
    const at = this.world.time.ofLocal(
      `${onDate < course.discharged.slice(0, 10) ? onDate : plusDays(course.discharged.slice(0, 10), -1)}T10:45`,
    );
    if (at <= setAt) return;
    book.record(
      'edd_move',
      `${key}/1`,
      { at, by },
      {
        encounterId,
        fromOn: course.firstDate,
        toOn: course.lastDate,
        reason: early
          ? 'edd-better'
          : (['edd-bed', 'edd-payer', 'edd-unstable', 'edd-test', 'edd-family'][
              course.number % 5
            ] ?? 'edd-other'),
        at,
      },
    );
  }

  private work(
    course: PastCourse,
    key: string,
    of: {
      patientId: string;
      encounterId: string;
      caseManagerId: string;
      admittedAt: string;
      leftAt: string;
      days: number;
    },
  ): void {
    const { book } = this.world;
    const { patientId, encounterId, caseManagerId } = of;
    for (let n = 0; n < this.detail.tasks; n += 1) {
      const [kind, title] = must(workKinds[n % workKinds.length], 'kind of work');
      const dueAt = later(of.admittedAt, n < 2 ? 1440 : 1440 * of.days);
      // One stay in twelve is late with its intake.
      const doneAt = later(
        of.admittedAt,
        n < 2
          ? course.number % 12 === 0
            ? 1600
            : 200 + 30 * n
          : Math.min(1440 * of.days - 30, 900 + 60 * n),
      );
      book.record(
        'task',
        `${key}/${n}`,
        { at: of.admittedAt, by: this.world.systemUserId, changedAt: doneAt },
        {
          patientId,
          encounterId,
          kind,
          title,
          ownerId: caseManagerId,
          dueAt,
          priority: 'routine',
          status: 'completed',
          open: 0,
          completedAt: doneAt,
          completedBy: caseManagerId,
        },
      );
    }
    for (let n = 0; n < this.detail.notes; n += 1) {
      const at = later(of.leftAt, -90 - n);
      book.record(
        'note',
        `${key}/${n}`,
        { at, by: caseManagerId },
        {
          patientId,
          encounterId,
          kind: 'note',
          text: `${course.situation.reason}, ${of.days} ${of.days === 1 ? 'day' : 'days'}. ${course.situation.today[course.number % course.situation.today.length] ?? ''} Leaves today.`,
          status: 'final',
          signedAt: at,
          signedBy: caseManagerId,
        },
      );
    }
  }
}
