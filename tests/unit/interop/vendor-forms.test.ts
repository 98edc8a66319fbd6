import { expect, test } from 'vitest';
import { adt, bundle, fhirEncounter, fhirPatient, read, uuid } from '../../support/feeds';

const first = adt();
const second = adt({ id: '2', visit: 'b', family: 'Ashgrove', given: 'Milo', birth: '19550909' });
const p = uuid(1);
const subject = { reference: `urn:uuid:${p}` };

test('a file put behind another that had no last line end is not swallowed by it', async () => {
  const feed = await read(first.trimEnd() + second);
  expect(feed.items.map(({ patients }) => patients[0]!.familyName)).toEqual([
    'Hazelmere',
    'Ashgrove',
  ]);
  expect(feed.problems).toContainEqual(
    expect.objectContaining({ where: 'message 2', severity: 'warning' }),
  );
});

test('a message that breaks off in its patient is set aside also where another follows at once', async () => {
  const cut = first.slice(0, first.indexOf('Hazelmere') + 5);
  const feed = await read(cut + second);
  expect(feed.setAside.map(({ place }) => place)).toEqual(['message 1']);
  expect(feed.items.map(({ patients }) => patients[0]!.familyName)).toEqual(['Ashgrove']);
});

test('what follows a lost header is not taken for the first patient’s', async () => {
  const [, ...rest] = second.split('\r');
  const feed = await read(first + rest.join('\r') + 'DG1|1||I50.9^Heart failure^I10|||A\r');
  expect(feed.items).toEqual([]);
  expect(feed.problems[0]).toMatchObject({ where: 'PID[2] of message 1', severity: 'error' });
});

test('an ampersand that nobody escaped stays in a text', async () => {
  const feed = await read(
    adt({
      more: [
        'IN1|1|PPO^Gold & Silver|7|Blue Cross & Blue Shield',
        'DG1|1||R50.9^Fever & chills^I10|||A',
        'AL1|1|FA|^Nuts & seeds|SV|Hives & rash',
      ],
    }),
  );
  expect(feed.items[0]!.parts).toMatchObject([
    { kind: 'allergy', substance: 'Nuts & seeds', reaction: 'Hives & rash' },
    { kind: 'coverage', payer: 'Blue Cross & Blue Shield', planClass: 'commercial' },
    { kind: 'condition', display: 'Fever & chills' },
  ]);
});

test('a class written out is read like its letter', async () => {
  const kind = async (word: string) =>
    (await read(adt({ class: word }))).items[0]!.encounters[0]!.class;
  expect(
    await Promise.all(['Inpatient', 'EMERGENCY', 'Observation', 'Recurring'].map(kind)),
  ).toEqual(['inpatient', 'emergency', 'observation', 'outpatient']);
});

test('goals and diagnoses inside a plan and a stay are records of the same patient, tied to it', async () => {
  const text = bundle([
    fhirPatient(p),
    fhirEncounter(uuid(2), p, {
      contained: [{ resourceType: 'Condition', id: 'dx', code: { text: 'Hip fracture' } }],
      diagnosis: [{ condition: { reference: '#dx' } }],
    }),
    {
      resourceType: 'CarePlan',
      id: uuid(3),
      status: 'active',
      subject,
      contained: [
        {
          resourceType: 'Goal',
          id: 'g',
          description: { text: 'Walks' },
          addresses: [{ reference: '#c' }],
        },
        { resourceType: 'Condition', id: 'c', code: { text: 'Weakness' } },
      ],
      goal: [{ reference: '#g' }],
      addresses: [{ reference: '#c' }],
    },
  ]);
  const { parts } = (await read(text, 'a.json')).items[0]!;
  const conditions = parts.filter((part) => part.kind === 'condition');
  const plan = parts.find((part) => part.kind === 'carePlan')!;
  const goal = parts.find((part) => part.kind === 'goal')!;
  expect(conditions).toMatchObject([
    { display: 'Hip fracture', principal: true, patient: { key: expect.any(String) } },
    { display: 'Weakness' },
  ]);
  expect(plan.goals).toEqual([goal.sourceKey]);
  expect(plan.problems).toEqual([{ title: 'Weakness', conditionKey: conditions[1]!.sourceKey }]);
  expect(goal.conditionKey).toBe(conditions[1]!.sourceKey);
});

test('a record inside another that is not as FHIR has it refuses the file, with its place', async () => {
  const feed = await read(
    bundle([
      fhirPatient(p),
      fhirEncounter(uuid(2), p, {
        contained: [{ resourceType: 'Condition', id: 'dx', code: 'x' }],
      }),
    ]),
    'a.json',
  );
  expect(feed.readable).toBe(false);
  expect(feed.problems[0]).toMatchObject({ where: 'entry[1].resource.contained[0].code' });
});

test('people to call who stand in the patient become contacts', async () => {
  const feed = await read(
    bundle([
      fhirPatient(p, {
        contact: [
          {
            relationship: [{ coding: [{ code: 'C', display: 'Emergency Contact' }] }],
            name: { family: 'Marlstone', given: ['Tom'] },
            telecom: [{ system: 'phone', value: '555-0101' }],
          },
          { organization: { display: 'Harborlight' } },
        ],
      }),
    ]),
    'a.json',
  );
  expect(feed.items[0]!.parts).toMatchObject([
    { kind: 'relatedPerson', name: 'Tom Marlstone', phone: '555-0101', roles: 'emergencyContact' },
  ]);
  expect(feed.problems).toMatchObject([{ where: 'entry[0].resource.contact[1].name' }]);
});

test('a patient is not called by a nickname where the name stands beside it', async () => {
  const name = [
    { use: 'nickname', given: ['Edie'] },
    { family: 'Marlstone', given: ['Edith'] },
  ];
  const feed = await read(bundle([fhirPatient(p, { name })]), 'a.json');
  expect(feed.items[0]!.patients[0]).toMatchObject({ familyName: 'Marlstone', givenName: 'Edith' });
});
