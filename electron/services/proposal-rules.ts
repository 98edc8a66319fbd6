/** A stay's proposals, reckoned from its record: answers, conditions, typed needs. */
import { keptDefinition, type KeptAssessment } from '../../db/assessments';
import { appliedTemplates, standingOf } from '../../db/careplan-templates';
import { planRow } from '../../db/careplans';
import { coveragesOf } from '../../db/coverage';
import { mergedIds } from '../../db/merged';
import { standingLines, type OwnerOf } from '../../db/proposal-lines';
import {
  completedInStay,
  conditionsWithCodes,
  decisionsOf,
  needsOf,
  openPlanOf,
  stayOfProposals,
  type Decision,
  type KeptNeed,
  type StayOfProposals,
} from '../../db/proposals';
import { libraryId, type Offer } from '../../shared/careplans/templates/catalog';
import { itemsOf, previewOf, type Preview } from '../../shared/careplans/templates/merge';
import { readInstrument } from '../../shared/clinical/instruments/catalog';
import type { Instrument } from '../../shared/clinical/instruments/definition';
import type { Text } from '../../shared/clinical/instruments/vocabulary';
import { primaryOn } from '../../shared/coverage/coverage';
import type { Language } from '../../shared/proposals/acceptance';
import type { StayDates } from '../../shared/proposals/due';
import { fromAssessments, type Answered } from '../../shared/proposals/from-assessments';
import { fromConditions, fromNeeds } from '../../shared/proposals/from-record';
import type { Proposed } from '../../shared/proposals/proposal';
import type { StandingLine } from '../../shared/proposals/similar';
import { suggestible } from '../../shared/proposals/suggest';
import type { TemplatePart } from '../../shared/proposals/view';
import { localDateOf } from '../../shared/time';
import { proposalLists } from '../clinical/proposals';
import { templates } from '../clinical/templates';
import type { CallContext } from '../ipc/context';

/** Every line that a typed need can become. */
export const library = suggestible(templates, proposalLists);

/** Kept definitions never change: each is read and checked once. */
const definitions = new Map<string, Instrument>();

const answeredOf = async (ctx: CallContext, kept: KeptAssessment): Promise<Answered> => {
  const { assessment, instrumentVersionId: id, facts } = kept;
  const instrument =
    definitions.get(id) ??
    readInstrument('kept with the assessment', await keptDefinition(ctx.trx, id));
  definitions.set(id, instrument);
  return {
    ...{ id: assessment.id, instrument, answers: assessment.answers, facts: facts ?? {} },
    completedAt: assessment.completedAt,
  };
};

/** What a stay's tray is made of. */
export interface StayProposals {
  stay: StayOfProposals;
  carePlanId: string | null;
  proposed: Proposed[];
  decisions: Decision[];
  needs: KeptNeed[];
  lines: StandingLine[];
  dates: StayDates;
}

const datesOf = (ctx: CallContext, stay: StayOfProposals): StayDates => ({
  now: ctx.now,
  zone: ctx.zone,
  holidays: new Set(),
  admittedAt: stay.admittedAt,
  dischargeOn:
    stay.dischargedAt === null
      ? stay.expectedDischargeOn
      : localDateOf(stay.dischargedAt, ctx.zone),
});

/** Everything that is proposed to a stay, decided or not, with what stands there. */
export const proposalsOf = async (
  ctx: CallContext,
  encounterId: string,
  plan?: string,
): Promise<StayProposals> => {
  const { trx } = ctx;
  const stay = await stayOfProposals(trx, encounterId);
  const carePlanId = plan ?? (await openPlanOf(trx, encounterId));
  const patientIds = await mergedIds(trx, stay.patientId);
  const answered: Answered[] = [];
  for (const kept of await completedInStay(trx, encounterId))
    answered.push(await answeredOf(ctx, kept));
  const today = localDateOf(ctx.now, ctx.zone);
  const payer = primaryOn(await coveragesOf(trx, patientIds), today)?.planClass ?? null;
  const needs = await needsOf(trx, encounterId);
  const decisions = await decisionsOf(trx, encounterId);
  // A template that somebody applied by hand needs no proposing any more.
  const applied =
    carePlanId === null
      ? new Set<string>()
      : await appliedTemplates(trx, await planRow(trx, carePlanId));
  const decided = new Set(decisions.map(({ key }) => key));
  const conditions = fromConditions(
    await conditionsWithCodes(trx, patientIds),
    templates.offers.filter(({ id }) => id !== libraryId),
  ).filter(({ key, templateId }) => decided.has(key) || !applied.has(templateId ?? ''));
  return {
    ...{ stay, carePlanId, decisions, needs, dates: datesOf(ctx, stay) },
    lines: await standingLines(trx, encounterId, carePlanId),
    proposed: [
      ...fromNeeds(needs, library, proposalLists),
      ...fromAssessments(answered, proposalLists, payer),
      ...conditions,
    ],
  };
};

/** What a template would do to a plan, as its own dialog shows it. */
export const previewIn = async (
  ctx: CallContext,
  { carePlanId, dates }: Pick<StayProposals, 'carePlanId' | 'dates'>,
  offer: Offer,
): Promise<Preview> => {
  const standing =
    carePlanId === null
      ? { problems: [], barriers: [], takenOut: new Set<string>() }
      : await standingOf(ctx.trx, await planRow(ctx.trx, carePlanId));
  const { now: activatedAt, dischargeOn, zone, holidays } = dates;
  return previewOf(offer, standing, { activatedAt, dischargeOn, zone, holidays });
};

/** The problems of a template that its preview ticks, each with the items below it. */
export const partsOf = ({ problems }: Preview): TemplatePart[] =>
  problems.flatMap((problem): TemplatePart[] => {
    const ticked = (items: Preview['problems'][number]['goals']): string[] =>
      items.filter((item) => item.ticked).map(({ item }) => item);
    const goals = ticked(problem.goals);
    const interventions = ticked(problem.interventions);
    const own = problem.ticked ? [problem.item] : [];
    const items = [...own, ...goals, ...interventions];
    if (items.length === 0) return [];
    const { item, text } = problem;
    return [{ item, text, goals: goals.length, interventions: interventions.length, items }];
  });

/** The items that a template's preview ticks. */
export const tickedOf = (preview: Preview): string[] =>
  itemsOf(preview)
    .filter(({ ticked }) => ticked)
    .map(({ item }) => item);

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

/** A role's words: of the lists, or of the templates. */
export const roleText = (id: string): Text => {
  const listed = proposalLists.role(id);
  if (listed) return { en: listed.en, es: listed.es };
  const words = templates.role(id) ?? { en: id, es: id };
  return { en: capital(words.en), es: capital(words.es) };
};

/** Who does what a role does in this stay: the person who has it, or the role in words. */
export const ownersIn =
  (stay: StayOfProposals, language: Language): OwnerOf =>
  (role) => {
    if (role === null) return { ownerId: null, ownerRole: null };
    const ownerId =
      role === 'cm' || role === 'case-manager'
        ? stay.caseManagerId
        : role === 'dp' || role === 'discharge-planner'
          ? stay.dischargePlannerId
          : null;
    return ownerId === null
      ? { ownerId, ownerRole: roleText(role)[language] }
      : { ownerId, ownerRole: null };
  };
