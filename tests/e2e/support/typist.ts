/** Types one word into every field that a person can reach, form after form, and sends each form. */
import { expect, type ElementHandle, type Locator, type Page } from '@playwright/test';

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
  /^(add|write|another|change|edit|correct|amend|record|set|state|raise|answer|goal|barrier|intervention|move|enter|ready|expected|give|say|tell|problem|resolve|cancel this)\b/i;
/** Opened last, as what they are about is gone afterwards. */
const ending = /error|cancel|withdraw|resolve|revoke|complete|hold/i;

/** In clear on purpose (security.md, Keys): sign-in name, hospital name, folder names. */
const inClear = /sign-in name|hospital name|folder/i;

const patience = { timeout: 5000 };

/** What a form asks for beside words, in the order in which it complains of it. */
const answers: Record<string, string> = {
  date: '2026-03-20',
  time: '10:30',
  'datetime-local': '2026-03-12T09:00',
  number: '2',
};

interface Seen {
  name: string;
  /** It can be typed into. */
  free: boolean;
  /** It holds the word. */
  typed: boolean;
}

const look = (field: ElementHandle, word: string): Promise<Seen> =>
  field.evaluate((element, needle) => {
    const input = element as HTMLInputElement;
    const told = input.getAttribute('aria-labelledby');
    const name =
      input.getAttribute('aria-label') ??
      input.labels?.[0]?.innerText ??
      (told ? document.getElementById(told.split(' ')[0]!)?.innerText : null) ??
      input.placeholder;
    return {
      name: name.trim(),
      free: !input.readOnly && !input.disabled,
      typed: (input.value ?? '').includes(needle),
    };
  }, word);

export class Typist {
  /** Where the word was typed: `place: field`. */
  readonly typed = new Set<string>();
  private serial = 0;

  constructor(
    private readonly page: Page,
    private readonly word: string,
  ) {}

  /**
   * Types into every field on the screen (or `within`) that does not hold the word yet, `again` into
   * those too; answers the last one.
   */
  async fill(
    place: string,
    { within, again = false }: { within?: Locator; again?: boolean } = {},
  ): Promise<ElementHandle | null> {
    let last: ElementHandle | null = null;
    const found = within ? within.locator(fields) : this.page.locator(fields);
    for (const field of await found.elementHandles()) {
      // A field may go while another one is filled: what counts is what was typed.
      const seen = await look(field, this.word).catch(() => null);
      if (!seen?.free || (seen.typed && !again) || inClear.test(seen.name)) continue;
      this.serial += 1;
      const done = await field
        .fill(`${this.word} ${this.serial}`, patience)
        .then(() => true)
        .catch(() => false);
      if (!done) continue;
      this.typed.add(`${place}: ${seen.name}`);
      last = field;
    }
    // Some fields save when they are left.
    await last?.evaluate((field) => (field as HTMLElement).blur()).catch(() => undefined);
    return last;
  }

  /** Sends the form of a field; answers once what it complains of. */
  async send(field: ElementHandle): Promise<void> {
    const form = await field.evaluateHandle((element) => (element as HTMLElement).closest('form'));
    const element = form.asElement();
    if (!element) return;
    for (let n = 0; n < 2; n += 1) {
      const button = await element.$('button[type=submit]');
      if (!button || !(await button.isVisible())) return;
      const sent = await button
        .click(patience)
        .then(() => true)
        .catch(() => false);
      if (sent && !(await this.answerComplaints(element as ElementHandle<HTMLFormElement>))) return;
    }
  }

  /**
   * Types into the screen, then opens each of its forms once, types there and sends it: first what
   * adds, then what the added can be changed by, at the end what takes it away again.
   */
  async work(place: string, back: () => Promise<void>): Promise<void> {
    await this.fill(place, { again: true });
    const done = new Set<string>();
    for (const last of [false, false, true, true]) {
      const names = (await this.openers()).filter((name) => last || !ending.test(name));
      for (const name of names.filter((each) => !done.has(each))) {
        await back();
        const button = this.page.getByRole('button', { name, exact: true }).first();
        if (await this.open(`${place}, ${name}`, button)) done.add(name);
      }
    }
    await back();
    await this.fill(place);
    await this.workMenus(place, back);
    await back();
  }

