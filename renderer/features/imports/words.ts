import { wordsEn } from './words-en';
import { wordsEs } from './words-es';

/** Words of the import. */
export const words = { en: wordsEn, es: wordsEs };
