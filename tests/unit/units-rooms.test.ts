import { expect, test } from 'vitest';
import { countBeds, parseRooms, withBedNames } from '../../shared/units/rooms';

const rooms = (text: string): Record<string, string[]> => {
  const parsed = parseRooms(text);
  if (!parsed.ok) throw new Error(`${parsed.problem}: ${parsed.part}`);
  return Object.fromEntries(parsed.rooms.map(({ name, beds }) => [name, beds]));
};

test.each([
  ['401', { 401: ['401'] }],
  ['401, 402', { 401: ['401'], 402: ['402'] }],
  ['401-403', { 401: ['401'], 402: ['402'], 403: ['403'] }],
  ['rooms 401 to 402, single', { 401: ['401'], 402: ['402'] }],
  ['rooms 501 to 502, two beds', { 501: ['501-1', '501-2'], 502: ['502-1', '502-2'] }],
  ['501-502 x2', { 501: ['501-1', '501-2'], 502: ['502-1', '502-2'] }],
  ['501 a 502, dos camas', { 501: ['501-1', '501-2'], 502: ['502-1', '502-2'] }],
  ['cuartos 501 a 502 dobles', { 501: ['501-1', '501-2'], 502: ['502-1', '502-2'] }],
  ['501, 3 beds', { 501: ['501-1', '501-2', '501-3'] }],
  ['ICU 08 to ICU 10', { 'ICU 08': ['ICU 08'], 'ICU 09': ['ICU 09'], 'ICU 10': ['ICU 10'] }],
  ['508: 508-W 508-D', { 508: ['508-W', '508-D'] }],
  ['Birth Suite', { 'Birth Suite': ['Birth Suite'] }],
  ['401-402\n501 double', { 401: ['401'], 402: ['402'], 501: ['501-1', '501-2'] }],
])('%j is read as rooms with their beds', (text, expected) => {
  expect(rooms(text)).toEqual(expected);
});

test.each([
  ['', 'empty'],
  ['410-401', 'range'],
  ['401 x13', 'beds'],
  ['401 x0', 'beds'],
  ['1-400, 401-402', 'tooMany'],
  ['401-403, 402', 'twice'],
  ['501 x2, 7: 501-2', 'twice'],
])('%j is told as %s', (text, problem) => {
  expect(parseRooms(text)).toMatchObject({ ok: false, problem });
});

test('beds are counted, and some can be named otherwise', () => {
  const parsed = parseRooms('501-502 x2');
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(countBeds(parsed.rooms)).toBe(4);
  expect(withBedNames(parsed.rooms, { 502: ' 502-window  502-door ' })).toEqual([
    { name: '501', beds: ['501-1', '501-2'] },
    { name: '502', beds: ['502-window', '502-door'] },
  ]);
});
