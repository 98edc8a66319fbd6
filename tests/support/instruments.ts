/** Answers for tests in a line each: a code, several codes, a number, or a reason for none. */
import { instruments } from '../../electron/clinical/instruments';
import {
  answered,
  skipped,
  type Answers,
  type Entry,
} from '../../shared/clinical/instruments/answers';
import type { Instrument, Item } from '../../shared/clinical/instruments/definition';
import { outcomeOf, type Facts } from '../../shared/clinical/instruments/outcome';
import { skipReasons, type SkipReason } from '../../shared/clinical/instruments/vocabulary';

export type Said = string | string[] | number;

/** The newest version of a shipped instrument. */
export const shipped = (id: string): Instrument => {
  const instrument = instruments.find(id);
  if (!instrument) throw new Error(`There is no instrument ${id}.`);
  return instrument;
};

const isReason = (said: Said): said is SkipReason =>
  typeof said === 'string' && (skipReasons as readonly string[]).includes(said);

const entryOf = (item: Item | undefined, said: Said): Entry => {
  if (isReason(said)) return skipped(said);
  if (Array.isArray(said)) return answered({ codes: said });
  switch (item?.kind) {
    case 'date':
      return answered({ date: String(said) });
    case 'text':
    case 'fact':
      return answered({ text: String(said) });
    case 'person':
      return answered({ person: { name: String(said), relation: null, phone: null, id: null } });
    case 'organization':
      return answered({ organization: { name: String(said), id: null } });
    case 'link':
      return answered({
        link: {
          instrument: item.link?.instrument ?? '',
          version: 1,
          response: null,
          number: Number(said),
        },
      });
    default:
      return answered(typeof said === 'number' ? { number: said } : { codes: [said] });
  }
};

/** Answers of an instrument, each as short as it can be said. */
export const say = (instrument: Instrument, said: Readonly<Record<string, Said>>): Answers =>
  Object.fromEntries(
    Object.entries(said).map(([id, one]) => [
      id,
      entryOf(
        instrument.items.find((item) => item.id === id),
        one,
      ),
    ]),
  );

/** What a shipped instrument makes of answers. */
export const outcome = (id: string, said: Readonly<Record<string, Said>>, facts: Facts = {}) => {
  const instrument = shipped(id);
  const answers = say(instrument, said);
  const whole = outcomeOf(instrument, answers, facts);
  return {
    ...whole,
    instrument,
    answers,
    score: (name: string) => whole.scores.find((one) => one.id === name)!,
    flag: (name: string) => whole.flags.find((one) => one.id === name)!.state,
    raised: whole.flags.filter(({ state }) => state === 'raised').map((one) => one.id),
    proposed: whole.proposals.map((one) => one.id),
  };
};
