/** Coverage; and where a patient has none, the payers that the claims name. */
import type { CoverageFact } from '../../../shared/imports/facts';
import { fold } from '../../../shared/folding';
import { planClassOf } from '../codes';
import { sourceKeyOf, textOf, type FhirContext } from './context';
import { noSubject } from './people';
import type { Held } from './resources';

/** A Coverage; null (with a warning) without a known beneficiary. */
export const coverageOf = (
  ctx: FhirContext,
  held: Held<'Coverage'>,
  position: number,
): CoverageFact | null => {
  const { resource } = held;
  const patient = ctx.patientRef(held, resource.beneficiary);
  if (!patient) {
    ctx.warn(held, 'beneficiary', noSubject);
    return null;
  }
  const plan = resource.class.find((entry) => entry.type?.coding.some((c) => c.code === 'plan'));
  const group = resource.class.find((entry) => entry.type?.coding.some((c) => c.code === 'group'));
  const kind = textOf(resource.type);
  const payer = payorName(ctx, held) ?? plan?.name ?? kind;
  if (!payer) ctx.warn(held, 'payor', 'The coverage names no payer.');
  return {
    kind: 'coverage',
    where: held.place,
    patient,
    sourceKey: sourceKeyOf('Coverage', held.key),
    payer: (payer ?? 'Payer not named').slice(0, 250),
    planClass: planClassOf(`${payer ?? ''} ${plan?.name ?? ''}`, kind),
    rank: rankOf(resource.order, position),
    memberNumber: resource.subscriberId ?? resource.identifier.find((entry) => entry.value)?.value,
    groupNumber: group?.value,
    startsOn: ctx.date(held, 'period.start', resource.period?.start),
    endsOn: ctx.endDate(held, 'period.end', resource.period?.end),
    inError: resource.status === 'entered-in-error',
    saidAt: ctx.saidAt(held),
  };
};

const rankOf = (order: number | undefined, position: number): number =>
  order !== undefined && Number.isInteger(order) && order >= 1 && order <= 20 ? order : position;

const payorName = (ctx: FhirContext, held: Held<'Coverage'>): string | undefined => {
  const [payor] = held.resource.payor;
  return ctx.resources.find(held, payor, 'Organization')?.resource.name ?? payor?.display;
};

interface ClaimedPayer {
  patient: NonNullable<ReturnType<FhirContext['patientRef']>>;
  payer: string;
  kind: string;
  where: string;
  newest: string;
}

/** Payers of the claims of patients that have no Coverage here, the newest claim's first. */
export const payersOfClaims = (ctx: FhirContext, covered: ReadonlySet<string>): CoverageFact[] => {
  const payers = new Map<string, ClaimedPayer>();
  for (const held of ctx.resources.of('Claim')) {
    const { resource } = held;
    if (resource.status === 'entered-in-error' || resource.status === 'cancelled') continue;
    const patient = ctx.patientRef(held, resource.patient);
    if (!patient?.key || covered.has(patient.key)) continue;
    const at = resource.billablePeriod?.start ?? resource.created ?? '';
    const insurer =
      ctx.resources.find(held, resource.insurer, 'Organization')?.resource.name ??
      resource.insurer?.display;
    for (const insurance of resource.insurance) {
      const found = ctx.resources.find(held, insurance.coverage, 'Coverage');
      const kind = textOf(found?.resource.type) ?? '';
      const payer =
        (found ? (payorName(ctx, found) ?? kind) : insurance.coverage?.display) || insurer;
      if (!payer) continue;
      const key = `${patient.key} ${fold(payer)}`;
      const there = payers.get(key);
      if (!there) payers.set(key, { patient, payer, kind, where: held.place, newest: at });
      else if (at > there.newest) there.newest = at;
    }
  }
  const ranks = new Map<string, number>();
  return [...payers.values()]
    .sort((a, b) => (a.newest === b.newest ? 0 : a.newest < b.newest ? 1 : -1))
    .map(({ patient, payer, kind, where }) => {
      const rank = (ranks.get(patient.key!) ?? 0) + 1;
      ranks.set(patient.key!, rank);
      return {
        kind: 'coverage' as const,
        where,
        patient,
        sourceKey: `fhir|payer|${fold(payer)}`,
        payer: payer.slice(0, 250),
        planClass: planClassOf(payer, kind),
        rank,
        inError: false,
      };
    });
};
