/** What every picture of a screen must hold: no violation of axe, nothing out of reach, one language. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { pictureOfWindow } from './admin';
import type { Liaison } from './app';

interface WordsModule {
  words: { en: object; es: object };
}

/** All sentences of one language by their dotted key. */
const sentences = (words: object, before = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[`${before}${key}`, value]]
      : sentences(value as object, `${before}${key}.`),
  );

let english: Set<string> | undefined;

/** Every whole sentence or word of the window that is English and not Spanish too. */
const englishOnly = async (): Promise<Set<string>> => {
  if (english) return english;
  const renderer = resolve('renderer');
  const files = [
    join(renderer, 'app', 'words.ts'),
    join(renderer, 'components', 'words.ts'),
    ...readdirSync(join(renderer, 'features')).map((feature) =>
      join(renderer, 'features', feature, 'words.ts'),
    ),
  ].filter((file) => existsSync(file));
  const en = new Set<string>();
  const es = new Set<string>();
  for (const file of files) {
    const { words } = (await import(file)) as WordsModule;
    for (const [, text] of sentences(words.en)) en.add(text);
    for (const [, text] of sentences(words.es)) es.add(text);
  }
  // A language is called by its own name in every language; what a record says stays as it was said.
  const own = new Set(['English', 'In English']);
  const told = resolve('resources', 'demonstration');
  const said = readdirSync(told)
    .map((file) => readFileSync(join(told, file), 'utf8'))
    .join();
  english = new Set(
    [...en].filter(
      (text) =>
        !es.has(text) && !own.has(text) && !text.includes('{{') && !said.includes(`"${text}"`),
    ),
  );
  expect(english.size).toBeGreaterThan(500);
  return english;
};

/** Runs in the window: what is written there, and what names things for a screen reader. */
const writtenTexts = (): string[] => {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    found.push((node.textContent ?? '').trim());
  for (const element of document.querySelectorAll('[aria-label],[title],[placeholder]'))
    for (const name of ['aria-label', 'title', 'placeholder'])
      found.push((element.getAttribute(name) ?? '').trim());
  return found.filter((text) => text !== '');
};

/** Runs in the window: what lies beyond an edge that nobody can scroll to. */
const beyondReach = (): string[] =>
  [...document.querySelectorAll('.app *, [role=dialog] *')].flatMap((element) => {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.right <= window.innerWidth + 1) return [];
    for (let up = element.parentElement; up; up = up.parentElement)
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return [];
    return [`${element.tagName} ${element.className} to ${Math.round(box.right)}`];
  });

/** Runs in the window: words of a control that are cut off without a sign of it. */
const cutOff = (): string[] =>
  [...document.querySelectorAll('button, h1, h2, h3, label, th, legend, .chip, .pill')].flatMap(
    (element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || style.textOverflow === 'ellipsis') return [];
      const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
      const over =
        element.scrollWidth > element.clientWidth + 2 ||
        element.scrollHeight > element.clientHeight + 2;
      return hides && over
        ? [`${element.tagName} ${element.className}: ${element.textContent}`]
        : [];
    },
  );

/** Runs in the window: what it shows, but for what a clock changes; null while it loads. */
const shownText = (): string | null =>
  document.querySelector('.skeleton') === null
    ? document.body.innerText.replaceAll(/\d:\d\d/g, '')
    : null;

/** Waits until the window says the same twice: what it asked main for is drawn. */
const expectStill = async ({ page }: Liaison): Promise<void> => {
  let before: string | null = null;
  const isStill = async (): Promise<boolean> => {
    const now = await page.evaluate(shownText);
    const same = now !== null && now === before;
    before = now;
    return same;
  };
  await expect.poll(isStill, { intervals: [400] }).toBe(true);
};

/** Takes the picture and holds it against what every screen promises. */
export const look = async (liaison: Liaison, name: string, language = 'en'): Promise<void> => {
  const { page } = liaison;
  await expectStill(liaison);
  await pictureOfWindow(liaison, name);
  await liaison.expectAccessible();
  expect(await page.evaluate(beyondReach)).toEqual([]);
  expect(await page.evaluate(cutOff)).toEqual([]);
  if (language !== 'es') return;
  const known = await englishOnly();
  expect((await page.evaluate(writtenTexts)).filter((text) => known.has(text))).toEqual([]);
};

/** From now on main answers one call as after a fault of its own; answers how to end that. */
export const breakCall = async ({ app }: Liaison, call: string): Promise<() => Promise<void>> => {
  await app.evaluate(({ ipcMain }, broken) => {
    type Ask = (event: unknown, name: string, input: unknown) => Promise<unknown>;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Ask> })._invokeHandlers;
    const usual = handlers.get('liaison:call')!;
    (globalThis as unknown as { usualAsk: Ask }).usualAsk ??= usual;
    handlers.set('liaison:call', (event, name, input) =>
      name === broken
        ? Promise.resolve({
            ok: false,
            error: { code: 'internal', key: 'internal', values: { reference: 'L-2071' } },
          })
        : usual(event, name, input),
    );
  }, call);
  return () =>
    app.evaluate(({ ipcMain }) => {
      type Ask = (event: unknown, name: string, input: unknown) => Promise<unknown>;
      const { usualAsk } = globalThis as unknown as { usualAsk: Ask };
      (ipcMain as unknown as { _invokeHandlers: Map<string, Ask> })._invokeHandlers.set(
        'liaison:call',
        usualAsk,
      );
    });
};
