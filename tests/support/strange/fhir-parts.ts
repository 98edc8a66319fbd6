/** What hangs on a FHIR patient and stay, as odd as vendors make it. */
import { bundle, fhirEncounter, fhirPatient, uuid } from '../feeds';
import { accepted, strangeFiles, type StrangeFile, type Told } from './strange-file';

type Json = Record<string, unknown>;
const p = uuid(1);
const e = uuid(2);
const subject = { reference: `urn:uuid:${p}` };
const encounter = { reference: `urn:uuid:${e}` };
const stay = { patients: 1, encounters: 1, inpatientEncounters: 1 };
const code = (system: string, value: string): Json => ({ coding: [{ system, code: value }] });
const verified = (value: string): Json =>
  code('http://terminology.hl7.org/CodeSystem/condition-ver-status', value);

let next = 10;
const resource = (resourceType: string, more: Json): Json => {
  next += 1;
  return { resourceType, id: uuid(next), ...more };
};
const condition = (text: string, more: Json = {}): Json =>
  resource('Condition', { code: { text }, subject, ...more });
const coverage = (more: Json): Json =>
  resource('Coverage', { status: 'active', beneficiary: subject, ...more });
const claim = (more: Json): Json =>
  resource('Claim', { status: 'active', patient: subject, ...more });
const file = (
  parts: Json[],
  counts: Told['counts'],
  more: Partial<Told> & { patient?: Json; encounter?: Json } = {},
): Told => {
  const { patient = {}, encounter: of = {}, ...told } = more;
  return accepted(
    bundle([fhirPatient(p, patient), fhirEncounter(e, p, of), ...parts]),
    { ...stay, ...counts },
    told,
  );
};

