/** PID, PD1, NK1, AL1, IN1, DG1, ROL and MRG to facts of the patient and what belongs to it. */
import type {
  AllergyFact,
  CareTeamMemberFact,
  ConditionFact,
  CoverageFact,
  EncounterFact,
  IdentifierFact,
  MergeFact,
  PatientFact,
  RelatedPersonFact,
} from '../../../shared/imports/facts';
import { fold } from '../../../shared/folding';
import { languageOf, maritalOf, planClassOf, saysNoAllergies, sexOf } from '../codes';
import { Refusal } from '../reading-log';
import { isPossibleBirthDate } from '../times';
import type { MessageContext } from './context';
import {
  address,
  addressLine,
  identifier,
  nameLine,
  personName,
  phone,
  practitioners,
  textOf,
} from './datatypes';
import { segmentsOf, type Segment } from './message';

/** PID to the patient; throws a Refusal where identity is missing or impossible. */
export const patientOf = (ctx: MessageContext, pid: Segment, key = 'patient'): PatientFact => {
  const identifiers = patientIdentifiers(ctx, pid);
  const namePlace = ctx.place(pid, 5);
  const name = personName(ctx.fields(pid, 5), namePlace);
  if (!name) throw new Refusal(namePlace, 'The patient has no name.');
  const living = address(ctx.fields(pid, 11));
  return {
    key,
    where: ctx.place(pid),
    identifiers,
    familyName: name.family || name.given,
    givenName: name.family ? name.given : '',
    middleName: name.middle || undefined,
    suffix: name.suffix || undefined,
    birthDate: birthDateOf(ctx, pid),
    sex: patientSex(ctx, pid),
    deceasedAt: deceasedOf(ctx, pid),
    language: ctx.text(pid, 15, (f) => languageOf(f.at(1), f.at(2)) ?? ''),
    maritalStatus: ctx.text(pid, 16, (f) => maritalOf(f.at(1), f.at(2)) ?? ''),
    phone: ctx.field(pid, 13).isNull
      ? null
      : (phone(ctx.fields(pid, 13)) ?? phone(ctx.fields(pid, 14)) ?? undefined),
    ...(ctx.field(pid, 11).isNull
      ? { addressLine: null, city: null, state: null, postalCode: null }
      : {
          addressLine: living?.line || undefined,
          city: living?.city || undefined,
          state: living?.state || undefined,
          postalCode: living?.postalCode || undefined,
        }),
  };
};

const patientIdentifiers = (ctx: MessageContext, pid: Segment): IdentifierFact[] => {
  const where = ctx.place(pid, 3);
  const listed = ctx
    .fields(pid, 3)
    .map((field) => identifier(field, ctx.sourceDefault, where))
    .filter((found) => found !== null);
  if (listed.length > 0) return listed;
  // Version 2.3 and before also wrote the number into PID-2.
  const older = ctx
    .fields(pid, 2)
    .map((field) => identifier(field, ctx.sourceDefault, ctx.place(pid, 2)))
    .filter((found) => found !== null);
  if (older.length === 0)
    throw new Refusal(where, 'The patient has no identifier, and a name alone names nobody.');
  ctx.warn(ctx.place(pid, 2), 'PID-3 is empty; the older PID-2 was taken as the patient’s number.');
  return older;
};

const birthDateOf = (ctx: MessageContext, pid: Segment): string | null | undefined => {
  const where = ctx.place(pid, 7);
  const time = ctx.requiredTime(pid, 7);
  if (time === null) return null;
  if (time === undefined) {
    ctx.warn(where, 'The birth date is missing; the second identifier must be asked.');
    return undefined;
  }
  if (time.date === null) {
    ctx.warn(where, 'The birth date has no day; it was left out.');
    return undefined;
  }
  if (!isPossibleBirthDate(time.date, ctx.options.now))
    throw new Refusal(where, 'The birth date lies in the future or too far back.');
  // A birth date has no zone: it is the day that was written, whatever the offset beside it.
  return time.date;
};

const patientSex = (ctx: MessageContext, pid: Segment): PatientFact['sex'] => {
  const code = ctx.text(pid, 8);
  if (code === null || code === undefined) return code;
  const sex = sexOf(code);
  if (sex === null) ctx.warn(ctx.place(pid, 8), 'This code for sex is not known; it was left out.');
  return sex ?? undefined;
};

const deceasedOf = (ctx: MessageContext, pid: Segment): PatientFact['deceasedAt'] => {
  if (ctx.field(pid, 29).isNull || ctx.field(pid, 30).at(1).toUpperCase() === 'N') return null;
  return ctx.time(pid, 29)?.instant ?? undefined;
};

/** The stay a part belongs to, for messages that have one. */
export const belonging = (
  patient: string,
  stay: EncounterFact | undefined,
): { patient: { key: string }; encounter?: { key: string } } => ({
  patient: { key: patient },
  ...(stay ? { encounter: { key: stay.key } } : {}),
});

/** Key part of a code or, without one, of its text. */
const codeKey = (system: string, code: string, text: string): string =>
  code !== '' ? `${fold(system)}|${fold(code)}` : `|${fold(text)}`;

