/** Calls that write into a patient's file: allergies, code status, concerns, conditions, people. */
import { z } from 'zod';
import { allergyStatuses } from '../patients/allergies';
import {
  codeStatuses,
  conditionStatuses,
  contactRoles,
  errorKinds,
  sharings,
  type Allergy,
  type CodeStatus,
  type Concern,
  type Condition,
  type Contact,
  type TeamMember,
} from '../patients/patient';
import {
  answer,
  dateSchema,
  idSchema,
  instantSchema,
  lineSchema,
  rowVersionSchema,
  textSchema,
  write,
  type Subject,
} from './define';

const line = (max = 200) => lineSchema(max).nullable();
const words = (max: number) => textSchema(max).refine((text) => text.trim() !== '');
const patient = { patientId: idSchema };
const version = { id: idSchema, rowVersion: rowVersionSchema };
const ofPatient = ({ patientId }: { patientId: string }): Subject[] => [
  { kind: 'patient', id: patientId },
];
const of =
  (kind: Subject['kind']) =>
  ({ id }: { id: string }): Subject[] => [{ kind, id }];
const ofPatientAndStay = (input: { patientId: string; encounterId: string | null }): Subject[] => [
  ...ofPatient(input),
  ...(input.encounterId === null ? [] : [{ kind: 'encounter' as const, id: input.encounterId }]),
];

const allergy = {
  kind: z.enum(['allergy', 'intolerance']),
  substance: lineSchema(),
  reaction: line(),
  severity: z.enum(['mild', 'moderate', 'severe']).nullable(),
  clinicalStatus: z.enum(allergyStatuses),
};
const condition = {
  display: lineSchema(300),
  clinicalStatus: z.enum(conditionStatuses),
  principal: z.boolean(),
  onsetOn: dateSchema.nullable(),
  abatedOn: dateSchema.nullable(),
};
const contact = {
  name: lineSchema(120),
  relationship: line(60),
  phone: line(60),
  address: line(),
  language: line(40),
  roles: z.array(z.enum(contactRoles)).max(contactRoles.length),
  mayBeTold: z.enum(sharings).nullable(),
  toldWhat: line(400),
  note: line(400),
};
const member = {
  name: lineSchema(120),
  role: lineSchema(80),
  phone: line(60),
  organization: line(120),
  note: line(400),
};

export const patientRecordCalls = {
  'patients.addAllergy': write({
    input: z.strictObject({ ...patient, ...allergy }),
    output: answer<Allergy>(),
    access: 'care.write',
    subjects: ofPatient,
    changes: ['patients'],
  }),
  'patients.changeAllergy': write({
    input: z.strictObject({ ...version, ...allergy }),
    output: answer<Allergy>(),
    access: 'care.write',
    subjects: of('allergy'),
    changes: ['patients'],
  }),
  /** “No known allergies”: a statement with author and date, refused while one is recorded. */
  'patients.stateNoAllergies': write({
    input: z.strictObject(patient),
    output: answer<Allergy>(),
    access: 'care.write',
    subjects: ofPatient,
    changes: ['patients'],
  }),
  /** Each is an entry of its own; the newest is in force. */
  'patients.setCodeStatus': write({
    input: z.strictObject({
      ...patient,
      encounterId: idSchema.nullable(),
      status: z.enum(codeStatuses),
      saidBy: lineSchema(120),
      at: instantSchema,
      note: line(400),
    }),
    output: answer<CodeStatus>(),
    access: 'care.write',
    subjects: ofPatientAndStay,
    changes: ['patients'],
  }),
  'patients.raiseConcern': write({
    input: z.strictObject({
      encounterId: idSchema,
      words: words(4000),
      saidBy: line(120),
      raisedTo: line(120),
    }),
    output: answer<Concern>(),
    access: 'care.write',
    subjects: ({ encounterId }) => [{ kind: 'encounter', id: encounterId }],
    changes: ['patients'],
  }),
  /** Answered; null opens it again. */
  'patients.answerConcern': write({
    input: z.strictObject({ ...version, answer: words(4000).nullable() }),
    output: answer<Concern>(),
    access: 'care.write',
    subjects: of('concern'),
    changes: ['patients'],
  }),
  'patients.addCondition': write({
    input: z.strictObject({ ...patient, encounterId: idSchema.nullable(), ...condition }),
    output: answer<Condition>(),
    access: 'care.write',
    subjects: ofPatientAndStay,
    changes: ['patients', 'careplans'],
  }),
  'patients.changeCondition': write({
    input: z.strictObject({ ...version, ...condition }),
    output: answer<Condition>(),
    access: 'care.write',
    subjects: of('condition'),
    changes: ['patients', 'careplans'],
  }),
  'patients.addContact': write({
    input: z.strictObject({ ...patient, ...contact }),
    output: answer<Contact>(),
    access: 'care.write',
    subjects: ofPatient,
    changes: ['patients'],
  }),
  'patients.changeContact': write({
    input: z.strictObject({ ...version, ...contact }),
    output: answer<Contact>(),
    access: 'care.write',
    subjects: of('relatedPerson'),
    changes: ['patients'],
  }),
  /** Naming a user of Liaison gives that person the team's reach. */
  'patients.addTeamMember': write({
    input: z.strictObject({
      ...patient,
      encounterId: idSchema.nullable(),
      userId: idSchema.nullable(),
      ...member,
    }),
    output: answer<TeamMember>(),
    access: 'care.write',
    subjects: ofPatientAndStay,
    changes: ['patients', 'caseload', 'search', 'careplans'],
  }),
  'patients.changeTeamMember': write({
    input: z.strictObject({ ...version, ...member }),
    output: answer<TeamMember>(),
    access: 'care.write',
    subjects: of('careTeamMember'),
    changes: ['patients', 'careplans'],
  }),
  /** Leaves the team now, or (undo) is back in it. */
  'patients.endTeamMember': write({
    input: z.strictObject({ ...version, ended: z.boolean() }),
    output: answer<TeamMember>(),
    access: 'care.write',
    subjects: of('careTeamMember'),
    changes: ['patients', 'caseload', 'search', 'careplans'],
  }),
  'patients.enterInError': write({
    input: z.strictObject({
      ...patient,
      kind: z.enum(errorKinds),
      ...version,
      reason: lineSchema(),
    }),
    output: answer<null>(),
    access: 'care.write',
    subjects: ofPatient,
    changes: ['patients', 'caseload', 'search', 'careplans'],
  }),
};
