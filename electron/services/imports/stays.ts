/** Stays of a feed to encounters: found by visit number or admission, changed by what the event does. */
import type { Tracked, Value, Values } from '../../../db/fed-rows';
import { numberKey } from '../../../db/identity';
import type { EncounterFact, FeedItem, IdentifierFact } from '../../../shared/imports/facts';
import { Refusal } from '../../interop/reading-log';
import type { FeedRun } from './feed-run';
import { keepClasses, keepPlaces, takeTransferBack, type Moment } from './histories';
import { tellClinician } from './clinicians';

const placeIn = (fact: EncounterFact, hl7Field: string, fhirField: string): string => {
  const message = / of (message \d+)$/.exec(fact.where);
  if (message) return `${hl7Field} of ${message[1]}`;
  return fact.where.startsWith('line ')
    ? fact.where
    : `${fact.where}.${fhirField}`.replace(/^\./, '');
};

/** The stay a fact tells of; undefined for one not known yet. Throws a Refusal where it is unclear. */
export const findStay = (
  run: FeedRun,
  fact: EncounterFact,
  patient: Tracked | undefined,
): Tracked | undefined => {
  const group = patient ? run.groupOf(patient) : [];
  const byNumber = fact.visit ? stayWithNumber(run, fact.visit) : undefined;
  if (byNumber) {
    if (!group.includes(String(byNumber.row['patientId'])))
      throw new Refusal(
        placeIn(fact, 'PV1-19', 'identifier'),
        'This visit number belongs to another patient here.',
      );
    return byNumber;
  }
  if (fact.sourceKey) {
    for (const id of group) {
      const found = run.sources.get(`encounter ${id}|${fact.sourceKey}`);
      if (found) return found;
    }
    return undefined;
  }
  const stays = group.flatMap((id) => run.staysOf.get(id) ?? []);
  return fact.admittedAt ? byAdmission(fact, stays) : byState(fact, stays);
};

/** A stay by its visit number and that number's assigner. */
export const stayWithNumber = (run: FeedRun, visit: IdentifierFact): Tracked | undefined => {
  const assignerId = run.assigners.find(visit.assigners);
  return assignerId ? run.visits.get(numberKey(assignerId, visit.value)) : undefined;
};

/** Patient and admission time; two stays with two numbers are two. */
const byAdmission = (fact: EncounterFact, stays: readonly Tracked[]): Tracked | undefined =>
  stays.find(
    ({ row }) =>
      sameMoment(row['admittedAt'], fact.admittedAt) &&
      (!fact.visit || row['visitNumber'] === null),
  ) ?? (fact.visit ? undefined : byUnknownAdmission(fact, stays));

/** An open stay whose admission is not known yet is the one meant. */
const byUnknownAdmission = (
  fact: EncounterFact,
  stays: readonly Tracked[],
): Tracked | undefined => {
  if (fact.event === 'admit' || fact.event === 'plan') return undefined;
  const open = stays.filter(({ row }) => isOpen(row) && row['admittedAt'] === null);
  return open.length === 1 ? open[0] : undefined;
};

const isOpen = (row: Values): boolean =>
  row['status'] === 'in-progress' && row['enteredInErrorAt'] === null;

/** Neither number nor admission: the one open stay, or the one that ended just then. */
const byState = (fact: EncounterFact, stays: readonly Tracked[]): Tracked | undefined => {
  if (fact.visit) return undefined;
  const ended = fact.dischargedAt
    ? stays.find(({ row }) => sameMoment(row['dischargedAt'], fact.dischargedAt))
    : undefined;
  if (ended) return ended;
  if (fact.event === 'cancelDischarge') {
    const newest = stays
      .filter(({ row }) => row['status'] === 'finished')
      .sort((a, b) => (String(a.row['dischargedAt']) < String(b.row['dischargedAt']) ? 1 : -1))[0];
    if (newest) return newest;
  }
  const open = stays.filter(
    ({ row }) => isOpen(row) || (row['status'] === 'planned' && fact.event !== 'discharge'),
  );
  if (open.length > 1)
    throw new Refusal(
      placeIn(fact, 'PV1-19', 'identifier'),
      'The patient has several open stays, and the visit number that would tell which one is missing.',
    );
  return open[0];
};

/** Same instant, or the same minute or day where one side is no more exact. */
export const sameMoment = (stored: Value | undefined, said: string | null | undefined): boolean => {
  if (typeof stored !== 'string' || !said) return false;
  return (
    stored === said || (said.endsWith(':00.000Z') && stored.slice(0, 16) === said.slice(0, 16))
  );
};

