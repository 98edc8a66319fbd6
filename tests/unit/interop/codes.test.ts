import { expect, test } from 'vitest';
import {
  classOfFhir,
  classOfHl7,
  classOfWord,
  languageOf,
  planClassOf,
  saysNoAllergies,
  sexOf,
} from '../../../electron/interop/codes';

test.each([
  // PV1-2, PV1-18, class, planned
  ['I', '', 'inpatient', false],
  ['i', '', 'inpatient', false],
  ['E', '', 'emergency', false],
  ['P', '', 'outpatient', true],
  ['O', '', 'outpatient', false],
  ['R', '', 'outpatient', false],
  ['B', '', 'outpatient', false],
  ['ff', '', 'outpatient', false],
  ['', '', 'outpatient', false],
  ['OBS', '', 'observation', false],
  ['OBSV', '', 'observation', false],
  ['OBV', '', 'observation', false],
  ['O', 'OBS', 'observation', false],
  ['O', 'obsv', 'observation', false],
  ['I', 'OBV', 'observation', false],
  ['I', 'IP', 'inpatient', false],
] as const)('PV1-2 “%s” with PV1-18 “%s” is %s', (patientClass, type, expected, planned) => {
  expect(classOfHl7(patientClass, type)).toEqual({ class: expected, planned });
});

test('the hospital can say which codes mean observation', () => {
  expect(classOfHl7('O', 'OV', ['OV']).class).toBe('observation');
  expect(classOfHl7('O', 'OBS', ['OV']).class).toBe('outpatient');
});

test.each([
  ['IMP', 'inpatient'],
  ['ACUTE', 'inpatient'],
  ['NONAC', 'inpatient'],
  ['OBSENC', 'observation'],
  ['EMER', 'emergency'],
  ['AMB', 'outpatient'],
  ['VR', 'outpatient'],
  ['HH', 'outpatient'],
  ['SS', 'outpatient'],
  ['PRENC', 'outpatient'],
  ['', 'outpatient'],
] as const)('FHIR class %s is %s', (code, expected) => expect(classOfFhir(code)).toBe(expected));

test.each([
  ['Inpatient', 'inpatient'],
  ['OBS', 'observation'],
  ['Observación', 'observation'],
  ['ED', 'emergency'],
  ['Urgencias', 'emergency'],
  ['Outpatient', 'outpatient'],
  ['Swing', null],
] as const)('a census that says “%s” means %s', (word, expected) =>
  expect(classOfWord(word)).toBe(expected),
);

test.each([
  ['Medicare', 'medicare'],
  ['medicare', 'medicare'],
  ['Humana Medicare Advantage HMO', 'medicareAdvantage'],
  ['dual_eligible', 'medicare'],
  ['MassHealth', 'medicaid'],
  ['Medi-Cal', 'medicaid'],
  ['Medical Mutual', 'other'],
  ['NO_INSURANCE', 'selfPay'],
  ['Blue Cross Blue Shield', 'commercial'],
  ['private', 'commercial'],
  ['Northplan', 'other'],
] as const)('the payer “%s” is of class %s', (payer, expected) =>
  expect(planClassOf(payer)).toBe(expected),
);

test('sex and language are read as codes and as words', () => {
  expect(['F', 'male', 'Mujer', 'A', 'U', 'Q'].map(sexOf)).toEqual([
    'female',
    'male',
    'female',
    'other',
    'unknown',
    null,
  ]);
  expect(languageOf('ENG', 'English')).toBe('en');
  expect(languageOf('spa', '')).toBe('es');
  expect(languageOf('en-US', '')).toBe('en');
  expect(languageOf('', 'Spanish')).toBe('es');
  expect(languageOf('', 'Plautdietsch')).toBe('Plautdietsch');
});

test('“no known allergies” is a statement, not an allergy', () => {
  expect(saysNoAllergies('', 'NKDA')).toBe(true);
  expect(saysNoAllergies('716186003', 'No known allergy')).toBe(true);
  expect(saysNoAllergies('', 'No known drug allergies')).toBe(true);
  expect(saysNoAllergies('', 'Penicillin')).toBe(false);
});
