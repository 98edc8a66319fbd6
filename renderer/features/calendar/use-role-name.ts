/** The role somebody is expected in, in words; a role that was typed stands as it is. */
import { useTranslation } from 'react-i18next';

/** Roles a form offers for somebody who is expected. */
export const roleCodes = [
  'lead',
  'cm',
  'dp',
  'md',
  'rn',
  'sw',
  'pt',
  'ot',
  'rx',
  'family',
  'other',
] as const;

export const useRoleName = (): ((role: string | null) => string) => {
  const { t, i18n } = useTranslation('calendar');
  return (role) =>
    role === null ? '' : i18n.exists(`calendar:role.${role}`) ? t(`role.${role}`) : role;
};