const emptyStay: Values = {
  class: 'outpatient',
  status: 'in-progress',
  active: 0,
  visitNumber: null,
  visitAssignerId: null,
  sourceKey: null,
  unitId: null,
  bedId: null,
  bedLabel: null,
  arrivedAt: null,
  careBeganAt: null,
  observationBeganAt: null,
  inpatientOrderedAt: null,
  admittedAt: null,
  admittedTimeKnown: 1,
  dischargeOrderedAt: null,
  dischargedAt: null,
  dischargeDisposition: null,
  admitReason: null,
  admitSource: null,
  expectedDischargeOn: null,
  expectedDischargeUnknown: null,
  plannedLeaveAt: null,
  plannedDisposition: null,
  medicallyReady: 'unknown',
  medicallyReadySince: null,
  medicallyReadyBy: null,
  attendingId: null,
  caseManagerId: null,
  dischargePlannerId: null,
  fedAt: null,
  enteredInErrorAt: null,
  enteredInErrorBy: null,
  enteredInErrorReason: null,
};

/** Writes what the fact says into its stay; null where there is nothing to write it to. */
export const tellStay = (
  run: FeedRun,
  item: FeedItem,
  fact: EncounterFact,
  patient: Tracked,
  found: Tracked | undefined,
): Tracked | null => {
  const at = run.timeOf(item, fact.saidAt);
  const from = item.place || fact.where;
  if (fact.event === 'cancelAdmit' && !found && !fact.visit) {
    run.warn(
      placeIn(fact, 'PV1', 'status'),
      'There is no stay here that this message could cancel.',
      item,
    );
    return null;
  }
  const stay = found ?? newStay(run, fact, patient, from);
  adoptNumber(run, fact, stay, from);
  const eventAt = fact.eventAt ?? at ?? run.ctx.now;
  const said = saidOf(run, item, fact, stay, found === undefined, at);
  const expectedBefore = stay.row['expectedDischargeOn'] ?? null;
  const moment = (field: string): Moment => ({
    isNew: found === undefined,
    eventAt,
    from,
    timeless: at === null,
    staleSince: found && run.rows.isStale(stay, field, at) ? run.rows.timeOf(stay, field) : null,
  });
  const classMoment = moment('class');
  const placeMoment = moment('bedLabel');
  const wasFinished = stay.row['status'] === 'finished';
  const taken = run.rows.tell(stay, said, at, from);
  tellStanding(run, stay, fact, taken, found === undefined, from);
  if (fact.event === 'cancelTransfer') takeTransferBack(run, stay, fact, eventAt, at, from);
  keepClasses(run, stay, fact, classMoment);
  keepPlaces(run, stay, fact, placeMoment);
  if (taken.has('expectedDischargeOn')) keepExpected(run, stay, expectedBefore, eventAt, from);
  run.rows.set(stay, { active: isActiveStay(stay.row) ? 1 : 0 }, from);
  const { active, unitId, attendingId } = stay.row;
  if (active === 1 && unitId && attendingId)
    run.noteUnitClinician(String(unitId), String(attendingId));
  if (taken.size > 0 || !found) {
    run.rows.set(stay, { fedAt: stay.fedAt || null }, from);
    run.touchedPatients.add(String(stay.row['patientId']));
  }
  // Figures tell of stays that ended, or no longer have.
  if (wasFinished || stay.row['status'] === 'finished') run.touchedStays.add(stay.row.id);
  return stay;
};

const newStay = (run: FeedRun, fact: EncounterFact, patient: Tracked, from: string): Tracked => {
  return run.add(
    'encounter',
    {
      ...emptyStay,
      patientId: patient.row.id,
      visitNumber: fact.visit?.value ?? null,
      visitAssignerId: fact.visit ? run.assigners.resolve(fact.visit.assigners) : null,
      sourceKey: fact.sourceKey ? `${patient.row.id}|${fact.sourceKey}` : null,
    },
    from,
  );
};

/** A stay that was known by its admission alone learns its number. */
const adoptNumber = (run: FeedRun, fact: EncounterFact, stay: Tracked, from: string): void => {
  if (!fact.visit || stay.row['visitNumber'] !== null) return;
  run.rows.set(
    stay,
    { visitNumber: fact.visit.value, visitAssignerId: run.assigners.resolve(fact.visit.assigners) },
    from,
  );
  run.index(stay);
};

/** A stay that ended, or whose end is taken back, is counted where it was last. */
const keepsLastPlace: ReadonlySet<EncounterFact['event']> = new Set([
  'discharge',
  'cancelDischarge',
  'cancelAdmit',
  'cancelTransfer',
]);

