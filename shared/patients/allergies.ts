/**
 * What may be said of a patient's allergies. Not recorded is not none, a resolved one is not
 * current, and the statement that there are none holds only while no current one is recorded
 * (records.md: Not recorded is not none). Screens and papers ask here, so that they agree.
 */

/** FHIR AllergyIntolerance.clinicalStatus. */
export const allergyStatuses = ['active', 'inactive', 'resolved'] as const;
export type AllergyStatus = (typeof allergyStatuses)[number];

interface Known {
  kind: 'allergy' | 'intolerance' | 'none';
  clinicalStatus: AllergyStatus;
}

export type AllergiesSaid<T> =
  | { said: 'current'; allergies: T[] }
  /** “No known allergies”, stated by a person or a feed. */
  | { said: 'none'; statement: T }
  /** All that was recorded is resolved or inactive, and nobody stated that there are none. */
  | { said: 'noneCurrent'; former: number }
  | { said: 'notRecorded' };

/** Is it one that must be heeded now? */
export const isCurrent = ({ kind, clinicalStatus }: Known): boolean =>
  kind !== 'none' && clinicalStatus === 'active';

/** What stands, of entries that are not in error. */
export const allergiesSaid = <T extends Known>(entries: readonly T[]): AllergiesSaid<T> => {
  const current = entries.filter(isCurrent);
  if (current.length > 0) return { said: 'current', allergies: current };
  const statement = entries.findLast(
    ({ kind, clinicalStatus }) => kind === 'none' && clinicalStatus === 'active',
  );
  if (statement) return { said: 'none', statement };
  const former = entries.filter(({ kind }) => kind !== 'none').length;
  return former > 0 ? { said: 'noneCurrent', former } : { said: 'notRecorded' };
};
