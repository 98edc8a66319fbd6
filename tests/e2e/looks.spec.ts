/**
 * Every main screen as a person meets it: empty, full, gone wrong, and in Spanish, dark, with the
 * text at 200 %. Each picture is held against what all screens promise (support/looks.ts).
 */
import { expect, test, type Page } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/demonstration/hospital';
import { firstSignIn, invite, lead } from '../demo/people';
import { adt, census } from '../support/feed-texts';
import type { Liaison } from './support/app';
import { censusRow, feedFile } from './support/feeds';
import { breakCall, look } from './support/looks';
import { openFile } from './support/patient-file';
import { demonstrationHospital, newHospital } from './support/prepared';

test.describe.configure({ timeout: 600_000 });

/** Opens a place of the rail, and waits until it stands and has read what it shows. */
const goTo = async (page: Page, place: string): Promise<void> => {
  const button = page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${place}( \\d+)?$`) })
    .first();
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-current', 'page');
  await settled(page);
};

const settled = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
};

/** Chooses files in the import and waits for what they would change. */
const preview = async (liaison: Liaison, paths: string[], choose: string): Promise<void> => {
  await liaison.answerOpen(paths);
  await liaison.page.getByRole('button', { name: choose }).press('Enter');
  await expect(liaison.page.locator('.foot-bar')).toBeVisible();
};

/** A feed with what comes in practice: new, unusable, not used. */
const mixedFeed = (): string[] => [
  feedFile(
    'adt_5west_0312.hl7',
    adt({ id: '9904777', family: 'Wrenfield', given: 'Alma', visit: '26-08001' }) +
      adt({ id: '2', visit: 'b', birth: '19411345' }) +
      adt().replace('ADT^A01', 'ORU^R01'),
  ),
  feedFile('letter.txt', 'Dear colleague, please find enclosed'),
];

const oneStay = (): string => feedFile('census.csv', census([censusRow()]));

test('a hospital of the first morning: every place empty, and each says what to do @long', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  for (const [place, name] of [
    ['Health', 'health'],
    ['Users', 'users'],
    ['Units and beds', 'units'],
    ['Import', 'import'],
    ['Backup and restore', 'backup'],
    ['Audit', 'audit'],
    ['Settings', 'settings'],
  ] as const) {
    await goTo(page, place);
    await look(liaison, `${name}-empty`);
  }
  const temporary = await invite(page, lead);
  await liaison.lock();
  await firstSignIn(liaison, lead, temporary);
  await goTo(page, 'Caseload');
  await expect(page.getByText('No stay is on this list')).toBeVisible();
  await look(liaison, 'caseload-empty');
  await goTo(page, 'Calendar');
  await look(liaison, 'calendar-empty');
  for (const view of ['Month', 'Agenda', 'Day']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await settled(page);
    await look(liaison, `calendar-${view.toLowerCase()}-empty`);
  }
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'What Liaison promises' }).press('Enter');
  await look(liaison, 'help-empty');
  await goTo(page, 'Import');
  await preview(liaison, [oneStay()], 'Choose files…');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Written\./)).toBeVisible();
  await openFile(liaison, 'Ashgrove');
  await settled(page);
  await look(liaison, 'patient-empty');
  for (const tab of ['Care plan', 'Tasks', 'Notes', 'Documents', 'History']) {
    await page.getByRole('tab', { name: tab }).click();
    await settled(page);
    await look(liaison, `patient-${tab.toLowerCase().replace(' ', '-')}-empty`);
  }
  await liaison.close();
});

const clinicalPlaces = async (
  liaison: Liaison,
  words: { caseload: string; calendar: string; tabs: string[]; views: string[] },
  state: string,
  language: 'en' | 'es',
): Promise<void> => {
  const { page } = liaison;
  await goTo(page, words.caseload);
  await look(liaison, `caseload-${state}`, language);
  await page.locator('[role=grid]').focus();
  await page.keyboard.press('ArrowRight');
  await look(liaison, `caseload-peek-${state}`, language);
  await page.keyboard.press('ArrowLeft');
  await openFile(liaison, 'Hazelmere');
  await settled(page);
  await look(liaison, `patient-${state}`, language);
  for (const [i, tab] of words.tabs.entries()) {
    await page.getByRole('tab', { name: tab }).click();
    await settled(page);
    await look(liaison, `patient-tab-${i + 2}-${state}`, language);
  }
  await goTo(page, words.calendar);
  for (const [i, view] of words.views.entries()) {
    await page.getByRole('button', { name: view, exact: true }).press('Enter');
    await settled(page);
    await look(liaison, `calendar-${['day', 'week', 'month', 'agenda'][i]}-${state}`, language);
  }
};

const english = {
  caseload: 'Caseload',
  calendar: 'Calendar',
  tabs: ['Care plan', 'Tasks', 'Notes', 'Documents', 'History'],
  views: ['Day', 'Week', 'Month', 'Agenda'],
};

const spanish = {
  caseload: 'Mis casos',
  calendar: 'Calendario',
  tabs: ['Plan', 'Tareas', 'Notas', 'Documentos', 'Historial'],
  views: ['Día', 'Semana', 'Mes', 'Agenda'],
};

test('those who care for patients: every place full @long', async () => {
  const liaison = await demonstrationHospital('elmcrest');
  await clinicalPlaces(liaison, english, 'full', 'en');
  await liaison.page.keyboard.press('?');
  await look(liaison, 'keys-full');
  await liaison.page.getByRole('button', { name: 'What Liaison promises' }).press('Enter');
  await look(liaison, 'help-full');
  await liaison.close();
});

test('those who care for patients: every place gone wrong @long', async () => {
  const liaison = await demonstrationHospital('elmcrest');
  const { page } = liaison;
  await goTo(page, 'Caseload');
  await page.getByRole('searchbox', { name: 'Filter this list' }).fill('zzz');
  await expect(page.getByText('No stay matches')).toBeVisible();
  await look(liaison, 'caseload-no-match');
  await page.keyboard.press('Escape');
  const failures: [string, string, () => Promise<unknown>][] = [
    ['caseload.list', 'caseload', () => goTo(page, 'Caseload')],
    ['appointments.range', 'calendar', () => goTo(page, 'Calendar')],
    ['patients.file', 'patient', () => openByKey(page, 'Hazelmere')],
    [
      'careplans.ofPatient',
      'care-plan',
      async () => {
        await openByKey(page, 'Hazelmere');
        await page.getByRole('tab', { name: 'Care plan' }).click();
      },
    ],
  ];
  for (const [call, name, open] of failures) {
    await liaison.lock();
    await liaison.signIn('elmcrest', demonstrationPassphrase);
    const mend = await breakCall(liaison, call);
    await open();
    await expect(page.getByText(/tell your help desk/).first()).toBeVisible();
    await look(liaison, `${name}-wrong`);
    await mend();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(page.getByText(/tell your help desk/)).toHaveCount(0);
  }
  await openByKey(page, 'Cloudberry');
  await page.getByRole('tab', { name: 'Care plan' }).click();
  await page.getByRole('button', { name: 'Write a care plan' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Say what the plan is about.')).toBeVisible();
  await look(liaison, 'care-plan-wrong-input');
  await goTo(page, 'Calendar');
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: 'New in the calendar' });
  await form.getByLabel('From').fill('11:00');
  await form.getByLabel('To', { exact: true }).fill('10:00');
  await page.keyboard.press('Control+Enter');
  await look(liaison, 'calendar-wrong-input');
  await liaison.close();
});

const openByKey = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await expect(page.getByRole('option', { name: new RegExp(name) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
};

test('the administrator’s places: full, and gone wrong @long', async () => {
  const liaison = await demonstrationHospital('wetherlam');
  const { page } = liaison;
  await goTo(page, 'Health');
  await page.getByRole('button', { name: 'Back up now' }).first().press('Enter');
  await expect(page.getByText(/1 whole backup, of today/)).toBeVisible();
  for (const [place, name] of [
    ['Health', 'health'],
    ['Users', 'users'],
    ['Units and beds', 'units'],
    ['Backup and restore', 'backup'],
    ['Audit', 'audit'],
    ['Settings', 'settings'],
  ] as const) {
    await goTo(page, place);
    await look(liaison, `${name}-full`);
  }
  await goTo(page, 'Import');
  await preview(liaison, mixedFeed(), 'Choose files…');
  await look(liaison, 'import-full');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Choose files…' })).toBeVisible();

  for (const [call, place, name] of [
    ['health.read', 'Health', 'health'],
    ['users.list', 'Users', 'users'],
    ['units.list', 'Units and beds', 'units'],
    ['imports.preview', 'Import', 'import'],
    ['audit.list', 'Audit', 'audit'],
    ['settings.hospital', 'Settings', 'settings'],
  ] as const) {
    await liaison.lock();
    await liaison.signIn('wetherlam', demonstrationPassphrase);
    const mend = await breakCall(liaison, call);
    await goTo(page, place);
    if (name === 'import') {
      await liaison.answerOpen(mixedFeed());
      await page.getByRole('button', { name: 'Choose files…' }).press('Enter');
    }
    await expect(page.getByText(/tell your help desk/).first()).toBeVisible();
    await look(liaison, `${name}-wrong`);
    await mend();
  }
  await goTo(page, 'Users');
  await page.getByRole('button', { name: 'Invite a person' }).press('Enter');
  await page.getByLabel('Sign-in name').fill('robin elmcrest');
  await page.keyboard.press('Enter');
  await look(liaison, 'users-wrong-input');
  await page.keyboard.press('Escape');
  await goTo(page, 'Units and beds');
  await page.getByRole('button', { name: 'Add a unit' }).press('Enter');
  await page.getByRole('form', { name: 'Add a unit' }).getByLabel('Rooms').fill('603-601');
  await page.keyboard.press('Enter');
  await look(liaison, 'units-wrong-input');
  await page.keyboard.press('Escape');
  await goTo(page, 'Settings');
  await page.getByLabel('Name', { exact: true }).fill('');
  await page.getByLabel('Time zone').fill('Middle/Earth');
  await page.getByRole('button', { name: 'Save the hospital' }).press('Enter');
  await expect(page.getByText('This time zone is not known.')).toBeVisible();
  await look(liaison, 'settings-wrong-input');
  await goTo(page, 'Audit');
  await page.getByLabel('From').fill('2026-03-13');
  await page.getByLabel('To, that day included').fill('2026-03-12');
  await look(liaison, 'audit-wrong-input');
  await liaison.close();
});

const inSpanish = async ({ page }: Liaison): Promise<void> => {
  await page.evaluate(() =>
    window.liaison.call('session.device', { language: 'es', theme: 'dark', textSize: 200 }),
  );
  await expect(page.getByRole('navigation', { name: 'Lugares' })).toBeVisible();
};

test('those who care for patients: Spanish, dark, at 200 % @long', async () => {
  const liaison = await demonstrationHospital('elmcrest');
  const { page } = liaison;
  await inSpanish(liaison);
  await clinicalPlaces(liaison, spanish, 'es-dark-200', 'es');
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'Nueva cita en el calendario' })).toBeVisible();
  await look(liaison, 'calendar-form-es-dark-200', 'es');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await look(liaison, 'keys-es-dark-200', 'es');
  await page.getByRole('button', { name: 'Lo que Liaison promete' }).press('Enter');
  await look(liaison, 'help-es-dark-200', 'es');
  await liaison.close();
});

test('the administrator’s places: Spanish, dark, at 200 % @long', async () => {
  const liaison = await demonstrationHospital('wetherlam');
  const { page } = liaison;
  await inSpanish(liaison);
  for (const [place, name] of [
    ['Estado', 'health'],
    ['Usuarios', 'users'],
    ['Unidades y camas', 'units'],
    ['Copia y restauración', 'backup'],
    ['Auditoría', 'audit'],
    ['Ajustes', 'settings'],
    ['Importar', 'import'],
  ] as const) {
    await goTo(page, place);
    await look(liaison, `${name}-es-dark-200`, 'es');
  }
  await preview(liaison, mixedFeed(), 'Elegir archivos…');
  await look(liaison, 'import-preview-es-dark-200', 'es');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await expect(page.getByText('Regla vigente: se bloquea')).toBeVisible();
  await look(liaison, 'locked-es-dark-200', 'es');
  await liaison.close();
});
