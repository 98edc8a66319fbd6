import { beforeAll, expect, test } from 'vitest';
import { markPath } from '../../electron/documents/draft-mark';
import { loadFonts, renderCarePlan } from '../../electron/documents/render';
import {
  activity,
  barrier,
  fontFolder,
  goal,
  hazelmerePrint,
  problem,
} from '../support/care-plan-print';
import { flowText, pageTexts, pdfInfo } from '../support/pdf-text';

beforeAll(() => loadFonts(fontFolder));

const made = async (more: Parameters<typeof hazelmerePrint>[0] = {}) =>
  (await renderCarePlan(hazelmerePrint(more))).bytes;

test('every page names the patient by name, birth date, record number, stay and bed', async () => {
  const pages = pageTexts(await made());
  expect(pages).toHaveLength(2);
  for (const page of pages)
    for (const fact of ['Hazelmere, Ruth', '03/14/1941', '9904588', '26-07731', '508-1'])
      expect(page).toContain(fact);
});

test('every page says what it is, who printed it when, page x of y, and that it is confidential', async () => {
  pageTexts(await made()).forEach((page, index) => {
    expect(page).toContain('Version 3, active');
    expect(page).toContain('Printed Mar 12, 2026, 10:04 by Robin Elmcrest, RN');
    expect(page).toContain(`Page ${index + 1} of 2`);
    expect(page).toContain('Confidential health information.');
    expect(page).toContain('call 555-0100');
  });
});

test('the whole plan can be found by its words', async () => {
  const text = flowText(await made());
  for (const words of [
    'Cannot yet walk safely',
    'I want to get out to my porch',
    'Walk 150 ft with a walker, one person nearby',
    'Teach daughter safe transfers',
    'Payer authorization pending',
    'Willow Quay accepted Mar 11',
    'Agent: Clover Hazelmere, daughter',
    'Skilled nursing facility',
    'Allergy: Sulfa antibiotics',
    'Rehabilitation services',
    'Signed electronically by Robin Elmcrest, RN',
    'Version 3 replaces version 2, signed Mar 9, 2026. Changed: 1 goal changed, 2 interventions added, 1 barrier added.',
  ])
    expect(text).toContain(words);
});

test('below a signature stands what the signer is, in both languages', async () => {
  const signed = { at: '2026-03-12T13:58:00.000Z', byName: 'Priya Stonehaven, RN' };
  const lead = { signed: { ...signed, byRole: 'unitLead' as const } };
  expect(pageTexts(await made(lead)).at(-1)).toMatch(/Unit lead/);
  expect(pageTexts(await made({ ...lead, language: 'es' })).at(-1)).toMatch(/Jefatura de unidad/);
});

test('a draft is marked on every page and is signed by nobody', async () => {
  const pages = pageTexts(await made({ draft: true, signed: null }));
  for (const page of pages) {
    expect(page).toContain('DRAFT, not signed');
    expect(page).toContain('Draft of version 3');
  }
  expect(pages.join('')).not.toContain('Signed electronically');
  expect(pages.join('')).toContain('will replace version 2');
});

test('a signed plan carries no draft mark', async () => {
  expect(pageTexts(await made()).join('')).not.toMatch(/draft/i);
});

test('the outlined mark lies within the page', () => {
  const page = { width: 612, height: 792 };
  const numbers = [...markPath('BORRADOR', page, 477).matchAll(/-?\d+\.\d+ -?\d+\.\d+/g)].map(
    ([pair]) => pair.split(' ').map(Number),
  );
  expect(numbers.length).toBeGreaterThan(100);
  for (const [x, y] of numbers) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(page.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(page.height);
  }
});

test('the demonstration hospital says so on every page', async () => {
  for (const page of pageTexts(await made({ demonstration: true })))
    expect(page).toContain('DEMONSTRATION: invented patient');
});

test('it comes on letter and on A4', async () => {
  expect(pdfInfo(await made())['Page size']).toContain('612 x 792');
  expect(pdfInfo(await made({ paper: 'a4' }))['Page size']).toContain('A4');
});

test('it claims no tags that it does not have', async () => {
  expect(pdfInfo(await made())['Tagged']).toBe('no');
});

