/** What is read about a patient's assessments: lists, trends, what is due, what the newest say. */
import {
  assessmentsOf,
  assessmentsOfStay,
  completedOfInstrument,
  latestScores,
  newestCompleted,
  type KeptAssessment,
} from '../../db/assessments';
import { getEncounter } from '../../db/encounters';
import { mergedIds } from '../../db/merged';
import { askedFor } from '../../shared/assessments/asked-for';
import type {
  Assessment,
  DueLine,
  OpenQuestion,
  OverviewResult,
} from '../../shared/assessments/assessment';
import { namesIn } from '../../shared/clinical/instruments/condition';
import type { Flag, Instrument } from '../../shared/clinical/instruments/definition';
import { dueAssessments, type DueAssessment } from '../../shared/clinical/instruments/due';
import type { Outcome } from '../../shared/clinical/instruments/outcome';
import { answerInWords, filledIn } from '../../shared/clinical/instruments/words';
import type { assessmentCalls } from '../../shared/contract/assessments';
import { epochOf } from '../../shared/time';
import { instruments } from '../clinical/instruments';
import type { CallContext, Handlers } from '../ipc/context';
import { factsOf, instrumentOf, liveOutcome } from './assessment-outcome';

/** As many responses of one instrument as a trend shows. */
const trendLimit = 50;

const summaryOf = ({ assessment: { answers: _answers, ...summary } }: KeptAssessment) => summary;

/** Why a rule of the file makes it due, as the window puts it in words. */
const reasonOf = (due: DueAssessment, daysSinceDischarge: number | null): DueLine['reason'] => {
  const instrument = instruments.find(due.instrument);
  const rule = instrument?.due?.find(({ from }) => from === due.from);
  if (instrument?.opensWhen && daysSinceDischarge !== null)
    return { kind: 'readmission', days: daysSinceDischarge };
  if (due.from === 'admission') return { kind: 'afterAdmission', hours: rule?.hours ?? 0 };
  return rule?.businessDays === undefined
    ? { kind: 'beforeDischarge' }
    : { kind: 'afterDischarge', businessDays: rule.businessDays };
};

const completedOutcomes = async (ctx: CallContext, ofStay: readonly KeptAssessment[]) => {
  const outcomes = [];
  for (const kept of ofStay) {
    const { completedAt, instrument } = kept.assessment;
    if (completedAt === null) continue;
    const definition = await instrumentOf(ctx, kept.instrumentVersionId);
    outcomes.push({ instrument, completedAt, outcome: await liveOutcome(ctx, kept, definition) });
  }
  return outcomes;
};

/** What the stay owes, soonest first, those without a time last. */
const dueOfStay = async (
  ctx: CallContext,
  patientId: string,
  encounterId: string,
): Promise<DueLine[]> => {
  const stay = await getEncounter(ctx.trx, encounterId);
  const ofStay = await assessmentsOfStay(ctx.trx, encounterId);
  const completed = await completedOutcomes(ctx, ofStay);
  const facts = await factsOf(ctx, { patientId, encounterId });
  const { admittedAt } = stay;
  const days = typeof facts.daysSinceDischarge === 'number' ? facts.daysSinceDischarge : null;
  const byRule =
    admittedAt === null
      ? []
      : dueAssessments(instruments.newest, { ...stay, admittedAt }, completed, facts, {
          now: ctx.now,
          zone: ctx.zone,
          holidays: new Set(),
        });
  const begun = (instrument: string): string | null =>
    ofStay.find(
      ({ assessment }) =>
        assessment.instrument === instrument && assessment.status === 'in-progress',
    )?.assessment.id ?? null;
  const asked = askedFor(completed, (id) => instruments.find(id) !== undefined, ctx.zone);
  const lines: DueLine[] = [
    ...asked.map(({ instrument, by, text, at, dueBefore }) => ({
      instrument,
      dueBefore,
      overdue: dueBefore !== null && epochOf(ctx.now) > epochOf(dueBefore),
      begunId: begun(instrument),
      reason: { kind: 'asked' as const, by, text, at },
    })),
    ...byRule.map((due) => ({
      instrument: due.instrument,
      dueBefore: due.dueBefore,
      overdue: due.overdue,
      begunId: begun(due.instrument),
      reason: reasonOf(due, days),
    })),
  ];
  const at = ({ dueBefore }: DueLine): number =>
    dueBefore === null ? Infinity : epochOf(dueBefore);
  return lines.sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
};

/** The items that a flag stands on, through the flags that it names. */
const itemsOf = (instrument: Instrument, flag: Flag): string[] => {
  const { items, flags } = namesIn(flag.raisedWhen);
  const below = flags.flatMap((id) => {
    const named = instrument.flags.find((one) => one.id === id);
    return named && named !== flag ? itemsOf(instrument, named) : [];
  });
  return [...new Set([...items, ...below])];
};

