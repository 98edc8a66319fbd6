import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import type { FeedItem } from '../../../shared/imports/facts';
import { a40, adt, bytesOf, read } from '../../support/feeds';

const only = async (text: string | Uint8Array): Promise<FeedItem> => {
  const feed = await read(text);
  expect(feed.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(feed.items).toHaveLength(1);
  return feed.items[0]!;
};
const errors = async (text: string | Uint8Array) =>
  (await read(text)).problems
    .filter(({ severity }) => severity === 'error')
    .map(({ where }) => where);

test('an admission is read into patient and stay', async () => {
  const item = await only(adt({ type: 'IP', attending: '77^Slatefield^Imre^^^Dr.' }));
  expect(item).toMatchObject({
    place: 'message 1',
    saidAt: '2026-03-10T12:00:00.000Z',
    trigger: 'A01',
  });
  expect(item.patients[0]).toMatchObject({
    identifiers: [{ assigners: ['ALDERPOINT'], type: 'MR', value: '9904588' }],
    familyName: 'Hazelmere',
    givenName: 'Ruth',
    birthDate: '1941-03-14',
    sex: 'female',
  });
  expect(item.encounters[0]).toMatchObject({
    event: 'admit',
    class: 'inpatient',
    visit: { value: '26-07731' },
    admittedAt: '2026-03-07T21:20:00.000Z',
    admittedTimeKnown: true,
    location: { unit: '5 West', room: '508', bed: '1' },
    attending: { familyName: 'Slatefield', prefix: 'Dr.', identifier: { value: '77' } },
  });
});

test.each([
  ['CR', (text: string) => text],
  ['LF', (text: string) => text.replaceAll('\r', '\n')],
  ['CRLF', (text: string) => text.replaceAll('\r', '\r\n')],
  ['no last line end', (text: string) => text.replace(/\r$/, '')],
  ['an MLLP frame', (text: string) => `\v${text}\u001c\r`],
  ['a byte-order mark', (text: string) => `\ufeff${text}`],
  [
    'blank lines and blanks before segments',
    (text: string) => `\n\n${text.replaceAll('\r', '\r\n\n   ')}`,
  ],
  ['line ends written out', (text: string) => text.replaceAll('\r', '\\r')],
  ['a batch envelope', (text: string) => `FHS|^~\\&|A\rBHS|^~\\&|A\r${text}BTS|1\rFTS|1\r`],
  ['NUL bytes', (text: string) => text.replace('Hazel', 'Ha\0zel')],
])('a message with %s reads the same', async (_, change) => {
  const item = await only(change(adt()));
  expect(item.patients[0]).toMatchObject({ familyName: 'Hazelmere', birthDate: '1941-03-14' });
  expect(item.encounters[0]).toMatchObject({ class: 'inpatient' });
});

test('many messages, framed or in batches, are as many items with their places', async () => {
  const two = `\v${adt()}\u001c\r\v${adt({ trigger: 'A08', at: '20260310090000' })}\u001c\r`;
  expect((await read(two)).items.map(({ place, trigger }) => [place, trigger])).toEqual([
    ['message 1', 'A01'],
    ['message 2', 'A08'],
  ]);
  const batch = `FHS|^~\\&\rBHS|^~\\&\r${adt()}${adt({ trigger: 'A08' })}BTS|3\rFTS|1\r`;
  const feed = await read(batch);
  expect(feed.messages).toBe(2);
  expect(feed.problems.map(({ where }) => where)).toEqual(['BTS-1']);
});

test('declared delimiters and escapes are followed', async () => {
  const item = await only(
    'MSH#!@%*#S#FAC#R#FAC#20260301120000##ADT!A01#1#P#2.5\rPID#1##12!!!MRN*1.2.3*ISO!MR##DO%T%E|X!JO%F%HN%X41%!A##19800101#M\rPV1#1#I\r',
  );
  expect(item.patients[0]).toMatchObject({
    familyName: 'DO*E|X',
    givenName: 'JO#HNA',
    identifiers: [{ assigners: ['1.2.3', 'MRN'], type: 'MR', value: '12' }],
  });
});

test('a backslash that was escaped twice in MSH-2 is read once, and a truncation character is none', async () => {
  expect((await only(adt().replace('^~\\&', '^~\\\\&'))).patients[0]?.familyName).toBe('Hazelmere');
  expect((await only(adt().replace('^~\\&', '^~\\&#'))).patients[0]?.familyName).toBe('Hazelmere');
});

test.each([
  ['UNICODE UTF-8', (text: string) => Buffer.from(text, 'utf8')],
  ['8859/1', (text: string) => iconv.encode(text, 'iso-8859-1')],
  ['8859/15', (text: string) => iconv.encode(text, 'iso-8859-15')],
  ['', (text: string) => Buffer.from(text, 'utf8')],
  ['', (text: string) => iconv.encode(text, 'windows-1252')],
  ['ASCII', (text: string) => Buffer.from(text, 'utf8')],
  ['KLINGON', (text: string) => iconv.encode(text, 'windows-1252')],
  ['', (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true })],
])('names in the character set “%s” keep their letters', async (charset, encode) => {
  const text = adt({ family: 'Müller', given: 'José' }).replace(
    '|P|2.5.1',
    `|P|2.5.1||||||${charset}`,
  );
  expect((await only(encode(text))).patients[0]).toMatchObject({
    familyName: 'Müller',
    givenName: 'José',
  });
});

