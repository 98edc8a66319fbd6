/** One invented person with everything the record holds: patient, people around, stays. */
import { foldName } from '../../shared/folding';
import { lengthOfStayDays, plusHours } from '../../shared/time';
import type { FactDefinition, PersonDefinition, StayDefinition } from './definitions';
import { markFed } from './feed-keys';
import { recordLife, type Change } from './history';
import { tellPlan } from './plans';
import { chanceOf } from './random';
import { stayState, type StayState, type ToldFact } from './stay-state';
import {
  tellAllergies,
  tellConditions,
  tellCoverage,
  tellRelated,
  tellTeam,
  type Since,
} from './tell-parts';
import {
  authorOf,
  barriersOf,
  tellTasks,
  tellWords,
  writeBarriers,
  type StayIds,
} from './tell-work';
import { inOrder, usualFacts } from './usual-course';
import { inWords, must, type World } from './world';

interface ToldStay {
  stay: StayDefinition;
  all: ToldFact[];
  told: ToldFact[];
}

/** The stays of a person with the instants of their facts; office days hold over the whole story. */
const tellStays = (
  world: World,
  person: PersonDefinition,
  intakes: readonly string[],
): ToldStay[] => {
  const chance = chanceOf(world.seed, `course/${person.id}`);
  const stays = person.stays.map((stay) => ({
    stay,
    facts: inOrder([...usualFacts(person, stay, intakes, chance), ...stay.facts]),
  }));
  const locals = world.time.tell(stays.flatMap(({ facts }) => facts));
  let next = 0;
  return stays.map(({ stay, facts }) => {
    const all = facts.map((fact: FactDefinition): ToldFact => {
      const local = must(locals[next], 'moment');
      next += 1;
      return { ...fact, at: world.time.ofLocal(local) };
    });
    return { stay, all, told: all.filter(({ at }) => at <= world.now) };
  });
};

/** When the hospital's feed last spoke of a stay: at its last change of class or place, or its end. */
const lastFedAt = (state: StayState): string =>
  [state.periods.at(-1)?.fromAt, state.places.at(-1)?.fromAt, state.leftAt].reduce<string>(
    (last, at) => (at && at > last ? at : last),
    '',
  );

/** Adds a person. Nothing is added for one who has not arrived by now. */
export const tellPerson = (
  world: World,
  person: PersonDefinition,
  intakes: readonly string[],
): void => {
  const stays = tellStays(world, person, intakes);
  const states = stays.map(({ told }) => stayState(world, told));
  const began = stays.find(({ told }) => told.length > 0)?.told[0];
  if (!began) return;
  const visits = (person.emergencyVisits ?? []).map((day) =>
    world.time.instant({ day, time: '14:10' }),
  );
  const knownAt = [began.at, ...visits].sort()[0] ?? began.at;
  const fed = states.map(lastFedAt).sort().at(-1) ?? began.at;
  const since = { began: began.at, fed };
  const patientId = tellPatient(world, person, knownAt, since);
  tellCoverage(world, person, patientId, since);
  tellAllergies(world, person, patientId, since);
  const related = tellRelated(world, person, patientId, since);
  visits.forEach((at, index) => {
    tellEmergencyVisit(world, person, patientId, index, at);
  });
  stays.forEach((stay, index) => {
    const state = states[index];
    if (state && stay.told.length > 0)
      tellStay(world, person, stay, state, { patientId, index, related });
  });
};

const tellPatient = (
  world: World,
  person: PersonDefinition,
  knownAt: string,
  since: Since,
): string => {
  const { book } = world;
  const key = person.id;
  const stamp = { at: knownAt, by: world.systemUserId };
  const patientId = book.id('patient', key, knownAt);
  book.record('patient', key, stamp, {
    survivorId: patientId,
    familyName: person.family,
    givenName: person.given,
    nameFolded: foldName(person.family, person.given),
    birthDate: person.birthDate,
    sex: person.sex,
    language: person.language,
    maritalStatus: person.maritalStatus,
    phone: person.phone,
    addressLine: person.address?.line,
    city: person.address?.city,
    state: person.address ? 'NY' : undefined,
    postalCode: person.address?.postalCode,
    mrn: person.mrn,
    restricted: person.restricted ? 1 : 0,
    restrictedReason: person.restricted,
    fedAt: since.fed,
  });
  world.lookup.set(person.id, patientId);
  book.record('patient_identifier', key, stamp, {
    patientId,
    assignerId: world.assignerId,
    type: 'MR',
    value: person.mrn,
  });
  markFed(book, 'patient', patientId, since.fed);
  return patientId;
};

/** Hours an emergency visit takes that ends at home. */
const emergencyVisitHours = 4;