const saidOf = (
  run: FeedRun,
  item: FeedItem,
  fact: EncounterFact,
  stay: Tracked,
  isNew: boolean,
  at: string | null,
): Record<string, Value | undefined> => {
  const place = fact.location ? run.places.find(fact.location) : undefined;
  const attending = fact.attending
    ? tellClinician(run, item, fact.attending, at, {
        stay,
        unitId: place ? place.unitId : (stay.row['unitId'] as string | null),
      })
    : fact.attending;
  // A census that knows the minute or the day only does not make a known time less exact.
  const keepsAdmission =
    sameMoment(stay.row['admittedAt'], fact.admittedAt) || lessExact(stay, fact);
  const admitted = keepsAdmission ? stay.row['admittedAt'] : fact.admittedAt;
  const discharged = sameMoment(stay.row['dischargedAt'], fact.dischargedAt)
    ? stay.row['dischargedAt']
    : fact.dischargedAt;
  return {
    class: fact.class,
    status: statusOf(fact, stay, isNew),
    admittedAt: admitted,
    admittedTimeKnown: keepsAdmission
      ? stay.row['admittedTimeKnown']
      : admitted
        ? fact.admittedTimeKnown === false
          ? 0
          : 1
        : undefined,
    dischargedAt: discharged,
    dischargeDisposition: fact.event === 'cancelDischarge' ? null : fact.dischargeDisposition,
    admitReason: fact.admitReason,
    admitSource: fact.admitSource,
    expectedDischargeOn: fact.expectedDischargeOn,
    ...(place && fact.event !== 'cancelTransfer'
      ? { unitId: place.unitId, bedId: place.bedId, bedLabel: place.label || null }
      : fact.location === null && !keepsLastPlace.has(fact.event)
        ? // Said to be nowhere; the history goes on when the next place is told.
          { unitId: null, bedId: null, bedLabel: null }
        : {}),
    attendingId: attending === undefined ? undefined : (attending?.row.id ?? null),
  };
};

/** A date without a time of day beside a known time of about that day. */
const lessExact = (stay: Tracked, fact: EncounterFact): boolean => {
  const stored = stay.row['admittedAt'];
  if (fact.admittedTimeKnown !== false || typeof stored !== 'string' || !fact.admittedAt)
    return false;
  const hours = (Date.parse(stored) - Date.parse(fact.admittedAt)) / 3_600_000;
  return stay.row['admittedTimeKnown'] === 1 && hours >= 0 && hours < 25;
};

/** What the event makes of the stay; undefined = its status stays. */
const statusOf = (fact: EncounterFact, stay: Tracked, isNew: boolean): string | undefined => {
  const now = isNew ? null : stay.row['status'];
  const cancelled = now === 'cancelled';
  switch (fact.event) {
    case 'cancelAdmit':
      return 'cancelled';
    case 'discharge':
      return 'finished';
    case 'cancelDischarge':
      return cancelled ? undefined : 'in-progress';
    case 'plan':
      return now === null || now === 'planned' || cancelled ? 'planned' : undefined;
    case 'admit':
    case 'transfer':
    case 'changeClass':
      if (fact.dischargedAt) return 'finished';
      if (now === 'finished') return undefined;
      if (cancelled) return fact.event === 'admit' ? 'in-progress' : undefined;
      return fact.status === 'planned' && (now === null || now === 'planned')
        ? 'planned'
        : 'in-progress';
    case 'update':
    case 'cancelTransfer':
      if (fact.dischargedAt) return 'finished';
      if (now === null) return fact.status === 'planned' ? 'planned' : 'in-progress';
      return undefined;
    case 'state':
      if (fact.status) return fact.status === 'entered-in-error' ? 'cancelled' : fact.status;
      return now === 'finished' || cancelled ? undefined : 'in-progress';
  }
};

/** A cancelled admission never was: the stay is entered in error, until a newer admission revives it. */
const tellStanding = (
  run: FeedRun,
  stay: Tracked,
  fact: EncounterFact,
  taken: ReadonlySet<string>,
  isNew: boolean,
  from: string,
): void => {
  const wrong = fact.event === 'cancelAdmit' || fact.status === 'entered-in-error';
  if (wrong && (taken.has('status') || isNew) && stay.row['status'] === 'cancelled')
    run.rows.set(
      stay,
      {
        enteredInErrorAt: run.ctx.now,
        enteredInErrorBy: run.ctx.actor.userId,
        enteredInErrorReason:
          fact.event === 'cancelAdmit'
            ? 'Admission cancelled by the feed (A11)'
            : 'Entered in error at its source',
      },
      from,
    );
  else if (
    taken.has('status') &&
    stay.row['enteredInErrorAt'] !== null &&
    stay.row['status'] !== 'cancelled'
  )
    run.rows.set(
      stay,
      { enteredInErrorAt: null, enteredInErrorBy: null, enteredInErrorReason: null },
      from,
    );
};

/** Each change of the expected date stands in `edd_move`; the first one begins at nothing. */
const keepExpected = (
  run: FeedRun,
  stay: Tracked,
  before: Value,
  eventAt: string,
  from: string,
): void => {
  run.rows.insert(
    'edd_move',
    {
      encounterId: stay.row.id,
      fromOn: before,
      toOn: stay.row['expectedDischargeOn'] ?? null,
      reason: null,
      at: eventAt,
    },
    from,
  );
};

/** On a worklist: in progress, and inpatient or observation, or emergency with a bed of ours. */
export const isActiveStay = (row: Values): boolean =>
  isOpen(row) &&
  (row['class'] === 'inpatient' ||
    row['class'] === 'observation' ||
    (row['class'] === 'emergency' && row['bedId'] !== null));
