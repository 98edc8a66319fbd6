import { courseEn } from './course/words-en';
import { courseEs } from './course/words-es';
import { en } from './words-en';
import { es } from './words-es';

export const words = {
  en: { ...en, course: courseEn },
  es: { ...es, course: courseEs },
};
