/** What hangs on a patient or a stay (conditions, coverage, contacts, plans …) to records. */
import type { Tracked, Value, Values } from '../../../db/fed-rows';
import { fold } from '../../../shared/folding';
import type {
  CarePlanFact,
  CareTeamMemberFact,
  CoverageFact,
  FeedItem,
  GoalFact,
  PartFact,
} from '../../../shared/imports/facts';
import type { FeedRun } from './feed-run';
import { knownByNumber, nearStay, sameMember, tellClinician } from './clinicians';
import { tableOfPart, writtenId } from './part-tables';

/** The patient and the stay a part belongs to, as records. */
export interface Owner {
  patient: Tracked;
  stay: Tracked | null;
}

type Said = Record<string, Value | undefined>;

/** Fields of a part that a feed can say; what it is of and how it is found stands apart. */
const saidOf = (part: Exclude<PartFact, CarePlanFact | GoalFact>): Said => {
  switch (part.kind) {
    case 'condition':
      return {
        system: part.system,
        code: part.code,
        display: part.display,
        clinicalStatus: part.clinicalStatus,
        principal: part.principal ? 1 : 0,
        onsetOn: part.onsetOn,
        abatedOn: part.abatedOn,
      };
    case 'allergy':
      return {
        kind: part.allergyKind,
        substance: part.substance,
        code: part.code,
        reaction: part.reaction,
        severity: part.severity,
        clinicalStatus: part.clinicalStatus,
      };
    case 'coverage':
      return {
        payer: part.payer,
        planClass: part.planClass,
        rank: part.rank,
        memberNumber: part.memberNumber,
        groupNumber: part.groupNumber,
        startsOn: part.startsOn,
        endsOn: part.endsOn,
      };
    case 'relatedPerson':
      return {
        name: part.name,
        relationship: part.relationship,
        phone: part.phone,
        address: part.address,
        roles: part.roles === null ? '' : part.roles,
      };
    case 'careTeamMember':
      return {
        name: part.name,
        role: part.role,
        phone: part.phone,
        organization: part.organization,
        startsAt: part.startsAt,
        endsAt: part.endsAt,
      };
    case 'observation':
      return {
        system: part.system,
        code: part.code,
        display: part.display,
        value: part.value,
        unit: part.unit,
        at: part.at,
      };
    case 'procedure':
      return {
        system: part.system,
        code: part.code,
        display: part.display,
        status: part.status,
        performedFrom: part.performedFrom,
        performedTo: part.performedTo,
      };
    case 'serviceRequest':
      return {
        system: part.system,
        code: part.code,
        display: part.display,
        status: part.status,
        intent: part.intent,
        authoredAt: part.authoredAt,
        requester: part.requester,
      };
    case 'document':
      return { title: part.title };
  }
};

/** A new row of each table before the feed has said anything of it. */
const emptyRow: Record<string, Values> = {
  condition: {
    encounterId: null,
    system: null,
    code: null,
    display: '',
    clinicalStatus: 'active',
    principal: 0,
    onsetOn: null,
    abatedOn: null,
  },
  allergy: {
    kind: 'allergy',
    substance: '',
    code: null,
    reaction: null,
    severity: null,
    clinicalStatus: 'active',
  },
  coverage: {
    payer: '',
    planClass: 'other',
    rank: 1,
    memberNumber: null,
    groupNumber: null,
    startsOn: null,
    endsOn: null,
  },
  related_person: {
    name: '',
    relationship: null,
    phone: null,
    address: null,
    roles: '',
    note: null,
  },
  care_team_member: {
    encounterId: null,
    userId: null,
    practitionerId: null,
    relatedPersonId: null,
    name: '',
    role: '',
    phone: null,
    organization: null,
    note: null,
    startsAt: null,
    endsAt: null,
  },
  observation: {
    encounterId: null,
    system: null,
    code: '',
    display: '',
    value: '',
    unit: null,
    at: '',
  },
  procedure: {
    encounterId: null,
    system: null,
    code: null,
    display: '',
    status: 'unknown',
    performedFrom: null,
    performedTo: null,
  },
  service_request: {
    encounterId: null,
    system: null,
    code: null,
    display: '',
    status: 'unknown',
    intent: 'order',
    authoredAt: null,
    requester: null,
  },
  document: {
    encounterId: null,
    kind: 'external',
    title: '',
    carePlanId: null,
    version: null,
    paper: null,
    pages: null,
    purpose: 'import',
    recipient: null,
    sha256: null,
  },
};

const notInError: Values = {
  enteredInErrorAt: null,
  enteredInErrorBy: null,
  enteredInErrorReason: null,
};
/** Tables that do not belong to one stay. */
const ofPatientOnly = new Set(['allergy', 'coverage', 'related_person']);

/** HL7 and CSV name a part by what it says; within its stay, where it has one. */
const keyOf = (part: PartFact, patientId: string, stay: Tracked | null): string =>
  stay && !part.sourceKey.startsWith('fhir|')
    ? `${patientId}|${stay.row.id}|${part.sourceKey}`
    : `${patientId}|${part.sourceKey}`;

