/** A refused call's sentence: the plan's own words first, then those that any call may answer. */
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../shared/errors';
import { useErrorText } from '../../components/PlaceState';

export const usePlanErrorText = (): ((error: CallError) => string) => {
  const { t, i18n } = useTranslation('careplans');
  const general = useErrorText();
  return (error) => {
    const key = `errors.${error.key ?? ''}`;
    return i18n.exists(`careplans:${key}`) ? String(t(key as never)) : general(error);
  };
};