test('in Spanish every word of ours is Spanish, accents and all', async () => {
  const text = flowText(await made({ language: 'es', paper: 'a4' }));
  for (const words of [
    'Plan de atención',
    'Versión 3, activo',
    'Número de expediente',
    'Intervención',
    'Obstáculo',
    'Quién puede quitarlo',
    'Página 1 de',
    'Información confidencial de salud',
    'Fisioterapia',
    'La versión 3 sustituye a la versión 2',
  ])
    expect(text).toContain(words);
  expect(text).not.toMatch(/\b(Goal|Baseline|Barrier|Due|Status|Care team|Page)\b/);
});

test('what is not recorded is said to be not recorded, never to be none', async () => {
  const text = flowText(
    await made({
      allergies: null,
      codeStatus: null,
      payers: [],
      decisionMakers: [],
      attendingName: null,
      team: [],
      patient: { familyName: 'Doe', givenName: 'Jo', birthDate: null, mrn: null },
    }),
  );
  expect(text).toContain('Allergies not recorded. Code status not recorded');
  expect(text).toContain('No care team is recorded.');
  expect(text).not.toContain('No known allergies');
  expect(flowText(await made({ allergies: 'none' }))).toContain('No known allergies');
  const resolved = flowText(await made({ allergies: 'noneCurrent', codeStatus: 'dnr' }));
  expect(resolved).toContain('No current allergy recorded. DNR');
});

test('nothing is lost of texts as long as they may be typed', async () => {
  const long = (mark: string, length: number) =>
    `${mark}begin ${'words of the plan '.repeat(length / 18)}${mark}end`;
  const { content } = hazelmerePrint();
  const bytes = await made({
    patient: {
      familyName: 'Fernández de la Cruz-Montgomery',
      givenName: 'Maximiliana Guadalupe',
      birthDate: '1941-03-14',
      mrn: '9904588',
    },
    content: {
      ...content,
      problems: [
        problem(long('title', 270), {
          ownWords: long('own', 1900),
          goals: [
            goal({
              description: long('goal', 270),
              ownWords: long('said', 1900),
              target: long('target', 90),
              progress: [
                {
                  id: 'p',
                  at: '2026-03-12T14:00:00.000Z',
                  value: null,
                  statement: long('seen', 1900),
                  achievementStatus: 'improving',
                  byName: null,
                },
              ],
            }),
          ],
          activities: Array.from({ length: 40 }, (_, index) =>
            activity(long(`act${index}x`, 250), 'Robin', 'Once', '2026-03-13'),
          ),
          barriers: [barrier(long('bar', 270), { detail: long('detail', 1900) })],
        }),
        ...Array.from({ length: 30 }, (_, index) =>
          problem(`Problem number ${index}`, {
            goals: [goal({ description: `Goal number ${index}` })],
          }),
        ),
      ],
    },
  });
  const text = flowText(bytes);
  for (const mark of [
    'title',
    'own',
    'goal',
    'said',
    'target',
    'seen',
    'bar',
    'detail',
    'act0x',
    'act39x',
  ])
    for (const end of ['begin', 'end']) expect(text.replaceAll(' ', '')).toContain(`${mark}${end}`);
  for (let index = 0; index < 30; index += 1) expect(text).toContain(`Goal number ${index}`);
  const pages = pageTexts(bytes);
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page.replace(/\s+/g, ' ')).toContain('Montgomery');
  });
});

test('a goal that is not pursued any more says so', async () => {
  const { content } = hazelmerePrint();
  const text = flowText(
    await made({
      content: {
        ...content,
        problems: [
          problem('P', { goals: [goal({ lifecycleStatus: 'cancelled', points: ['3'] })] }),
        ],
      },
    }),
  );
  expect(text).toContain('Cancelled');
});

test('an older version says that a newer one stands in its place', async () => {
  expect(flowText(await made({ outdated: true, version: 2 }))).toContain(
    'Version 2, replaced by a newer version',
  );
});

test('a team that goes over a page is headed on each of them', async () => {
  const team = Array.from({ length: 70 }, (_, index) => ({
    name: `Member ${index}`,
    role: 'rn',
    organization: null,
    phone: null,
  }));
  const pages = pageTexts(await made({ team })).filter((page) => page.includes('Member'));
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(page).toMatch(/Care team[\s\S]*Organization[\s\S]*Member/);
});