test('an explicit empty value is told apart from one that is not said', async () => {
  const item = await only(adt({ phone: '""' }));
  expect(item.patients[0]).toMatchObject({ phone: null });
  expect(item.patients[0]?.language).toBeUndefined();
});

test('leading zeros stay, and a number without an assigner is the sending facility’s', async () => {
  const item = await only(adt({ id: '0000123' }).replace('0000123^^^ALDERPOINT^MR', '0000123'));
  expect(item.patients[0]?.identifiers).toEqual([
    { assigners: ['ALDERPOINT'], type: '', value: '0000123' },
  ]);
});

test('contacts, diagnoses, allergies, insurance and team are read with the stay', async () => {
  const item = await only(
    adt({
      attending: '77^Slatefield^Imre',
      more: [
        'PV2|||^Hip fracture||||||20260313',
        'NK1|1|Hazelmere^Owen|SON^Son||555-0175^PRN^PH|||',
        'NK1|2',
        'DG1|1||S72.001A^Fracture of neck of right femur^I10|||A|||||||||1',
        'AL1|1|DA|70618^Penicillin^RXN|SV|Hives~Wheeze',
        'AL1|2|DA|^NKDA',
        'IN1|1|MCR|0011|Medicare||||G77||||20060401|||MC|||||||1||||||||||||||1EG4',
        'ROL|1|AD|CM^Case manager|88^Elmcrest^Robin|20260308080000||||||^Unit|555-0111^WPN^PH',
        'ZPD|1|whatever',
      ],
    }),
  );
  expect(item.encounters[0]).toMatchObject({
    admitReason: 'Hip fracture',
    expectedDischargeOn: '2026-03-13',
  });
  const of = (kind: string) => item.parts.filter((part) => part.kind === kind);
  expect(of('relatedPerson')).toMatchObject([
    { name: 'Owen Hazelmere', relationship: 'Son', phone: '555-0175' },
  ]);
  expect(of('condition')).toMatchObject([
    { code: 'S72.001A', principal: true, encounter: { key: 'stay' } },
  ]);
  expect(of('allergy')).toMatchObject([
    {
      allergyKind: 'allergy',
      substance: 'Penicillin',
      severity: 'severe',
      reaction: 'Hives, Wheeze',
    },
    { allergyKind: 'none' },
  ]);
  expect(of('coverage')).toMatchObject([
    {
      payer: 'Medicare',
      planClass: 'medicare',
      rank: 1,
      memberNumber: '1EG4',
      groupNumber: 'G77',
      startsOn: '2006-04-01',
    },
  ]);
  expect(of('careTeamMember')).toMatchObject([
    { name: 'Imre Slatefield', role: 'Attending' },
    { name: 'Robin Elmcrest', role: 'Case manager', phone: '555-0111' },
  ]);
});

