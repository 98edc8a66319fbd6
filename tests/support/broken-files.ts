/**
 * At least 200 kinds of files that cannot be imported as they are, each with the kind's name. Small
 * and made by rule, so that each kind is one line; the reasons are the importers' business.
 */
import iconv from 'iconv-lite';
import { a40, adt, bundle, census, fhirEncounter, fhirPatient, uuid } from './feeds';

export interface BrokenFile {
  /** What is wrong, in words; also the file's name. */
  kind: string;
  name: string;
  bytes: Uint8Array;
  /** Some of it is good and may be written. */
  partly: boolean;
}

type Content = string | Uint8Array;
type Kinds = Record<string, Content>;

const bytes = (content: Content): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

const files = (kinds: Kinds, extension: string, partly = false): BrokenFile[] =>
  Object.entries(kinds).map(([kind, content]) => ({
    kind,
    name: `${kind.replace(/[^a-z0-9]+/gi, '-')}.${extension}`,
    bytes: bytes(content),
    partly,
  }));

/** Pseudo-random bytes that are the same in every run. */
const noise = (length: number, seed = 7): Buffer => {
  const out = Buffer.alloc(length);
  let state = seed;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out[i] = state >>> 24;
  }
  return out;
};

const magic = (start: string): Buffer => Buffer.concat([Buffer.from(start, 'latin1'), noise(300)]);

const strangers = (): BrokenFile[] =>
  files(
    {
      'empty file': '',
      'blanks only': '  \t \n\n ',
      'byte-order mark only': '\ufeff',
      'NUL bytes only': Buffer.alloc(500),
      'random bytes': noise(2000),
      'other random bytes': noise(70_000, 99),
      'a PDF': magic('%PDF-1.7\n'),
      'a ZIP': magic('PK\u0003\u0004'),
      'a gzip': magic('\u001f\u008b\u0008'),
      'a PNG': magic('\u0089PNG\r\n'),
      'a JPEG': magic('\u00ff\u00d8\u00ff\u00e0'),
      'a GIF': magic('GIF89a'),
      'a database': magic('SQLite format 3\0'),
      'a Windows program': magic('MZ\u0090\0'),
      'a Linux program': magic('\u007fELF'),
      'an RTF': '{\\rtf1\\ansi Hazelmere}',
      'an old Office file': magic('\u00d0\u00cf\u0011\u00e0'),
      XML: '<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>',
      HTML: '<!DOCTYPE html><html><body>Census</body></html>',
      prose: 'Dear colleague,\nplease find enclosed the census of last night.\nRegards',
      'a path': '../../../etc/passwd',
      'a shell script': '#!/bin/sh\nrm -rf /\n',
      SQL: "INSERT INTO patient VALUES ('1', 'x');\nDROP TABLE patient;\n",
      'a number': '42',
      'one very long line': 'x'.repeat(200_000),
      'UTF-16 prose': iconv.encode('nothing of ours', 'utf-16le', { addBOM: true }),
      'key = value': 'a=1\nb=2\nc=3\n',
      vCard: 'BEGIN:VCARD\nFN:Ruth Hazelmere\nEND:VCARD\n',
      iCalendar: 'BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n',
      X12: 'ISA*00*          *00*          *ZZ*SENDER~GS*HC~ST*837~',
    },
    'txt',
  );

const good = adt();
const field = (segment: string, at: number, value: string): string =>
  good.replace(new RegExp(`(?<=^|\\r)${segment}\\|[^\\r]*`), (line) => {
    const fields = line.split('|');
    while (fields.length <= at) fields.push('');
    fields[at] = value;
    return fields.join('|');
  });

const impossibleDates = [
  '20260230',
  '20261301',
  '19000000',
  '2026-02-30',
  '99999999',
  'soon',
  '1',
  '20260312250000',
  '12/31/1980',
];

