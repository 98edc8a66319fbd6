import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '..', '..', 'renderer');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

const places: Record<string, string> = {
  app: join(renderer, 'app'),
  components: join(renderer, 'components'),
  ...Object.fromEntries(
    readdirSync(join(renderer, 'features')).map((name) => [name, join(renderer, 'features', name)]),
  ),
};

type Words = Record<string, unknown>;

/** Words of a namespace in both languages. */
const wordsOf = async (namespace: string): Promise<Words[]> => {
  const file = join(places[namespace]!, 'words.ts');
  if (!existsSync(file)) return [];
  const { words } = (await import(file)) as { words: { en: Words; es: Words } };
  return [words.en, words.es];
};

const has = (words: Words, key: string): boolean => {
  const parts = key.split('.');
  const last = parts.pop()!;
  let at: unknown = words;
  for (const part of parts) at = (at as Words | undefined)?.[part];
  const group = at as Words | undefined;
  return [last, `${last}_one`, `${last}_other`].some((name) => group?.[name] !== undefined);
};

/** `const { t: tApp, i18n } = useTranslation('app')` and what is then asked of `tApp`. */
const bound = /\{\s*t(?:: (\w+))?\b[^}]*\} = useTranslation\('(\w+)'\)/g;

interface Used {
  file: string;
  key: string;
  namespaces: string[];
}

/** Every word that a screen asks for by its literal name, with where it may stand. */
const used = filesBelow(renderer).flatMap((file): Used[] => {
  const text = readFileSync(file, 'utf8');
  const namespaces = new Map<string, string[]>();
  for (const [, alias = 't', namespace] of text.matchAll(bound))
    namespaces.set(alias, [...(namespaces.get(alias) ?? []), namespace!]);
  return [...namespaces].flatMap(([alias, names]) =>
    [...text.matchAll(new RegExp(`\\b${alias}\\(\\s*'([\\w.]+)'`, 'g'))].map(([, key]) => ({
      file: file.slice(renderer.length + 1),
      key: key!,
      namespaces: names,
    })),
  );
});

describe('words of the screens', () => {
  test('what a screen says by name has words in English and Spanish', async () => {
    expect(used.length).toBeGreaterThan(1000);
    const words = new Map<string, Words[]>();
    for (const namespace of new Set(used.flatMap(({ namespaces }) => namespaces)))
      words.set(namespace, await wordsOf(namespace));
    const missing = used.filter(
      ({ key, namespaces }) =>
        !namespaces.some((name) => {
          const both = words.get(name)!;
          return both.length === 2 && both.every((one) => has(one, key));
        }),
    );
    expect(missing.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });
});
