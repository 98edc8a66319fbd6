/** The words of every feature, by the path of their file. */
export const modules = import.meta.glob<{ words: { en: object; es: object } }>(
  '../features/*/words.ts',
  { eager: true },
);