const hl7 = (): BrokenFile[] =>
  files(
    {
      'HL7 without any MSH': 'PID|1||1^^^A||B^C\r',
      'HL7 header alone': good.split('\r')[0]!,
      'HL7 header cut in its delimiters': 'MSH|^~',
      'HL7 delimiters all alike': good.replace('^~\\&', '||||'),
      'HL7 delimiters that are letters': good.replace('^~\\&', 'abcd'),
      'HL7 two delimiters alike': good.replace('^~\\&', '^^\\&'),
      'HL7 no delimiters': good.replace('^~\\&', ''),
      'HL7 too many delimiters': good.replace('^~\\&', '^~\\&#%$'),
      'HL7 no message type': good.replace('ADT^A01', ''),
      'HL7 no trigger': good.replace('ADT^A01', 'ADT').replace('EVN|A01', 'EVN|'),
      'HL7 no PID': good.replace(/PID[^\r]*\r/, ''),
      'HL7 empty PID': good.replace(/PID[^\r]*/, 'PID|1||||||'),
      'HL7 no identifier': field('PID', 3, ''),
      'HL7 identifier said to be empty': field('PID', 3, '""'),
      'HL7 identifier with assigner only': field('PID', 3, '^^^ALDERPOINT^MR'),
      'HL7 identifier of 200 signs': field('PID', 3, `${'9'.repeat(200)}^^^A^MR`),
      'HL7 no name': field('PID', 5, ''),
      'HL7 name said to be empty': field('PID', 5, '""'),
      'HL7 name of separators': field('PID', 5, '^^^^'),
      'HL7 name of 300 signs': field('PID', 5, `${'x'.repeat(300)}^y`),
      'HL7 NUL for a name': field('PID', 5, '\0\0'),
      'HL7 birth date to come': field('PID', 7, '20990101'),
      'HL7 birth date in 1066': field('PID', 7, '10661014'),
      'HL7 discharge before admission': field('PV1', 45, '20250101'),
      'HL7 segment broken by a line end': good.replace('Hazelmere^', 'Hazel\rmere^'),
      'HL7 visit broken by a line end': good.replace('5 West', '5 \rWest'),
      'HL7 cut inside PID': good.slice(0, good.indexOf('Hazelmere') + 5),
      'HL7 cut before the birth date': good.slice(0, good.indexOf('19410314')),
      'HL7 cut in a segment name': `${good.slice(0, good.indexOf('PV1'))}PV`,
      'HL7 cut in a batch': `BHS|^~\\&\r${good.slice(0, 150)}`,
      'HL7 merge without MRG': a40('1', '2').replace(/MRG[^\r]*\r/, ''),
      'HL7 merge without a prior number': a40('1', '2').replace(/MRG[^\r]*/, 'MRG|'),
      'HL7 merge into itself': a40('1', '1'),
      'HL7 merge before its patient': a40('1', '2').replace(/(PID[^\r]*\r)(MRG[^\r]*\r)/, '$2$1'),
      'HL7 chain in one message': `${a40('1', '2')}PID|1||2^^^ALDERPOINT^MR||H^R||19410314|F\rMRG|3^^^ALDERPOINT^MR\r`,
      'HL7 name swallowed by an escape': field('PID', 5, '\\X00\\'),
      ...Object.fromEntries(
        impossibleDates.map((date) => [`HL7 birth date ${date}`, field('PID', 7, date)]),
      ),
      ...Object.fromEntries(
        impossibleDates.map((date) => [`HL7 admission ${date}`, field('PV1', 44, date)]),
      ),
      ...Object.fromEntries(
        impossibleDates.map((date) => [`HL7 discharge ${date}`, field('PV1', 45, date)]),
      ),
    },
    'hl7',
  );

const hl7Partly = (): BrokenFile[] =>
  files(
    {
      'HL7 one of three bad':
        good + field('PID', 7, '19411345') + adt({ id: '2', visit: 'b', given: 'Bess' }),
      'HL7 noise between messages': `${good}MSH|^~\\&|garbage\r\n\r\n${adt({ trigger: 'A08', at: '20260310090000' })}`,
      'HL7 last message cut in its batch': `BHS|^~\\&\r${good}${adt({ id: '2', visit: 'b' }).slice(0, 170)}`,
      'HL7 frame that never ends': `\v${good}\u001c\r\v${adt({ id: '2', visit: 'b' }).slice(0, 170)}`,
    },
    'hl7',
    true,
  );

