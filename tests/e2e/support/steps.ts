/** Steps of a long story of which each is tried, whatever became of the one before. */
import type { Page } from '@playwright/test';

export class Steps {
  /** `step: first line of what went wrong`; the story asks in the end that there is none. */
  readonly broken: string[] = [];

  constructor(private readonly page: Page) {}

  async take(name: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const lines = String(error).split('\n').slice(0, 6);
      this.broken.push(`${name}: ${lines.join(' ')}`);
      process.stderr.write(`step ${name}: ${lines.join('\n')}\n`);
      // What it left open must not stand in the way of the next one.
      const dialog = this.page.getByRole('dialog').first();
      for (let n = 0; n < 4 && (await dialog.isVisible()); n += 1)
        await this.page.keyboard.press('Escape');
    }
  }
}
