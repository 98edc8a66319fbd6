/**
 * Clinicians of a feed to records. A number is identity; a name is not: a clinician told by name
 * alone is one we know only where the stay, or its unit, has exactly one whom the name fits.
 * Otherwise the name stays the text it is, in a row without a number.
 */
import type { Tracked } from '../../../db/fed-rows';
import { numberKey } from '../../../db/identity';
import { fold, foldName } from '../../../shared/folding';
import type { CareTeamMemberFact, FeedItem, PractitionerFact } from '../../../shared/imports/facts';
import { nameFit } from '../../../shared/imports/clinician-names';
import type { FeedRun } from './feed-run';

/** Where a clinician is told of: the stay, and the unit it is on. */
export interface Near {
  stay: Tracked | null;
  unitId: string | null;
}

/** The stay of a record, with its unit. */
export const nearStay = (stay: Tracked | null): Near => ({
  stay,
  unitId: stay ? textOrNull(stay.row['unitId']) : null,
});

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A clinician by number, else by name among those of the stay and its unit; made where nobody is known. */
export const tellClinician = (
  run: FeedRun,
  item: FeedItem,
  fact: PractitionerFact,
  at: string | null,
  near: Near,
): Tracked => {
  const from = item.place;
  const assignerId = fact.identifier ? run.assigners.resolve(fact.identifier.assigners) : null;
  const folded = foldName(fact.familyName, fact.givenName);
  const record = fact.identifier
    ? run.clinicians.get(numberKey(assignerId!, fact.identifier.value))
    : (namedNear(run, fact, near) ?? textOnly(run, folded));
  const found =
    record ??
    run.add(
      'practitioner',
      {
        familyName: fact.familyName,
        givenName: fact.givenName,
        prefix: null,
        specialty: null,
        phone: null,
        assignerId,
        identifier: fact.identifier?.value ?? null,
        nameFolded: folded,
      },
      from,
    );
  // A name alone says nothing new of somebody whose name it was found by.
  const said = fact.identifier
    ? {
        familyName: fact.familyName,
        givenName: fact.givenName,
        prefix: fact.prefix,
        specialty: fact.specialty,
        phone: fact.phone,
      }
    : { prefix: found.row['prefix'] === null ? fact.prefix : undefined };
  const taken = run.rows.tell(found, said, at, from);
  if (taken.has('familyName') || taken.has('givenName'))
    run.rows.set(
      found,
      { nameFolded: foldName(String(found.row['familyName']), String(found.row['givenName'])) },
      from,
    );
  return found;
};

/** A name without a number, written like this before. */
const textOnly = (run: FeedRun, folded: string): Tracked | undefined =>
  (run.cliniciansByName.get(folded) ?? []).find(({ row }) => row['identifier'] === null);

/** The one numbered clinician of the stay, else of the unit, whom the name fits. */
const namedNear = (run: FeedRun, fact: PractitionerFact, near: Near): Tracked | undefined => {
  const ofStay = numbered(run, near.stay ? cliniciansOfStay(run, near.stay) : []).filter(
    (clinician) => nameFit(nameOf(clinician), fact) !== null,
  );
  if (ofStay.length > 0) return ofStay.length === 1 ? ofStay[0] : undefined;
  // On a unit an initial is too little: another of that name may be there whom we do not know.
  const ofUnit = numbered(run, run.cliniciansOfUnit.get(near.unitId ?? '') ?? []).filter(
    (clinician) => nameFit(nameOf(clinician), fact) === 'full',
  );
  return ofUnit.length === 1 ? ofUnit[0] : undefined;
};

const nameOf = ({ row }: Tracked): { familyName: string; givenName: string } => ({
  familyName: String(row['familyName']),
  givenName: String(row['givenName']),
});

const cliniciansOfStay = (run: FeedRun, stay: Tracked): (string | null)[] => [
  textOrNull(stay.row['attendingId']),
  ...teamOf(run, stay).map(({ row }) => textOrNull(row['practitionerId'])),
];

const numbered = (run: FeedRun, ids: Iterable<string | null>): Tracked[] =>
  [...new Set(ids)]
    .map((id) => run.rows.get('practitioner', id))
    .filter((found) => found !== undefined)
    .filter(({ row }) => row['identifier'] !== null);

/** The members of a stay that stand. */
const teamOf = (run: FeedRun, stay: Tracked): Tracked[] =>
  (run.teamsOf.get(stay.row.id) ?? []).filter(({ row }) => row['enteredInErrorAt'] === null);

/**
 * The member that a fact tells of under another key: the same clinician in the same role of the same
 * stay; or, where a numbered clinician comes after a name alone, the one name that fits.
 */
export const sameMember = (
  run: FeedRun,
  part: CareTeamMemberFact,
  stay: Tracked | null,
  clinician: Tracked | undefined,
): Tracked | undefined => {
  if (!stay || !clinician) return undefined;
  const inRole = (members: readonly Tracked[]): Tracked[] =>
    members.filter(
      ({ row }) => row['sourceKey'] !== null && fold(String(row['role'])) === fold(part.role),
    );
  const isSame = ({ row }: Tracked): boolean => row['practitionerId'] === clinician.row.id;
  // One whom a person took out stays out, whichever source tells of them.
  const same =
    inRole(teamOf(run, stay)).find(isSame) ??
    inRole(run.teamsOf.get(stay.row.id) ?? []).find(isSame);
  if (same) return same;
  if (clinician.row['identifier'] === null) return undefined;
  const byName = inRole(teamOf(run, stay)).filter(({ row }) => {
    const other = run.rows.get('practitioner', textOrNull(row['practitionerId']));
    return other?.row['identifier'] === null && nameFit(nameOf(other), nameOf(clinician)) !== null;
  });
  return byName.length === 1 ? byName[0] : undefined;
};

/** A member known by number takes neither name nor person from a name alone. */
export const knownByNumber = (run: FeedRun, member: Tracked): boolean => {
  const clinician = run.rows.get('practitioner', textOrNull(member.row['practitionerId']));
  return clinician !== undefined && clinician.row['identifier'] !== null;
};
