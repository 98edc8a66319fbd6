import { wordsEn } from './words-en';
import { wordsEs } from './words-es';

export const words = { en: wordsEn, es: wordsEs };
