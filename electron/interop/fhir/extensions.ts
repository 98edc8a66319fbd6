/** Extensions of FHIR R4 that instruments use, and ours for what FHIR has no word for. */
import type { Coding, Extension } from '@medplum/fhirtypes';
import type { Text } from '../../../shared/clinical/instruments/vocabulary';

const hl7 = 'http://hl7.org/fhir/StructureDefinition';

export const urls = {
  translation: `${hl7}/translation`,
  ordinalValue: `${hl7}/ordinalValue`,
  optionPrefix: `${hl7}/questionnaire-optionPrefix`,
  optionExclusive: `${hl7}/questionnaire-optionExclusive`,
  minValue: `${hl7}/minValue`,
  maxValue: `${hl7}/maxValue`,
  unit: `${hl7}/questionnaire-unit`,
  dataAbsentReason: `${hl7}/data-absent-reason`,
  /** What of an instrument, item, option FHIR has no word for, as JSON text. */
  instrument: 'urn:liaison:fhir:instrument',
  item: 'urn:liaison:fhir:item',
  option: 'urn:liaison:fhir:option',
  /** Our code beside LOINC's. */
  code: 'urn:liaison:fhir:code',
  note: 'urn:liaison:fhir:note',
  source: 'urn:liaison:fhir:source',
  /** A prefilled value that nobody confirmed: no answer. */
  offer: 'urn:liaison:fhir:offer',
  relation: 'urn:liaison:fhir:relation',
  phone: 'urn:liaison:fhir:phone',
  link: 'urn:liaison:fhir:linked-response',
  informant: 'urn:liaison:fhir:informant',
  interpreter: 'urn:liaison:fhir:interpreter',
  score: 'urn:liaison:fhir:score',
} as const;

export const loinc = 'http://loinc.org';
export const ucum = 'http://unitsofmeasure.org';

/** FHIR strings know four white spaces; others become the first. */
export const fhirText = (text: string): string => text.replace(/[^\S \r\n\t]/g, ' ');

/** JSON of ours as one extension. */
export const jsonExtension = (url: string, value: unknown): Extension => ({
  url,
  valueString: fhirText(JSON.stringify(value)),
});

/** An element's extension of that address. */
export const extensionOf = (
  element: { extension?: Extension[] } | undefined,
  url: string,
): Extension | undefined => element?.extension?.find((one) => one.url === url);

/** What an extension of ours carries; undefined where it is missing. Throws on broken JSON. */
export const jsonOf = (element: { extension?: Extension[] } | undefined, url: string): unknown => {
  const text = extensionOf(element, url)?.valueString;
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

/** A resource or element with the companion (`_text`) of a text, which the types leave out. */
export type WithBeside<Base, Name extends string> = Base & {
  [Beside in Name]?: { extension?: Extension[] };
};

/** The Spanish of a text as FHIR's translation, for the element beside the text (`_text`). */
export const translated = ({ es }: Text): { extension: Extension[] } => ({
  extension: [
    {
      url: urls.translation,
      extension: [
        { url: 'lang', valueCode: 'es' },
        { url: 'content', valueString: fhirText(es) },
      ],
    },
  ],
});

/** Both languages of a text and its `_text`. */
export const textOf = (
  en: string | undefined,
  beside: { extension?: Extension[] } | undefined,
): { en: string | undefined; es: string | undefined } => ({
  en,
  es: extensionOf(beside, urls.translation)?.extension?.find(({ url }) => url === 'content')
    ?.valueString,
});

/** A LOINC code of ours as FHIR has it. */
export const loincCoding = ({ code, display }: { code: string; display: string }): Coding => ({
  system: loinc,
  code,
  display,
});

/** The extensions that are there; undefined for none, since FHIR knows no empty list. */
export const extensions = (...list: (Extension | undefined)[]): { extension?: Extension[] } => {
  const there = list.filter((one) => one !== undefined);
  return there.length === 0 ? {} : { extension: there };
};
