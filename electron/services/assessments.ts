/** Use cases about assessments: begun, answered, completed, amended; scored by their own definition. */
import {
  addAssessment,
  answerAssessment,
  assessmentsOf,
  changeAssessment,
  getAssessment,
  inProgressOf,
  keepDefinition,
  keptDefinition,
  lastOfOtherStay,
  latestScores,
  recordedFacts,
  type KeptAssessment,
} from '../../db/assessments';
import { mergedIds } from '../../db/merged';
import type { AssessmentResult, OpenedAssessment } from '../../shared/assessments/assessment';
import type { Answers, Entry } from '../../shared/clinical/instruments/answers';
import { offersFrom } from '../../shared/clinical/instruments/carry-forward';
import { readInstrument } from '../../shared/clinical/instruments/catalog';
import type { Instrument } from '../../shared/clinical/instruments/definition';
import {
  outcomeOf,
  problemsIn,
  type Facts,
  type Outcome,
} from '../../shared/clinical/instruments/outcome';
import type { assessmentCalls } from '../../shared/contract/assessments';
import { AppError, notFound } from '../../shared/errors';
import { ageOn, daysBetween, localDateOf } from '../../shared/time';
import { instruments } from '../clinical/instruments';
import type { CallContext, Handlers } from '../ipc/context';

/** Kept definitions by their row: they never change, and reading one is checked anew only once. */
const read = new Map<string, Instrument>();

const instrumentOf = async (ctx: CallContext, instrumentVersionId: string): Promise<Instrument> => {
  const known = read.get(instrumentVersionId);
  if (known) return known;
  const definition = await keptDefinition(ctx.trx, instrumentVersionId);
  const instrument = readInstrument('kept with the assessment', definition);
  read.set(instrumentVersionId, instrument);
  return instrument;
};

