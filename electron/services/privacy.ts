/** Use cases of the privacy officer and the leads: review openings, find whom to restrict. */
import { mayOpen, reachOf } from '../../db/access';
import type { AuditScope } from '../../db/audit-reading';
import {
  openings,
  patientByNumber,
  reopenReview,
  restrictedPatients,
  reviewOpening,
} from '../../db/privacy';
import type { privacyCalls } from '../../shared/contract/privacy';
import { reachesEveryPatient } from '../../shared/permissions';
import type { RestrictedPatient } from '../../shared/privacy/privacy';
import type { CallContext, Handlers, SignedInUser } from '../ipc/context';

const scopeOf = (user: SignedInUser): AuditScope =>
  user.role === 'auditor' ? 'all' : { unitIds: user.unitIds };

/** A lead restricts whom a lead reads; the privacy officer everybody, without reading their names. */
const within = async (
  ctx: CallContext,
  patients: readonly RestrictedPatient[],
): Promise<RestrictedPatient[]> => {
  if (reachesEveryPatient(ctx.user.role, 'patients.restrict'))
    return patients.map((patient) => ({ ...patient, familyName: null, givenName: null }));
  const reached: RestrictedPatient[] = [];
  for (const patient of patients)
    if (mayOpen(await reachOf(ctx.trx, ctx.user, patient.patientId, ctx.now)))
      reached.push(patient);
  return reached;
};

/** Puts what happened to an opening on record, with the patient it was about. */
const noted = (
  ctx: CallContext,
  before: { id: string; rowVersion: number },
  { patientId, rowVersion }: { patientId: string; rowVersion: number },
): { rowVersion: number } => {
  ctx.note({
    patientId,
    recordType: 'access_grant',
    recordId: before.id,
    versionBefore: before.rowVersion,
    versionAfter: rowVersion,
  });
  return { rowVersion };
};

export const privacyHandlers: Handlers<typeof privacyCalls> = {
  'privacy.openings': async (ctx, { reviewed }) => {
    const found = await openings(ctx.trx, scopeOf(ctx.user), reviewed);
    ctx.saw(found.map(({ patientId }) => patientId));
    return found;
  },

  'privacy.reviewOpening': async (ctx, input) =>
    noted(ctx, input, await reviewOpening(ctx.trx, scopeOf(ctx.user), input, ctx.actor)),

  'privacy.reopenReview': async (ctx, input) =>
    noted(ctx, input, await reopenReview(ctx.trx, scopeOf(ctx.user), input, ctx.actor)),

  'privacy.restricted': async (ctx) => {
    const found = await within(ctx, await restrictedPatients(ctx.trx));
    ctx.saw(found.map(({ patientId }) => patientId));
    return found;
  },

  'privacy.patientByNumber': async (ctx, { mrn }) => {
    const found = await patientByNumber(ctx.trx, mrn);
    const [patient = null] = found ? await within(ctx, [found]) : [];
    if (patient) ctx.saw([patient.patientId]);
    return patient;
  },
};
