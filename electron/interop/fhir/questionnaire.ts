/**
 * An instrument as FHIR R4 Questionnaire and back, without loss. Items, options, points, display,
 * ranges and LOINC codes are FHIR's own; scores, flags, proposals and what a form needs beside them
 * go as JSON in extensions of ours.
 */
import type {
  Coding,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireItemAnswerOption,
  QuestionnaireItemEnableWhen,
} from '@medplum/fhirtypes';
import { readInstrument } from '../../../shared/clinical/instruments/catalog';
import type { Condition } from '../../../shared/clinical/instruments/condition';
import type { Instrument, Item, Option } from '../../../shared/clinical/instruments/definition';
import type { ItemKind } from '../../../shared/clinical/instruments/vocabulary';
import {
  extensionOf,
  extensions,
  fhirText,
  jsonExtension,
  jsonOf,
  loinc,
  loincCoding,
  textOf,
  translated,
  ucum,
  urls,
  type WithBeside,
} from './extensions';

const canonicalOf = (id: string): string => `urn:liaison:instrument:${id}`;

/** What a response names: the instrument with its version. */
export const canonicalVersion = (id: string, version: number): string =>
  `${canonicalOf(id)}|${version}`;

/** Instrument and version of a canonical of ours; null for any other. */
export const ofCanonical = (canonical: string): { id: string; version: number } | null => {
  const found = /^urn:liaison:instrument:([^|]+)\|(\d+)$/.exec(canonical);
  return found ? { id: found[1] ?? '', version: Number(found[2]) } : null;
};

const types: Record<ItemKind, QuestionnaireItem['type']> = {
  one: 'choice',
  yesNo: 'choice',
  many: 'choice',
  integer: 'integer',
  decimal: 'decimal',
  date: 'date',
  text: 'text',
  person: 'reference',
  organization: 'reference',
  link: 'decimal',
  fact: 'text',
};

/** An option's coding: LOINC's where it has one, ours beside it. */
export const codingOf = (instrument: string, item: string, option: Option): Coding => {
  const display = fhirText(option.text.en);
  return option.loinc === undefined
    ? { system: `${canonicalOf(instrument)}:${item}`, code: option.code, display }
    : {
        ...extensions({ url: urls.code, valueString: option.code }),
        system: loinc,
        code: option.loinc,
        display,
      };
};

const optionOut = (
  instrument: string,
  item: string,
  option: Option,
): QuestionnaireItemAnswerOption => ({
  ...extensions(
    option.points === undefined
      ? undefined
      : { url: urls.ordinalValue, valueDecimal: option.points },
    option.key === undefined ? undefined : { url: urls.optionPrefix, valueString: option.key },
    option.exclusive ? { url: urls.optionExclusive, valueBoolean: true } : undefined,
    jsonExtension(urls.option, { es: option.text.es, said: option.said }),
  ),
  valueCoding: codingOf(instrument, item, option),
});

const asked = (item: Item, bounds: Condition): QuestionnaireItemEnableWhen[] | null => {
  const operators = { atLeast: '>=', atMost: '<=', above: '>', below: '<' } as const;
  if (item.kind !== 'integer' && item.kind !== 'decimal') return null;
  return Object.entries(operators).flatMap(([name, operator]): QuestionnaireItemEnableWhen[] => {
    const value = (bounds as Record<string, unknown>)[name];
    if (typeof value !== 'number') return [];
    return [
      item.kind === 'integer'
        ? { question: item.id, operator, answerInteger: value }
        : { question: item.id, operator, answerDecimal: value },
    ];
  });
};

interface Enabling {
  enableWhen: QuestionnaireItemEnableWhen[];
  enableBehavior: 'all' | 'any';
}

/** A display condition in FHIR's words, where it has them; the whole stands in our extension. */
const enablingOf = (instrument: Instrument, condition: Condition): Enabling | null => {
  const itemOf = (id: string): Item | undefined => instrument.items.find((one) => one.id === id);
  if ('item' in condition) {
    const item = itemOf(condition.item);
    if (!item || 'notIn' in condition) return null;
    if ('answered' in condition)
      return {
        enableWhen: [{ question: item.id, operator: 'exists', answerBoolean: true }],
        enableBehavior: 'all',
      };
    if (!('in' in condition)) {
      const enableWhen = asked(item, condition);
      return enableWhen === null ? null : { enableWhen, enableBehavior: 'all' };
    }
    const options = condition.in.map((code) => item.options?.find((one) => one.code === code));
    if (options.includes(undefined)) return null;
    return {
      enableWhen: options.map((option) => ({
        question: item.id,
        operator: '=',
        answerCoding: codingOf(instrument.id, item.id, option!),
      })),
      enableBehavior: 'any',
    };
  }
  if (!('any' in condition)) return null;
  const parts = condition.any.map((part) => enablingOf(instrument, part));
  const joined = parts.every(
    (part) => part !== null && (part.enableBehavior === 'any' || part.enableWhen.length === 1),
  );
  return joined
    ? { enableWhen: parts.flatMap((part) => part!.enableWhen), enableBehavior: 'any' }
    : null;
};

const bound = (item: Item, url: string, value: number | undefined) =>
  value === undefined
    ? undefined
    : item.kind === 'integer'
      ? { url, valueInteger: value }
      : { url, valueDecimal: value };

