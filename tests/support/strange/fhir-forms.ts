/** FHIR R4 in the forms that vendors' servers give it: bundles, references, lines, classes. */
import iconv from 'iconv-lite';
import { bundle, fhirEncounter, fhirPatient, uuid } from '../feeds';
import { accepted, strangeFiles, type StrangeFile } from './strange-file';

type Json = Record<string, unknown>;
const base = 'https://fhir.vendor.example/api/FHIR/R4';
const stay = { patients: 1, encounters: 1, inpatientEncounters: 1 };

/** Resources with ids of a vendor's own. */
const patient: Json = { ...fhirPatient('eAbC-12.3'), id: 'eAbC-12.3' };
const encounter = (reference: unknown, more: Json = {}): Json => ({
  ...fhirEncounter('enc1', 'x'),
  subject: typeof reference === 'string' ? { reference } : reference,
  ...more,
});
const condition = (subject: string, more: Json = {}): Json => ({
  resourceType: 'Condition',
  id: 'c1',
  code: { text: 'Heart failure' },
  subject: { reference: subject },
  ...more,
});
const entry = (resource: Json, more: Json = {}): Json => ({ resource, ...more });
const made = (type: string, entries: Json[]): string =>
  JSON.stringify({ resourceType: 'Bundle', type, entry: entries });
const served = (resource: Json, more: Json = {}): Json =>
  entry(resource, {
    fullUrl: `${base}/${String(resource['resourceType'])}/${String(resource['id'])}`,
    search: { mode: 'match' },
    ...more,
  });
const lines = (...resources: Json[]): string =>
  resources.map((resource) => JSON.stringify(resource)).join('\n');
const withClass = (value: unknown): string =>
  made('collection', [entry(patient), entry(encounter('Patient/eAbC-12.3', { class: value }))]);
const act = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const p = uuid(1);

