/** One invented person with everything the record holds: patient, people around, stays. */
import { foldName } from '../../shared/folding';
import { lengthOfStayDays } from '../../shared/time';
import type { FactDefinition, PersonDefinition, StayDefinition } from './definitions';
import { tellPlan } from './plans';
import { chanceOf } from './random';
import { stayState, type StayState, type ToldFact } from './stay-state';
import { barriersOf, tellTasks, tellWords, writeBarriers, type StayIds } from './tell-work';
import { inOrder, usualFacts } from './usual-course';
import { inWords, must, type World } from './world';

/** The coding system of all conditions here. */
export const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';

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

/** Adds a person. Nothing is added for one who has not arrived by now. */
export const tellPerson = (
  world: World,
  person: PersonDefinition,
  intakes: readonly string[],
): void => {
  const stays = tellStays(world, person, intakes);
  const began = stays.find(({ told }) => told.length > 0)?.told[0];
  if (!began) return;
  const visits = (person.emergencyVisits ?? []).map((day) =>
    world.time.instant({ day, time: '14:10' }),
  );
  const knownAt = [began.at, ...visits].sort()[0] ?? began.at;
  const patientId = tellPatient(world, person, knownAt, began.at);
  const related = tellRelated(world, person, patientId, began.at);
  visits.forEach((at, index) => {
    tellEmergencyVisit(world, person, patientId, index, at);
  });
  stays.forEach(({ stay, all, told }, index) => {
    if (told.length > 0) tellStay(world, person, stay, { patientId, index, related }, all, told);
  });
};

const tellPatient = (
  world: World,
  person: PersonDefinition,
  knownAt: string,
  beganAt: string,
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
    fedAt: beganAt,
  });
  world.lookup.set(person.id, patientId);
  book.record('patient_identifier', key, stamp, {
    patientId,
    assignerId: world.assignerId,
    type: 'MR',
    value: person.mrn,
  });
  person.coverage.forEach((cover, index) => {
    const at = cover.since ? world.time.instant(cover.since) : beganAt;
    if (at > world.now) return;
    book.record(
      'coverage',
      `${key}/${index}`,
      { at, by: world.systemUserId },
      {
        patientId,
        payer: cover.payer,
        planClass: cover.planClass,
        rank: index + 1,
        memberNumber: cover.member,
        groupNumber: cover.group,
        startsOn: `${world.time.dateOf(beganAt).slice(0, 4)}-01-01`,
      },
    );
  });
  person.history.forEach(({ code, display }, index) => {
    book.record('condition', `${key}/${index}`, stamp, {
      patientId,
      system: icd10,
      code,
      display,
      clinicalStatus: 'active',
      principal: 0,
    });
  });
  tellAllergies(world, person, patientId, beganAt);
  return patientId;
};

const tellAllergies = (
  world: World,
  person: PersonDefinition,
  patientId: string,
  at: string,
): void => {
  const { allergies, id } = person;
  const stamp = { at, by: world.systemUserId };
  if (allergies === 'not recorded') return;
  if (allergies === 'none') {
    world.book.record('allergy', id, stamp, {
      patientId,
      kind: 'none',
      substance: 'No known allergies',
    });
    return;
  }
  allergies.forEach((allergy, index) => {
    world.book.record('allergy', `${id}/${index}`, stamp, {
      patientId,
      kind: allergy.intolerance ? 'intolerance' : 'allergy',
      substance: allergy.substance,
      reaction: allergy.reaction,
      severity: allergy.severity,
    });
  });
};

const tellRelated = (
  world: World,
  person: PersonDefinition,
  patientId: string,
  at: string,
): Map<string, string> => {
  const related = new Map<string, string>();
  person.related.forEach((one, index) => {
    related.set(
      one.name,
      world.book.record(
        'related_person',
        `${person.id}/${index}`,
        { at, by: world.systemUserId },
        {
          patientId,
          name: one.name,
          relationship: one.relationship,
          phone: one.phone,
          roles: (one.roles ?? []).join(','),
          note: one.note,
        },
      ),
    );
  });
  return related;
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
  stay: StayDefinition,
  around: Around,
  all: ToldFact[],
  told: ToldFact[],
): void => {
  const { book } = world;
  const key = `${person.id}/stay${around.index}`;
  const state = stayState(world, told);
  const beganAt = told[0]?.at ?? world.now;
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
  world.lookup.set(`${key}`, ids.encounterId);
  world.lookup.set(`${person.id}/stay`, ids.encounterId);
  if (stay.feed) {
    const { admitted, language } = stay.feed;
    world.feed.set(ids.encounterId, {
      ...(admitted ? { admittedAt: world.time.instant(admitted) } : {}),
      ...(language === undefined ? {} : { language }),
    });
  }
  writeEncounter(world, person, stay, state, ids, beganAt);
  writeHistories(world, state, ids);
  writeConditions(world, stay, state, ids, beganAt);
  writeTeam(world, stay, state, ids, around.related, beganAt);
  const barriers = barriersOf(world, ids, told, state);
  const plan = tellPlan(world, ids, stay.plan, told, barriers);
  plan.write();
  writeBarriers(world, ids, barriers, plan.problemOf);
  tellTasks(world, ids, all, state);
  tellWords(world, ids, told);
  told.forEach((fact, index) => {
    const { grants } = fact;
    if (!grants) return;
    const userId = must(world.users.get(grants.to), grants.to).id;
    book.record(
      'access_grant',
      `${key}/${index}`,
      { at: fact.at, by: userId },
      {
        userId,
        patientId: ids.patientId,
        kind: 'breakGlass',
        reason: grants.reason,
        fromAt: fact.at,
        toAt: new Date(Date.parse(fact.at) + grants.hours * 3_600_000).toISOString(),
      },
    );
  });
};

