/** FHIR R4 as vendors' servers and exports write it, counted by hand. */
import { bundle, fhirEncounter, fhirPatient, uuid } from '../feeds';
import { accepted, strangeFiles, type StrangeFile } from './strange-file';

type Json = Record<string, unknown>;
const epicBase = 'https://fhir.epic.example/interconnect-fhir-oauth/api/FHIR/R4';
const cernerBase = 'https://fhir-open.cerner.example/r4/ec2458f2-1e24-41c8-b71b-0e701af7583d';
const stay = { patients: 1, encounters: 1, inpatientEncounters: 1 };
const text = (value: string): Json => ({ text: value });
const coded = (system: string, code: string, display?: string): Json => ({
  coding: [{ system, code, ...(display ? { display } : {}) }],
});
const served = (base: string, resource: Json, mode = 'match'): Json => ({
  link: [
    {
      relation: 'self',
      url: `${base}/${String(resource['resourceType'])}/${String(resource['id'])}`,
    },
  ],
  fullUrl: `${base}/${String(resource['resourceType'])}/${String(resource['id'])}`,
  resource,
  search: { mode },
});
const found = (entries: Json[]): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    total: entries.length,
    link: [{ relation: 'self', url: `${epicBase}/Patient` }],
    entry: entries,
  });
const lines = (...resources: Json[]): string =>
  resources.map((resource) => `${JSON.stringify(resource)}\r\n`).join('');

const p = uuid(1);
const e = uuid(2);
const subject = { reference: `urn:uuid:${p}` };
const patient = fhirPatient(p);
const encounter = fhirEncounter(e, p);
const with_ = (...resources: Json[]): string => bundle([patient, encounter, ...resources]);

/** A patient as Epic's sandbox gives one. */
const epicPatient: Json = {
  resourceType: 'Patient',
  id: 'eq081-VQEgP8drUUqCWzHfw3',
  extension: [
    {
      url: 'http://open.epic.com/FHIR/StructureDefinition/extension/legal-sex',
      valueCodeableConcept: text('M'),
    },
  ],
  identifier: [
    {
      use: 'usual',
      type: text('CEID'),
      system: 'urn:oid:1.2.840.114350.1.13.0.1.7.3.688884.100',
      value: 'FHRX4B',
    },
    {
      use: 'usual',
      type: text('EPI'),
      system: 'urn:oid:1.2.840.114350.1.13.0.1.7.5.737384.0',
      value: 'E4001',
    },
    {
      use: 'usual',
      system: 'urn:oid:2.16.840.1.113883.4.1',
      _value: { extension: [{ url: 'x', valueString: 'xxx-xx-0000' }] },
    },
  ],
  active: true,
  name: [
    { use: 'nickname', text: 'Ted', given: ['Ted'] },
    { use: 'official', text: 'Theodore Mychart', family: 'Mychart', given: ['Theodore'] },
  ],
  telecom: [{ system: 'phone', value: '+1 608-213-5806', use: 'home' }],
  gender: 'male',
  birthDate: '1948-07-07',
  deceasedBoolean: false,
  address: [
    {
      use: 'old',
      line: ['134 Elmstreet'],
      city: 'Madison',
      state: 'WI',
      postalCode: '53706',
      period: { end: '2020-01-01' },
    },
    { use: 'home', line: ['134 Pinewood'], city: 'Madison', state: 'WI', postalCode: '53706' },
  ],
  contact: [
    {
      relationship: [coded('urn:oid:1.2.840.114350', '15', 'Spouse')],
      name: { use: 'usual', text: 'Ali Mychart' },
      telecom: [{ system: 'phone', value: '+1 608-999-9999' }],
    },
  ],
  generalPractitioner: [
    {
      reference: 'Practitioner/eM5CWtq15N0WJeuCet5bJlQ3',
      display: 'Physician Family Medicine, MD',
    },
  ],
};

