import { en } from './words-en';
import { es } from './words-es';

export const words = { en, es };