/** Good files. */
export const fhirParts = (): StrangeFile[] =>
  strangeFiles('json', {
    'conditions of the stay and of the problem list': file(
      [
        condition('Heart failure', {
          encounter,
          category: [
            code('http://terminology.hl7.org/CodeSystem/condition-category', 'encounter-diagnosis'),
          ],
        }),
        condition('Heart failure', {
          category: [
            code('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item'),
          ],
        }),
        condition('Lives alone', { category: [code('x', 'health-concern')] }),
      ],
      { conditions: 3 },
    ),
    'a condition entered in error': file(
      [condition('Wrong chart', { verificationStatus: verified('entered-in-error') })],
      { conditions: 1 },
    ),
    'a condition of a stay that is not here': file(
      [condition('Old', { encounter: { reference: 'Encounter/777' } })],
      { conditions: 1 },
      { says: ['entry[2].resource.encounter'] },
    ),
    'partial dates': file(
      [
        condition('Diabetes', { onsetDateTime: '2005' }),
        condition('Asthma', { onsetDateTime: '2005-06', abatementDateTime: '2010' }),
      ],
      { conditions: 2 },
      { patient: { birthDate: '1939' }, encounter: { period: { start: '2025-11' } } },
    ),
    'other kinds of onset': file(
      [
        condition('A', { onsetAge: { value: 40, unit: 'a' } }),
        condition('B', { onsetString: 'in childhood' }),
        condition('C', { onsetRange: { low: { value: 1 } } }),
      ],
      { conditions: 3 },
    ),
    'a stay entered in error': accepted(
      bundle([fhirPatient(p), fhirEncounter(e, p, { status: 'entered-in-error' })]),
      { patients: 1 },
    ),
    'a cancelled stay': accepted(
      bundle([fhirPatient(p), fhirEncounter(e, p, { status: 'cancelled' })]),
      stay,
    ),
    'a planned stay': accepted(
      bundle([
        fhirPatient(p),
        fhirEncounter(e, p, { status: 'planned', period: { start: '2099-01-01' } }),
      ]),
      stay,
    ),
    'two stays under one account number': accepted(
      bundle([
        fhirPatient(p),
        fhirEncounter(e, p, { identifier: [{ system: 'urn:oid:1.2', value: 'A1' }] }),
        fhirEncounter(uuid(3), p, { identifier: [{ system: 'urn:oid:1.2', value: 'A1' }] }),
      ]),
      { patients: 1, encounters: 2, inpatientEncounters: 2 },
    ),
    'a stay of a group': file([], {}, { encounter: { subject: subject } }),
    'a payer in a Coverage': file(
      [
        coverage({ payor: [{ display: 'Medicare' }] }),
        claim({ insurance: [{ coverage: { display: 'Medicare' } }] }),
      ],
      { coverages: 1 },
      { notUsed: { Claim: 1 } },
    ),
    'a payer in claims alone': file(
      [
        claim({ insurance: [{ coverage: { display: 'Medicare' } }] }),
        claim({ insurance: [{ coverage: { display: 'medicare' } }] }),
        claim({ insurance: [{ coverage: { display: 'Aetna' } }] }),
      ],
      { coverages: 2 },
      { notUsed: { Claim: 3 } },
    ),
    'a payer as a claim’s insurer': file(
      [
        resource('Organization', { id: uuid(8), name: 'Harborlight Health' }),
        claim({
          insurer: { reference: `urn:uuid:${uuid(8)}` },
          insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/9' } }],
        }),
      ],
      { coverages: 1 },
      { notUsed: { Claim: 1 } },
    ),
    'a payer in a contained coverage': file(
      [
        claim({
          contained: [
            {
              resourceType: 'Coverage',
              id: 'cov',
              type: { text: 'Medicaid' },
              payor: [{ display: 'Medicaid' }],
            },
          ],
          insurance: [{ coverage: { reference: '#cov' } }],
        }),
      ],
      { coverages: 1 },
      { notUsed: { Claim: 1 } },
    ),
    'an insurance without an end': file(
      [
        coverage({
          payor: [{ display: 'Medicare' }],
          period: { start: '2020-01-01', end: '9999-12-31' },
        }),
      ],
      { coverages: 1 },
    ),
    'a coverage entered in error': file(
      [coverage({ status: 'entered-in-error', payor: [{ display: 'Medicare' }] })],
      { coverages: 0 },
    ),
    allergies: file(
      [
        resource('AllergyIntolerance', { patient: subject, code: { text: 'Penicillin' } }),
        resource('AllergyIntolerance', {
          patient: subject,
          code: { text: 'Peanut' },
          verificationStatus: verified('refuted'),
        }),
        resource('AllergyIntolerance', {
          patient: subject,
          code: { text: 'Latex' },
          verificationStatus: verified('entered-in-error'),
        }),
      ],
      { allergies: 1 },
    ),
    'no known allergies': file(
      [
        resource('AllergyIntolerance', {
          patient: subject,
          code: {
            coding: [
              { system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' },
            ],
          },
        }),
      ],
      { allergies: 1 },
    ),
    'a care team of every kind of member': file(
      [
        resource('Practitioner', {
          id: uuid(6),
          name: [{ family: 'Slatefield', given: ['Imre'] }],
        }),
        resource('PractitionerRole', {
          id: uuid(7),
          practitioner: { reference: `urn:uuid:${uuid(6)}` },
        }),
        resource('Organization', { id: uuid(8), name: 'Harborlight Home Health' }),
        resource('RelatedPerson', {
          id: uuid(9),
          patient: subject,
          name: [{ text: 'Tom Marlstone' }],
        }),
        resource('CareTeam', {
          subject,
          encounter,
          participant: [
            { role: [{ text: 'Attending' }], member: { reference: `urn:uuid:${uuid(6)}` } },
            { role: [{ text: 'Consulting' }], member: { reference: `urn:uuid:${uuid(7)}` } },
            { member: { reference: `urn:uuid:${uuid(8)}` } },
            { member: { reference: `urn:uuid:${uuid(9)}` } },
            { member: { reference: `urn:uuid:${p}` } },
            { role: [{ text: 'Nurse' }], member: { display: 'Robin Elmcrest' } },
            { role: [{ text: 'Nobody' }] },
          ],
        }),
      ],
      { careTeamMembers: 5 },
      { says: ['entry[6].resource.participant[6].member'] },
    ),
    'plans and goals': file(
      [
        resource('Goal', {
          id: uuid(9),
          subject,
          lifecycleStatus: 'active',
          description: { text: 'Walk' },
        }),
        resource('Goal', {
          subject,
          lifecycleStatus: 'entered-in-error',
          description: { text: 'Fly' },
        }),
        resource('CarePlan', {
          subject,
          status: 'active',
          intent: 'plan',
          goal: [{ reference: `urn:uuid:${uuid(9)}` }],
        }),
        resource('CarePlan', { subject, status: 'entered-in-error', intent: 'plan' }),
        resource('CarePlan', { subject, status: 'unknown', intent: 'plan' }),
      ],
      { carePlans: 3, goals: 2 },
      { says: ['entry[6].resource.status'] },
    ),
    'observations of which one is used': file(
      [
        resource('Observation', {
          status: 'final',
          subject,
          code: code('http://loinc.org', '718-7'),
          effectiveDateTime: '2025-11-03T08:00:00Z',
          valueQuantity: { value: 9.1, unit: 'g/dL' },
        }),
        resource('Observation', {
          status: 'final',
          subject,
          code: code('http://loinc.org', '8302-2'),
        }),
      ],
      {},
      { notUsed: { Observation: 1 } },
    ),
    'an element of a meaning that is not known': file(
      [
        condition('Heart failure', {
          modifierExtension: [{ url: 'http://vendor.example/negated', valueBoolean: true }],
        }),
        condition('Diabetes'),
      ],
      { conditions: 1 },
      { notUsed: { Condition: 1 }, says: ['entry[2].resource.modifierExtension'] },
    ),
    'a patient without a birth date': file(
      [],
      {},
      {
        patient: { birthDate: undefined },
        says: ['entry[0].resource.birthDate'],
      },
    ),
    'identifiers without a system': file(
      [],
      {},
      {
        patient: {
          identifier: [
            { value: '4711' },
            { system: 'x' },
            { type: { text: 'MRN' }, value: '4712' },
          ],
        },
      },
    ),
    'names in one text': file([], {}, { patient: { name: [{ text: 'Edith Marlstone' }] } }),
  });
