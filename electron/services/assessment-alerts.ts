/** Safety alerts: raised with the answer that raises them, closed only by what somebody recorded. */
import {
  alertsOfAssessment,
  answerAlert,
  changeGround,
  getAlert,
  openAlerts,
  raiseAlert,
  type KeptAlert,
} from '../../db/safety-alerts';
import { getAssessment, type KeptAssessment } from '../../db/assessments';
import { mergedIds } from '../../db/merged';
import type { SafetyAlert } from '../../shared/assessments/assessment';
import { itemsOfGround, raisedAlerts } from '../../shared/clinical/instruments/alerts';
import type { Answers } from '../../shared/clinical/instruments/answers';
import type { Instrument } from '../../shared/clinical/instruments/definition';
import type { Outcome } from '../../shared/clinical/instruments/outcome';
import { answerInWords } from '../../shared/clinical/instruments/words';
import type { assessmentCalls } from '../../shared/contract/assessments';
import { AppError, notFound } from '../../shared/errors';
import type { CallContext, Handlers } from '../ipc/context';
import { instrumentOf, liveOutcome } from './assessment-outcome';

/** The questions and answers that an alert stands on, in both languages. */
const saidBy = (instrument: Instrument, answers: Answers, ground: string): SafetyAlert['said'] =>
  itemsOfGround(ground).flatMap((id) => {
    const item = instrument.items.find((one) => one.id === id);
    const en = answerInWords(instrument, answers, id, 'en');
    const es = answerInWords(instrument, answers, id, 'es');
    return item && en !== null && es !== null ? [{ question: item.text, answer: { en, es } }] : [];
  });

const inWords = (alert: KeptAlert, instrument: Instrument, answers: Answers): SafetyAlert => {
  const { ground, ...rest } = alert;
  const text = instrument.flags.find(({ id }) => id === alert.flag)?.text;
  return {
    ...rest,
    text: text ?? { en: alert.flag, es: alert.flag },
    said: saidBy(instrument, answers, ground),
  };
};

/** The alerts of an assessment, open and answered, in words. */
export const alertsInWords = async (
  ctx: CallContext,
  assessment: { id: string; answers: Answers },
  instrument: Instrument,
): Promise<SafetyAlert[]> =>
  (await alertsOfAssessment(ctx.trx, assessment.id)).map((alert) =>
    inWords(alert, instrument, assessment.answers),
  );

/**
 * Raises what the answers raise and nobody acted upon. An alert that stands open follows its answer;
 * one whose answer was taken back stays open until that is said too.
 */
export const followAlerts = async (
  ctx: CallContext,
  { assessment }: KeptAssessment,
  outcome: Outcome,
): Promise<void> => {
  const raised = raisedAlerts(outcome, assessment.answers);
  if (raised.length === 0) return;
  const known = await alertsOfAssessment(ctx.trx, assessment.id);
  for (const { flag, ground } of raised) {
    const ofFlag = known.filter((alert) => alert.flag === flag);
    const open = ofFlag.find((alert) => alert.open);
    if (open) {
      if (open.ground !== ground) await changeGround(ctx.trx, open, ground, ctx.actor);
      continue;
    }
    if (ofFlag.some((alert) => alert.outcome === 'acted' && alert.ground === ground)) continue;
    const { patientId, encounterId, id: assessmentId } = assessment;
    const id = await raiseAlert(
      ctx.trx,
      { patientId, encounterId, assessmentId, flag, ground },
      ctx.actor,
    );
    ctx.entry({
      action: 'assessments.alertRaised',
      recordType: 'safetyAlert',
      recordId: id,
      encounterId,
      versionAfter: 1,
    });
  }
};

/** An assessment is neither completed nor put aside while one of its alerts is open. */
export const refuseWhileAlerted = async (ctx: CallContext, assessmentId: string): Promise<void> => {
  const open = (await alertsOfAssessment(ctx.trx, assessmentId)).filter((alert) => alert.open);
  if (open.length === 0) return;
  throw new AppError(
    'refused',
    'A safety alert is open: first record who was told, when, and what was done.',
    { key: 'assessmentAlert', values: { count: open.length } },
  );
};

/** Somebody acted: who was told and when must be said, and not be in the future. */
const wholeAnswer = (
  ctx: CallContext,
  told: string | null,
  toldAt: string | null,
): { told: string; toldAt: string } => {
  if (told === null || toldAt === null)
    throw new AppError('invalid', 'Say who was told and when. Nothing was saved.', {
      key: 'invalid',
      fields: {
        ...(told === null ? { told: 'missing' } : {}),
        ...(toldAt === null ? { toldAt: 'missing' } : {}),
      },
    });
  if (toldAt > ctx.now)
    throw new AppError('invalid', 'That time has not come yet. Nothing was saved.', {
      key: 'invalid',
      fields: { toldAt: 'future' },
    });
  return { told, toldAt };
};

export const alertHandlers: Pick<
  Handlers<typeof assessmentCalls>,
  'assessments.openAlerts' | 'assessments.recordSafety'
> = {
  'assessments.openAlerts': async (ctx) => {
    ctx.saw([ctx.patientId!]);
    const alerts = await openAlerts(ctx.trx, await mergedIds(ctx.trx, ctx.patientId!));
    const said: SafetyAlert[] = [];
    for (const alert of alerts) {
      const kept = await getAssessment(ctx.trx, alert.assessmentId);
      const instrument = await instrumentOf(ctx, kept.instrumentVersionId);
      said.push(inWords(alert, instrument, kept.assessment.answers));
    }
    return said;
  },
  'assessments.recordSafety': async (
    ctx,
    { id, alertId, rowVersion, outcome, told, toldAt, done },
  ) => {
    const alert = await getAlert(ctx.trx, alertId);
    if (alert.assessmentId !== id) throw notFound();
    if (!alert.open)
      throw new AppError('refused', 'Somebody recorded already what was done about this alert.', {
        key: 'alertAnswered',
      });
    const kept = await getAssessment(ctx.trx, id);
    const instrument = await instrumentOf(ctx, kept.instrumentVersionId);
    const { flags } = await liveOutcome(ctx, kept, instrument);
    const stands = flags.some((flag) => flag.id === alert.flag && flag.state === 'raised');
    if (outcome === 'mistake' && stands)
      throw new AppError(
        'refused',
        'The answer still raises this alert. Change the answer first, or record what was done.',
        { key: 'alertStands' },
      );
    const answer =
      outcome === 'acted'
        ? { outcome, done: done.trim(), ...wholeAnswer(ctx, told, toldAt) }
        : { outcome, done: done.trim(), told: null, toldAt: null };
    const answered = await answerAlert(ctx.trx, alertId, rowVersion, answer, ctx.actor);
    ctx.note({
      recordType: 'safetyAlert',
      recordId: alertId,
      encounterId: alert.encounterId,
      versionBefore: rowVersion,
      versionAfter: answered.rowVersion,
    });
    return inWords(answered, instrument, kept.assessment.answers);
  },
};