/** The record of a part, under any of the records that are one patient. */
const findPart = (run: FeedRun, part: PartFact, owner: Owner): Tracked | undefined => {
  const table = tableOfPart[part.kind];
  for (const id of run.groupOf(owner.patient)) {
    const found = run.sources.get(`${table} ${keyOf(part, id, owner.stay)}`);
    if (found) return found;
  }
  return part.kind === 'coverage' ? samePayer(run, part, owner) : undefined;
};

/** A payer that only its name tells apart (census, claims) is the coverage of that name. */
const samePayer = (run: FeedRun, part: CoverageFact, owner: Owner): Tracked | undefined => {
  if (!/^(csv|fhir)\|payer\|/.test(part.sourceKey)) return undefined;
  const own = run.groupOf(owner.patient).flatMap((id) => run.coveragesOf.get(id) ?? []);
  return own.find(
    ({ row }) =>
      row['enteredInErrorAt'] === null && fold(String(row['payer'])) === fold(part.payer),
  );
};

/** Writes what a part says into its record. */
export const tellPart = (run: FeedRun, item: FeedItem, part: PartFact, owner: Owner): void => {
  if (part.kind === 'carePlan' || part.kind === 'goal') return;
  // A problem of a plan that was written here and comes home is no new condition.
  if (part.kind === 'condition' && run.rows.get('problem', writtenId(part))) return;
  const at = run.timeOf(item, part.saidAt);
  const from = item.place || part.where;
  const found = findPart(run, part, owner);
  if (part.kind === 'careTeamMember') {
    tellMember(run, item, part, owner, found);
    return;
  }
  // What was never here need not be taken back.
  if (!found && part.inError && !(part.kind === 'condition' && part.sourceKey.startsWith('fhir|')))
    return;
  if (found && found.row['enteredInErrorAt'] && !part.inError) {
    // Somebody took it out; that the feed still sends it does not bring it back.
    found.told = true;
    return;
  }
  const record = found ?? newPart(run, part, owner, from);
  const said: Said = saidOf(part);
  if (
    found &&
    part.kind === 'coverage' &&
    found.row['sourceKey'] !== keyOf(part, String(found.row['patientId']), owner.stay)
  ) {
    // Found by its payer's name alone: the better source's rank and class stay.
    delete said['rank'];
    delete said['planClass'];
    delete said['payer'];
  }
  const taken = run.rows.tell(record, said, at, from);
  const standing = tellInError(run, part, record, at, from);
  if (taken.size > 0 || standing || !found) run.touchedPatients.add(owner.patient.row.id);
};

const newPart = (
  run: FeedRun,
  part: Exclude<PartFact, CarePlanFact | GoalFact>,
  owner: Owner,
  from: string,
): Tracked => {
  const table = tableOfPart[part.kind];
  return run.add(
    table,
    {
      ...emptyRow[table],
      ...(table === 'document' ? {} : notInError),
      patientId: owner.patient.row.id,
      ...(ofPatientOnly.has(table) ? {} : { encounterId: owner.stay?.row.id ?? null }),
      sourceKey: keyOf(part, owner.patient.row.id, owner.stay),
    },
    from,
  );
};

/** A member of the care team: clinician or contact of ours, once per stay and role whatever the source. */
const tellMember = (
  run: FeedRun,
  item: FeedItem,
  part: CareTeamMemberFact,
  owner: Owner,
  byKey: Tracked | undefined,
): void => {
  const at = run.timeOf(item, part.saidAt);
  const from = item.place || part.where;
  const clinician = part.practitioner
    ? tellClinician(run, item, part.practitioner, at, nearStay(owner.stay))
    : undefined;
  const contact = part.relatedPerson
    ? run.sources.get(`related_person ${owner.patient.row.id}|${part.relatedPerson}`)
    : undefined;
  const found = byKey ?? sameMember(run, part, owner.stay, clinician);
  if (!found && part.inError) return;
  if (found && found.row['enteredInErrorAt'] && !part.inError) {
    found.told = true;
    return;
  }
  const record = found ?? newPart(run, part, owner, from);
  const said: Said = {
    ...saidOf(part),
    practitionerId: clinician?.row.id,
    relatedPersonId: contact?.row.id,
  };
  if (found && !part.practitioner?.identifier && knownByNumber(run, found)) {
    delete said['name'];
    delete said['practitionerId'];
  }
  const taken = run.rows.tell(record, said, at, from);
  const standing = tellInError(run, part, record, at, from);
  if (taken.size > 0 || standing || !found) run.touchedPatients.add(owner.patient.row.id);
};

/** A source may take its word back; it does not put in what a person took out. */
const tellInError = (
  run: FeedRun,
  part: Exclude<PartFact, CarePlanFact | GoalFact>,
  record: Tracked,
  at: string | null,
  from: string,
): boolean => {
  if (part.kind === 'document' || !part.inError || record.row['enteredInErrorAt'] !== null)
    return false;
  if (at !== null && record.fedAt !== null && at < record.fedAt) return false;
  return run.rows.set(
    record,
    {
      enteredInErrorAt: run.ctx.now,
      enteredInErrorBy: run.ctx.actor.userId,
      enteredInErrorReason: 'Entered in error at its source',
    },
    from,
  );
};
