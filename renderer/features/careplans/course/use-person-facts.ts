/** Role, organization and phone of somebody around the patient, in one line. */
import { useTranslation } from 'react-i18next';
import type { Candidate } from '../../../../shared/careplans/participants';

type Facts = Pick<Candidate, 'role' | 'userRole' | 'organization' | 'phone'>;

export const usePersonFacts = (): ((person: Facts) => string) => {
  const { t } = useTranslation('careplans');
  const { t: tApp } = useTranslation('app');
  return ({ role, userRole, organization, phone }) =>
    [
      role ?? (userRole === null ? null : tApp(`role.${userRole}`)),
      organization,
      phone ?? t('course.people.noPhone'),
    ]
      .filter(Boolean)
      .join(' · ');
};
