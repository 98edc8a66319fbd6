import { expect, test, type Locator, type Page } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/demonstration/hospital';
import type { OpenedAssessment } from '../../shared/assessments/assessment';
import { answered, skipped, type Entry } from '../../shared/clinical/instruments/answers';
import { start, type Liaison } from './support/app';
import { look } from './support/looks';
import { demonstration, openFile } from './support/patient-file';

/** Asks main as the window does, through its bridge. */
const call = <T>(page: Page, name: string, input: unknown): Promise<T> =>
  page.evaluate(
    async ([called, given]) => {
      const answer = await window.liaison.call(called as string, given);
      if (!answer.ok) throw new Error(`${called}: ${answer.error.message}`);
      return answer.value as never;
    },
    [name, input] as const,
  );

interface Stay {
  patientId: string;
  encounterId: string;
}

const name = 'Driftmoor';

/** The stay that the story is about. */
const stayOf = async (page: Page): Promise<Stay> => {
  const { rows } = await call<{ rows: Stay[] }>(page, 'caseload.list', {
    ...{ scope: { kind: 'all' }, text: name, filters: [], offset: 0, limit: 10 },
    sort: { by: 'bed', direction: 'asc' },
  });
  return rows[0]!;
};

/** Completes a form for the stay in the file; what is not said is passed over as not applicable. */
const complete = async (
  page: Page,
  instrument: string,
  said: Record<string, string[]>,
): Promise<void> => {
  const { patientId, encounterId } = await stayOf(page);
  let { assessment, outcome } = await call<OpenedAssessment>(page, 'assessments.start', {
    ...{ patientId, encounterId, instrument },
  });
  let answers: Record<string, Entry> = Object.fromEntries(
    Object.entries(said).map(([item, codes]) => [item, answered({ codes })]),
  );
  for (;;) {
    const { id, rowVersion } = assessment;
    ({ assessment, outcome } = await call<OpenedAssessment>(page, 'assessments.answer', {
      ...{ id, rowVersion, answers },
    }));
    if (outcome.open.length === 0) break;
    answers = Object.fromEntries(outcome.open.map((item) => [item, skipped('an-na')]));
  }
  const { id, rowVersion } = assessment;
  await call(page, 'assessments.complete', { id, rowVersion });
};

const tray = (page: Page): Locator => page.getByRole('complementary', { name: 'Suggested' });
const card = (page: Page, title: string): Locator =>
  tray(page).getByRole('listitem', { name: title, exact: true });
const problems = (page: Page): Locator => page.getByRole('navigation', { name: 'Problems' });

const openPlan = async (liaison: Liaison): Promise<void> => {
  await openFile(liaison, name);
  await liaison.page.getByRole('tab', { name: /^Care plan/ }).click();
};

const ride = 'Goal: Ride home and to the first visit booked';