const p = uuid(1);
const patient = fhirPatient(p);
const stay = fhirEncounter(uuid(2), p);
const of = (resourceType: string, more: object = {}): Record<string, unknown> => ({
  resourceType,
  id: uuid(3),
  subject: { reference: `urn:uuid:${p}` },
  patient: { reference: `urn:uuid:${p}` },
  beneficiary: { reference: `urn:uuid:${p}` },
  code: { text: 'X' },
  ...more,
});

/** Each field of each resource that is read, in a wrong type. */
const wrongTypes = (): Kinds => {
  const kinds: Kinds = {};
  const add = (
    type: string,
    base: Record<string, unknown>,
    fields: Record<string, unknown>,
  ): void => {
    for (const [name, value] of Object.entries(fields))
      kinds[`FHIR ${type} with a wrong ${name}`] = bundle(
        type === 'Patient' ? [{ ...base, [name]: value }] : [patient, { ...base, [name]: value }],
      );
  };
  add('Patient', patient, {
    name: 'Ruth',
    identifier: { value: '1' },
    birthDate: 1941,
    gender: ['female'],
    telecom: 'x',
    address: 7,
    maritalStatus: 'M',
    deceasedBoolean: 'no',
    deceasedDateTime: 12,
    communication: 'English',
    active: 'yes',
    meta: 'm',
    id: 5,
  });
  add('Encounter', stay, {
    status: 7,
    class: 'IMP',
    period: '2025',
    subject: 'Patient/1',
    participant: {},
    location: 'ICU',
    reasonCode: 'x',
    hospitalization: [],
    diagnosis: 'x',
    type: 'x',
    classHistory: {},
    identifier: 'V1',
  });
  add('Condition', of('Condition'), {
    code: 'X',
    clinicalStatus: 'active',
    verificationStatus: 3,
    onsetDateTime: 2005,
    abatementDateTime: {},
    encounter: 'x',
    subject: 5,
  });
  add('AllergyIntolerance', of('AllergyIntolerance'), {
    code: [],
    reaction: 'hives',
    criticality: 1,
  });
  add('Coverage', of('Coverage'), {
    payor: 'x',
    period: 3,
    class: 'x',
    order: 'first',
    subscriberId: 9,
  });
  add('CareTeam', of('CareTeam'), { participant: 'x', name: 3 });
  add('CarePlan', of('CarePlan', { status: 'active' }), {
    activity: 'x',
    goal: 'x',
    category: 'x',
    title: 4,
    addresses: {},
    period: [],
  });
  add('Goal', of('Goal'), {
    description: 'x',
    target: 'x',
    lifecycleStatus: 5,
    achievementStatus: 'x',
  });
  add('Procedure', of('Procedure'), { code: 'x', performedPeriod: 'x', status: {} });
  add('ServiceRequest', of('ServiceRequest'), { code: 'x', intent: 3, authoredOn: [] });
  add('DocumentReference', of('DocumentReference'), { type: 'x', content: 'x', date: 7 });
  add('RelatedPerson', of('RelatedPerson'), { name: 'x', relationship: 'x', telecom: {} });
  add(
    'Practitioner',
    { resourceType: 'Practitioner', id: uuid(4) },
    { name: 'x', identifier: 'x' },
  );
  add('Location', { resourceType: 'Location', id: uuid(4) }, { name: {}, physicalType: 'bed' });
  add('Organization', { resourceType: 'Organization', id: uuid(4) }, { name: [] });
  return kinds;
};

const badFhirDates = [
  '1941-02-30',
  '1941-13-01',
  '19410314',
  '14.03.1941',
  'soon',
  '1941-3-14',
  '0000-00-00',
];

