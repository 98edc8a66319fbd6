/** English and Spanish. Each feature brings its words; the namespace is the feature's name. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import * as components from '../components/words';
import * as session from '../features/session/words';
import * as app from './words';

interface WordsModule {
  words: { en: object; es: object };
}

type Modules = Record<string, WordsModule>;

/** What stands before the work has its words from the start. */
const first: Modules = {
  './words.ts': app,
  '../components/words.ts': components,
  '../features/session/words.ts': session,
};

const namespaceOf = (path: string): string => {
  const parts = path.split('/');
  return parts.at(-2) === '.' ? 'app' : parts.at(-2)!;
};

/** Words of one language by namespace. */
const resources = (modules: Modules, language: 'en' | 'es'): Record<string, object> =>
  Object.fromEntries(
    Object.entries(modules).map(([path, { words }]) => [namespaceOf(path), words[language]]),
  );

/** Starts the translations; the language follows the device's setting. */
export const startI18n = async (language: 'en' | 'es'): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: resources(first, 'en'), es: resources(first, 'es') },
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
};

const addFeatureWords = async (): Promise<void> => {
  const { modules } = await import('./feature-words');
  for (const language of ['en', 'es'] as const)
    for (const [namespace, words] of Object.entries(resources(modules, language)))
      i18next.addResourceBundle(language, namespace, words);
};

let added: Promise<void> | null = null;

/** Loads the words of every feature, once. */
export const addAllWords = (): Promise<void> => (added ??= addFeatureWords());