test('messages that are not used are counted and refuse nothing', async () => {
  const other = (type: string) => adt().replace('ADT^A01', type);
  const feed = await read(
    other('ORU^R01') + other('ORM^O01') + other('ADT^A17') + other('ORU^R01') + adt(),
  );
  expect(feed.notUsed).toEqual({ 'ORU^R01': 2, 'ORM^O01': 1, 'ADT^A17': 1 });
  expect(feed).toMatchObject({ messages: 5, readable: true, setAside: [] });
  expect(feed.items.map(({ place }) => place)).toEqual(['message 5']);
});

test('a merge names its survivor and its prior numbers, several in one message', async () => {
  const one = a40('1', '2');
  const item = await only(
    one + 'PID|1||3^^^ALDERPOINT^MR||Ashgrove^Milo||19550909|M\rMRG|4^^^ALDERPOINT^MR\r',
  );
  expect(item.merges.map(({ survivor, prior }) => [survivor.key, prior[0]?.value])).toEqual([
    ['patient 1', '2'],
    ['patient 2', '4'],
  ]);
});

test.each([
  ['no identifier', adt({ id: '' }).replace('^^^ALDERPOINT^MR', ''), 'PID-3 of message 1'],
  ['no name', adt({ family: '', given: '' }), 'PID-5 of message 1'],
  ['an impossible birth date', adt({ birth: '19411345' }), 'PID-7 of message 1'],
  ['a birth date to come', adt({ birth: '20990101' }), 'PID-7 of message 1'],
  ['an impossible admission', adt({ admitted: '20260231' }), 'PV1-44 of message 1'],
  [
    'a discharge before the admission',
    adt({ trigger: 'A03', discharged: '20260301' }),
    'PV1-45 of message 1',
  ],
  ['no patient', adt().replace(/PID[^\r]*\r/, ''), 'PID of message 1'],
  ['no type', adt().replace('ADT^A01', ''), 'MSH-9 of message 1'],
  [
    'no trigger',
    adt()
      .replace(/ADT\^A01/, 'ADT')
      .replace('EVN|A01', 'EVN|'),
    'MSH-9 of message 1',
  ],
  ['delimiters that are one', adt().replace('^~\\&', '^^^^'), 'MSH-2 of message 1'],
  [
    'a segment broken in the middle',
    adt().replace('Hazelmere^', 'Hazel\rmere^'),
    'PID of message 1',
  ],
  [
    'a merge without a prior number',
    a40('1', '')
      .replace('^^^ALDERPOINT^MR\r', '\r')
      .replace(/MRG[^\r]*/, 'MRG|'),
    'MRG-1 of message 1',
  ],
])('a message with %s is refused at its place', async (_, text, where) => {
  expect(await errors(text)).toEqual([where]);
});

test('a trigger may stand in EVN alone', async () => {
  expect((await only(adt().replace('ADT^A01', 'ADT'))).trigger).toBe('A01');
});

test('a file that breaks off says so', async () => {
  expect(await errors(`BHS|^~\\&\r${adt()}${adt({ trigger: 'A08' }).slice(0, 160)}`)).toEqual([
    'end of message 2',
  ]);
  const cut = adt();
  expect(await errors(cut.slice(0, cut.indexOf('Hazel') + 4))).toEqual(['end of message 1']);
});

test('an admission without a visit brings the patient alone, with a warning', async () => {
  const feed = await read(adt({ class: null }));
  expect(feed.items[0]).toMatchObject({ patients: [{}], encounters: [] });
  expect(feed.problems).toMatchObject([{ where: 'PV1 of message 1', severity: 'warning' }]);
});

test('person messages bring no stay', async () => {
  for (const trigger of ['A28', 'A31'])
    expect((await only(adt({ trigger }))).encounters).toEqual([]);
});

test('reasons repeat nothing of the patient', async () => {
  const feed = await read(
    adt({ birth: '19411345', family: 'Canaryname' }) +
      adt({ id: 'CANARYID', birth: '', visit: 'CANARYVISIT' }),
  );
  expect(JSON.stringify(feed.problems)).not.toMatch(/canary|19411345/i);
  expect(feed.problems.length).toBeGreaterThan(1);
});

test('the place of a message in the file can be cut out again', async () => {
  const bad = adt({ birth: '19411345' });
  const text = adt() + bad + adt({ trigger: 'A08' });
  const feed = await read(text);
  const { span } = feed.setAside[0]!;
  expect(new TextDecoder().decode(bytesOf(text).slice(span!.start, span!.end))).toBe(bad);
});