const openStates = ['open', 'unconfirmed', 'refused', 'unable', 'notApplicable'] as const;
type OpenState = (typeof openStates)[number];

/** Questions that flags stand on and nobody answered: never "no". */
const openQuestions = (instrument: Instrument, outcome: Outcome): OpenQuestion[] => {
  const asked = instrument.flags.filter(({ kind }) => kind !== 'note');
  const ids = new Set(asked.flatMap((flag) => itemsOf(instrument, flag)));
  return instrument.items
    .filter(({ id, kind }) => ids.has(id) && kind !== 'fact')
    .flatMap((item): OpenQuestion[] => {
      const state = openStates.find((one): one is OpenState => one === outcome.states[item.id]);
      if (state === undefined) return [];
      return [{ question: item.text, state: state === 'unconfirmed' ? 'open' : state }];
    });
};

const raisedFlags = (
  instrument: Instrument,
  { answers }: Assessment,
  outcome: Outcome,
): OverviewResult['flags'] =>
  outcome.flags
    .filter(({ kind, state }) => state === 'raised' && (kind === 'flag' || kind === 'finding'))
    .flatMap(({ id }) => {
      const flag = instrument.flags.find((one) => one.id === id);
      // What only opens a clock repeats what the others say.
      if (!flag || flag.opensClock !== undefined) return [];
      const text = {
        en: filledIn(flag.text, instrument, answers, 'en'),
        es: filledIn(flag.text, instrument, answers, 'es'),
      };
      const said = itemsOf(instrument, flag).flatMap((item) => {
        const question = instrument.items.find((one) => one.id === item)?.text;
        const en = answerInWords(instrument, answers, item, 'en');
        const es = answerInWords(instrument, answers, item, 'es');
        return question && en !== null && es !== null ? [{ question, answer: { en, es } }] : [];
      });
      return [{ id, text, said }];
    });

const mainScore = (instrument: Instrument, outcome: Outcome): OverviewResult['score'] => {
  const definition = instrument.scores.find(({ part }) => part !== true);
  const total = instrument.scores.find(({ id }) => id === 'total') ?? definition;
  const score = outcome.scores.find(({ id }) => id === total?.id);
  if (!total || !score) return null;
  const band = total.bandSets
    ?.flatMap(({ bands }) => bands)
    .find(({ id }) => id === score.band)?.text;
  return { value: score.value, code: score.code, band: band ?? null, max: total.max };
};

const overviewOf = async (
  ctx: CallContext,
  kept: KeptAssessment,
): Promise<OverviewResult | null> => {
  const { assessment } = kept;
  if (assessment.completedAt === null) return null;
  const instrument = await instrumentOf(ctx, kept.instrumentVersionId);
  const outcome = await liveOutcome(ctx, kept, instrument);
  return {
    instrument: assessment.instrument,
    short: instrument.short,
    assessmentId: assessment.id,
    completedAt: assessment.completedAt,
    completedByName: assessment.completedByName,
    score: mainScore(instrument, outcome),
    flags: raisedFlags(instrument, assessment, outcome),
    open: openQuestions(instrument, outcome),
  };
};

type Reading =
  | 'assessments.instruments'
  | 'assessments.ofPatient'
  | 'assessments.latestScores'
  | 'assessments.ofInstrument'
  | 'assessments.due'
  | 'assessments.overview';

export const readingHandlers: Pick<Handlers<typeof assessmentCalls>, Reading> = {
  'assessments.instruments': () => Promise.resolve(instruments.newest),
  'assessments.ofPatient': async (ctx, { offset, limit }) => {
    ctx.saw([ctx.patientId!]);
    return assessmentsOf(ctx.trx, await mergedIds(ctx.trx, ctx.patientId!), offset, limit);
  },
  'assessments.latestScores': async (ctx) => {
    ctx.saw([ctx.patientId!]);
    return latestScores(ctx.trx, await mergedIds(ctx.trx, ctx.patientId!));
  },
  'assessments.ofInstrument': async (ctx, { instrument }) => {
    ctx.saw([ctx.patientId!]);
    const ids = await mergedIds(ctx.trx, ctx.patientId!);
    return (await completedOfInstrument(ctx.trx, ids, instrument, trendLimit)).map(summaryOf);
  },
  'assessments.due': async (ctx, { encounterId }) => {
    ctx.saw([ctx.patientId!]);
    return dueOfStay(ctx, ctx.patientId!, encounterId);
  },
  'assessments.overview': async (ctx) => {
    ctx.saw([ctx.patientId!]);
    const results: OverviewResult[] = [];
    for (const kept of await newestCompleted(ctx.trx, await mergedIds(ctx.trx, ctx.patientId!))) {
      const result = await overviewOf(ctx, kept);
      if (result) results.push(result);
    }
    return results;
  },
};
