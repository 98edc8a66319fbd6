/** Encounter with its histories, and what is told of a stay: conditions. */
import type {
  ConditionFact,
  EncounterFact,
  LocationFact,
  PeriodFact,
} from '../../../shared/imports/facts';
import { classOfFhir } from '../codes';
import { codingOf, hasCode, sourceKeyOf, textOf, type FhirContext } from './context';
import { fieldPlace, identifierFact, type Held } from './resources';
import type { ResourceOf } from './schemas';

const statusOf: Record<string, NonNullable<EncounterFact['status']>> = {
  planned: 'planned',
  arrived: 'in-progress',
  triaged: 'in-progress',
  'in-progress': 'in-progress',
  onleave: 'in-progress',
  finished: 'finished',
  // R5's words.
  discharged: 'finished',
  completed: 'finished',
  'on-hold': 'in-progress',
  discontinued: 'cancelled',
  cancelled: 'cancelled',
  'entered-in-error': 'entered-in-error',
};

/** The sentence for a stay or condition about nobody who is known: it refuses the file. */
const nobody = 'It names no patient.';

/** An Encounter; refuses the file without subject, class or status. */
export const encounterOf = (ctx: FhirContext, held: Held<'Encounter'>): EncounterFact => {
  const { resource } = held;
  const patient = ctx.patientRef(held, resource.subject);
  if (!patient) ctx.refuse(held, 'subject', subjectReason(resource));
  const classCode = resource.class?.code;
  if (!classCode) ctx.warn(held, 'class', 'The class is missing; the stay counts as outpatient.');
  const period = resource.period ?? resource.actualPeriod;
  const start = ctx.time(held, 'period.start', period?.start);
  const end = ctx.endTime(held, 'period.end', period?.end);
  const detail = resource.hospitalization ?? resource.admission;
  if (start?.instant && end?.instant && end.instant < start.instant && end.date! <= start.date!)
    ctx.refuse(held, 'period.end', 'The end is before the beginning.');
  const visit = visitOf(ctx, resource);
  const status = statusFact(ctx, held, end?.instant ?? null);
  return {
    key: held.key,
    where: held.place,
    patient,
    event: 'state',
    visit,
    sourceKey: visit ? undefined : sourceKeyOf('Encounter', held.key),
    eventAt: null,
    class: classOfFhir(classCode ?? ''),
    status,
    admittedAt: start?.instant ?? undefined,
    admittedTimeKnown: start ? start.precision === 'time' : undefined,
    dischargedAt: status === 'finished' ? (end?.instant ?? undefined) : undefined,
    dischargeDisposition: textOf(detail?.dischargeDisposition),
    admitSource: textOf(detail?.admitSource),
    admitReason: textOf(resource.reasonCode[0]) ?? textOf(resource.type[0]),
    location: currentLocation(ctx, held),
    classHistory: classHistory(ctx, held),
    locationHistory: locationHistory(ctx, held),
    attending: attendingOf(ctx, held),
    saidAt: ctx.saidAt(held),
  };
};

const subjectReason = (resource: ResourceOf<'Encounter'> | ResourceOf<'Condition'>): string =>
  resource.subject ? 'The patient it names is neither in the file nor known.' : nobody;

/** A visit number (VN) before any other identifier; one that several stays bear (an account) is none. */
const visitOf = (ctx: FhirContext, resource: ResourceOf<'Encounter'>): EncounterFact['visit'] => {
  const numbers = resource.identifier
    .filter((entry) => ctx.resources.bearersOf('Encounter', entry) === 1)
    .map(identifierFact)
    .filter((entry) => entry !== null);
  return numbers.find((entry) => entry.type === 'VN') ?? numbers[0];
};

const statusFact = (
  ctx: FhirContext,
  held: Held<'Encounter'>,
  endedAt: string | null,
): NonNullable<EncounterFact['status']> => {
  const word = held.resource.status ?? '';
  const known = statusOf[word];
  if (known === 'finished' && endedAt === null)
    ctx.warn(held, 'period.end', 'The stay is finished, but the file does not say when it ended.');
  if (known) return known;
  ctx.warn(held, 'status', 'The status is not known; the stay counts as finished.');
  return 'finished';
};

const classHistory = (ctx: FhirContext, held: Held<'Encounter'>): EncounterFact['classHistory'] => {
  const stated = held.resource.classHistory.flatMap((entry, index): PeriodFact<'inpatient'>[] => {
    const code = entry.class?.code;
    if (!code) return [];
    return [
      {
        value: classOfFhir(code) as 'inpatient',
        from: ctx.instant(held, `classHistory[${index}].period.start`, entry.period?.start) ?? null,
        to: ctx.endInstant(held, `classHistory[${index}].period.end`, entry.period?.end) ?? null,
      },
    ];
  });
  return stated.length > 0 ? stated : undefined;
};