  /** Opens a form, types into it and sends it; false where it cannot be opened now. */
  async open(place: string, button: Locator): Promise<boolean> {
    const opened = await button
      .click(patience)
      .then(() => true)
      .catch(() => false);
    if (!opened) return false;
    const form = this.page.locator('form').filter({ has: this.page.locator(':focus') });
    const within = (await form.count()) === 1 ? form : undefined;
    // What a change shows holds the word already.
    const last = await this.fill(place, within ? { within, again: true } : {});
    if (last) await this.send(last);
    await this.leave();
    return true;
  }

  /** Every choice of the menus that say “More for …” and asks for words. */
  private async workMenus(place: string, back: () => Promise<void>): Promise<void> {
    const menus = this.page.locator('main').getByRole('button', { name: /^More for/ });
    // Of one kind each: what a menu does to the first it does to all.
    const names = await menus.evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label') ?? ''),
    );
    for (const name of new Set(names.reverse())) {
      const menu = this.page.getByRole('button', { name, exact: true }).first();
      if (!(await menu.isVisible())) continue;
      await menu.click(patience);
      const choices = await this.page.getByRole('menuitem').allInnerTexts();
      await this.page.keyboard.press('Escape');
      for (const choice of choices.filter(
        (text) => (ending.test(text) && !/complete/i.test(text)) || /own words/i.test(text),
      )) {
        await back();
        if (!(await menu.isVisible())) break;
        await menu.click(patience);
        await this.open(
          `${place}, ${name}, ${choice}`,
          this.page.getByRole('menuitem', { name: choice }),
        );
      }
    }
  }

  /** Closes what is open and nothing more: on a page without a dialog Escape leads elsewhere. */
  async leave(): Promise<void> {
    const dialog = this.page.getByRole('dialog').or(this.page.getByRole('alertdialog')).first();
    for (let n = 0; n < 4 && (await dialog.isVisible()); n += 1)
      await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }

  /** Fills what is marked as wrong; false where nothing is. */
  private async answerComplaints(form: ElementHandle<HTMLFormElement>): Promise<boolean> {
    // What is complained of stands there a frame later; a form that was taken is gone.
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const wrong = await form.$$('[aria-invalid=true]').catch(() => []);
    for (const field of wrong) {
      const kind = await field.evaluate((element) =>
        element instanceof HTMLSelectElement
          ? `select:${[...element.options].at(-1)?.value ?? ''}`
          : (['date', 'time'].find((each) => element.classList.contains(`typed-${each}`)) ??
            (element as HTMLInputElement).type),
      );
      const [, choice] = /^select:(.*)$/.exec(kind) ?? [];
      const { name } = await look(field, this.word);
      const plain = inClear.test(name) ? `canary.${this.serial}` : `${this.word} 0`;
      await (
        choice === undefined
          ? field.fill(answers[kind] ?? plain, patience)
          : field.selectOption(choice, patience)
      ).catch(() => undefined);
    }
    return wrong.length > 0;
  }

  private async openers(): Promise<string[]> {
    const names = new Set<string>();
    for (const button of await this.page.locator('main button:visible').all()) {
      const name = await button
        .evaluate((element) => {
          const label = element.getAttribute('aria-label');
          if (label !== null) return label;
          // The key that stands in it is no part of its name.
          const named = element.cloneNode(true) as HTMLElement;
          for (const hidden of named.querySelectorAll('[aria-hidden=true]')) hidden.remove();
          return (named.textContent ?? '').replace(/\s+/g, ' ').trim();
        })
        .catch(() => '');
      if (opener.test(name)) names.add(name);
    }
    return [...names];
  }
}