const fhir = (): BrokenFile[] =>
  files(
    {
      'JSON cut in half': bundle([patient, stay]).slice(0, 400),
      'JSON cut at its last sign': bundle([patient]).slice(0, -1),
      'JSON with a comma too many': '{"resourceType":"Patient",}',
      'JSON with a comma too few': '{"resourceType":"Patient" "id":"1"}',
      'JSON with single quotes': "{'resourceType':'Patient'}",
      'JSON with a comment': '{/* x */"resourceType":"Patient"}',
      'JSON with NaN': '{"resourceType":"Patient","x":NaN}',
      'JSON with a bare word': '{"resourceType":Patient}',
      'JSON with a line end in a text': '{"resourceType":"Pat\nient"}',
      'JSON with a wrong escape': '{"resourceType":"Patient","\\x":1}',
      'JSON with something after it': `${JSON.stringify(patient)} x`,
      'JSON nested too deep': `{"resourceType":"Patient","x":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      'JSON objects nested too deep': `{"resourceType":"Patient","x":${'{"x":'.repeat(5000)}1${'}'.repeat(5000)}}`,
      'JSON with a doubled key': bundle([patient]).replace('"gender"', '"gender":"male","gender"'),
      'JSON with a doubled key by escape': '{"resourceType":"Patient","id":"1","\\u0069d":"2"}',
      'JSON with a doubled resource type': '{"resourceType":"Patient","resourceType":"Bundle"}',
      'JSON that is a list': `[${JSON.stringify(patient)}]`,
      'JSON that is empty': '{"resourceType":""}',
      'JSON without a resource type': '{"name":"Ruth"}',
      'JSON with a number for its type': '{"resourceType":7}',
      'JSON that is null': 'null',
      'bundle without entries': '{"resourceType":"Bundle","type":"collection"}',
      'bundle with no entry': '{"resourceType":"Bundle","type":"collection","entry":[]}',
      'bundle with entries that are null': '{"resourceType":"Bundle","entry":[null]}',
      'bundle with an object for entries': '{"resourceType":"Bundle","entry":{}}',
      'bundle with a text for a resource': '{"resourceType":"Bundle","entry":[{"resource":"x"}]}',
      'bundle with a list for a resource': '{"resourceType":"Bundle","entry":[{"resource":[]}]}',
      'bundle with a nameless resource': '{"resourceType":"Bundle","entry":[{"resource":{}}]}',
      'bundle of history': bundle([patient], { type: 'history' }),
      'bundle of answers': bundle([patient], { type: 'transaction-response' }),
      'bundle that only deletes': JSON.stringify({
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [{ request: { method: 'DELETE', url: 'Patient/1' } }],
      }),
      'the same address twice, other content': bundle([
        patient,
        fhirPatient(p, { birthDate: '1940-01-01' }),
      ]),
      'patient without identifier': bundle([fhirPatient(p, { identifier: [] })]),
      'patient whose identifier has no value': bundle([
        fhirPatient(p, { identifier: [{ system: 'x' }] }),
      ]),
      'patient with an endless identifier': bundle([
        fhirPatient(p, { identifier: [{ system: 'x', value: '9'.repeat(500) }] }),
      ]),
      'patient without name': bundle([fhirPatient(p, { name: [] })]),
      'patient with an empty name': bundle([fhirPatient(p, { name: [{ use: 'official' }] })]),
      'patient with an endless name': bundle([
        fhirPatient(p, { name: [{ family: 'x'.repeat(300) }] }),
      ]),
      'patient born tomorrow': bundle([fhirPatient(p, { birthDate: '2199-01-01' })]),
      'patient born in 1066': bundle([fhirPatient(p, { birthDate: '1066-10-14' })]),
      'stay of nobody': bundle([patient, fhirEncounter(uuid(2), p, { subject: undefined })]),
      'stay of a stranger': bundle([patient, fhirEncounter(uuid(2), uuid(77))]),
      'stay of a relative reference to nobody': bundle([
        patient,
        fhirEncounter(uuid(2), p, { subject: { reference: 'Patient/77' } }),
      ]),
      'stay of a display only': bundle([
        patient,
        fhirEncounter(uuid(2), p, { subject: { display: 'Ruth' } }),
      ]),
      'stay that ends before it begins': bundle([
        patient,
        fhirEncounter(uuid(2), p, {
          period: { start: '2025-11-06T08:00:00Z', end: '2025-11-02T08:00:00Z' },
        }),
      ]),
      'condition of nobody': bundle([patient, of('Condition', { subject: undefined })]),
      'condition of a stranger': bundle([
        patient,
        of('Condition', { subject: { reference: `urn:uuid:${uuid(77)}` } }),
      ]),
      'NDJSON with a broken line': `${JSON.stringify(patient)}\n{"resourceType":\n`,
      'NDJSON with a bad line': `${JSON.stringify(patient)}\n${JSON.stringify(fhirPatient(uuid(5), { birthDate: 'x' }))}\n`,
      'NDJSON with prose': `${JSON.stringify(patient)}\nand so on\n`,
      ...wrongTypes(),
      ...Object.fromEntries(
        badFhirDates.map((date) => [
          `FHIR birth date ${date}`,
          bundle([fhirPatient(p, { birthDate: date })]),
        ]),
      ),
      ...Object.fromEntries(
        badFhirDates.map((date) => [
          `FHIR period ${date}`,
          bundle([patient, fhirEncounter(uuid(2), p, { period: { start: date } })]),
        ]),
      ),
      ...Object.fromEntries(
        badFhirDates.map((date) => [
          `FHIR onset ${date}`,
          bundle([patient, of('Condition', { onsetDateTime: date })]),
        ]),
      ),
    },
    'json',
  );

const row = [
  '508-1',
  '9904588',
  'Hazelmere, Ruth',
  '1941-03-14',
  'F',
  '2026-03-07 16:20',
  'Inpatient',
  'Dr. Imre Slatefield',
  'Medicare',
  '2026-03-13',
  '5 West',
];
const badCells = [
  '1941-02-30',
  '3/14/41',
  '15049',
  'soon',
  '0000-00-00',
  '1941-03-14 25:00',
  '#REF!',
  '=TODAY()',
];

const csv = (): BrokenFile[] =>
  files(
    {
      'CSV with headers only': census([]),
      'CSV with unknown headers': 'a,b,c\n1,2,3\n',
      'CSV without a number column': census([['Hazelmere, Ruth', '1941-03-14']], ['Name', 'DOB']),
      'CSV without a name column': census([['1', '1941-03-14']], ['MRN', 'DOB']),
      'CSV of commas': ',,,,,\n,,,,,\n',
      'CSV with an open quotation mark': `${census([row])}"508-2,1,2,3\n4,5,6\n`,
      'CSV with an ambiguous birth date': census([row.with(3, '03/04/1941')]),
      'CSV with an ambiguous admission': census([row.with(5, '03/04/2026')]),
      'CSV with an ambiguous expected date': census([row.with(9, '03/04/2026')]),
      'CSV with dates in two orders': census([
        row.with(3, '14/03/1941'),
        row.with(1, '2').with(3, '03/14/1941'),
      ]),
      'CSV row too short': census([row.slice(0, 6)]),
      'CSV row too long': census([[...row, 'x']]),
      'CSV row that breaks off': census([row]).slice(0, 120),
      'CSV cell that swallowed rows': census([
        row.with(2, `Hazelmere,\n${census([row], []).trim()}\nx`),
      ]),
      'CSV without a number': census([row.with(1, '')]),
      'CSV without a name': census([row.with(2, '')]),
      'CSV with an endless number': census([row.with(1, '9'.repeat(200))]),
      'CSV with an endless name': census([row.with(2, 'x'.repeat(300))]),
      'CSV with a birth date to come': census([row.with(3, '2199-01-01')]),
      'CSV in UTF-16 with headers only': iconv.encode(census([]), 'utf-16le', { addBOM: true }),
      ...Object.fromEntries(
        badCells.map((cell) => [`CSV birth date ${cell}`, census([row.with(3, cell)])]),
      ),
      ...Object.fromEntries(
        badCells.map((cell) => [`CSV admission ${cell}`, census([row.with(5, cell)])]),
      ),
      ...Object.fromEntries(
        badCells.map((cell) => [`CSV expected date ${cell}`, census([row.with(9, cell)])]),
      ),
    },
    'csv',
  );

const csvPartly = (): BrokenFile[] =>
  files(
    {
      'CSV one of two bad': census([row, row.with(1, '')]),
      'CSV last row cut': `${census([row])}508-2,99`,
    },
    'csv',
    true,
  );

/** All kinds; their names are distinct. */
export const brokenFiles = (): BrokenFile[] => [
  ...strangers(),
  ...hl7(),
  ...hl7Partly(),
  ...fhir(),
  ...csv(),
  ...csvPartly(),
];