const writeEncounter = (
  world: World,
  person: PersonDefinition,
  stay: StayDefinition,
  state: StayState,
  ids: StayIds,
  beganAt: string,
): void => {
  const { book } = world;
  const bedName = state.places.findLast(({ bed }) => bed !== null)?.bed ?? null;
  const bed = bedName === null ? undefined : must(world.beds.get(bedName), `bed ${bedName}`);
  const stayClass = state.periods.at(-1)?.class ?? 'emergency';
  const left = state.leftAt !== null;
  const active = !left && bed !== undefined;
  book.record(
    'encounter',
    ids.key,
    { at: beganAt, by: world.systemUserId, changedAt: state.changedAt },
    {
      patientId: ids.patientId,
      class: stayClass,
      status: left ? 'finished' : 'in-progress',
      active: active ? 1 : 0,
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
      expectedDischargeOn: state.expectedOn,
      expectedDischargeUnknown: state.expectedUnknown,
      plannedLeaveAt: state.leavesAt,
      plannedDisposition: state.to,
      medicallyReady: state.ready,
      medicallyReadySince: state.readySince,
      medicallyReadyBy: state.readyBy,
      attendingId: must(world.practitioners.get(stay.attending), stay.attending).id,
      caseManagerId: ids.caseManagerId ?? undefined,
      dischargePlannerId: stay.planner
        ? must(world.users.get(stay.planner), stay.planner).id
        : undefined,
      fedAt: state.places.at(-1)?.fromAt ?? beganAt,
    },
  );
  if (state.leftAt)
    book.row('encounter_fact', {
      encounterId: ids.encounterId,
      unitId: bed?.unitId ?? null,
      class: stayClass,
      payerClass: person.coverage[0]?.planClass ?? null,
      dischargedOn: world.time.dateOf(state.leftAt),
      dischargedAt: state.leftAt,
      lengthOfStayDays: lengthOfStayDays(
        state.admittedAt ?? beganAt,
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

const writeConditions = (
  world: World,
  stay: StayDefinition,
  state: StayState,
  ids: StayIds,
  at: string,
): void => {
  [stay.principal, ...(stay.others ?? [])].forEach(({ code, display }, index) => {
    world.book.record(
      'condition',
      `${ids.key}/${index}`,
      { at, by: world.systemUserId },
      {
        patientId: ids.patientId,
        encounterId: ids.encounterId,
        system: icd10,
        code,
        display: inWords(world.time, display),
        clinicalStatus: state.leftAt ? 'inactive' : 'active',
        principal: index === 0 ? 1 : 0,
        onsetOn: world.time.dateOf(at),
      },
    );
  });
};

const writeTeam = (
  world: World,
  stay: StayDefinition,
  state: StayState,
  ids: StayIds,
  related: Map<string, string>,
  at: string,
): void => {
  const named = stay.team ?? [];
  const also = [
    { who: stay.attending, role: 'md' },
    ...(stay.caseManager ? [{ who: stay.caseManager, role: 'cm' }] : []),
    ...(stay.planner ? [{ who: stay.planner, role: 'dp' }] : []),
  ].filter(({ who }) => !named.some((one) => one.who === who));
  [...named, ...also].forEach(
    (member: { who: string; role: string; note?: string | undefined }, index) => {
      const common = {
        patientId: ids.patientId,
        encounterId: ids.encounterId,
        role: member.role,
        note: member.note,
        startsAt: at,
        endsAt: state.leftAt,
      };
      const stamp = { at, by: world.systemUserId };
      const key = `${ids.key}/${index}`;
      const { who } = member;
      if (who.startsWith('u-')) {
        const user = must(world.users.get(who), who);
        world.book.record('care_team_member', key, stamp, {
          ...common,
          userId: user.id,
          name: user.printed,
          phone: user.phone,
        });
      } else if (who.startsWith('p-')) {
        const one = must(world.practitioners.get(who), who);
        world.book.record('care_team_member', key, stamp, {
          ...common,
          practitionerId: one.id,
          name: one.name,
          phone: one.phone,
          organization: one.specialty,
        });
      } else {
        const name = who.replace(/^related:/, '');
        world.book.record('care_team_member', key, stamp, {
          ...common,
          relatedPersonId: must(related.get(name), name),
          name,
        });
      }
    },
  );
};
