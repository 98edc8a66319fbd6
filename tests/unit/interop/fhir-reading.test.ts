import { expect, test } from 'vitest';
import type { FeedItem } from '../../../shared/imports/facts';
import { bundle, fhirEncounter, fhirPatient, read, uuid } from '../../support/feeds';

const [p, e] = [uuid(1), uuid(2)];
const only = async (text: string, name = 'a.json'): Promise<FeedItem> => {
  const feed = await read(text, name);
  expect(feed.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return feed.items[0]!;
};
const errors = async (text: string, name = 'a.json') =>
  (await read(text, name)).problems
    .filter(({ severity }) => severity === 'error')
    .map(({ where }) => where);
const about = (resourceType: string, n: number, more: object = {}) => ({
  resourceType,
  id: uuid(n),
  subject: { reference: `urn:uuid:${p}` },
  encounter: { reference: `urn:uuid:${e}` },
  ...more,
});

test('a bundle is one item in which references find each other', async () => {
  const item = await only(
    bundle([
      fhirPatient(p),
      fhirEncounter(e, p),
      about('Condition', 3, {
        code: { text: 'Hypertension' },
        onsetDateTime: '2005-07-29T02:37:06+00:00',
      }),
    ]),
  );
  expect(item.patients[0]).toMatchObject({
    familyName: 'Marlstone',
    givenName: 'Edith',
    middleName: 'Ann',
    birthDate: '1939-12-28',
    sex: 'female',
  });
  expect(item.encounters[0]).toMatchObject({
    class: 'inpatient',
    status: 'finished',
    patient: { key: item.patients[0]!.key },
    dischargedAt: '2025-11-06T19:30:00.000Z',
  });
  // A time is a date in the hospital's zone.
  expect(item.parts[0]).toMatchObject({
    kind: 'condition',
    display: 'Hypertension',
    onsetOn: '2005-07-28',
    encounter: { key: item.encounters[0]!.key },
  });
});

test.each(['transaction', 'batch', 'collection', 'searchset'])('a %s is read', async (type) => {
  expect((await only(bundle([fhirPatient(p)], { type }))).patients).toHaveLength(1);
});

test('a resource alone and NDJSON are read, also with bundles in its lines', async () => {
  expect((await only(JSON.stringify(fhirPatient(p)))).patients).toHaveLength(1);
  const lines = [
    fhirPatient(p),
    { ...fhirEncounter(e, p), subject: { reference: `Patient/${p}` } },
  ].map((r) => JSON.stringify(r));
  const item = await only(lines.join('\n'), 'a.ndjson');
  expect([item.patients.length, item.encounters.length]).toEqual([1, 1]);
  const withBundle = await only(
    `${bundle([fhirPatient(p)])}\r\n${JSON.stringify(fhirPatient(uuid(9)))}\n`,
    'a.ndjson',
  );
  expect(withBundle.patients).toHaveLength(2);
});

test('relative, absolute, conditional and contained references are followed', async () => {
  const base = 'https://ehr.example.org/fhir';
  const entry = (url: string, resource: object) => ({ fullUrl: `${base}/${url}`, resource });
  const item = await only(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [
        entry('Patient/1', fhirPatient('1')),
        entry('Practitioner/7', {
          resourceType: 'Practitioner',
          id: '7',
          identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '99' }],
          name: [{ family: 'Slatefield', given: ['Imre'] }],
        }),
        entry('Encounter/1', {
          ...fhirEncounter('1', ''),
          subject: { reference: 'Patient/1' },
          participant: [
            {
              individual: {
                reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99',
              },
            },
          ],
        }),
        entry('Encounter/2', {
          ...fhirEncounter('2', ''),
          subject: { reference: `${base}/Patient/1/_history/3` },
          contained: [
            { resourceType: 'Practitioner', id: 'dr', name: [{ text: 'Pinecrest, Odile' }] },
          ],
          participant: [
            { type: [{ coding: [{ code: 'ATND' }] }], individual: { reference: '#dr' } },
          ],
        }),
      ],
    }),
  );
  expect(
    item.encounters.map(({ patient, attending }) => [patient.key, attending?.familyName]),
  ).toEqual([
    [item.patients[0]!.key, 'Slatefield'],
    [item.patients[0]!.key, 'Pinecrest'],
  ]);
});

