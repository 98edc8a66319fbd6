/** Use cases of care-plan templates: what there is, what one would add, adding it, taking it back. */
import type { Editing } from '../../db/careplan-editing';
import {
  applyAdditions,
  appliedTemplates,
  codedConditions,
  standingOf,
  stayFactsOf,
  takeBack,
  type Applied,
  type StayFacts,
} from '../../db/careplan-templates';
import type { PlanRow } from '../../db/careplan-rows';
import { loadPlan, planRow } from '../../db/careplans';
import { libraryId, type Offer } from '../../shared/careplans/templates/catalog';
import { additionsOf, countsOf, fitsCode, previewOf } from '../../shared/careplans/templates/merge';
import type { TemplateSummary } from '../../shared/careplans/templates/summary';
import type { Anchors } from '../../shared/careplans/templates/timing';
import type { carePlanTemplateCalls } from '../../shared/contract/careplan-templates';
import { notFound } from '../../shared/errors';
import { localDateOf } from '../../shared/time';
import { templates } from '../clinical/templates';
import type { CallContext, Handlers } from '../ipc/context';

const editing = (ctx: CallContext): Editing => ({
  trx: ctx.trx,
  actor: ctx.actor,
  today: localDateOf(ctx.now, ctx.zone),
});

const needOffer = (id: string): Offer => {
  const offer = templates.offer(id);
  if (!offer) throw notFound();
  return offer;
};

/** Times count from now, while the plan is a draft, and from leaving, the expected day until then. */
const anchorsOf = (ctx: CallContext, stay: StayFacts): Anchors => ({
  activatedAt: ctx.now,
  dischargeOn:
    stay.dischargedAt === null
      ? stay.expectedDischargeOn
      : localDateOf(stay.dischargedAt, ctx.zone),
  zone: ctx.zone,
  holidays: new Set(),
});

/** A role as a plan names its owner: `discharge planner` → `Discharge planner`. */
const roleWords = (id: string): string => {
  const words = templates.role(id)?.en ?? id;
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

const summariser = async (ctx: CallContext, plan: PlanRow) => {
  const conditions = await codedConditions(ctx.trx, plan);
  const applied = await appliedTemplates(ctx.trx, plan);
  return (offer: Offer): TemplateSummary => {
    const { id, version, title, situation, reviewedBy, conditionCodes, problems } = offer;
    const ticked = problems.filter(({ offered }) => offered).length;
    return {
      ...{ id, version, title, situation, reviewedBy },
      problems: id === libraryId ? problems.length : ticked,
      fits: conditions.find(({ code }) => fitsCode(conditionCodes, code))?.display ?? null,
      applied: applied.has(id),
    };
  };
};

/**
 * An entry for each record, as if each had been written by itself, so that its history tells it.
 * `later` = how many versions after applying.
 */
const tellRecords = (ctx: CallContext, { added, dated }: Applied, later: number): void => {
  for (const { record, id, rowVersion } of [...added, ...dated]) {
    const versionAfter = rowVersion + later;
    ctx.entry({
      ...{ recordType: record, recordId: id, versionAfter },
      ...(versionAfter > 1 ? { versionBefore: versionAfter - 1 } : {}),
    });
  }
};

export const carePlanTemplateHandlers: Handlers<typeof carePlanTemplateCalls> = {
  'careplans.templates': async (ctx, { id }) => {
    const plan = await planRow(ctx.trx, id);
    const summary = await summariser(ctx, plan);
    ctx.note({ recordType: 'carePlan', recordId: id });
    ctx.saw([ctx.patientId ?? plan.patientId]);
    const all = templates.offers.map(summary);
    return [...all.filter(({ fits }) => fits !== null), ...all.filter(({ fits }) => fits === null)];
  },
  'careplans.previewTemplate': async (ctx, { id, templateId }) => {
    const offer = needOffer(templateId);
    const plan = await planRow(ctx.trx, id);
    const preview = previewOf(
      offer,
      await standingOf(ctx.trx, plan),
      anchorsOf(ctx, await stayFactsOf(ctx.trx, plan)),
    );
    const roles = preview.problems.flatMap(({ interventions }) =>
      interventions.flatMap(({ role }) => role ?? []),
    );
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { template: templateId } });
    ctx.saw([ctx.patientId ?? plan.patientId]);
    return {
      ...preview,
      template: (await summariser(ctx, plan))(offer),
      roles: Object.fromEntries(roles.map((role) => [role, roleWords(role)])),
    };
  },
  'careplans.applyTemplate': async (ctx, { id, templateId, items }) => {
    const e = editing(ctx);
    const offer = needOffer(templateId);
    const plan = await planRow(ctx.trx, id);
    const stay = await stayFactsOf(ctx.trx, plan);
    const anchors = anchorsOf(ctx, stay);
    const preview = previewOf(offer, await standingOf(ctx.trx, plan), anchors);
    const additions = additionsOf(preview, new Set(items));
    const bringing = { offer, anchors, stay, roleOf: roleWords };
    const applied = await applyAdditions(e, id, additions, bringing);
    tellRecords(ctx, applied, 0);
    ctx.note({
      recordType: 'carePlan',
      recordId: id,
      detail: { template: templateId, version: offer.version, ...countsOf(additions) },
    });
    return { plan: await loadPlan(ctx.trx, id, e.today), applied };
  },
  'careplans.takeBackTemplate': async (ctx, { id, applied }) => {
    const e = editing(ctx);
    await takeBack(e, id, applied);
    tellRecords(ctx, applied, 1);
    ctx.note({
      recordType: 'carePlan',
      recordId: id,
      detail: { takenBack: applied.added.length + applied.dated.length },
    });
    return loadPlan(ctx.trx, id, e.today);
  },
};
