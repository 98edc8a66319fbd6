/**
 * A response as FHIR R4 QuestionnaireResponse and back, without loss. An item without an answer
 * says why by FHIR's data-absent-reason; an unconfirmed prefill is no answer and travels apart.
 */
import type {
  Extension,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
  Reference,
} from '@medplum/fhirtypes';
import {
  entrySchema,
  valueProblem,
  type Answers,
  type Entry,
  type Value,
} from '../../../shared/clinical/instruments/answers';
import type { Instrument, Item } from '../../../shared/clinical/instruments/definition';
import {
  responseSchema,
  type AssessmentResponse,
} from '../../../shared/clinical/instruments/response';
import type { ScoreResult } from '../../../shared/clinical/instruments/scoring';
import type { SkipReason } from '../../../shared/clinical/instruments/vocabulary';
import { extensionOf, extensions, fhirText, jsonExtension, jsonOf, urls } from './extensions';
import { canonicalVersion, codingOf, ofCanonical } from './questionnaire';

/** HL7's data-absent-reason for our reasons (content lists 5). */
const absentReasons: Record<SkipReason, string> = {
  'an-refused': 'asked-declined',
  'an-unable': 'unknown',
  'an-na': 'not-applicable',
};

const codeAnswers = (
  instrument: Instrument,
  item: Item,
  codes: readonly string[],
): QuestionnaireResponseItemAnswer[] =>
  codes.map((code) => {
    const option = item.options?.find((one) => one.code === code);
    return option
      ? { valueCoding: codingOf(instrument.id, item.id, option) }
      : // Offered by the record and not by the file: its words are all there is.
        { valueString: fhirText(code) };
  });

const personOut = ({
  name,
  relation,
  phone,
  id,
}: Extract<Value, { person: unknown }>['person']): Reference => ({
  ...extensions(
    relation === null ? undefined : { url: urls.relation, valueString: fhirText(relation) },
    phone === null ? undefined : { url: urls.phone, valueString: fhirText(phone) },
  ),
  ...(id === null ? {} : { reference: `RelatedPerson/${id}` }),
  display: fhirText(name),
});

const answersOut = (
  instrument: Instrument,
  item: Item,
  value: Value,
): QuestionnaireResponseItemAnswer[] => {
  if ('codes' in value) return codeAnswers(instrument, item, value.codes);
  if ('number' in value)
    return item.kind === 'integer'
      ? [{ valueInteger: value.number }]
      : [{ valueDecimal: value.number }];
  if ('text' in value) return [{ valueString: fhirText(value.text) }];
  if ('date' in value) return [{ valueDate: value.date }];
  if ('person' in value)
    return [{ valueReference: personOut(value.person) } as QuestionnaireResponseItemAnswer];
  if ('organization' in value) {
    const { name, id } = value.organization;
    return [
      {
        valueReference: {
          ...(id === null ? {} : { reference: `Organization/${id}` }),
          display: fhirText(name),
        },
      },
    ];
  }
  const { instrument: linked, version, response, number } = value.link;
  return [
    {
      ...extensions({
        url: urls.link,
        extension: [
          { url: 'instrument', valueCanonical: canonicalVersion(linked, version) },
          ...(response === null
            ? []
            : [
                {
                  url: 'response',
                  valueReference: { reference: `QuestionnaireResponse/${response}` },
                },
              ]),
        ],
      }),
      valueDecimal: number,
    },
  ];
};

const itemOut = (instrument: Instrument, item: Item, entry: Entry): QuestionnaireResponseItem => {
  const { value, skipped, note, source, confirmed } = entry;
  const answered = value !== null && confirmed;
  const answer = answered ? answersOut(instrument, item, value) : [];
  return {
    ...extensions(
      skipped === null
        ? undefined
        : { url: urls.dataAbsentReason, valueCode: absentReasons[skipped] },
      note === null ? undefined : { url: urls.note, valueString: fhirText(note) },
      answered && source !== null ? jsonExtension(urls.source, source) : undefined,
      value !== null && !confirmed
        ? jsonExtension(urls.offer, { value, source, confirmed })
        : undefined,
    ),
    linkId: item.id,
    text: fhirText(item.text.en),
    ...(answer.length > 0 ? { answer } : {}),
  };
};