const locationHistory = (
  ctx: FhirContext,
  held: Held<'Encounter'>,
): PeriodFact<LocationFact>[] | undefined => {
  const stated = held.resource.location.flatMap((entry, index) => {
    const value = locationFact(ctx, held, index);
    if (!value || entry.status === 'planned' || entry.status === 'reserved') return [];
    return [
      {
        value,
        from: ctx.instant(held, `location[${index}].period.start`, entry.period?.start) ?? null,
        to: ctx.endInstant(held, `location[${index}].period.end`, entry.period?.end) ?? null,
      },
    ];
  });
  return stated.length > 0 ? stated : undefined;
};

const currentLocation = (ctx: FhirContext, held: Held<'Encounter'>): LocationFact | undefined => {
  const entries = held.resource.location.map((entry, index) => ({ ...entry, index }));
  const open = entries.filter((entry) => !entry.period?.end && entry.status !== 'completed');
  const best = open.find((entry) => entry.status === 'active') ?? open.at(-1) ?? entries.at(-1);
  return best ? locationFact(ctx, held, best.index) : undefined;
};

/** Unit, room and bed by climbing `partOf`; what kind each is stands in physicalType. */
const locationFact = (
  ctx: FhirContext,
  held: Held<'Encounter'>,
  index: number,
): LocationFact | undefined => {
  const reference = held.resource.location[index]?.location;
  const fact: LocationFact = { unit: '', room: '', bed: '' };
  let at: Held = held;
  let next = reference;
  for (let depth = 0; depth < 6 && next; depth += 1) {
    const found = ctx.resources.find(at, next, 'Location');
    const name = found?.resource.name ?? next.display;
    const kind = codingOf(found?.resource.physicalType).code;
    if (name) {
      if (kind === 'bd' && !fact.bed) fact.bed = name;
      else if (kind === 'ro' && !fact.room) fact.room = name;
      else if (kind === 'wa' || (!fact.unit && kind !== 'bu' && kind !== 'si')) fact.unit = name;
    }
    if (kind === 'wa') break;
    at = found ?? at;
    next = found?.resource.partOf;
  }
  return fact.unit || fact.room || fact.bed ? fact : undefined;
};

/** The attender, else the primary performer, else the only one. */
const attendingOf = (ctx: FhirContext, held: Held<'Encounter'>): EncounterFact['attending'] => {
  const people = held.resource.participant
    .map((entry) => ({ ...entry, individual: entry.individual ?? entry.actor }))
    .filter((entry) => entry.individual);
  const best =
    people.find((entry) => entry.type.some((type) => hasCode(type, 'ATND'))) ??
    people.find((entry) => entry.type.some((type) => hasCode(type, 'PPRF'))) ??
    (people.length === 1 ? people[0] : undefined);
  return best ? ctx.practitioner(held, best.individual) : undefined;
};

const clinicalStatuses = [
  'active',
  'recurrence',
  'relapse',
  'inactive',
  'remission',
  'resolved',
] as const;

/** A Condition; refuses the file without subject. */
export const conditionOf = (
  ctx: FhirContext,
  held: Held<'Condition'>,
  principal: ReadonlySet<string>,
): ConditionFact => {
  const { resource } = held;
  const patient = ctx.patientRef(held, resource.subject);
  if (!patient) ctx.refuse(held, 'subject', subjectReason(resource));
  const display = textOf(resource.code);
  if (!display) ctx.warn(held, 'code', 'The condition is not named.');
  const abatedOn = ctx.date(
    held,
    'abatementDateTime',
    resource.abatementDateTime ?? resource.abatementPeriod?.start,
  );
  const coded = codingOf(resource.clinicalStatus).code;
  const status = clinicalStatuses.find((entry) => entry === coded);
  return {
    kind: 'condition',
    where: held.place,
    patient,
    encounter: ctx.encounterRef(held, 'encounter', resource.encounter),
    sourceKey: sourceKeyOf('Condition', held.key),
    ...codingOf(resource.code),
    display: (display ?? 'Condition without a name').slice(0, 500),
    clinicalStatus: status ?? (abatedOn ? 'resolved' : 'active'),
    principal: principal.has(held.key),
    onsetOn: ctx.date(held, 'onsetDateTime', resource.onsetDateTime ?? resource.onsetPeriod?.start),
    abatedOn,
    inError: hasCode(resource.verificationStatus, 'entered-in-error'),
    saidAt: ctx.saidAt(held),
  };
};

/** Keys of the conditions that an Encounter names as its first diagnosis. */
export const principalConditions = (ctx: FhirContext): Set<string> => {
  const keys = new Set<string>();
  for (const held of ctx.resources.of('Encounter'))
    held.resource.diagnosis.forEach((entry, index) => {
      const found = ctx.resources.find(held, entry.condition, 'Condition');
      if (!found) {
        ctx.log.warn(
          fieldPlace(held.place, `diagnosis[${index}].condition`),
          'The condition it names is not in the file.',
        );
        return;
      }
      if (
        entry.rank === 1 ||
        hasCode(entry.use, 'DD', 'billing') ||
        held.resource.diagnosis.length === 1
      )
        keys.add(found.key);
    });
  return keys;
};
