/** Expectations of the calls about one patient: file, stay, coverage, notes, tasks, documents. */
import type { patientCalls } from '../../../shared/contract/patients';
import type { coverageCalls } from '../../../shared/contract/coverage';
import type { documentCalls } from '../../../shared/contract/documents';
import type { encounterCalls } from '../../../shared/contract/encounters';
import type { noteCalls } from '../../../shared/contract/notes';
import type { patientRecordCalls } from '../../../shared/contract/patient-records';
import type { taskCalls } from '../../../shared/contract/tasks';
import { testNow } from '../store';
import { expect } from 'vitest';
import { line, type Cell, type RowsOf } from './row';

const readsPatient = { may: line.readPatients, about: 'patient', audit: 'list' } as const;
const writesCare = { may: line.care, about: 'patient', audit: 'write' } as const;
/** The stay of somebody else whom the caller reaches too. */
const strangeStay = ({ w, s }: Cell) => ({
  encounterId: (s === w.subjects.own ? w.subjects.left : w.subjects.own).encounterId,
});
/** One call is about one patient: a note of one on the stay of another is refused. */
const mixed = { ...writesCare, what: 'with another patient’s stay', answers: 'invalid' } as const;
const page = { offset: 0, limit: 50 };
const reason = 'Written on the wrong patient';

const allergy = {
  kind: 'allergy',
  ...{ substance: 'Latex', reaction: null, severity: null },
  clinicalStatus: 'active',
} as const;
const condition = {
  display: 'Delirium',
  clinicalStatus: 'active',
  principal: false,
  onsetOn: null,
  abatedOn: null,
} as const;
const codeStatus = { status: 'dnr', saidBy: 'Daughter', at: testNow, note: null } as const;
const contact = {
  ...{ name: 'A neighbor', relationship: null, phone: null, address: null, roles: [], note: null },
  ...{ language: null, mayBeTold: null, toldWhat: null },
};
const member = { name: 'Sam', role: 'sw', phone: null, organization: null, note: null };
const coverage = {
  payer: 'A plan',
  planClass: 'medicaid',
  rank: 2,
  memberNumber: null,
  groupNumber: null,
  startsOn: null,
  endsOn: null,
} as const;

const ofPatient = ({ s }: Cell) => ({ patientId: s.patientId });
const stay = async ({ s, of }: Cell) => ({
  encounterId: s.encounterId,
  rowVersion: (await of('encounter', s.encounterId)).rowVersion,
});

/** A note that the caller wrote and has not signed. */
const ownNote = async ({ s, insert }: Cell) => ({
  id: await insert('note', {
    ...{ patientId: s.patientId, encounterId: s.encounterId },
    ...{ text: `${s.tag} unsigned`, status: 'preliminary' },
  }),
  rowVersion: 1,
});

export const patientRows: {
  [K in keyof typeof patientCalls]: RowsOf<K>;
} = {
  // Opening a patient always writes its own entry.
  'patients.open': { ...readsPatient, audit: 'write', input: ofPatient },
  'patients.file': { ...readsPatient, input: ofPatient },
  'patients.conditions': { ...readsPatient, input: (c) => ({ ...ofPatient(c), ...page }) },
  'patients.timeline': {
    ...readsPatient,
    input: (c) => ({ ...ofPatient(c), kind: null, before: null, limit: 50 }),
  },
  'patients.headlines': {
    ...readsPatient,
    about: 'house',
    input: ({ w }) => ({ patientIds: Object.values(w.subjects).map(({ patientId }) => patientId) }),
    check: (answer, { w }) => {
      const { own, team, left } = w.subjects;
      const named = answer.map(({ familyName }) => familyName).sort();
      expect(named).toEqual([own.tag, team.tag, left.tag].sort());
    },
  },
  'patients.breakGlass': {
    ...{ may: line.breakGlass, about: 'anyPatient', audit: 'write' },
    input: (c) => ({ ...ofPatient(c), reason: 'Called about the transfer' }),
    check: (_answer, _cell, entries) =>
      expect(entries.map(({ reason: why }) => why)).toContain('Called about the transfer'),
  },
  // The auditor is the privacy officer: every patient. A lead restricts whom they reach.
  'patients.restrict': {
    ...{ may: line.restrict, about: 'patient', beyondReach: ['auditor'], audit: 'write' },
    input: async (c) => ({
      ...ofPatient(c),
      rowVersion: (await c.of('patient', c.s.patientId)).rowVersion,
      restricted: true,
      reason: 'Works here',
    }),
  },
  'patients.change': {
    ...writesCare,
    input: async (c) => ({
      ...ofPatient(c),
      rowVersion: (await c.of('patient', c.s.patientId)).rowVersion,
      ...{ phone: '555-0199', addressLine: null, city: null, state: null, postalCode: null },
      ...{ language: null, maritalStatus: null },
    }),
  },
};

