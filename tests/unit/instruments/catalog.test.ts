import { expect, test } from 'vitest';
import { instruments } from '../../../electron/clinical/instruments';
import {
  catalogOf,
  InstrumentError,
  readInstrument,
} from '../../../shared/clinical/instruments/catalog';
import type { Instrument } from '../../../shared/clinical/instruments/definition';

const byId = (id: string): Instrument => {
  const instrument = instruments.find(id);
  if (!instrument) throw new Error(`There is no ${id}.`);
  return structuredClone(instrument);
};

test('every shipped file is an instrument that can be used', () => {
  expect(instruments.newest.map(({ id, form }) => `${id}: ${form}`)).toEqual([
    'ahc: itemised',
    'ampac: result',
    'auditc: itemised',
    'barthel: result',
    'bims: itemised',
    'braden: result',
    'cfs: result',
    'criteria: result',
    'gad7: itemised',
    'hospital: itemised',
    'intake: own',
    'katz: domains',
    'lace: itemised',
    'lawton: domains',
    'mcsi: result',
    'minicog: result',
    'moca: result',
    'morse: result',
    'needs: own',
    'pdcall: own',
    'phq2: itemised',
    'phq9: itemised',
    'readmission: own',
    'sils: itemised',
  ]);
});

test('every instrument says who holds it, what permits it and where its rule stands', () => {
  for (const { licence, source, version, reviewedBy } of instruments.newest) {
    expect(licence.holder.length).toBeGreaterThan(3);
    expect(licence.permission.length).toBeGreaterThan(5);
    expect(source.citation.length).toBeGreaterThan(10);
    expect(version).toBe(1);
    expect(reviewedBy).toBeNull();
  }
});

test('a result-only instrument ships no item of the form, only date, total, assessor and form', () => {
  for (const { id, form, items } of instruments.newest.filter((one) => one.form === 'result')) {
    const own = items.map((item) => item.id.slice(id.length + 1));
    expect(form).toBe('result');
    for (const name of own)
      expect([
        'total',
        'date',
        'assessor',
        'form',
        'scale',
        'raw',
        't',
        'product',
        'subset',
        'outcome',
      ]).toContain(name);
    expect(own).toEqual(expect.arrayContaining(['date', 'assessor']));
  }
});

/** A small instrument that is right; each case below breaks one thing of it. */
const small = (): Record<string, unknown> => ({
  id: 'small',
  version: 1,
  form: 'own',
  title: { en: 'Small', es: 'Pequeño' },
  short: 'Small',
  licence: { holder: 'this hospital', permission: 'A form of its own.' },
  source: { citation: 'Nobody', edition: '1' },
  spanish: 'ours',
  reviewedBy: null,
  items: [
    {
      id: 's.1',
      kind: 'one',
      text: { en: 'One', es: 'Uno' },
      answeredBy: 'patient',
      required: true,
      options: [
        { code: 'a', text: { en: 'A', es: 'A' }, points: 0 },
        { code: 'b', text: { en: 'B', es: 'B' }, points: 2 },
      ],
    },
    {
      id: 's.2',
      kind: 'integer',
      text: { en: 'Two', es: 'Dos' },
      answeredBy: 'staff',
      required: false,
      min: 0,
      max: 3,
      shownWhen: { item: 's.1', in: ['b'] },
    },
  ],
  scores: [
    {
      id: 'total',
      text: { en: 'Total', es: 'Total' },
      term: { sum: [{ item: 's.1' }, { item: 's.2' }] },
      min: 0,
      max: 5,
      direction: 'higherIsWorse',
      bandSets: [
        {
          bands: [
            { id: 'low', from: 0, to: 2, text: { en: 'Low', es: 'Bajo' } },
            { id: 'high', from: 3, to: 5, text: { en: 'High', es: 'Alto' } },
          ],
        },
      ],
    },
  ],
  flags: [],
  proposals: [],
});

type Loose = Record<string, unknown>;
const itemsOf = (file: Loose): Loose[] => file['items'] as Loose[];
const scoreOf = (file: Loose): Loose => (file['scores'] as Loose[])[0]!;
const bandsOf = (file: Loose): Loose[] =>
  ((scoreOf(file)['bandSets'] as Loose[])[0]!['bands'] as Loose[]) ?? [];
const flag = (raisedWhen: unknown, more: Loose = {}): Loose => ({
  id: 'f',
  kind: 'flag',
  raisedWhen,
  text: { en: 'F', es: 'F' },
  ...more,
});

test('the small instrument of these cases is right', () => {
  expect(readInstrument('small.json', small()).id).toBe('small');
});