/** NK1: next of kin and contacts; an entry without a name is nobody. */
export const relatedPersonsOf = (ctx: MessageContext, patient: string): RelatedPersonFact[] =>
  segmentsOf(ctx.message, 'NK1').flatMap((segment) => {
    const name = personName(ctx.fields(segment, 2), ctx.place(segment, 2));
    const line = name ? nameLine(name) : '';
    if (line === '') {
      ctx.warn(ctx.place(segment, 2), 'The contact has no name; it was left out.');
      return [];
    }
    const relationship = ctx.text(segment, 3, textOf);
    return [
      {
        kind: 'relatedPerson' as const,
        where: ctx.place(segment),
        patient: { key: patient },
        sourceKey: `nk1|${fold(line)}`,
        name: line,
        relationship,
        phone: phone(ctx.fields(segment, 5)) ?? phone(ctx.fields(segment, 6)) ?? undefined,
        address: addressLine(address(ctx.fields(segment, 4))) ?? undefined,
        roles: contactRoles(ctx, segment),
        inError: false,
      },
    ];
  });

/** NK1-7 (table 0131): C emergency contact; the record's own roles are given by people. */
const contactRoles = (ctx: MessageContext, segment: Segment): string | undefined => {
  const role = ctx.field(segment, 7).at(1).toUpperCase();
  return role === 'C' || role === 'EP' ? 'emergencyContact' : undefined;
};

/** AL1: allergies of the patient. */
export const allergiesOf = (ctx: MessageContext, patient: string): AllergyFact[] =>
  segmentsOf(ctx.message, 'AL1').flatMap((segment) => {
    const coded = ctx.field(segment, 3);
    const text = textOf(coded);
    if (text === '') {
      ctx.warn(ctx.place(segment, 3), 'The allergy names no substance; it was left out.');
      return [];
    }
    const none = saysNoAllergies(coded.at(1), coded.at(2));
    const reactions = ctx
      .fields(segment, 5)
      .map((field) => field.text(1))
      .filter((part) => part !== '');
    return [
      {
        kind: 'allergy' as const,
        where: ctx.place(segment),
        patient: { key: patient },
        sourceKey: none ? 'al1|none' : `al1|${codeKey(coded.at(3), coded.at(1), text)}`,
        allergyKind: none ? ('none' as const) : ('allergy' as const),
        substance: none ? 'No known allergies' : text,
        code: coded.at(1) && coded.at(2) ? coded.at(1) : undefined,
        reaction: reactions.length > 0 ? reactions.join(', ') : undefined,
        severity: ctx.text(segment, 4, (f) => severityOf(f.at(1), f.at(2))),
        inError: false,
      },
    ];
  });

/** HL7 table 0128. */
const severityOf = (code: string, text: string): string =>
  ({ SV: 'severe', MO: 'moderate', MI: 'mild', U: '' })[code.toUpperCase()] ??
  (text || code).toLowerCase();

/** DG1: diagnoses of the stay, or of the patient when the message has none. */
export const conditionsOf = (
  ctx: MessageContext,
  patient: string,
  stay: EncounterFact | undefined,
): ConditionFact[] =>
  segmentsOf(ctx.message, 'DG1').flatMap((segment) => {
    const coded = ctx.field(segment, 3);
    const described = ctx.field(segment, 4).text(1);
    const display = (coded.text(2) || described || textOf(coded)).slice(0, 500);
    if (display === '') {
      ctx.warn(ctx.place(segment, 3), 'The diagnosis has neither code nor text; it was left out.');
      return [];
    }
    const action = ctx.field(segment, 21).at(1).toUpperCase();
    return [
      {
        kind: 'condition' as const,
        where: ctx.place(segment),
        ...belonging(patient, stay),
        sourceKey: `dg1|${codeKey(coded.at(3), coded.at(1), display)}`,
        system: coded.at(3) || ctx.field(segment, 2).at(1) || undefined,
        code: coded.at(1) || undefined,
        display,
        clinicalStatus: 'active' as const,
        // DG1-15: 1 = the primary diagnosis.
        principal: ctx.field(segment, 15).at(1) === '1',
        onsetOn: ctx.date(segment, 5),
        inError: action === 'D',
      },
    ];
  });

/** IN1: who pays; a rank comes from IN1-22 (coordination of benefits), else from the set id. */
export const coveragesOf = (ctx: MessageContext, patient: string): CoverageFact[] =>
  segmentsOf(ctx.message, 'IN1').flatMap((segment, index) => {
    const plan = ctx.field(segment, 2);
    const payer = payerOf(ctx, segment);
    if (payer === '') {
      ctx.warn(ctx.place(segment, 4), 'The insurance names no payer; it was left out.');
      return [];
    }
    const number = ctx.field(segment, 3).at(1);
    const rank = Number(ctx.field(segment, 22).at(1) || ctx.field(segment, 1).at(1));
    return [
      {
        kind: 'coverage' as const,
        where: ctx.place(segment),
        patient: { key: patient },
        sourceKey: `in1|${fold(number || payer)}|${fold(plan.at(1))}`,
        payer: payer.slice(0, 250),
        planClass: planClassOf(`${payer} ${plan.text(2)}`, ctx.field(segment, 15).at(1)),
        rank: Number.isInteger(rank) && rank >= 1 && rank <= 20 ? rank : index + 1,
        memberNumber: ctx.text(segment, 36) ?? ctx.text(segment, 49),
        groupNumber: ctx.text(segment, 8),
        startsOn: ctx.date(segment, 12),
        endsOn: ctx.date(segment, 13),
        inError: false,
      },
    ];
  });

