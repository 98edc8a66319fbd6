/** Use cases of proposals: the tray, accepting, saying no, taking a decision back, typed needs. */
import type { Editing } from '../../db/careplan-editing';
import { applyAdditions, stayFactsOf } from '../../db/careplan-templates';
import { planRow } from '../../db/careplans';
import { insertLines, insertTasks, takenLine, withdrawMade } from '../../db/proposal-lines';
import {
  addNeed,
  decisionsOf,
  keepDecision,
  libraryUse,
  needsOf,
  reopenDecision,
  withdrawNeed,
  type Decision,
  type Made,
} from '../../db/proposals';
import { additionsOf } from '../../shared/careplans/templates/merge';
import type { Decision as DecisionMade, proposalCalls } from '../../shared/contract/proposals';
import { dueEnd } from '../../shared/due';
import { AppError, conflict, notFound } from '../../shared/errors';
import {
  linesAsProposed,
  placeIn,
  tasksAsProposed,
  dueDayOf,
  type AcceptedLines,
  type AcceptedTask,
  type Language,
} from '../../shared/proposals/acceptance';
import { holdsFor, type Verdict } from '../../shared/proposals/decide';
import { hashOf, type Proposed, type Reason } from '../../shared/proposals/proposal';
import { suggest } from '../../shared/proposals/suggest';
import { localDateOf } from '../../shared/time';
import { proposalLists } from '../clinical/proposals';
import { templates } from '../clinical/templates';
import type { CallContext, Handlers } from '../ipc/context';
import {
  library,
  ownersIn,
  previewIn,
  proposalsOf,
  roleText,
  tickedOf,
  type StayProposals,
} from './proposal-rules';
import { trayOf } from './proposal-tray';

const editing = (ctx: CallContext): Editing => ({
  trx: ctx.trx,
  actor: ctx.actor,
  today: localDateOf(ctx.now, ctx.zone),
});

const nothingMade: Made = { lines: [], dated: [] };

/** Longest line that a problem's source takes. */
const sourceLength = 120;

/** `Mar 14`, as the person's language writes it. */
const dayWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    ...{ month: 'short', day: 'numeric', timeZone: 'UTC' },
  }).format(Date.parse(`${day}T12:00:00Z`));

/** `Intake, Mar 14: Nobody to help at home`: the ground as the plan's problem and its print say it. */
const sourceLine = (reasons: readonly Reason[], language: Language, zone: string): string => {
  const [first] = reasons;
  if (!first) return '';
  const typed = { en: 'Typed need', es: 'Necesidad escrita' };
  const from = (first.from ?? typed)[language];
  const day = first.at === null ? '' : `, ${dayWords(localDateOf(first.at, zone), language)}`;
  const text = `${from}${day}: ${first.words[language]}`;
  return text.length <= sourceLength ? text : `${text.slice(0, sourceLength - 1)}…`;
};

interface Seen {
  encounterId: string;
  key: string;
  ground: string;
}

/**
 * The proposal as the person saw it. A decision that holds for its ground already is answered as it
 * was made: accepting twice adds nothing.
 */
const seenProposal = async (
  ctx: CallContext,
  { encounterId, key, ground }: Seen,
  carePlanId?: string,
): Promise<{ all: StayProposals; proposal: Proposed; decided: Decision | null }> => {
  const all = await proposalsOf(ctx, encounterId, carePlanId);
  const proposal = all.proposed.find((each) => each.key === key);
  const decided = all.decisions.find((each) => each.key === key);
  if (!proposal || hashOf(proposal.ground.key) !== ground)
    throw new AppError('refused', 'What this stood on has changed. Look at the suggestions anew.', {
      key: 'proposals.changed',
    });
  return { all, proposal, decided: holdsFor(decided, proposal) ? decided! : null };
};