/** Good files. */
export const fhirForms = (): StrangeFile[] =>
  strangeFiles('json', {
    'a searchset with its address and an outcome': accepted(
      made('searchset', [
        served(patient),
        served(encounter('Patient/eAbC-12.3')),
        served(
          {
            resourceType: 'OperationOutcome',
            id: 'o1',
            issue: [{ severity: 'warning', code: 'processing' }],
          },
          { search: { mode: 'outcome' } },
        ),
      ]),
      stay,
      { notUsed: { OperationOutcome: 1 } },
    ),
    'a searchset that found nothing': accepted(
      made('searchset', [served({ resourceType: 'OperationOutcome', id: 'o1', issue: [] })]),
      {},
      { notUsed: { OperationOutcome: 1 } },
    ),
    'absolute references': accepted(
      made('searchset', [served(patient), served(encounter(`${base}/Patient/eAbC-12.3`))]),
      stay,
    ),
    'absolute references to resources without an address': accepted(
      made('collection', [entry(patient), entry(encounter(`${base}/Patient/eAbC-12.3`))]),
      stay,
    ),
    'references with a version': accepted(
      made('searchset', [served(patient), served(encounter('Patient/eAbC-12.3/_history/4'))]),
      stay,
    ),
    'relative references without addresses': accepted(
      made('batch', [entry(patient), entry(encounter('Patient/eAbC-12.3'))]),
      stay,
    ),
    'urn:uuid in capitals': accepted(
      bundle([fhirPatient(p), fhirEncounter(uuid(2), p.toUpperCase())]),
      stay,
    ),
    'urn:uuid addresses beside ids of their own': accepted(
      made('transaction', [
        entry({ ...patient, id: '77' }, { fullUrl: `urn:uuid:${p}` }),
        entry(encounter(`urn:uuid:${p}`), { fullUrl: `urn:uuid:${uuid(2)}` }),
        entry(condition('Patient/77'), { fullUrl: `urn:uuid:${uuid(3)}` }),
      ]),
      { ...stay, conditions: 1 },
    ),
    'the stay before its patient': accepted(
      made('collection', [entry(encounter('Patient/eAbC-12.3')), entry(patient)]),
      stay,
    ),
    'conditional references': accepted(
      made('transaction', [
        entry(patient, {
          request: {
            method: 'PUT',
            url: 'Patient?identifier=http://hospital.example.org|eAbC-12.3',
          },
        }),
        entry(encounter('Patient?identifier=http://hospital.example.org|eAbC-12.3')),
      ]),
      stay,
    ),
    'conditional references as addresses write them': accepted(
      made('transaction', [
        entry(patient),
        entry(
          encounter('Patient?identifier=http%3A%2F%2Fhospital.example.org%7CeAbC-12.3&active=true'),
        ),
      ]),
      stay,
    ),
    'conditional references by the value alone': accepted(
      made('transaction', [entry(patient), entry(encounter('Patient?identifier=eAbC-12.3'))]),
      stay,
    ),
    'logical references': accepted(
      made('collection', [
        entry(patient),
        entry(
          encounter({
            type: 'Patient',
            identifier: { system: 'http://hospital.example.org', value: 'eAbC-12.3' },
          }),
        ),
      ]),
      stay,
    ),
    'a contained patient': accepted(
      JSON.stringify(encounter('#pat', { contained: [{ ...patient, id: 'pat' }] })),
      stay,
    ),
    'one contained patient in two stays': accepted(
      made('collection', [
        entry(encounter('#pat', { contained: [{ ...patient, id: 'pat' }] })),
        entry(encounter('#pat', { id: 'enc2', contained: [{ ...patient, id: 'pat' }] })),
        entry(condition('#pat', { contained: [{ ...patient, id: 'pat' }] })),
      ]),
      { patients: 1, encounters: 2, inpatientEncounters: 2, conditions: 1 },
    ),
    'contained people and places': accepted(
      made('collection', [
        entry(patient),
        entry(
          encounter('Patient/eAbC-12.3', {
            contained: [
              {
                resourceType: 'Practitioner',
                id: 'doc',
                name: [{ family: 'Slatefield', given: ['Imre'] }],
              },
              { resourceType: 'Location', id: 'bed', name: '508-1' },
            ],
            participant: [{ individual: { reference: '#doc' } }],
            location: [{ location: { reference: '#bed' } }],
          }),
        ),
      ]),
      stay,
    ),
    'one resource': accepted(JSON.stringify(patient), { patients: 1 }),
    'lines with blank ones between': accepted(
      `\n${lines(patient)}\n\n\r\n${lines(encounter('Patient/eAbC-12.3'))}\r\n\n`,
      stay,
    ),
    'lines of bundles': accepted(
      lines(
        JSON.parse(bundle([fhirPatient(p), fhirEncounter(uuid(2), p)])) as Json,
        JSON.parse(bundle([fhirPatient(uuid(5), { birthDate: '1950-01-01' })])) as Json,
      ),
      { patients: 2, encounters: 1, inpatientEncounters: 1 },
    ),
    'lines of a type that is not used': accepted(
      lines({ resourceType: 'Media', id: '1' }, { resourceType: 'Media', id: '2' }),
      {},
      { notUsed: { Media: 2 } },
    ),
    'byte-order mark': accepted(`\ufeff${JSON.stringify(patient)}`, { patients: 1 }),
    'UTF-16': accepted(iconv.encode(JSON.stringify(patient), 'utf-16le', { addBOM: true }), {
      patients: 1,
    }),
    'the type written last': accepted(
      JSON.stringify({
        entry: [{ resource: patient }],
        type: 'collection',
        resourceType: 'Bundle',
      }),
      { patients: 1 },
    ),
    'a document': accepted(
      made('document', [entry({ resourceType: 'Composition', id: 'x' }), entry(patient)]),
      { patients: 1 },
      { notUsed: { Composition: 1 } },
    ),
    'a message': accepted(
      made('message', [entry({ resourceType: 'MessageHeader', id: 'x' }), entry(patient)]),
      { patients: 1 },
      { notUsed: { MessageHeader: 1 } },
    ),
    'class as a coding': accepted(withClass({ system: act, code: 'ACUTE' }), stay),
    'class as a concept': accepted(withClass({ coding: [{ system: act, code: 'IMP' }] }), stay),
    'class as a list of concepts': accepted(
      withClass([{ coding: [{ system: act, code: 'IMP', display: 'inpatient encounter' }] }]),
      stay,
    ),
    'class for observation': accepted(withClass({ system: act, code: 'OBSENC' }), {
      patients: 1,
      encounters: 1,
    }),
    'class left out': accepted(
      withClass(undefined),
      { patients: 1, encounters: 1 },
      { says: ['entry[1].resource.class'] },
    ),
    'the same resource twice': accepted(
      made('searchset', [served(patient), served(patient, { search: { mode: 'include' } })]),
      { patients: 1 },
      { says: ['entry[1].resource'] },
    ),
    'one id of two types': accepted(
      made('collection', [
        entry({ ...patient, id: '1' }),
        entry(encounter('Patient/1', { id: '1' })),
        entry(condition('Patient/1', { id: '1' })),
      ]),
      { ...stay, conditions: 1 },
    ),
    'one UUID of two types': accepted(
      made('collection', [
        entry({ ...patient, id: p }),
        entry(encounter(`Patient/${p}`, { id: p })),
        entry(condition(`Patient/${p}`, { id: p })),
      ]),
      { ...stay, conditions: 1 },
    ),
    'one id of two servers': accepted(
      made('collection', [
        entry({ ...patient, id: '1' }, { fullUrl: 'https://a.example/Patient/1' }),
        entry(
          { ...fhirPatient('zz'), id: '1', birthDate: '1950-01-01' },
          { fullUrl: 'https://b.example/Patient/1' },
        ),
        entry(encounter('Patient/1'), { fullUrl: 'https://b.example/Encounter/9' }),
      ]),
      { patients: 2, encounters: 1, inpatientEncounters: 1 },
    ),
    'a deletion beside what is': accepted(
      made('transaction', [entry(patient), { request: { method: 'DELETE', url: 'Condition/9' } }]),
      { patients: 1 },
      { notUsed: { DELETE: 1 }, says: ['entry[1].request'] },
    ),
    'extensions wherever they may be': accepted(
      made('collection', [
        entry({
          ...patient,
          _birthDate: { extension: [{ url: 'x', valueDateTime: '1939-12-28T10:00:00Z' }] },
          extension: [
            { url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race', extension: [] },
          ],
          name: [{ family: 'Marlstone', given: ['Edith', null], _given: [null, { id: 'a' }] }],
          text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
        }),
      ]),
      { patients: 1 },
    ),
    'R5 names of a stay’s fields': accepted(
      made('collection', [
        entry(patient),
        entry({
          resourceType: 'Encounter',
          id: 'e5',
          status: 'completed',
          class: [{ coding: [{ code: 'IMP' }] }],
          subject: { reference: 'Patient/eAbC-12.3' },
          actualPeriod: { start: '2025-11-02T08:00:00-05:00', end: '2025-11-06T14:30:00-05:00' },
        }),
      ]),
      stay,
    ),
  });
