/** English and Spanish. Each feature brings its words; the namespace is the feature's name. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

interface WordsModule {
  words: { en: object; es: object };
}

const modules = {
  ...import.meta.glob<WordsModule>('../features/*/words.ts', { eager: true }),
  ...import.meta.glob<WordsModule>('./words.ts', { eager: true }),
  ...import.meta.glob<WordsModule>('../components/words.ts', { eager: true }),
};

const namespaceOf = (path: string): string => {
  const parts = path.split('/');
  return parts.at(-2) === '.' ? 'app' : parts.at(-2)!;
};

/** Words of one language by namespace. */
const resources = (language: 'en' | 'es'): Record<string, object> =>
  Object.fromEntries(
    Object.entries(modules).map(([path, { words }]) => [namespaceOf(path), words[language]]),
  );

/** Starts the translations; the language follows the device's setting. */
export const startI18n = async (language: 'en' | 'es'): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: resources('en'), es: resources('es') },
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
};
