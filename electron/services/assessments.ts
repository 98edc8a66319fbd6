/** Use cases about assessments: begun, answered, completed, amended; scored by their own definition. */
import {
  addAssessment,
  answerAssessment,
  assessmentsOfStay,
  changeAssessment,
  completedOfInstrument,
  getAssessment,
  inProgressOf,
  keepDefinition,
  lastOfOtherStay,
  newestCompleted,
  type KeptAssessment,
} from '../../db/assessments';
import { recordedSources } from '../../db/assessment-sources';
import { mergedIds } from '../../db/merged';
import { saidOfWho } from '../../shared/assessments/form';
import type {
  Assessment,
  AssessmentResult,
  OpenedAssessment,
} from '../../shared/assessments/assessment';
import { answered, type Answers, type Entry } from '../../shared/clinical/instruments/answers';
import type { Instrument } from '../../shared/clinical/instruments/definition';
import {
  outcomeOf,
  problemsIn,
  type Facts,
  type Outcome,
} from '../../shared/clinical/instruments/outcome';
import type { assessmentCalls } from '../../shared/contract/assessments';
import { AppError, notFound } from '../../shared/errors';
import type { Language } from '../../shared/clinical/instruments/words';
import { instruments } from '../clinical/instruments';
import type { CallContext, Handlers } from '../ipc/context';
import {
  alertHandlers,
  alertsInWords,
  followAlerts,
  refuseWhileAlerted,
} from './assessment-alerts';
import { factsOf, instrumentOf } from './assessment-outcome';
import { offersOfItems, prefillOf } from './assessment-prefill';
import { readingHandlers } from './assessment-reading';

const resultOf = ({ scores, flags }: Outcome): AssessmentResult => ({
  scores,
  flags: flags.map(({ id, state }) => ({ id, state })),
});

/** The newest completed one of the instrument before this one, to compare with. */
const previousOf = async (
  ctx: CallContext,
  { id, patientId, instrument, completedAt }: Assessment,
): Promise<Assessment | null> => {
  const ids = await mergedIds(ctx.trx, patientId);
  const all = await completedOfInstrument(ctx.trx, ids, instrument, 50);
  const before = all.find(
    ({ assessment: other }) =>
      other.id !== id && (completedAt === null || (other.completedAt ?? '') <= completedAt),
  );
  return before?.assessment ?? null;
};

const linkedTo = (instrument: Instrument): Instrument[] =>
  instrument.items.flatMap(({ link }) => {
    const other = link && instruments.find(link.instrument);
    return other ? [other] : [];
  });

