/** A call's error in the words of the feature that made it, else in those of the shell. */
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../shared/errors';
import { useErrorText } from '../components/PlaceState';

/** `namespace` is the feature's; its words hold `errors.<key>`. */
export const useFeatureErrorText = (namespace: string): ((error: CallError) => string) => {
  const { t, i18n } = useTranslation(namespace);
  const shared = useErrorText();
  return (error) =>
    error.key !== undefined && i18n.exists(`${namespace}:errors.${error.key}`)
      ? t(`errors.${error.key}`, error.values ?? {})
      : shared(error);
};
