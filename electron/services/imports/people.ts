/** Patients and clinicians of a feed to records: found by assigner and number, else made. */
import type { Tracked, Value } from '../../../db/fed-rows';
import { mergeObstacle, numberKey } from '../../../db/identity';
import { foldName } from '../../../shared/folding';
import type { FeedItem, IdentifierFact, PatientFact } from '../../../shared/imports/facts';
import { isStrongIdentifier } from '../../interop/codes';
import { Refusal } from '../../interop/reading-log';
import type { FeedRun } from './feed-run';

/** What an item's patient is here: a record, or somebody new; `waits` = a person must decide first. */
export type Found =
  | { kind: 'known'; record: Tracked }
  | { kind: 'new'; twins: Tracked[]; decision: 'different' | null }
  | { kind: 'waits' };

const where = (fact: PatientFact): string => {
  const message = / of (message \d+)$/.exec(fact.where);
  if (message) return `PID-3 of ${message[1]}`;
  if (fact.where.startsWith('line ') && !fact.where.includes(',')) return fact.where;
  return fact.where === '' ? 'identifier' : `${fact.where}.identifier`;
};

/** The patient a fact names. Throws a Refusal when its numbers belong to several. */
export const findPatient = (run: FeedRun, item: FeedItem, fact: PatientFact): Found => {
  const strong = fact.identifiers.filter(({ type }) => isStrongIdentifier(type));
  const naming = strong.length > 0 ? strong : fact.identifiers;
  const owners = [...new Set(naming.flatMap((identifier) => run.patientsWith(identifier)))];
  if (owners.length > 1)
    throw new Refusal(
      where(fact),
      'The numbers belong to two patients here. Say whether they are one, then import again.',
    );
  const [record] = owners;
  if (record) {
    noteStranger(run, item, fact, record);
    return { kind: 'known', record };
  }
  return findTwin(run, item, fact);
};

/** The same number under another name and birth date is worth a look. */
const noteStranger = (run: FeedRun, item: FeedItem, fact: PatientFact, record: Tracked): void => {
  const { familyName, givenName, birthDate } = record.row;
  const otherName =
    foldName(String(familyName), String(givenName)) !== foldName(fact.familyName, fact.givenName);
  if (otherName && fact.birthDate && birthDate !== null && birthDate !== fact.birthDate)
    run.warn(
      where(fact),
      'This number is known here under another name and another birth date. Make sure that it is the same person.',
      item,
    );
};

/** The key by which a person's decision on a stranger is found again. */
export const decisionKey = (fact: PatientFact): string =>
  `${fact.identifiers[0]?.assigners[0] ?? ''}|${fact.identifiers[0]?.value ?? ''}`;

/**
 * Who may be the same person: of one name and one birth date, or of one name where one side has no
 * birth date. Nobody is taken for another by this; it is only a reason to ask (docs/adr/0009).
 */
const twinsOf = (run: FeedRun, fact: PatientFact): Tracked[] =>
  (run.namesakes.get(foldName(fact.familyName, fact.givenName)) ?? []).filter(
    ({ row }) =>
      row['survivorId'] === row.id &&
      // A name that was corrected since is found under the former one too.
      foldName(String(row['familyName']), String(row['givenName'])) ===
        foldName(fact.familyName, fact.givenName) &&
      (!fact.birthDate || row['birthDate'] === null || row['birthDate'] === fact.birthDate),
  );

const findTwin = (run: FeedRun, item: FeedItem, fact: PatientFact): Found => {
  const twins = twinsOf(run, fact);
  if (twins.length === 0) return { kind: 'new', twins, decision: null };
  const told = twins.filter(
    (twin) =>
      fact.birthDate &&
      twin.row['birthDate'] === fact.birthDate &&
      bearsSameNumber(run, twin, fact),
  );
  if (told.length === 1) return { kind: 'known', record: told[0]! };
  const key = decisionKey(fact);
  const decision = Object.hasOwn(run.ctx.decisions.duplicates, key)
    ? run.ctx.decisions.duplicates[key]
    : undefined;
  noteTwin(run, item, fact, twins[0]!, key);
  if (decision === 'same') {
    if (twins.length > 1)
      throw new Refusal(
        where(fact),
        'Several patients here may be the one that is meant, so it cannot be said which.',
      );
    return { kind: 'known', record: twins[0]! };
  }
  if (decision === 'different') return { kind: 'new', twins, decision: 'different' };
  return run.ctx.undecided === 'leaveOut'
    ? { kind: 'waits' }
    : { kind: 'new', twins, decision: null };
};