test('a transport need is proposed, adapted, accepted; a second is rejected and stays away until its answer changes', async () => {
  const first = await demonstration();
  const { page } = first;
  await openFile(first, name);
  await complete(page, 'ahc', { 'ahc.5': ['yes'] });
  // The overview says that something waits, the tab how much; heart failure calls for its template.
  await expect(page.getByText('2 suggestions for the care plan')).toBeVisible();
  await page.getByRole('button', { name: 'Look at them' }).click();
  await expect(tray(page).getByText('Write a care plan first')).toBeVisible();
  await first.screenshot('tray-before-plan');
  await page.getByRole('button', { name: 'Write a care plan' }).click();
  await page.getByLabel('What the plan is about').fill('Home by van');
  await page.keyboard.press('Enter');

  // By keyboard: to the cards, edit, accept. Nothing stands in the plan before.
  await expect(card(page, 'Problem: Transport')).toContainText('AHC HRSN, Mar 12: Transport: need');
  await expect(page.getByText('No problem yet')).toBeVisible();
  await page.keyboard.press('Alt+g');
  await expect(card(page, 'Problem: Transport')).toBeFocused();
  await look(first, 'tray');
  await page.keyboard.press('e');
  await page.getByLabel('Goal', { exact: true }).fill('Van booked for home and all three visits');
  await page.getByRole('checkbox', { name: 'Add: Arrange the ride to the first visit' }).click();
  await first.screenshot('adapting');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(problems(page).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('article', { name: /Van booked for home/ })).toBeVisible();
  await expect(card(page, 'Problem: Transport')).toHaveCount(0);
  // Undone it is a suggestion again, accepted again it is there once.
  await page.keyboard.press('Control+z');
  await expect(page.getByText('No problem yet')).toBeVisible();
  await page.keyboard.press('Alt+g');
  await expect(card(page, 'Problem: Transport')).toBeFocused();
  await page.keyboard.press('a');
  await expect(problems(page).getByRole('listitem')).toHaveCount(1);
  // The line tells what it stands on, and leads to the answer.
  await page
    .getByRole('article', { name: /^Goal: Ride home/ })
    .getByRole('button', { name: /^from AHC HRSN, Mar 12: Transport: need/ })
    .click();
  await expect(page.getByRole('dialog').getByText('Completed by Robin Elmcrest')).toBeVisible();
  await first.screenshot('answer');
  await page.keyboard.press('Escape');

  // A second form says the same: the goal that stands is pointed out. It is rejected with a reason.
  await complete(page, 'intake', { 'in.ride': ['none'] });
  await expect(card(page, ride)).toContainText('Says the same already');
  await look(first, 'tray-similar');
  await card(page, ride).focus();
  await page.keyboard.press('x');
  await card(page, ride).getByLabel('Why not?').selectOption({ label: 'Other' });
  await card(page, ride).getByLabel('In words').fill('Her son has a van');
  await page.keyboard.press('Enter');
  await expect(card(page, ride)).toHaveCount(0);

  // A need in a few words, the library's line for it, taken as it is.
  await page
    .getByRole('combobox', { name: 'What does the patient need?' })
    .fill('ride to dialysis');
  // Eight lines of the library, and the words themselves.
  await expect(tray(page).getByRole('option')).toHaveCount(9);
  await first.screenshot('need');
  await page.getByRole('option', { name: /^As a problem in your words/ }).click();
  await page.getByRole('button', { name: 'Accept: ride to dialysis' }).click();
  await expect(problems(page).getByRole('listitem')).toHaveCount(2);
  await first.close();

  // The next morning.
  const second = await start({ clock: '2026-03-13T12:30:00.000Z', profile: first.profile });
  await second.page.setViewportSize({ width: 1440, height: 900 });
  await second.signIn('oakes', demonstrationPassphrase);
  await openPlan(second);
  await expect(problems(second.page).getByRole('listitem')).toHaveCount(2);
  await expect(card(second.page, ride)).toHaveCount(0);
  await tray(second.page)
    .getByRole('button', { name: /^Decided/ })
    .click();
  await expect(
    tray(second.page).getByText(/Rejected: Ride home.*“Her son has a van”/),
  ).toBeVisible();
  // The answer changes: it is asked again, and says what it was.
  await complete(second.page, 'intake', { 'in.ride': ['str'] });
  await expect(card(second.page, ride)).toContainText('Was “Ride: no way” when it was rejected.');
  await card(second.page, ride)
    .getByRole('button', { name: /^Use that one: Ride home/ })
    .click();
  await expect(card(second.page, ride)).toHaveCount(0);
  await expect(problems(second.page).getByRole('listitem')).toHaveCount(2);
  await second.page.evaluate(() =>
    window.liaison.call('session.device', { language: 'es', theme: 'dark', textSize: 200 }),
  );
  await expect(second.page.getByRole('navigation', { name: 'Lugares' })).toBeVisible();
  const suggestions = second.page.getByRole('complementary', { name: 'Sugerencias' });
  await expect(suggestions.getByLabel('¿Qué necesita el paciente?')).toBeVisible();
  // The plan's own words stay as they were accepted, in English.
  await look(second, 'tray-es-dark-200');
  await second.close();
});
