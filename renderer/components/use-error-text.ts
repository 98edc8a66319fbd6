import { useTranslation } from 'react-i18next';
import type { CallError } from '../../shared/errors';

/** An error's sentence in the chosen language. */
export const useErrorText = (): ((error: CallError) => string) => {
  const { t, i18n } = useTranslation('app');
  return (error) => {
    const key = `errors.${error.key ?? error.code}`;
    return i18n.exists(`app:${key}`) ? t(key, error.values ?? {}) : error.message;
  };
};