/** What the record says now about a patient and stay, for conditions and bands. */
const factsOf = async (
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

const resultOf = ({ scores, flags }: Outcome): AssessmentResult => ({
  scores,
  flags: flags.map(({ id, state }) => ({ id, state })),
});

/** As the form needs it: scored with the facts of its completion, or with today's while open. */
const opened = async (ctx: CallContext, kept: KeptAssessment): Promise<OpenedAssessment> => {
  const { assessment, facts } = kept;
  const instrument = await instrumentOf(ctx, kept.instrumentVersionId);
  return {
    assessment,
    instrument,
    outcome: outcomeOf(instrument, assessment.answers, facts ?? (await factsOf(ctx, assessment))),
  };
};

const noted = (ctx: CallContext, { assessment }: KeptAssessment, versionBefore?: number): void =>
  ctx.note({
    recordType: 'assessment',
    recordId: assessment.id,
    encounterId: assessment.encounterId,
    versionAfter: assessment.rowVersion,
    ...(versionBefore === undefined ? {} : { versionBefore }),
  });

/** The assessment, where it stands as the change needs it. */
const standing = async (
  ctx: CallContext,
  id: string,
  statuses: readonly string[],
): Promise<KeptAssessment> => {
  const kept = await getAssessment(ctx.trx, id);
  if (!statuses.includes(kept.assessment.status))
    throw new AppError(
      'refused',
      'This assessment cannot be changed so: one in progress is answered and completed, a completed one is amended.',
      { key: 'assessmentState' },
    );
  return kept;
};

/** The answers with some of them changed; what an item does not take is refused by its name. */
const changedAnswers = (
  instrument: Instrument,
  present: Answers,
  changes: Readonly<Record<string, Entry | null>>,
): Answers => {
  const answers = Object.fromEntries(
    Object.entries({ ...present, ...changes }).filter(
      (pair): pair is [string, Entry] => pair[1] !== null,
    ),
  );
  const problems = problemsIn(instrument, answers);
  if (problems.length === 0) return answers;
  throw new AppError('invalid', 'Some answers do not fit their questions. Nothing was saved.', {
    key: 'invalid',
    fields: Object.fromEntries(problems.map(({ item, problem }) => [item, problem])),
  });
};

/** Everything that is asked must be answered or passed over with a reason. */
const wholeOutcome = (instrument: Instrument, answers: Answers, facts: Facts): Outcome => {
  const outcome = outcomeOf(instrument, answers, facts);
  if (outcome.open.length === 0) return outcome;
  throw new AppError('refused', 'Some questions are open: answer them, or say why not.', {
    key: 'assessmentOpen',
    values: { count: outcome.open.length },
    fields: Object.fromEntries(outcome.open.map((item) => [item, 'open'])),
  });
};

export const assessmentHandlers: Handlers<typeof assessmentCalls> = {
  'assessments.instruments': () => Promise.resolve(instruments.newest),
  'assessments.ofPatient': async (ctx, { offset, limit }) => {
    ctx.saw([ctx.patientId!]);
    return assessmentsOf(ctx.trx, await mergedIds(ctx.trx, ctx.patientId!), offset, limit);
  },
  'assessments.latestScores': async (ctx) => {
    ctx.saw([ctx.patientId!]);
    return latestScores(ctx.trx, await mergedIds(ctx.trx, ctx.patientId!));
  },
  'assessments.open': async (ctx, { id }) => opened(ctx, await getAssessment(ctx.trx, id)),
  'assessments.start': async (ctx, { encounterId, instrument: id }) => {
    const newest = instruments.find(id);
    if (!newest) throw notFound();
    if (await inProgressOf(ctx.trx, encounterId, id))
      throw new AppError('refused', 'This is already begun for this stay. Go on with that one.', {
        key: 'assessmentBegun',
      });
    const patientId = ctx.patientId!;
    const instrumentVersionId = await keepDefinition(ctx.trx, newest, ctx.actor);
    const instrument = await instrumentOf(ctx, instrumentVersionId);
    const ids = await mergedIds(ctx.trx, patientId);
    const last = await lastOfOtherStay(ctx.trx, ids, id, encounterId);
    const former = last && {
      responseId: last.assessment.id,
      completedAt: last.assessment.completedAt ?? last.assessment.updatedAt,
      answers: last.assessment.answers,
    };
    const answers = former ? offersFrom(instrument, former, {}) : {};
    const kept = await addAssessment(
      ctx.trx,
      { patientId, encounterId, instrumentVersionId, instrument: id, answers },
      ctx.actor,
    );
    noted(ctx, kept);
    return opened(ctx, kept);
  },
  'assessments.answer': async (ctx, { id, rowVersion, answers, informant, interpreter }) => {
    const before = await standing(ctx, id, ['in-progress']);
    const instrument = await instrumentOf(ctx, before.instrumentVersionId);
    const kept = await answerAssessment(
      ctx.trx,
      id,
      rowVersion,
      {
        answers: changedAnswers(instrument, before.assessment.answers, answers),
        ...(informant === undefined ? {} : { informant }),
        ...(interpreter === undefined ? {} : { interpreter }),
      },
      ctx.actor,
    );
    noted(ctx, kept, rowVersion);
    return opened(ctx, kept);
  },
  'assessments.complete': async (ctx, { id, rowVersion }) => {
    const before = await standing(ctx, id, ['in-progress']);
    const instrument = await instrumentOf(ctx, before.instrumentVersionId);
    const facts = await factsOf(ctx, before.assessment);
    const result = resultOf(wholeOutcome(instrument, before.assessment.answers, facts));
    const kept = await changeAssessment(
      ctx.trx,
      id,
      rowVersion,
      { status: 'completed', completedAt: ctx.now, completedBy: ctx.user.id, facts, result },
      ctx.actor,
    );
    noted(ctx, kept, rowVersion);
    return opened(ctx, kept);
  },
  'assessments.amend': async (ctx, { id, rowVersion, answers: changes, reason }) => {
    const before = await standing(ctx, id, ['completed', 'amended']);
    const instrument = await instrumentOf(ctx, before.instrumentVersionId);
    const answers = changedAnswers(instrument, before.assessment.answers, changes);
    // Scored with the facts of its completion: only the answers were wrong.
    const facts = before.facts ?? (await factsOf(ctx, before.assessment));
    const result = resultOf(wholeOutcome(instrument, answers, facts));
    const kept = await changeAssessment(
      ctx.trx,
      id,
      rowVersion,
      { status: 'amended', answers, result, facts, amendReason: reason },
      ctx.actor,
    );
    noted(ctx, kept, rowVersion);
    return opened(ctx, kept);
  },
  'assessments.enterInError': async (ctx, { id, rowVersion, reason }) => {
    await standing(ctx, id, ['in-progress', 'completed', 'amended']);
    const kept = await changeAssessment(
      ctx.trx,
      id,
      rowVersion,
      {
        status: 'entered-in-error',
        enteredInErrorAt: ctx.now,
        enteredInErrorBy: ctx.user.id,
        enteredInErrorReason: reason,
      },
      ctx.actor,
    );
    noted(ctx, kept, rowVersion);
    const { answers: _answers, ...summary } = kept.assessment;
    return summary;
  },
};