test('types that are not used are counted; the payer may stand in a claim', async () => {
  const claim = (n: number, payer: string, start: string) => ({
    resourceType: 'Claim',
    id: uuid(n),
    patient: { reference: `urn:uuid:${p}` },
    billablePeriod: { start },
    insurance: [{ coverage: { display: payer } }],
  });
  const feed = await read(
    bundle([
      fhirPatient(p),
      claim(10, 'private', '2010-01-01'),
      claim(11, 'medicare', '2020-01-01'),
      claim(12, 'private', '2011-01-01'),
      { resourceType: 'Immunization', id: uuid(13) },
    ]),
    'a.json',
  );
  expect(feed.notUsed).toEqual({ Claim: 3, Immunization: 1 });
  expect(feed.items[0]!.parts).toMatchObject([
    { kind: 'coverage', payer: 'medicare', planClass: 'medicare', rank: 1 },
    { kind: 'coverage', payer: 'private', planClass: 'commercial', rank: 2 },
  ]);
});

test('a coverage stands before what claims say', async () => {
  const item = await only(
    bundle([
      fhirPatient(p),
      {
        resourceType: 'Coverage',
        id: uuid(10),
        status: 'active',
        beneficiary: { reference: `urn:uuid:${p}` },
        payor: [{ reference: `urn:uuid:${uuid(11)}` }],
        subscriberId: 'NP-1',
        class: [{ type: { coding: [{ code: 'group' }] }, value: 'G1' }],
      },
      { resourceType: 'Organization', id: uuid(11), name: 'Northplan' },
      {
        resourceType: 'Claim',
        id: uuid(12),
        patient: { reference: `urn:uuid:${p}` },
        insurance: [{ coverage: { display: 'private' } }],
      },
    ]),
  );
  expect(item.parts).toMatchObject([
    { kind: 'coverage', payer: 'Northplan', memberNumber: 'NP-1', groupNumber: 'G1' },
  ]);
});

test('teams, plans, goals, allergies, contacts and the observations of instruments are read', async () => {
  const item = await only(
    bundle([
      fhirPatient(p),
      fhirEncounter(e, p),
      {
        resourceType: 'RelatedPerson',
        id: uuid(20),
        patient: { reference: `urn:uuid:${p}` },
        name: [{ text: 'Vera Marlstone' }],
        relationship: [{ text: 'Daughter' }],
        telecom: [{ system: 'phone', value: '555-0101' }],
      },
      about('Condition', 21, { code: { text: 'Stroke' } }),
      about('CareTeam', 22, {
        participant: [
          { role: [{ text: 'Patient' }], member: { reference: `urn:uuid:${p}` } },
          { role: [{ text: 'Daughter' }], member: { reference: `urn:uuid:${uuid(20)}` } },
          { role: [{ text: 'Neurologist' }], member: { display: 'Dr. Imre Slatefield' } },
        ],
      }),
      about('Goal', 23, {
        lifecycleStatus: 'active',
        description: { text: 'Walk 50 ft' },
        addresses: [{ reference: `urn:uuid:${uuid(21)}` }],
        target: [{ detailQuantity: { value: 50, unit: 'ft' }, dueDate: '2026-04-01' }],
      }),
      about('CarePlan', 24, {
        status: 'active',
        intent: 'plan',
        category: [{ text: 'Stroke care' }],
        addresses: [{ reference: `urn:uuid:${uuid(21)}` }],
        goal: [{ reference: `urn:uuid:${uuid(23)}` }],
        activity: [{ detail: { code: { text: 'Therapy' }, status: 'in-progress' } }],
      }),
      {
        resourceType: 'AllergyIntolerance',
        id: uuid(25),
        patient: { reference: `urn:uuid:${p}` },
        code: { text: 'Latex' },
        type: 'intolerance',
        reaction: [{ manifestation: [{ text: 'Rash' }], severity: 'mild' }],
      },
      about('Observation', 26, {
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '2947-0' }], text: 'Sodium' },
        effectiveDateTime: '2026-03-01T08:00:00Z',
        valueQuantity: { value: 134, code: 'mmol/L' },
      }),
      about('Observation', 27, { code: { coding: [{ code: '8302-2' }] } }),
      about('Procedure', 28, {
        status: 'completed',
        code: { text: 'CT of head' },
        performedPeriod: { start: '2026-03-01T09:00:00Z' },
      }),
      about('ServiceRequest', 29, {
        status: 'active',
        intent: 'order',
        code: { text: 'Home health' },
      }),
      about('DocumentReference', 30, { status: 'current', type: { text: 'Discharge summary' } }),
    ]),
  );
  expect(item.parts.map(({ kind }) => kind)).toEqual([
    'relatedPerson',
    'condition',
    'allergy',
    'careTeamMember',
    'careTeamMember',
    'goal',
    'carePlan',
    'observation',
    'procedure',
    'serviceRequest',
    'document',
  ]);
  const of = (kind: string) => item.parts.find((part) => part.kind === kind);
  expect(of('carePlan')).toMatchObject({
    title: 'Stroke care',
    status: 'active',
    problems: [{ title: 'Stroke' }],
    goals: [of('goal')!.sourceKey],
    activities: [{ description: 'Therapy', status: 'in-progress' }],
  });
  expect(of('goal')).toMatchObject({ target: '50 ft', dueOn: '2026-04-01' });
  expect(of('careTeamMember')).toMatchObject({
    name: 'Vera Marlstone',
    relatedPerson: of('relatedPerson')!.sourceKey,
  });
  expect(of('observation')).toMatchObject({ code: '2947-0', value: '134', unit: 'mmol/L' });
});