test.each<[string, (file: Loose) => void, RegExp]>([
  ['an unknown field', (file) => (file['colour'] = 'red'), /colour/],
  ['an unknown field of an item', (file) => (itemsOf(file)[0]!['points'] = 1), /items\.0/],
  ['a text without Spanish', (file) => (file['title'] = { en: 'Small' }), /title\.es/],
  ['a version that is no number', (file) => (file['version'] = 'one'), /version/],
  [
    'a condition that nobody knows',
    (file) => (itemsOf(file)[1]!['shownWhen'] = { item: 's.1', equals: 'b' }),
    /items\.1\.shownWhen: Unrecognized key: "equals"/,
  ],
  [
    'a bound without a number',
    (file) => (itemsOf(file)[1]!['shownWhen'] = { item: 's.1' }),
    /is no condition/,
  ],
  [
    'a display by an item that stands later',
    (file) => (itemsOf(file)[0]!['shownWhen'] = { item: 's.2', atLeast: 1 }),
    /the item s\.2, which is not there or stands later/,
  ],
  [
    'a display by an option that is not offered',
    (file) => (itemsOf(file)[1]!['shownWhen'] = { item: 's.1', in: ['c'] }),
    /whether s\.1 is c/,
  ],
  ['an item twice', (file) => (itemsOf(file)[1]!['id'] = 's.1'), /s\.1 stands twice/],
  ['a choice without options', (file) => delete itemsOf(file)[0]!['options'], /has 0 options/],
  [
    'an option twice',
    (file) =>
      (itemsOf(file)[0]!['options'] = [
        { code: 'a', text: { en: 'A', es: 'A' } },
        { code: 'a', text: { en: 'A', es: 'A' } },
      ]),
    /has a twice/,
  ],
  [
    'a score of an item that is not there',
    (file) => (scoreOf(file)['term'] = { item: 's.9' }),
    /needs the item s\.9/,
  ],
  [
    'a term that nobody knows',
    (file) => (scoreOf(file)['term'] = { product: [{ item: 's.1' }] }),
    /scores\.0\.term: is no term/,
  ],
  [
    'a score that needs itself',
    (file) => (scoreOf(file)['term'] = { score: 'total' }),
    /the score total, which is not there or stands later/,
  ],
  ['a range that the items cannot make', (file) => (scoreOf(file)['max'] = 6), /make 0 to 5/],
  ['a gap between bands', (file) => (bandsOf(file)[1]!['from'] = 4), /gap or an overlap/],
  ['an overlap of bands', (file) => (bandsOf(file)[1]!['from'] = 2), /gap or an overlap/],
  ['bands that end early', (file) => (bandsOf(file)[1]!['to'] = 4), /do not reach from 0 to 5/],
  [
    'bands for some only',
    (file) => ((scoreOf(file)['bandSets'] as Loose[])[0]!['when'] = { fact: 'sex', in: ['male'] }),
    /no bands where no condition holds/,
  ],
  [
    'steps that fall',
    (file) =>
      (scoreOf(file)['term'] = {
        steps: [
          [3, 0],
          [0, 1],
        ],
        of: { item: 's.2' },
      }),
    /steps that do not rise/,
  ],
  [
    'no step for the lowest value',
    (file) =>
      (scoreOf(file)['term'] = {
        steps: [
          [1, 0],
          [2, 1],
        ],
        of: { item: 's.2' },
      }),
    /no step for its lowest value/,
  ],
  [
    'a fact that the record does not know',
    (file) => (file['flags'] = [flag({ fact: 'shoeSize', above: 9 })]),
    /shoeSize, which is no fact/,
  ],
  [
    'a flag by a flag that stands later',
    (file) => (file['flags'] = [flag({ flag: 'f', is: 'raised' })]),
    /the flag f, which is not there or stands later/,
  ],
  [
    'an alert on the family page',
    (file) =>
      (file['flags'] = [
        flag(
          { item: 's.1', in: ['b'] },
          { kind: 'alert', familyText: { en: 'Alert', es: 'Alerta' } },
        ),
      ]),
    /words for the family's page/,
  ],
  [
    'a text with an item that is not there',
    (file) =>
      (file['flags'] = [flag({ item: 's.1', in: ['b'] }, { text: { en: '{s.7}', es: '' } })]),
    /flags\.0\.text\.es/,
  ],
  [
    'a sentence with an item that is not there',
    (file) =>
      (file['flags'] = [flag({ item: 's.1', in: ['b'] }, { text: { en: '{s.7}', es: '{s.7}' } })]),
    /names the item s\.7/,
  ],
])('%s is refused with its place', (_name, breakIt, words) => {
  const file = small();
  breakIt(file);
  expect(() => readInstrument('small.json', file)).toThrow(InstrumentError);
  expect(() => readInstrument('small.json', file)).toThrow(words);
  expect(() => readInstrument('small.json', file)).toThrow(/small\.json/);
});

test.each([null, 7, 'text', [], {}])('%j is no instrument', (file) => {
  expect(() => readInstrument('x.json', file)).toThrow(InstrumentError);
});

test('a new version is offered, and the old one stays to re-score what it scored', () => {
  const first = small();
  const second = { ...small(), version: 2, short: 'Small, second' };
  const catalog = catalogOf({ 'small.json': first, 'small-2.json': second });
  expect(catalog.find('small')?.short).toBe('Small, second');
  expect(catalog.newest).toHaveLength(1);
  expect(catalog.version('small', 1)?.short).toBe('Small');
  expect(catalog.version('small', 3)).toBeUndefined();
});

test('the same version in two files, and a link to nothing, are refused', () => {
  expect(() => catalogOf({ a: small(), b: small() })).toThrow(/version 1 is there twice/);
  expect(() => catalogOf({ intake: byId('intake') })).toThrow(/which is no instrument/);
});
