/** The tray as the window shows it: open proposals, decisions, grounds of the plan's lines. */
import type { Decision } from '../../db/proposals';
import { dueDayOf, placeIn } from '../../shared/proposals/acceptance';
import { holdsFor, openProposals, type Standing } from '../../shared/proposals/decide';
import { dueBy } from '../../shared/proposals/due';
import { hashOf } from '../../shared/proposals/proposal';
import { similarTo } from '../../shared/proposals/similar';
import type { DecisionView, LineGround, ProposalView, Tray } from '../../shared/proposals/view';
import { localDateOf } from '../../shared/time';
import { templates } from '../clinical/templates';
import type { CallContext } from '../ipc/context';
import { partsOf, previewIn, type StayProposals } from './proposal-rules';

const viewOf = async (
  ctx: CallContext,
  all: StayProposals,
  { proposed, before }: Standing,
): Promise<ProposalView> => {
  const { lines, dates, needs } = all;
  const { key, source, kind, title, goal, interventions, under, role, bundle, templateId } =
    proposed;
  const placeId = placeIn(
    proposed,
    lines.filter(({ record }) => record === 'problem'),
  );
  const place = lines.find(({ id }) => id === placeId);
  const need = needs.find(({ id }) => key === `n:${id}`);
  const offer = templateId === null ? undefined : templates.offer(templateId);
  return {
    ...{ key, source, kind, title, goal, interventions, under, role, bundle, before },
    ground: hashOf(proposed.ground.key),
    reasons: proposed.ground.reasons,
    problem: place ? { id: place.id, text: place.text } : null,
    dueOn: dueDayOf(proposed, dates, (instant) => localDateOf(instant, ctx.zone)),
    rule: proposed.due,
    tasks: proposed.tasks.map((task) => ({
      ...{ kind: task.kind, title: task.title, role: task.role, rule: task.due },
      ...dueBy(task.due, dates),
    })),
    parts: offer ? partsOf(await previewIn(ctx, all, offer)) : [],
    similar: similarTo(proposed, lines),
    need: need
      ? { id: need.id, rowVersion: need.rowVersion, words: need.words, item: need.item }
      : null,
  };
};

const decisionView = (decision: Decision, { proposed }: StayProposals): DecisionView => {
  const { key, rowVersion, verdict, title, reasonId, reasonText, groundWords, made } = decision;
  const now = proposed.find((each) => each.key === key);
  return {
    ...{ key, rowVersion, verdict, title, reasonId, reasonText, groundWords },
    at: decision.decidedAt,
    byName: decision.decidedByName,
    stillProposed: now !== undefined && holdsFor(decision, now),
    tasks: made.lines.length > 0 && made.lines.every(({ record }) => record === 'task'),
  };
};

/** Grounds by line: what was accepted, adapted or taken for a proposal says why it stands there. */
const groundsOf = (decisions: readonly Decision[]): Record<string, LineGround[]> => {
  const grounds: Record<string, LineGround[]> = {};
  for (const { reasons, made } of decisions)
    for (const { id } of made.lines) grounds[id] = [...(grounds[id] ?? []), ...reasons];
  return grounds;
};

/** What is open, then what was decided, newest first. */
export const trayOf = async (ctx: CallContext, all: StayProposals): Promise<Tray> => {
  const { carePlanId, proposed, decisions } = all;
  const byKey = new Map(decisions.map((decision) => [decision.key, decision]));
  const open: ProposalView[] = [];
  for (const standing of openProposals(proposed, byKey))
    open.push(await viewOf(ctx, all, standing));
  return {
    carePlanId,
    problems: all.lines
      .filter(({ record }) => record === 'problem')
      .map(({ id, text }) => ({ id, text })),
    // A template that would add nothing more has nothing to propose.
    open: open.filter(({ kind, parts }) => kind !== 'template' || parts.length > 0),
    decided: decisions
      .filter(({ key, verdict }) => verdict !== 'open' && !open.some((each) => each.key === key))
      .map((decision) => decisionView(decision, all)),
    grounds: groundsOf(decisions),
  };
};