/** As the form needs it: scored with the facts of its completion, or with today's while open. */
const opened = async (ctx: CallContext, kept: KeptAssessment): Promise<OpenedAssessment> => {
  const { assessment } = kept;
  const instrument = await instrumentOf(ctx, kept.instrumentVersionId);
  const facts = kept.facts ?? (await factsOf(ctx, assessment));
  return {
    assessment,
    instrument,
    facts,
    outcome: outcomeOf(instrument, assessment.answers, facts),
    previous: await previousOf(ctx, assessment),
    alerts: await alertsInWords(ctx, assessment, instrument),
    linked: linkedTo(instrument),
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

/** What is offered, unconfirmed, when one is begun. */
const offered = async (
  ctx: CallContext,
  instrument: Instrument,
  { patientId, encounterId }: { patientId: string; encounterId: string },
  language: Language,
): Promise<Answers> => {
  const ids = await mergedIds(ctx.trx, patientId);
  const sources = await recordedSources(ctx.trx, ids, patientId, encounterId);
  return prefillOf(instrument, {
    sources,
    newest: await newestCompleted(ctx.trx, ids),
    ofFormer: sources.former ? await assessmentsOfStay(ctx.trx, sources.former.id) : [],
    former: await lastOfOtherStay(ctx.trx, ids, instrument.id, encounterId),
    now: ctx.now,
    zone: ctx.zone,
    language,
  });
};

/**
 * The linked instrument answered by its one question: completed as an assessment of the same stay,
 * or corrected where this form completed it before. Answers with what the link item holds.
 */
const answeredElsewhere = async (
  ctx: CallContext,
  { patientId, encounterId, answers }: Assessment,
  itemId: string,
  link: { instrument: string; score: string },
  code: string,
) => {
  const newest = instruments.find(link.instrument);
  const question = newest?.items[0];
  if (!newest || !question || newest.items.length > 1) throw notFound();
  const said = changedAnswers(newest, {}, { [question.id]: answered({ codes: [code] }) });
  const instrumentVersionId = await keepDefinition(ctx.trx, newest, ctx.actor);
  const former = answers[itemId]?.value;
  const response = former && 'link' in former ? former.link.response : null;
  const known = response === null ? null : await getAssessment(ctx.trx, response);
  const again = known?.assessment.encounterId === encounterId ? known : null;
  const begun =
    again ??
    (await inProgressOf(ctx.trx, encounterId, link.instrument)) ??
    (await addAssessment(
      ctx.trx,
      { patientId, encounterId, instrumentVersionId, instrument: newest.id, answers: {} },
      ctx.actor,
    ));
  const facts = begun.facts ?? (await factsOf(ctx, begun.assessment));
  const outcome = wholeOutcome(newest, said, facts);
  const { id, rowVersion } = begun.assessment;
  const kept = await changeAssessment(
    ctx.trx,
    id,
    rowVersion,
    {
      answers: said,
      facts,
      result: resultOf(outcome),
      ...(again === null
        ? { status: 'completed' as const, completedAt: ctx.now, completedBy: ctx.user.id }
        : { status: 'amended' as const, amendReason: 'Answered again in the form that asked' }),
    },
    ctx.actor,
  );
  ctx.entry({
    action: again === null ? 'assessments.complete' : 'assessments.amend',
    recordType: 'assessment',
    recordId: id,
    encounterId,
    versionBefore: rowVersion,
    versionAfter: kept.assessment.rowVersion,
  });
  const number = outcome.scores.find((score) => score.id === link.score)?.value;
  if (typeof number !== 'number') throw notFound();
  return { instrument: newest.id, version: newest.version, response: id, number };
};

export const assessmentHandlers: Handlers<typeof assessmentCalls> = {
  ...readingHandlers,
  ...alertHandlers,
  'assessments.open': async (ctx, { id }) => {
    ctx.saw([ctx.patientId!]);
    return opened(ctx, await getAssessment(ctx.trx, id));
  },
  'assessments.start': async (ctx, { encounterId, instrument: id, language = 'en' }) => {
    const newest = instruments.find(id);
    if (!newest) throw notFound();
    if (await inProgressOf(ctx.trx, encounterId, id))
      throw new AppError('refused', 'This is already begun for this stay. Go on with that one.', {
        key: 'assessmentBegun',
      });
    const patientId = ctx.patientId!;
    const instrumentVersionId = await keepDefinition(ctx.trx, newest, ctx.actor);
    const instrument = await instrumentOf(ctx, instrumentVersionId);
    const answers = await offered(ctx, instrument, { patientId, encounterId }, language);
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
    const changed = changedAnswers(instrument, before.assessment.answers, answers);
    const kept = await answerAssessment(
      ctx.trx,
      id,
      rowVersion,
      {
        answers: { ...changed, ...offersOfItems(instrument, changed) },
        // The intake asks who answers and who interprets: it is not asked twice.
        ...saidOfWho(answers),
        ...(informant === undefined ? {} : { informant }),
        ...(interpreter === undefined ? {} : { interpreter }),
      },
      ctx.actor,
    );
    noted(ctx, kept, rowVersion);
    await followAlerts(
      ctx,
      kept,
      outcomeOf(instrument, kept.assessment.answers, await factsOf(ctx, kept.assessment)),
    );
    return opened(ctx, kept);
  },
  'assessments.answerLinked': async (ctx, { id, rowVersion, item: itemId, code }) => {
    const before = await standing(ctx, id, ['in-progress']);
    const instrument = await instrumentOf(ctx, before.instrumentVersionId);
    const link = instrument.items.find((item) => item.id === itemId)?.link;
    if (!link) throw notFound();
    const value = await answeredElsewhere(ctx, before.assessment, itemId, link, code);
    const kept = await answerAssessment(
      ctx.trx,
      id,
      rowVersion,
      {
        answers: changedAnswers(instrument, before.assessment.answers, {
          [itemId]: answered({ link: value }),
        }),
      },
      ctx.actor,
    );
    noted(ctx, kept, rowVersion);
    return opened(ctx, kept);
  },
  'assessments.complete': async (ctx, { id, rowVersion }) => {
    const before = await standing(ctx, id, ['in-progress']);
    await refuseWhileAlerted(ctx, id);
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
    await followAlerts(ctx, kept, outcomeOf(instrument, answers, facts));
    return opened(ctx, kept);
  },
  'assessments.enterInError': async (ctx, { id, rowVersion, reason }) => {
    await standing(ctx, id, ['in-progress', 'completed', 'amended']);
    await refuseWhileAlerted(ctx, id);
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
