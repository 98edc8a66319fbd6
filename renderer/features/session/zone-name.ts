/** Time zones in a person's words. */
import { useTranslation } from 'react-i18next';
import { isZone } from '../../../shared/time';

/** An instant in no daylight-saving doubt: only the zone's general name is read from it. */
const anyInstant = Date.UTC(2026, 0, 15);

const partOf = (locale: string, zone: string): string | null => {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    timeZoneName: 'longGeneric',
  }).formatToParts(anyInstant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? null;
};

/** `Eastern Time` of an IANA zone; null for one that is not known. */
export const useZoneName = (): ((zone: string) => string | null) => {
  const { i18n } = useTranslation();
  return (zone) => (isZone(zone) ? partOf(i18n.language === 'es' ? 'es-US' : 'en-US', zone) : null);
};

const ofTheStates = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
];

/** All zones, those of the United States first. */
export const allZones: readonly string[] = [
  ...ofTheStates,
  ...Intl.supportedValuesOf('timeZone').filter((zone) => !ofTheStates.includes(zone)),
];
