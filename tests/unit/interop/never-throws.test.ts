import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainBytes } from '../../../electron/interop/encoding';
import { JsonProblem, scanJson } from '../../../electron/interop/fhir/json-scan';
import { unescapeHl7 } from '../../../electron/interop/hl7/escapes';
import {
  adt,
  bundle,
  bytesOf,
  census,
  fhirEncounter,
  fhirPatient,
  read,
  uuid,
} from '../../support/feeds';

const seeds: [string, string][] = [
  [
    'a.hl7',
    adt({
      more: [
        'NK1|1|A^B|SON',
        'DG1|1||I10^X^I10',
        'AL1|1|DA|^NKDA',
        'IN1|1|A|B|C',
        'ROL|1|AD|CM|1^A^B',
      ],
    }) + adt({ trigger: 'A03', discharged: '20260311140000' }),
  ],
  ['a.json', bundle([fhirPatient(uuid(1)), fhirEncounter(uuid(2), uuid(1))])],
  [
    'a.ndjson',
    `${JSON.stringify(fhirPatient(uuid(1)))}\n${JSON.stringify(fhirEncounter(uuid(2), uuid(1)))}\n`,
  ],
  [
    'a.csv',
    census([
      [
        '508-1',
        '9904588',
        'Hazelmere, Ruth',
        '1941-03-14',
        'F',
        '2026-03-07 16:20',
        'I',
        'Dr. X Y',
        'Medicare',
        '2026-03-13',
        '5 West',
      ],
    ]),
  ],
];

/** Whatever is in the file: no crash, and either something was read or a reason is given. */
const answers = async (bytes: Uint8Array, name: string): Promise<void> => {
  const feed = await read(bytes, name);
  const refused = feed.problems.some(({ severity }) => severity === 'error');
  expect(feed.readable || refused).toBe(true);
  if (feed.setAside.length > 0) expect(refused).toBe(true);
};

const names = fc.constantFrom('a.hl7', 'a.json', 'a.ndjson', 'a.csv', 'a.txt', 'a');

test('any bytes are answered', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), names, answers), {
    numRuns: 300,
  });
});

test('any text is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), names, (text, name) =>
      answers(bytesOf(text), name),
    ),
    { numRuns: 300 },
  );
});

const edit = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 30 }),
  put: fc.oneof(
    fc.constantFrom(
      '',
      '|',
      '^',
      '~',
      '\\',
      '&',
      '\r',
      '\n',
      '"',
      '""',
      ',',
      '{',
      '}',
      '[',
      ']',
      '\0',
      'null',
      'é',
      '\\X',
      '99999999',
    ),
    fc.string({ maxLength: 8 }),
  ),
});

test.each(seeds)(
  '%s with anything cut out, put in or cut short is answered',
  async (name, seed) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (edits, cut) => {
          let text = seed;
          for (const { at, length, put } of edits) {
            const place = at % (text.length + 1);
            text = text.slice(0, place) + put + text.slice(place + length);
          }
          await answers(bytesOf(cut ? text.slice(0, Math.floor(text.length * 0.7)) : text), name);
        },
      ),
      { numRuns: 400 },
    );
  },
);

test('the scan takes what JSON.parse takes, and refuses the rest', () => {
  const lenient = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const scanned = (text: string): boolean | 'doubled' => {
    try {
      const { span } = scanJson(text);
      return text.slice(span.end).trim() === '';
    } catch (error) {
      if (!(error instanceof JsonProblem)) throw error;
      return error.path === '' ? false : 'doubled';
    }
  };
  fc.assert(
    fc.property(fc.json(), edit, (json, { at, length, put }) => {
      const place = at % (json.length + 1);
      const text = json.slice(0, place) + put + json.slice(place + length);
      const ours = scanned(text);
      // A wrong escape inside a text is left to JSON.parse, which reads each part afterwards.
      if (ours !== 'doubled' && !text.includes('\\'))
        expect([text, ours]).toEqual([text, lenient(text)]);
    }),
    { numRuns: 3000 },
  );
});

test('escapes never leave control characters, and plain text stays as it is', () => {
  const delimiters = {
    field: '|',
    component: '^',
    repetition: '~',
    escape: '\\',
    subcomponent: '&',
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(unescapeHl7(text, delimiters)).not.toMatch(/\p{Cc}/u);
    }),
  );
  expect(unescapeHl7('12 Elm St.', delimiters)).toBe('12 Elm St.');
});

test('UTF-16 without a mark is known by its zeros, and UTF-8 is never taken for it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 20, unit: 'grapheme' }), (text) => {
      const bytes = bytesOf(text.replaceAll('\0', 'x'));
      expect(plainBytes(bytes).converted).toBeNull();
    }),
  );
  expect(plainBytes(Buffer.from('MSH|^~\\&|A|B', 'utf16le')).bytes.toString()).toBe(
    'MSH|^~\\&|A|B',
  );
});