const itemOut = (instrument: Instrument, item: Item): WithBeside<QuestionnaireItem, '_text'> => {
  const { kind, help, answeredBy, optionsFrom, link, prefill, carryForward, seconds } = item;
  const enabling = item.shownWhen ? enablingOf(instrument, item.shownWhen) : null;
  return {
    ...extensions(
      bound(item, urls.minValue, item.min),
      bound(item, urls.maxValue, item.max),
      item.unit === undefined
        ? undefined
        : { url: urls.unit, valueCoding: { system: ucum, code: item.unit } },
      jsonExtension(urls.item, {
        kind,
        help,
        answeredBy,
        optionsFrom,
        link,
        prefill,
        carryForward,
        seconds,
        shownWhen: item.shownWhen,
      }),
    ),
    linkId: item.id,
    ...(item.loinc ? { code: [loincCoding(item.loinc)] } : {}),
    ...(item.number === undefined ? {} : { prefix: item.number }),
    text: fhirText(item.text.en),
    _text: translated(item.text),
    type: types[kind],
    ...(enabling === null
      ? {}
      : {
          enableWhen: enabling.enableWhen,
          ...(enabling.enableWhen.length > 1 ? { enableBehavior: enabling.enableBehavior } : {}),
        }),
    required: item.required,
    ...(kind === 'many' ? { repeats: true } : {}),
    ...(kind === 'fact' ? { readOnly: true } : {}),
    ...(item.options
      ? { answerOption: item.options.map((option) => optionOut(instrument.id, item.id, option)) }
      : {}),
  };
};

const groupSuffix = '.group';

/** An instrument as Questionnaire; an item with parts becomes a group of them. */
export const questionnaireOf = (instrument: Instrument): WithBeside<Questionnaire, '_title'> => {
  const { form, short, licence, source, spanish, reviewedBy, opening, appliesTo } = instrument;
  const { opensWhen, due, scores, flags, proposals } = instrument;
  const items = instrument.items
    .filter(({ partOf }) => partOf === undefined)
    .map((item): QuestionnaireItem => {
      const parts = instrument.items.filter(({ partOf }) => partOf === item.id);
      const whole = itemOut(instrument, item);
      return parts.length === 0
        ? whole
        : {
            linkId: `${item.id}${groupSuffix}`,
            type: 'group',
            item: [whole, ...parts.map((part) => itemOut(instrument, part))],
          };
    });
  return {
    resourceType: 'Questionnaire',
    id: `${instrument.id}-${instrument.version}`,
    ...extensions(
      jsonExtension(urls.instrument, {
        form,
        short,
        licence,
        source,
        spanish,
        reviewedBy,
        opening,
        appliesTo,
        opensWhen,
        due,
        scores,
        flags,
        proposals,
      }),
    ),
    url: canonicalOf(instrument.id),
    version: String(instrument.version),
    name: instrument.id,
    title: fhirText(instrument.title.en),
    _title: translated(instrument.title),
    status: 'active',
    subjectType: ['Patient'],
    publisher: fhirText(licence.holder),
    copyright: fhirText([licence.permission, ...(licence.credits ?? [])].join(' ')),
    ...(instrument.loinc ? { code: [loincCoding(instrument.loinc)] } : {}),
    item: items,
  };
};

const codeIn = (codes: Coding[] | undefined): { code?: string; display?: string } | undefined => {
  const found = codes?.find(({ system }) => system === loinc);
  return found && { code: found.code!, display: found.display! };
};

const optionIn = (option: QuestionnaireItemAnswerOption): object => {
  const { es, said } = (jsonOf(option, urls.option) ?? {}) as Record<string, unknown>;
  const coding = option.valueCoding;
  const ours = extensionOf(coding, urls.code)?.valueString;
  return {
    key: extensionOf(option, urls.optionPrefix)?.valueString,
    code: ours ?? coding?.code,
    text: { en: coding?.display, es },
    points: extensionOf(option, urls.ordinalValue)?.valueDecimal,
    exclusive: extensionOf(option, urls.optionExclusive)?.valueBoolean,
    said,
    loinc: ours === undefined ? undefined : coding?.code,
  };
};

const numberIn = (item: QuestionnaireItem, url: string): number | undefined => {
  const found = extensionOf(item, url);
  return found?.valueInteger ?? found?.valueDecimal;
};

const itemIn = (
  item: WithBeside<QuestionnaireItem, '_text'>,
  partOf: string | undefined,
): object => ({
  id: item.linkId,
  number: item.prefix,
  text: textOf(item.text, item._text),
  partOf,
  options: item.answerOption?.map(optionIn),
  min: numberIn(item, urls.minValue),
  max: numberIn(item, urls.maxValue),
  unit: extensionOf(item, urls.unit)?.valueCoding?.code,
  required: item.required,
  loinc: codeIn(item.code),
  ...(jsonOf(item, urls.item) as object),
});

/**
 * The instrument of a Questionnaire that came from here. Throws `InstrumentError` where something
 * is missing or broken, also for a Questionnaire of somebody else, which carries no rules of ours.
 */
export const instrumentOf = (questionnaire: WithBeside<Questionnaire, '_title'>): Instrument => {
  const items = (questionnaire.item ?? []).flatMap((item) => {
    if (item.type !== 'group') return [itemIn(item, undefined)];
    const [whole, ...parts] = item.item ?? [];
    return whole
      ? [itemIn(whole, undefined), ...parts.map((part) => itemIn(part, whole.linkId))]
      : [];
  });
  const candidate = {
    id: questionnaire.name,
    version: Number(questionnaire.version),
    title: textOf(questionnaire.title, questionnaire._title),
    loinc: codeIn(questionnaire.code),
    items,
    ...(jsonOf(questionnaire, urls.instrument) as object),
  };
  // What is undefined is not there: through JSON once, as it would come from a file.
  return readInstrument(
    questionnaire.url ?? 'without address',
    JSON.parse(JSON.stringify(candidate)),
  );
};