/** IN1-4; a sender whose fields are shifted by one wrote the address there and the name beside IN1-3. */
const payerOf = (ctx: MessageContext, segment: Segment): string => {
  const company = ctx.field(segment, 4);
  const beside = ctx.field(segment, 3).text(2);
  const plan = ctx.field(segment, 2);
  const isAddress =
    /^(p\.?\s*o\.?\s*box\b|\d+\s)/i.test(company.at(1)) || /^[A-Z]{2}$/.test(company.at(4));
  if (isAddress && /[A-Za-z]{3}/.test(beside)) {
    ctx.warn(
      ctx.place(segment, 4),
      'An address stands where the payer’s name belongs; the name was taken from IN1-3.',
    );
    return beside;
  }
  return company.text(1) || plan.text(2) || beside || ctx.field(segment, 3).at(1) || plan.at(1);
};

/** HL7 table 0443 (provider role) in words. */
const roleWords: Record<string, string> = {
  AD: 'Admitting',
  AT: 'Attending',
  AP: 'Administering provider',
  CP: 'Consulting',
  FHCP: 'Family health care professional',
  PP: 'Primary care',
  PRP: 'Primary care',
  RP: 'Referring',
  RT: 'Referred to',
  SP: 'Specialist',
  CM: 'Case manager',
  NP: 'Nurse practitioner',
};

/** PD1-4, PV1-7, -8, -9, -17 and ROL to the care team: a person once per role. */
export const careTeamOf = (
  ctx: MessageContext,
  patient: string,
  stay: EncounterFact | undefined,
): CareTeamMemberFact[] => {
  const members = new Map<string, CareTeamMemberFact>();
  const add = (
    segment: Segment,
    field: number,
    role: string,
    of: EncounterFact | undefined,
    more: Partial<CareTeamMemberFact> = {},
  ): void => {
    // PV1-9 and ROL-4 may name several people; PV1-7, -8, -17 and PD1-4 name one.
    const one = field !== 9 && segment.name !== 'ROL';
    for (const person of practitioners(ctx.fields(segment, field), ctx.sourceDefault, one)) {
      const name = [person.prefix ?? '', person.givenName, person.familyName]
        .filter((p) => p !== '')
        .join(' ');
      const who = person.identifier ? fold(person.identifier.value) : fold(name);
      const sourceKey = `team|${fold(role)}|${who}`;
      const member: CareTeamMemberFact = {
        kind: 'careTeamMember',
        where: ctx.place(segment, field),
        ...belonging(patient, of),
        sourceKey,
        name,
        role,
        practitioner: person,
        inError: false,
        ...more,
      };
      const at = `${of ? 'stay' : 'patient'}|${sourceKey}`;
      members.set(at, { ...members.get(at), ...member });
    }
  };
  for (const pd1 of segmentsOf(ctx.message, 'PD1')) add(pd1, 4, 'Primary care', undefined);
  for (const pv1 of stay ? segmentsOf(ctx.message, 'PV1').slice(0, 1) : []) {
    add(pv1, 7, 'Attending', stay);
    add(pv1, 8, 'Referring', stay);
    add(pv1, 9, 'Consulting', stay);
    add(pv1, 17, 'Admitting', stay);
  }
  let sawVisit = false;
  for (const segment of ctx.message.segments) {
    if (segment.name === 'PV1') sawVisit = true;
    if (segment.name !== 'ROL') continue;
    const coded = ctx.field(segment, 3);
    const role = roleWords[coded.at(1).toUpperCase()] ?? (textOf(coded) || 'Care team');
    const action = ctx.field(segment, 2).at(1).toUpperCase();
    const ended = ctx.time(segment, 6)?.instant;
    // ROL after PID tells of the patient, after PV1 of the stay (HL7 2.5.1, ADT_A01).
    add(segment, 4, role, sawVisit ? stay : undefined, {
      phone: phone(ctx.fields(segment, 12)) ?? undefined,
      startsAt: ctx.time(segment, 5)?.instant ?? undefined,
      endsAt: ended ?? undefined,
      inError: action === 'DE' && !ended,
    });
  }
  return [...members.values()];
};

/** MRG-1: the numbers that continue in the patient before it. */
export const mergeOf = (ctx: MessageContext, mrg: Segment, survivor: string): MergeFact => {
  const where = ctx.place(mrg, 1);
  const prior = ctx
    .fields(mrg, 1)
    .map((field) => identifier(field, ctx.sourceDefault, where))
    .filter((found) => found !== null);
  if (prior.length === 0) throw new Refusal(where, 'The merge names no prior number.');
  return { where, survivor: { key: survivor }, prior };
};
