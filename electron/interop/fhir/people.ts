/** Patient, RelatedPerson and CareTeam to facts. */
import type {
  CareTeamMemberFact,
  PatientFact,
  RelatedPersonFact,
} from '../../../shared/imports/facts';
import { fold } from '../../../shared/folding';
import { languageOf, maritalOf, sexOf } from '../codes';
import { maxIdentifier, maxName } from '../limits';
import { isPossibleBirthDate } from '../times';
import {
  addressLineOf,
  addressOf,
  codingOf,
  nameLine,
  nameOf,
  phoneOf,
  sourceKeyOf,
  textOf,
  type FhirContext,
} from './context';
import { aliasFact, fieldPlace, identifierFact, worldKey, type Held } from './resources';

/** A Patient; refuses the file without identifier or name, or with an impossible birth date. */
export const patientOf = (ctx: FhirContext, held: Held<'Patient'>): PatientFact => {
  const { resource } = held;
  const identifiers = resource.identifier.map(identifierFact).filter((entry) => entry !== null);
  if (identifiers.length === 0)
    ctx.refuse(held, 'identifier', 'The patient has no identifier, and a name alone names nobody.');
  if (identifiers.some((entry) => entry.value.length > maxIdentifier))
    ctx.refuse(held, 'identifier', 'The identifier is too long to be one.');
  const name = nameOf(resource.name);
  if (!name) ctx.refuse(held, 'name', 'The patient has no name.');
  if (Object.values(name).some((part) => part.length > maxName))
    ctx.refuse(held, 'name', 'The name is too long to be one.');
  const home = addressOf(resource.address);
  const alias = worldKey(held.key);
  return {
    key: held.key,
    where: held.place,
    identifiers,
    alias: alias ? aliasFact(alias) : undefined,
    familyName: name.family || name.given,
    givenName: name.family ? name.given : '',
    middleName: name.middle || undefined,
    suffix: name.suffix || undefined,
    birthDate: birthDateOf(ctx, held),
    sex: sexFact(ctx, held),
    deceasedAt: deceasedOf(ctx, held),
    language: languageFact(held),
    maritalStatus:
      maritalOf(
        codingOf(resource.maritalStatus).code ?? '',
        textOf(resource.maritalStatus) ?? '',
      ) ?? undefined,
    phone: phoneOf(resource.telecom),
    addressLine: home?.line.join(', ') || home?.text || undefined,
    city: home?.city,
    state: home?.state,
    postalCode: home?.postalCode,
    saidAt: ctx.saidAt(held),
  };
};

const birthDateOf = (ctx: FhirContext, held: Held<'Patient'>): string | undefined => {
  const text = held.resource.birthDate;
  if (!text) {
    ctx.warn(held, 'birthDate', 'The birth date is missing; the second identifier must be asked.');
    return undefined;
  }
  const time = ctx.time(held, 'birthDate', text);
  if (!time?.date) {
    ctx.warn(held, 'birthDate', 'The birth date has no day; it was left out.');
    return undefined;
  }
  if (!isPossibleBirthDate(time.date, ctx.options.now))
    ctx.refuse(held, 'birthDate', 'The birth date lies in the future or too far back.');
  return time.date;
};

const sexFact = (ctx: FhirContext, held: Held<'Patient'>): PatientFact['sex'] => {
  const code = held.resource.gender;
  if (!code) return undefined;
  const sex = sexOf(code);
  if (sex === null) ctx.warn(held, 'gender', 'This code for sex is not known; it was left out.');
  return sex ?? undefined;
};

const deceasedOf = (ctx: FhirContext, held: Held<'Patient'>): PatientFact['deceasedAt'] => {
  const { deceasedBoolean, deceasedDateTime } = held.resource;
  if (deceasedBoolean === false) return null;
  if (deceasedBoolean === true && !deceasedDateTime)
    ctx.warn(held, 'deceasedBoolean', 'The patient has died, but the file does not say when.');
  return ctx.instant(held, 'deceasedDateTime', deceasedDateTime);
};

const languageFact = (held: Held<'Patient'>): string | undefined => {
  const spoken = held.resource.communication;
  const best = spoken.find((entry) => entry.preferred) ?? spoken[0];
  const text = textOf(best?.language);
  if (!text) return undefined;
  return languageOf(codingOf(best?.language).code ?? text, text) ?? undefined;
};

/** A RelatedPerson; null (with a warning) without a name or a patient. */
export const relatedPersonOf = (
  ctx: FhirContext,
  held: Held<'RelatedPerson'>,
): RelatedPersonFact | null => {
  const { resource } = held;
  const patient = ctx.patientRef(held, resource.patient);
  const name = nameOf(resource.name);
  if (!patient || !name) {
    ctx.warn(
      held,
      patient ? 'name' : 'patient',
      patient ? 'The contact has no name; it was left out.' : noSubject,
    );
    return null;
  }
  return {
    kind: 'relatedPerson',
    where: held.place,
    patient,
    sourceKey: sourceKeyOf('RelatedPerson', held.key),
    name: nameLine(name),
    relationship: textOf(resource.relationship[0]),
    phone: phoneOf(resource.telecom),
    address: addressLineOf(addressOf(resource.address)),
    roles: resource.relationship.some((entry) => codingOf(entry).code === 'C')
      ? 'emergencyContact'
      : undefined,
    inError: false,
    saidAt: ctx.saidAt(held),
  };
};