/**
 * Assigner and number are identity; the type beside them is how a sender names the kind (`MR`, `PI`).
 * Under another type the number counts where name and birth date agree too: an assigner may give
 * out the same value as two kinds to two people.
 */
const bearsSameNumber = (run: FeedRun, twin: Tracked, fact: PatientFact): boolean =>
  fact.identifiers.some(({ assigners, type, value }) => {
    const assignerId = isStrongIdentifier(type) ? run.assigners.find(assigners) : undefined;
    return (
      assignerId !== undefined &&
      (run.numbers.get(numberKey(assignerId, value)) ?? []).some(
        ({ row }) =>
          isStrongIdentifier(String(row['type'])) &&
          run.groupOf(twin).includes(String(row['patientId'])),
      )
    );
  });

const noteTwin = (
  run: FeedRun,
  item: FeedItem,
  fact: PatientFact,
  twin: Tracked,
  key: string,
): void => {
  if (run.duplicates.has(key)) return;
  const stay = (run.staysOf.get(twin.row.id) ?? []).find(({ row }) => row['active'] === 1);
  const theirs = item.encounters.find(({ patient }) => patient.key === fact.key);
  run.duplicates.set(key, {
    key,
    from: item.place || fact.where,
    name: `${fact.familyName}, ${fact.givenName}`,
    ours: {
      patientId: twin.row.id,
      birthDate: textOrNull(twin.row['birthDate']),
      mrn: textOrNull(twin.row['mrn']),
      stay: stay
        ? [stay.row['visitNumber'], stay.row['bedLabel']].filter((part) => part).join(', ') || null
        : null,
    },
    theirs: {
      birthDate: fact.birthDate ?? null,
      mrn: fact.identifiers[0]?.value ?? null,
      stay: theirs?.visit?.value ?? null,
      class: theirs?.class ?? null,
    },
  });
};

