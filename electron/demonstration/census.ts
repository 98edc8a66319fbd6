/** The census of a generated hospital in neutral words, from which the feeds are written. */
import type { Cell, Row, TableName } from './book';
import type { HospitalData } from './generate';
import { roleWords } from './tell-parts';

export interface CensusPerson {
  family: string;
  given: string;
  prefix: string;
  identifier: string;
}

/** One patient with the stay that the feed tells of. */
export interface CensusStay {
  patient: Row;
  encounter: Row;
  language: string | null;
  admittedAt: string;
  unitName: string | null;
  /** Classes and places in order of time. */
  periods: { class: string; fromAt: string }[];
  places: { unitName: string | null; label: string; fromAt: string }[];
  related: Row[];
  coverage: Row[];
  allergies: Row[];
  conditions: Row[];
  attending: CensusPerson | null;
  primaryCare: CensusPerson | null;
  team: { role: string; person: CensusPerson }[];
}

/** Stays of the last days that have ended are part of a feed: so many days back. */
const leftWithinDays = 2;

const text = (value: Cell | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** Stays on the units, those waiting for a bed, and those who left in the last two days. */
export const censusOf = (data: HospitalData): CensusStay[] => {
  const { rows } = data;
  const byId = (table: TableName): Map<string, Row> =>
    new Map((rows[table] ?? []).map((row) => [text(row.id), row]));
  const grouped = (
    table: TableName,
    key: string,
    fits: (row: Row) => boolean = () => true,
  ): Map<string, Row[]> => {
    const groups = new Map<string, Row[]>();
    for (const row of (rows[table] ?? []).filter(fits)) {
      const of = text(row[key]);
      const group = groups.get(of);
      if (group) group.push(row);
      else groups.set(of, [row]);
    }
    return groups;
  };
  const patients = byId('patient');
  const practitioners = byId('practitioner');
  const units = byId('unit');
  const periods = grouped('encounter_class_period', 'encounterId');
  const places = grouped('encounter_location', 'encounterId');
  const team = grouped('care_team_member', 'encounterId');
  // Who belongs to the patient and to no stay: the primary physician.
  const teamOfPatient = grouped('care_team_member', 'patientId', (row) => !row.encounterId);
  const related = grouped('related_person', 'patientId');
  const coverage = grouped('coverage', 'patientId');
  const allergies = grouped('allergy', 'patientId');
  const conditions = grouped('condition', 'patientId');
  const person = (id: Cell | undefined): CensusPerson | null => {
    const row = practitioners.get(text(id));
    return row
      ? {
          family: text(row.familyName),
          given: text(row.givenName),
          prefix: text(row.prefix),
          identifier: text(row.identifier),
        }
      : null;
  };
  const unitName = (id: Cell | undefined): string | null => {
    const row = units.get(text(id));
    return row ? text(row.name) : null;
  };
  const leftAfter = new Date(
    Date.parse(data.options.now) - leftWithinDays * 86_400_000,
  ).toISOString();
  return (rows.encounter ?? [])
    .filter(
      (row) =>
        row.status === 'in-progress' ||
        (row.class !== 'emergency' && text(row.dischargedAt) > leftAfter),
    )
    .map((encounter): CensusStay => {
      const id = text(encounter.id);
      const patient = patients.get(text(encounter.patientId)) ?? {};
      const patientId = text(encounter.patientId);
      const change = data.feed.get(id);
      const members = [...(team.get(id) ?? []), ...(teamOfPatient.get(patientId) ?? [])];
      const withPerson = members.flatMap((member) => {
        const found = person(member.practitionerId);
        return found ? [{ role: text(member.role), person: found }] : [];
      });
      return {
        patient,
        encounter,
        language: change?.language ?? (text(patient.language) || null),
        admittedAt: change?.admittedAt ?? text(encounter.admittedAt),
        unitName: unitName(encounter.unitId),
        periods: (periods.get(id) ?? []).map((row) => ({
          class: text(row.class),
          fromAt: text(row.fromAt),
        })),
        places: (places.get(id) ?? []).map((row) => ({
          unitName: unitName(row.unitId),
          label: text(row.label),
          fromAt: text(row.fromAt),
        })),
        related: related.get(patientId) ?? [],
        coverage: coverage.get(patientId) ?? [],
        allergies: allergies.get(patientId) ?? [],
        conditions: (conditions.get(patientId) ?? []).filter(
          (row) =>
            row.encounterId === id || row.encounterId === undefined || row.encounterId === null,
        ),
        attending: person(encounter.attendingId),
        primaryCare: withPerson.find(({ role }) => role === roleWords.pcp)?.person ?? null,
        team: withPerson.filter(({ role }) => role !== roleWords.pcp && role !== roleWords.md),
      };
    })
    .sort((a, b) =>
      a.admittedAt < b.admittedAt
        ? -1
        : a.admittedAt > b.admittedAt
          ? 1
          : text(a.encounter.id) < text(b.encounter.id)
            ? -1
            : 1,
    );
};
