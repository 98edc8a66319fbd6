/** Answers, sources and scores in words, in the application's language or the patient's. */
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../../shared/clinical/instruments/answers';
import type { Instrument, Item } from '../../../shared/clinical/instruments/definition';
import type { ScoreResult } from '../../../shared/clinical/instruments/scoring';
import { answerInWords, type Language } from '../../../shared/clinical/instruments/words';
import { localDateOf } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';

/** The application's language as the instruments name it. */
export const useLanguage = (): Language =>
  useTranslation().i18n.language.startsWith('es') ? 'es' : 'en';

/** An answer in words, skips and open ones too; `null` where nothing was said. */
export const useSaid = (): ((
  instrument: Instrument,
  item: Item,
  entry: Entry | null | undefined,
) => string | null) => {
  const { t } = useTranslation('assessments');
  const format = useFormat();
  const language = useLanguage();
  return (instrument, item, entry) => {
    if (!entry) return null;
    if (entry.skipped !== null) return t(`skip.${entry.skipped}`);
    if (entry.value === null) return null;
    if ('date' in entry.value) return format.numericDate(entry.value.date);
    if ('number' in entry.value) return format.number(entry.value.number);
    if ('person' in entry.value)
      return [entry.value.person.name, entry.value.person.relation, entry.value.person.phone]
        .filter(Boolean)
        .join(', ');
    return answerInWords(
      instrument,
      { [item.id]: { ...entry, confirmed: true } },
      item.id,
      language,
    );
  };
};

/** Where a prefilled answer comes from and of when it is: “last stay, Sep 3”. */
export const useSourceText = (): ((entry: Entry) => string | null) => {
  const { t } = useTranslation('assessments');
  const day = useDay();
  return ({ source }) => {
    if (source === null) return null;
    const from = t(`source.${source.from}`);
    return source.asOf === null ? from : `${from}, ${day(source.asOf)}`;
  };
};

/** A day as people say it: today with its time, else the date. */
export const useDay = (): ((instant: string) => string) => {
  const { t } = useTranslation('assessments');
  const format = useFormat();
  const { now, zone } = useMinute();
  return (instant) => {
    const on = localDateOf(instant, zone);
    const today = localDateOf(now, zone);
    return on === today
      ? t('todayAt', { time: format.time(instant, zone) })
      : format.date(on, today);
  };
};

/** The score that stands for an instrument: its total, else the first that is no part. */
export const mainScoreOf = (
  instrument: Instrument,
  scores: readonly ScoreResult[],
): { definition: Instrument['scores'][number]; score: ScoreResult } | null => {
  const definition =
    instrument.scores.find(({ id }) => id === 'total') ??
    instrument.scores.find(({ part }) => part !== true);
  const score = scores.find(({ id }) => id === definition?.id);
  return definition && score ? { definition, score } : null;
};

/** Bands that can hold for a score, of the set whose ids it names. */
export const bandsOf = (definition: Instrument['scores'][number], score: ScoreResult) => {
  const sets = definition.bandSets ?? [];
  const named = new Set([...score.possibleBands, ...(score.band === null ? [] : [score.band])]);
  return (
    sets.find(({ bands }) => [...named].every((id) => bands.some((band) => band.id === id)))
      ?.bands ?? []
  );
};

/** “12, moderate”; null where there is no total. */
export const useScoreText = (): ((
  instrument: Instrument | undefined,
  scores: readonly ScoreResult[] | undefined,
) => string | null) => {
  const format = useFormat();
  const language = useLanguage();
  return (instrument, scores) => {
    const main = instrument && scores ? mainScoreOf(instrument, scores) : null;
    if (!main) return null;
    const { definition, score } = main;
    if (score.code !== null) {
      const code = definition.codes?.find((one) => one.code === score.code);
      return code ? `${score.code}, ${code.text[language]}` : score.code;
    }
    if (score.value === null) return null;
    const band = definition.bandSets
      ?.flatMap(({ bands }) => bands)
      .find(({ id }) => id === score.band);
    return [format.number(score.value), band?.text[language]].filter(Boolean).join(', ');
  };
};