const textOrNull = (value: Value | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** Fields of the patient that a feed can say. */
const saidOf = (fact: PatientFact): Record<string, Value | undefined> => ({
  familyName: fact.familyName,
  givenName: fact.givenName,
  middleName: fact.middleName,
  suffix: fact.suffix,
  birthDate: fact.birthDate,
  sex: fact.sex === null ? 'unknown' : fact.sex,
  deceasedAt: fact.deceasedAt,
  language: fact.language,
  maritalStatus: fact.maritalStatus,
  phone: fact.phone,
  addressLine: fact.addressLine,
  city: fact.city,
  state: fact.state,
  postalCode: fact.postalCode,
});

/** Writes what the fact says into the record that was found, or into a new one. */
export const tellPatient = (
  run: FeedRun,
  item: FeedItem,
  fact: PatientFact,
  found: Found,
): Tracked => {
  const at = run.timeOf(item, fact.saidAt);
  const from = item.place || fact.where;
  const record = found.kind === 'known' ? found.record : newPatient(run, fact, from);
  const taken = run.rows.tell(record, saidOf(fact), at, from);
  if (taken.has('familyName') || taken.has('givenName'))
    run.rows.set(
      record,
      {
        nameFolded: foldName(String(record.row['familyName']), String(record.row['givenName'])),
      },
      from,
    );
  const gained = addNumbers(run, item, fact, record);
  if (taken.size > 0 || gained) {
    run.touchedPatients.add(record.row.id);
    run.rows.set(record, { fedAt: record.fedAt || null }, from);
  }
  if (found.kind === 'new') keepTwins(run, record, found);
  run.index(record);
  return record;
};

const newPatient = (run: FeedRun, fact: PatientFact, from: string): Tracked => {
  const record = run.rows.insert(
    'patient',
    {
      survivorId: '',
      familyName: fact.familyName,
      givenName: fact.givenName,
      middleName: null,
      suffix: null,
      nameFolded: foldName(fact.familyName, fact.givenName),
      birthDate: null,
      sex: 'unknown',
      deceasedAt: null,
      language: null,
      maritalStatus: null,
      phone: null,
      addressLine: null,
      city: null,
      state: null,
      postalCode: null,
      mrn: null,
      restricted: 0,
      restrictedReason: null,
      fedAt: null,
    },
    from,
  );
  run.rows.set(record, { survivorId: record.row.id });
  run.born.add(record.row.id);
  run.touchedPatients.add(record.row.id);
  return record;
};

const keepTwins = (run: FeedRun, record: Tracked, found: Extract<Found, { kind: 'new' }>): void => {
  for (const twin of found.twins) {
    const known = run.knownPairs.some(
      ({ patientId, otherId }) =>
        [patientId, otherId].includes(record.row.id) && [patientId, otherId].includes(twin.row.id),
    );
    if (!known)
      run.foundDuplicates.push({
        patientId: record.row.id,
        otherId: twin.row.id,
        decision: found.decision,
      });
  }
};

/** Numbers that the record does not have yet; one that is somebody else's is left out. */
const addNumbers = (run: FeedRun, item: FeedItem, fact: PatientFact, record: Tracked): boolean => {
  let gained = false;
  const from = item.place || fact.where;
  for (const identifier of [...fact.identifiers, ...(fact.alias ? [fact.alias] : [])])
    gained = addNumber(run, item, identifier, record, where(fact), from) || gained;
  const mrn = recordNumber(run, record);
  if (mrn !== null && record.row['mrn'] === null) run.rows.set(record, { mrn }, from);
  return gained;
};

const addNumber = (
  run: FeedRun,
  item: FeedItem,
  identifier: IdentifierFact,
  record: Tracked,
  place: string,
  from: string,
): boolean => {
  const assignerId = run.assigners.resolve(identifier.assigners);
  const there = (run.numbers.get(numberKey(assignerId, identifier.value)) ?? []).filter(
    ({ row }) => row['type'] === identifier.type || row['type'] === '' || identifier.type === '',
  );
  const group = run.groupOf(record);
  const [own] = there.filter(({ row }) => group.includes(String(row['patientId'])));
  if (own) {
    // A later message may say what kind of number it is.
    if (own.row['type'] === '' && identifier.type !== '')
      run.rows.set(own, { type: identifier.type }, from);
    return false;
  }
  if (there.length > 0) {
    if (identifier.type !== 'FHIR')
      run.warn(
        place,
        'A further number of this patient belongs to another patient here; it was left out.',
        item,
      );
    return false;
  }
  run.add(
    'patient_identifier',
    { patientId: record.row.id, assignerId, type: identifier.type, value: identifier.value },
    from,
  );
  return true;
};

/** The number people read aloud: of type MR, else the first that a hospital gives out. */
const recordNumber = (run: FeedRun, record: Tracked): string | null => {
  const shown = (run.numbersOf.get(record.row.id) ?? []).filter(
    ({ row }) => row['type'] !== 'FHIR',
  );
  const best =
    shown.find(({ row }) => row['type'] === 'MR') ??
    shown.find(({ row }) => isStrongIdentifier(String(row['type']))) ??
    shown[0];
  return best ? String(best.row['value']) : null;
};

/** A40: checks that every merge of the item can be, before anything of it is written. */
export const checkMerges = (
  run: FeedRun,
  item: FeedItem,
  found: ReadonlyMap<string, Found>,
): void => {
  const continued = new Set<string>();
  const ended = new Set<string>();
  for (const merge of item.merges) {
    const key = merge.survivor.key ?? '';
    const fact = item.patients.find((patient) => patient.key === key);
    const survivor = found.get(key);
    const bearer = fact ? bearerOf(run, fact.identifiers) : undefined;
    const survivorId = survivor?.kind === 'known' ? survivor.record.row.id : '';
    const priors = priorsOf(run, merge.prior);
    if (priors.length > 1)
      throw new Refusal(
        merge.where,
        'The prior numbers belong to two patients here. Say whether they are one, then import again.',
      );
    if (fact && sharesNumber(fact.identifiers, merge.prior))
      throw new Refusal(merge.where, 'The merge names the same number twice.');
    const survivorIs = namesOf(survivorId, fact?.identifiers ?? []);
    const priorIs = namesOf(priors[0]?.row.id ?? '', merge.prior);
    if (survivorIs.some((name) => ended.has(name)) || priorIs.some((name) => continued.has(name)))
      throw new Refusal(merge.where, chain);
    for (const name of survivorIs) continued.add(name);
    for (const name of priorIs) ended.add(name);
    if (bearer && bearer.row['survivorId'] !== bearer.row.id) throw new Refusal(merge.where, chain);
    const [prior] = priors;
    if (!prior || prior.row.id === survivorId) continue;
    const priorBearer = bearerOf(run, merge.prior) ?? prior;
    const obstacle = mergeObstacle(
      { id: priorBearer.row.id, survivorId: String(priorBearer.row['survivorId']) },
      { id: survivorId, survivorId },
      run.groupOf(prior).length > 1,
    );
    if (obstacle) throw new Refusal(merge.where, obstacle);
  }
};

/** What a patient is known by within one message: the record, else the numbers. */
const namesOf = (id: string, numbers: readonly IdentifierFact[]): string[] =>
  id === '' ? numbers.map(({ assigners, value }) => `${assigners.at(-1) ?? ''}|${value}`) : [id];

const chain =
  'One of the numbers was itself merged into another, or others into it; a chain or circle of merges is not followed.';

const sharesNumber = (a: readonly IdentifierFact[], b: readonly IdentifierFact[]): boolean =>
  a.some((one) =>
    b.some(
      (other) =>
        one.value === other.value && one.assigners.some((name) => other.assigners.includes(name)),
    ),
  );

/** Records that hold the prior numbers, as survivors. */
const priorsOf = (run: FeedRun, prior: readonly IdentifierFact[]): Tracked[] => {
  const strong = prior.filter(({ type }) => isStrongIdentifier(type));
  return [
    ...new Set(
      (strong.length > 0 ? strong : prior).flatMap((identifier) => run.patientsWith(identifier)),
    ),
  ];
};

/** The record that itself bears a number, before merges are followed. */
const bearerOf = (run: FeedRun, numbers: readonly IdentifierFact[]): Tracked | undefined => {
  for (const identifier of numbers) {
    const assignerId = run.assigners.find(identifier.assigners);
    const [row] = assignerId
      ? (run.numbers.get(numberKey(assignerId, identifier.value)) ?? [])
      : [];
    if (row) return run.rows.get('patient', String(row.row['patientId']));
  }
  return undefined;
};

/** Writes the item's merges: the prior record resolves to the survivor, its number stays findable. */
export const tellMerges = (
  run: FeedRun,
  item: FeedItem,
  patients: ReadonlyMap<string, Tracked>,
): void => {
  for (const merge of item.merges) {
    const survivor = patients.get(merge.survivor.key ?? '');
    if (!survivor) continue;
    const [prior] = priorsOf(run, merge.prior);
    const from = item.place;
    if (!prior) {
      for (const identifier of merge.prior)
        addNumber(run, item, identifier, survivor, merge.where, from);
      run.touchedPatients.add(survivor.row.id);
      continue;
    }
    if (prior.row.id === survivor.row.id || prior.row['survivorId'] === survivor.row.id) continue;
    prior.told = true;
    run.rows.set(prior, { survivorId: survivor.row.id }, from);
    run.index(prior);
    run.mergedPairs.push({ priorId: prior.row.id, survivorId: survivor.row.id, from });
    run.touchedPatients.add(prior.row.id);
    run.touchedPatients.add(survivor.row.id);
  }
};
