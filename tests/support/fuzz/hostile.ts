/**
 * Values that no window of ours sends and that a compromised one could: everything here passes the
 * structured clone of Electron's IPC, so all of it can reach main.
 */
import fc from 'fast-check';

const deep = (levels: number): unknown => {
  let value: unknown = 'bottom';
  for (let i = 0; i < levels; i += 1) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

const circular = (): unknown => {
  const value: Record<string, unknown> = { id: 'x' };
  value['self'] = value;
  return value;
};

/** Keys that mean something to JavaScript itself. */
export const hostileKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'then'];

/** Texts that mean something to SQL, full-text search, paths, spreadsheets, HTML or Unicode. */
export const hostileTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udc00b',
  '\u202Egnirts',
  '\uFEFF',
  '👩‍👩‍👧‍👦',
  'İ',
  'ﬀ',
  "'; DROP TABLE patient; --",
  "' OR '1'='1",
  '" OR 1=1 --',
  "x' UNION SELECT * FROM secret --",
  'NEAR(a b',
  '"a* AND (b OR',
  '* - ^ : "',
  '%',
  '_',
  '%_%',
  '\\',
  '../../../../etc/passwd',
  '..\\..\\windows\\system32',
  '/dev/null',
  'C:\\CON',
  'file:///etc/passwd',
  'app://liaison/../main/main.js',
  '=HYPERLINK("http://x")',
  '<script>alert(1)</script>',
  '${process.exit()}',
  '{{constructor}}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '2026-03-12T24:61',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00.000Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FREQ=SECONDLY',
  'FREQ=YEARLY;BYDAY=-1MO;BYMONTH=2;COUNT=1',
  'e\u0301'.repeat(100),
  'x'.repeat(4000),
  '9'.repeat(400),
  '\r\n'.repeat(50),
];

const numbers = [
  ...[NaN, Infinity, -Infinity, -0, 0, -1, 0.1, 1e308, 5e-324],
  ...[2 ** 31, 2 ** 31 - 1, 2 ** 53, 2 ** 53 - 1, -(2 ** 53)],
];

const makers: (() => unknown)[] = [
  () => JSON.parse('{"__proto__":{"role":"administrator"}}') as unknown,
  () => JSON.parse('{"constructor":{"prototype":{"x":1}}}') as unknown,
  () => deep(2000),
  circular,
  () => new Date(NaN),
  () => new Map([['id', 1]]),
  () => new Set([1]),
  () => /(a+)+$/,
  () => new Uint8Array(0),
  () => new Uint8Array(5000).fill(0xff),
  () => new ArrayBuffer(8),
  () => Array.from({ length: 3000 }, () => null),
  () => 10n ** 40n,
  () => new Error('made by a window'),
];

/** Anything, of any type. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(null, undefined, true, false) },
  { weight: 2, arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom(...makers).map((make) => make()) },
);
