/** Types one word into every field that a person can reach, form after form. */
import type { Locator, Page } from '@playwright/test';

/** Fields that take words; dates, numbers and choices cannot hold the word. */
const fields = [
  'input:not([type])',
  'input[type=text]:not(.typed-date, .typed-time)',
  'input[type=search]',
  'input[type=tel]',
  'input[type=password]',
  'textarea',
  '[contenteditable=true]',
]
  .map((kind) => `${kind}:visible`)
  .join(', ');

/** Buttons that open a form. What ends the session, writes files or asks the system is not among them. */
const opener =
  /^(add|invite|new|write|another|change|edit|correct|amend|record|set|state|raise|answer|goal|barrier|intervention|rename|move|restrict|reset|deactivate|enter|more|ready|expected|give|say|tell|re-key|restore|break|book|meeting|visit|round)\b/i;
/** Of these a form is also sent, by Enter in its last field. */
const saved = /^(add|invite|write|another|goal|record|raise|book|new)\b/i;

/** In clear on purpose (security.md, Keys): sign-in name, hospital name, folder names. */
const inClear = /sign-in name|hospital name|folder/i;

const patience = { timeout: 3000 };

const nameOf = (field: Locator): Promise<string> =>
  field.evaluate((element) => {
    const input = element as HTMLInputElement;
    const label = input.getAttribute('aria-label') ?? input.labels?.[0]?.innerText;
    const by = input.getAttribute('aria-labelledby');
    const told = by ? document.getElementById(by.split(' ')[0]!)?.innerText : null;
    return (label ?? told ?? input.placeholder ?? '').trim();
  });

export class Typist {
  /** Where the word was typed: `place: field`. */
  readonly typed = new Set<string>();
  private serial = 0;

  constructor(
    private readonly page: Page,
    private readonly word: string,
  ) {}

  /** Types into every field on the screen; answers the last one. */
  async fill(place: string): Promise<Locator | null> {
    let last: Locator | null = null;
    for (const field of await this.page.locator(fields).all()) {
      if (!(await field.isEditable(patience).catch(() => false))) continue;
      this.serial += 1;
      const name = await nameOf(field);
      if (inClear.test(name)) continue;
      // A field may go while another one is filled: what counts is what was typed.
      const done = await field
        .fill(`${this.word} ${this.serial}`, patience)
        .then(() => true)
        .catch(() => false);
      if (!done) continue;
      this.typed.add(`${place}: ${name}`);
      last = field;
    }
    return last;
  }

  /** Types into the screen, then opens each of its forms once and types there. */
  async work(place: string, back: () => Promise<void>): Promise<void> {
    await this.fill(place);
    const names = await this.openers();
    for (const name of names) {
      await back();
      const button = this.page.getByRole('button', { name, exact: true }).first();
      const opened = await button
        .click(patience)
        .then(() => true)
        .catch(() => false);
      if (!opened) continue;
      const last = await this.fill(`${place}, ${name}`);
      if (last && saved.test(name)) await last.press('Enter', patience).catch(() => undefined);
      await this.leave();
    }
    await back();
  }

  /** Closes what is open and nothing more: on a page without a dialog Escape leads elsewhere. */
  private async leave(): Promise<void> {
    const dialog = this.page.getByRole('dialog').or(this.page.getByRole('alertdialog')).first();
    for (let n = 0; n < 4 && (await dialog.isVisible()); n += 1)
      await this.page.keyboard.press('Escape');
  }

  private async openers(): Promise<string[]> {
    const names = new Set<string>();
    for (const button of await this.page.locator('main button:visible').all()) {
      const name = await button
        .evaluate((element) =>
          (element.getAttribute('aria-label') ?? (element as HTMLElement).innerText).trim(),
        )
        .catch(() => '');
      if (opener.test(name)) names.add(name);
    }
    return [...names];
  }
}
