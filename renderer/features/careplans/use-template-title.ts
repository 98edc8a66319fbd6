/** Names of the templates that records of a plan came from. */
import { useTranslation } from 'react-i18next';
import type { CarePlan } from '../../../shared/careplans/plan';
import { useCall } from '../../app/api';

/** Asks for the templates only where one was applied. */
export const useTemplateTitle = (plan: CarePlan): ((id: string) => string | null) => {
  const { i18n } = useTranslation();
  const any = plan.problems.some(
    ({ templateId, goals, activities }) =>
      Boolean(templateId) || [...goals, ...activities].some((each) => Boolean(each.templateId)),
  );
  const { data } = useCall('careplans.templates', any ? { id: plan.id } : null);
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  return (id) => data?.find((each) => each.id === id)?.title[language] ?? null;
};
