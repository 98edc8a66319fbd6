import { expect, test, type Locator, type Page } from '@playwright/test';
import { start, type Liaison } from './support/app';
import { anchor, demonstrationHospital } from './support/prepared';

const staffPassphrase = 'invented patients only';
const window = { width: 1440, height: 900 };

test.describe.configure({ timeout: 240_000 });

/** The calendar of a case manager in a store of its own. */
const explore = async (): Promise<Liaison> => {
  const liaison = await demonstrationHospital();
  await liaison.page.setViewportSize(window);
  await openCalendar(liaison.page);
  return liaison;
};

/** The calendar of 5 West, whichever units the person has. */
const openCalendar = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('group', { name: 'View' })).toBeVisible();
  await page.getByLabel('Unit whose calendar is shown').selectOption({ label: '5 West' });
};

const switchTo = async (liaison: Liaison, name: string): Promise<void> => {
  await liaison.lock();
  await liaison.page.keyboard.press('Alt+u');
  await liaison.signIn(name, staffPassphrase);
};

/** An occurrence in any view, by what a screen reader says of it. */
const event = (page: Page, said: string): Locator =>
  page.getByRole('button', { name: said, exact: false });

const title = 'Long stay huddle';
const kind = `Rounds: ${title}`;

/** Makes the weekday series of the story, by keyboard alone. */
const makeSeries = async (page: Page): Promise<void> => {
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: 'New in the calendar' });
  await expect(form.getByLabel('What it is')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowUp');
  await expect(form.getByRole('radio', { name: 'Rounds' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(title);
  await form.getByLabel('From').fill('17:30');
  await expect(form.getByLabel('To', { exact: true })).toHaveValue('18:00');
  await form.getByLabel('Repeats').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(form.getByText('Every weekday, Monday to Friday')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`Put into the calendar: ${title}`)).toBeVisible();
};

test('a case manager makes rounds on weekdays, moves one, changes the following, cancels one; all see it', async () => {
  const liaison = await explore();
  const { page } = liaison;
  await expect(page.getByRole('heading', { level: 1, name: 'March 9–15' })).toBeVisible();
  await liaison.screenshot('calendar');
  await liaison.expectAccessible();
  await makeSeries(page);
  const first = event(page, `${kind}, Thu, Mar 12, 17:30–18:00`);
  await expect(first).toBeFocused();
  await expect(event(page, `${kind}, Fri, Mar 13, 17:30–18:00`)).toBeVisible();
  await expect(event(page, `${kind}, Sat, Mar 14`)).toBeHidden();

  // One date half an hour later.
  await event(page, `${kind}, Fri, Mar 13`).focus();
  await page.keyboard.press('Alt+ArrowDown');
  const asks = page.getByRole('dialog', { name: 'Move which dates?' });
  await expect(asks.getByRole('radio', { name: 'This date' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(asks.getByText(/to Fri, Mar 13 18:00–18:30/)).toBeVisible();
  await page.keyboard.press('Enter');
  const moved = event(page, `${kind}, Fri, Mar 13, 18:00–18:30, moved`);
  await expect(moved).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(event(page, `${kind}, Fri, Mar 13, 17:30–18:00`)).toBeVisible();
  await event(page, `${kind}, Fri, Mar 13`).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Enter');
  await expect(event(page, `${kind}, Fri, Mar 13, 17:45–18:15, moved`)).toBeFocused();

  // From Wednesday of next week on at 16:00.
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('heading', { level: 1, name: 'March 16–22' })).toBeVisible();
  await event(page, `${kind}, Wed, Mar 18`).focus();
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog', { name: title });
  await expect(details.getByText('Every weekday, Monday to Friday')).toBeVisible();
  await expect(details.getByText('Robin Elmcrest')).toBeVisible();
  await liaison.screenshot('calendar-details');
  await liaison.expectAccessible();
  await details.getByRole('button', { name: 'Change…' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Change' });
  await form.getByLabel('From').fill('16:00');
  await form.getByRole('radio', { name: 'This date' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(form.getByRole('radio', { name: 'This and following' })).toBeChecked();
  await liaison.screenshot('calendar-form');
  await liaison.expectAccessible();
  await page.keyboard.press('Control+Enter');
  await expect(event(page, `${kind}, Wed, Mar 18, 16:00–16:30`)).toBeVisible();
  await expect(event(page, `${kind}, Thu, Mar 19, 16:00–16:30`)).toBeVisible();
  await expect(event(page, `${kind}, Tue, Mar 17, 17:30–18:00`)).toBeVisible();

  // One falls away.
  await event(page, `${kind}, Fri, Mar 20`).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog', { name: title })
    .getByRole('button', { name: 'Cancel it…' })
    .focus();
  await page.keyboard.press('Enter');
  const cancels = page.getByRole('dialog', { name: `Cancel “${title}”?` });
  await cancels.getByLabel('Reason').fill('The team is at the training');
  await page.keyboard.press('Enter');
  await expect(event(page, `${kind}, Fri, Mar 20, 16:00–16:30, cancelled`)).toBeVisible();
  await page.getByRole('button', { name: 'Month', exact: true }).click();
  await expect(event(page, `${kind}, Fri, Mar 20, 16:00–16:30, cancelled`)).toBeVisible();
  await expect(page.getByText('02:00 clocks +1h')).toBeVisible();
  await liaison.screenshot('calendar-month');
  await liaison.expectAccessible();
  await liaison.close();

  // After a restart the unit lead sees it, on a calendar of their own choosing.
  const again = await start({ profile: liaison.profile, clock: anchor });
  await again.page.setViewportSize(window);
  await again.signIn('stonehaven', staffPassphrase);
  await openCalendar(again.page);
  await expect(event(again.page, `${kind}, Thu, Mar 12, 17:30–18:00`)).toBeVisible();
  await expect(event(again.page, `${kind}, Fri, Mar 13, 17:45–18:15, moved`)).toBeVisible();
  await again.page.keyboard.press('Shift+ArrowRight');
  await expect(event(again.page, `${kind}, Thu, Mar 19, 16:00–16:30`)).toBeVisible();
  const fallen = event(again.page, `${kind}, Fri, Mar 20, 16:00–16:30, cancelled`);
  await fallen.click();
  await expect(
    again.page
      .getByRole('dialog', { name: title })
      .getByText('Reason: The team is at the training'),
  ).toBeVisible();
  await again.page.keyboard.press('Escape');
  await expect(again.page.getByRole('dialog')).toBeHidden();
  await again.page.getByRole('button', { name: 'Agenda', exact: true }).click();
  await expect(event(again.page, title).first()).toBeVisible();
  await again.screenshot('calendar-agenda');
  await again.expectAccessible();

  // A discharge planner reads it, and neither window nor call lets them change it.
  await switchTo(again, 'brookmoor');
  await openCalendar(again.page);
  const seen = event(again.page, `${kind}, Thu, Mar 12, 17:30–18:00`);
  await seen.click();
  const readOnly = again.page.getByRole('dialog', { name: title });
  await expect(readOnly.getByText(/Rounds are changed by the unit lead/)).toBeVisible();
  await expect(readOnly.getByRole('button', { name: 'Change…' })).toBeHidden();
  await again.page.keyboard.press('Escape');
  await expect(again.page.getByRole('dialog')).toBeHidden();
  await seen.focus();
  await again.page.keyboard.press('Alt+ArrowDown');
  await expect(again.page.getByRole('dialog')).toBeHidden();
  await expect(seen).toBeVisible();
  const refused = await again.page.evaluate(async (wanted) => {
    const units = (await window_().call('session.current', {})) as {
      value: { units: { id: string }[] };
    };
    for (const { id } of units.value.units) {
      const range = (await window_().call('appointments.range', {
        whose: { kind: 'unit', unitId: id },
        from: '2026-03-12',
        to: '2026-03-12',
      })) as { value: { occurrences: Record<string, unknown>[] } };
      const one = range.value.occurrences.find((each) => each['title'] === wanted);
      if (one)
        return window_().call('appointments.cancel', {
          seriesId: one['seriesId'],
          rowVersion: one['rowVersion'],
          originalLocal: one['originalLocal'],
          exceptionVersion: one['exceptionVersion'],
          scope: 'all',
          reason: null,
        });
    }
    return null;
    function window_(): { call: (name: string, input: unknown) => Promise<unknown> } {
      return (globalThis as unknown as { liaison: ReturnType<typeof window_> }).liaison;
    }
  }, title);
  expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  await again.close();
});

/** Asks main as this window's session does. */
const ask = <T>(page: Page, name: string, input: unknown): Promise<T> =>
  page.evaluate(
    ([call, given]) =>
      (
        globalThis as unknown as { liaison: { call: (n: string, i: unknown) => Promise<unknown> } }
      ).liaison.call(call as string, given),
    [name, input],
  ) as Promise<T>;

interface Answered {
  value: { occurrences: Record<string, unknown>[] };
}

/** An occurrence of a day by its title, as main answers it. */
const occurrenceOf = async (
  page: Page,
  day: string,
  wanted: string,
): Promise<Record<string, unknown>> => {
  const session = await ask<{ value: { units: { id: string }[] } }>(page, 'session.current', {});
  for (const { id } of session.value.units) {
    const { value } = await ask<Answered>(page, 'appointments.range', {
      whose: { kind: 'unit', unitId: id },
      from: day,
      to: day,
    });
    const found = value.occurrences.find((one) => one['title'] === wanted);
    if (found) return found;
  }
  throw new Error(`nothing is called ${wanted}`);
};

test('a half-filled form survives the lock, and nothing is overwritten that somebody saved first', async () => {
  const liaison = await explore();
  const { page } = liaison;
  await page.keyboard.press('c');
  const fresh = page.getByRole('dialog', { name: 'New in the calendar' });
  await fresh.getByLabel('What it is').fill('Family, about the ride ho');
  await fresh.getByLabel('From').fill('18:00');
  await liaison.lock();
  await expect(page.getByText(/unfinished text/)).toBeVisible();
  // The form stands open over the places as soon as the person is in.
  await page.getByLabel('Passphrase', { exact: true }).fill(staffPassphrase);
  await page.keyboard.press('Enter');
  await expect(fresh.getByLabel('What it is')).toHaveValue('Family, about the ride ho');
  await expect(fresh.getByLabel('From')).toHaveValue('18:00');
  await fresh.getByLabel('What it is').fill('Family, about the ride home');
  await fresh.getByRole('combobox', { name: 'About the patient' }).fill('hazel');
  await expect(fresh.getByRole('option', { name: /Hazelmere, Ruth/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(fresh.getByText('Hazelmere, Ruth')).toBeVisible();
  await fresh.getByRole('combobox', { name: 'Add a person' }).fill('Clover Hazelmere');
  await expect(fresh.getByRole('option', { name: /as typed/ })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(fresh.getByText('Clover Hazelmere')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const said = 'Meeting: Family, about the ride home, Thu, Mar 12';
  const meeting = event(page, `${said}, 18:00–18:30`);
  await expect(meeting).toBeFocused();

  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog', { name: 'Family, about the ride home' });
  await expect(details.getByText(/DOB 03\/14\/1941/)).toBeVisible();
  await details.getByRole('button', { name: 'Change…' }).click();
  const form = page.getByRole('dialog', { name: 'Change' });
  await form.getByLabel('Place').fill('Room 520');
  // Meanwhile somebody else moves it.
  const there = await occurrenceOf(page, '2026-03-12', 'Family, about the ride home');
  const { seriesId, originalLocal, rowVersion, exceptionVersion } = there;
  const other = await ask(page, 'appointments.move', {
    ...{ seriesId, originalLocal, rowVersion, exceptionVersion },
    ...{ scope: 'all', startsLocal: '2026-03-12T18:00', minutes: 60, wholeDays: 0 },
  });
  expect(other).toMatchObject({ ok: true });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Somebody else changed this first')).toBeVisible();
  await expect(form.getByRole('row', { name: 'To 18:30 19:00' })).toBeVisible();
  await expect(form.getByRole('row', { name: 'Place Room 520 (empty)' })).toBeVisible();
  await form.getByRole('button', { name: 'Save mine' }).scrollIntoViewIfNeeded();
  await liaison.screenshot('calendar-conflict-of-versions');
  await liaison.expectAccessible();
  await form.getByRole('button', { name: 'Save mine' }).click();
  await expect(event(page, `${said}, 18:00–18:30, Room 520`)).toBeVisible();
  await liaison.close();
});

/** Drags from one point of the window to another, as a hand does. */
const drag = async (
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> => {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
};

const boxOf = async (
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> => {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on the screen');
  return box;
};

test('a meeting is drawn, dragged, made longer and undone with the pointer; a conflict is told, and by person it is there', async () => {
  const liaison = await explore();
  const { page } = liaison;
  // Somebody is expected at two places: marked, told who and where, not forbidden.
  const side = page.getByRole('complementary', { name: 'Month, layers and conflicts' });
  await expect(side.getByText(/Robin Elmcrest.* is expected at “Family meeting”/)).toBeVisible();
  await expect(event(page, 'Meeting: Family meeting, Fri, Mar 13, 10:00–10:45')).toContainText(
    'conflict',
  );
  // Draws an hour below the last event of Friday, where the grid is free.
  await page.getByRole('button', { name: /^Fri 13/ }).click();
  const anchorBox = await boxOf(event(page, 'Meeting about the hearing'));
  const hour = 57;
  const x = anchorBox.x + 40;
  const free = anchorBox.y + anchorBox.height + hour;
  await drag(page, { x, y: free + 5 }, { x, y: free + hour - 5 });
  const form = page.getByRole('dialog', { name: 'New in the calendar' });
  await form.getByLabel('What it is').fill('Payers');
  const from = await form.getByLabel('From').inputValue();
  const to = await form.getByLabel('To', { exact: true }).inputValue();
  expect(minutesOf(to) - minutesOf(from)).toBe(60);
  await form.getByRole('button', { name: 'Put into the calendar' }).click();
  const made = `Meeting: Payers, Fri, Mar 13, ${from}–${to}`;
  await expect(event(page, made)).toBeVisible();

  const box = await boxOf(event(page, made));
  const middle = { x: box.x + 60, y: box.y + 10 };
  await drag(page, middle, { x: middle.x, y: middle.y + hour + 4 });
  const later = (time: string, minutes: number): string => clockOf(minutesOf(time) + minutes);
  await expect(
    event(page, `Meeting: Payers, Fri, Mar 13, ${later(from, 60)}–${later(to, 60)}`),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(event(page, made)).toBeVisible();

  const again = await boxOf(event(page, made));
  const edge = { x: again.x + 60, y: again.y + again.height - 6 };
  await page.mouse.move(edge.x, edge.y);
  await drag(page, edge, { x: edge.x, y: again.y + again.height + hour / 2 + 4 });
  await expect(event(page, `Meeting: Payers, Fri, Mar 13, ${from}–${later(to, 30)}`)).toBeVisible();

  // Keys that come faster than anything is written are all obeyed.
  await event(page, 'Meeting: Payers').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Alt+ArrowUp');
  await expect(
    event(page, `Meeting: Payers, Fri, Mar 13, ${later(from, -45)}–${later(to, -15)}`),
  ).toBeFocused();
  await page.getByRole('button', { name: 'Person', exact: true }).click();
  await expect(page.getByLabel('Person whose calendar is shown')).toHaveValue(/.+/);
  await expect(event(page, 'Meeting: Payers, Fri, Mar 13')).toBeVisible();
  await liaison.screenshot('calendar-person');
  await liaison.expectAccessible();
  await liaison.close();
});

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

test('in Spanish, dark and at 200 % nothing of the calendar is lost', async () => {
  const liaison = await explore();
  const { page } = liaison;
  await ask(page, 'session.device', { language: 'es', theme: 'dark' });
  await expect(page.getByRole('button', { name: 'Semana', exact: true })).toBeVisible();
  await liaison.screenshot('calendar-dark-es');
  await liaison.expectAccessible();
  await ask(page, 'session.device', { textSize: 200 });
  await expect(page.getByRole('button', { name: /Añadir/ })).toBeVisible();
  await liaison.screenshot('calendar-dark-es-200');
  await liaison.expectAccessible();
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: 'Nueva cita en el calendario' });
  await expect(form.getByLabel('Qué es')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Anotar en el calendario' })).toBeInViewport();
  await liaison.screenshot('calendar-form-dark-es-200');
  await liaison.expectAccessible();
  await liaison.close();
});