const scoreOut = ({ id, value, code, band }: ScoreResult): Extension[] =>
  value === null && code === null
    ? []
    : [
        {
          url: urls.score,
          extension: [
            { url: 'id', valueString: id },
            ...(value === null ? [] : [{ url: 'value', valueDecimal: value }]),
            ...(code === null ? [] : [{ url: 'code', valueString: code }]),
            ...(band === null ? [] : [{ url: 'band', valueString: band }]),
          ],
        },
      ];

/**
 * A response as QuestionnaireResponse, its scores beside it for readers; a part stands within the
 * group of its item.
 */
export const questionnaireResponseOf = (
  instrument: Instrument,
  response: AssessmentResponse,
  scores: readonly ScoreResult[],
): QuestionnaireResponse => {
  const { answers, informant, interpreter } = response;
  const out = (item: Item): QuestionnaireResponseItem[] => {
    const entry = answers[item.id];
    return entry ? [itemOut(instrument, item, entry)] : [];
  };
  const item = instrument.items
    .filter(({ partOf }) => partOf === undefined)
    .flatMap((whole): QuestionnaireResponseItem[] => {
      const parts = instrument.items.filter(({ partOf }) => partOf === whole.id);
      if (parts.length === 0) return out(whole);
      const within = [whole, ...parts].flatMap(out);
      return within.length === 0 ? [] : [{ linkId: `${whole.id}.group`, item: within }];
    });
  return {
    resourceType: 'QuestionnaireResponse',
    id: response.id,
    ...extensions(
      informant === null ? undefined : { url: urls.informant, valueCode: informant },
      interpreter === null ? undefined : { url: urls.interpreter, valueBoolean: interpreter },
      ...scores.flatMap(scoreOut),
    ),
    questionnaire: canonicalVersion(instrument.id, instrument.version),
    status: response.status,
    subject: { reference: `Patient/${response.patientId}` },
    ...(response.encounterId === null
      ? {}
      : { encounter: { reference: `Encounter/${response.encounterId}` } }),
    authored: response.authoredAt,
    author: { reference: `Practitioner/${response.authorId}` },
    ...(item.length > 0 ? { item } : {}),
  };
};

/** What is wrong with a QuestionnaireResponse, with its place. */
export class ResponseError extends Error {
  constructor(
    readonly where: string,
    reason: string,
  ) {
    super(`${where}: ${reason}`);
    this.name = 'ResponseError';
  }
}

const idIn = (reference: Reference | undefined, kind: string): string | null =>
  reference?.reference?.startsWith(`${kind}/`) ? reference.reference.slice(kind.length + 1) : null;

const codeIn = (item: Item, { valueCoding, valueString }: QuestionnaireResponseItemAnswer) =>
  extensionOf(valueCoding, urls.code)?.valueString ??
  item.options?.find(({ loinc }) => loinc !== undefined && loinc === valueCoding?.code)?.code ??
  valueCoding?.code ??
  valueString ??
  '';

const linkIn = (answer: QuestionnaireResponseItemAnswer): Value | null => {
  const parts = extensionOf(answer, urls.link)?.extension;
  const canonical = parts?.find(({ url }) => url === 'instrument')?.valueCanonical;
  const linked = ofCanonical(canonical ?? '');
  if (!linked || answer.valueDecimal === undefined) return null;
  const response = parts?.find(({ url }) => url === 'response')?.valueReference;
  return {
    link: {
      instrument: linked.id,
      version: linked.version,
      response: idIn(response, 'QuestionnaireResponse'),
      number: answer.valueDecimal,
    },
  };
};