export const patientRecordRows: {
  [K in keyof typeof patientRecordCalls]: RowsOf<K>;
} = {
  'patients.addAllergy': { ...writesCare, input: (c) => ({ ...ofPatient(c), ...allergy }) },
  'patients.changeAllergy': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('allergy', s.allergyId)), ...allergy }),
  },
  'patients.stateNoAllergies': {
    ...writesCare,
    input: async (c) => {
      await c.w.base.store.transaction((trx) =>
        trx('allergy')
          .where({ id: c.s.allergyId })
          .update({ enteredInErrorAt: testNow, enteredInErrorBy: c.as.id }),
      );
      return ofPatient(c);
    },
  },
  'patients.setCodeStatus': [
    {
      ...{ ...writesCare, what: 'of the stay' },
      input: (c) => ({ ...ofPatient(c), encounterId: c.s.encounterId, ...codeStatus }),
    },
    { ...mixed, input: (c) => ({ ...ofPatient(c), ...strangeStay(c), ...codeStatus }) },
  ],
  'patients.raiseConcern': {
    ...writesCare,
    input: ({ s }) => ({
      ...{ encounterId: s.encounterId, words: 'No stairs.', saidBy: null, raisedTo: null },
    }),
  },
  'patients.answerConcern': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('concern', s.concernId)), answer: 'Seen.' }),
  },
  'patients.addCondition': [
    {
      ...{ ...writesCare, what: 'of the stay' },
      input: (c) => ({ ...ofPatient(c), encounterId: c.s.encounterId, ...condition }),
    },
    { ...mixed, input: (c) => ({ ...ofPatient(c), ...strangeStay(c), ...condition }) },
  ],
  'patients.changeCondition': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('condition', s.conditionId)), ...condition }),
  },
  'patients.addContact': { ...writesCare, input: (c) => ({ ...ofPatient(c), ...contact }) },
  'patients.changeContact': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('related_person', s.contactId)), ...contact }),
  },
  'patients.addTeamMember': [
    {
      ...{ ...writesCare, what: 'of the stay' },
      input: (c) => ({
        ...{ ...ofPatient(c), encounterId: c.s.encounterId, userId: c.w.colleague.id, ...member },
      }),
    },
    {
      ...mixed,
      input: (c) => ({ ...ofPatient(c), ...strangeStay(c), userId: c.w.colleague.id, ...member }),
    },
  ],
  'patients.changeTeamMember': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('care_team_member', s.memberId)), ...member }),
  },
  'patients.endTeamMember': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('care_team_member', s.memberId)), ended: true }),
  },
  'patients.enterInError': {
    ...writesCare,
    input: async (c) => ({
      ...ofPatient(c),
      ...{ kind: 'allergy', ...(await c.of('allergy', c.s.allergyId)), reason },
    }),
  },
};

const dueNever = { dueAt: null, dueOn: null };