const answerOf = (
  { key, rowVersion, title }: Pick<Decision, 'key' | 'rowVersion' | 'title'>,
  { lines }: Made,
  problemId: string | null = null,
): DecisionMade => ({
  ...{ key, rowVersion, title },
  problemId: lines.find(({ record }) => record === 'problem')?.id ?? problemId,
});

/** An entry for each record that came or went, so that its own history tells it. */
const tellRecords = (ctx: CallContext, lines: Made['lines'], later: number): void => {
  for (const { record, id, rowVersion, made } of lines) {
    if (!made) continue;
    const versionAfter = rowVersion + later;
    ctx.entry({
      ...{ recordType: record, recordId: id, versionAfter },
      ...(versionAfter > 1 ? { versionBefore: versionAfter - 1 } : {}),
    });
  }
};

const noted = (ctx: CallContext, { id, rowVersion }: { id: string; rowVersion: number }): void =>
  ctx.note({
    ...{ recordType: 'proposal', recordId: id, versionAfter: rowVersion },
    ...(rowVersion > 1 ? { versionBefore: rowVersion - 1 } : {}),
  });

/** Keeps the decision with the ground that it stands on, and tells of what it made. */
const decide = async (
  ctx: CallContext,
  { all, proposal }: { all: StayProposals; proposal: Proposed },
  encounterId: string,
  made: Made,
  how: {
    verdict: Verdict;
    language: Language;
    carePlanId?: string;
    reasonId?: string;
    reasonText?: string | null;
    problemId?: string | null;
  },
): Promise<DecisionMade> => {
  const title = proposal.title[how.language];
  const kept = await keepDecision(
    ctx.trx,
    {
      ...{ patientId: all.stay.patientId, encounterId, carePlanId: how.carePlanId ?? null },
      ...{ key: proposal.key, title, verdict: how.verdict, made },
      ...{ ground: hashOf(proposal.ground.key), reasons: proposal.ground.reasons },
      ...{ reasonId: how.reasonId ?? null, reasonText: how.reasonText ?? null },
    },
    ctx.actor,
  );
  tellRecords(ctx, made.lines, 0);
  noted(ctx, kept);
  return answerOf({ key: proposal.key, rowVersion: kept.rowVersion, title }, made, how.problemId);
};

/** The chosen items of a template, applied as its own dialog would. */
const applyTemplate = async (
  ctx: CallContext,
  all: StayProposals,
  carePlanId: string,
  templateId: string,
  items: readonly string[] | null,
): Promise<Made> => {
  const offer = templates.offer(templateId);
  if (!offer) throw notFound();
  const preview = await previewIn(ctx, { ...all, carePlanId }, offer);
  const chosen = new Set(items ?? tickedOf(preview));
  const { now: activatedAt, dischargeOn, zone, holidays } = all.dates;
  const { added, dated } = await applyAdditions(
    editing(ctx),
    carePlanId,
    additionsOf(preview, chosen),
    {
      ...{ offer, anchors: { activatedAt, dischargeOn, zone, holidays } },
      stay: await stayFactsOf(ctx.trx, await planRow(ctx.trx, carePlanId)),
      roleOf: (role) => roleText(role).en,
    },
  );
  return { lines: added.map((line) => ({ ...line, made: true })), dated };
};

/** Lines as they go into the plan: as proposed, or as the person changed them. */
const linesOf = (
  ctx: CallContext,
  { lines, dates }: StayProposals,
  proposal: Proposed,
  language: Language,
  adapted: AcceptedLines | null,
): AcceptedLines => {
  if (adapted !== null) return adapted;
  const dueOn = dueDayOf(proposal, dates, (instant) => localDateOf(instant, ctx.zone));
  const problems = lines.filter(({ record }) => record === 'problem');
  return linesAsProposed(proposal, language, dueOn, placeIn(proposal, problems));
};