/** People to call who stand in the Patient itself (Patient.contact); without a name they are nobody. */
export const contactsOf = (ctx: FhirContext, held: Held<'Patient'>): RelatedPersonFact[] =>
  held.resource.contact.flatMap((contact, index) => {
    const name = nameOf(contact.name ? [contact.name] : []);
    if (!name) {
      ctx.warn(held, `contact[${index}].name`, 'The contact has no name; it was left out.');
      return [];
    }
    return [
      {
        kind: 'relatedPerson' as const,
        where: fieldPlace(held.place, `contact[${index}]`),
        patient: { key: held.key },
        sourceKey: `fhir|contact|${fold(nameLine(name))}`,
        name: nameLine(name),
        relationship: textOf(contact.relationship[0]),
        phone: phoneOf(contact.telecom),
        address: addressLineOf(contact.address),
        roles: contact.relationship.some((entry) => codingOf(entry).code === 'C')
          ? 'emergencyContact'
          : undefined,
        inError: false,
        saidAt: ctx.saidAt(held),
      },
    ];
  });

/** The sentence for a resource about nobody who is known. */
export const noSubject = 'The patient it names is neither in the file nor known; it was left out.';

/** A CareTeam's participants, each once per role; the patient is no member of the own team. */
export const careTeamOf = (ctx: FhirContext, held: Held<'CareTeam'>): CareTeamMemberFact[] => {
  const { resource } = held;
  const patient = ctx.patientRef(held, resource.subject);
  if (!patient) {
    ctx.warn(held, 'subject', noSubject);
    return [];
  }
  const encounter = ctx.encounterRef(held, 'encounter', resource.encounter);
  const stayKey = encounter?.key ?? encounter?.sourceKey ?? '';
  const members = new Map<string, CareTeamMemberFact>();
  resource.participant.forEach((participant, index) => {
    const path = `participant[${index}]`;
    const target = ctx.resources.find(
      held,
      participant.member,
      'Patient',
      'RelatedPerson',
      'Organization',
      'Practitioner',
      'PractitionerRole',
      'CareTeam',
    );
    if (target?.type === 'Patient') return;
    const related =
      target?.type === 'RelatedPerson' ? (target as Held<'RelatedPerson'>) : undefined;
    const organization =
      target?.type === 'Organization' ? (target as Held<'Organization'>).resource.name : undefined;
    const team =
      target?.type === 'CareTeam' ? (target as Held<'CareTeam'>).resource.name : undefined;
    const person =
      related || organization || team ? undefined : ctx.practitioner(held, participant.member);
    const relatedName = related ? nameOf(related.resource.name) : null;
    const name = relatedName
      ? nameLine(relatedName)
      : (organization ??
        team ??
        (person ? personLine(person) : undefined) ??
        participant.member?.display);
    if (!name) {
      ctx.warn(held, `${path}.member`, 'The member is not named in the file and was left out.');
      return;
    }
    const role = textOf(participant.role[0]) ?? 'Care team';
    const who = target?.key ?? person?.identifier?.value ?? fold(name);
    const sourceKey = `fhir|team|${stayKey}|${fold(role)}|${who}`;
    members.set(sourceKey, {
      kind: 'careTeamMember',
      where: fieldPlace(held.place, path),
      patient,
      encounter,
      sourceKey,
      name: name.slice(0, maxName),
      role,
      organization: organization ?? organizationOf(ctx, held, participant.onBehalfOf),
      startsAt: ctx.instant(
        held,
        `${path}.period.start`,
        participant.period?.start ?? resource.period?.start,
      ),
      endsAt: ctx.endInstant(
        held,
        `${path}.period.end`,
        participant.period?.end ?? resource.period?.end,
      ),
      practitioner: person,
      relatedPerson: related ? sourceKeyOf('RelatedPerson', related.key) : undefined,
      phone: person?.phone,
      inError: resource.status === 'entered-in-error',
      saidAt: ctx.saidAt(held),
    });
  });
  return [...members.values()];
};

const organizationOf = (
  ctx: FhirContext,
  held: Held,
  reference: Parameters<FhirContext['practitioner']>[1],
): string | undefined =>
  ctx.resources.find(held, reference, 'Organization')?.resource.name ?? reference?.display;

const personLine = (person: { prefix?: string; givenName: string; familyName: string }): string =>
  [person.prefix ?? '', person.givenName, person.familyName]
    .filter((part) => part !== '')
    .join(' ');