export const stayRows: {
  [K in keyof typeof encounterCalls | keyof typeof taskCalls]: RowsOf<K>;
} = {
  'encounters.lists': { ...readsPatient, about: 'house', audit: 'none', input: () => ({}) },
  'encounters.get': { ...readsPatient, input: ({ s }) => ({ encounterId: s.encounterId }) },
  'encounters.ofPatient': { ...readsPatient, input: (c) => ({ ...ofPatient(c), ...page }) },
  'encounters.setExpectedDischarge': {
    ...writesCare,
    input: async (c) => ({
      ...(await stay(c)),
      ...{ on: '2026-03-14', plannedLeaveAt: null, unknownReason: null },
      ...{ reason: 'edd-other', words: 'The son comes on Saturday' },
    }),
  },
  'encounters.undoExpectedDischarge': {
    ...writesCare,
    input: async (c) => {
      const { moveId } = await c.prepare('encounters.setExpectedDischarge', {
        ...(await stay(c)),
        ...{ on: '2026-03-15', plannedLeaveAt: null, unknownReason: null },
        ...{ reason: 'edd-other', words: 'Mistaken' },
      });
      return { ...(await stay(c)), moveId: moveId! };
    },
  },
  'encounters.setMedicallyReady': {
    ...writesCare,
    input: async (c) => ({
      ...{ ...(await stay(c)), ready: 'yes', since: null, saidBy: 'Dr. Slatefield' },
    }),
  },
  'encounters.setPlannedDisposition': {
    ...writesCare,
    input: async (c) => ({ ...(await stay(c)), disposition: 'snf' }),
  },
  'tasks.ofEncounter': { ...readsPatient, input: ({ s }) => ({ encounterId: s.encounterId }) },
  'tasks.add': {
    ...writesCare,
    input: ({ s }) => ({
      ...{ encounterId: s.encounterId, title: 'Call', detail: null, kind: 'tk-other' },
      ...{ ownerId: null, ...dueNever },
    }),
  },
  'tasks.change': {
    ...writesCare,
    input: async ({ s, of }) => ({
      ...(await of('task', s.taskId)),
      ...{ title: 'Call again', detail: null, ownerId: null, ...dueNever },
    }),
  },
  'tasks.setDone': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('task', s.taskId)), done: true }),
  },
  'tasks.cancel': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('task', s.taskId)), reason }),
  },
};

const print = (carePlanId: string) =>
  ({ carePlanId, version: null, paper: 'letter', language: 'en' }) as const;

export const paperRows: {
  [
    K in keyof typeof coverageCalls | keyof typeof noteCalls | keyof typeof documentCalls
  ]: RowsOf<K>;
} = {
  'coverage.add': { ...writesCare, input: (c) => ({ ...ofPatient(c), ...coverage }) },
  'coverage.change': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('coverage', s.coverageId)), ...coverage }),
  },
  'coverage.enterInError': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('coverage', s.coverageId)), reason }),
  },
  'notes.ofPatient': { ...readsPatient, input: (c) => ({ ...ofPatient(c), ...page }) },
  'notes.add': [
    {
      ...{ ...writesCare, what: 'of the stay' },
      input: (c) => ({ ...ofPatient(c), encounterId: c.s.encounterId, text: 'Sat up.' }),
    },
    { ...mixed, input: (c) => ({ ...ofPatient(c), ...strangeStay(c), text: 'Sat up.' }) },
  ],
  'notes.change': {
    ...writesCare,
    input: async (c) => ({ ...(await ownNote(c)), text: 'Sat up twice.' }),
  },
  'notes.sign': { ...writesCare, input: ownNote },
  'notes.amend': {
    ...writesCare,
    input: async ({ s, of }) => ({ ...(await of('note', s.noteId)), text: 'Stood.', reason }),
  },
  'notes.enterInError': {
    ...writesCare,
    input: async (c) => ({ ...(await ownNote(c)), reason }),
  },
  'documents.ofPatient': { ...readsPatient, input: ofPatient },
  // Opening a document always writes its own entry.
  'documents.prepareCarePlan': {
    ...{ may: line.documents, about: 'patient', audit: 'write' },
    input: ({ s }) => print(s.carePlanId),
  },
};