const tellEmergencyVisit = (
  world: World,
  person: PersonDefinition,
  patientId: string,
  index: number,
  at: string,
): void => {
  const { book, systemUserId } = world;
  const key = `${person.id}/emergency${index}`;
  const leftAt = new Date(Date.parse(at) + emergencyVisitHours * 3_600_000).toISOString();
  const encounterId = book.record(
    'encounter',
    key,
    { at, by: systemUserId, changedAt: leftAt },
    {
      patientId,
      class: 'emergency',
      status: 'finished',
      active: 0,
      arrivedAt: at,
      careBeganAt: at,
      admittedAt: at,
      dischargedAt: leftAt,
      dischargeDisposition: '01',
      admitReason: 'Emergency visit',
      admitSource: 'Emergency',
      bedLabel: 'Emergency',
      medicallyReady: 'unknown',
    },
  );
  book.record(
    'encounter_class_period',
    key,
    { at, by: systemUserId },
    {
      encounterId,
      class: 'emergency',
      fromAt: at,
      toAt: leftAt,
      by: 'order',
    },
  );
  book.record(
    'encounter_location',
    key,
    { at, by: systemUserId },
    {
      encounterId,
      label: 'Emergency',
      fromAt: at,
      toAt: leftAt,
    },
  );
  book.row('encounter_fact', {
    encounterId,
    unitId: null,
    class: 'emergency',
    payerClass: person.coverage[0]?.planClass ?? null,
    dischargedOn: world.time.dateOf(leftAt),
    dischargedAt: leftAt,
    lengthOfStayDays: 1,
    disposition: '01',
  });
};

interface Around {
  patientId: string;
  index: number;
  related: Map<string, string>;
}

const tellStay = (
  world: World,
  person: PersonDefinition,
  { stay, all, told }: ToldStay,
  state: StayState,
  around: Around,
): void => {
  const { book } = world;
  const key = `${person.id}/stay${around.index}`;
  const beganAt = told[0]?.at ?? world.now;
  const since = { began: beganAt, fed: lastFedAt(state) };
  const caseManagerId = stay.caseManager
    ? must(world.users.get(stay.caseManager), stay.caseManager).id
    : null;
  const ids: StayIds = {
    key,
    patientId: around.patientId,
    encounterId: book.id('encounter', key, beganAt),
    authorId: caseManagerId ?? world.systemUserId,
    caseManagerId,
  };
  world.lookup.set(key, ids.encounterId);
  world.lookup.set(`${person.id}/stay`, ids.encounterId);
  if (stay.feed) noteFeed(world, stay.feed, ids.encounterId);
  writeEncounter(world, person, stay, told, state, ids, since);
  writeHistories(world, state, ids);
  tellConditions(world, person, stay, ids, since);
  tellTeam(world, stay, state, ids, around.related, since);
  const barriers = barriersOf(world, ids, told, state);
  const plan = tellPlan(world, ids, stay.plan, told, barriers);
  plan.write();
  writeBarriers(world, ids, barriers, plan.problemOf);
  tellTasks(world, ids, all, state);
  tellWords(world, ids, told);
  told.forEach((fact, index) => {
    if (fact.grants) tellGrant(world, ids, `${key}/${index}`, fact.at, fact.grants);
  });
};

const noteFeed = (
  world: World,
  { admitted, language }: NonNullable<StayDefinition['feed']>,
  encounterId: string,
): void => {
  world.feed.set(encounterId, {
    ...(admitted ? { admittedAt: world.time.instant(admitted) } : {}),
    ...(language === undefined ? {} : { language }),
  });
};

const tellGrant = (
  world: World,
  ids: StayIds,
  key: string,
  at: string,
  grants: NonNullable<FactDefinition['grants']>,
): void => {
  const userId = must(world.users.get(grants.to), grants.to).id;
  world.book.record(
    'access_grant',
    key,
    { at, by: userId },
    {
      userId,
      patientId: ids.patientId,
      kind: 'breakGlass',
      reason: grants.reason,
      fromAt: at,
      toAt: plusHours(at, grants.hours),
    },
  );
};

/** What people decided of the stay, step by step: its date, where to, and whether ready. */
const decisions = (world: World, ids: StayIds, told: readonly ToldFact[]): Change[] =>
  told.flatMap((fact) => {
    const { at } = fact;
    const by = authorOf(world, ids, fact);
    const changes: Change[] = [];
    const leaves = fact.leaves ? { plannedLeaveAt: world.time.instant(fact.leaves) } : {};
    if (fact.edd)
      changes.push({
        at,
        by,
        call: 'encounters.setExpectedDischarge',
        values: {
          expectedDischargeOn: fact.edd.on === undefined ? null : world.time.date(fact.edd.on),
          expectedDischargeUnknown: fact.edd.unknown ?? null,
          ...leaves,
        },
      });
    else if (fact.leaves)
      changes.push({ at, by, call: 'encounters.setExpectedDischarge', values: leaves });
    if (fact.to)
      changes.push({
        at,
        by,
        call: 'encounters.setPlannedDisposition',
        values: { plannedDisposition: fact.to },
      });
    if (fact.ready)
      changes.push({
        at,
        by,
        call: 'encounters.setMedicallyReady',
        values: {
          medicallyReady: fact.ready,
          medicallyReadySince: fact.ready === 'yes' ? at : null,
          medicallyReadyBy: fact.saidBy ?? null,
        },
      });
    return changes;
  });