/** Tasks as they are added; a day that a person leaves as it was keeps its hour. */
const tasksOf = (
  ctx: CallContext,
  { dates }: StayProposals,
  proposal: Proposed,
  language: Language,
  adapted:
    readonly { at: number; title: string; dueOn: string | null; role: string | null }[] | null,
): AcceptedTask[] => {
  const offered = tasksAsProposed(proposal, language, dates);
  if (adapted === null) return offered;
  return adapted.map(({ at, title, dueOn, role }) => {
    const task = offered[at];
    if (!task) throw notFound();
    const sameDay = task.dueAt !== null && dueOn === localDateOf(task.dueAt, ctx.zone);
    return { ...task, title, role, ...(sameDay ? {} : { dueAt: null, dueOn }) };
  });
};

const needReason = (id: string, words: string | null): void => {
  const reason = proposalLists.reasons.find((each) => each.id === id);
  if (!reason)
    throw new AppError('invalid', 'This reason is not in the list.', {
      key: 'invalid',
      fields: { reasonId: 'unknown' },
    });
  if (reason.words && words === null)
    throw new AppError('invalid', 'Say why, in a few words.', {
      key: 'proposals.needWords',
      fields: { words: 'missing' },
    });
};

/** Takes a decision back; what it added goes as long as nobody changed it. */
const takeBack = async (
  ctx: CallContext,
  encounterId: string,
  { key, rowVersion, only }: { key: string; rowVersion: number; only: 'tasks' | null },
): Promise<DecisionMade> => {
  const decision = (await decisionsOf(ctx.trx, encounterId)).find((each) => each.key === key);
  if (!decision || decision.verdict === 'open') throw notFound();
  if (decision.rowVersion !== rowVersion) throw conflict(decision);
  const { lines, dated } = decision.made;
  // Who may not write plans takes back tasks alone.
  if (only === 'tasks' && (lines.length === 0 || lines.some(({ record }) => record !== 'task')))
    throw notFound();
  const gone = await withdrawMade(editing(ctx), decision.carePlanId, { lines, dated });
  const kept = await reopenDecision(ctx.trx, decision.id, rowVersion, ctx.actor);
  tellRecords(ctx, gone, 1);
  noted(ctx, kept);
  return answerOf({ key, rowVersion: kept.rowVersion, title: decision.title }, nothingMade);
};

/** The need, when it is one of this stay. */
const needNeed = async (ctx: CallContext, encounterId: string, id: string): Promise<void> => {
  if (!(await needsOf(ctx.trx, encounterId)).some((need) => need.id === id)) throw notFound();
};

const needItem = (item: string | null): void => {
  if (item !== null && !library.has(item)) throw notFound();
};

const notedNeed = (
  ctx: CallContext,
  { id, rowVersion }: { id: string; rowVersion: number },
): { id: string; rowVersion: number } => {
  ctx.note({
    ...{ recordType: 'need', recordId: id, versionAfter: rowVersion },
    ...(rowVersion > 1 ? { versionBefore: rowVersion - 1 } : {}),
  });
  return { id, rowVersion };
};

