/** The definition that an assessment was answered to, and what its answers come to. */
import {
  keptDefinition,
  latestScores,
  recordedFacts,
  type KeptAssessment,
} from '../../db/assessments';
import { mergedIds } from '../../db/merged';
import { readInstrument } from '../../shared/clinical/instruments/catalog';
import type { Instrument } from '../../shared/clinical/instruments/definition';
import { outcomeOf, type Facts, type Outcome } from '../../shared/clinical/instruments/outcome';
import { ageOn, daysBetween, localDateOf } from '../../shared/time';
import type { CallContext } from '../ipc/context';

/** Kept definitions by their row: they never change, and reading one is checked anew only once. */
const read = new Map<string, Instrument>();

/** The definition kept in a row. */
export const instrumentOf = async (
  ctx: CallContext,
  instrumentVersionId: string,
): Promise<Instrument> => {
  const known = read.get(instrumentVersionId);
  if (known) return known;
  const definition = await keptDefinition(ctx.trx, instrumentVersionId);
  const instrument = readInstrument('kept with the assessment', definition);
  read.set(instrumentVersionId, instrument);
  return instrument;
};

/** What the record says now about a patient and stay, for conditions and bands. */
export const factsOf = async (
  ctx: CallContext,
  { patientId, encounterId }: { patientId: string; encounterId: string },
): Promise<Facts> => {
  const ids = await mergedIds(ctx.trx, patientId);
  const known = await recordedFacts(ctx.trx, ids, patientId, encounterId);
  const newest = await latestScores(ctx.trx, ids);
  const total = (instrument: string): number | null => {
    const found = newest.find(
      (one) => one.instrument === instrument && one.encounterId === encounterId,
    );
    return found?.result?.scores.find(({ id }) => id === 'total')?.value ?? null;
  };
  const { birthDate, admittedAt, leftBefore } = known;
  const today = localDateOf(ctx.now, ctx.zone);
  return {
    age: birthDate === null ? null : ageOn(birthDate, today),
    sex: known.sex,
    lace: total('lace'),
    hospital: total('hospital'),
    relatedPersons: known.relatedPersons,
    daysSinceDischarge:
      admittedAt === null || leftBefore === null
        ? null
        : daysBetween(localDateOf(leftBefore, ctx.zone), localDateOf(admittedAt, ctx.zone)),
  };
};

/** What the present answers come to: by today's facts while open, else by those of completion. */
export const liveOutcome = async (
  ctx: CallContext,
  { assessment, facts }: KeptAssessment,
  instrument: Instrument,
): Promise<Outcome> =>
  outcomeOf(instrument, assessment.answers, facts ?? (await factsOf(ctx, assessment)));