const writeEncounter = (
  world: World,
  person: PersonDefinition,
  stay: StayDefinition,
  told: readonly ToldFact[],
  state: StayState,
  ids: StayIds,
  since: Since,
): void => {
  const { book } = world;
  const bedName = state.places.findLast(({ bed }) => bed !== null)?.bed ?? null;
  const bed = bedName === null ? undefined : must(world.beds.get(bedName), `bed ${bedName}`);
  const stayClass = state.periods.at(-1)?.class ?? 'emergency';
  const left = state.leftAt !== null;
  recordLife(
    book,
    world.history,
    'encounter',
    ids.key,
    { at: since.began, by: world.systemUserId },
    {
      patientId: ids.patientId,
      class: stayClass,
      status: left ? 'finished' : 'in-progress',
      active: !left && bed !== undefined ? 1 : 0,
      visitNumber: stay.visit,
      visitAssignerId: stay.visit ? world.assignerId : undefined,
      unitId: bed?.unitId,
      bedId: bed?.id,
      bedLabel: state.places.at(-1)?.label,
      arrivedAt: state.arrivedAt,
      careBeganAt: state.careBeganAt,
      observationBeganAt: state.observationBeganAt,
      inpatientOrderedAt: state.inpatientOrderedAt,
      admittedAt: state.admittedAt,
      admittedTimeKnown: 1,
      dischargedAt: state.leftAt,
      dischargeDisposition: state.leftCode,
      admitReason: inWords(world.time, stay.reason),
      admitSource: stay.source,
      expectedDischargeOn: null,
      expectedDischargeUnknown: null,
      plannedLeaveAt: null,
      plannedDisposition: null,
      medicallyReady: 'unknown',
      medicallyReadySince: null,
      medicallyReadyBy: null,
      attendingId: must(world.practitioners.get(stay.attending), stay.attending).id,
      caseManagerId: ids.caseManagerId ?? undefined,
      dischargePlannerId: stay.planner
        ? must(world.users.get(stay.planner), stay.planner).id
        : undefined,
      fedAt: since.fed,
    },
    { type: 'encounter', call: null, patientId: ids.patientId, encounterId: ids.encounterId },
    decisions(world, ids, told),
  );
  // What people changed since stands in the revisions, so the feed knows what was typed.
  markFed(book, 'encounter', ids.encounterId, since.fed);
  if (state.leftAt)
    book.row('encounter_fact', {
      encounterId: ids.encounterId,
      unitId: bed?.unitId ?? null,
      class: stayClass,
      payerClass: person.coverage[0]?.planClass ?? null,
      dischargedOn: world.time.dateOf(state.leftAt),
      dischargedAt: state.leftAt,
      lengthOfStayDays: lengthOfStayDays(
        state.admittedAt ?? since.began,
        state.leftAt,
        world.time.zone,
      ),
      disposition: state.leftCode,
    });
};

const writeHistories = (world: World, state: StayState, ids: StayIds): void => {
  const { book, systemUserId } = world;
  const { encounterId } = ids;
  state.periods.forEach((period, index) => {
    book.record(
      'encounter_class_period',
      `${ids.key}/${index}`,
      { at: period.fromAt, by: systemUserId },
      {
        encounterId,
        class: period.class,
        fromAt: period.fromAt,
        toAt: period.toAt,
        by: period.by,
      },
    );
  });
  state.places.forEach((place, index) => {
    const bed =
      place.bed === null ? undefined : must(world.beds.get(place.bed), `bed ${place.bed}`);
    book.record(
      'encounter_location',
      `${ids.key}/${index}`,
      { at: place.fromAt, by: systemUserId },
      {
        encounterId,
        unitId: bed?.unitId ?? null,
        bedId: bed?.id ?? null,
        label: place.label,
        fromAt: place.fromAt,
        toAt: place.toAt,
      },
    );
  });
  state.moves.forEach((moved, index) => {
    const by = moved.by === undefined ? ids.authorId : must(world.users.get(moved.by), moved.by).id;
    book.record(
      'edd_move',
      `${ids.key}/${index}`,
      { at: moved.at, by },
      {
        encounterId,
        fromOn: moved.fromOn,
        toOn: moved.toOn,
        reason: moved.reason,
        at: moved.at,
      },
    );
  });
};
