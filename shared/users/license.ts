/** When a license runs out (records.md, Credentials). */
import { daysBetween } from '../time';

/** Days before the expiry from which the person and the lead are told. */
export const licenseNoticeDays = 60;

export type LicenseState = 'none' | 'valid' | 'soon' | 'expired';

/**
 * The state of a license on a local date. It holds through the day it names; an expired one is
 * printed nowhere.
 */
export const licenseState = (expiresOn: string | null, today: string): LicenseState => {
  if (expiresOn === null) return 'none';
  const days = daysBetween(today, expiresOn);
  if (days < 0) return 'expired';
  return days <= licenseNoticeDays ? 'soon' : 'valid';
};