const valueIn = (item: Item, answers: readonly QuestionnaireResponseItemAnswer[]): Value | null => {
  const [answer] = answers;
  if (!answer) return null;
  switch (item.kind) {
    case 'one':
    case 'yesNo':
    case 'many':
      return { codes: answers.map((one) => codeIn(item, one)) };
    case 'integer':
    case 'decimal': {
      const number = answer.valueInteger ?? answer.valueDecimal;
      return number === undefined ? null : { number };
    }
    case 'date':
      return answer.valueDate === undefined ? null : { date: answer.valueDate };
    case 'text':
    case 'fact':
      return answer.valueString === undefined ? null : { text: answer.valueString };
    case 'person': {
      const reference = answer.valueReference as
        (Reference & { extension?: Extension[] }) | undefined;
      return reference?.display === undefined
        ? null
        : {
            person: {
              name: reference.display,
              relation: extensionOf(reference, urls.relation)?.valueString ?? null,
              phone: extensionOf(reference, urls.phone)?.valueString ?? null,
              id: idIn(reference, 'RelatedPerson'),
            },
          };
    }
    case 'organization': {
      const reference = answer.valueReference;
      return reference?.display === undefined
        ? null
        : { organization: { name: reference.display, id: idIn(reference, 'Organization') } };
    }
    case 'link':
      return linkIn(answer);
  }
};

const skippedIn = (item: QuestionnaireResponseItem): SkipReason | null => {
  const code = extensionOf(item, urls.dataAbsentReason)?.valueCode;
  const found = Object.entries(absentReasons).find(([, reason]) => reason === code);
  return found ? (found[0] as SkipReason) : null;
};

const entryIn = (item: Item, given: QuestionnaireResponseItem): Entry => {
  const where = `item ${item.id}`;
  const value = valueIn(item, given.answer ?? []);
  if (value === null && (given.answer ?? []).length > 0)
    throw new ResponseError(where, `the answer is not what a question of kind ${item.kind} takes`);
  const parsed = entrySchema.safeParse({
    value,
    skipped: skippedIn(given),
    note: extensionOf(given, urls.note)?.valueString ?? null,
    source: jsonOf(given, urls.source) ?? null,
    confirmed: true,
    ...(jsonOf(given, urls.offer) as object | undefined),
  });
  if (!parsed.success) throw new ResponseError(where, 'the answer is not one that is known here');
  const problem = parsed.data.value === null ? null : valueProblem(item, parsed.data.value);
  if (problem !== null) throw new ResponseError(where, `the answer does not fit (${problem})`);
  return parsed.data;
};

/**
 * The response of a QuestionnaireResponse to an instrument of ours. `find` knows the instruments by
 * version. Throws `ResponseError` with the place of what is missing or does not fit.
 */
export const responseOf = (
  resource: QuestionnaireResponse,
  find: (id: string, version: number) => Instrument | undefined,
): AssessmentResponse => {
  const named = ofCanonical(resource.questionnaire ?? '');
  const instrument = named ? find(named.id, named.version) : undefined;
  if (!named || !instrument)
    throw new ResponseError('questionnaire', 'this instrument or version is not known here');
  const given = (resource.item ?? []).flatMap((item) =>
    item.linkId?.endsWith('.group') ? (item.item ?? []) : [item],
  );
  const answers: Answers = {};
  for (const one of given) {
    const item = instrument.items.find(({ id }) => id === one.linkId);
    if (!item) throw new ResponseError(`item ${one.linkId}`, 'the instrument has no such question');
    if (answers[item.id]) throw new ResponseError(`item ${item.id}`, 'it is answered twice');
    answers[item.id] = entryIn(item, one);
  }
  const parsed = responseSchema.safeParse({
    id: resource.id,
    instrument: named.id,
    version: named.version,
    patientId: idIn(resource.subject, 'Patient'),
    encounterId: idIn(resource.encounter, 'Encounter'),
    status: resource.status,
    authoredAt: resource.authored,
    authorId: idIn(resource.author, 'Practitioner'),
    informant: extensionOf(resource, urls.informant)?.valueCode ?? null,
    interpreter: extensionOf(resource, urls.interpreter)?.valueBoolean ?? null,
    answers,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ResponseError(issue?.path.join('.') || 'the response', 'is missing or not usable');
};
