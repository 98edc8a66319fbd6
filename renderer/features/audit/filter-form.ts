/** What is chosen in the audit's filters, as one draft, and the filter it means. */
import { isDate, plusDays, startOfDate } from '../../../shared/time';
import type { CallInput } from '../../app/api';
import type { FormValues } from '../../app/form-draft';

export type AuditFilter = CallInput<'audit.list'>['filter'];

/** Kept like any text: a lock loses no filter. */
export const filterDraft = 'audit.filter';

export const emptyFilter: FormValues = {
  who: '',
  what: '',
  outcome: '',
  from: '',
  to: '',
  /** Typed so far, and what of it was asked for with Enter or on leaving the field. */
  mrn: '',
  askedMrn: '',
};

export const outcomes = ['ok', 'refused', 'failed'] as const;

/** Beginnings of actions that a reader chooses from: what a call's name begins with. */
export const actionGroups = [
  'session.',
  'patients.',
  'search.',
  'caseload.',
  'careplans.',
  'proposals.',
  'notes.',
  'assessments.',
  'tasks.',
  'encounters.',
  'coverage.',
  'appointments.',
  'documents.',
  'imports.',
  'users.',
  'units.',
  'settings.',
  'backup.',
  'privacy.',
  'audit.',
  'health.',
] as const;

/** Is anything chosen? */
export const isFiltered = (values: FormValues): boolean =>
  Object.keys(emptyFilter).some((name) => (values[name] ?? '') !== '');

/** The first day lies after the last one. */
export const daysAreSwapped = ({ from = '', to = '' }: FormValues): boolean =>
  from !== '' && to !== '' && from > to;

/** The filter; days are the hospital's, the last one is in it. Null while it cannot be asked. */
export const filterOf = (values: FormValues, zone: string): AuditFilter | null => {
  if (daysAreSwapped(values)) return null;
  const { who = '', what = '', outcome = '', from = '', to = '', askedMrn = '' } = values;
  return {
    userId: who || null,
    mrn: askedMrn.trim() || null,
    patientId: null,
    action: what || null,
    outcome: outcomes.find((each) => each === outcome) ?? null,
    fromAt: isDate(from) ? startOfDate(from, zone) : null,
    toAt: isDate(to) ? startOfDate(plusDays(to, 1), zone) : null,
  };
};