export const proposalHandlers: Handlers<typeof proposalCalls> = {
  'proposals.choices': () =>
    Promise.resolve({
      reasons: proposalLists.reasons,
      roles: [...proposalLists.roles, ...templates.roles.map((id) => ({ id, ...roleText(id) }))],
    }),
  'proposals.ofStay': async (ctx, { encounterId }) => {
    ctx.saw([ctx.patientId!]);
    return trayOf(ctx, await proposalsOf(ctx, encounterId));
  },
  'proposals.suggest': async (ctx, { words }) => {
    ctx.saw([ctx.patientId!]);
    const use = await libraryUse(ctx.trx);
    return suggest(words, library, use).map(({ id, kind, text, under }) => ({
      ...{ id, kind, text, under, uses: use.get(id) ?? 0 },
    }));
  },

  'proposals.accept': async (ctx, input) => {
    const { encounterId, carePlanId, language, adapted, items, use } = input;
    const { all, proposal, decided } = await seenProposal(ctx, input, carePlanId);
    if (proposal.kind === 'tasks') throw notFound();
    if ((await planRow(ctx.trx, carePlanId)).encounterId !== encounterId) throw notFound();
    if (decided && decided.verdict !== 'rejected') {
      noted(ctx, decided);
      return answerOf(decided, decided.made);
    }
    if (use !== null) {
      const line = await takenLine(ctx.trx, encounterId, carePlanId, use);
      const made: Made = { lines: [line], dated: [] };
      return decide(ctx, { all, proposal }, encounterId, made, {
        ...{ verdict: 'used', language, carePlanId },
      });
    }
    if (proposal.templateId !== null) {
      const made = await applyTemplate(ctx, all, carePlanId, proposal.templateId, items);
      return decide(ctx, { all, proposal }, encounterId, made, {
        ...{ verdict: items === null ? 'accepted' : 'adapted', language, carePlanId },
      });
    }
    const lines = linesOf(ctx, all, proposal, language, adapted);
    const made = await insertLines(editing(ctx), carePlanId, lines, {
      ownerOf: ownersIn(all.stay, language),
      source: sourceLine(proposal.ground.reasons, language, ctx.zone),
      library: proposal.library,
      libraryLine: proposal.kind === 'intervention' ? 'activity' : (proposal.kind as 'goal'),
    });
    return decide(
      ctx,
      { all, proposal },
      encounterId,
      { lines: made, dated: [] },
      {
        ...{ verdict: adapted === null ? 'accepted' : 'adapted', language, carePlanId },
        problemId: lines.problemId,
      },
    );
  },
  'proposals.acceptTasks': async (ctx, input) => {
    const { encounterId, language, adapted, use } = input;
    const { all, proposal, decided } = await seenProposal(ctx, input);
    if (proposal.kind !== 'tasks') throw notFound();
    if (decided && decided.verdict !== 'rejected') {
      noted(ctx, decided);
      return answerOf(decided, decided.made);
    }
    if (use !== null) {
      const line = await takenLine(ctx.trx, encounterId, null, use);
      const made: Made = { lines: [line], dated: [] };
      return decide(ctx, { all, proposal }, encounterId, made, { verdict: 'used', language });
    }
    const lines = await insertTasks(
      editing(ctx),
      { patientId: all.stay.patientId, encounterId },
      tasksOf(ctx, all, proposal, language, adapted),
      ownersIn(all.stay, language),
      (dueOn) => dueEnd({ dueAt: null, dueOn }, ctx.zone)!,
    );
    return decide(
      ctx,
      { all, proposal },
      encounterId,
      { lines, dated: [] },
      {
        ...{ verdict: adapted === null ? 'accepted' : 'adapted', language },
      },
    );
  },
  'proposals.reject': async (ctx, input) => {
    const { encounterId, language, reasonId, words } = input;
    needReason(reasonId, words);
    const { all, proposal, decided } = await seenProposal(ctx, input);
    if (decided) {
      noted(ctx, decided);
      return answerOf(decided, decided.made);
    }
    return decide(ctx, { all, proposal }, encounterId, nothingMade, {
      ...{ verdict: 'rejected', language, reasonId, reasonText: words },
    });
  },
  'proposals.takeBack': (ctx, { encounterId, key, rowVersion }) =>
    takeBack(ctx, encounterId, { key, rowVersion, only: null }),
  'proposals.takeBackTasks': (ctx, { encounterId, key, rowVersion }) =>
    takeBack(ctx, encounterId, { key, rowVersion, only: 'tasks' }),

  'proposals.addNeed': async (ctx, { encounterId, words, item }) => {
    needItem(item);
    const patientId = ctx.patientId!;
    return notedNeed(
      ctx,
      await addNeed(ctx.trx, { patientId, encounterId, words, item }, ctx.actor),
    );
  },
  'proposals.withdrawNeed': async (ctx, { encounterId, id, rowVersion }) => {
    await needNeed(ctx, encounterId, id);
    notedNeed(ctx, await withdrawNeed(ctx.trx, id, rowVersion, ctx.actor));
    return null;
  },
};