test.each([
  [
    'an impossible birth date',
    bundle([fhirPatient(p, { birthDate: '1939-02-30' })]),
    'entry[0].resource.birthDate',
  ],
  [
    'a birth date to come',
    bundle([fhirPatient(p, { birthDate: '2199-01-01' })]),
    'entry[0].resource.birthDate',
  ],
  [
    'a number for a date',
    bundle([fhirPatient(p, { birthDate: 19391228 })]),
    'entry[0].resource.birthDate',
  ],
  ['a text for a list', bundle([fhirPatient(p, { name: 'Edith' })]), 'entry[0].resource.name'],
  [
    'a wrong type deep inside',
    bundle([fhirPatient(p, { name: [{ family: 'M', given: ['E', 7] }] })]),
    'entry[0].resource.name[0].given[1]',
  ],
  ['no identifier', bundle([fhirPatient(p, { identifier: [] })]), 'entry[0].resource.identifier'],
  ['no name', bundle([fhirPatient(p, { name: undefined })]), 'entry[0].resource.name'],
  [
    'a stay of nobody',
    bundle([fhirPatient(p), fhirEncounter(e, p, { subject: undefined })]),
    'entry[1].resource.subject',
  ],
  [
    'a stay that ends before it begins',
    bundle([
      fhirPatient(p),
      fhirEncounter(e, p, { period: { start: '2025-11-06', end: '2025-11-02' } }),
    ]),
    'entry[1].resource.period.end',
  ],
  [
    'a condition whose subject is a relative reference to nobody',
    bundle([{ ...about('Condition', 3), subject: { reference: 'Patient/7' } }]),
    'entry[0].resource.subject',
  ],
  [
    'an entry that is no object',
    '{"resourceType":"Bundle","type":"batch","entry":[7]}',
    'entry[0]',
  ],
  ['entries that are no list', '{"resourceType":"Bundle","entry":{"resource":{}}}', 'entry'],
  [
    'a resource without type',
    '{"resourceType":"Bundle","entry":[{"resource":{"id":"1"}}]}',
    'entry[0].resource.resourceType',
  ],
  ['a history', bundle([fhirPatient(p)], { type: 'history' }), 'type'],
  ['nothing in it', '{"resourceType":"Bundle","type":"searchset","total":0}', 'file'],
  [
    'two contents under one address',
    bundle([fhirPatient(p), fhirPatient(p, { birthDate: '1940-01-01' })]),
    'entry[1].resource.id',
  ],
  [
    'a doubled key',
    bundle([fhirPatient(p)]).replace('"gender"', '"birthDate":"1940-01-01","gender"'),
    'entry[0].resource.birthDate',
  ],
  ['a cut end', bundle([fhirPatient(p)]).slice(0, 200), 'line 1, column 201'],
  ['no JSON', '{"resourceType": Patient}', 'line 1, column 18'],
  ['a list', '["resourceType"]', 'file'],
])('a file with %s is refused at its place', async (_, text, where) => {
  expect(await errors(text)).toEqual([where]);
});

test('a bad line of NDJSON is named by its number', async () => {
  const good = JSON.stringify(fhirPatient(p));
  expect(
    await errors(
      `${good}\n${JSON.stringify(fhirPatient(uuid(5), { birthDate: 'x' }))}\n`,
      'a.ndjson',
    ),
  ).toEqual(['line 2, birthDate']);
  expect(await errors(`${good}\n{"resourceType":\n`, 'a.ndjson')).toHaveLength(1);
});

test('nesting beyond reason is refused and harms nobody', async () => {
  const deep = `{"resourceType":"Patient","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const feed = await read(deep, 'a.json');
  expect(feed.problems[0]?.reason).toMatch(/levels deep/);
});

test('other dangling references are warnings', async () => {
  const feed = await read(
    bundle([
      fhirPatient(p),
      about('Condition', 3, { code: { text: 'X' }, encounter: { reference: 'Encounter/77' } }),
      { resourceType: 'Coverage', id: uuid(4), beneficiary: { reference: 'Patient/unknown' } },
    ]),
    'a.json',
  );
  expect(feed.readable).toBe(true);
  expect(feed.problems.map(({ where, severity }) => [where, severity]).sort()).toEqual([
    ['entry[1].resource.encounter', 'warning'],
    ['entry[2].resource.beneficiary', 'warning'],
  ]);
});
