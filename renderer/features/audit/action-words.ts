/** An action in words: a sentence where it has one, else its feature and its verb. */
import { useTranslation } from 'react-i18next';

/** `addStayBarrier` → `add stay barrier`: an action that has no words yet is still readable. */
const spaced = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Words of an action such as `careplans.activate`. */
export const useActionText = (): ((action: string) => string) => {
  const { t, i18n } = useTranslation('audit');
  const known = (key: string): boolean => i18n.exists(`audit:${key}`);
  return (action) => {
    if (known(`action.${action}`)) return t(`action.${action}`);
    const [feature = '', verb = ''] = action.split('.');
    return t('composed', {
      feature: known(`feature.${feature}`) ? t(`feature.${feature}`) : feature,
      verb: known(`verb.${verb}`) ? t(`verb.${verb}`) : spaced(verb),
    });
  };
};
