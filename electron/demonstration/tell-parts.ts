/** What hangs on a patient and a stay, as the hospital's feed wrote it: payers, allergies, contacts, diagnoses, team. */
import type { PersonDefinition, StayDefinition } from './definitions';
import {
  allergyKey,
  conditionKey,
  contactKey,
  coverageKey,
  markFed,
  memberKey,
  planCodes,
} from './feed-keys';
import type { StayState } from './stay-state';
import type { StayIds } from './tell-work';
import { inWords, must, type World } from './world';

/** The coding system of all conditions here, as HL7 names it. */
export const icd10 = 'I10';

/** Team roles of the definitions, as the record shows them and as the importers name them. */
export const roleWords: Readonly<Record<string, string>> = {
  md: 'Attending',
  rn: 'Bedside nurse',
  pt: 'Physical therapy',
  pa: 'Physician advisor',
  pcp: 'Primary care',
  cm: 'Case manager',
  dp: 'Discharge planner',
  sw: 'Social work',
  agent: 'Health care agent',
  care: 'Caregiver',
};

/** When the person arrived and when the feed last spoke. */
export interface Since {
  began: string;
  fed: string;
}

/** Payers; one that the record has not learned of yet is left out. */
export const tellCoverage = (
  world: World,
  person: PersonDefinition,
  patientId: string,
  since: Since,
): void => {
  person.coverage.forEach((cover, index) => {
    const at = cover.since ? world.time.instant(cover.since) : since.began;
    if (at > world.now) return;
    const sent = planCodes[cover.planClass] !== undefined;
    const id = world.book.record(
      'coverage',
      `${person.id}/${index}`,
      { at, by: world.systemUserId },
      {
        patientId,
        payer: cover.payer,
        planClass: cover.planClass,
        rank: index + 1,
        memberNumber: cover.member,
        groupNumber: cover.group,
        startsOn: sent ? `${world.time.dateOf(since.began).slice(0, 4)}-01-01` : undefined,
        sourceKey: sent ? coverageKey(patientId, cover.payer, cover.planClass) : undefined,
      },
    );
    if (sent) markFed(world.book, 'coverage', id, since.fed > at ? since.fed : at);
  });
};

/** Allergies, or the statement that there are none, or nothing where nobody asked. */
export const tellAllergies = (
  world: World,
  person: PersonDefinition,
  patientId: string,
  since: Since,
): void => {
  const { allergies, id: key } = person;
  const stamp = { at: since.began, by: world.systemUserId };
  if (allergies === 'not recorded') return;
  if (allergies === 'none') {
    const id = world.book.record('allergy', key, stamp, {
      patientId,
      kind: 'none',
      substance: 'No known allergies',
      code: '716186003',
      sourceKey: allergyKey(patientId, null),
    });
    markFed(world.book, 'allergy', id, since.fed);
    return;
  }
  allergies.forEach((allergy, index) => {
    const id = world.book.record('allergy', `${key}/${index}`, stamp, {
      patientId,
      kind: allergy.intolerance ? 'intolerance' : 'allergy',
      substance: allergy.substance,
      reaction: allergy.reaction,
      severity: allergy.severity,
      sourceKey: allergyKey(patientId, allergy.substance),
    });
    markFed(world.book, 'allergy', id, since.fed);
  });
};

/** People around the patient; answers with their ids by name. */
export const tellRelated = (
  world: World,
  person: PersonDefinition,
  patientId: string,
  since: Since,
): Map<string, string> => {
  const related = new Map<string, string>();
  person.related.forEach((one, index) => {
    const id = world.book.record(
      'related_person',
      `${person.id}/${index}`,
      { at: since.began, by: world.systemUserId },
      {
        patientId,
        name: one.name,
        relationship: one.relationship,
        phone: one.phone,
        roles: (one.roles ?? []).join(','),
        note: one.note,
        sourceKey: contactKey(patientId, one.name),
      },
    );
    markFed(world.book, 'related_person', id, since.fed);
    related.set(one.name, id);
  });
  return related;
};

/** Diagnoses of the stay: the principal one, what came of it, and what the patient lives with. */
export const tellConditions = (
  world: World,
  person: PersonDefinition,
  stay: StayDefinition,
  ids: StayIds,
  since: Since,
): void => {
  const ofStay = [stay.principal, ...(stay.others ?? [])];
  const known = new Set(ofStay.map(({ code }) => code));
  const all = [...ofStay, ...person.history.filter(({ code }) => !known.has(code))];
  all.forEach(({ code, display }, index) => {
    const id = world.book.record(
      'condition',
      `${ids.key}/${index}`,
      { at: since.began, by: world.systemUserId },
      {
        patientId: ids.patientId,
        encounterId: ids.encounterId,
        system: icd10,
        code,
        display: inWords(world.time, display),
        clinicalStatus: 'active',
        principal: index === 0 ? 1 : 0,
        onsetOn: index < ofStay.length ? world.time.dateOf(since.began) : undefined,
        sourceKey: conditionKey(ids.patientId, ids.encounterId, code),
      },
    );
    markFed(world.book, 'condition', id, since.fed);
  });
};

/** The care team: clinicians by the feed, colleagues and family by whoever cares. */
export const tellTeam = (
  world: World,
  stay: StayDefinition,
  state: StayState,
  ids: StayIds,
  related: Map<string, string>,
  since: Since,
): void => {
  const named = stay.team ?? [];
  const also = [
    { who: stay.attending, role: 'md' },
    ...(stay.caseManager ? [{ who: stay.caseManager, role: 'cm' }] : []),
    ...(stay.planner ? [{ who: stay.planner, role: 'dp' }] : []),
  ].filter(({ who }) => !named.some((one) => one.who === who));
  const members: { who: string; role: string; note?: string | undefined }[] = [...named, ...also];
  members.forEach(({ who, role, note }, index) => {
    const ofPatient = role === 'pcp';
    const words = roleWords[role] ?? role;
    const common = {
      patientId: ids.patientId,
      encounterId: ofPatient ? undefined : ids.encounterId,
      role: words,
      note,
      startsAt: since.began,
      endsAt: ofPatient ? null : state.leftAt,
    };
    const stamp = { at: since.began, by: world.systemUserId };
    const key = `${ids.key}/${index}`;
    if (who.startsWith('u-')) {
      const user = must(world.users.get(who), who);
      world.book.record('care_team_member', key, stamp, {
        ...common,
        userId: user.id,
        name: user.printed,
        phone: user.phone,
      });
      return;
    }
    if (!who.startsWith('p-')) {
      const name = who.replace(/^related:/, '');
      world.book.record('care_team_member', key, stamp, {
        ...common,
        relatedPersonId: must(related.get(name), name),
        name,
      });
      return;
    }
    const one = must(world.practitioners.get(who), who);
    const id = world.book.record('care_team_member', key, stamp, {
      ...common,
      practitionerId: one.id,
      name: one.name,
      phone: one.phone,
      organization: one.specialty,
      sourceKey: memberKey(
        ids.patientId,
        ofPatient ? null : ids.encounterId,
        words,
        one.identifier,
      ),
    });
    markFed(world.book, 'care_team_member', id, since.fed);
  });
};