const epicEncounter: Json = {
  resourceType: 'Encounter',
  id: 'elMz2mwjsRvKnZiR.0ceTUg3',
  identifier: [
    { use: 'usual', system: 'urn:oid:1.2.840.114350.1.13.0.1.7.3.698084.8', value: '27541' },
  ],
  status: 'finished',
  class: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    code: 'IMP',
    display: 'inpatient encounter',
  },
  type: [text('Hospital Encounter')],
  serviceType: text('General Medicine'),
  subject: { reference: 'Patient/eq081-VQEgP8drUUqCWzHfw3', display: 'Mychart, Theodore' },
  participant: [
    {
      type: [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'ATND')],
      individual: {
        reference: 'Practitioner/eM5',
        type: 'Practitioner',
        display: 'Physician Family Medicine, MD',
      },
    },
  ],
  period: { start: '2026-02-01T15:00:00Z', end: '2026-02-04T18:12:00Z' },
  location: [{ location: { reference: 'Location/e4W', display: 'EMH 5 West 508-1' } }],
  hospitalization: { dischargeDisposition: coded('urn:oid:1.2.840', '1', 'Home or Self Care') },
};

/** A stay as Millennium gives one: a UUID for a base, classes beside the v3 list. */
const cernerEncounter: Json = {
  resourceType: 'Encounter',
  id: '97953480',
  meta: { versionId: '2', lastUpdated: '2026-03-08T10:15:00.000Z' },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  status: 'in-progress',
  class: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    code: 'IMP',
    userSelected: false,
  },
  subject: { reference: 'Patient/12724066', display: 'SMART II, NANCYS' },
  period: { start: '2026-03-08T10:15:00.000Z' },
  serviceProvider: { reference: 'Organization/675844' },
};
const cernerPatient: Json = {
  resourceType: 'Patient',
  id: '12724066',
  identifier: [
    {
      id: 'CI-1',
      use: 'usual',
      type: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }],
        text: 'MRN',
      },
      system: 'urn:oid:2.16.840.1.113883.6.1000',
      value: '6931',
      period: { start: '2019-10-08T20:23:15.000Z' },
    },
  ],
  name: [
    {
      id: 'CI-2',
      use: 'official',
      text: 'SMART II, NANCYS',
      family: 'SMART II',
      given: ['NANCYS'],
      period: { start: '2019-10-08T20:23:15.000Z' },
    },
  ],
  birthDate: '1980-08-11',
  gender: 'female',
};

const goal = (more: Json = {}): Json => ({
  resourceType: 'Goal',
  lifecycleStatus: 'active',
  description: text('Walks 50 m with the frame'),
  subject,
  ...more,
});
const plan = (more: Json): Json => ({
  resourceType: 'CarePlan',
  id: uuid(20),
  status: 'active',
  intent: 'plan',
  subject,
  title: 'Back home',
  ...more,
});

