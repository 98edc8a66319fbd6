/** Sentences of an instrument with its answers filled in: "{in.stairs} steps" → "4 to 12 steps". */
import type { Answers, Value } from './answers';
import type { Instrument, Item } from './definition';
import type { Text } from './vocabulary';

export type Language = keyof Text;

const placeholder = /\{([a-zA-Z][\w.-]*)\}/g;
const notAsked: Text = { en: 'not asked', es: 'no se preguntó' };

/** Items that a text names. */
export const placeholdersIn = ({ en, es }: Text): string[] =>
  [en, es].flatMap((text) => [...text.matchAll(placeholder)].map(([, item]) => item ?? ''));

const saidOf = (item: Item, value: Value, language: Language): string => {
  if ('codes' in value)
    return value.codes
      .map((code) => {
        const option = item.options?.find((one) => one.code === code);
        return (option?.said ?? option?.text)?.[language] ?? code;
      })
      .join(', ');
  if ('number' in value) return String(value.number);
  if ('text' in value) return value.text;
  if ('date' in value) return value.date;
  if ('person' in value) return value.person.name;
  if ('organization' in value) return value.organization.name;
  return String(value.link.number);
};

/** A confirmed answer in words; null where there is none. */
export const answerInWords = (
  instrument: Instrument,
  answers: Answers,
  id: string,
  language: Language,
): string | null => {
  const item = instrument.items.find((one) => one.id === id);
  const entry = answers[id];
  return item && entry?.value && entry.confirmed ? saidOf(item, entry.value, language) : null;
};

/** A text of the instrument with the answers it names. */
export const filledIn = (
  text: Text,
  instrument: Instrument,
  answers: Answers,
  language: Language,
): string =>
  text[language].replace(
    placeholder,
    (_match, id: string) => answerInWords(instrument, answers, id, language) ?? notAsked[language],
  );