/** Good files. */
export const fhirVendors = (): StrangeFile[] =>
  strangeFiles('json', {
    'Epic, what a search gives': accepted(
      found([served(epicBase, epicPatient), served(epicBase, epicEncounter, 'include')]),
      stay,
    ),
    'Cerner, what a search gives': accepted(
      found([served(cernerBase, cernerPatient), served(cernerBase, cernerEncounter)]),
      stay,
    ),
    'Cerner, several kinds behind one base that is a UUID': accepted(
      found([
        served(cernerBase, cernerPatient),
        served(cernerBase, {
          ...cernerPatient,
          id: '12724067',
          identifier: [{ system: 'urn:oid:2.16.840.1.113883.6.1000', value: '6932' }],
          birthDate: '1981-01-01',
        }),
        served(cernerBase, cernerEncounter),
        served(cernerBase, {
          ...cernerEncounter,
          id: '97953481',
          subject: { reference: `${cernerBase}/Patient/12724067` },
        }),
        served(cernerBase, {
          resourceType: 'Condition',
          id: 'p1',
          code: text('Asthma'),
          subject: { reference: 'Patient/12724067' },
          encounter: { reference: 'Encounter/97953481' },
        }),
      ]),
      { patients: 2, encounters: 2, inpatientEncounters: 2, conditions: 1 },
    ),
    'an export of lines, the kinds one after the other': accepted(
      lines(
        {
          resourceType: 'Condition',
          id: 'c1',
          code: text('Asthma'),
          subject: { reference: 'Patient/12724066' },
          encounter: { reference: 'Encounter/97953480' },
        },
        cernerEncounter,
        { resourceType: 'Group', id: 'g', type: 'person', actual: true },
        { resourceType: 'ExplanationOfBenefit', id: 'x' },
        { resourceType: 'ExplanationOfBenefit', id: 'y' },
        cernerPatient,
      ),
      { ...stay, conditions: 1 },
      { notUsed: { Group: 1, ExplanationOfBenefit: 2 } },
    ),
    'goals that stand inside their plan': accepted(
      with_(
        plan({
          contained: [
            goal({ id: 'g1' }),
            goal({ id: 'g2', subject: undefined, description: text('Sleeps') }),
          ],
          goal: [{ reference: '#g1' }, { reference: '#g2' }],
        }),
      ),
      { ...stay, carePlans: 1, goals: 2 },
    ),
    'a condition that stands inside its plan': accepted(
      with_(
        plan({
          contained: [{ resourceType: 'Condition', id: 'c', code: text('Hip fracture'), subject }],
          addresses: [{ reference: '#c' }],
        }),
      ),
      { ...stay, carePlans: 1, conditions: 1 },
    ),
    'a team that stands inside its plan': accepted(
      with_(
        plan({
          contained: [
            {
              resourceType: 'CareTeam',
              id: 't',
              subject,
              participant: [
                { role: [text('Patient')], member: subject },
                { role: [text('Case manager')], member: { display: 'Sam Hill, RN' } },
                { role: [text('Social worker')] },
              ],
            },
          ],
          careTeam: [{ reference: '#t' }],
        }),
      ),
      { ...stay, carePlans: 1, careTeamMembers: 1 },
      { says: ['entry[2].resource.contained[0].participant[2].member'] },
    ),
    'a diagnosis that stands inside its stay': accepted(
      bundle([
        patient,
        fhirEncounter(e, p, {
          contained: [
            { resourceType: 'Condition', id: 'dx', code: text('Heart failure'), subject },
          ],
          diagnosis: [{ condition: { reference: '#dx' }, rank: 1 }],
        }),
      ]),
      { ...stay, conditions: 1 },
    ),
    'what stands inside and belongs to nothing that is read': accepted(
      with_({
        resourceType: 'MedicationRequest',
        id: uuid(9),
        contained: [{ resourceType: 'Condition', id: 'x', code: text('Pain'), subject }],
        reasonReference: [{ reference: '#x' }],
        subject,
      }),
      stay,
      { notUsed: { MedicationRequest: 1 } },
    ),
    'people to call, written in the patient': accepted(
      bundle([
        fhirPatient(p, {
          contact: [
            {
              relationship: [
                coded('http://terminology.hl7.org/CodeSystem/v2-0131', 'C', 'Emergency Contact'),
              ],
              name: { family: 'Marlstone', given: ['Tom'] },
              telecom: [{ system: 'phone', value: '555-0101' }],
            },
            { relationship: [text('Daughter')], name: { text: 'Ada Wick' } },
            { organization: { display: 'Harborlight' } },
          ],
        }),
        encounter,
      ]),
      stay,
    ),
    'a payer who is the patient': accepted(
      with_({
        resourceType: 'Coverage',
        id: uuid(8),
        status: 'active',
        type: coded('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'pay', 'Pay'),
        beneficiary: subject,
        payor: [subject],
      }),
      { ...stay, coverages: 1 },
    ),
    'Synthea, a claim and its answer with the coverage inside': accepted(
      with_(
        {
          resourceType: 'Claim',
          id: uuid(30),
          status: 'active',
          use: 'claim',
          patient: subject,
          insurance: [{ sequence: 1, focal: true, coverage: { display: 'Medicare' } }],
        },
        {
          resourceType: 'ExplanationOfBenefit',
          id: uuid(31),
          contained: [
            {
              resourceType: 'Coverage',
              id: 'coverage',
              status: 'active',
              beneficiary: subject,
              payor: [{ display: 'Medicare' }],
            },
          ],
          patient: subject,
          insurance: [{ focal: true, coverage: { reference: '#coverage', display: 'Medicare' } }],
        },
      ),
      { ...stay, coverages: 1 },
      { notUsed: { Claim: 1, ExplanationOfBenefit: 1 } },
    ),
    'marks in meta, and parts that a summary left': accepted(
      bundle([
        fhirPatient(p, {
          meta: {
            tag: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
                code: 'SUBSETTED',
              },
            ],
            profile: ['x'],
            security: [{ code: 'R' }],
          },
        }),
        fhirEncounter(e, p, { meta: { versionId: '1', source: '#x', tag: [{ code: 'synthea' }] } }),
      ]),
      stay,
    ),
    'every class of stay': accepted(
      bundle([
        patient,
        ...[
          'IMP',
          'ACUTE',
          'NONAC',
          'OBSENC',
          'EMER',
          'AMB',
          'SS',
          'PRENC',
          'VR',
          'HH',
          'FLD',
          '3',
        ].map((code, index) =>
          fhirEncounter(uuid(40 + index), p, {
            class: { code },
            period: {
              start: `2025-0${(index % 9) + 1}-02T08:00:00Z`,
              end: `2025-0${(index % 9) + 1}-03T08:00:00Z`,
            },
          }),
        ),
      ]),
      { patients: 1, encounters: 12, inpatientEncounters: 3 },
    ),
    'stays that never were, and one to come': accepted(
      bundle([
        patient,
        fhirEncounter(uuid(50), p, { status: 'entered-in-error' }),
        fhirEncounter(uuid(51), p, {
          status: 'cancelled',
          period: { start: '2025-05-01T08:00:00Z' },
        }),
        fhirEncounter(uuid(52), p, {
          status: 'planned',
          period: { start: '2026-06-01T08:00:00Z' },
        }),
      ]),
      { patients: 1, encounters: 2, inpatientEncounters: 2 },
    ),
    'a name without its use among others': accepted(
      bundle([
        fhirPatient(p, {
          name: [
            { use: 'anonymous', text: 'Unknown' },
            { use: 'nickname', given: ['Edie'] },
            { family: 'Marlstone', given: ['Edith'] },
            { use: 'maiden', family: 'Wick' },
          ],
        }),
        encounter,
      ]),
      stay,
    ),
    'references that lead nowhere': accepted(
      with_(
        plan({
          goal: [{ reference: `urn:uuid:${uuid(90)}` }],
          addresses: [{ reference: 'Condition/none' }],
        }),
        {
          resourceType: 'Goal',
          id: uuid(21),
          lifecycleStatus: 'active',
          description: text('Eats'),
          subject: { reference: `urn:uuid:${uuid(91)}` },
        },
        {
          resourceType: 'Procedure',
          id: uuid(22),
          status: 'completed',
          code: text('Hip repair'),
          subject: { reference: 'Group/7' },
        },
      ),
      { ...stay, carePlans: 1 },
      {
        says: [
          'entry[2].resource.goal[0]',
          'entry[3].resource.subject',
          'entry[4].resource.subject',
        ],
      },
    ),
    'requests, documents and results': accepted(
      with_(
        {
          resourceType: 'ServiceRequest',
          id: uuid(23),
          status: 'active',
          intent: 'order',
          code: text('Home health'),
          subject,
          requester: { display: 'Dr. Wick' },
        },
        {
          resourceType: 'DocumentReference',
          id: uuid(24),
          status: 'current',
          type: text('Discharge summary'),
          subject,
          content: [{ attachment: { contentType: 'text/plain', data: 'QUJD'.repeat(2000) } }],
        },
        {
          resourceType: 'Observation',
          id: uuid(25),
          status: 'final',
          code: coded('http://loinc.org', '2951-2', 'Sodium'),
          subject,
          effectiveDateTime: '2025-11-05T06:00:00Z',
          valueQuantity: { value: 138, unit: 'mmol/L' },
        },
        {
          resourceType: 'Observation',
          id: uuid(26),
          status: 'final',
          code: coded('http://loinc.org', '85354-9', 'Blood pressure'),
          subject,
          component: [],
        },
        {
          resourceType: 'MedicationRequest',
          id: uuid(27),
          status: 'active',
          intent: 'order',
          subject,
        },
        { resourceType: 'Provenance', id: uuid(28), target: [subject] },
      ),
      stay,
      { notUsed: { Observation: 1, MedicationRequest: 1, Provenance: 1 } },
    ),
    'plans and goals in every status': accepted(
      with_(
        ...[
          'draft',
          'active',
          'on-hold',
          'revoked',
          'completed',
          'entered-in-error',
          'unknown',
        ].map((status, index) => plan({ id: uuid(60 + index), status })),
        ...[
          'proposed',
          'planned',
          'accepted',
          'active',
          'on-hold',
          'completed',
          'cancelled',
          'entered-in-error',
          'rejected',
        ].map((lifecycleStatus, index) => goal({ id: uuid(70 + index), lifecycleStatus })),
      ),
      { ...stay, carePlans: 7, goals: 9 },
    ),
  });
